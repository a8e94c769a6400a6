import { ALONE } from '../place.mjs';
import { inTurn } from '../rounds.mjs';
import { ratioOf, speed } from '../words.mjs';
import { bookWithEntries, measureReading, slicesOf } from './reading.mjs';

/** What it costs that all numbers of a response are of one moment: the same reads, each a transaction by itself. */
export async function snapshot(context) {
  const { place } = context;
  const book = await bookWithEntries(context);
  const sides = [
    { name: 'together', gateway: await place.gateway(book) },
    { name: 'alone', gateway: await place.gateway(book, { flags: ALONE }) },
  ];
  const all = place.wallets.map(({ id }) => id);
  const lines = [];
  for (const { what, asked } of [
    { what: '`wallet { balance }`', asked: { kind: 'balance', wallets: all } },
    {
      what: '50 wallets with balances and 10 entries of one',
      asked: { kind: 'much', wallets: [all[0]] },
    },
  ]) {
    const how = { asked, inFlight: 16 };
    for (const side of sides) await measureReading(context, side, how); // warm
    if (!sides[1].gateway.output.includes('reads stand alone'))
      throw new Error('the reads of the gateway without a snapshot are still in one');
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
  await place.verify(book);
  return { lines };
}
