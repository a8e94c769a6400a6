import pg from 'pg';
import { counted, refuseDifference } from './counted.mjs';
import { cpuOf } from './processes/usage.mjs';

/**
 * A side of a comparison.
 * @typedef {object} Side
 * @property {string} name
 * @property {string[]} urls of its servers
 * @property {object[]} servers
 * @property {string[]} wallets that it knows
 * @property {string} prefix of the kinds of requests that it understands
 * @property {(write: () => Promise<object>) => Promise<object>} count runs a round of writes and compares the answers with
 *   what the database has afterwards
 */

/** Gateways on a book, a new one by default. @returns {Promise<Side>} */
export async function onebook(testbed, { name = 'onebook', gateways = 1, book, ...options } = {}) {
  const ours = book ?? (await testbed.newBook());
  const servers = [];
  for (let started = 0; started < gateways; started++)
    servers.push(await testbed.gateway(ours, options));
  return {
    ...sideOf(name, servers, ''),
    book: ours,
    wallets: testbed.wallets.map(({ id }) => id),
    count: (write) => counted(testbed, ours, write),
  };
}

/** The gateway written by hand, on a database of its own with as many wallets and as much money. @returns {Promise<Side>} */
export async function byHand(testbed) {
  const url = await testbed.newDatabase('by_hand');
  const server = await testbed.rival('by-hand', url);
  const owner = new pg.Client({ connectionString: url });
  owner.on('error', () => undefined); // the testbed drops the database at its end
  await owner.connect();
  const { rows } = await owner.query(
    `INSERT INTO wallet (id, "ownerId", balance)
     SELECT gen_random_uuid(), 'owner-' || n, 1000000 FROM generate_series(1, $1) n RETURNING id`,
    [testbed.wallets.length],
  );
  await owner.query('VACUUM (ANALYZE)');
  return {
    ...sideOf('by hand', [server], 'by hand '),
    wallets: rows.map(({ id }) => id),
    count: (write) => countedByHand(owner, write),
  };
}

/** Apollo on Fastify with a constant. @returns {Promise<Side>} */
export async function bareApollo(testbed) {
  return { ...sideOf('bare Apollo', [await testbed.rival('bare-apollo')], ''), wallets: [] };
}

const sideOf = (name, servers, prefix) => ({
  ...{ name, servers, prefix },
  urls: servers.map(({ url }) => url),
});

/** Processor time of a side's servers, in seconds. */
export const cpuSecondsOf = ({ servers }) =>
  servers.reduce((sum, { pid }) => sum + cpuOf(pid), 0) / 1e6;

/**
 * Puts closed load on a side.
 * @param kind of request @param hot share of transfers that use the first wallet @returns the tally
 */
export async function load(testbed, side, { kind, inFlight, seconds, ...asked }) {
  const result = await testbed.load.ask('closed', {
    urls: side.urls,
    tokens: testbed.tokens,
    asked: { kind: side.prefix + kind, wallets: side.wallets, ...asked },
    inFlight,
    seconds,
  });
  testbed.noteLoad(`${side.name}, ${kind}, ${inFlight} in flight`, result);
  return result;
}

/**
 * Runs a round of writes in the database of the rival, and compares the number of answers with its rows.
 * @throws if the numbers differ, or the balances do not add up
 */
async function countedByHand(owner, write) {
  const before = (await owner.query(STATE)).rows[0];
  const result = await write();
  const after = (await owner.query(STATE)).rows[0];
  refuseDifference(result, {
    transactions: after.transactions - before.transactions,
    entries: after.entries - before.entries,
  });
  if (after.money !== before.money || after.wrong > 0)
    throw new Error(
      `by hand: ${before.money} cents became ${after.money}, and ${after.wrong} balances do not match their entries`,
    );
  return result;
}

const STATE = `
  WITH moved AS (SELECT "walletId" AS id, count(*) AS entries, sum(amount) AS amount FROM entry GROUP BY 1)
  SELECT (SELECT count(*) FROM transaction)::int AS transactions, (SELECT sum(entries) FROM moved)::int AS entries,
         (SELECT sum(balance) FROM wallet)::text AS money,
         (SELECT count(*) FROM wallet LEFT JOIN moved USING (id)
           WHERE balance <> 1000000 + coalesce(amount, 0))::int AS wrong`;
