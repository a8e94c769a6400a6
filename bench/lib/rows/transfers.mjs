import { counted, refuseFailures } from '../counted.mjs';
import { SILENT } from '../place.mjs';
import { inTurn } from '../rounds.mjs';
import { listeningTo } from '../silence.mjs';
import { ratioOf, speed, whole } from '../words.mjs';

/** One commit at most for each request, as many at once as suits PostgreSQL. */
const SINGLE = { LEDGER_BATCH_MAX: '1', LEDGER_WRITERS: '20' };

/** Over HTTP: group commit against the same gateway with a transaction for each request. */
export async function transfers(context) {
  const sides = await startBoth(context);
  const lines = [];
  let loadCpu;
  for (const inFlight of [1, 16, 64, 256]) {
    const measured = await measure(context, sides, { inFlight, hot: 0 });
    loadCpu = measured.grouped.loadCpu;
    lines.push(lineFor(inFlight, measured));
  }
  return { lines, note: noteOf(Math.max(...Object.values(context.idle)), loadCpu) };
}

/** The same, where half of all transfers have one account as one of their two. */
export async function hot(context) {
  const sides = await startBoth(context);
  const { grouped, single } = await measure(context, sides, { inFlight: 256, hot: 0.5 });
  return {
    lines: [
      {
        inShort: true,
        what: 'transfers over HTTP, 256 in flight, half of them on one account',
        measured: speed(grouped),
        against: `a transaction each: ${speed(single)}`,
        ratio: ratioOf('rate', grouped.perSecond / single.perSecond, { least: 12 }),
      },
    ],
  };
}

const noteOf = (idle, loadCpu) =>
  `The load takes ${whole(loadCpu)} µs of a core for a transfer at 256 in flight; of each pair, the idle gateway ` +
  `used ${(100 * idle).toFixed(1)} % of a core at most.`;

async function startBoth({ place, seconds }) {
  const [groupedBook, singleBook] = [await place.newBook(), await place.newBook()];
  const sides = [
    { name: 'grouped', book: groupedBook, gateways: [await place.gateway(groupedBook)] },
    {
      name: 'single',
      silent: true,
      book: singleBook,
      gateways: [await place.gateway(singleBook, { environment: SINGLE, flags: SILENT })],
    },
  ];
  for (const side of sides)
    await listeningTo(side.book, side.silent === true, () => warm(place, side, seconds));
  return sides;
}

/** A gateway's first seconds are its slowest. */
export async function warm(place, side, seconds) {
  refuseFailures(await write(place, side, { inFlight: 64, seconds }));
}

async function measure(context, sides, how) {
  const { place, rounds, seconds } = context;
  return inTurn(sides, rounds, async (side) => {
    const others = sides.filter((one) => one !== side).flatMap(({ gateways }) => gateways);
    const before = await cpuSeconds(others);
    const result = await measureSide(place, side, { ...how, seconds });
    const used = (await cpuSeconds(others)) - before;
    context.idle[side.name] = Math.max(context.idle[side.name] ?? 0, used / result.seconds);
    context.say(`${side.name}, ${how.inFlight} in flight: ${speed(result)}`);
    return result;
  });
}

async function cpuSeconds(gateways) {
  const each = gateways.map((gateway) => gateway.metric('process_cpu_seconds_total'));
  return (await Promise.all(each)).reduce((sum, one) => sum + one, 0);
}

/** A round of transfers, or of another kind of request, counted in the book and verified. */
export function measureSide(place, side, how) {
  return counted(place, side.book, async () => {
    const result = await write(place, side, how);
    refuseFailures(result);
    return result;
  });
}

function write(place, { gateways }, { kind = 'transfer', hot: share, inFlight, seconds }) {
  const urls = gateways.map(({ url }) => url);
  const wallets = place.wallets.map(({ id }) => id);
  const asked = { kind, wallets, hot: share };
  return place.load.ask('closed', { urls, token: place.token, asked, inFlight, seconds });
}

function lineFor(inFlight, { grouped, single }) {
  const rate = grouped.perSecond / single.perSecond;
  const ratios = {
    1: () => [ratioOf('p50', grouped.p50 / single.p50, { most: 1.2 })],
    16: () => [ratioOf('rate', rate), ratioOf('p99', grouped.p99 / single.p99)],
    64: () => [ratioOf('rate', rate), ratioOf('p99', grouped.p99 / single.p99, { most: 0.33 })],
    256: () => [ratioOf('rate', rate, { least: 5 }), ratioOf('p99', grouped.p99 / single.p99)],
  };
  return {
    inShort: inFlight !== 16,
    what: `transfers over HTTP, ${inFlight} in flight`,
    measured: speed(grouped),
    against: `a transaction each: ${speed(single)}`,
    ratio: ratios[inFlight]().join('; '),
  };
}
