import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { execute, type GraphQLResolveInfo, Kind, parse } from 'graphql';
import { answersFromCommit } from '../../src/graphql/answers/commit-answers.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { useBook } from '../support/book.js';
import type { Viewer } from '../../src/domain/viewer.js';
import { askers, contextsOn, documentNamed, moneyInput } from '../support/graphql.js';
import { ADMIN, reason } from '../support/inputs.js';

// A mutation that shows nothing beyond what its commit locked or wrote is answered from the commit. That such an answer
// is what the book has is compared after every mutation of the tests (test/support/graphql.ts).

const schema = buildSchema();
const isOfCommit = answersFromCommit(schema);

function answered(text: string): boolean {
  const { definitions } = parse(text);
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return isOfCommit({
    operation: definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION),
    fragments: Object.fromEntries(fragments.map((one) => [one.name.value, one])),
  } as unknown as GraphQLResolveInfo);
}

const transfer = (selection: string, more = '') => `mutation ($input: TransferInput!) {
  transfer(input: $input) { __typename ${selection} ... on UserError { code message } } } ${more}`;
const of = (selection: string) =>
  transfer(`... on TransferPayload { replayed transaction { ${selection} } }`);

test.each([
  ['nothing', transfer('')],
  ['a transaction', of('id kind status amount { amount currency } metadata createdAt')],
  ['the new balances', of('wallet { id balance { version available { amount } } }')],
  ['both wallets', of('... on Transfer { toWallet { ownerId balance { total { amount } } } }')],
  [
    'fragments',
    transfer(
      '...P',
      'fragment P on TransactionPayload { transaction { ...T } } fragment T on Transaction { id wallet { status } }',
    ),
  ],
  [
    'lines',
    `mutation ($input: TransferManyInput!) { transferMany(input: $input) { ... on TransferManyPayload {
       done { transaction { id } } refused { index error { code } } replayed } } }`,
  ],
  [
    'where an adjustment comes from',
    `mutation ($input: AdjustBalanceInput!) { adjustBalance(input: $input) { ... on AdjustBalancePayload {
       transaction { ... on Adjustment { legacyOrigin { source statement applicationName } } } } } }`,
  ],
  ['a wallet', documentNamed('OpenWallet')],
])('a mutation that shows %s is answered from its commit', (_, text) => {
  expect(answered(text)).toBe(true);
});

test.each([
  ['entries', of('entries { amount { amount } }')],
  ['what reverses it', of('reversedBy { id }')],
  ['a list', of('wallet { transactions { edges { cursor } } }')],
  ['a credit line', of('wallet { creditLine { owed { amount } } }')],
  ['an argument', of('wallet { balance(at: null) { version } }')],
  [
    'a list in a fragment',
    transfer(
      '...P',
      'fragment P on TransferPayload { transaction { wallet { entries { edges { cursor } } } } }',
    ),
  ],
  [
    'the figures of a purchase',
    `mutation ($input: PurchaseInput!) { purchase(input: $input) { ... on PurchasePayload {
       transaction { ... on Purchase { refunded { amount } } } } } }`,
  ],
  [
    'a purchase that was refunded',
    `mutation ($input: RefundPurchaseInput!) { refundPurchase(input: $input) { ... on RefundPurchasePayload {
       transaction { ... on Refund { purchase { id } } } } } }`,
  ],
  [
    'a quote',
    `mutation ($input: QuoteExchangeInput!) { quoteExchange(input: $input) {
       ... on QuoteExchangePayload { quote { id } } } }`,
  ],
  ['a check', `mutation { verifyIntegrity { healthy } }`],
])('a mutation that shows %s reads the book', (_, text) => {
  expect(answered(text)).toBe(false);
});

