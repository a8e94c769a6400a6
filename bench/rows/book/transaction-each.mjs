import { checkAnnouncements } from '../../lib/announcements.mjs';
import { ratioOf, speed } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { SILENT } from '../../lib/testbed.mjs';
import { warm, writeInTurn } from '../paths/writing.mjs';

/** One commit for each request, and as many concurrent commits as suit PostgreSQL. */
const SINGLE = { LEDGER_BATCH_MAX: '1', LEDGER_WRITERS: '20' };

/** Transfers over HTTP: group commit, compared with one transaction for each request on the same gateway. */
export async function transactionEach(context) {
  const { testbed } = context;
  const sides = [
    await onebook(testbed, { name: 'grouped' }),
    await onebook(testbed, { name: 'single', environment: SINGLE, flags: SILENT }),
  ];
  for (const side of sides)
    await checkAnnouncements(side.book, side.name === 'single', () => warm(context, side));
  const lines = [];
  for (const how of [
    { inFlight: 1 },
    { inFlight: 16 },
    { inFlight: 64 },
    { inFlight: 256 },
    { inFlight: 256, hot: 0.5 },
  ])
    lines.push(lineFor(how, await writeInTurn(context, sides, how)));
  return { lines };
}

function lineFor({ inFlight, hot }, { grouped, single }) {
  const rate = grouped.perSecond / single.perSecond;
  const p99 = grouped.p99 / single.p99;
  const ratios = {
    1: () => [ratioOf('p50', grouped.p50 / single.p50, 'each-alone')],
    16: () => [ratioOf('rate', rate), ratioOf('p99', p99)],
    64: () => [ratioOf('rate', rate), ratioOf('p99', p99, 'each-p99')],
    256: () => [ratioOf('rate', rate, hot ? 'each-hot' : 'each'), ratioOf('p99', p99)],
  };
  return {
    what: `transfer with the new balance, ${inFlight} in flight${hot ? ', half of them on one account' : ''}`,
    measured: speed(grouped),
    against: `a transaction each: ${speed(single)}`,
    ratios: ratios[inFlight](),
  };
}
