import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../../scripts/lib/project.mjs';
import { token } from './gateway-process.mjs';
import { medianOf } from './median.mjs';

/**
 * Transfers a second without subscriptions, with subscriptions on wallets that stay as they are, and with
 * subscriptions on those that change; then the latency of pushes at a fixed rate. In turn, medians of the rounds.
 */
export async function measureThroughput(bench, size) {
  await bench.restart(size.subscriptions);
  const busy = await bench.openWallets('busy', size.wallets);
  const still = await bench.openWallets('still', size.wallets);
  const kinds = [
    { name: 'none', follows: undefined },
    { name: 'still', follows: still },
    { name: 'changing', follows: busy },
    { name: 'fixed rate', follows: busy, perSecond: size.rate },
  ];
  await run(bench, size, busy, { seconds: 3 }); // warm
  const rounds = [];
  for (let round = 0; round < size.rounds; round++)
    for (const kind of kinds) {
      const measured = await measure(bench, size, busy, kind);
      rounds.push({ name: kind.name, ...measured });
      say(`  ${kind.name}: ${JSON.stringify(measured)}`);
    }
  const median = (name) => medianOf(rounds.filter((round) => round.name === name));
  return Object.fromEntries(kinds.map(({ name }) => [name, median(name)]));
}

async function measure(bench, size, busy, { follows, perSecond }) {
  if (follows) await bench.subscribe(follows, size.subscriptions, 1);
  await delay(500);
  await bench.subscribers.ask('begin');
  const began = new Date();
  const before = await bench.transfers();
  const { done, seconds } = await run(bench, size, busy, { seconds: size.seconds, perSecond });
  const counted = (await bench.transfers()) - before;
  if (counted !== done)
    throw new Error(`${done} transfers were answered, ${counted} are in the book`);
  const book = await bench.bookSince(began);
  const judged = follows === busy ? await bench.subscribers.ask('judge', { book }) : {};
  await bench.unsubscribe();
  await bench.verify();
  const { pushes, ...latency } = judged;
  return {
    perSecond: counted / seconds,
    ...(pushes && { pushesPerSecond: pushes / seconds }),
    ...latency,
  };
}

async function run(bench, { inFlight }, busy, { seconds, perSecond }) {
  const service = await token('service', 'SERVICE');
  const wallets = busy.map(({ id }) => id);
  return bench.writers.ask('write', {
    url: bench.url,
    token: service,
    wallets,
    inFlight,
    seconds,
    perSecond,
  });
}
