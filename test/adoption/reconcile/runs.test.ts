import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { addDueRun, runNow, runWanted } from '../../../src/adoption/index.js';
import { createDataSource, GATEWAY_ROLE } from '../../../src/database/data-source.js';
import type { IntegrityReport } from '../../../src/integrity/index.js';
import { ReconciliationJob } from '../../../src/jobs/index.js';
import { runReconciliation } from '../../../src/movements/index.js';
import { done, useBook } from '../../support/book.js';
import { ADMIN } from '../../support/inputs.js';
import { until } from '../../support/until.js';

const at = useBook();

let source: DataSource;
beforeAll(async () => {
  const { url } = at.database;
  const settings = { url, book: 'book', connections: 6, name: 'checks', role: GATEWAY_ROLE };
  source = await createDataSource(settings).initialize();
});
afterAll(() => source.destroy());

const parts = () => ({ book: at.gateway.book, source });

/** A book whose check reports these findings. */
const reporting = (...findings: IntegrityReport['findings']) => ({
  source,
  book: {
    verify: () =>
      Promise.resolve({
        ...{ checkedEntries: 2, checkedWallets: 1 },
        ...{ healthy: findings.length === 0, findings },
      }),
  },
});
const wrong = (subject: string, actual = '7') => ({
  ...{ check: 'entry.chain', subject, expected: '5', actual },
});

async function ask(): Promise<string> {
  const { ledger } = at.gateway.book;
  const asked = await ledger.submit(runReconciliation, {}, ADMIN, randomUUID());
  return done(asked).reconciliationId ?? '';
}
const run = (id: string) => at.gateway.reading(async ({ rows }) => rows.reconciliation(id));
const openOf = async (id: string) => {
  const { number = '0', scopes = [] } = (await run(id))?.result ?? {};
  const page = await at.gateway.reading((reader) =>
    reader.findingsPage({ number, scopes }, { first: 200 }),
  );
  return page.edges.map(({ node }) => node);
};

describe('a run is wanted first, and has a result when it has ended', () => {
  test('a run that a caller asks for waits until a gateway carries it out, and passes on a sound book', async () => {
    const id = await ask();
    expect(await run(id)).toMatchObject({ origin: 'REQUEST', askedBy: ADMIN.id, result: null });
    expect(await runWanted(parts())).toMatchObject({ reconciliationId: id, status: 'PASSED' });
    const { result } = (await run(id))!;
    expect(result).toMatchObject({ status: 'PASSED', reason: null, scopes: ['book'] });
    expect(result?.totals).toMatchObject({ findings: 0, opened: 0, closed: 0 });
    expect(result!.finishedAt.getTime()).toBeGreaterThanOrEqual(result!.startedAt.getTime());
    expect(await runWanted(parts())).toBeUndefined();
  });

  test('a check that cannot be made is a FAILED run that says why, and closes no finding', async () => {
    const first = await runNow(reporting(wrong('wallet a')), 'tester');
    const failing = { source, book: { verify: () => Promise.reject(new Error('no disk')) } };
    const failed = await runNow(failing, 'tester');
    expect(failed).toMatchObject({ status: 'FAILED', reason: 'no disk', scopes: [], closed: 0 });
    const again = await runNow(reporting(wrong('wallet a')), 'tester');
    expect([first?.opened, again?.opened]).toEqual([1, 0]);
    expect((await runNow(reporting(), 'tester'))?.closed).toBe(1);
  });
});

