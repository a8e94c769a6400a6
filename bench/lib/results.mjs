import { machine, section, table } from './document.mjs';
import { slicesOf } from './rows/reading.mjs';

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

/** The lines that matter most, as the first section of docs/performance.md, Markdown. */
export function shortSection({ lines, server }) {
  return section('bench in short', [
    '## In short',
    machine(server),
    tableOf(lines.filter(({ inShort }) => inShort)),
  ]);
}

const minutes = (seconds) =>
  seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} minutes`;

function tableOf(lines) {
  return table([
    ['what', 'measured', 'compared with', 'ratio'],
    ['---', '---', '---', '---'],
    ...lines.map(({ what, measured, against = '', ratio = '' }) => [
      what,
      measured,
      against,
      ratio,
    ]),
  ]);
}

const ABOUT = `Gateway, PostgreSQL (its defaults, fsync on) and load share the machine, so a faster gateway leaves less to its \
neighbours; only the ratios within a line mean something elsewhere. Unless a line says otherwise, transfers go between \
two of 1,000 wallets taken at random, each under a key of its own. After each round of writing the answers are compared \
with the rows in the book, two entries a transfer, and the whole book is verified; in the large book, what was added. \
"A transaction each" is the same gateway with \`LEDGER_BATCH_MAX=1\` and \`LEDGER_WRITERS=20\`, and its commits do not \
NOTIFY, which takes a lock of the whole server and would hold up twenty writers more than one. So the rival is stronger \
than one that could be used.`;
