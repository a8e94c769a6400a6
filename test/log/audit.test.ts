import { beforeAll, describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';

const at = useBook();
const { admin, auditor, cashier, member, service, wallet } = askers(() => at.gateway.book);

const AUDIT = `query ($filter: AuditFilter, $first: Int, $after: String, $last: Int, $before: String) {
  auditLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { at actor movement outcome message input idempotencyKey requestId eventTypes transactionIds
                          wallet { id } transaction { id } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

interface Entry {
  at: string;
  actor: string;
  movement: string;
  outcome: string;
  input: Record<string, unknown>;
  transactionIds: string[];
}
interface AuditPage {
  edges: { cursor: string; node: Entry }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean };
}

async function audit(filter: object, page: object = {}): Promise<AuditPage> {
  return (await auditor.run(AUDIT, { filter, ...page })) as unknown as AuditPage;
}

async function found(filter: object): Promise<string[]> {
  const { edges } = await audit(filter);
  return edges.map(({ node }) => `${node.actor} ${node.movement} ${node.outcome}`);
}

let ann: string;
let bob: string;
let paid: string;
let began: Date;
let ended: Date;

beforeAll(async () => {
  began = new Date();
  ann = await wallet('ann', '20.00');
  bob = await wallet('bob', '9.00');
  const transfer = { fromWalletId: ann, toWalletId: bob };
  const sent = await member('ann').send('Transfer', {
    ...transfer,
    amount: moneyInput('5.00'),
    description: 'rent',
  });
  paid = sent.transaction.id;
  await member('ann').send('Transfer', { ...transfer, amount: moneyInput('500.00') });
  await member('bob').send('TransferMany', {
    inputs: ['1.00', '900.00'].map((amount) => ({
      ...{ fromWalletId: bob, toWalletId: ann, amount: moneyInput(amount) },
    })),
  });
  await cashier.send('FreezeWallet', { walletId: ann, reason: 'a check' });
  await admin.send('ReverseTransaction', { transactionId: paid, reason: 'not owed' });
  ended = new Date();
});

describe('the audit log says who did what, and what came of it', () => {
  test('an entry has what was sent, with the ids that clients know', async () => {
    const { edges } = await audit({ actor: 'ann' });
    expect(edges.map(({ node }) => node)).toEqual([
      {
        ...{ actor: 'ann', movement: 'transfer', outcome: 'INSUFFICIENT_FUNDS' },
        input: {
          ...{ fromWalletId: ann, toWalletId: bob, shareMetadata: false },
          amount: { amount: '500', currency: 'USD' },
        },
        ...{ eventTypes: [], transactionIds: [], wallet: null, transaction: null },
        message: expect.stringContaining('') as unknown,
        ...{ at: expect.anything() as unknown, idempotencyKey: expect.anything() as unknown },
        requestId: expect.stringMatching(/./) as unknown,
      },
      {
        ...{ actor: 'ann', movement: 'transfer', outcome: 'DONE', message: null },
        input: {
          ...{ fromWalletId: ann, toWalletId: bob, description: 'rent', shareMetadata: false },
          amount: { amount: '5', currency: 'USD' },
        },
        ...{ eventTypes: ['transaction.completed'], transactionIds: [paid] },
        ...{ wallet: null, transaction: { id: paid } },
        ...{ at: expect.anything() as unknown, idempotencyKey: expect.anything() as unknown },
        requestId: expect.stringMatching(/./) as unknown,
      },
    ]);
  });

  test.each<[string, () => object, readonly string[]]>([
    [
      'a wallet',
      () => ({ walletId: bob }),
      [
        ...['admin reverseTransaction DONE', 'bob transferMany PARTLY_DONE'],
        ...[
          'ann transfer INSUFFICIENT_FUNDS',
          'ann transfer DONE',
          'service deposit DONE',
          'service openWallet DONE',
        ],
      ],
    ],
    [
      'a transaction',
      () => ({ transactionId: paid }),
      ['admin reverseTransaction DONE', 'ann transfer DONE'],
    ],
    ['a movement', () => ({ movement: 'freezeWallet' }), ['cashier freezeWallet DONE']],
    [
      'a refusal, also of one line',
      () => ({ outcome: 'INSUFFICIENT_FUNDS' }),
      [...['bob transferMany PARTLY_DONE', 'ann transfer INSUFFICIENT_FUNDS']],
    ],
    [
      'a person and what was done',
      () => ({ actor: 'ann', outcome: 'DONE' }),
      ['ann transfer DONE'],
    ],
    [
      'a period',
      () => ({ from: began, to: ended, actor: 'cashier' }),
      ['cashier freezeWallet DONE'],
    ],
    ['a period before it', () => ({ to: new Date(began.getTime() - 1_000), actor: 'cashier' }), []],
    ['a period after it', () => ({ from: new Date(ended.getTime() + 60_000) }), []],
    ['a person who did nothing', () => ({ actor: 'eve' }), []],
  ])('is found by %s', async (_, filter, expected) => {
    const written = Object.fromEntries(
      Object.entries(filter()).map(([key, value]) => [
        key,
        value instanceof Date ? value.toISOString() : (value as unknown),
      ]),
    );
    expect(await found(written)).toEqual(expected);
  });

  test.each([1, 2, 4])('pages of %i are the whole log, forwards and backwards', async (size) => {
    const all = (await audit({})).edges.map(({ cursor }) => cursor);
    const forwards: string[] = [];
    for (let after: string | undefined; ; after = forwards.at(-1)) {
      const page = await audit({}, { first: size, after });
      forwards.push(...page.edges.map(({ cursor }) => cursor));
      if (!page.pageInfo.hasNextPage) break;
    }
    const backwards: string[] = [];
    for (let before: string | undefined; ; [before] = backwards) {
      const page = await audit({}, { last: size, before });
      backwards.unshift(...page.edges.map(({ cursor }) => cursor));
      if (!page.pageInfo.hasPreviousPage) break;
    }
    expect(forwards).toEqual(all);
    expect(backwards).toEqual(all);
  });

  test('what the service did reads like what anyone did', async () => {
    await service.send('SetWalletMetadata', { walletId: bob, metadata: { note: 'x' } });
    const [newest] = (await audit({ actor: 'service' })).edges;
    expect(newest!.node).toMatchObject({
      movement: 'setWalletMetadata',
      input: { walletId: bob, metadata: { note: 'x' } },
    });
  });
});