describe('a finding that is found again is the same finding', () => {
  test('a finding keeps its id while it is seen, is closed by the run that does not see it, and opens again as itself', async () => {
    const walletId = await at.gateway.wallet('found', 'USD');
    const subject = `wallet ${walletId} seq 2`;
    const first = await runNow(reporting(wrong(subject), wrong('account x')), 'tester');
    const [one, other] = await openOf(first!.reconciliationId);
    expect(one).toMatchObject({ code: 'BOOK_CONTRADICTION', walletId, expected: '5', actual: '7' });
    expect(other).toMatchObject({ subject: 'entry.chain: account x', walletId: null });
    const second = await runNow(reporting(wrong(subject, '9')), 'tester');
    expect(second).toMatchObject({ opened: 0, closed: 1 });
    expect(await openOf(second!.reconciliationId)).toEqual([{ ...one, actual: '9' }]);
    // A result never changes: the first run still shows what it saw.
    expect(await openOf(first!.reconciliationId)).toEqual([one, other]);
    const clean = await runNow(reporting(), 'tester');
    expect(clean).toMatchObject({ status: 'PASSED', closed: 1 });
    expect(await openOf(clean!.reconciliationId)).toEqual([]);
    const back = await runNow(reporting(wrong(subject)), 'tester');
    expect(back).toMatchObject({ status: 'FINDINGS', opened: 1, closed: 0 });
    expect(await openOf(back!.reconciliationId)).toEqual([one]);
    await runNow(reporting(), 'tester');
  });

  test('a finding about an entry is about the wallet of its account', async () => {
    const walletId = await at.gateway.wallet('entered', 'USD', '1.00');
    const [account] = await source.query<{ id: string }[]>(
      `SELECT id FROM account WHERE wallet_id = $1 AND kind = 'CASH'`,
      [walletId],
    );
    const report = await runNow(reporting(wrong(`entry ${account?.id ?? ''} seq 1`)), 'tester');
    expect(await openOf(report!.reconciliationId)).toMatchObject([{ walletId }]);
    await runNow(reporting(), 'tester');
  });

  test.each([
    ['cannot read everything', [{ ...wrong('page 3'), check: 'unchecked' }]],
    ['has as many findings as it can report', [...Array(100).keys()].map((n) => wrong(`row ${n}`))],
  ])('a check that %s closes no finding', async (_, findings) => {
    await runNow(reporting(wrong('row of before')), 'tester');
    const report = await runNow(reporting(...findings), 'tester');
    expect(report).toMatchObject({ opened: findings.length, closed: 0 });
    expect((await runNow(reporting(), 'tester'))?.closed).toBe(findings.length + 1);
  });

  test('two findings of one check about one row are one finding', async () => {
    const report = await runNow(reporting(wrong('twice'), wrong('twice', '8')), 'tester');
    expect(report?.opened).toBe(1);
    expect(await openOf(report!.reconciliationId)).toMatchObject([{ actual: '7' }]);
    await runNow(reporting(), 'tester');
  });

  test('the findings of a wallet are its open ones, in pages from either end', async () => {
    const walletId = await at.gateway.wallet('paged', 'USD');
    const subjects = [1, 2, 3].map((seq) => `wallet ${walletId} seq ${seq}`);
    await runNow(reporting(...subjects.map((subject) => wrong(subject))), 'tester');
    const page = (args: object) =>
      at.gateway.reading((reader) => reader.findingsPage({ walletId }, args));
    const shown = ({ edges }: Awaited<ReturnType<typeof page>>) =>
      edges.map(({ node }) => node.subject.at(-1));
    const first = await page({ first: 2 });
    expect([shown(first), first.pageInfo.hasNextPage]).toEqual([['1', '2'], true]);
    const next = await page({ first: 2, after: first.pageInfo.endCursor });
    expect([shown(next), next.pageInfo]).toMatchObject([
      ['3'],
      { hasNextPage: false, hasPreviousPage: true },
    ]);
    expect(shown(await page({ last: 1, before: next.pageInfo.startCursor }))).toEqual(['2']);
    await runNow(reporting(wrong(subjects[1]!)), 'tester');
    expect(shown(await page({ first: 5 }))).toEqual(['2']);
    await runNow(reporting(), 'tester');
    expect(shown(await page({ first: 5 }))).toEqual([]);
  });
});

describe('one run at a time, over any number of gateways and commands', () => {
  test('while one process runs, another takes nothing up and stores nothing', async () => {
    let goOn = (): void => undefined;
    const report = { checkedEntries: 0, checkedWallets: 0, healthy: true, findings: [] };
    const slow = {
      source,
      book: { verify: () => new Promise<IntegrityReport>((end) => (goOn = () => end(report))) },
    };
    const running = runNow(slow, 'slow');
    const known = goOn;
    await until(() => Promise.resolve(goOn !== known));
    const id = await ask();
    expect(await runWanted(parts())).toBeUndefined();
    expect(await runNow(parts(), 'other')).toBeUndefined();
    goOn();
    expect(await running).toMatchObject({ status: 'PASSED' });
    expect((await run(id))?.result).toBeNull();
    expect(await runWanted(parts())).toMatchObject({ reconciliationId: id });
  });

  test('two gateways carry out a daily run once, and make up for a missed one once', async () => {
    // The book begins three days ago.
    await at.owner.query(`SET session_replication_role = replica`);
    await at.owner.query(`UPDATE system_account SET created_at = created_at - interval '3 days'`);
    await at.owner.query(`SET session_replication_role = DEFAULT`);
    const minute = new Date().getUTCHours() * 60 + new Date().getUTCMinutes();
    const seen: number[][] = [[], []];
    const jobs = seen.map(
      (changes) =>
        new ReconciliationJob(parts(), {
          ...{ atMinute: (minute + 720) % 1440, everyMs: 20 },
          onChange: ({ last }) => changes.push(last?.finishedAt.getTime() ?? 0),
          onError: (error) => {
            throw error;
          },
        }),
    );
    for (const job of jobs) job.start();
    await until(() => Promise.resolve(seen.every((changes) => changes.length > 0)));
    await until(async () => (await scheduled()).length > 0);
    for (const job of jobs) await job.stop();
    expect(await scheduled()).toMatchObject([{ asked_by: 'onebook:schedule', status: 'PASSED' }]);
    await addDueRun(source, (minute + 720) % 1440, 'later');
    expect(await scheduled()).toHaveLength(1);
  });

  test('a daily run that was due before the book began is not made up for', async () => {
    const before = await scheduled();
    await at.owner.query(`SET session_replication_role = replica`);
    await at.owner.query(`UPDATE system_account SET created_at = now() + interval '3 days'`);
    await addDueRun(source, 0, 'early');
    await at.owner.query(`UPDATE system_account SET created_at = now() - interval '3 days'`);
    await at.owner.query(`SET session_replication_role = DEFAULT`);
    expect(await scheduled()).toEqual(before);
  });
});

async function scheduled() {
  const { rows } = await at.owner.query<{ asked_by: string; status: string }>(
    `SELECT r.asked_by, e.status FROM reconciliation r JOIN reconciliation_result e ON e.reconciliation_id = r.id
      WHERE r.origin = 'SCHEDULE'`,
  );
  return rows;
}
