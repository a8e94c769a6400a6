import { ALONE } from '../testbed.mjs';
import { inTurn } from '../rounds.mjs';
import { ratioOf, speed } from '../format.mjs';
import { bookWithEntries, measureReading, slicesOf } from './reading.mjs';

/** Cost of one snapshot for all numbers of a response, compared with the same reads in separate transactions. */
export async function snapshot(context) {
  const { testbed } = context;
  const book = await bookWithEntries(context);
  const sides = [
    { name: 'together', gateway: await testbed.gateway(book) },
    { name: 'alone', gateway: await testbed.gateway(book, { flags: ALONE }) },
  ];
  const all = testbed.wallets.map(({ id }) => id);
  const lines = [];
  for (const { what, asked } of [
    { what: '`wallet { balance }`', asked: { kind: 'balance', wallets: all } },
    {
      what: '50 wallets with balances and 10 entries of one',
      asked: { kind: 'cashierPage', wallets: [all[0]] },
    },
  ]) {
    const how = { asked, inFlight: 16 };
    for (const side of sides) await measureReading(context, side, how); // warm up
    if (!sides[1].gateway.output.includes('reads stand alone'))
      throw new Error('the gateway without a snapshot still reads in one');
    const { together, alone } = await inTurn(sides, slicesOf(context), (side) =>
      measureReading(context, side, how),
    );
    lines.push({
      what: `${what} in one snapshot, 16 in flight`,
      measured: speed(together),
      against: `without its transaction: ${speed(alone)}`,
      ratio: ratioOf('time of a response', alone.perSecond / together.perSecond, { most: 1.15 }),
    });
  }
  await testbed.verify(book);
  return { lines };
}
