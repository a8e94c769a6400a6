import { largeBook, noteVerified } from '../../lib/large/folder.mjs';
import { Testbed } from '../../lib/testbed.mjs';
import { whole } from '../../lib/report/format.mjs';

/**
 * Measures rows over the large book, in its own PostgreSQL. What they add is checked. The whole book is checked if `verify`
 * asks for it: that takes longer than all other rows together.
 * @param rows functions of the context, which also has the book as `large`
 */
export async function withLargeBook(context, rows) {
  const kept = await largeBook();
  const testbed = await Testbed.open({ directory: kept.directory, busiest: context.busiest });
  context.testbeds.add(testbed);
  try {
    const large = await testbed.bookOf('large', testbed.postgres.url);
    const lines = [];
    for (const row of rows) {
      lines.push(...(await row({ ...context, testbed, large })).lines);
      await testbed.endServers();
    }
    if (context.verify) await verify(context, testbed, large, kept);
    return { lines, note: noteOf(kept) };
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

function noteOf({ seededIn, verified }) {
  const seeded = `The large book was seeded in ${whole(seededIn)} s.`;
  if (verified === undefined)
    return `${seeded} Its whole was not verified since (\`--verify\` does that); what the rows added was.`;
  const { seconds, checkedEntries, checkedWallets, at } = verified;
  return (
    `${seeded} On ${at} all of its ${whole(checkedEntries)} entries and ${whole(checkedWallets)} wallets were verified ` +
    `in ${whole(seconds)} s, without a finding.`
  );
}
