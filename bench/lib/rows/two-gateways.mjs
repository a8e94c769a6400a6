import { inTurn } from '../rounds.mjs';
import { ratioOf, speed } from '../words.mjs';
import { measureSide, warm } from './transfers.mjs';

/** Two gateways on one book against one, with the same load in all. */
export async function twoGateways(context) {
  const { place, rounds, seconds } = context;
  const [oneBook, twoBook] = [await place.newBook(), await place.newBook()];
  const sides = [
    {
      name: 'two',
      book: twoBook,
      gateways: [await place.gateway(twoBook), await place.gateway(twoBook)],
    },
    { name: 'one', book: oneBook, gateways: [await place.gateway(oneBook)] },
  ];
  for (const side of sides) await warm(place, side, seconds);
  const measure = (how) =>
    inTurn(sides, rounds, async (side) => {
      const result = await measureSide(place, side, { ...how, inFlight: 256, seconds });
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
