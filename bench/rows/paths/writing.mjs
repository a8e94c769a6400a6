import { refuseFailures } from '../../lib/counted.mjs';
import { speed } from '../../lib/report/format.mjs';
import { inTurn } from '../../lib/rounds.mjs';
import { cpuSecondsOf, load } from '../../lib/sides.mjs';

/** Warms servers up, because their first seconds are their slowest. */
export async function warm({ testbed, seconds }, side, kind = 'transfer') {
  refuseFailures(await load(testbed, side, { kind, inFlight: 64, seconds }));
}

/** Measures writes of each side in turn, and what the others use meanwhile. */
export function writeInTurn(context, sides, how) {
  return inTurn(sides, context.rounds, async (side) => {
    const others = sides.filter(({ servers }) => servers !== side.servers);
    const before = others.map(cpuSecondsOf);
    const result = await writeRound(context, side, how);
    for (const [index, other] of others.entries()) {
      const share = (cpuSecondsOf(other) - before[index]) / result.seconds;
      context.idle.share = Math.max(context.idle.share, share);
    }
    context.say(`${side.name}, ${how.inFlight} in flight: ${speed(result)}`);
    return result;
  });
}

/** Runs a round of transfers, or of another kind of request, then counts and verifies what was written. */
export function writeRound({ testbed, seconds }, side, { kind = 'transfer', ...how }) {
  return side.count(async () => {
    const result = await load(testbed, side, { kind, seconds, ...how });
    refuseFailures(result);
    return result;
  });
}
