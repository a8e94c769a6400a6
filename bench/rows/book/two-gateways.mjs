import { ratioOf, speed } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { warm, writeInTurn } from '../paths/writing.mjs';

/** Two gateways on one book, compared with one gateway under the same total load. */
export async function twoGateways(context) {
  const { testbed } = context;
  const sides = [
    await onebook(testbed, { name: 'two', gateways: 2 }),
    await onebook(testbed, { name: 'one' }),
  ];
  for (const side of sides) await warm(context, side);
  const line = async (what, how, goal) => {
    const { two, one } = await writeInTurn(context, sides, { inFlight: 256, ...how });
    return {
      what: `two gateways, 256 in flight over both: ${what}`,
      measured: speed(two),
      against: `one gateway, 256 in flight: ${speed(one)}`,
      ratios: [ratioOf('rate', two.perSecond / one.perSecond, goal)],
    };
  };
  return {
    lines: [
      await line('transfers, half of them on one account', { hot: 0.5 }, 'two-gateways'),
      await line('deposits, all from EXTERNAL', { kind: 'deposit' }),
    ],
  };
}
