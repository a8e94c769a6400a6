import { machine, section, table } from '../report/document.mjs';

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
    ...notify.map(({ writers, wallets, silent, notified }) => [
      `NOTIFY in a commit: ${writers} ${writers === 1 ? 'writer' : 'writers'}, ${wallets} wallets a commit`,
      `${whole(silent)} commits a second without, ${whole(notified)} with: ${share(notified, silent)}`,
    ]),
  ];
  function latency({ p50, p99 }) {
    return `latency p50 ${ms(p50)}, p99 ${ms(p99)}`;
  }
  return section('live pushes', [
    '## Live pushes',
    `${machine(server)} Medians of ${size.rounds} rounds of ${size.seconds} s, in turn.`,
    `Gateway, PostgreSQL and load share the machine: ${size.inFlight} transfers in flight over HTTP between ${whole(size.wallets)} wallets, counted in the book, and ${count} subscriptions of \`balanceChanged\`, each on a socket of its own unless a line says otherwise, ${whole(size.subscriptions / size.wallets)} on a wallet. The latency of each version and subscription runs from the time in the commit's rows, taken before they are written, to the push of that version or a later one.`,
    table([['what', 'measured'], ['---', '---'], ...rows]),
  ]);
}
