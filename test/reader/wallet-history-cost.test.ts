import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { Snapshot } from '../../src/database/snapshot.js';
import { readEffectiveHistoryPage } from '../../src/reader/history/effective-history.js';
import { readHistoryPage } from '../../src/reader/history/history.js';
import { useBook } from '../support/book.js';
import { rowsTouched, writeBackdatedRuns, writeLongHistory } from '../support/long-history.js';
import type { HistoryLine, Page, PageArguments } from '../../src/reader/index.js';

const at = useBook();
let reads: DataSource;
let walletId: string;

/** The number of purchases. Each third is released, and a deposit of 500 comes before every 500th. */
const PURCHASES = 7_000;
const LINES = PURCHASES - Math.floor(PURCHASES / 3) + Math.ceil(PURCHASES / 500);

beforeAll(async () => {
  at.spoilt = true; // only the wallet's side of each entry is written
  walletId = await at.gateway.wallet('a long life', 'USD');
  await writeLongHistory(at.owner, walletId, PURCHASES);
  const { url } = at.database;
  reads = createDataSource({ ...{ url, book: 'book', connections: 1, name: 'counted reads' } });
  await reads.initialize();
});
afterAll(() => reads.destroy());

/** A page, and the number of rows that PostgreSQL touched for it. */
async function counted(
  page: PageArguments,
  read = readHistoryPage,
  of = walletId,
): Promise<{ page: Page<HistoryLine>; rows: number }> {
  const snapshot = new Snapshot(reads);
  try {
    return await snapshot.read(async (manager) => {
      const before = await rowsTouched(manager);
      const found = await read(manager, of, page);
      return { page: found, rows: (await rowsTouched(manager)) - before };
    });
  } finally {
    await snapshot.end();
  }
}

describe('a page of a long history costs by its own size', () => {
  test('the wallet has more than 20,000 entries', async () => {
    const { rows } = await at.owner.query<{ count: string }>(
      'SELECT count(*) FROM entry e JOIN account a ON a.id = e.account_id WHERE a.wallet_id = $1',
      [walletId],
    );
    expect(Number(rows[0]?.count)).toBeGreaterThan(20_000);
  });

  test('reading the whole history counts every entry as touched', async () => {
    let touched = 0;
    let lines = 0;
    for (let after: string | null = null; ;) {
      const { page, rows }: Awaited<ReturnType<typeof counted>> = await counted({
        first: 200,
        after,
      });
      touched += rows;
      lines += page.edges.length;
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(lines).toBe(LINES);
    expect(touched).toBeGreaterThan(20_000);
  });

  test.each([
    [20, 500],
    [200, 4_000],
  ])('a page of %i lines touches fewer than %i rows, wherever it is', async (size, most) => {
    const newest = await counted({ first: size });
    const oldest = await counted({ last: size });
    expect([newest.page.edges.length, oldest.page.edges.length]).toEqual([size, size]);
    expect([newest.page.pageInfo.hasNextPage, oldest.page.pageInfo.hasPreviousPage]).toEqual([
      true,
      true,
    ]);
    let middle = newest.page.pageInfo.endCursor;
    for (let i = 0; i < 10; i++)
      middle = (await counted({ first: 200, after: middle })).page.pageInfo.endCursor;
    const costs = [
      newest,
      oldest,
      await counted({ first: size, after: middle }),
      await counted({ last: size, before: middle }),
    ].map(({ rows }) => rows);
    for (const rows of costs) {
      expect(rows).toBeGreaterThan(size);
      expect(rows).toBeLessThan(most);
    }
  });

  test('the history has a line of 500 for each deposit and of -1 for each purchase, with the balance after it', async () => {
    const { page } = await counted({ last: 200 });
    const lines = [...page.edges].reverse().map(({ node }) => node);
    expect(lines.slice(0, 4).map((line) => [line.amount, line.balance])).toEqual([
      [500n, 500n],
      [-1n, 499n],
      [-1n, 498n],
      [-1n, 497n],
    ]);
    let balance = 0n;
    for (const line of lines) {
      balance += line.amount;
      expect(line.balance).toBe(balance);
    }
    const [newest] = (await counted({ first: 1 })).page.edges;
    expect(newest?.node.balance).toBe((await at.gateway.balance(walletId)).total);
  });

  test('a cursor that the gateway did not issue is refused', async () => {
    const text = ['9'.repeat(15), randomUUID(), 'POST'];
    const after = Buffer.from(JSON.stringify([`history ${walletId}`, ...text])).toString(
      'base64url',
    );
    await expect(counted({ first: 1, after })).rejects.toThrow(
      'This cursor does not belong to this list',
    );
  });
});

describe('a page in the order of effect costs by its own size, however the backdated lines lie among the others', () => {
  test.each([
    ['one run of 20,000', { plain: 40, backdated: 20_000, times: 1 }],
    ['many runs of 300', { plain: 1, backdated: 300, times: 60 }],
    ['every other line', { plain: 1, backdated: 1, times: 5_000 }],
  ])('%s: a page loses none of the others, and touches few rows', async (name, runs) => {
    const of = await at.gateway.wallet(name, 'USD');
    await writeBackdatedRuns(at.owner, of, runs);
    const whole = (runs.plain + runs.backdated) * runs.times + runs.plain;
    const read = (page: PageArguments) => counted(page, readEffectiveHistoryPage, of);
    // The newest lines are those that are not backdated, also read the other way.
    const seqs = Array.from({ length: whole }, (_, index) => whole - index);
    const others = seqs.filter((seq) => (seq - 1) % (runs.plain + runs.backdated) < runs.plain);
    const seqsOf = ({ edges }: Page<HistoryLine>) => edges.map(({ node }) => node.entries[0]?.seq);
    const { page } = await read({ first: 50 });
    expect(seqsOf(page)).toEqual(others.slice(0, 50));
    const back49 = await read({ last: 49, before: page.pageInfo.endCursor });
    expect(seqsOf(back49.page)).toEqual(others.slice(0, 49));
    const newest = await read({ first: 20 });
    let edge = newest;
    let most = newest.rows;
    for (let pages = 0; pages < 5; pages++) {
      edge = await read({ first: 20, after: edge.page.pageInfo.endCursor });
      most = Math.max(most, edge.rows);
    }
    const oldest = await read({ last: 20 });
    const back = await read({ last: 20, before: oldest.page.pageInfo.startCursor });
    most = Math.max(most, oldest.rows, back.rows);
    expect(most).toBeGreaterThan(20);
    expect(most).toBeLessThan(5_000);
    expect(whole).toBeGreaterThan(8_000);
  });
});
