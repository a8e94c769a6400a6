import { randomUUID } from 'node:crypto';

/** @typedef {{ body: () => string, done: string, isDone: (data: object) => boolean }} Requests */

const body = (query) => {
  const head = `{"query":${JSON.stringify(query)},"variables":`;
  return (variables) => `${head}${JSON.stringify(variables)}}`;
};

const below = (count) => Math.floor(Math.random() * count);
const anyOf = (list) => list[below(list.length)];

/**
 * Two different wallets, the payer first.
 * @param hot share of pairs, 0 to 1, that contain the first wallet
 */
export function pairOf(wallets, hot = 0) {
  const one = Math.random() < hot ? 0 : below(wallets.length);
  const other = (one + 1 + below(wallets.length - 1)) % wallets.length;
  return Math.random() < 0.5 ? [wallets[one], wallets[other]] : [wallets[other], wallets[one]];
}

const money = { amount: '0.01', currency: 'USD' };

const KINDS = {
  transfer: ({ wallets, hot }) => {
    const ask = body(
      'mutation ($input: TransferInput!) { transfer(input: $input) { __typename ... on UserError { code } } }',
    );
    return {
      body: () => {
        const [fromWalletId, toWalletId] = pairOf(wallets, hot);
        return ask({
          input: { fromWalletId, toWalletId, amount: money, idempotencyKey: randomUUID() },
        });
      },
      done: '"TransferPayload"',
      isDone: ({ transfer }) => transfer.__typename === 'TransferPayload',
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
      isDone: ({ wallet }) => /^\d+\.\d\d$/.test(wallet.balance.available.amount),
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
