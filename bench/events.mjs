#!/usr/bin/env node
// npm run bench:events: how long after a transfer was acknowledged its event is at a subscriber of eventAdded, by graphql-ws and
// by SSE, at several rates of transfers; beside it the pings of a bare Apollo in the same moments, which say how busy the machine
// is. `--rates=50,200,500`, `--seconds=10` and `--rounds=3` say how much. Fails if an event is missing, comes twice, or if the
// book does not hold what was answered. Prints a table for docs/performance.md.
import '../scripts/lib/require-node.mjs';
import '../scripts/lib/stop-with-parent.mjs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { withChildrenEndedBySignals } from '../scripts/lib/children.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';
import { main, say } from '../scripts/lib/project.mjs';

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '50,200,500' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    // Flags for the gateway's Node, such as --cpu-prof.
    flags: { type: 'string', default: '' },
  },
});
const RATES = values.rates.split(',').map(Number);
const SECONDS = Number(values.seconds);
const ROUNDS = Number(values.rounds);
const FLAGS = values.flags.split(' ').filter((flag) => flag !== '');
/** Most milliseconds that one event in a hundred may come after the acknowledgement. */
const GOAL_MS = 100;
const CONNECTIONS = 64;
/** A rate counts as offered if so much of it was answered. */
const OFFERED = 0.95;

await main(async () => {
  await withChildrenEndedBySignals(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
  const { Testbed } = await import('./lib/testbed.mjs');
  const directory = await mkdtemp(join(tmpdir(), 'onebook bench '));
  try {
    const testbed = await Testbed.open({ directory });
    try {
      await bench(testbed);
    } finally {
      await testbed.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

async function bench(testbed) {
  const { token } = await import('./lib/processes/servers.mjs');
  const { inTurn } = await import('./lib/rounds.mjs');
  const { machine } = await import('./lib/report/document.mjs');
  const book = await testbed.newBook();
  const gateway = await testbed.gateway(book, { flags: FLAGS });
  const bare = await testbed.rival('bare-apollo');
  const sender = testbed.child(new URL('./lib/events/sender.mjs', import.meta.url));
  const followers = testbed.child(new URL('./lib/events/followers.mjs', import.meta.url));
  await followers.ask('follow', {
    ...{ url: gateway.url, ping: bare.url, token: await token('auditor', 'AUDITOR') },
  });
  const run = (perSecond) => measure({ testbed, book, gateway, sender, followers }, perSecond);
  await run(50); // warm up
  const sides = RATES.map((rate) => ({ name: String(rate), rate }));
  const measured = await inTurn(sides, ROUNDS, async ({ rate }) => {
    const figures = await run(rate);
    say(`${rate} a second: ${JSON.stringify(figures)}`);
    return figures;
  });
  await testbed.verify(book);
  console.log(`${machine(testbed.server)} Medians of ${ROUNDS} rounds of ${SECONDS} s, in turn.\n`);
  printTable(RATES.map((rate) => ({ rate, ...measured[rate] })));
}

function printTable(rows) {
  const cells = rows.map((row) => [
    `${row.rate}/s${row.perSecond < OFFERED * row.rate ? `, answered ${Math.round(row.perSecond)}/s` : ''}`,
    ...[row.socket50, row.socket99, row.stream50, row.stream99, row.ping50, row.ping99].map((ms) =>
      ms.toFixed(1),
    ),
    (row.socket99 / row.ping99).toFixed(2),
    row.socket99 < GOAL_MS && row.stream99 < GOAL_MS ? 'reached' : 'MISSED',
  ]);
  const head = [
    ...['transfers', 'graphql-ws p50 (ms)', 'p99', 'SSE p50 (ms)', 'p99'],
    ...['ping of a bare Apollo p50 (ms)', 'p99', 'event p99 / ping p99', `p99 < ${GOAL_MS} ms`],
  ];
  for (const line of [head, head.map(() => '---'), ...cells])
    console.log(`| ${line.join(' | ')} |`);
}

async function measure({ testbed, book, gateway, sender, followers }, rate) {
  const { percentile } = await import('./lib/median.mjs');
  const before = await transfersIn(book);
  await followers.ask('begin');
  const { acknowledged, perSecond, latest } = await sender.ask('send', {
    ...{ url: gateway.url, tokens: testbed.tokens, perSecond: rate, seconds: SECONDS },
    ...{ wallets: testbed.wallets.map(({ id }) => id), connections: CONNECTIONS },
  });
  const counted = (await transfersIn(book)) - before;
  if (counted !== acknowledged.size)
    throw new Error(`${acknowledged.size} transfers were answered, but the book has ${counted}`);
  const { arrived, pings } = await followers.ask('result', { count: counted });
  /** Milliseconds after the acknowledgement; 0: the event was there first. */
  const delays = (transport) =>
    [...acknowledged].map(([id, at]) => {
      const came = arrived[transport].get(id);
      if (came === undefined) throw new Error(`${transport} has no event of ${id}`);
      return Math.max(0, came - at);
    });
  const [socket, stream] = [delays('graphql-ws'), delays('SSE')];
  return {
    ...{ perSecond, latest },
    ...{ socket50: percentile(socket, 0.5), socket99: percentile(socket, 0.99) },
    ...{ stream50: percentile(stream, 0.5), stream99: percentile(stream, 0.99) },
    ...{ ping50: percentile(pings, 0.5), ping99: percentile(pings, 0.99) },
  };
}

async function transfersIn({ owner }) {
  const { rows } = await owner.query(
    `SELECT count(*)::int AS count FROM transaction WHERE kind = 'TRANSFER'`,
  );
  return rows[0].count;
}
