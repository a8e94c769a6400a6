import { counted, refuseFailures } from '../counted.mjs';
import { residentOf } from '../processes.mjs';
import { latency, ms, ratioOf, rate, whole } from '../format.mjs';
import { medianOf } from '../median.mjs';
import { measureSide, warm } from './transfers.mjs';

const OVERLOAD_FACTOR = 4;
/** Connections that are open before the load begins, like those of a proxy: more than the gateway's concurrency limit. */
const CONNECTIONS = 2_000;
const SAMPLE_MS = 100;

/** Offers four times the load that the gateway can handle: how it refuses, and whether it recovers. */
export async function overload(context) {
  const { testbed, rounds, seconds } = context;
  const book = await testbed.newBook();
  const gateway = await testbed.gateway(book);
  const side = { name: 'overload', book, gateways: [gateway] };
  await warm(testbed, side, seconds);
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    const carries = await measureSide(testbed, side, { inFlight: 256, seconds });
    const memory = watchMemory(gateway.pid);
    const over = await counted(testbed, book, () =>
      offerOverload(context, gateway, OVERLOAD_FACTOR * carries.perSecond),
    ).finally(memory.end);
    const memories = memory.figures();
    const after = await measureSide(testbed, side, { inFlight: 256, seconds });
    const figures = {
      ...over,
      ...memories,
      carries: carries.perSecond,
      after: after.perSecond,
      share: over.overloaded / over.due,
      accepted: over.done / over.seconds,
    };
    context.say(JSON.stringify(figures));
    measured.push(figures);
  }
  return { lines: linesFor(medianOf(measured)) };
}

async function offerOverload({ testbed, seconds }, { url }, perSecond) {
  const wallets = testbed.wallets.map(({ id }) => id);
  const result = await testbed.load.ask('open', {
    url,
    token: testbed.token,
    asked: { kind: 'transfer', wallets },
    perSecond,
    seconds: 2 * seconds,
    connections: CONNECTIONS,
  });
  const { overloaded, ...rest } = result;
  refuseFailures(rest);
  if (overloaded === 0) throw new Error('no request was refused, so the load was not an overload');
  return { ...rest, overloaded };
}

function watchMemory(pid) {
  const start = residentOf(pid);
  let peak = start;
  const sample = () => (peak = Math.max(peak, residentOf(pid)));
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    end: () => clearInterval(timer),
    figures() {
      sample();
      return { start, peak, end: residentOf(pid) };
    },
  };
}

function linesFor(it) {
  const mb = (bytes) => `${whole(bytes / 1e6)} MB`;
  const refused = it.overloaded
    ? `${(100 * it.share).toFixed(0)} % answered OVERLOADED, ${latency({ p50: it.overloadedP50, p99: it.overloadedP99 })}`
    : 'none answered OVERLOADED';
  return [
    {
      what: `overload: transfers arrive at ${whole(it.due / it.offering)}/s, ${OVERLOAD_FACTOR} times the rate before, for ${it.offering.toFixed(0)} s`,
      measured: `${refused}; the others done, ${latency(it)}; the last answer ${(it.seconds - it.offering).toFixed(1)} s after the last request; ${whole(it.connections)} connections; the load generator at most ${ms(it.latest)} late`,
    },
    {
      what: 'transfers done under that load',
      measured: rate({ perSecond: it.accepted }),
      against: `256 in flight before: ${rate({ perSecond: it.carries })}`,
      ratio: ratioOf('rate', it.accepted / it.carries),
    },
    {
      what: 'transfers right after that load, 256 in flight',
      measured: rate({ perSecond: it.after }),
      against: `before: ${rate({ perSecond: it.carries })}`,
      ratio: ratioOf('rate', it.after / it.carries),
    },
    {
      what: 'maximum resident memory of the gateway under that load',
      measured: `${mb(it.peak)}; ${mb(it.end)} at the end`,
      against: `before: ${mb(it.start)}`,
      ratio: ratioOf('memory', it.peak / it.start),
    },
  ];
}
