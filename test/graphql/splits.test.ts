import { beforeAll, describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { type Asker, askers, moneyInput } from '../support/graphql.js';
import { reason } from '../support/inputs.js';

const at = useBook();
const { admin, auditor, cashier, member, service, wallet } = askers(() => at.gateway.book);
const [ann, shop, friend, stranger] = ['ann', 'shop', 'friend', 'stranger'].map(member) as [
  ...[Asker, Asker, Asker, Asker],
];

const SPLITS = `query ($id: ID!) { transaction(id: $id) {
  id metadata wallet { ownerId } entries { amount { amount } }
  splits { label amount { amount } takenBack { amount }
    to { __typename ... on Wallet { ownerId } ... on SystemAccountInfo { name } } } } }`;
const OF_WALLET = `query ($id: ID!, $f: TransactionFilter) {
  wallet(id: $id) { transactions(filter: $f) { edges { node { id } } } } }`;
const OF_BOOK = `query ($f: TransactionSearch) { transactions(filter: $f) { edges { node { id } } } }`;

interface Seen {
  readonly id: string;
  readonly metadata: object;
  readonly wallet: object | null;
  readonly entries: readonly object[];
  readonly splits: readonly {
    readonly label: string;
    readonly amount: { readonly amount: string };
    readonly takenBack: { readonly amount: string };
    readonly to: object | null;
  }[];
}

let [from, to, third]: string[] = [];
/** A purchase of 10.00: 0.29 to FEES, 8.03 to the shop, 1.00 to a friend of it, the rest to SALES. */
let bought: string;

beforeAll(async () => {
  [from, to, third] = [await wallet('ann', '100'), await wallet('shop'), await wallet('friend')];
  await wallet('stranger');
  await admin.send('CreateSystemAccount', { name: 'FEES', description: 'Fees' });
  const made = await ann.send('Purchase', {
    ...{ walletId: from, amount: moneyInput('10'), metadata: { cart: 7 } },
    splits: [
      { toSystemAccount: 'FEES', amount: moneyInput('0.29'), label: 'fee' },
      { toWalletId: to, amount: moneyInput('8.03'), label: 'merchant' },
      { toWalletId: third, amount: moneyInput('1'), label: 'tip' },
    ],
  });
  bought = made.transaction.id;
});

async function seenBy(viewer: Asker): Promise<Seen | null> {
  return (await viewer.run(SPLITS, { id: bought })) as unknown as Seen | null;
}

async function idsFor(viewer: Asker, filter: object): Promise<string[]> {
  const { edges } = await viewer.run(OF_BOOK, { f: filter });
  return edges.map(({ node }) => node.id);
}

async function idsOf(viewer: Asker, id: string, filter: object = {}): Promise<string[]> {
  const { transactions } = await viewer.run(OF_WALLET, { id, f: filter });
  return transactions.edges.map(({ node }) => node.id);
}

describe('a viewer sees of splits what concerns their wallets', () => {
  const fees = { __typename: 'SystemAccountInfo', name: 'FEES' };
  const shops = { __typename: 'Wallet', ownerId: 'shop' };
  const friends = { __typename: 'Wallet', ownerId: 'friend' };

  test('staff, programs and auditors see every split and its receiver', async () => {
    for (const viewer of [admin, auditor, cashier, service])
      expect((await seenBy(viewer))?.splits.map((split) => split.to)).toEqual([
        ...[fees, shops, friends],
      ]);
  });

  test('the payer sees every split, without the receivers that are not theirs', async () => {
    const seen = await seenBy(ann);
    expect(seen?.splits.map(({ label, to: receiver }) => [label, receiver])).toEqual([
      ...[['fee', null] as const, ['merchant', null] as const, ['tip', null] as const],
    ]);
    expect(seen?.metadata).toEqual({ cart: 7 });
  });

  test('a receiver sees the transaction before it completes, its own split, and nothing of the payer', async () => {
    expect(await seenBy(shop)).toEqual({
      ...{ id: bought, metadata: {}, wallet: null, entries: [] },
      splits: [
        {
          ...{ label: 'merchant', amount: { amount: '8.03' }, takenBack: { amount: '0.00' } },
          to: shops,
        },
      ],
    });
    expect(await seenBy(stranger)).toBeNull();
  });

  test('the list of a receiver has the transaction, and finds it by the label of its own split alone', async () => {
    for (const [viewer, id] of [[shop, to] as const, [friend, third] as const])
      expect(await idsOf(viewer, id ?? '')).toEqual([bought]);
    expect(await idsFor(shop, {})).toEqual([bought]);
    expect(await idsFor(stranger, {})).toEqual([]);
    for (const viewer of [ann, admin, auditor, cashier, service])
      for (const splitLabel of ['fee', 'merchant', 'tip'])
        expect([splitLabel, await idsFor(viewer, { splitLabel })]).toEqual([splitLabel, [bought]]);
    expect(await idsFor(shop, { splitLabel: 'merchant' })).toEqual([bought]);
    expect(await idsOf(shop, to ?? '', { splitLabel: 'merchant' })).toEqual([bought]);
    for (const splitLabel of ['fee', 'tip', 'Merchant'])
      expect([splitLabel, await idsFor(shop, { splitLabel })]).toEqual([splitLabel, []]);
    expect(await idsFor(shop, { metadata: { cart: 7 } })).toEqual([]);
    expect(await idsFor(admin, { walletId: to, ownerId: 'shop' })).toEqual([bought]);
  });
});

describe('takenBack says what receivers gave back or never get', () => {
  const takenBack = async (): Promise<string[]> =>
    (await seenBy(admin))?.splits.map((split) => split.takenBack.amount) ?? [];

  test('a partial capture, refunds and a failure take from each split its share', async () => {
    expect(await takenBack()).toEqual(['0.00', '0.00', '0.00']);
    const transactionId = bought;
    // Of 10.00, 4.00 are not captured: 11.6 of 29, 321.2 of 803, 40 of 100 and 27.2 of 68 cents.
    await service.send('CompletePurchase', { transactionId, amount: moneyInput('6') });
    expect(await takenBack()).toEqual(['0.12', '3.21', '0.40']);
    const refund = await service.send('RefundPurchase', {
      ...{ transactionId, amount: moneyInput('0.01'), reason },
    });
    // The largest remainder: 482 of 600 for the shop.
    expect(await takenBack()).toEqual(['0.12', '3.22', '0.40']);
    expect(await idsOf(shop, to ?? '')).toEqual([refund.transaction.id, bought]);
    await service.send('FailPurchase', { transactionId, reason });
    expect(await takenBack()).toEqual(['0.29', '8.03', '1.00']);
    const { systemAccounts } = await admin.run(
      '{ treasury(currency: "USD") { systemAccounts { name balance { amount } } } }',
    );
    expect(systemAccounts).toContainEqual({ name: 'FEES', balance: { amount: '0.00' } });
    expect(systemAccounts).toContainEqual({ name: 'SALES', balance: { amount: '0.00' } });
  });

  test.each([
    ['a deposit', 'Deposit', 'FailDeposit', true],
    ['a withdrawal that is rejected', 'RequestWithdrawal', 'RejectWithdrawal', false],
    ['a transfer that is reversed', 'Transfer', 'ReverseTransaction', true],
  ] as const)('%s is taken back from all receivers', async (_, begin, takeBack, wasPaid) => {
    const payer = await wallet(`payer of ${begin}`, '5');
    const receiver = await wallet(`receiver of ${begin}`);
    const { transaction } = await service.send(begin, {
      ...(begin === 'Transfer'
        ? { fromWalletId: payer, toWalletId: await wallet('the rest') }
        : { walletId: payer }),
      amount: moneyInput('1'),
      splits: [
        { toWalletId: receiver, amount: moneyInput('0.6'), label: 'part' },
        { toWalletId: receiver, amount: moneyInput('0.2'), label: 'another part' },
      ],
    });
    const parts = async () => {
      const seen = (await admin.run(SPLITS, { id: transaction.id })) as unknown as Seen;
      return seen.splits.map((split) => split.takenBack.amount);
    };
    const available = async () => {
      const found = await admin.run(
        'query ($id: ID!) { wallet(id: $id) { balance { available { amount } } } }',
        { id: receiver },
      );
      return (found as unknown as { balance: { available: { amount: string } } }).balance.available
        .amount;
    };
    expect([await parts(), await available()]).toEqual([
      ['0.00', '0.00'],
      wasPaid ? '0.80' : '0.00',
    ]);
    await admin.send(takeBack, { transactionId: transaction.id, reason });
    expect([await parts(), await available()]).toEqual([['0.60', '0.20'], '0.00']);
  });
});

describe('a posting shows its legs as entries', () => {
  const POSTED = `query ($id: ID!) { transaction(id: $id) {
    kind metadata amount { amount currency } wallet { ownerId } splits { label } entries { amount { amount } } } }`;
  const leg = (account: object, direction: string, amount: object) => ({
    ...{ ...account, direction, amount },
  });

  test('each owner sees the entries on their wallets, and no metadata of a posting with several wallets', async () => {
    const [one, two] = [await wallet('one', '3'), await wallet('two')];
    const { transaction } = await service.send('Post', {
      legs: [
        leg({ walletId: two }, 'CREDIT', moneyInput('2')),
        leg({ walletId: one }, 'DEBIT', moneyInput('3')),
        leg({ systemAccount: 'FEES' }, 'CREDIT', moneyInput('1')),
      ],
      ...{ metadata: { batch: 1 }, description: 'Settlement of May' },
    });
    const { id } = transaction;
    const amount = { amount: '3.00', currency: 'USD' };
    const seen = (entries: string[], ownerId: string | null, metadata = {}) => ({
      ...{ kind: 'POSTING', amount, metadata, splits: [], wallet: ownerId && { ownerId } },
      entries: entries.map((text) => ({ amount: { amount: text } })),
    });
    expect(await member('two').run(POSTED, { id })).toEqual(seen(['2.00'], 'two'));
    expect(await member('one').run(POSTED, { id })).toEqual(seen(['-3.00'], null));
    const { entries, ...all } = await auditor.run(POSTED, { id });
    expect(all).toMatchObject({ wallet: { ownerId: 'two' }, metadata: { batch: 1 } });
    const legs = ['2.00', '-3.00', '1.00'].map((text) => ({ amount: { amount: text } }));
    expect(new Set(entries as unknown as object[])).toEqual(new Set(legs));
    for (const [owner, walletId] of [['one', one] as const, ['two', two] as const])
      expect((await idsOf(member(owner), walletId))[0]).toBe(id);
    expect(await idsFor(member('one'), { text: 'settlement' })).toEqual([id]);
    expect(await idsFor(member('two'), { metadata: { batch: 1 } })).toEqual([]);
  });

  test('one between system accounts has no wallet, and can be reversed', async () => {
    const { transaction } = await admin.send('Post', {
      legs: [
        leg({ systemAccount: 'FEES' }, 'DEBIT', moneyInput('4', 'JPY')),
        leg({ systemAccount: 'EXTERNAL' }, 'CREDIT', moneyInput('4', 'JPY')),
      ],
    });
    const { id: transactionId } = transaction;
    expect(await auditor.run(POSTED, { id: transactionId })).toMatchObject({
      ...{ wallet: null, amount: { amount: '4', currency: 'JPY' } },
    });
    for (const input of [{ transactionId, reason }])
      for (const operation of ['FailDeposit', 'RejectWithdrawal', 'FailPurchase'])
        expect((await admin.send(operation, input)).__typename).toBe('InvalidTransition');
    const commission = { walletId: from, sourceTransactionId: transactionId, rateBps: 100 };
    expect((await admin.send('PayReferralCommission', commission)).__typename).toBe(
      'InvalidTransition',
    );
    const reversed = await admin.send('ReverseTransaction', { transactionId, reason });
    expect(await auditor.run(POSTED, { id: reversed.transaction.id })).toMatchObject({
      ...{ kind: 'REVERSAL', wallet: null, amount: { amount: '4', currency: 'JPY' } },
    });
  });
});
