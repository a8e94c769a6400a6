import { refuseFailures } from '../../lib/counted.mjs';
import { speed } from '../../lib/report/format.mjs';
import { inTurn } from '../../lib/rounds.mjs';
import { load } from '../../lib/sides.mjs';

/** Number of slices. Reads use shorter slices, but more of them: differences are small, disturbances of the machine long. */
export const slicesOf = ({ rounds }) => 2 * rounds;

/** Measures reads of each side in turn, after a round of each to warm up. @param how kind of read and its parameters */
export async function readInTurn(context, sides, how) {
  for (const side of sides) await warmReads(context, side, how);
  return inTurn(sides, slicesOf(context), (side) => readSlice(context, side, how));
}

/** Warms a server up. */
export async function warmReads({ testbed, seconds }, side, how) {
  refuseFailures(await load(testbed, side, { ...how, seconds }));
}

/** Measures one slice of reads. Each answer is checked, and one in fifty is parsed. The book does not change. */
export async function readSlice({ testbed, seconds, say }, side, how) {
  const result = await load(testbed, side, { ...how, seconds: seconds / 4 });
  refuseFailures(result);
  say(`${side.name}, ${how.kind}, ${how.inFlight} in flight: ${speed(result)}`);
  return result;
}

/** Creates a book in which the first wallet has a few hundred entries. */
export async function bookWithEntries({ testbed }) {
  const book = await testbed.newBook();
  await testbed.books.ask('open', { name: book.name, url: book.url });
  const wallets = testbed.wallets.map(({ uuid }) => uuid);
  const write = { wallets, hot: 1, inFlight: 64, seconds: 0.5 };
  await testbed.books.ask('transfers', { name: book.name, ...write });
  await testbed.books.ask('close', { name: book.name });
  return book;
}
