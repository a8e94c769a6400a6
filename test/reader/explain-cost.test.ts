import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { Snapshot } from '../../src/database/snapshot.js';
import { CheckpointWriter } from '../../src/ledger/index.js';
import { BookClock } from '../../src/reader/book-clock.js';
import { readAllParts } from '../../src/reader/history/balance-parts.js';
import { CHECKPOINT_EVERY } from '../../src/reader/history/checkpoints.js';
import { type BalancePart, explain, readBalanceParts } from '../../src/reader/history/explain.js';
import { ExplainedWallets } from '../../src/reader/history/explained-wallets.js';
import { readExplainedTransactions } from '../../src/reader/history/explained-transactions.js';
import { encodeCursor } from '../../src/reader/pages/cursor.js';
import { useBook } from '../support/book.js';
import { pagesRead, rowsTouched, writeLongHistory } from '../support/long-history.js';

/** The number of purchases, each with three or four entries. */
const PURCHASES = 7_000;
const at = useBook();
let gateway: DataSource;
let writes: DataSource;
let wallet: { id: string; currency: string };
let writer: CheckpointWriter;
/** What the explanations of the gateway share. */
let wallets: ExplainedWallets;

beforeAll(async () => {
  at.spoilt = true; // only the wallet's side of each entry is written
  wallet = { id: await at.gateway.wallet('a long life', 'USD'), currency: 'USD' };
  await writeLongHistory(at.owner, wallet.id, PURCHASES);
  const source = (connections: number) =>
    createDataSource({
      ...{ url: at.database.url, book: 'book', connections, name: 'counted reads' },
      role: GATEWAY_ROLE,
    }).initialize();
  [gateway, writes] = await Promise.all([source(8), source(1)]);
  writer = new CheckpointWriter(writes, {
    failed: (_, __, error) => {
      throw error;
    },
  });
  wallets = new ExplainedWallets(writer);
});
afterAll(async () => {
  await gateway.destroy();
  await writes.destroy();
});

/** Explains the wallet at these moments in one response. @returns for each the rows touched, and how many transactions */
async function explained(
  ...moments: readonly (Date | undefined)[]
): Promise<{ rows: number; transactions: number }[]> {
  const snapshot = new Snapshot(gateway);
  const transactions = (parts: readonly { readonly count: number }[]) =>
    parts.reduce((sum, part) => sum + part.count, 0);
  try {
    return await snapshot.read(async (manager: EntityManager) => {
      const each: { rows: number; transactions: number }[] = [];
      for (const moment of moments) {
        const before = await rowsTouched(manager);
        const explanation = await explain(manager, new BookClock(), wallet, moment);
        const parts = await readBalanceParts(manager, explanation, { wallets, caller: 'a test' });
        each.push({
          rows: (await rowsTouched(manager)) - before,
          transactions: transactions(parts),
        });
        if (each.length === 1)
          expect(transactions(parts)).toBe(
            transactions(await readAllParts(manager, explanation.heads)),
          );
      }
      return each;
    });
  } finally {
    await snapshot.end();
  }
}

/** The time of the nth purchase. */
const purchased = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 4);

