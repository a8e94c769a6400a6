import { ratioOf, speed } from '../../lib/report/format.mjs';
import { byHand, onebook } from '../../lib/sides.mjs';
import { readInTurn } from './reading.mjs';

/** Reads of one balance: many at once, and alone. */
export async function balance(context) {
  const { testbed } = context;
  const sides = [await onebook(testbed), await byHand(testbed)];
  const many = await readInTurn(context, sides, { kind: 'balance', inFlight: 64 });
  const alone = await readInTurn(context, sides, { kind: 'balance', inFlight: 1 });
  await testbed.verify(sides[0].book);
  const line = (how, measured, ratio) => ({
    inReadme: how === '64 in flight',
    what: `\`wallet { balance }\`, ${how}`,
    measured: speed(measured.onebook),
    against: `by hand: ${speed(measured['by hand'])}`,
    ratios: [ratio],
  });
  const rate = many.onebook.perSecond / many['by hand'].perSecond;
  const p50 = alone.onebook.p50 / alone['by hand'].p50;
  return {
    lines: [
      line('64 in flight', many, ratioOf('rate', rate, 'balance')),
      line('alone', alone, ratioOf('p50', p50, 'balance-alone')),
    ],
  };
}
