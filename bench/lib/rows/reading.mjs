import { refuseFailures } from '../counted.mjs';
import { speed } from '../words.mjs';

/** Reads are measured in shorter slices and more of them: their differences are small, and the machine's moods long. */
export const slicesOf = ({ rounds }) => 2 * rounds;

/**
 * A slice of reading. The book stays as it is; each answer is looked at, and one in fifty parsed whole.
 * @param side its name and gateway @param asked what is read
 */
export async function measureReading(context, { name, gateway }, { asked, inFlight }) {
  const { place, seconds, say } = context;
  const result = await place.load.ask('closed', {
    ...{ urls: [gateway.url], token: place.token, asked, inFlight },
    seconds: seconds / 4,
  });
  refuseFailures(result);
  say(`${name}, ${asked.kind}, ${inFlight} in flight: ${speed(result)}`);
  return result;
}

/** A new book in which the first wallet has a few hundred entries. @returns it */
export async function bookWithEntries({ place }) {
  const book = await place.newBook();
  await place.books.ask('open', { name: book.name, url: book.url });
  const wallets = place.wallets.map(({ uuid }) => uuid);
  const write = { wallets, hot: 1, inFlight: 64, seconds: 0.5 };
  await place.books.ask('transfers', { name: book.name, ...write });
  await place.books.ask('close', { name: book.name });
  return book;
}
