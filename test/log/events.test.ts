import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';

const at = useBook();
const { admin, auditor, cashier, member, service, wallet } = askers(() => at.gateway.book);

const EVENTS = `query ($after: String, $first: Int, $last: Int, $before: String, $filter: EventFilter) {
  events(after: $after, first: $first, last: $last, before: $before, filter: $filter) {
    edges { cursor node { id cursor type actor data wallet { id } transaction { id status } } }
    pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }`;

interface EventNode {
  id: string;
  type: string;
  actor: string;
  data: Record<string, string>;
  wallet: { id: string } | null;
  transaction: { id: string; status: string } | null;
}
interface EventPage {
  edges: { cursor: string; node: EventNode }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}

async function events(variables: object = {}): Promise<EventPage> {
  return (await auditor.run(EVENTS, { ...variables })) as unknown as EventPage;
}

async function typesOf(walletId: string): Promise<string[]> {
  const { edges } = await events({ filter: { walletId } });
  return edges.map(({ node }) => node.type);
}

describe('each movement leads to its events', () => {
  test('a wallet is opened, changed, frozen, unfrozen and closed', async () => {
    const id = await wallet('life of a wallet');
    await service.send('SetWalletMetadata', { walletId: id, metadata: { a: 1 } });
    await cashier.send('FreezeWallet', { walletId: id, reason: 'a check' });
    await cashier.send('UnfreezeWallet', { walletId: id, reason: 'checked' });
    await admin.send('SetCreditLine', { walletId: id, approved: true, limit: moneyInput('5.00') });
    await admin.send('CloseWallet', { walletId: id, reason: 'done' });
    expect(await typesOf(id)).toEqual([
      ...['wallet.opened', 'wallet.changed', 'wallet.frozen', 'wallet.unfrozen'],
      ...['credit.changed', 'wallet.closed'],
    ]);
    const { edges } = await events({ filter: { walletId: id } });
    expect(edges[0]!.node).toMatchObject({
      ...{ actor: 'service', data: { walletId: id }, wallet: { id }, transaction: null },
    });
  });

  test('a deposit is pending, completed and failed', async () => {
    const id = await wallet('deposit');
    const begun = await service.send('InitiateDeposit', {
      walletId: id,
      amount: moneyInput('3.00'),
    });
    const transactionId = begun.transaction.id;
    await cashier.send('ConfirmDeposit', { transactionId });
    await cashier.send('FailDeposit', { transactionId, reason: 'bounced' });
    const { edges } = await events({ filter: { walletId: id } });
    expect(edges.slice(1).map(({ node }) => [node.type, node.transaction])).toEqual(
      ['pending', 'completed', 'failed'].map((status) => [
        `transaction.${status}`,
        { id: transactionId, status: 'FAILED' },
      ]),
    );
  });

  test('a refund and a reversal are completed, and happen to the transaction that they take back', async () => {
    const id = await wallet('taken back', '50.00');
    const bought = await member('taken back').send('Purchase', {
      ...{ walletId: id, amount: moneyInput('5.00') },
    });
    const paid = bought.transaction.id;
    await service.send('CompletePurchase', { transactionId: paid });
    const back = await cashier.send('RefundPurchase', {
      ...{ transactionId: paid, amount: moneyInput('2.00'), reason: 'broken' },
    });
    const given = await service.send('Deposit', { walletId: id, amount: moneyInput('1.00') });
    const reversed = await admin.send('ReverseTransaction', {
      ...{ transactionId: given.transaction.id, reason: 'a mistake' },
    });
    const { edges } = await events({ filter: { walletId: id } });
    expect(edges.slice(2).map(({ node }) => [node.type, node.data['transactionId']])).toEqual([
      ['transaction.pending', paid],
      ['transaction.completed', paid],
      ['transaction.completed', back.transaction.id],
      ['transaction.refunded', paid],
      ['transaction.completed', given.transaction.id],
      ['transaction.completed', reversed.transaction.id],
      ['transaction.reversed', given.transaction.id],
    ]);
  });

  test('a transfer is an event of both wallets, and each line of a list is one of its own', async () => {
    const [one, two] = [await wallet('payer', '9.00'), await wallet('payee')];
    const line = { fromWalletId: one, toWalletId: two };
    await member('payer').send('TransferMany', {
      inputs: ['1.00', '100.00', '2.00'].map((amount) => ({
        ...line,
        amount: moneyInput(amount),
      })),
    });
    const ofOne = await events({ filter: { walletId: one, types: ['transaction.completed'] } });
    const ofTwo = await events({ filter: { walletId: two, types: ['transaction.completed'] } });
    expect(ofOne.edges.slice(1)).toEqual(ofTwo.edges);
    expect(ofTwo.edges).toHaveLength(2);
    expect(new Set(ofTwo.edges.map(({ node }) => node.id)).size).toBe(2);
  });

  test('a currency is created; a refusal, a quote and a replay are no events', async () => {
    const { edges: before } = await events({ last: 1 });
    await admin.send('CreateCurrency', { code: 'GEM', digits: 0, name: 'Gem' });
    const key = randomUUID();
    for (let i = 0; i < 2; i += 1)
      await admin.send('CreateCurrency', {
        code: 'GEMS',
        digits: 0,
        name: 'Gems',
        idempotencyKey: key,
      });
    const one = await wallet('poor');
    await member('poor').send('Transfer', {
      ...{ fromWalletId: one, toWalletId: await wallet('rich'), amount: moneyInput('1.00') },
    });
    const { edges } = await events({ after: before[0]!.cursor });
    expect(edges.map(({ node }) => [node.type, node.data['currency']])).toEqual([
      ['currency.created', 'GEM'],
      ['currency.created', 'GEMS'],
      ['wallet.opened', undefined],
      ['wallet.opened', undefined],
    ]);
  });
});

