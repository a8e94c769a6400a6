import { randomUUID } from 'node:crypto';
import { bulkKinds } from './bulk-requests.mjs';
import { anyOf, body, money, pairOf } from './request-parts.mjs';
import { rivalKinds } from './rival-requests.mjs';

/** @typedef {{ body: (index: number) => string, done: string, isDone: (data: object) => boolean }} Requests */

const isAmount = (text) => /^\d+\.\d\d$/.test(text);

/** A transfer is asked for with the new balance, as a page that shows one needs it. */
const TRANSFER =
  'mutation ($input: TransferInput!) { transfer(input: $input) { ... on TransferPayload { replayed transaction { id status wallet { balance { available { amount } version } } } } ... on UserError { code } } }';

const isTransferred = ({ transfer: { transaction } }) =>
  transaction.status === 'COMPLETED' && isAmount(transaction.wallet.balance.available.amount);

const KINDS = {
  ...rivalKinds,
  ...bulkKinds,
  transfer: ({ wallets, hot }) => {
    const ask = body(TRANSFER);
    return {
      body: () => {
        const [fromWalletId, toWalletId] = pairOf(wallets, hot);
        return ask({
          input: { fromWalletId, toWalletId, amount: money, idempotencyKey: randomUUID() },
        });
      },
      done: '"replayed":false',
      isDone: isTransferred,
    };
  },
  // One client for each connection: the same transfer again and again, under the same key.
  retry: ({ wallets: [fromWalletId, toWalletId] }) => {
    const ask = body(TRANSFER);
    return {
      body: (index) =>
        ask({
          input: { fromWalletId, toWalletId, amount: money, idempotencyKey: `retry ${index}` },
        }),
      done: '"COMPLETED"',
      isDone: isTransferred,
    };
  },
  deposit: ({ wallets }) => {
    const ask = body(
      'mutation ($input: DepositInput!) { deposit(input: $input) { __typename ... on UserError { code } } }',
    );
    return {
      body: () =>
        ask({ input: { walletId: anyOf(wallets), amount: money, idempotencyKey: randomUUID() } }),
      done: '"DepositPayload"',
      isDone: ({ deposit }) => deposit.__typename === 'DepositPayload',
    };
  },
  balance: ({ wallets }) => {
    const ask = body(
      'query ($id: ID!) { wallet(id: $id) { balance { available { amount } version } } }',
    );
    return {
      body: () => ask({ id: anyOf(wallets) }),
      done: '"available"',
      isDone: ({ wallet }) => isAmount(wallet.balance.available.amount),
    };
  },
  typename: () => {
    const ask = body('{ __typename }');
    return {
      body: () => ask({}),
      done: '"Query"',
      isDone: ({ __typename }) => __typename === 'Query',
    };
  },
  entries: ({ wallets, first }) => {
    const ask = body(
      'query ($id: ID!, $first: Int!) { wallet(id: $id) { entries(first: $first) { edges { cursor node { id account phase amount { amount } balance { amount } createdAt } } pageInfo { hasNextPage } } } }',
    );
    return {
      body: () => ask({ id: anyOf(wallets), first }),
      done: '"balance"',
      isDone: ({ wallet }) => wallet.entries.edges.length === first,
    };
  },
  history: ({ wallets }) => {
    const ask = body(
      'query ($id: ID!) { wallet(id: $id) { history(first: 50) { edges { cursor node { at amount { amount } balance { amount } transaction { id kind status } } } pageInfo { hasNextPage } } } }',
    );
    return {
      body: () => ask({ id: anyOf(wallets) }),
      done: '"history"',
      isDone: ({ wallet }) => wallet.history.edges.length === 50,
    };
  },
  wallets: () => {
    const ask = body(
      '{ wallets(first: 50) { edges { cursor node { id ownerId status balance { available { amount } held { amount } total { amount } version } } } pageInfo { hasNextPage } } }',
    );
    return {
      body: () => ask({}),
      done: '"available"',
      isDone: ({ wallets }) => wallets.edges.length === 50,
    };
  },
  // The page of a cashier: many balances, and the last entries of one wallet.
  cashierPage: ({ wallets }) => {
    const ask = body(
      'query ($id: ID!) { wallets(first: 50) { edges { node { id balance { available { amount } total { amount } } } } } wallet(id: $id) { balance { available { amount } } entries(first: 10) { edges { node { id amount { amount } balance { amount } } } } } }',
    );
    return {
      body: () => ask({ id: anyOf(wallets) }),
      done: '"entries"',
      isDone: ({ wallets: list, wallet }) =>
        list.edges.length === 50 && wallet.entries.edges.length > 0,
    };
  },
};

/** Bodies to send, and tests for their answers. @param asked kind and its parameters @returns {Requests} */
export function requestsFor({ kind, ...more }) {
  return KINDS[kind](more);
}
