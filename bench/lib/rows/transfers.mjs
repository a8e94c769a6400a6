import { counted, refuseFailures } from '../counted.mjs';
import { SILENT } from '../testbed.mjs';
import { inTurn } from '../rounds.mjs';
import { checkAnnouncements } from '../announcements.mjs';
import { ratioOf, speed, whole } from '../format.mjs';

/** One commit for each request, and as many concurrent commits as suit PostgreSQL. */
const SINGLE = { LEDGER_BATCH_MAX: '1', LEDGER_WRITERS: '20' };

/** Transfers over HTTP: group commit, compared with one transaction for each request on the same gateway. */
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

/** The same comparison if half of all transfers use one account. */
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

async function startBoth({ testbed, seconds }) {
  const groupedBook = await testbed.newBook();
  const singleBook = await testbed.newBook();
  const sides = [
    { name: 'grouped', book: groupedBook, gateways: [await testbed.gateway(groupedBook)] },
    {
      name: 'single',
      silent: true,
      book: singleBook,
      gateways: [await testbed.gateway(singleBook, { environment: SINGLE, flags: SILENT })],
    },
  ];
  for (const side of sides)
    await checkAnnouncements(side.book, side.silent === true, () => warm(testbed, side, seconds));
  return sides;
}

/** Warms a gateway up, because its first seconds are its slowest. */
export async function warm(testbed, side, seconds) {
  refuseFailures(await write(testbed, side, { inFlight: 64, seconds }));
}

async function measure(context, sides, how) {
  const { testbed, rounds, seconds } = context;
  return inTurn(sides, rounds, async (side) => {
    const others = sides.filter((one) => one !== side).flatMap(({ gateways }) => gateways);
    const before = await cpuSeconds(others);
    const result = await measureSide(testbed, side, { ...how, seconds });
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

/** Runs a round of transfers, or of another kind of request, then counts and verifies the book. */
export function measureSide(testbed, side, how) {
  return counted(testbed, side.book, async () => {
    const result = await write(testbed, side, how);
    refuseFailures(result);
    return result;
  });
}

function write(testbed, { gateways }, { kind = 'transfer', hot: share, inFlight, seconds }) {
  const urls = gateways.map(({ url }) => url);
  const wallets = testbed.wallets.map(({ id }) => id);
  const asked = { kind, wallets, hot: share };
  return testbed.load.ask('closed', { urls, token: testbed.token, asked, inFlight, seconds });
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
