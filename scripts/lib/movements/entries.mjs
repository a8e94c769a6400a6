import { formatAmount } from '../../../src/money/decimal.ts';
import { PHASES } from '../../../src/domain/index.ts';

/** Accounts that are matched with each other before any other accounts. */
const PAIRS = [
  ['CASH', 'HELD'],
  ['CREDIT', 'HELD_CREDIT'],
];

/**
 * Postings in words: "HOLD: CASH → HELD 60, CREDIT → HELD_CREDIT 40".
 * @param nameOf the name of an account
 */
export function entriesText(postings, nameOf) {
  return PHASES.flatMap((phase) => {
    const ofPhase = postings.filter((posting) => posting.phase === phase);
    const currencies = [...new Set(ofPhase.map(({ account }) => account.currency))];
    const flows = currencies.flatMap((currency) =>
      flowsOf(
        ofPhase.filter(({ account }) => account.currency === currency),
        nameOf,
        currencies.length > 1 ? ` ${currency}` : '',
      ),
    );
    return flows.length === 0 ? [] : [`${phase}: ${flows.join(', ')}`];
  }).join('; ');
}

/** The flows between accounts, from postings that sum to zero. */
function flowsOf(postings, nameOf, suffix) {
  const open = postings.map(({ account, amount }) => ({ account, left: amount }));
  const givers = open.filter(({ left }) => left < 0n);
  const takers = open.filter(({ left }) => left > 0n);
  const flows = [];
  const flow = (giver, taker) => {
    const amount = -giver.left < taker.left ? -giver.left : taker.left;
    if (amount === 0n) return;
    giver.left += amount;
    taker.left -= amount;
    const shown = formatAmount(amount, 2).replace(/\.00$/, '');
    flows.push(`${nameOf(giver.account)} → ${nameOf(taker.account)} ${shown}${suffix}`);
  };
  const everyPair = (wanted) =>
    givers.forEach((giver) =>
      takers.filter((t) => wanted(giver, t)).forEach((t) => flow(giver, t)),
    );
  everyPair((giver, taker) =>
    PAIRS.some((pair) => pair.includes(giver.account.kind) && pair.includes(taker.account.kind)),
  );
  everyPair(() => true);
  if (open.some(({ left }) => left !== 0n)) throw new Error('the postings do not sum to zero');
  return flows;
}
