import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { BalancePart } from '../../src/reader/history/explain.js';
import type { ExplainedTransaction } from '../../src/reader/history/explained-transactions.js';
import {
  approveWithdrawal,
  completePurchase,
  failPurchase,
  purchase,
  rejectWithdrawal,
  cancelWithdrawal,
  requestWithdrawal,
} from '../../src/movements/index.js';
import { done, useBook, type TestGateway } from '../support/book.js';
import { askers } from '../support/graphql.js';
import {
  RandomHistory,
  entriesOf,
  type EntryRow,
  figuresOf,
  groupBy,
} from '../support/random-history.js';
import { type BookReader, InputError, type PageArguments } from '../../src/reader/index.js';
import { TRANSACTION_KINDS, TRANSACTION_STATUSES } from '../../src/domain/index.js';
import { ADMIN, money, reason, SERVICE } from '../support/inputs.js';

const at = useBook();
const reading: TestGateway['reading'] = (read) => at.gateway.reading(read);
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));

/** The status that a transaction with these entries had after the last of them. */
function statusOf(entries: readonly EntryRow[]): string {
  const phases = entries.map((entry) => entry.phase);
  if (phases.includes('REVERT')) return 'FAILED';
  if (phases.includes('POST')) return 'COMPLETED';
  return phases.includes('RELEASE') ? (entries[0]?.status ?? '') : 'PENDING';
}

/** The expected parts in their order, from the entries up to a moment, one by one. */
function expectedParts(entries: readonly EntryRow[]) {
  const transactions = [...groupBy(entries, (entry) => entry.transactionId)].map(([id, own]) => ({
    id,
    kind: own[0]?.kind ?? '',
    status: statusOf(own),
    own,
  }));
  const parts = TRANSACTION_KINDS.flatMap((kind) =>
    TRANSACTION_STATUSES.map((status) => ({
      kind,
      status,
      own: transactions.filter((one) => one.kind === kind && one.status === status),
    })),
  );
  return parts
    .filter(({ own }) => own.length > 0)
    .map(({ kind, status, own }) => ({
      ...{ kind, status, count: own.length },
      figures: figuresOf(own.flatMap((one) => one.own)),
      transactions: own
        .map((one) => ({ transactionId: one.id, figures: figuresOf(one.own) }))
        .sort((a, b) => (a.transactionId < b.transactionId ? 1 : -1)),
    }));
}

const withoutCurrency = <T extends { currency: string }>({ currency: _, ...figures }: T) => figures;

