import { refuseFailures } from '../counted.mjs';
import { speed } from '../format.mjs';

/** Number of slices. Reads use shorter slices, but more of them: differences are small, disturbances of the machine long. */
export const slicesOf = ({ rounds }) => 2 * rounds;

/**
 * Measures one slice of reads. Each answer is checked, and one in fifty is parsed. The book does not change.
 * @param side name and gateway @param asked kind of read and its parameters
 */
export async function measureReading(context, { name, gateway }, { asked, inFlight }) {
  const { testbed, seconds, say } = context;
  const result = await testbed.load.ask('closed', {
    urls: [gateway.url],
    token: testbed.token,
    asked,
    inFlight,
    seconds: seconds / 4,
  });
  refuseFailures(result);
  say(`${name}, ${asked.kind}, ${inFlight} in flight: ${speed(result)}`);
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
