import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../../../scripts/lib/project.mjs';
import { refuseFailures } from '../counted.mjs';
import { medianOf } from '../median.mjs';
import { loadTokens } from '../processes/servers.mjs';

const KINDS = ['none', 'still', 'changing', 'fixed rate'];

/**
 * Measures transfers per second without subscriptions, with subscriptions on wallets that do not change, and with
 * subscriptions on wallets that change; then the latency of pushes at a fixed rate. In turn; medians of the rounds.
 * @param chosen names of the kinds to measure
 */
export async function measureThroughput(testbed, size, chosen = KINDS) {
  await testbed.restart(size.subscriptions);
  const busy = await testbed.openWallets('busy', size.wallets);
  const still = await testbed.openWallets('still', size.wallets);
  const all = [
    { name: 'none', follows: undefined },
    { name: 'still', follows: still },
    { name: 'changing', follows: busy },
    { name: 'fixed rate', follows: busy, perSecond: size.rate },
  ];
  const kinds = all.filter(({ name }) => chosen.includes(name));
  await run(testbed, size, busy, { seconds: 3 }); // warm up
  const rounds = [];
  for (let round = 0; round < size.rounds; round++)
    for (const kind of kinds) {
      const measured = await measure(testbed, size, busy, kind);
      rounds.push({ name: kind.name, ...measured });
      say(`  ${kind.name}: ${JSON.stringify(measured)}`);
    }
  const median = (name) => medianOf(rounds.filter((round) => round.name === name));
  return Object.fromEntries(kinds.map(({ name }) => [name, median(name)]));
}

async function measure(testbed, size, busy, { follows, perSecond }) {
  if (follows) await testbed.subscribe(follows, size.subscriptions, 1);
  await delay(500);
  await testbed.subscribers.ask('begin');
  const began = new Date();
  const before = await testbed.transfers();
  const { done, seconds } = await run(testbed, size, busy, { seconds: size.seconds, perSecond });
  const counted = (await testbed.transfers()) - before;
  if (counted !== done)
    throw new Error(`${done} transfers were answered, but the book has ${counted}`);
  const book = await testbed.bookSince(began);
  const judged = follows === busy ? await testbed.subscribers.ask('judge', { book }) : {};
  await testbed.unsubscribe();
  await testbed.verify();
  const { pushes, ...latency } = judged;
  return {
    perSecond: counted / seconds,
    ...(pushes && { pushesPerSecond: pushes / seconds }),
    ...latency,
  };
}

async function run(testbed, { inFlight }, busy, { seconds, perSecond }) {
  const tokens = await loadTokens();
  const asked = { kind: 'transfer', wallets: busy.map(({ id }) => id) };
  const { url } = testbed;
  const result = await (perSecond === undefined
    ? testbed.load.ask('closed', { urls: [url], tokens, asked, inFlight, seconds })
    : testbed.load.ask('open', {
        ...{ url, tokens, asked, perSecond, seconds },
        connections: inFlight,
      }));
  refuseFailures(result);
  return result;
}