async function transactionsOf(
  reader: BookReader,
  part: BalancePart,
  way: 'forwards' | 'backwards' = 'forwards',
  size = 200,
): Promise<ExplainedTransaction[]> {
  const found: ExplainedTransaction[] = [];
  for (let cursor: string | null = null; ;) {
    const page: PageArguments =
      way === 'forwards' ? { first: size, after: cursor } : { last: size, before: cursor };
    const { edges, pageInfo } = await reader.explainedTransactions(part, page);
    expect(edges.length).toBeLessThanOrEqual(size);
    const nodes = edges.map((edge) => edge.node);
    if (way === 'forwards') found.push(...nodes);
    else found.unshift(...nodes);
    if (!(way === 'forwards' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return found;
    cursor = way === 'forwards' ? pageInfo.endCursor : pageInfo.startCursor;
  }
}

const plainTransactions = async (reader: BookReader, part: BalancePart) =>
  (await transactionsOf(reader, part)).map((one) => ({
    ...one,
    figures: withoutCurrency(one.figures),
  }));

/** Explains the balance of a wallet at a moment, and compares it with the balance and the entries. */
async function expectExplained(
  walletId: string,
  moment: Date | undefined,
  how: 'each transaction' | 'parts alone' = 'each transaction',
): Promise<void> {
  await reading(async (reader) => {
    const wallet = await reader.rows.wallet(walletId);
    if (!wallet) throw new Error('no such wallet');
    const explanation = await reader.explain(wallet, moment);
    const parts = await reader.balanceParts(explanation);
    const found = await Promise.all(
      parts.map(async (part) => ({
        ...{ kind: part.kind, status: part.status, count: part.count },
        figures: withoutCurrency(part.figures),
        ...(how === 'each transaction' && { transactions: await plainTransactions(reader, part) }),
      })),
    );
    const entries = await entriesOf(at.owner, walletId);
    const counted = entries.filter((entry) => !moment || entry.at <= moment.getTime());
    const expected = expectedParts(counted);
    expect(found).toEqual(
      how === 'each transaction' ? expected : expected.map(({ transactions: _, ...part }) => part),
    );
    // The parts add up to what balance(at:) shows.
    const balance = await (moment
      ? reader.rows.balanceAt(walletId, moment)
      : reader.rows.balance(walletId));
    const { currency, version, ...figures } = balance ?? {};
    expect(version).toBe(counted.length);
    expect(parts.every((part) => part.figures.currency === currency)).toBe(true);
    const sums = Object.keys(figures).map((name) => [
      name,
      found.reduce((sum, part) => sum + part.figures[name as keyof typeof part.figures], 0n),
    ]);
    expect(Object.fromEntries(sums)).toEqual(figures);
  });
}

describe('an explanation adds up to the balance in every figure', () => {
  test('an explanation adds up after each step of a mixture, now and at past moments', async () => {
    const mixture = await RandomHistory.begin(at.gateway, 7);
    const moments: Date[] = [];
    for (let step = 0; step < 80; step++) {
      await mixture.step();
      const walletId = mixture.wallets[step % 3] ?? '';
      await expectExplained(walletId, undefined, 'parts alone');
      moments.push(new Date());
      await pause();
      const past = moments[mixture.random(moments.length)] ?? new Date(0);
      await expectExplained(walletId, past, 'parts alone');
    }
    for (const walletId of mixture.wallets) {
      const entries = await entriesOf(at.owner, walletId);
      const times = [...new Set(entries.map((entry) => entry.at))];
      await expectExplained(walletId, undefined);
      for (let i = 0; i < 6; i++) {
        const time = times[mixture.random(times.length)] ?? 0;
        for (const moment of [time - 1, time]) await expectExplained(walletId, new Date(moment));
      }
    }
    // With fewer, the mixture would not be one.
    expect(mixture.done.size).toBeGreaterThan(15);
  });

  test('an explanation shows the statuses of its moment', async () => {
    const { ledger } = at.gateway.book;
    const walletId = await at.gateway.wallet('statuses', 'USD', '100.00');
    const amount = money('10', 'USD');
    const ask = async (movement: typeof purchase | typeof requestWithdrawal) =>
      done(await ledger.submit(movement, { walletId, amount }, SERVICE, randomUUID()))
        .transactionId as string;
    const withdrawals = [await ask(requestWithdrawal), await ask(requestWithdrawal)];
    const [approved = '', rejected = ''] = withdrawals;
    const cancelled = await ask(requestWithdrawal);
    const bought = await ask(purchase);
    const shown = async (moment?: Date): Promise<unknown[]> => {
      await expectExplained(walletId, moment);
      return reading(async (reader) => {
        const wallet = { id: walletId, currency: 'USD' };
        const parts = await reader.balanceParts(await reader.explain(wallet, moment));
        return parts.map(({ kind, status, count, figures: { total, available, held } }) => [
          `${kind} ${status}`,
          ...[count, total, available, held],
        ]);
      });
    };
    const moments: Date[] = [];
    const next = async (): Promise<void> => {
      await pause();
      moments.push(new Date());
      await pause();
    };
    const deposited = ['DEPOSIT COMPLETED', 1, 10_000n, 10_000n, 0n];
    await next();
    const transactionId = bought;
    done(await ledger.submit(completePurchase, { transactionId }, SERVICE, randomUUID()));
    done(await ledger.submit(approveWithdrawal, { transactionId: approved }, ADMIN, randomUUID()));
    await next();
    const refused = { transactionId: rejected, reason };
    done(await ledger.submit(rejectWithdrawal, refused, ADMIN, randomUUID()));
    const taken = { transactionId: cancelled };
    done(await ledger.submit(cancelWithdrawal, taken, SERVICE, randomUUID()));
    done(await ledger.submit(failPurchase, { transactionId, reason }, SERVICE, randomUUID()));
    expect(await shown(moments[0])).toEqual([
      deposited,
      ['WITHDRAWAL PENDING', 3, 0n, -3_000n, 3_000n],
      ['PURCHASE PENDING', 1, 0n, -1_000n, 1_000n],
    ]);
    expect(await shown(moments[1])).toEqual([
      deposited,
      ['WITHDRAWAL PENDING', 2, 0n, -2_000n, 2_000n],
      ['WITHDRAWAL COMPLETED', 1, -1_000n, -1_000n, 0n],
      ['PURCHASE COMPLETED', 1, -1_000n, -1_000n, 0n],
    ]);
    expect(await shown()).toEqual([
      deposited,
      ['WITHDRAWAL COMPLETED', 1, -1_000n, -1_000n, 0n],
      ['WITHDRAWAL FAILED', 1, 0n, 0n, 0n],
      ['WITHDRAWAL CANCELLED', 1, 0n, 0n, 0n],
      ['PURCHASE FAILED', 1, 0n, 0n, 0n],
    ]);
  });

  test('an explanation has no parts for an unused wallet, nor before the first entry', async () => {
    const walletId = await at.gateway.wallet('nothing yet', 'JPY');
    await expectExplained(walletId, undefined);
    const used = await at.gateway.wallet('used', 'JPY', '7');
    await expectExplained(used, new Date(0));
    await reading(async (reader) => {
      for (const [id, moment] of [
        [walletId, undefined],
        [used, new Date(0)],
      ] as const)
        expect(
          await reader.balanceParts(await reader.explain({ id, currency: 'JPY' }, moment)),
        ).toEqual([]);
    });
  });

  test('an explanation of a future moment is refused', async () => {
    const id = await at.gateway.wallet('to come', 'USD', '1.00');
    const ahead = new Date(Date.now() + 5_000);
    await expect(
      reading((reader) => reader.explain({ id, currency: 'USD' }, ahead)),
    ).rejects.toThrow(InputError);
  });
});

describe('an explanation without a moment is of now', () => {
  test('an explanation is of one moment with the balance, whatever is written meanwhile', async () => {
    const wallet = { id: await at.gateway.wallet('meanwhile', 'USD', '5.00'), currency: 'USD' };
    await reading(async (reader) => {
      const explanation = await reader.explain(wallet, undefined);
      await at.gateway.deposit(wallet.id, '3.00', 'USD');
      const [part] = await reader.balanceParts(explanation);
      const balance = await reader.rows.balance(wallet.id);
      expect([part?.figures.total, part?.count, balance?.total]).toEqual([500n, 1, 500n]);
      expect(part && (await reader.explainedTransactions(part, {})).edges).toHaveLength(1);
    });
    expect((await at.gateway.balance(wallet.id)).total).toBe(800n);
  });

  test('an explanation names its moment, and is the same when asked for at that moment', async () => {
    const wallet = { id: await at.gateway.wallet('again', 'USD', '5.00'), currency: 'USD' };
    const before = Date.now();
    const [moment, parts] = await reading(async (reader) => {
      const explanation = await reader.explain(wallet, undefined);
      return [explanation.at, await reader.balanceParts(explanation)] as const;
    });
    expect(moment.getTime()).toBeGreaterThanOrEqual(before);
    expect(moment.getTime()).toBeLessThanOrEqual(Date.now());
    await pause();
    await at.gateway.deposit(wallet.id, '3.00', 'USD');
    const again = await reading(async (reader) =>
      reader.balanceParts(await reader.explain(wallet, moment)),
    );
    const plain = (some: readonly BalancePart[]) => some.map(({ of: _, ...part }) => part);
    expect(plain(again)).toEqual(plain(parts));
  });
});

describe('a part lists its transactions in pages', () => {
  let wallet: { id: string; currency: string };
  let other: { id: string; currency: string };

  beforeAll(async () => {
    const { gateway } = at;
    wallet = { id: await gateway.wallet('pages', 'USD', '100.00'), currency: 'USD' };
    other = { id: await gateway.wallet('other pages', 'USD', '100.00'), currency: 'USD' };
    for (let i = 0; i < 7; i++) {
      await gateway.transfer(wallet.id, other.id, '1.00', 'USD');
      await gateway.transfer(other.id, wallet.id, '2.00', 'USD');
      await gateway.deposit(wallet.id, '0.50', 'USD');
    }
  });

  const partsOf = async (reader: BookReader, of: typeof wallet): Promise<BalancePart[]> =>
    reader.balanceParts(await reader.explain(of, undefined));

  test.each(
    (['forwards', 'backwards'] as const).flatMap((way) =>
      [1, 2, 3, 14, 200].map((size) => [way, size] as const),
    ),
  )('a walk %s, %i a page, gives each transaction once, newest first', async (way, size) => {
    const expected = expectedParts(await entriesOf(at.owner, wallet.id));
    expect(expected.map((part) => part.transactions.length)).toEqual([8, 14]);
    await reading(async (reader) => {
      for (const [index, part] of (await partsOf(reader, wallet)).entries())
        expect(
          (await transactionsOf(reader, part, way, size)).map((one) => one.transactionId),
        ).toEqual(expected[index]?.transactions.map((one) => one.transactionId));
    });
  });

  test('a cursor of another part or wallet is refused, and so is an impossible page', async () => {
    const [[deposits, transfers], [, foreign]] = await reading(async (reader) => [
      await partsOf(reader, wallet),
      await partsOf(reader, other),
    ]);
    if (!deposits || !transfers || !foreign) throw new Error('parts are missing');
    // Each has a reader of its own, because a reader that has refused once refuses all that follows.
    const page = (part: BalancePart, how: PageArguments) =>
      reading((reader) => reader.explainedTransactions(part, how));
    const first = 1;
    const after = async (part: BalancePart) => (await page(part, { first })).pageInfo.endCursor;
    expect((await page(transfers, { first, after: await after(transfers) })).edges).toHaveLength(1);
    for (const cursor of [await after(deposits), await after(foreign), 'no cursor'])
      await expect(page(transfers, { first, after: cursor })).rejects.toThrow(InputError);
    for (const wrong of [{ first: 0 }, { first: 201 }, { last: 1, after: 'x' }])
      await expect(page(transfers, wrong)).rejects.toThrow(InputError);
  });
});

describe('Wallet.explain answers over GraphQL', () => {
  const { service: program, member, cashier, wallet } = askers(() => at.gateway.book);
  const FIGURES = `available { amount } spendable { amount } held { amount } cash { amount } credit { amount }
                   total { amount currency }`;
  const EXPLAIN = `query ($id: ID!, $at: DateTime) {
    wallet(id: $id) {
      explain(at: $at) {
        at
        balance { ${FIGURES} version }
        parts {
          kind status count
          figures { ${FIGURES} }
          transactions(first: 5) {
            pageInfo { hasNextPage }
            edges { cursor node { id kind amount { amount } } figures { total { amount } } }
          }
        }
      }
    }
  }`;

  test('Wallet.explain shows the parts with their transactions, signed', async () => {
    const id = await wallet('graph alice', '20');
    const to = await wallet('graph bob');
    const sent = { fromWalletId: id, toWalletId: to, amount: { amount: '7.25', currency: 'USD' } };
    await program.send('Transfer', sent);
    const { data, errors } = await member('graph alice').ask(EXPLAIN, { id });
    expect(errors).toEqual([]);
    const figures = (amount: string) => ({
      ...{ available: { amount }, spendable: { amount }, held: { amount: '0.00' } },
      ...{ cash: { amount }, credit: { amount: '0.00' }, total: { amount, currency: 'USD' } },
    });
    const part = (kind: string, amount: string, plain: string) => ({
      ...{ kind, status: 'COMPLETED', count: 1, figures: figures(amount) },
      transactions: {
        pageInfo: { hasNextPage: false },
        edges: [
          {
            cursor: expect.any(String),
            node: { id: expect.stringMatching(/^txn_/), kind, amount: { amount: plain } },
            figures: { total: { amount } },
          },
        ],
      },
    });
    expect(data['wallet']).toEqual({
      explain: {
        at: expect.stringMatching(/Z$/),
        balance: { ...figures('12.75'), version: 2 },
        parts: [part('DEPOSIT', '20.00', '20.00'), part('TRANSFER', '-7.25', '7.25')],
      },
    });
  });

  test('Wallet.explain repeats the moment asked for, and a future moment is BAD_USER_INPUT', async () => {
    const id = await wallet('graph carol', '20');
    const long = '2020-01-02T03:04:05.000Z';
    const { data } = await cashier.ask(EXPLAIN, { id, at: long });
    expect(data['wallet']).toMatchObject({
      explain: { at: long, parts: [], balance: { version: 0 } },
    });
    expect(await cashier.codes(EXPLAIN, { id, at: '2999-01-01T00:00:00Z' })).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  test("Wallet.explain shows nothing of another owner's wallet", async () => {
    const id = await wallet('graph dave', '20');
    const { data, errors } = await member('graph eve').ask(EXPLAIN, { id });
    expect([data['wallet'], errors]).toEqual([null, []]);
  });
});
