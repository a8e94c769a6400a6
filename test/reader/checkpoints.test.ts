import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { Snapshot } from '../../src/database/snapshot.js';
import { CheckpointWriter } from '../../src/ledger/index.js';
import { BookClock } from '../../src/reader/book-clock.js';
import { type PartTotals, readAllParts, seqsOf } from '../../src/reader/history/balance-parts.js';
import { entriesOf as entriesUpTo, readCheckpoint } from '../../src/reader/history/checkpoints.js';
import { type BalancePart, explain, readBalanceParts } from '../../src/reader/history/explain.js';
import {
  type CheckpointObserver,
  ExplainedWallets,
} from '../../src/reader/history/explained-wallets.js';
import { useBook } from '../support/book.js';
import { entriesOf, RandomHistory } from '../support/random-history.js';

const at = useBook();
let gateway: DataSource;

beforeAll(async () => {
  gateway = createDataSource({
    ...{ url: at.database.url, book: 'book', connections: 2, name: 'checkpoints' },
    role: GATEWAY_ROLE,
  });
  await gateway.initialize();
});
afterAll(() => gateway.destroy());

async function reading<T>(read: (manager: EntityManager) => Promise<T>): Promise<T> {
  const snapshot = new Snapshot(gateway);
  try {
    return await snapshot.read(read);
  } finally {
    await snapshot.end();
  }
}

/** Writes the checkpoints of a wallet that are due, one for each so many entries of a chain. */
async function writeCheckpoints(walletId: string, every: number): Promise<void> {
  const failures: unknown[] = [];
  const failed = (_: string, __: unknown, error: unknown) => void failures.push(error);
  const writer = new CheckpointWriter(gateway, { failed }, every);
  writer.due(walletId);
  await writer.idle();
  expect(failures).toEqual([]);
}

/** What the explanations of a gateway share before the first one. */
const sharing = (observer?: CheckpointObserver) => ({
  wallets: new ExplainedWallets(observer),
  caller: 'a test',
});

const noted = () => {
  const due: string[] = [];
  const contradicted: string[] = [];
  const observer: CheckpointObserver = {
    due: (id) => void due.push(id),
    contradicted: (id) => void contradicted.push(id),
  };
  return { due, contradicted, observer };
};

const byName = (parts: readonly (PartTotals | BalancePart)[]) =>
  Object.fromEntries(parts.map((part) => [`${part.kind} ${part.status}`, part]));

/** The parts of a wallet at a moment as an explanation gives them, and as every entry gives them. */
async function bothParts(walletId: string, currency: string, moment: Date | undefined) {
  const { contradicted, observer } = noted();
  const both = await reading(async (manager) => {
    const wallet = { id: walletId, currency };
    const explanation = await explain(manager, new BookClock(), wallet, moment);
    const base = await readCheckpoint(manager, walletId, seqsOf(explanation.heads));
    const parts = await readBalanceParts(manager, explanation, sharing(observer));
    const all = await readAllParts(manager, explanation.heads);
    return { parts, all, base: entriesUpTo(base.seqs), heads: explanation.heads };
  });
  expect(contradicted).toEqual([]);
  const figures = byName(both.parts);
  for (const { kind, status, count, amounts } of both.all) {
    const part = figures[`${kind} ${status}`] as BalancePart | undefined;
    expect(part).toMatchObject({
      count,
      figures: {
        available: amounts.CASH,
        held: amounts.HELD + amounts.HELD_CREDIT,
        credit: amounts.CREDIT + amounts.HELD_CREDIT,
        cash: amounts.CASH + amounts.HELD,
        owed: -amounts.OWED,
      },
    });
  }
  expect(both.parts).toHaveLength(both.all.length);
  return both;
}

