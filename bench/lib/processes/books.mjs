// A process that works on books without HTTP: it calls `Ledger.submit` and `verify` as a gateway would.
import { randomUUID } from 'node:crypto';
import { migrations } from '../../../dist/migrations/index.js';
import { readConfig } from '../../../dist/src/config/index.js';
import { connectDatabase } from '../../../dist/src/database/connect.js';
import { walletId } from '../../../dist/src/graphql/ids.js';
import { openBook } from '../../../dist/src/book/index.js';
import { parseDecimal } from '../../../dist/src/money/decimal.js';
import { deposit, openWallet, transfer, transferMany } from '../../../dist/src/movements/index.js';
import { serve } from './child.mjs';
import { pairOf } from '../load/request-parts.mjs';
import { percentile } from '../median.mjs';

/** Transfers of one list. */
const LIST = 1_000;
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
  // The configuration of a gateway, so that a new variable has its default here too.
  const environment = {
    DATABASE_URL: url,
    LEDGER_BATCH_MAX: String(batchMax),
    LEDGER_QUEUE_MAX: '100000',
    COMMAND_TIMEOUT: '60000',
  };
  const more = { LEDGER_WRITERS: String(writers), DATABASE_READERS: '1' };
  const config = readConfig({ ...environment, ...more }, '');
  const database = await connectDatabase(
    { ...config, migrations },
    log,
    new AbortController().signal,
  );
  const book = await openBook(database, { ...config, observer });
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
  const isDone = 'done' in outcome || outcome.many?.refused.length === 0;
  if (!isDone)
    throw new Error(
      `${movement.name} was not done: ${JSON.stringify(outcome, bigintText).slice(0, 500)}`,
    );
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

/** Makes `count` transfers between wallets by chance. */
async function transfersOf({ name, wallets, count }) {
  let left = count;
  const writer = async () => {
    while (left-- > 0) {
      const [fromWalletId, toWalletId] = pairOf(wallets);
      await submit(name, transfer, { fromWalletId, toWalletId, amount: usd('0.01') });
    }
  };
  await Promise.all(Array.from({ length: 256 }, writer));
}

/** Makes `count` transfers between the first two wallets, in lists. */
async function lengthen({ name, wallets: [fromWalletId, toWalletId], count }) {
  const lists = Math.ceil(count / LIST);
  for (let made = 0; made < lists; made++) {
    // Back and forth, so that the money does not run out.
    const [from, to] = made % 2 === 0 ? [fromWalletId, toWalletId] : [toWalletId, fromWalletId];
    const line = { fromWalletId: from, toWalletId: to, amount: usd('0.01') };
    await submit(name, transferMany, {
      inputs: Array.from({ length: LIST }, () => line),
      atomic: true,
    });
  }
}

/** Checks the whole book. @returns the report, with the duration in `seconds` */
async function verify({ name }) {
  const began = performance.now();
  const report = await books.get(name).book.verify();
  return { ...report, seconds: (performance.now() - began) / 1_000 };
}

serve({ open, close, fill, transfers, transfersOf, lengthen, verify });
