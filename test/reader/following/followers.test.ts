import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { Client } from 'pg';
import { readWalletId, transactionId, walletId } from '../../../src/graphql/ids.js';
import { createTestDatabase, type TestDatabase } from '../../support/book.js';
import { type GatewayClient, GatewayProcess } from '../../support/gateway-process.js';
import { Follower, type FollowedList } from './follower.js';
import { deposit, open, type Wallets, write } from './writers.js';

/*
 * Followers of the lists, while gateways with different clocks write: none misses a row or gets one twice. Short by
 * default; at full size (100,000 rows, up to ten minutes):
 *   ONEBOOK_FOLLOWED_ROWS=100000 npm test -- test/reader/following/followers
 */
const ROWS = Number(process.env['ONEBOOK_FOLLOWED_ROWS'] ?? '1500');
/** One row in so many is a wallet. */
const WALLET_SHARE = 10;
/** The clock of each gateway, in milliseconds from the true one. */
const CLOCKS = [0, -60_000, 60_000];
/** The limit for a test that hangs. Milliseconds. */
const HANGS_MS = 300_000 + ROWS * 10;

let database: TestDatabase;
let owner: Client;
let gateways: GatewayProcess[] = [];
let clients: GatewayClient[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({
    connectionString: database.url,
    options: '-c search_path=book,pg_temp',
  });
  await owner.connect();
  const clock = pathToFileURL(join(import.meta.dirname, 'shifted-clock.mjs')).href;
  gateways = await Promise.all(
    CLOCKS.map((shiftMs) =>
      GatewayProcess.create({
        DATABASE_URL: database.url,
        CLOCK_SHIFT_MS: String(shiftMs),
        NODE_OPTIONS: `--import ${clock}`,
      }),
    ),
  );
  await Promise.all(gateways.map((gateway) => gateway.start()));
  clients = await Promise.all(gateways.map((gateway) => gateway.client('follower', 'SERVICE')));
}, HANGS_MS);

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.discard()));
  await owner.end();
  await database.drop();
});

/** What the followers follow: whole lists, and lists with each kind of filter. */
function followedLists({ busy: [busy = ''] }: Wallets): FollowedList[] {
  const uuid = readWalletId(busy);
  const ofBusy = { where: '$1 IN (wallet_id, counter_wallet_id)', values: [uuid] };
  const long = '2020-01-01T00:00:00Z';
  return [
    { list: 'transactions', filter: {}, where: 'true' },
    { list: 'transactions', filter: { walletId: busy }, ...ofBusy },
    { list: 'transactions', filter: { ownerId: 'busy 0' }, ...ofBusy },
    { list: 'transactions', filter: { kinds: ['TRANSFER'] }, where: `kind = 'TRANSFER'` },
    { list: 'transactions', filter: { reference: 'tenth' }, where: `reference = 'tenth'` },
    { list: 'transactions', filter: { statuses: ['COMPLETED'], from: long }, where: 'true' },
    { list: 'wallets', filter: {}, where: 'true' },
    { list: 'wallets', filter: { currency: 'EUR' }, where: `currency = 'EUR'` },
    { list: 'wallets', filter: { status: 'ACTIVE' }, where: 'true' },
  ];
}

/** The ids of all rows that a follower must have found. */
async function rowsOf({ list, where, values = [] }: FollowedList): Promise<string[]> {
  const [table, idOf] =
    list === 'wallets'
      ? (['wallet', walletId] as const)
      : (['transaction', transactionId] as const);
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM ${table} WHERE ${where}`, [
    ...values,
  ]);
  return rows.map((row) => idOf(row.id));
}

test(
  `followers of ${ROWS} rows by gateways with three clocks miss none and get none twice`,
  async () => {
    const [first] = clients;
    if (!first) throw new Error('there is no gateway');
    const openAll = (name: string, count: number): Promise<string[]> =>
      Promise.all(Array.from({ length: count }, (_, i) => open(first, `${name} ${i}`, 'USD')));
    const wallets: Wallets = {
      busy: await openAll('busy', 2),
      others: await openAll('other', 300),
    };
    await Promise.all([...wallets.busy, ...wallets.others].map((id) => deposit(first, id)));

    const followers = followedLists(wallets).map((list) => new Follower(clients, list));
    let isOver = false;
    const following = Promise.all(followers.map((follower) => follower.follow(() => isOver)));
    const share = Math.ceil(ROWS / clients.length);
    const counts = {
      wallets: Math.ceil(share / WALLET_SHARE),
      transactions: share - Math.ceil(share / WALLET_SHARE),
    };
    const writing = Promise.all(clients.map((client) => write(client, wallets, counts)));
    // If one fails, the test does.
    await Promise.race([writing, following.then(() => writing)]);
    isOver = true;
    await following;

    const faults = [];
    for (const { found, followed } of followers) {
      const expected = await rowsOf(followed);
      const seen = new Set(found);
      const missed = expected.filter((id) => !seen.has(id)).length;
      const twice = found.length - seen.size;
      const { list, filter } = followed;
      faults.push({ list, filter, rows: expected.length, found: found.length, missed, twice });
    }
    process.stderr.write(`followers: ${JSON.stringify(faults)}\n`);
    expect(faults.filter(({ missed, twice }) => missed + twice > 0)).toEqual([]);
    expect(Math.min(...faults.map(({ rows }) => rows))).toBeGreaterThan(ROWS / 100);
  },
  HANGS_MS,
);
