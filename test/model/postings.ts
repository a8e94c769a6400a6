import { total } from '../support/largest-remainder.js';
import {
  type CommandOf,
  type Effect,
  type Expected,
  firstRefusal,
  isKnown,
  type Leg,
  minorUnits,
  type ModelCaller,
  type ModelState,
  newTransaction,
  refuse,
  refuseAmount,
  refuseIfClosed,
  refuseUnlessActive,
  succeed,
  succeedIfAffordable,
} from './commands-and-state.js';
import { apply, needsOf, walletsIn } from './divided.js';

/** The system accounts that come with the book. */
const BUILT_IN: readonly string[] = [
  ...(['EXTERNAL', 'SALES', 'BONUSES', 'EARNINGS', 'COMMISSIONS'] as const),
  ...(['ADJUSTMENTS', 'OPENING', 'EXCHANGE'] as const),
];

/** A system account of the operator's own, for good. */
export function createSystemAccount(
  { accounts }: ModelState,
  { name }: CommandOf<'createSystemAccount'>,
): Expected {
  if (accounts.has(name) || BUILT_IN.includes(name)) return refuse('SYSTEM_ACCOUNT_EXISTS');
  return succeed(() => accounts.add(name));
}

/** Moves all of its legs, which balance in each currency. Wallets stay at zero or above, and a frozen one is not debited. */
export function post(state: ModelState, { legs }: CommandOf<'post'>, by: ModelCaller): Expected {
  const wrong = legs.map((leg) => refuseLeg(state, leg)).find((codes) => codes.length > 0) ?? [];
  const refused = firstRefusal(wrong, isBalanced(legs) ? [] : ['UNBALANCED_POSTING']);
  if (refused) return refused;
  const effects = legs.map(effectOf);
  return succeedIfAffordable(needsOf(state, effects), (id) => {
    apply(state, effects);
    const [wallet, ...others] = walletsIn(state, effects);
    const currency = wallet?.currency ?? legs[0]?.currency ?? '';
    const credits = legs.filter((leg) => leg.currency === currency && leg.direction === 'CREDIT');
    state.transactions.set(
      id,
      newTransaction({
        ...{ kind: 'POSTING', walletId: wallet?.id ?? null, currency, by: by.id, effects },
        amount: total(credits.map((leg) => minorUnits(leg.amount, currency))),
        others: others.map((other) => other.id),
      }),
    );
  });
}

function refuseLeg(state: ModelState, leg: Leg): string[] {
  const { account, direction, currency } = leg;
  if ('systemAccount' in account) {
    const { systemAccount: name } = account;
    if (!state.accounts.has(name) && !BUILT_IN.includes(name)) return ['UNKNOWN_SYSTEM_ACCOUNT'];
    return refuseAmount(leg, isKnown(leg) ? currency : '');
  }
  const wallet = state.wallets.get(account.walletId);
  if (!wallet) return ['WALLET_NOT_FOUND'];
  const notActive = direction === 'DEBIT' ? refuseUnlessActive(wallet) : refuseIfClosed(wallet);
  return [...notActive, ...refuseAmount(leg, wallet.currency)];
}

function signed({ amount, currency, direction }: Leg): bigint {
  const minor = minorUnits(amount, currency);
  return direction === 'CREDIT' ? minor : -minor;
}

function effectOf(leg: Leg): Effect {
  const { account, currency } = leg;
  return 'walletId' in account
    ? [account.walletId, signed(leg)]
    : { systemAccount: account.systemAccount, currency, change: signed(leg) };
}

/** Whether the legs add up to zero in each currency. */
function isBalanced(legs: readonly Leg[]): boolean {
  return legs.every(
    ({ currency }) => total(legs.filter((leg) => leg.currency === currency).map(signed)) === 0n,
  );
}
