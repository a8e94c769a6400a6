import { largeBookFolder } from '../large/folder.mjs';
import { Place } from '../place.mjs';

/**
 * Rows over the large book, in a PostgreSQL of its own. At the end every row of the book is checked.
 * @param rows functions of the context, with `large`: the book
 */
export async function withLargeBook(context, rows) {
  const { directory, seededIn } = await largeBookFolder();
  const place = await Place.open({ directory });
  context.places.add(place);
  try {
    const large = await place.bookOf('large', place.postgres.url);
    const lines = [];
    for (const row of rows) {
      context.say(row.name);
      lines.push(...(await row({ ...context, place, large })).lines);
      await place.endGateways();
    }
    context.say('verifying the large book …');
    const { seconds, checkedEntries, checkedWallets } = await verifyWithMemory(place, large);
    return {
      lines,
      note:
        `The large book was seeded in ${seededIn.toFixed(0)} s; after the run all of its ${checkedEntries.toLocaleString('en')} entries ` +
        `and ${checkedWallets.toLocaleString('en')} wallets were checked in ${seconds.toFixed(0)} s, and it was right.`,
    };
  } finally {
    context.places.delete(place);
    await place.close();
  }
}

/** With room to sort in memory; the gateways have been measured without. */
async function verifyWithMemory(place, large) {
  await place.owner.query(`ALTER DATABASE onebook SET work_mem = '512MB'`);
  try {
    return await place.verify(large);
  } finally {
    await place.owner.query('ALTER DATABASE onebook RESET work_mem');
  }
}
