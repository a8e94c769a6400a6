import { isRefusal, type LegacyDetails, type Refusal } from '../domain/index.js';
import type { Changes, LockedState, Movement, Wallet, WalletName } from '../ledger/index.js';
import { emptyWallet } from './open-wallet.js';
import { refuseIfAvailableShort, unknownCurrencyRefusal } from './rules/amounts.js';
import { completedTransaction, systemPosting, walletPosting } from './rules/records.js';
import { refuseIfClosed } from './rules/wallets.js';

export interface FollowLegacyInput extends WalletName {
  /** The cash that the wallet should hold, in minor units, held cash included. */
  readonly target: bigint;
  /** The authoritative column, as the mapping names it. */
  readonly source: string;
}

/**
 * Brings a wallet's cash to the balance that another system shows, which stays in charge: ADJUSTMENTS ↔ the wallet's CASH.
 * Opens the wallet if it is missing. The difference is found under the lock, so doing it twice moves nothing twice. Only the
 * gateway's own job uses it.
 */
export const followLegacy: Movement<FollowLegacyInput> = {
  name: 'followLegacy',
  locks: ({ ownerId, currency, name }) => ({
    openWallet: { ownerId, currency, name },
    namedAccounts: [{ name: 'ADJUSTMENTS', currency }],
  }),
  decide(input, by, state) {
    const found = findOrOpen(input, state);
    if (isRefusal(found)) return found;
    const { wallet, opened } = found;
    const cash = opened ? 0n : state.balance(wallet).cash;
    const difference = input.target - cash;
    if (difference === 0n) return opened ?? { affected: { walletId: wallet.id }, replayed: true };
    const amount = difference < 0n ? -difference : difference;
    // Money that is held in the book cannot be taken back.
    const short = difference < 0n ? refuseIfAvailableShort(state, wallet, amount) : undefined;
    if (short) return short;
    const transaction = completedTransaction(state, by, {
      kind: 'ADJUSTMENT',
      amount,
      currency: wallet.currency,
      walletId: wallet.id,
      statusReason: `The legacy system shows another balance in ${input.source}.`,
      details: {
        direction: difference < 0n ? 'DEBIT' : 'CREDIT',
        legacy: input.source,
      } satisfies LegacyDetails,
    });
    return {
      ...opened,
      transaction,
      // Of a new wallet too: an outcome names one thing.
      affected: { transactionId: transaction.id },
      postings: [
        systemPosting(wallet.currency, 'ADJUSTMENTS', 'POST', -difference),
        walletPosting(wallet, 'CASH', 'POST', difference),
      ],
    };
  },
};

function findOrOpen(
  { ownerId, currency, name, target }: FollowLegacyInput,
  state: LockedState,
): { readonly wallet: Wallet; readonly opened?: Pick<Changes, 'newWallet'> } | Refusal {
  if (target < 0n)
    return { code: 'INVALID_AMOUNT', message: 'A wallet cannot hold less than zero.' };
  const wallet = state.walletNamed({ ownerId, currency, name });
  if (wallet) return refuseIfClosed(wallet) ?? { wallet };
  if (!state.currency(currency)) return unknownCurrencyRefusal(currency);
  const newWallet = emptyWallet(state, { ownerId, currency, name }, {});
  return { wallet: newWallet, opened: { newWallet } };
}
