import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import * as prettier from 'prettier';
import { inRoot } from '../../scripts/lib/project.mjs';

const FILE = inRoot('docs/performance.md');
const BEGIN = '<!-- live pushes: written by npm run bench:live -- --write -->';
const END = '<!-- end of live pushes -->';

/** The section of docs/performance.md, as Markdown. */
export async function sectionFor({ size, memory, throughput, notify, server }) {
  const whole = (number) => Math.round(number).toLocaleString('en');
  const kb = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
  const ms = (number) => `${number.toFixed(number < 10 ? 1 : 0)} ms`;
  const share = (now, before) => `${(now / before).toFixed(2)} of that without`;
  const count = whole(size.subscriptions);
  const { none, still, changing, 'fixed rate': fixed } = throughput;
  const rows = [
    ...memory.map(({ together, heap, rss, total }) => [
      `memory of a subscription, ${together} to a socket`,
      `heap ${kb(heap)}, resident ${kb(rss)}; the gateway with ${count}: ${whole(total / 1e6)} MB`,
    ]),
    ['transfers, no subscription', `${whole(none.perSecond)} a second`],
    [
      `transfers, ${count} subscriptions on other wallets`,
      `${whole(still.perSecond)} a second, ${share(still.perSecond, none.perSecond)}`,
    ],
    [
      `transfers, ${count} subscriptions on the wallets that change`,
      `${whole(changing.perSecond)} a second, ${share(changing.perSecond, none.perSecond)}; ${whole(changing.pushesPerSecond)} pushes a second; ${latency(changing)}`,
    ],
    [
      `pushes at ${whole(size.rate)} transfers a second`,
      `${whole(fixed.pushesPerSecond)} pushes a second; ${latency(fixed)}`,
    ],
    ...notify.map(({ writers, wallets, silent, told }) => [
      `NOTIFY in a commit: ${writers} ${writers === 1 ? 'writer' : 'writers'}, ${wallets} wallets a commit`,
      `${whole(silent)} commits a second without, ${whole(told)} with: ${share(told, silent)}`,
    ]),
  ];
  function latency({ p50, p99 }) {
    return `latency p50 ${ms(p50)}, p99 ${ms(p99)}`;
  }
  const text = [
    ...[
      BEGIN,
      '## Live pushes',
      `${machine(server)} Medians of ${size.rounds} rounds of ${size.seconds} s, in turn.`,
    ],
    `Gateway, PostgreSQL and load share the machine: ${size.inFlight} transfers in flight over HTTP between ${whole(size.wallets)} wallets, counted in the book, and ${count} subscriptions of \`balanceChanged\`, each on a socket of its own where nothing else is said, ${whole(size.subscriptions / size.wallets)} on a wallet. The latency is from the moment that the commit's rows carry, before they are written, to the push with that version or a later one, for every version and subscription.`,
    table([['what', 'measured'], ['---', '---'], ...rows]),
    END,
  ].join('\n\n');
  return prettier.format(text, { ...(await prettier.resolveConfig(FILE)), parser: 'markdown' });
}

const table = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function machine(server) {
  const [cpu] = os.cpus();
  return (
    `Measured on ${os.cpus().length} cores (${cpu.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GB of memory, ` +
    `${process.platform} ${process.arch}, Node ${process.versions.node}, PostgreSQL ${server}, on ${new Date().toISOString().slice(0, 10)}.`
  );
}

/** Puts the section in the place of the one before, and leaves the rest of the file as it is. */
export async function writeSection(section) {
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '# Performance\n';
  const [head, rest] = before.split(`${BEGIN}\n`);
  const tail = rest?.split(`${END}\n`)[1] ?? '';
  writeFileSync(FILE, `${head.trimEnd()}\n\n${section}${tail}`);
}
