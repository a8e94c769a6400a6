// A process that works on books without HTTP: it calls `Ledger.submit` and `verify` as a gateway would.
import { randomUUID } from 'node:crypto';
import { migrations } from '../../dist/migrations/index.js';
import { connectDatabase } from '../../dist/src/database/connect.js';
import { walletId } from '../../dist/src/graphql/ids.js';
import { openBook } from '../../dist/src/book/index.js';
import { parseDecimal } from '../../dist/src/money/decimal.js';
import { deposit, openWallet, transfer } from '../../dist/src/movements/index.js';
import { serve } from './child.mjs';
import { pairOf } from './load/requests.mjs';
import { percentile } from './median.mjs';

const SERVICE = { id: 'service', roles: ['SERVICE'] };
const log = { info: () => undefined, warn: console.warn, error: console.error };
const observer = {
  committed: () => undefined,
  settled: () => undefined,
  retried: () => undefined,
};
const usd = (amount) => ({ amount: parseDecimal(amount), currency: 'USD' });

/** Open books, by name. */
const books = new Map();

/** Opens a book under this name and migrates it first if necessary. */
async function open({ name, url, batchMax = 1024, writers = 1 }) {
  const config = { databaseUrl: url, book: 'book', dataDir: '', writers, readers: 1, migrations };
  const database = await connectDatabase(config, log, new AbortController().signal);
  const limits = { batchMax, writers, queueMax: 100_000, commandTimeoutMs: 60_000 };
  const book = await openBook(database, { ...limits, observer });
  books.set(name, { database, book });
}

async function close({ name }) {
  const { database, book } = books.get(name);
  books.delete(name);
  await book.ledger.close();
  await database.close();
}

async function submit(name, movement, input) {
  const { outcome } = await books
    .get(name)
    .book.ledger.submit(movement, input, SERVICE, randomUUID());
  if (!('done' in outcome))
    throw new Error(`${movement.name} was not done: ${JSON.stringify(outcome, bigintText)}`);
  return outcome.done;
}

const bigintText = (_, value) => (typeof value === 'bigint' ? value.toString() : value);

/** Opens wallets with 10,000.00 USD each. @returns for each `id`, `wal_…`, and `uuid` */
async function fill({ name, count }) {
  const owners = Array.from({ length: count }, (_, index) => `owner-${index}`);
  return Promise.all(
    owners.map(async (ownerId) => {
      const opened = await submit(name, openWallet, { ownerId, currency: 'USD' });
      await submit(name, deposit, { walletId: opened.walletId, amount: usd('10000.00') });
      return { id: walletId(opened.walletId), uuid: opened.walletId };
    }),
  );
}

/** Makes transfers, always `inFlight` at once. @returns their number, and latencies in ms */
async function transfers({ name, wallets, hot, inFlight, seconds }) {
  const latencies = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  const writer = async () => {
    for (let sent = performance.now(); sent < until; sent = performance.now()) {
      const [fromWalletId, toWalletId] = pairOf(wallets, hot);
      await submit(name, transfer, { fromWalletId, toWalletId, amount: usd('0.01') });
      latencies.push(performance.now() - sent);
    }
  };
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, writer));
  const { user, system } = process.cpuUsage(cpu);
  const elapsed = (performance.now() - began) / 1_000;
  return {
    done: latencies.length,
    failed: 0,
    seconds: elapsed,
    perSecond: latencies.length / elapsed,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    nodeCpu: (user + system) / latencies.length,
  };
}

/** Checks the whole book. @returns the report, with the duration in `seconds` */
async function verify({ name }) {
  const began = performance.now();
  const report = await books.get(name).book.verify();
  return { ...report, seconds: (performance.now() - began) / 1_000 };
}

serve({ open, close, fill, transfers, verify });
