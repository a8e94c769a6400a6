import { createDataSource } from '../../../dist/src/database/data-source.js';
import { Snapshot } from '../../../dist/src/database/snapshot.js';
import { InputError } from '../../../dist/src/reader/index.js';
import { readTransactionsPage } from '../../../dist/src/reader/transactions.js';

const BUSY = '00000000-0000-7000-8000-000000000000';
const QUIET = '00000000-0000-7000-8000-000000000001';
const RUNS = 200;

const all = undefined;
const usd = (min, max) => ({ amount: { currency: 'USD', min, max } });
const has = (value) => ({ metadata: { has: value, viewerId: undefined } });
const time = (from, to) => ({ from: new Date(from), to: new Date(to) });
const effective = (from, to) => ({ effectiveFrom: new Date(from), effectiveTo: new Date(to) });

/** What is asked for, by its name in the table. */
const FILTERS = [
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
];

const LISTS = [
  ['alone', {}],
  ['with the busy wallet', { walletId: BUSY }],
  ['with the quiet wallet', { walletId: QUIET }],
];

/** Times pages of 20 by each filter, from either end and from the middle. @returns a table */
export async function measureFilters(url) {
  const source = createDataSource({ url, book: 'book', connections: 1, name: 'bench' });
  await source.initialize();
  try {
    const lines = [];
    const middle = await middleCursors(source);
    for (const [what, filter] of FILTERS) {
      const cells = [];
      for (const [name, list] of LISTS)
        cells.push(await measured(source, { ...filter, ...list }, middle[name]));
      lines.push(`| ${[what, ...cells].join(' | ')} |`);
      console.error(lines.at(-1));
    }
    const heads = LISTS.map(([name]) => `${name}: p50, p99, worst (ms)`);
    return [
      `| filter | ${heads.join(' | ')} |`,
      `| --- |${' --- |'.repeat(heads.length)}`,
      ...lines,
    ].join('\n');
  } finally {
    await source.destroy();
  }
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

async function measured(source, filter, middle) {
  const times = [];
  const notes = new Set();
  const pages = [
    { first: 20 },
    { last: 20 },
    { first: 20, after: middle },
    { last: 20, before: middle },
  ];
  for (let run = 0; run < RUNS + 4; run++) {
    const began = performance.now();
    try {
      await read(source, filter, pages[run % pages.length]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      notes.add('refused');
    }
    if (run >= 4) times.push(performance.now() - began); // the first of each kind fills caches
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  const figures = [at(0.5), at(0.99), times.at(-1)].map((one) => one.toFixed(1));
  return [figures.join(', '), ...notes].join(', ');
}