describe('events are read in pages', () => {
  let id: string;
  let cursors: string[];
  beforeAll(async () => {
    id = await wallet('pages');
    const payments = Array.from({ length: 7 }, (_, i) => moneyInput(`${i + 1}.00`));
    for (const amount of payments) await service.send('Deposit', { walletId: id, amount });
    cursors = (await events({ filter: { walletId: id } })).edges.map(({ cursor }) => cursor);
  });

  test.each([1, 2, 3, 8])(
    'pages of %i are the whole list, forwards and backwards',
    async (size) => {
      for (const [part, where] of [
        ['first', 'after'],
        ['last', 'before'],
      ] as const) {
        const seen: string[] = [];
        for (let at: string | null = null; ;) {
          const page = await events({ [part]: size, [where]: at, filter: { walletId: id } });
          const found = page.edges.map(({ cursor }) => cursor);
          if (part === 'first') seen.push(...found);
          else seen.unshift(...found);
          const [first] = found;
          at = (part === 'first' ? found.at(-1) : first) ?? null;
          const more = part === 'first' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
          if (!more) break;
        }
        expect(seen).toEqual(cursors);
      }
    },
  );

  test('a list of all events goes on within a command with many events', async () => {
    const to = await wallet('many to');
    const from = await wallet('many', '100.00');
    const transfers = Array.from({ length: 9 }, () => ({
      ...{ fromWalletId: from, toWalletId: to, amount: moneyInput('1.00') },
    }));
    const before = (await events({ last: 1 })).edges[0]!.cursor;
    await member('many').send('TransferMany', { inputs: transfers });
    const seen: string[] = [];
    for (let after: string | null = before; after;) {
      const page: EventPage = await events({ first: 2, after });
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(9);
    expect(new Set(seen).size).toBe(9);
  });

  test('a filter by rare types finds them, and an unknown type is refused with those that there are', async () => {
    const { edges } = await events({ filter: { types: ['wallet.frozen'] } });
    expect(edges.map(({ node }) => node.type)).toEqual(['wallet.frozen']);
    const { errors } = await auditor.ask(EVENTS, { filter: { types: ['wallet.melted'] } });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('There are wallet.opened, wallet.frozen') as unknown,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test.each(['no cursor', 'WyJhdWRpdCIsIjEiXQ'])('%s is refused as a cursor', async (after) => {
    expect(await auditor.codes(EVENTS, { after })).toEqual(['BAD_USER_INPUT']);
  });

  test('a cursor of an event that the book does not have is refused', async () => {
    const [list, position, index] = JSON.parse(
      Buffer.from(cursors[3]!, 'base64url').toString(),
    ) as string[];
    const other = [list, position, index, randomUUID()];
    const after = Buffer.from(JSON.stringify(other)).toString('base64url');
    const { errors } = await auditor.ask(EVENTS, { after });
    expect(errors[0]!.message).toContain('restored from an older backup');
  });

  test('a member may read neither events nor the audit log', async () => {
    const asked = member('pages');
    expect(await asked.codes(EVENTS)).toEqual(['FORBIDDEN']);
    expect(await asked.codes('{ auditLog { edges { cursor } } }')).toEqual(['FORBIDDEN']);
  });
});