describe('answers of mutations without a reader', () => {
  const at = useBook();
  const { member, wallet } = askers(() => at.gateway.book);
  const refuse = () => {
    throw new Error('something was read');
  };

  /** The data of an answer during which nothing may be read. */
  async function unread(viewer: Viewer, source: string, variables = {}): Promise<unknown> {
    const book = { ...at.gateway.book, join: refuse, read: refuse };
    const context = contextsOn(book)(viewer, randomUUID());
    try {
      const document = parse(source);
      const executed = execute({
        ...{ schema, document, variableValues: variables, contextValue: context },
      });
      const { data, errors } = await executed;
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data));
    } finally {
      await context.end();
    }
  }

  test('the transaction and the balances of both wallets need no read', async () => {
    const [from, to] = [await wallet('ann', '10'), await wallet('bob', '1')];
    const document = of(`id status amount { amount } metadata createdAt initiatedBy
      wallet { id ownerId status statusReason balance { version available { amount } held { amount } } }
      ... on Transfer { toWallet { id balance { version total { amount } } } }`);
    const input = { fromWalletId: from, toWalletId: to, amount: moneyInput('4') };
    const idempotencyKey = randomUUID();
    const { transfer: answer } = (await unread(ADMIN, document, {
      input: { ...input, metadata: { order: 7 }, idempotencyKey },
    })) as { transfer: object };
    expect(answer).toMatchObject({
      __typename: 'TransferPayload',
      replayed: false,
      transaction: {
        status: 'COMPLETED',
        amount: { amount: '4.00' },
        metadata: { order: 7 },
        initiatedBy: ADMIN.id,
        wallet: {
          ...{ id: from, ownerId: 'ann', status: 'ACTIVE' },
          balance: { version: 2, available: { amount: '6.00' }, held: { amount: '0.00' } },
        },
        toWallet: { id: to, balance: { version: 2, total: { amount: '5.00' } } },
      },
    });
  });

  test('a receiver whom the payer may not see stays hidden', async () => {
    const [from, to] = [await wallet('cat', '10'), await wallet('dan')];
    const document = of('wallet { ownerId } ... on Transfer { toWallet { ownerId } }');
    const input = { fromWalletId: from, toWalletId: to, amount: moneyInput('4') };
    expect(
      await unread({ id: 'cat', roles: ['MEMBER'] }, document, {
        input: { ...input, idempotencyKey: randomUUID() },
      }),
    ).toMatchObject({
      transfer: { transaction: { wallet: { ownerId: 'cat' }, toWallet: null } },
    });
  });

  test('several mutations of one request answer each from its own commit', async () => {
    const id = await wallet('eve', '10');
    const part = (name: string, amount: string) =>
      `${name}: deposit(input: { walletId: "${id}", amount: { amount: "${amount}", currency: "USD" }, idempotencyKey: "${name}" }) {
         ... on DepositPayload { transaction { wallet { balance { version total { amount } } } } } }`;
    expect(await unread(ADMIN, `mutation { ${part('a', '1')} ${part('b', '2')} }`, {})).toEqual({
      a: { transaction: { wallet: { balance: { version: 2, total: { amount: '11.00' } } } } },
      b: { transaction: { wallet: { balance: { version: 3, total: { amount: '13.00' } } } } },
    });
  });

  test('a status that changes, and a frozen wallet, are shown as the commit left them', async () => {
    const id = await wallet('fay', '10');
    const bought = await member('fay').send('Purchase', { walletId: id, amount: moneyInput('4') });
    const input = { transactionId: bought.transaction.id, idempotencyKey: randomUUID() };
    expect(
      await unread(
        ADMIN,
        `mutation ($input: CompletePurchaseInput!) { completePurchase(input: $input) { ... on CompletePurchasePayload {
           transaction { status statusChangedBy wallet { balance { held { amount } total { amount } } } } } } }`,
        { input },
      ),
    ).toEqual({
      completePurchase: {
        transaction: {
          ...{ status: 'COMPLETED', statusChangedBy: ADMIN.id },
          wallet: { balance: { held: { amount: '0.00' }, total: { amount: '6.00' } } },
        },
      },
    });
    const freeze = { walletId: id, reason, idempotencyKey: randomUUID() };
    expect(
      await unread(
        ADMIN,
        `mutation ($input: FreezeWalletInput!) { freezeWallet(input: $input) { ... on WalletPayload {
           wallet { status statusReason } } } }`,
        { input: freeze },
      ),
    ).toEqual({ freezeWallet: { wallet: { status: 'FROZEN', statusReason: reason } } });
  });
});
