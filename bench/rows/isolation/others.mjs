import { setTimeout as delay } from 'node:timers/promises';
import { refuseFailures } from '../../lib/counted.mjs';
import { token } from '../../lib/processes/servers.mjs';
import { notDone, rate, ratioOf, speed } from '../../lib/report/format.mjs';
import { ISOLATION_ROWS } from '../../lib/report/goals.mjs';
import { refusedPauseMs } from './offender.mjs';

const CALLERS = ['other-1', 'other-2', 'other-3', 'other-4'];
const IN_FLIGHT = 16;
/** Wallets of the small book that the rows of isolation leave to the others: those after the first hundred. */
const FIRST = 100;

/**
 * Measures the others while it is quiet, while something is wrong, and afterwards; then verifies the book, and compares
 * what the others were answered with what it holds of theirs.
 * @param row name of the row @param kind of request @param side gateways and book @param urls of the gateways that the
 *   others use; those of the side by default @param wallets that the others use
 * @param disturb makes something go wrong, and returns `end`, which ends it; `end` returns what there is to say about it
 * @returns the line of the table
 */
export async function othersMeanwhile(context, { row, kind = 'transfer', disturb, ...asked }) {
  const { testbed, seconds } = context;
  const tokens = await Promise.all(CALLERS.map((sub) => token(sub, 'SERVICE')));
  const measure = (name, forSeconds) =>
    others(context, { name, kind, tokens, ...asked }, forSeconds);
  const slices = [await measure('warming up', seconds), await measure('quiet', seconds)];
  slices.forEach(refuseFailures);
  const disturbance = await disturb();
  let said;
  try {
    slices.push(await measure('meanwhile', windowOf(context)));
  } finally {
    said = await disturbance.end();
  }
  slices.push(await measure('afterwards', seconds));
  await delay(500); // what was abandoned may still be committed
  if (kind !== 'balance') await compare(testbed, asked.side, slices);
  await testbed.verify(asked.side.book);
  const [, quiet, meanwhile, after] = slices;
  return {
    what: ISOLATION_ROWS[row],
    measured: `the others: ${speed(meanwhile)}${notDone(meanwhile)}; afterwards ${rate(after)}; ${said}`,
    against: `quiet: ${speed(quiet)}`,
    ratios: [
      ratioOf('rate', meanwhile.perSecond / quiet.perSecond, `${row}-rate`),
      ratioOf('p99', meanwhile.p99 / quiet.p99, `${row}-p99`),
    ],
  };
}

/** Seconds for which the others are measured while something is wrong: long enough for what takes a second or two to mend. */
export const windowOf = ({ seconds }) => 5 * seconds;

async function others({ testbed, say }, { name, kind, tokens, side, urls, wallets }, seconds) {
  const result = await testbed.load.ask('closed', {
    urls: urls ?? side.urls,
    tokens,
    asked: { kind, wallets: wallets ?? side.wallets.slice(FIRST) },
    inFlight: IN_FLIGHT,
    seconds,
    abandon: true,
    pauseMs: refusedPauseMs,
  });
  const { failed, sample } = result;
  refuseFailures({ failed, sample });
  say(`the others, ${name}: ${speed(result)}${notDone(result)}`);
  return result;
}

/** @throws if the book holds fewer transactions of the others than were acknowledged, or more than were asked for */
async function compare(testbed, { book }, slices) {
  const { rows } = await book.owner.query(
    'SELECT count(*)::int AS held FROM transaction WHERE initiated_by = ANY($1)',
    [CALLERS],
  );
  const sum = (count) => slices.reduce((all, slice) => all + count(slice), 0);
  const done = sum((slice) => slice.done);
  const most = done + sum(({ refused, abandoned }) => refused + abandoned);
  if (rows[0].held < done || rows[0].held > most)
    throw new Error(
      `${done} to ${most} transactions were answered, but the book has ${rows[0].held}`,
    );
}
