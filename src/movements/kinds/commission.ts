import { completedBy, WITH_CASH, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import type { LockedState, Transaction, Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { lastOf, onceAfter } from '../rules/once.js';
import { completedTransaction, systemPosting, walletPosting } from '../rules/records.js';
import { stillSpentOn, sum } from '../rules/spending.js';
import {
  findTransaction,
  invalidTransitionRefusal,
  isReversed,
  withArticle,
} from '../rules/transition.js';
import { findWallet, refuseIfClosed } from '../rules/wallets.js';
import { isRefusal, type Refusal } from '../../domain/index.js';

export interface PayReferralCommissionInput {
  readonly walletId: string;
  readonly sourceTransactionId: string;
  /** Hundredths of a percent: 500 is 5 %. */
  readonly rateBps: number;
}

/**
 * Pays a share of another transaction, rounded down: COMMISSIONS → the wallet's CASH, once per source and
 * wallet; one that was reversed does not count. The program that pays decides which transactions count for which wallet,
 * except that a payer gets no commission on what they paid themselves.
 */
export const payReferralCommission = movement<PayReferralCommissionInput>({
  name: 'payReferralCommission',
  act: 'staff',
  locks: ({ walletId, sourceTransactionId }) => ({
    wallets: [walletId],
    transactions: [sourceTransactionId],
    entries: true,
    systemAccounts: ['COMMISSIONS'],
  }),
  decide({ walletId, sourceTransactionId, rateBps }, by, state) {
    const found = findTransaction(state, sourceTransactionId);
    if (isRefusal(found)) return found;
    const source = found.transaction;
    if (source.kind === 'POSTING') return postingRefusal();
    const wallet = findWallet(state, walletId);
    if (isRefusal(wallet)) return wallet;
    if (wallet.ownerId === found.wallet.ownerId) return payerRefusal();
    const basis = commissionBasis(state, source);
    const once = onceAfter(state, lastOf(commissionsOn(state, source, wallet)));
    if (once.stands) return alreadyPaidRefusal();
    const refusal = refuseIfNotPayable(state, source, basis) ?? refuseIfClosed(wallet);
    if (refusal) return refusal;
    if (source.currency !== wallet.currency)
      return {
        code: 'CURRENCY_MISMATCH',
        message: `The source transaction is in ${source.currency} and the wallet in ${wallet.currency}. A commission needs the same currency.`,
      };
    const amount = (basis * BigInt(rateBps)) / 10_000n;
    if (amount === 0n)
      return { code: 'INVALID_AMOUNT', message: 'The commission rounds down to zero.' };
    const transaction = completedTransaction(state, by, {
      kind: 'COMMISSION',
      amount,
      currency: wallet.currency,
      walletId,
      originalId: source.id,
      replacesId: once.replacesId,
      details: { rateBps },
    });
    return {
      transaction,
      postings: [
        systemPosting(wallet.currency, 'COMMISSIONS', 'POST', -amount),
        walletPosting(wallet, 'CASH', 'POST', amount),
      ],
    };
  },
});

const RETURNING_KINDS: readonly Transaction['kind'][] = ['REFUND', 'REVERSAL'];

/** The commissions that this wallet was paid on the source, reversed ones too. */
function commissionsOn(
  state: LockedState,
  { id }: Transaction,
  wallet: Wallet,
): readonly Transaction[] {
  return state
    .followersOf(id)
    .filter(({ kind, walletId }) => kind === 'COMMISSION' && walletId === wallet.id);
}

function alreadyPaidRefusal(): Refusal {
  return {
    code: 'ALREADY_PAID',
    message: 'This wallet has already been paid a commission on that transaction.',
  };
}

/** The refusal of a commission for the owner of the source's wallet: in a transfer, the one that pays. */
function payerRefusal(): Refusal {
  return {
    code: 'SAME_WALLET',
    message:
      'This wallet and the one of the source transaction have the same owner. Pay the commission to a wallet of another owner.',
  };
}

/** A posting says what goes where, but not who pays whom. */
function postingRefusal(): Refusal {
  return invalidTransitionRefusal('A POSTING has no payer. No commission is paid on it.');
}

function refuseIfNotPayable(
  state: LockedState,
  { id, kind, status }: Transaction,
  basis: Amount,
): Refusal | undefined {
  if (status !== 'COMPLETED')
    return invalidTransitionRefusal(
      `The ${kind} is ${status}. Commissions are paid only on COMPLETED transactions.`,
    );
  if (RETURNING_KINDS.includes(kind))
    return invalidTransitionRefusal(
      `${withArticle(kind, 'A')} returns money. No commission is paid on it.`,
    );
  if (isReversed(state, id) || basis === 0n)
    return invalidTransitionRefusal(`The ${kind} has been returned. No commission is paid on it.`);
  return undefined;
}

/** The amount of which the share is paid. For a purchase: the captured amount without its refunds. */
function commissionBasis(state: LockedState, source: Transaction): Amount {
  return source.kind === 'PURCHASE' ? sum(stillSpentOn(state, source)) : source.amount;
}

export const commissionKind = {
  kind: 'COMMISSION',
  mutations: { transaction: { payReferralCommission } },
  docs: {
    title: 'Commission',
    about:
      "A share of another transaction's amount, rounded down, in its currency, once per source and wallet, unless it was reversed. The payer of the source gets none. For a purchase it is a share of the captured amount that has not been refunded.",
    wallets: WITH_CASH,
    ...completedBy('deposit', 'payReferralCommission'),
  },
} as const satisfies KindDefinition<'COMMISSION'>;
