import { refuseDifference } from '../../lib/counted.mjs';
import { ratioOf, speed } from '../../lib/report/format.mjs';
import { bareApollo, byHand, onebook } from '../../lib/sides.mjs';
import { readInTurn } from './reading.mjs';
import { bothRevisions } from './revisions.mjs';
import { warm, writeInTurn } from './writing.mjs';

/** Transfers that ask for the new balance, alone and many at once. */
export async function transfers(context) {
  const { testbed } = context;
  const sides = [await onebook(testbed), await byHand(testbed)];
  const bare = await bareApollo(testbed);
  for (const side of sides) await warm(context, side);
  const lines = [];
  let most;
  for (const inFlight of [1, 64, 256]) {
    const measured = await writeInTurn(context, sides, { inFlight });
    lines.push(lineFor(inFlight, measured.onebook, measured['by hand']));
    most = measured.onebook;
  }
  const hello = await readInTurn(context, [bare], { kind: 'hello', inFlight: 64 });
  lines.push({
    inReadme: true,
    what: 'transfer with the new balance, 256 in flight',
    measured: speed(most),
    against: `bare Apollo’s \`{ hello }\`, 64 in flight: ${speed(hello['bare Apollo'])}`,
    ratios: [ratioOf('rate', most.perSecond / hello['bare Apollo'].perSecond, 'transfer-bare')],
  });
  return { lines };
}

/** The same if half of all transfers use one account. */
export async function hot(context) {
  const { testbed } = context;
  const sides = [await onebook(testbed), await byHand(testbed)];
  for (const side of sides) await warm(context, side);
  const measured = await writeInTurn(context, sides, { inFlight: 256, hot: 0.5 });
  const { onebook: ours, 'by hand': theirs } = measured;
  return {
    lines: [
      {
        inReadme: true,
        what: 'transfer with the new balance, 256 in flight, half of them on one account',
        measured: speed(ours),
        against: `by hand: ${speed(theirs)}`,
        ratios: [ratioOf('rate', ours.perSecond / theirs.perSecond, 'hot')],
      },
    ],
  };
}

/** Transfers against another revision of the gateway in the same run: what came in between costs. */
export async function revision(context) {
  const { testbed, against } = context;
  const sides = (await bothRevisions(context)).map((side) => ({
    ...side,
    count: (write) => countedIn(side.book, write),
  }));
  const lines = [];
  for (const inFlight of [1, 256]) {
    const measured = await writeInTurn(context, sides, { inFlight });
    const { onebook: ours, 'other revision': theirs } = measured;
    lines.push({
      what: `transfer with the new balance, ${inFlight} in flight`,
      measured: speed(ours),
      against: `the gateway of ${against.revision}: ${speed(theirs)}`,
      ratios: [
        ratioOf('rate', ours.perSecond / theirs.perSecond),
        ratioOf('p50', ours.p50 / theirs.p50),
      ],
    });
  }
  await testbed.verify(sides[0].book);
  return { lines };
}

/** Compares the answers of a round with the new rows. Only this revision knows how to check all of its book. */
async function countedIn({ owner }, write) {
  const before = (await owner.query(COUNTS)).rows[0];
  const result = await write();
  const after = (await owner.query(COUNTS)).rows[0];
  refuseDifference(result, {
    transactions: after.transactions - before.transactions,
    entries: after.entries - before.entries,
  });
  return result;
}

const COUNTS = `
  SELECT (SELECT count(*) FROM transaction)::int AS transactions, (SELECT count(*) FROM entry)::int AS entries`;

function lineFor(inFlight, ours, theirs) {
  const rate = ours.perSecond / theirs.perSecond;
  const ratios = {
    1: () => [ratioOf('p50', ours.p50 / theirs.p50, 'transfer-alone')],
    64: () => [ratioOf('rate', rate), ratioOf('p99', ours.p99 / theirs.p99, 'transfer-p99')],
    256: () => [ratioOf('rate', rate, 'transfer'), ratioOf('p99', ours.p99 / theirs.p99)],
  };
  return {
    inReadme: inFlight !== 64,
    what: `transfer with the new balance, ${inFlight === 1 ? 'alone' : `${inFlight} in flight`}`,
    measured: speed(ours),
    against: `by hand: ${speed(theirs)}`,
    ratios: ratios[inFlight](),
  };
}