describe('with checkpoints an explanation gives what every entry gives', () => {
  test.each([
    [11, 2],
    [12, 5],
    [13, 9],
  ])(
    'with a checkpoint for each so many entries it is the same at every moment (seed %i, %i entries)',
    async (seed, every) => {
      const history = await RandomHistory.begin(at.gateway, seed);
      const currencies = ['USD', 'USD', 'EUR'];
      const bases = new Set<number>();
      for (let round = 0; round < 4; round++) {
        for (let step = 0; step < 25; step++) await history.step();
        // Not after the last round: then the newest entries come after every checkpoint.
        if (round < 3)
          for (const walletId of history.wallets) await writeCheckpoints(walletId, every);
      }
      for (const [index, walletId] of history.wallets.entries()) {
        const entries = await entriesOf(at.owner, walletId);
        const moments = [...new Set(entries.map((entry) => entry.at))].map((ms) => new Date(ms));
        for (const moment of [undefined, new Date(0), ...moments]) {
          const { base, heads } = await bothParts(walletId, currencies[index] ?? '', moment);
          bases.add(base);
          expect(base).toBeLessThanOrEqual(entriesUpTo(seqsOf(heads)));
        }
      }
      expect(bases.size).toBeGreaterThan(5);
      expect(history.done.size).toBeGreaterThan(10);
    },
    60_000,
  );

  test('two gateways that write the same checkpoints at once write them once', async () => {
    const walletId = await at.gateway.wallet('twice', 'USD', '1.00');
    for (let i = 0; i < 20; i++) await at.gateway.deposit(walletId, '1.00', 'USD');
    await Promise.all([writeCheckpoints(walletId, 4), writeCheckpoints(walletId, 4)]);
    const { rows } = await at.owner.query(
      `SELECT entries, cash_seq, kind, status, transactions, cash FROM balance_checkpoint
        WHERE wallet_id = $1 ORDER BY entries`,
      [walletId],
    );
    expect(rows).toEqual(
      [4, 8, 12, 16, 20].map((entries) => ({
        ...{ entries: `${entries}`, cash_seq: `${entries}`, transactions: `${entries}` },
        ...{ kind: 'DEPOSIT', status: 'COMPLETED', cash: `${entries}00` },
      })),
    );
  });

  test('asking for one explanation again reads no entry again, and for a later one only what is new', async () => {
    const walletId = await at.gateway.wallet('again', 'USD', '1.00');
    for (let i = 0; i < 6; i++) await at.gateway.deposit(walletId, '1.00', 'USD');
    const [, , third] = await entriesOf(at.owner, walletId);
    const wallet = { id: walletId, currency: 'USD' };
    const shared = sharing();
    const counts = await reading(async (manager) => {
      const explainAt = (moment?: Date) => explain(manager, new BookClock(), wallet, moment);
      const asked: number[] = [];
      for (const explanation of [
        await explainAt(new Date(third?.at ?? 0)),
        await explainAt(),
        await explainAt(),
        await explainAt(new Date(third?.at ?? 0)),
      ]) {
        const before = await entriesTouched(manager);
        const [part] = await readBalanceParts(manager, explanation, shared);
        asked.push(part?.count ?? 0, (await entriesTouched(manager)) > before ? 1 : 0);
      }
      return asked;
    });
    expect(counts).toEqual([3, 1, 7, 1, 7, 0, 3, 1]);
    // In another response too, whose snapshot shows one entry more.
    const countAndRows = (sharedBy: typeof shared) =>
      reading(async (manager) => {
        const explanation = await explain(manager, new BookClock(), wallet, undefined);
        const before = await entriesTouched(manager);
        const [part] = await readBalanceParts(manager, explanation, sharedBy);
        return [part?.count, (await entriesTouched(manager)) - before] as const;
      });
    await countAndRows(shared);
    await at.gateway.deposit(walletId, '1.00', 'USD');
    const [[count, rows], [sameCount, all]] = [
      await countAndRows(shared),
      await countAndRows(sharing()),
    ];
    expect([count, sameCount]).toEqual([8, 8]);
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(all);
  });
});

/** The rows of `entry` that this transaction has touched, in the table and in its indexes. */
async function entriesTouched(manager: EntityManager): Promise<number> {
  const [count] = await manager.query<{ rows: string }[]>(
    `SELECT coalesce(t.seq_tup_read, 0) + coalesce(t.idx_tup_fetch, 0)
            + coalesce((SELECT sum(pg_stat_get_xact_tuples_returned(i.indexrelid))
                          FROM pg_index i WHERE i.indrelid = t.relid), 0) AS rows
       FROM pg_stat_xact_user_tables t WHERE t.schemaname = 'book' AND t.relname = 'entry'`,
  );
  return Number(count?.rows ?? 0);
}

