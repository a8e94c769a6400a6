import { countedByRows } from '../../lib/counted.mjs';
import { cpuOf } from '../../lib/processes/usage.mjs';
import { inTurn } from '../../lib/rounds.mjs';
import { rate, ratioOf, whole } from '../../lib/report/format.mjs';

/** Books from which the owner removes, step by step, what PostgreSQL checks when it writes a batch of transfers. */
const BOOKS = [
  { name: 'all', without: () => undefined },
  { name: 'no triggers', without: withoutTriggers },
  {
    name: 'no triggers and CHECKs',
    without: async (book) => {
      await withoutTriggers(book);
      await withoutConstraints(book, 'c');
    },
  },
  {
    name: 'no triggers, CHECKs and foreign keys',
    without: async (book) => {
      await withoutTriggers(book);
      await withoutConstraints(book, 'c');
      await withoutConstraints(book, 'f');
    },
  },
];

/** Below HTTP, with group commit: rate and processor time of PostgreSQL, with and without the book's rules. */
export async function checks(context) {
  const { testbed, rounds, seconds } = context;
  const sides = [];
  for (const { name, without } of BOOKS) {
    const book = await testbed.newBook();
    // A book without its guards is not opened, so they go afterwards. `verify` would miss them too, so only what is added is
    // checked.
    await testbed.books.ask('open', { name, url: book.url });
    await without(book);
    sides.push({ name, book });
  }
  const wallets = testbed.wallets.map(({ uuid }) => uuid);
  const write = ({ name }) =>
    testbed.books.ask('transfers', { name, wallets, hot: 0, inFlight: 256, seconds });
  for (const side of sides) await write(side);
  const measured = await inTurn(sides, rounds, async (side) => {
    let cpu;
    const result = await countedByRows(side.book, async () => {
      const before = await cpuOfBackends(testbed, side.book);
      const written = await write(side);
      const after = await cpuOfBackends(testbed, side.book);
      // A process that started during the round began at zero.
      const used = [...after].map(([pid, time]) => time - (before.get(pid) ?? 0));
      cpu = used.reduce((sum, one) => sum + one, 0) / written.done;
      return written;
    });
    context.say(`${side.name}: ${rate(result)}, ${whole(cpu)} µs`);
    return { ...result, cpu };
  });
  for (const { name } of sides) await testbed.books.ask('close', { name });
  return { lines: sides.slice(1).map(({ name }) => lineFor(name, measured.all, measured[name])) };
}

function lineFor(name, all, less) {
  const figures = (side) => `${rate(side)}, ${whole(side.cpu)} µs of PostgreSQL a transfer`;
  return {
    what: 'transfers below HTTP, all of the book’s rules',
    measured: figures(all),
    against: `${name}: ${figures(less)}`,
    ratios: [
      ratioOf('rate', all.perSecond / less.perSecond),
      ratioOf('PostgreSQL', all.cpu / less.cpu),
    ],
  };
}

/** Processor time of the PostgreSQL processes that write a book. @returns microseconds by process id */
async function cpuOfBackends(testbed, { name }) {
  const { rows } = await testbed.owner.query(
    `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND application_name = 'onebook writes'`,
    [name],
  );
  return new Map(rows.map(({ pid }) => [pid, cpuOf(pid)]));
}

/** Disables the triggers on INSERT. */
async function withoutTriggers({ owner }) {
  const { rows } = await owner.query(
    `SELECT tgrelid::regclass AS of, tgname AS name FROM pg_trigger
      WHERE tgrelid IN ('entry'::regclass, 'transaction'::regclass)
        AND NOT tgisinternal AND tgtype & 4 > 0`,
  );
  for (const { of, name } of rows) await owner.query(`ALTER TABLE ${of} DISABLE TRIGGER ${name}`);
}

async function withoutConstraints({ owner }, type) {
  const { rows } = await owner.query(
    `SELECT conrelid::regclass AS of, conname AS name FROM pg_constraint
      WHERE contype = $1 AND conrelid IN ('entry'::regclass, 'transaction'::regclass, 'command'::regclass)`,
    [type],
  );
  for (const { of, name } of rows) await owner.query(`ALTER TABLE ${of} DROP CONSTRAINT ${name}`);
}
