import { beforeAll, describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { type Asker, askers, moneyInput } from '../support/graphql.js';

const at = useBook();
const { admin, auditor, cashier, member, service, wallet } = askers(() => at.gateway.book);
const ann = member('ann');
const ben = member('ben');

const OF_WALLET = `query ($id: ID!, $f: TransactionFilter) {
  wallet(id: $id) { transactions(filter: $f) { edges { node { id } } } } }`;
const OF_BOOK = `query ($f: TransactionSearch) { transactions(filter: $f) { edges { node { id } } } }`;

let from: string;
let to: string;
let paid: string;
beforeAll(async () => {
  from = await wallet('ann', '100');
  to = await wallet('ben');
  const sent = await ann.send('Transfer', {
    ...{ fromWalletId: from, toWalletId: to, amount: moneyInput('12.50') },
    ...{ reference: 'INV-17', description: 'Rent of May', metadata: { flat: { door: 3 } } },
  });
  paid = sent.transaction.id;
});

async function idsFor(viewer: Asker, filter: object): Promise<string[]> {
  const { edges } = await viewer.run(OF_BOOK, { f: filter });
  return edges.map(({ node }) => node.id);
}

async function messageFor(filter: object): Promise<string> {
  const { errors } = await admin.ask(OF_WALLET, { id: from, f: filter });
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  return errors[0]?.message ?? '';
}

test.each([
  ['metadata', { metadata: { flat: { door: 3 } } }],
  ['an amount', { amount: { currency: 'USD', min: '12.5', max: '12.50' } }],
  ['words', { text: 'may rent 17' }],
  ['the initiator', { initiatedBy: 'ann' }],
])('transactions and Wallet.transactions find a transaction by %s', async (_, filter) => {
  expect(await idsFor(admin, filter)).toEqual([paid]);
  const { transactions } = await ann.run(OF_WALLET, { id: from, f: filter });
  expect(transactions.edges.map(({ node }) => node.id)).toEqual([paid]);
});

describe('a filter shows nothing that its viewer may not read', () => {
  test('the receiver does not find a transfer by metadata that the payer did not share', async () => {
    const filter = { metadata: { flat: { door: 3 } } };
    for (const viewer of [ann, admin, cashier, auditor, service])
      expect(await idsFor(viewer, filter)).toEqual([paid]);
    expect(await idsFor(ben, filter)).toEqual([]);
    const { transactions } = await ben.run(OF_WALLET, { id: to, f: filter });
    expect(transactions.edges).toEqual([]);
  });

  test('a viewer who may not read who started a transaction does not find it by that', async () => {
    const filter = { initiatedBy: 'ann' };
    for (const viewer of [ann, admin, cashier, auditor])
      expect(await idsFor(viewer, filter)).toEqual([paid]);
    for (const viewer of [ben, service]) expect(await idsFor(viewer, filter)).toEqual([]);
    const { transactions } = await ben.run(OF_WALLET, { id: to, f: filter });
    expect(transactions.edges).toEqual([]);
  });
});

test('a filter that no transaction can match is refused with what would be right', async () => {
  expect(await messageFor({ amount: { currency: 'EUR' } })).toBe(
    'amount is in EUR. The wallet is in USD: send its currency.',
  );
  expect(await messageFor({ amount: { currency: 'USD', min: '2', max: '1.00' } })).toBe(
    'amount.min is greater than amount.max. Send the smaller one as min.',
  );
  expect(await messageFor({ amount: { currency: 'USD', max: '1.001' } })).toBe(
    'amount.max has too many digits. USD allows 2 digits after the decimal point.',
  );
  expect(await messageFor({ metadata: { flat: {} } })).toBe(
    'metadata names no value. Send a key with a value, such as {"order": "17"}.',
  );
  expect(await messageFor({ text: ' -- ' })).toBe(
    'text has no word. Send letters or digits, not " -- ".',
  );
  const { errors } = await admin.ask(OF_BOOK, { f: { amount: { currency: 'ZZZ' } } });
  expect(errors[0]?.message).toBe('ZZZ is not a currency of this book.');
});

test('a filter of too many values or words, and an initiator that none can be, is refused', async () => {
  const values = Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, n]));
  expect(await messageFor({ metadata: values })).toMatch(
    /^metadata names 17 values\. Send at most 16/,
  );
  expect(await messageFor({ text: 'a '.repeat(21).trim() })).toMatch(
    /^text has 21 words\. Send at most 20/,
  );
  for (const initiatedBy of ['a\u0000b', 'x'.repeat(256), ''])
    expect(await messageFor({ initiatedBy })).toMatch(/^initiatedBy /);
});

test('a text of which nothing is a word in the book finds nothing', async () => {
  for (const text of ['❶', 'ⸯ', 'ៗ']) expect(await idsFor(admin, { text })).toEqual([]);
});
