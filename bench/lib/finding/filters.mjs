import { createDataSource } from '../../../dist/src/database/data-source.js';
import { Snapshot } from '../../../dist/src/database/snapshot.js';
import { InputError } from '../../../dist/src/reader/index.js';
import { readTransactionsPage } from '../../../dist/src/reader/transactions.js';

const BUSY = '00000000-0000-7000-8000-000000000000';
const QUIET = '00000000-0000-7000-8000-000000000001';
/** Has no transaction but those that have a split to it. */
const MERCHANT = '00000000-0000-7000-8000-0000000007cf';
const QUIET_MERCHANT = '00000000-0000-7000-8000-0000000007d0';

const all = undefined;
const usd = (min, max) => ({ amount: { currency: 'USD', min, max } });
const has = (value) => ({ metadata: { has: value, viewerId: undefined } });
const time = (from, to) => ({ from: new Date(from), to: new Date(to) });
const label = (text, viewerId) => ({ split: { label: text, viewerId } });
const effective = (from, to) => ({ effectiveFrom: new Date(from), effectiveTo: new Date(to) });

/** What is asked for, by its name in the table. */
const FILTERS = [
  ['none', {}],
  ['metadata that half of all have', has({ channel: 'web' })],
  ['metadata of a tenth, all old', has({ campaign: 'winter' })],
  ['metadata of the 25 oldest', has({ vip: true })],
  ['metadata of one', has({ order: 400_000 })],
  ['metadata of none', has({ channel: 'shop' })],
  ['metadata, two values that half and a tenth have', has({ channel: 'web', campaign: 'winter' })],
  ['amount of nearly all', usd(1n, all)],
  ['amount of one in 1,000', usd(5_000_000n, 6_000_000n)],
  ['amount of one, old', usd(70_000_000n, all)],
  ['amount of none', usd(90_000_000n, all)],
  ['amount of a fifth of the oldest fifth', { amount: { currency: 'JPY', min: all, max: all } }],
  ['word that half have', { text: 'lamp' }],
  ['word of a tenth, all old', { text: 'Winter' }],
  ['words of the 25 oldest', { text: 'lamp unicorn' }],
  ['word of none', { text: 'dragon' }],
  ['word of one', { text: '400000' }],
  ['initiator of half', { initiatedBy: 'service' }],
  ['initiator of a tenth, all old', { initiatedBy: 'old-service' }],
  ['initiator of the 25 oldest', { initiatedBy: 'auditor' }],
  ['initiator of 25 among all', { initiatedBy: 'member-77' }],
  ['initiator of none', { initiatedBy: 'stranger' }],
  ['kind of half', { kinds: ['TRANSFER'] }],
  ['kind of one in 20,000', { kinds: ['ADJUSTMENT'] }],
  ['kind of a quarter of the oldest fifth', { kinds: ['CREDIT_DRAW'] }],
  ['kind of none', { kinds: ['REVERSAL'] }],
  ['status COMPLETED', { statuses: ['COMPLETED'] }],
  ['status of the 25 oldest', { statuses: ['PENDING'] }],
  ['status of one in 50,000', { statuses: ['FAILED'] }],
  ['status of none', { statuses: ['CANCELLED'] }],
  ['from and to, a day a year ago', time('2025-04-10Z', '2025-04-11Z')],
  ['to, the first day', time('2020-01-01Z', '2025-03-02Z')],
  ['effective on a day a year ago', effective('2025-04-10Z', '2025-04-11Z')],
  ['effective before the first day', effective('2020-01-01Z', '2025-02-20Z')],
  ['reference of one', { reference: 'order-300000' }],
  ['label of half', label('fee')],
  ['label of 80,000 among all', label('share')],
  ['label of a tenth of the oldest fifth', label('launch')],
  ['label of 25 among all', label('tip')],
  ['label of one', label('lottery')],
  ['label of none', label('stranger')],
  ['label of half, to the payer of half of those', label('fee', 'busy')],
  ['label of half, to who sees none of them', label('fee', 'quiet merchant')],
  ['label of a tenth of the oldest fifth, to its receiver', label('launch', 'merchant')],
];

const LISTS = [
  ['alone', {}],
  ['busy wallet', { walletId: BUSY }],
  ['quiet wallet', { walletId: QUIET }],
  ['busy merchant', { walletId: MERCHANT }],
  ['quiet merchant', { walletId: QUIET_MERCHANT }],
];

