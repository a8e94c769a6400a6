import { refuseFailures } from '../../lib/counted.mjs';
import { medianOf } from '../../lib/median.mjs';
import { latency, mb, ms, rate, ratioOf, whole } from '../../lib/report/format.mjs';
import { watchMemory } from '../../lib/processes/usage.mjs';
import { onebook } from '../../lib/sides.mjs';
import { warm, writeRound } from '../paths/writing.mjs';

const OVERLOAD_FACTOR = 4;
/** Connections that are open before the load begins, like those of a proxy: more than the gateway's concurrency limit. */
const CONNECTIONS = 2_000;

/** Offers four times the load that the gateway can handle: how it refuses, and whether it recovers. */
export async function overload(context) {
  const { testbed, rounds } = context;
  const side = await onebook(testbed);
  await warm(context, side);
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    const carries = await writeRound(context, side, { inFlight: 256 });
    const memory = watchMemory(side.servers[0].pid);
    const over = await side
      .count(() => offerOverload(context, side, OVERLOAD_FACTOR * carries.perSecond))
      .finally(memory.end);
    const memories = memory.figures();
    const after = await writeRound(context, side, { inFlight: 256 });
    const figures = {
      ...over,
      ...memories,
      carries: carries.perSecond,
      after: after.perSecond,
      share: over.refused / over.due,
      accepted: over.done / over.seconds,
    };
    context.say(JSON.stringify(figures));
    measured.push(figures);
  }
  return { lines: linesFor(medianOf(measured)) };
}

async function offerOverload({ testbed, seconds }, { urls: [url], wallets }, perSecond) {
  const result = await testbed.load.ask('open', {
    url,
    tokens: testbed.tokens,
    asked: { kind: 'transfer', wallets },
    perSecond,
    seconds: 2 * seconds,
    connections: CONNECTIONS,
  });
  const { refused, ...rest } = result;
  refuseFailures(rest);
  if (refused === 0)
    throw new Error(
      'no request was refused, so the load was not an overload: give it more --seconds',
    );
  return { ...rest, refused };
}

function linesFor(it) {
  const refused = `${(100 * it.share).toFixed(0)} % refused, ${latency({ p50: it.refusedP50, p99: it.refusedP99 })}`;
  return [
    {
      what: `overload: transfers arrive at ${whole(it.due / it.offering)}/s, ${OVERLOAD_FACTOR} times the rate before, for ${it.offering.toFixed(0)} s`,
      measured: `${refused}; the others done, ${latency(it)}; the last answer ${(it.seconds - it.offering).toFixed(1)} s after the last request; ${whole(it.connections)} connections; the load generator at most ${ms(it.latest)} late`,
    },
    {
      what: 'transfers done under that load',
      measured: rate({ perSecond: it.accepted }),
      against: `256 in flight before: ${rate({ perSecond: it.carries })}`,
      ratios: [ratioOf('rate', it.accepted / it.carries, 'overload')],
    },
    {
      what: 'transfers right after that load, 256 in flight',
      measured: rate({ perSecond: it.after }),
      against: `before: ${rate({ perSecond: it.carries })}`,
      ratios: [ratioOf('rate', it.after / it.carries)],
    },
    {
      what: 'maximum resident memory of the gateway under that load',
      measured: `${mb(it.peak)}; ${mb(it.end)} at the end`,
      against: `before: ${mb(it.start)}`,
      ratios: [ratioOf('memory', it.peak / it.start)],
    },
  ];
}
