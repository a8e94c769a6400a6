import { largeBook, noteVerified } from '../large/folder.mjs';
import { Place } from '../place.mjs';
import { whole } from '../words.mjs';

/**
 * Rows over the large book, in a PostgreSQL of its own. At the end every row of the book is checked, which takes as
 * long as all else: where it never was since it was seeded, or where that is asked for.
 * @param rows functions of the context, with `large`: the book
 */
export async function withLargeBook(context, rows) {
  const kept = await largeBook();
  const place = await Place.open({ directory: kept.directory });
  context.places.add(place);
  try {
    const large = await place.bookOf('large', place.postgres.url);
    const lines = [];
    for (const row of rows) {
      lines.push(...(await row({ ...context, place, large })).lines);
      await place.endGateways();
    }
    const isDue = context.verify || kept.verified === undefined;
    if (isDue) await verify(context, place, large, kept);
    return { lines, note: noteOf(kept, isDue) };
  } finally {
    context.places.delete(place);
    await place.close();
  }
}

/** With room to sort in memory; the gateways have been measured without. */
async function verify(context, place, large, kept) {
  context.say('verifying the large book, some minutes …');
  await place.owner.query(`ALTER DATABASE onebook SET work_mem = '512MB'`);
  try {
    const { seconds, checkedEntries, checkedWallets } = await place.verify(large);
    const at = new Date().toISOString().slice(0, 10);
    kept.verified = { seconds, checkedEntries, checkedWallets, at };
    noteVerified(kept, kept.verified);
  } finally {
    await place.owner.query('ALTER DATABASE onebook RESET work_mem');
  }
}

function noteOf({ seededIn, verified }, isNow) {
  const { seconds, checkedEntries, checkedWallets, at } = verified;
  return (
    `The large book was seeded in ${whole(seededIn)} s. ${isNow ? 'After the run' : `On ${at}`} all of its ` +
    `${whole(checkedEntries)} entries and ${whole(checkedWallets)} wallets were verified in ${whole(seconds)} s, and it was right.`
  );
}
