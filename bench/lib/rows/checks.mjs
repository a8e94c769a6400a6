import { counted } from '../counted.mjs';
import { cpuOf } from '../processes.mjs';
import { inTurn } from '../rounds.mjs';
import { rate, ratioOf, whole } from '../words.mjs';

/** What PostgreSQL checks when a batch of transfers is written, taken away bit by bit by the book's owner. */
const BOOKS = [
  { name: 'all', without: () => undefined },
  {
    name: 'no refund trigger',
    without: ({ owner }) =>
      owner.query('ALTER TABLE entry DISABLE TRIGGER entry_refunds_within_purchase'),
  },
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

/** Below HTTP, group commit: rate and PostgreSQL's processor time, with the book's rules and without. */
export async function checks(context) {
  const { place, rounds, seconds } = context;
  const sides = [];
  for (const { name, without } of BOOKS) {
    const book = await place.newBook();
    await without(book);
    await place.books.ask('open', { name, url: book.url });
    sides.push({ name, book });
  }
  const wallets = place.wallets.map(({ uuid }) => uuid);
  const write = ({ name }) =>
    place.books.ask('transfers', { name, wallets, hot: 0, inFlight: 256, seconds });
  for (const side of sides) await write(side);
  const measured = await inTurn(sides, rounds, async (side) => {
    let cpu;
    const result = await counted(place, side.book, async () => {
      const before = await cpuOfBackends(place, side.book);
      const written = await write(side);
      const after = await cpuOfBackends(place, side.book);
      // One that came with the round began at zero.
      const used = [...after].map(([pid, time]) => time - (before.get(pid) ?? 0));
      cpu = used.reduce((sum, one) => sum + one, 0) / written.done;
      return written;
    });
    context.say(`${side.name}: ${rate(result)}, ${whole(cpu)} µs`);
    return { ...result, cpu };
  });
  for (const { name } of sides) await place.books.ask('close', { name });
  return { lines: sides.slice(1).map(({ name }) => lineFor(name, measured.all, measured[name])) };
}

function lineFor(name, all, less) {
  const figures = (side) => `${rate(side)}, ${whole(side.cpu)} µs of PostgreSQL a transfer`;
  return {
    what: 'transfers below HTTP, all of the book’s rules',
    measured: figures(all),
    against: `${name}: ${figures(less)}`,
    ratio: [
      ratioOf('rate', all.perSecond / less.perSecond),
      ratioOf('PostgreSQL', all.cpu / less.cpu),
    ].join('; '),
  };
}

/** Of the processes of PostgreSQL that write a book. @returns microseconds by process */
async function cpuOfBackends(place, { name }) {
  const { rows } = await place.owner.query(
    `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND application_name = 'onebook writes'`,
    [name],
  );
  return new Map(rows.map(({ pid }) => [pid, cpuOf(pid)]));
}

/** Those that look at what an INSERT has written. */
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
      WHERE contype = $1 AND conrelid IN ('entry'::regclass, 'transaction'::regclass, 'idempotency_key'::regclass)`,
    [type],
  );
  for (const { of, name } of rows) await owner.query(`ALTER TABLE ${of} DROP CONSTRAINT ${name}`);
}
