import { LONG } from '../../lib/large/ids.mjs';
import { ms, rate, ratioOf, whole } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { readInTurn } from '../paths/reading.mjs';

const READS = [
  { what: '`wallet { balance }`', kind: 'balance', goal: 'long-chain' },
  { what: 'a page of 10 entries', kind: 'entries', first: 10, goal: 'long-chain-page' },
  // The shortest chain has fewer than 50 entries, so this row omits it.
  { what: 'a page of 50 entries', kind: 'entries', first: 50 },
];

/** Reads of wallets with 10, 10 thousand and 10 million entries. */
export async function longChain(context) {
  const { testbed, large } = context;
  const gateway = await onebook(testbed, { book: large });
  const lines = [];
  for (const { what, goal, ...asked } of READS) {
    const sides = LONG.filter(({ entries }) => entries >= (asked.first ?? 0)).map(
      ({ entries, id }) => ({ ...gateway, name: whole(entries), wallets: [id] }),
    );
    const one = await readInTurn(context, sides, { ...asked, inFlight: 1 });
    const many = await readInTurn(context, sides, { ...asked, inFlight: 16 });
    lines.push(lineFor({ what, goal }, sides, one, many));
  }
  return { lines };
}

function lineFor({ what, goal }, sides, one, many) {
  const figures = ({ name }) =>
    `p50 ${ms(one[name].p50)} alone, ${rate(many[name])} at 16 in flight`;
  const [least, ...between] = sides;
  const most = between.pop();
  const against = [least, ...between].map((side) => `${side.name} entries: ${figures(side)}`);
  return {
    what: `${what} of a wallet with ${most.name} entries`,
    measured: figures(most),
    against: against.join('; '),
    ratios: [
      ratioOf('p50', one[most.name].p50 / one[least.name].p50, goal),
      ratioOf('time at 16', many[least.name].perSecond / many[most.name].perSecond),
    ],
  };
}
