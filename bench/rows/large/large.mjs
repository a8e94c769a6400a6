import { largeBook, noteVerified } from '../../lib/large/folder.mjs';
import { Testbed } from '../../lib/testbed.mjs';
import { whole } from '../../lib/report/format.mjs';

/**
 * Measures rows over the large book, in its own PostgreSQL. Afterwards it checks the whole book if that was never done
 * since the seeding, or if `verify` asks for it: the check takes as long as the rest.
 * @param rows functions of the context, which also has the book as `large`
 */
export async function withLargeBook(context, rows) {
  const kept = await largeBook();
  const testbed = await Testbed.open({ directory: kept.directory });
  context.testbeds.add(testbed);
  try {
    const large = await testbed.bookOf('large', testbed.postgres.url);
    const lines = [];
    for (const row of rows) {
      lines.push(...(await row({ ...context, testbed, large })).lines);
      await testbed.endServers();
    }
    const isDue = context.verify || kept.verified === undefined;
    if (isDue) await verify(context, testbed, large, kept);
    return { lines, note: noteOf(kept, isDue) };
  } finally {
    context.testbeds.delete(testbed);
    await testbed.close();
  }
}

/** Checks the book with more memory for sorting. The measurements of the gateways run without it. */
async function verify(context, testbed, large, kept) {
  context.say('verifying the large book, some minutes …');
  await testbed.owner.query(`ALTER DATABASE onebook SET work_mem = '512MB'`);
  try {
    const { seconds, checkedEntries, checkedWallets } = await testbed.verify(large);
    const at = new Date().toISOString().slice(0, 10);
    kept.verified = { seconds, checkedEntries, checkedWallets, at };
    noteVerified(kept, kept.verified);
  } finally {
    await testbed.owner.query('ALTER DATABASE onebook RESET work_mem');
  }
}

function noteOf({ seededIn, verified }, isNow) {
  const { seconds, checkedEntries, checkedWallets, at } = verified;
  return (
    `The large book was seeded in ${whole(seededIn)} s. ${isNow ? 'After the run' : `On ${at}`} all of its ` +
    `${whole(checkedEntries)} entries and ${whole(checkedWallets)} wallets were verified in ${whole(seconds)} s, without a finding.`
  );
}
