import { inTurn } from '../rounds.mjs';
import { ratioOf, speed } from '../format.mjs';
import { measureSide, warm } from './transfers.mjs';

/** Two gateways on one book, compared with one gateway under the same total load. */
export async function twoGateways(context) {
  const { testbed, rounds, seconds } = context;
  const oneBook = await testbed.newBook();
  const twoBook = await testbed.newBook();
  const sides = [
    {
      name: 'two',
      book: twoBook,
      gateways: [await testbed.gateway(twoBook), await testbed.gateway(twoBook)],
    },
    { name: 'one', book: oneBook, gateways: [await testbed.gateway(oneBook)] },
  ];
  for (const side of sides) await warm(testbed, side, seconds);
  const measure = (how) =>
    inTurn(sides, rounds, async (side) => {
      const result = await measureSide(testbed, side, { ...how, inFlight: 256, seconds });
      context.say(`${side.name}, ${how.kind}: ${speed(result)}`);
      return result;
    });
  const line = (what, { two, one }, goal) => ({
    what: `two gateways, 256 in flight over both: ${what}`,
    measured: speed(two),
    against: `one gateway, 256 in flight: ${speed(one)}`,
    ratio: ratioOf('rate', two.perSecond / one.perSecond, goal),
  });
  return {
    lines: [
      line(
        'transfers, half of them on one account',
        await measure({ kind: 'transfer', hot: 0.5 }),
        {
          least: 0.9,
        },
      ),
      line('deposits, all from EXTERNAL', await measure({ kind: 'deposit' })),
    ],
  };
}
