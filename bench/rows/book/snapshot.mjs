import { ratioOf, speed } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { ALONE } from '../../lib/testbed.mjs';
import { bookWithEntries, readInTurn } from '../paths/reading.mjs';

/** Cost of one snapshot for all numbers of a response, compared with the same reads in separate transactions. */
export async function snapshot(context) {
  const { testbed } = context;
  const book = await bookWithEntries(context);
  const sides = [
    await onebook(testbed, { name: 'together', book }),
    await onebook(testbed, { name: 'alone', book, flags: ALONE }),
  ];
  const lines = [];
  for (const { what, kind, wallets } of [
    { what: '`wallet { balance }`', kind: 'balance' },
    {
      what: '50 wallets with balances and 10 entries of one',
      kind: 'cashierPage',
      wallets: 1,
    },
  ]) {
    const asked = sides.map((side) => ({ ...side, wallets: side.wallets.slice(0, wallets) }));
    const { together, alone } = await readInTurn(context, asked, { kind, inFlight: 16 });
    if (!sides[1].servers[0].output.includes('reads stand alone'))
      throw new Error('the gateway without a snapshot still reads in one');
    lines.push({
      what: `${what} in one snapshot, 16 in flight`,
      measured: speed(together),
      against: `without its transaction: ${speed(alone)}`,
      ratios: [ratioOf('time of a response', alone.perSecond / together.perSecond, 'snapshot')],
    });
  }
  await testbed.verify(book);
  return { lines };
}
