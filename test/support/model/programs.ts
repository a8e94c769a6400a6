import type { ModelCaller, AskOf } from './ask.js';
import { DIGITS, wrongMinor } from './amounts.js';
import { doing, firstWrong, mayReceive, refusing, walletFor, type Expected } from './expected.js';
import { change, newTransaction, type ModelState, type ModelWallet } from './state.js';

/** The UTC day of a moment. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** One unit of the currency. */
export function claimDailyBonus(state: ModelState, walletId: string, by: ModelCaller): Expected {
  const wallet = walletFor(state, walletId, by);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([
    ...mayReceive(wallet),
    ...(wallet.bonusDays.has(today()) ? ['ALREADY_CLAIMED'] : []),
  ]);
  if (wrong) return wrong;
  const amount = 10n ** BigInt(DIGITS[wallet.currency] ?? 0);
  return doing((id) => {
    wallet.bonusDays.add(today());
    pay(state, wallet, 'BONUS', amount, by, id);
  });
}

/**
 * A part of what another transaction was about, rounded down; of a purchase, of what was captured and is
 * not refunded. Nothing is paid on what gives something back, or of which nothing is left.
 */
export function payReferralCommission(
  state: ModelState,
  ask: AskOf<'payReferralCommission'>,
  by: ModelCaller,
): Expected {
  const wallet = state.wallets.get(ask.walletId);
  const source = state.transactions.get(ask.sourceTransactionId);
  if (!wallet || !source)
    return refusing(
      ...(wallet ? [] : ['WALLET_NOT_FOUND']),
      ...(source ? [] : ['TRANSACTION_NOT_FOUND']),
    );
  const { kind, captured, refunded } = source;
  const basis = kind === 'PURCHASE' ? captured - refunded : source.amount;
  const inForce = source.status === 'COMPLETED' && !source.reversed && basis > 0n;
  const counts = inForce && kind !== 'REFUND' && kind !== 'REVERSAL';
  const amount = (basis * BigInt(ask.rateBps)) / 10_000n;
  const paid = source.commissions.has(wallet.id) ? ['ALREADY_PAID'] : [];
  return (
    firstWrong(counts ? [] : ['INVALID_TRANSITION', ...paid], [
      ...mayReceive(wallet),
      ...(source.currency === wallet.currency ? [] : ['CURRENCY_MISMATCH']),
      ...wrongMinor(amount),
      ...paid,
    ]) ??
    doing((id) => {
      source.commissions.add(wallet.id);
      pay(state, wallet, 'COMMISSION', amount, by, id);
    })
  );
}

function pay(
  state: ModelState,
  wallet: ModelWallet,
  kind: 'BONUS' | 'COMMISSION',
  amount: bigint,
  by: ModelCaller,
  id: string,
): void {
  change(wallet, { cash: amount });
  const what = { kind, walletId: wallet.id, currency: wallet.currency, amount, by: by.id };
  state.transactions.set(id, newTransaction({ ...what, effects: [[wallet.id, amount]] }));
}