describe('a checkpoint is no second source of truth', () => {
  const spoil = async (statement: string): Promise<void> => {
    await at.owner.query(`SET session_replication_role = 'replica'`);
    await at.owner.query(statement);
    await at.owner.query(`SET session_replication_role = 'origin'`);
  };

  test('an explanation whose checkpoint contradicts the balances reads every entry, and says so', async () => {
    const walletId = await at.gateway.wallet('spoilt', 'USD', '1.00');
    for (let i = 0; i < 9; i++) await at.gateway.deposit(walletId, '1.00', 'USD');
    await writeCheckpoints(walletId, 4);
    const change = (by: string) =>
      spoil(`UPDATE balance_checkpoint SET ${by} WHERE wallet_id = '${walletId}' AND entries = 8`);
    for (const [wrong, right] of [
      ['cash = cash + 1', 'cash = cash - 1'],
      ['owed = -1', 'owed = 0'],
    ] as const) {
      await change(wrong);
      const { contradicted, observer } = noted();
      const parts = await reading(async (manager) => {
        const wallet = { id: walletId, currency: 'USD' };
        const explanation = await explain(manager, new BookClock(), wallet, undefined);
        return readBalanceParts(manager, explanation, sharing(observer));
      });
      expect(contradicted).toEqual([walletId]);
      expect(parts).toMatchObject([{ count: 10, figures: { total: 1_000n, owed: 0n } }]);
      await change(right);
    }
  });

  test.each([
    ['another amount', `SET cash = cash + 1`, 'balanceCheckpoint.part'],
    ['another count', `SET transactions = transactions + 1`, 'balanceCheckpoint.part'],
    ['another status', `SET status = 'PENDING'`, 'balanceCheckpoint.part'],
    ['other entries', `SET cash_seq = 9, entries = 9`, 'balanceCheckpoint.part'],
    [
      'entries that do not exist yet',
      `SET cash_seq = 99, entries = 99`,
      'balanceCheckpoint.entries',
    ],
  ])('verify finds %s in a checkpoint', async (_, change, check) => {
    const walletId = await at.gateway.wallet(`found ${change}`, 'USD', '1.00');
    for (let i = 0; i < 9; i++) await at.gateway.deposit(walletId, '1.00', 'USD');
    await writeCheckpoints(walletId, 8);
    const { findings: before } = await at.gateway.book.verify();
    expect(before).toEqual([]);
    const where = `WHERE wallet_id = '${walletId}'`;
    await spoil(`UPDATE balance_checkpoint ${change} ${where}`);
    const { findings } = await at.gateway.book.verify();
    expect(findings[0]).toMatchObject({
      check,
      subject: expect.stringContaining(`balance_checkpoint of wallet ${walletId} at `),
    });
    await spoil(`DELETE FROM balance_checkpoint ${where}`);
  });

  test('the writer writes nothing about a wallet whose entries contradict its balances, and says so', async () => {
    const walletId = await at.gateway.wallet('contradiction', 'USD', '1.00');
    for (let i = 0; i < 5; i++) await at.gateway.deposit(walletId, '1.00', 'USD');
    const change = (by: number) =>
      spoil(`UPDATE entry e SET amount = amount + ${by} FROM account a
              WHERE a.id = e.account_id AND a.wallet_id = '${walletId}' AND e.seq = 3`);
    await change(1);
    const failures: string[] = [];
    const writer = new CheckpointWriter(
      gateway,
      { failed: (what, _, error) => void failures.push(`${what}: ${(error as Error).message}`) },
      2,
    );
    writer.due(walletId);
    await writer.idle();
    await change(-1);
    expect(failures).toEqual([
      expect.stringContaining(`checkpoint: the entries of wallet ${walletId} contradict`),
    ]);
    const { rows } = await at.owner.query(
      'SELECT max(entries) AS last FROM balance_checkpoint WHERE wallet_id = $1',
      [walletId],
    );
    expect(rows).toEqual([{ last: '2' }]);
  });
});
