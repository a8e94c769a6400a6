import { ratioOf, speed } from '../../lib/report/format.mjs';
import { readInTurn } from './reading.mjs';
import { bothRevisions } from './revisions.mjs';

/** Long answers, against another revision of the gateway in the same run. */
export async function lists(context) {
  const { testbed, against } = context;
  const sides = await bothRevisions(context);
  const lines = [];
  for (const { what, kind, goal, wallets } of [
    { what: '50 wallets with balances', kind: 'wallets', goal: 'wallets' },
    { what: '50 history lines', kind: 'history', goal: 'history', wallets: 1 },
  ]) {
    const asked = sides.map((side) => ({ ...side, wallets: side.wallets.slice(0, wallets) }));
    const { onebook: ours, 'other revision': theirs } = await readInTurn(context, asked, {
      kind,
      inFlight: 16,
    });
    lines.push({
      what: `${what}, 16 in flight`,
      measured: speed(ours),
      against: `the gateway of ${against.revision}: ${speed(theirs)}`,
      ratios: [ratioOf('rate', ours.perSecond / theirs.perSecond, goal)],
    });
  }
  await testbed.verify(sides[0].book);
  return { lines };
}
