import { LONG } from '../large/ids.mjs';
import { inTurn } from '../rounds.mjs';
import { ms, rate, ratioOf, whole } from '../format.mjs';
import { measureReading, slicesOf } from './reading.mjs';

const READS = [
  { what: '`wallet { balance }`', kind: 'balance' },
  { what: 'a page of 10 entries', kind: 'entries', first: 10 },
  // The shortest chain has fewer than 50 entries, so this row omits it.
  { what: 'a page of 50 entries', kind: 'entries', first: 50 },
];

/** Reads of wallets with 10, 10 thousand and 10 million entries. */
export async function longChain(context) {
  const { testbed, large } = context;
  const gateway = await testbed.gateway(large);
  const lines = [];
  for (const { what, ...asked } of READS) {
    const sides = LONG.filter(({ entries }) => entries >= (asked.first ?? 0)).map((wallet) => ({
      ...wallet,
      name: whole(wallet.entries),
      gateway,
    }));
    const measure = (inFlight) => (side) =>
      measureReading(context, side, { asked: { ...asked, wallets: [side.id] }, inFlight });
    for (const side of sides) await measure(16)(side); // warm up
    const one = await inTurn(sides, slicesOf(context), measure(1));
    const many = await inTurn(sides, slicesOf(context), measure(16));
    lines.push(lineFor(what, sides, one, many));
  }
  return { lines };
}

function lineFor(what, sides, one, many) {
  const figures = ({ name }) =>
    `p50 ${ms(one[name].p50)} alone, ${rate(many[name])} at 16 in flight`;
  const [least, ...between] = sides;
  const most = between.pop();
  const against = [least, ...between].map((side) => `${side.name} entries: ${figures(side)}`);
  return {
    inShort: what === READS[0].what,
    what: `${what} of a wallet with ${most.name} entries`,
    measured: figures(most),
    against: against.join('; '),
    ratio: [
      ratioOf('p50', one[most.name].p50 / one[least.name].p50, { most: 1.2 }),
      ratioOf('time at 16', many[least.name].perSecond / many[most.name].perSecond),
    ].join('; '),
  };
}