describe('an explanation costs by the entries since the last checkpoint', () => {
  test('of eight requests for ten explanations each one reads the whole wallet, and once its checkpoints are written, none', async () => {
    const ten = Array.from({ length: 10 }, () => undefined);
    const requests = Array.from({ length: 8 }, () => explained(...ten));
    const all = (await Promise.all(requests)).flat();
    expect(all).toHaveLength(80);
    const [most, second] = all.map(({ rows }) => rows).sort((a, b) => b - a);
    expect(most).toBeGreaterThan(20_000);
    expect(second).toBeLessThan(500);
    expect(new Set(all.map(({ transactions }) => transactions)).size).toBe(1);
    expect(all[0]?.transactions).toBeGreaterThan(PURCHASES);
    await writer.idle();
    wallets = new ExplainedWallets(writer); // as after a restart
    const again = (await Promise.all(Array.from({ length: 8 }, () => explained(...ten)))).flat();
    expect(again).toHaveLength(80);
    const total = again.reduce((sum, { rows }) => sum + rows, 0);
    // Each entry is touched in two indexes and in the table, and so is each transaction.
    expect(total).toBeLessThan(8 * 2 * CHECKPOINT_EVERY * 6);
  });

  test('one long reading waits for another, and a short one for none', async () => {
    const short = { id: await at.gateway.wallet('a short life', 'USD', '1.00'), currency: 'USD' };
    const forgetful = new ExplainedWallets();
    const partsOf = async (one: typeof short) => {
      const snapshot = new Snapshot(gateway);
      try {
        return await snapshot.read(async (manager) => {
          const explanation = await explain(manager, new BookClock(), one, undefined);
          return readBalanceParts(manager, explanation, { wallets: forgetful, caller: 'a test' });
        });
      } finally {
        await snapshot.end();
      }
    };
    await at.owner.query(`SET session_replication_role = 'replica'`);
    await at.owner.query('DELETE FROM balance_checkpoint');
    await at.owner.query(`SET session_replication_role = 'origin'`);
    const steps: string[] = [];
    let leave = (): void => undefined;
    const other = forgetful.inTurn('another', async () => {
      await new Promise<void>((resolve) => (leave = resolve));
      steps.push('the other is read');
    });
    const long = partsOf(wallet).then(() => steps.push('the long one is read'));
    await partsOf(short);
    steps.push('the short one is read');
    leave();
    await Promise.all([other, long]);
    expect(steps).toEqual(['the short one is read', 'the other is read', 'the long one is read']);
  });

  test('wherever an explanation is in a long history, it reads what lies between two checkpoints', async () => {
    wallets = new ExplainedWallets(writer);
    await explained(undefined);
    await writer.idle();
    const { rows } = await at.owner.query<{ checkpoints: string }>(
      'SELECT count(DISTINCT entries) AS checkpoints FROM balance_checkpoint WHERE wallet_id = $1',
      [wallet.id],
    );
    expect(Number(rows[0]?.checkpoints)).toBeGreaterThan(15);
    for (const n of [150, 1_234, 3_333, 5_000, 6_998]) {
      const [one] = await explained(purchased(n));
      expect(one?.transactions).toBeGreaterThan(n - 2);
      expect(one?.rows).toBeGreaterThan(0);
      expect(one?.rows).toBeLessThan(2 * CHECKPOINT_EVERY * 6 + 500);
    }
  });

  test('a page of the transactions of each part reads about what it shows, wherever it is', async () => {
    await expectShortPages(wallet);
  });

  test('so does a page of a wallet that only receives splits', async () => {
    const receiver = { id: await at.gateway.wallet('a receiver', 'USD'), currency: 'USD' };
    await writeLongHistory(at.owner, receiver.id, PURCHASES);
    await at.owner.query(`SET session_replication_role = 'replica'`);
    await at.owner.query(
      `UPDATE transaction
          SET wallet_id = $2, further_wallet_ids = ARRAY[$1::uuid],
              splits = jsonb_build_array(jsonb_build_object('walletId', $1::uuid, 'amount', '1', 'label', 'share'))
        WHERE wallet_id = $1`,
      [receiver.id, await at.gateway.wallet('a payer', 'USD')],
    );
    await at.owner.query(
      `INSERT INTO further_wallet SELECT $1, position FROM transaction WHERE further_wallet_ids = ARRAY[$1::uuid]`,
      [receiver.id],
    );
    await at.owner.query(`SET session_replication_role = 'origin'`);
    // The old versions of these rows are in the index of payers.
    await at.owner.query('VACUUM (ANALYZE) transaction, further_wallet');
    await expectShortPages(receiver);
  });
});

/** Reads pages of 20 of each part with many transactions, and counts the rows that PostgreSQL touches for each. */
async function expectShortPages(one: typeof wallet): Promise<void> {
  const snapshot = new Snapshot(gateway);
  await snapshot.read(async (manager) => {
    const explanation = await explain(manager, new BookClock(), one, undefined);
    const parts = await readBalanceParts(manager, explanation, { wallets, caller: 'a test' });
    const many = parts.filter(({ count }) => count > 100);
    expect(many.length).toBeGreaterThan(1);
    for (const part of many) {
      const cursors = await Promise.all([0.1, 0.9].map((share) => cursorAt(one, part, share)));
      const counts: number[] = [];
      for (const page of [
        { first: 20 },
        { last: 20 },
        ...cursors.flatMap((cursor) => [
          { first: 20, after: cursor },
          { last: 20, before: cursor },
        ]),
      ]) {
        const rows = await rowsTouched(manager);
        const pages = await pagesRead(manager);
        const { edges } = await readExplainedTransactions(manager, part, page);
        counts.push((await pagesRead(manager)) - pages);
        expect(edges).toHaveLength(20);
        expect((await rowsTouched(manager)) - rows).toBeLessThan(2_000);
      }
      // A page that was read from an end of the wallet would read most of the wallet's index at one of the cursors.
      const [, , ...fromCursors] = counts;
      expect(Math.max(...fromCursors) - Math.min(...fromCursors)).toBeLessThan(20);
    }
  });
  await snapshot.end();
  await writer.idle();
}

/** The cursor of a transaction of a part, so far from its oldest one. */
async function cursorAt(one: typeof wallet, part: BalancePart, share: number): Promise<string> {
  const { rows } = await at.owner.query<{ id: string }>(
    `SELECT id FROM transaction
      WHERE (wallet_id = $1 OR $1 = ANY (further_wallet_ids)) AND kind = $2 AND status = $3
      ORDER BY position OFFSET $4 LIMIT 1`,
    [one.id, part.kind, part.status, Math.floor(part.count * share)],
  );
  const list = `explained ${one.id} ${part.kind} ${part.status}`;
  return encodeCursor(list, [rows[0]?.id ?? '']);
}
