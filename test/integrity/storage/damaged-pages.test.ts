import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../src/integrity/finding.js';
import { GatewayProcess, type GatewayClient } from '../../support/gateway-process.js';
import { until } from '../../support/until.js';

/* A gateway with a PostgreSQL of its own, whose files the tests damage while it is stopped. */

const BLOCK = 8_192;
const root = join(import.meta.dirname, '..', '..', '..');

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`;
const ENTRIES = `query ($id: ID!) { wallet(id: $id) { entries(first: 200) { edges { node { balance { amount } } } } } }`;
const VERIFY = `mutation { verifyIntegrity { healthy findings { check subject expected actual } } }`;

let gateway: GatewayProcess;
let client: GatewayClient;
let admin: GatewayClient;
let wallets: string[];
/** Paths of files, from the data directory of PostgreSQL, by the relation's name. */
let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  gateway = await GatewayProcess.create();
  await gateway.start();
  client = await gateway.client('service', 'SERVICE');
  admin = await gateway.client('admin', 'ADMIN');
  wallets = await Promise.all(
    Array.from({ length: 8 }, async (_, nr) => {
      const input = { ownerId: `owner-${nr}`, currency: 'USD', idempotencyKey: randomUUID() };
      const opened = await client.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, { input });
      return opened.openWallet.wallet.id;
    }),
  );
  // One wallet after the other, so that each has its own blocks: 80 entries fit into one.
  for (const walletId of wallets)
    await Promise.all(
      Array.from({ length: 60 }, () => {
        const amount = { amount: '1.00', currency: 'USD' };
        return client.ask(DEPOSIT, { input: { walletId, amount, idempotencyKey: randomUUID() } });
      }),
    );
  const owner = await gateway.owner();
  // A text that is too long for its row, so that PostgreSQL stores it apart.
  await owner.query(
    `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
     SELECT 'service', 'long', 'transfer', '{}', sha256('["transfer",{}]'), jsonb_build_object('refused', jsonb_build_object('code', 'SAME_WALLET',
              'message', (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 500) i))), now() RETURNING key`,
  );
  const { rows } = await owner.query<{ name: string; file: string }>(
    `SELECT c.relname AS name, pg_relation_filepath(c.oid) AS file FROM pg_class c WHERE c.relnamespace = 'book'::regnamespace
     UNION ALL SELECT 'long values of ' || c.relname, pg_relation_filepath(c.reltoastrelid)
       FROM pg_class c WHERE c.relnamespace = 'book'::regnamespace AND c.reltoastrelid <> 0`,
  );
  files = Object.fromEntries(rows.map(({ name, file }) => [name, file]));
  await owner.end();
});
afterAll(() => gateway.discard());

const pathOf = (relation: string): string =>
  join(gateway.dataDir, 'postgres', 'cluster', files[relation] ?? '');

/** Stops everything, puts back what was changed before, changes files of these relations, and starts again. */
async function change(
  changes: Readonly<Record<string, (path: string) => Promise<void>>>,
): Promise<void> {
  await gateway.end('SIGTERM');
  await putBack();
  for (const [relation, how] of Object.entries(changes)) {
    const path = pathOf(relation);
    originals.set(path, await readFile(path));
    await how(path);
  }
  await gateway.start();
}

/** What the changed files held before. */
const originals = new Map<string, Buffer>();

/** Puts the files back. A missing one comes back under its name first, so that it has its owner. */
async function putBack(): Promise<void> {
  for (const [path, bytes] of originals) {
    if (!existsSync(path)) await rename(`${path}.away`, path);
    await writeFile(path, bytes, { flag: 'r+' });
  }
  originals.clear();
}

/** Overwrites some bytes in the middle of a block. */
const damaging = (block: number) => async (path: string) => {
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(64, 0xa5), 0, 64, block * BLOCK + 4_000);
  await file.close();
};

const removing = (path: string) => rename(path, `${path}.away`);

interface Verified {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command, beside the running gateway. */
async function verifyCommand(...args: string[]): Promise<Verified> {
  const child = spawn(
    process.execPath,
    [join(root, 'dist', 'programs', 'onebook.js'), 'verify', ...args],
    { env: { PATH: process.env['PATH'], DATA_DIR: gateway.dataDir } },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => (stdout += String(text)));
  child.stderr.on('data', (text) => (stderr += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

async function findingsOfCommand(): Promise<Finding[]> {
  const { code, stdout, stderr } = await verifyCommand('--json');
  if (code !== 1) throw new Error(`exit code ${code}: ${stdout}${stderr}`);
  return (JSON.parse(stdout) as { findings: Finding[] }).findings;
}

const subjects = (findings: readonly Finding[], check: string): string[] =>
  findings.filter((finding) => finding.check === check).map(({ subject }) => subject);

describe('verify names the page that PostgreSQL cannot read, and goes on', () => {
  afterAll(() => change({}));

  test('a block of a table: the API names it too, a reader gets a masked error, and other wallets are served', async () => {
    await change({ entry: damaging(3) });
    const found = await findingsOfCommand();
    expect(found).toContainEqual({
      check: 'storage',
      subject: 'table entry, block 3',
      expected: 'a page that PostgreSQL can read',
      actual: expect.stringMatching(/invalid page in block 3 .*\(XX001\)$/),
    });
    // Of the checks that need the block each says so; the others ran.
    expect(subjects(found, 'unchecked')).toContain('check verifyZeroSum');
    expect(subjects(found, 'unchecked')).not.toContain('check verifyOutcomes');
    // The chains whose entries are in the block, the system's among them, and no others.
    const chains = subjects(found, 'unchecked').filter((one) => one.startsWith('entries of'));
    expect(chains.length).toBeGreaterThan(0);
    expect(chains.length).toBeLessThan(8);

    const { verifyIntegrity } = await admin.ask<{
      verifyIntegrity: { healthy: boolean; findings: Finding[] };
    }>(VERIFY);
    expect(verifyIntegrity).toEqual({ healthy: false, findings: found });

    const answers = await Promise.all(wallets.map((id) => admin.send(ENTRIES, { id })));
    const errors = answers.flatMap((answer) => answer.errors ?? []);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThan(8);
    for (const { message, extensions } of errors)
      expect([message, extensions?.code]).toEqual([
        'Something went wrong on our side',
        'INTERNAL_SERVER_ERROR',
      ]);
    // The log comes through a pipe, perhaps later than the answer.
    await until(() => gateway.output.includes('invalid page in block 3 of relation'));
  });

  test('blocks of indexes, of which one is needed by no other check, a long value, and a missing file', async () => {
    await change({
      entry_pkey: damaging(1),
      transaction_of_wallet: damaging(1),
      // PostgreSQL opens every index of a table before it plans a query of it, so it reads none of this table any more.
      credit_line_pkey: removing,
      'long values of command': damaging(0),
    });
    const found = await findingsOfCommand();
    expect(subjects(found, 'storage').sort()).toEqual([
      'index credit_line_pkey of table credit_line',
      'index entry_pkey of table entry, block 1',
      'index transaction_of_wallet of table transaction, block 1',
      'long values of table command, block 0',
    ]);
    expect(subjects(found, 'unchecked')).toEqual(
      expect.arrayContaining([
        'check every value of table command',
        'check every row of index entry_pkey',
        'check every row of index credit_line_pkey',
        'check every row of index transaction_of_wallet',
        'check verifyOutcomes',
      ]),
    );
    // The rows themselves can be read.
    expect(subjects(found, 'unchecked')).not.toContain('check verifyZeroSum');
  });
});

test('verify finds nothing, once the files are as they were', async () => {
  expect(await verifyCommand()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^The book is correct: 960 entries and 8 wallets checked\.\n$/),
  });
});

describe('verify --anchor', () => {
  const file = () => join(gateway.dataDir, 'anchor');

  test('writes the file, holds the book against it and replaces it, and keeps it with --keep-anchor', async () => {
    expect(await verifyCommand('--anchor', file())).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(
        'There was no anchor to hold the book against. A new anchor was written.\n',
      ),
    });
    const first = await readFile(file(), 'utf8');
    const { at } = JSON.parse(first.split('\n')[0] ?? '') as { at: string };
    expect(await verifyCommand('--anchor', file(), '--keep-anchor')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(`It holds everything that the anchor of ${at} names\\.\n$`),
    });
    expect(await readFile(file(), 'utf8')).toBe(first);
    await verifyCommand('--anchor', file());
    expect(await readFile(file(), 'utf8')).not.toBe(first);
  });

  test('finds transactions that were removed with their keys, and leaves the anchor as it is', async () => {
    const before = await readFile(file(), 'utf8');
    const owner = await gateway.owner();
    await owner.query(`SET session_replication_role = 'replica'`);
    await owner.query(
      `CREATE TEMP TABLE newest AS SELECT id FROM transaction ORDER BY created_at DESC, id DESC LIMIT 1`,
    );
    await owner.query(
      `DELETE FROM command k USING newest n WHERE k.outcome #>> '{done,transactionId}' = n.id::text`,
    );
    await owner.query(`DELETE FROM entry WHERE transaction_id IN (SELECT id FROM newest)`);
    await owner.query(`DELETE FROM transaction WHERE id IN (SELECT id FROM newest)`);
    await owner.end();
    const { code, stdout } = await verifyCommand('--anchor', file());
    expect(code).toBe(1);
    expect(stdout).toMatch(/^anchor\.chain: account /m);
    expect(stdout).toMatch(/The anchor was not replaced\.\n$/);
    expect(await readFile(file(), 'utf8')).toBe(before);
  });

  test('says what is wrong with a file that is no anchor, before it checks the book', async () => {
    const other = join(gateway.dataDir, 'other');
    await writeFile(other, 'something else\n');
    expect(await verifyCommand('--anchor', other)).toEqual({
      code: 1,
      stdout: '',
      stderr: `onebook: ${other}: this is not an anchor: name a file that \`onebook verify --anchor\` wrote, or one that does not exist yet\n`,
    });
    expect(await verifyCommand('--anchor', `${other}.missing`, '--keep-anchor')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/does not exist: leave out --keep-anchor to write it\n$/),
    });
    expect((await verifyCommand('--keep-anchor')).code).toBe(2);
  });
});
