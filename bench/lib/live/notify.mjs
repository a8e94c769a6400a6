import pg from 'pg';
import { medianOf } from '../median.mjs';

/** One wallet in a message of src/ledger/notify.ts: 24 bytes. */
const NAME = ' w0123456789012345678901';
const SLICE_MS = 1_000;

/**
 * Measures commits per second with and without NOTIFY, in turn: one writer with sixty wallets per commit, as with
 * group commit, and twenty writers with two wallets per commit, as without it. NOTIFY locks the whole server until the
 * end of the commit, so concurrent writers wait for each other. Two listeners receive the messages, like two gateways.
 */
export async function measureNotify({ postgres }, { rounds }) {
  const connect = async () => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    return client;
  };
  const clients = await Promise.all(Array.from({ length: 20 }, connect));
  const listeners = await Promise.all([connect(), connect()]);
  let heard = 0;
  for (const listener of listeners) {
    listener.on('notification', () => (heard += 1));
    await listener.query('LISTEN bench');
  }
  await clients[0].query('CREATE TABLE public.bench (id bigint, at timestamptz DEFAULT now())');
  const measured = [];
  for (const { writers, wallets } of [
    { writers: 1, wallets: 60 },
    { writers: 20, wallets: 2 },
  ]) {
    const slices = [];
    for (let round = 0; round < Math.max(3, rounds) * 2; round++) {
      const silent = await commits(clients.slice(0, writers), wallets, false);
      const before = heard;
      const notified = await commits(clients.slice(0, writers), wallets, true);
      await Promise.all(listeners.map((listener) => listener.query('SELECT')));
      if (heard - before !== 2 * notified.commits)
        throw new Error(`${notified.commits} commits, ${heard - before} heard`);
      slices.push({ silent: silent.perSecond, notified: notified.perSecond });
    }
    measured.push({ writers, wallets, ...medianOf(slices) });
  }
  await Promise.all([...clients, ...listeners].map((client) => client.end()));
  return measured;
}

async function commits(clients, wallets, notify) {
  const began = performance.now();
  let count = 0;
  const writer = async (client) => {
    while (performance.now() - began < SLICE_MS) {
      await client.query('BEGIN');
      await client.query('INSERT INTO public.bench (id) SELECT generate_series(1, $1::int)', [
        wallets,
      ]);
      // Both ask as often, so that only the notice itself is measured.
      await client.query(notify ? `SELECT pg_notify('bench', $1)` : `SELECT length($1)`, [
        NAME.repeat(wallets),
      ]);
      await client.query('COMMIT');
      count += 1;
    }
  };
  await Promise.all(clients.map(writer));
  return { commits: count, perSecond: (count * 1_000) / (performance.now() - began) };
}
