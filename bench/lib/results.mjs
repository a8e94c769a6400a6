import { machine, section, table } from './document.mjs';
import { slicesOf } from './rows/reading.mjs';

/** The table as a section of docs/performance.md, Markdown. */
export function resultsSection({ lines, notes, server, seconds }, size) {
  return section('bench', [
    '## What things cost',
    `${machine(server)} \`npm run bench\`: medians of ${size.rounds} rounds of ${size.seconds} s (reads: ${slicesOf(size)} of ${size.seconds / 4} s), in turn; ${minutes(seconds)} in all.`,
    ABOUT,
    ...notes,
    tableOf(lines),
  ]);
}

/** The most important lines, as a section of README.md, Markdown. */
export function shortSection({ lines, server }) {
  return section('bench in short', [
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

const ABOUT = `Gateway, PostgreSQL (its defaults, fsync on) and load share the machine, so a faster gateway leaves less \
for the others. Only ratios within a line are meaningful elsewhere. Unless a line says otherwise, a transfer goes between \
two random wallets of 1,000, with its own key. After each round of writes the benchmark compares the answers with the rows \
in the book, two entries for each transfer, and verifies the whole book; in the large book it verifies the new rows. "A \
transaction each" is the same gateway with \`LEDGER_BATCH_MAX=1\` and \`LEDGER_WRITERS=20\`. Its commits do not NOTIFY, \
which locks the whole server and would slow twenty writers down more than one: a stronger competitor than a real \
gateway could be.`;
