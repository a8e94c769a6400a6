import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/book.js';
import { freePort, GatewayProcess } from '../../support/gateway-process.js';
import { until } from '../../support/until.js';

// Two gateways on one book, with a daily run that is due and a mapping. One is killed in the middle of a run.

const RUN = `mutation ($key: IdempotencyKey!) { runReconciliation(input: { idempotencyKey: $key }) {
  ... on RunReconciliationPayload { reconciliation { id } } } }`;
const RESULT = `query ($id: ID!) { reconciliation(id: $id) {
  status covered totals { comparedLines opened closed }
  findings { edges { node { id code subject actual } } } } }`;

interface Result {
  readonly status: string;
  readonly covered: readonly string[];
  readonly totals: { readonly comparedLines: number | null; opened: number; closed: number } | null;
  readonly findings: {
    readonly edges: readonly { readonly node: { id: string; subject: string; actual: string } }[];
  };
}

const STATEMENT = `reconcile:
  statements:
    - {name: bank, csv: bank.csv, currency: USD, reference: ref, amount: sum, at: day, kind: {positive: DEPOSIT, negative: WITHDRAWAL}}
`;

let database: TestDatabase;
let owner: Client;
let folder: string;
let one: GatewayProcess;
let other: GatewayProcess;
const mapping = () => join(folder, 'mapping.yml');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook reconcile '));
  await writeFile(join(folder, 'bank.csv'), 'ref,sum,day\nGHOST,5.00,2026-03-01\n');
  await writeFile(mapping(), STATEMENT);
  database = await createTestDatabase();
  const options = '-c search_path=book,pg_temp';
  owner = new Client({ connectionString: database.url, options });
  await owner.connect();
  // The book begins three days ago, so a daily run is due.
  await owner.query(`SET session_replication_role = replica`);
  await owner.query(`UPDATE system_account SET created_at = created_at - interval '3 days'`);
  await owner.query(`SET session_replication_role = DEFAULT`);
  const noon = new Date(Date.now() - 12 * 3_600_000).toISOString().slice(11, 16);
  const settings = {
    ...{ DATABASE_URL: database.url, RECONCILE_AT: noon },
    RECONCILE_MAPPING: mapping(),
  };
  one = await GatewayProcess.create(settings);
  other = await GatewayProcess.create(settings);
});
afterAll(async () => {
  await one.discard();
  await other.discard();
  await owner.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

const rows = async (sql: string) => (await owner.query<Record<string, unknown>>(sql)).rows;
/** Every run with the number of its results. */
const runs = () =>
  rows(
    `SELECT r.id, r.origin, count(e.*)::integer AS results FROM reconciliation r
       LEFT JOIN reconciliation_result e ON e.reconciliation_id = r.id GROUP BY r.id ORDER BY r.position`,
  );
const findings = () =>
  rows(
    `SELECT f.id, f.subject, array_agg(s.open ORDER BY s.number) AS states FROM finding f
       JOIN finding_state s ON s.finding_id = f.id GROUP BY f.id ORDER BY f.subject`,
  );

/** Holds up what a run stores at a statement of its end, until the function that it gives is called. */
async function heldUp(table: string, statement: string, begin: () => Promise<unknown>) {
  await owner.query('BEGIN');
  await owner.query(`LOCK TABLE ${table} IN SHARE MODE`);
  await begin();
  await until(async () => {
    await owner.query('SELECT pg_stat_clear_snapshot()');
    const waiting = await rows(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND query LIKE '/* ${statement} */%'`,
    );
    return waiting.length === 1;
  });
  return () => owner.query('ROLLBACK');
}

async function ask(gateway: GatewayProcess): Promise<string> {
  const admin = await gateway.client('boss', 'ADMIN');
  const { runReconciliation } = await admin.ask<{
    runReconciliation: { reconciliation: { id: string } };
  }>(RUN, { key: randomUUID() });
  return runReconciliation.reconciliation.id;
}

async function resultOf(gateway: GatewayProcess, id: string): Promise<Result> {
  const auditor = await gateway.client('auditor', 'AUDITOR');
  let result: Result | undefined;
  await until(async () => {
    result = (await auditor.ask<{ reconciliation: Result }>(RESULT, { id })).reconciliation;
    return result.status !== 'RUNNING';
  });
  return result as Result;
}

const subjects = ({ findings: { edges } }: Result) => edges.map(({ node }) => node.subject);
const GHOST = 'DEPOSIT GHOST in USD on 2026-03-01';

describe('two gateways of one book', () => {
  test('carry out a daily run once, though the one that began it is killed before it stored the findings', async () => {
    const goOn = await heldUp('finding', 'addFindings', () => one.start());
    await other.start();
    expect(await runs()).toMatchObject([{ origin: 'SCHEDULE', results: 0 }]);
    await one.end('SIGKILL');
    await goOn();
    await until(async () => (await runs())[0]?.['results'] === 1);
    expect(await runs()).toMatchObject([{ origin: 'SCHEDULE', results: 1 }]);
    expect(await findings()).toMatchObject([{ subject: GHOST, states: [true] }]);
  });

  test('take over a run that was killed before its commit, and its findings are the ones of before', async () => {
    const before = await findings();
    // The second gateway is alone, so it begins the run.
    let id = '';
    const goOn = await heldUp('reconciliation_result', 'storeReconciliation', async () => {
      id = await ask(other);
    });
    await one.start();
    await other.end('SIGKILL');
    await goOn();
    const result = await resultOf(one, id);
    expect(result).toMatchObject({
      ...{ status: 'FINDINGS', covered: ['book', 'mapping', 'statement:bank'] },
      totals: { comparedLines: 1, opened: 0, closed: 0 },
    });
    expect(subjects(result)).toEqual([GHOST]);
    expect(await findings()).toEqual(before);
    expect(await runs()).toMatchObject([
      { origin: 'SCHEDULE', results: 1 },
      { origin: 'REQUEST', results: 1 },
    ]);
  });

  test('carry out each run once while both are there, and no second daily run', async () => {
    await other.start();
    const ids = [await ask(one), await ask(other), await ask(one)];
    for (const id of ids) expect((await resultOf(other, id)).status).toBe('FINDINGS');
    const all = await runs();
    expect(all.filter(({ origin }) => origin === 'SCHEDULE')).toHaveLength(1);
    expect(all.map(({ results }) => results)).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('a gateway with RECONCILE_MAPPING', () => {
  const runWith = async (yaml: string | undefined) => {
    if (yaml === undefined) await rm(mapping());
    else await writeFile(mapping(), yaml);
    return resultOf(one, await ask(one));
  };
  const newest = ({ findings: { edges } }: Result) => edges.at(-1)?.node;

  test('whose file is gone has a finding that says so, and closes none of the statement', async () => {
    const result = await runWith(undefined);
    expect(result).toMatchObject({ status: 'FINDINGS', covered: ['book', 'mapping'] });
    expect(newest(result)).toMatchObject({
      ...{ code: 'SOURCE_UNREADABLE', subject: 'mapping' },
      actual: expect.stringMatching(/mapping\.yml cannot be read: ENOENT/) as unknown,
    });
    expect(await findings()).toMatchObject([{ subject: GHOST, states: [true] }, {}]);
  });

  test('whose file is gone does not start, and says so in one line that names the variable', async () => {
    await other.end('SIGTERM');
    await expect(other.start()).rejects.toThrow(
      /^onebook: RECONCILE_MAPPING: \S.*mapping\.yml cannot be read: ENOENT.*$/m,
    );
  });

  test('whose mapping compares nothing has a finding that says what it lacks', async () => {
    const result = await runWith('currency: USD\n');
    expect(newest(result)).toMatchObject({
      ...{ code: 'SOURCE_UNREADABLE', subject: 'mapping' },
      actual: expect.stringMatching(/mapping\.yml:1: sources: has no source/) as unknown,
    });
  });

  test('of which a source cannot be reached has a finding without the password, and compares the rest', async () => {
    const url = `postgres://legacy:secret@127.0.0.1:${await freePort()}/legacy`;
    const sources = `currency: USD\nsources: [{name: users, postgres: {url: '${url}', table: users}, owner: id, amount: b}]\n`;
    const result = await runWith(`${sources}${STATEMENT}`);
    expect(result).toMatchObject({ status: 'FINDINGS', totals: { comparedLines: 1, closed: 1 } });
    expect(result.covered).toEqual(['book', 'mapping', 'source:users', 'statement:bank']);
    expect(subjects(result)).toEqual([GHOST, 'source users']);
    expect(newest(result)?.actual).toMatch(/127\.0\.0\.1.* cannot be reached: /);
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});
