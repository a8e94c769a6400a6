import { counted, refuseFailures } from '../counted.mjs';
import { residentOf } from '../processes.mjs';
import { latency, ms, ratioOf, rate, whole } from '../words.mjs';
import { medianOf } from '../median.mjs';
import { measureSide, warm } from './transfers.mjs';

const TIMES = 4;
/** They stand before the load begins, as those of a proxy do; more than may be in work at once. */
const CONNECTIONS = 2_000;
const LOOK_MS = 100;

/** Four times what the gateway can carry, whatever becomes of it: how it refuses, and whether it recovers. */
export async function overload(context) {
  const { place, rounds, seconds } = context;
  const book = await place.newBook();
  const gateway = await place.gateway(book);
  const side = { name: 'overload', book, gateways: [gateway] };
  await warm(place, side, seconds);
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    const carries = await measureSide(place, side, { inFlight: 256, seconds });
    const memory = watchMemory(gateway.pid);
    const over = await counted(place, book, () =>
      tooMuch(context, gateway, TIMES * carries.perSecond),
    ).finally(memory.end);
    const memories = memory.figures();
    const after = await measureSide(place, side, { inFlight: 256, seconds });
    const figures = {
      ...{ ...over, ...memories, carries: carries.perSecond, after: after.perSecond },
      share: over.overloaded / over.due,
      accepted: over.done / over.seconds,
    };
    context.say(JSON.stringify(figures));
    measured.push(figures);
  }
  return { lines: linesFor(medianOf(measured)) };
}

async function tooMuch({ place, seconds }, { url }, perSecond) {
  const wallets = place.wallets.map(({ id }) => id);
  const result = await place.load.ask('open', {
    ...{ url, token: place.token, asked: { kind: 'transfer', wallets } },
    ...{ perSecond, seconds: 2 * seconds, connections: CONNECTIONS },
  });
  const { overloaded, ...rest } = result;
  refuseFailures(rest);
  if (overloaded === 0) throw new Error('none was refused: that was not more than it carries');
  return { ...rest, overloaded };
}

function watchMemory(pid) {
  const start = residentOf(pid);
  let peak = start;
  const look = () => (peak = Math.max(peak, residentOf(pid)));
  const timer = setInterval(look, LOOK_MS);
  return {
    end: () => clearInterval(timer),
    figures() {
      look();
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
      what: `overload: transfers arrive at ${whole(it.due / it.offering)}/s, ${TIMES} times what is carried, for ${it.offering.toFixed(0)} s`,
      measured: `${refused}; the others done, ${latency(it)}; all answered ${(it.seconds - it.offering).toFixed(1)} s after the last came; ${whole(it.connections)} connections; the load itself late by ${ms(it.latest)} at worst`,
    },
    {
      what: 'done a second under that load',
      measured: rate({ perSecond: it.accepted }),
      against: `256 in flight before: ${rate({ perSecond: it.carries })}`,
      ratio: ratioOf('rate', it.accepted / it.carries),
    },
    {
      what: 'the seconds after it, 256 in flight',
      measured: rate({ perSecond: it.after }),
      against: `before: ${rate({ perSecond: it.carries })}`,
      ratio: ratioOf('rate', it.after / it.carries),
    },
    {
      what: 'the gateway’s resident memory under that load, at most',
      measured: `${mb(it.peak)}; ${mb(it.end)} at its end`,
      against: `before: ${mb(it.start)}`,
      ratio: ratioOf('memory', it.peak / it.start),
    },
  ];
}