/** The tables of which the indexes are counted. */
const TABLES = ['transaction', 'further_wallet', 'wallet'];

/**
 * Times pages of 20 by each filter, from either end and both ways from the middle, and counts which indexes they read.
 * @param runs how many pages of each filter in each list are timed
 * @returns a table, and below it the indexes of the lists without a filter
 */
export async function measureFilters(url, runs) {
  const source = createDataSource({ url, book: 'book', connections: 1, name: 'bench' });
  await source.initialize();
  try {
    const lines = [];
    const middle = await middleCursors(source);
    let unfiltered;
    for (const [what, filter] of FILTERS) {
      const cells = [];
      const scans = [];
      for (const [name, list] of LISTS) {
        const before = await scansOf(source);
        cells.push(await measured(source, { ...filter, ...list }, middle[name], runs));
        scans.push([name, changed(before, await scansOf(source))]);
      }
      unfiltered ??= new Map(scans);
      const found = what === 'none' ? 'those below' : foundBy(scans, unfiltered);
      lines.push(`| ${[what, found, ...cells].join(' | ')} |`);
      console.error(lines.at(-1));
    }
    const heads = LISTS.map(([name]) => `${name}: p50, p99, worst (ms)`);
    return [
      `| filter | indexes | ${heads.join(' | ')} |`,
      `| --- | --- |${' --- |'.repeat(heads.length)}`,
      ...lines,
      '',
      'Every page of a list also reads its order:',
      '',
      ...[...unfiltered].map(([name, indexes]) => `- ${name}: ${[...indexes].sort().join(', ')}`),
    ].join('\n');
  } finally {
    await source.destroy();
  }
}

/** How often each index, or a whole table, was read until now. */
async function scansOf(source) {
  await source.query('SELECT pg_stat_force_next_flush()');
  const rows = await source.query(
    `SELECT indexrelname AS name, idx_scan AS scans FROM pg_stat_all_indexes
      WHERE schemaname = 'book' AND relname = ANY($1)
      UNION ALL
     SELECT 'the whole table ' || relname, seq_scan FROM pg_stat_all_tables
      WHERE schemaname = 'book' AND relname = ANY($1)`,
    [TABLES],
  );
  return new Map(rows.map(({ name, scans }) => [name, Number(scans)]));
}

/** Names of what was read between two counts. */
function changed(before, after) {
  return new Set([...after.keys()].filter((name) => after.get(name) > before.get(name)));
}

/** What a filter reads beyond what its list reads without one, each with the lists in which it does, unless it is all. */
function foundBy(scans, unfiltered) {
  const lists = new Map();
  for (const [name, indexes] of scans)
    for (const index of indexes)
      if (!unfiltered.get(name).has(index)) lists.set(index, [...(lists.get(index) ?? []), name]);
  const texts = [...lists].map(([index, names]) => {
    const short = index.replace('transaction_', '');
    return names.length === scans.length ? short : `${short} (${names.join(', ')})`;
  });
  return texts.join('; ') || 'none: the nearest rows';
}

async function read(source, filter, page) {
  const snapshot = new Snapshot(source);
  try {
    return await snapshot.read((manager) => readTransactionsPage(manager, filter, page));
  } finally {
    await snapshot.end();
  }
}

/** A cursor in the middle of each list. */
async function middleCursors(source) {
  const cursors = {};
  for (const [name, list] of LISTS) {
    const to = new Date('2025-06-25Z');
    const page = await read(source, { ...list, to }, { first: 1 });
    cursors[name] = page.pageInfo.endCursor;
  }
  return cursors;
}

async function measured(source, filter, middle, runs) {
  const times = [];
  const notes = new Set();
  const pages = [
    { first: 20 },
    { last: 20 },
    { first: 20, after: middle },
    { last: 20, before: middle },
  ];
  for (let run = 0; run < runs + pages.length; run++) {
    const began = performance.now();
    try {
      await read(source, filter, pages[run % pages.length]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      notes.add('refused');
    }
    if (run >= pages.length) times.push(performance.now() - began); // the first of each kind fills caches
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  const figures = [at(0.5), at(0.99), times.at(-1)].map((one) => one.toFixed(1));
  return [figures.join(', '), ...notes].join(', ');
}
