import { slicesOf } from '../../rows/paths/reading.mjs';
import { machine, section, table } from './document.mjs';
import { goalRows, ratioText } from './goals.mjs';

/** The goals and their results, as the first section of docs/performance.md, Markdown. */
export function goalsSection(results) {
  return section('bench in short', [
    '## In short',
    machine(results.server),
    table([['what', 'goal', 'result', ''], ['---', '---', '---', '---'], ...goalRows(results)]),
  ]);
}

/** The whole table as a section of docs/performance.md, Markdown. */
export function resultsSection({ lines, notes, server, seconds }, size) {
  return section('bench', [
    '## What things cost',
    `${machine(server)} \`npm run bench\`: medians of ${size.rounds} rounds of ${size.seconds} s (reads: ${slicesOf(size)} of ${size.seconds / 4} s), in turn; ${minutes(seconds)} in all.`,
    ABOUT,
    ...notes,
    tableOf(lines),
  ]);
}

/** The lines that the README shows, Markdown. */
export function readmeSection({ lines, server }) {
  return section('bench in the README', [
    tableOf(lines.filter(({ inReadme }) => inReadme)),
    machine(server),
  ]);
}

const minutes = (seconds) =>
  seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} minutes`;

function tableOf(lines) {
  return table([
    ['what', 'measured', 'compared with', 'ratio'],
    ['---', '---', '---', '---'],
    ...lines.map(({ what, measured, against = '', ratios = [] }) => [
      what,
      measured,
      against,
      ratios.map(ratioText).join('; '),
    ]),
  ]);
}

const ABOUT = `Gateway, PostgreSQL (as the gateway embeds it, fsync on) and load share the machine, so a faster gateway leaves \
less to its neighbours; only the ratios within a line mean something elsewhere. Unless a line says otherwise, transfers go \
between two of 1,000 wallets taken at random, each under a key of its own, and ask for the new balance. After each round of \
writing the answers are compared with the rows in the book, two entries a transfer, and the whole book is verified; in the \
large book, what was added. "By hand" is [bench/rivals/by-hand.ts](../bench/rivals/by-hand.ts), with 20 connections; its \
transfers are counted in its database, and its balances must add up. "Bare Apollo" is \
[bench/rivals/bare-apollo.ts](../bench/rivals/bare-apollo.ts). Their documents are shorter, and they log nothing. "A \
transaction each" is the same gateway with \`LEDGER_BATCH_MAX=1\` and \`LEDGER_WRITERS=20\`, and its commits do not NOTIFY, \
which takes a lock of the whole server and would hold up twenty writers more than one. So that rival is stronger than one \
that could be used. "The others" are 16 requests in flight of four callers whose wallets have nothing to do with what is \
wrong. What has no answer when the measurement ends counts in their p99 with the time that it has waited.`;
