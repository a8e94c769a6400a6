import { countedByRows } from '../../lib/counted.mjs';
import { seededWallet, WALLETS } from '../../lib/large/ids.mjs';
import { ratioOf, speed } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { warm, writeInTurn } from '../paths/writing.mjs';

const SMALL_SET = 1_000;

/** Transfers in the large book, compared with a small one. */
export async function largeWrites(context) {
  const { testbed, large } = context;
  const small = await onebook(testbed, { name: 'small' });
  const inLarge = await onebook(testbed, { name: 'of all', book: large });
  const count = (write) => countedByRows(large, write);
  const sides = [
    small,
    { ...inLarge, count, wallets: numbered(WALLETS, 1) },
    { ...inLarge, count, name: 'of some', wallets: numbered(SMALL_SET, WALLETS / SMALL_SET) },
  ];
  for (const side of sides) {
    await testbed.load.ask('keep', { name: side.name, wallets: side.wallets });
    side.wallets = side.name;
  }
  // PostgreSQL logs the whole page on its first write after a checkpoint, and a large book has more pages.
  for (const side of [...sides, ...sides]) await warm(context, side);
  const measured = await writeInTurn(context, sides, { inFlight: 256 });
  await testbed.endServers();
  await testbed.dropBook(small.book);
  return { lines: linesFor(measured) };
}

function numbered(count, step) {
  return Array.from({ length: count }, (_, index) => seededWallet(index * step));
}

function linesFor({ small, ...large }) {
  const line = (name, wallets, goal) => ({
    what: `transfers over HTTP, 256 in flight, in the large book, among ${wallets}`,
    measured: speed(large[name]),
    against: `in a small book, among 1,000 wallets: ${speed(small)}`,
    ratios: [ratioOf('rate', large[name].perSecond / small.perSecond, goal)],
  });
  return [
    line('of all', 'its million wallets', 'million'),
    line('of some', '1,000 of them', 'some-of-million'),
  ];
}
