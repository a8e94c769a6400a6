/**
 * The words of the book. Every name in the code, the SDL and the tables comes from here.
 *
 * account        a chain of entries in one currency: each entry carries the balance after it, and the
 *                newest entry's balance is the account's balance. There is no other place for one.
 * entry          account, seq, transaction, phase, signed amount, running balance. Written once.
 * transaction    what somebody did, with a kind and a status. Its entries sum to zero in each
 *                currency and phase.
 * phase          what a group of entries did: HOLD reserves, POST moves for good, RELEASE gives a
 *                reservation back, REVERT takes back what was posted.
 * hold           money of a wallet that is reserved by a pending withdrawal or purchase: its HOLD entries.
 *                It ends by being posted (captured) or released.
 * capture        to take what a purchase holds, or a part of it. What is not captured is released.
 * refund         a transaction that gives back a captured purchase, or a part of it.
 * credit line    how much an owner may owe (approved or not, and the limit). Drawing brings credit into
 *                the wallet and is owed until it is repaid.
 * quote          the terms of one exchange between two currencies: used once, until it expires.
 * wallet         an owner's accounts in one currency; the row that is locked.
 * system account the system's side of what enters and leaves wallets; one a kind and currency, kept as a
 *                chain in each shard. Its balance is the sum of theirs.
 * shard          the chains of the system accounts to which one commit at a time posts.
 * movement       the rules of one kind of transaction: what must be locked, which entries follow.
 * refusal        what the rules say instead of moving money: data, not an error.
 * key            idempotency key: the name a caller gives to one intent. The same caller sending it
 *                again gets the first outcome.
 * outcome        what a key led to: done or refused. Stored in the commit of what it did.
 * head           the newest entry of an account; seq 0 and balance 0 where there is none yet.
 */

/**
 * A wallet's accounts, in the order in which they are listed.
 * - CASH: what can be withdrawn, transferred or spent now.
 * - HELD: cash reserved by pending withdrawals and purchases.
 * - CREDIT: drawn credit, neither spent nor reserved.
 * - HELD_CREDIT: drawn credit reserved by pending purchases. Apart from HELD because a release must
 *   know what to give back to which, and `Balance.cash` and `Balance.credit` tell them apart.
 * - OWED: what the owner owes for drawn credit, as a negative balance.
 */
export const WALLET_ACCOUNTS = ['CASH', 'HELD', 'CREDIT', 'HELD_CREDIT', 'OWED'] as const;
export type WalletAccount = (typeof WALLET_ACCOUNTS)[number];

/** The system accounts, one of each for each currency, in shards. They have no floor. */
export const SYSTEM_ACCOUNTS = [
  'EXTERNAL',
  'SALES',
  'BONUSES',
  'EARNINGS',
  'COMMISSIONS',
  'ADJUSTMENTS',
  'OPENING',
  'EXCHANGE',
] as const;
export type SystemAccount = (typeof SYSTEM_ACCOUNTS)[number];

export type AccountKind = WalletAccount | SystemAccount;

export const PHASES = ['HOLD', 'POST', 'RELEASE', 'REVERT'] as const;
export type Phase = (typeof PHASES)[number];

export const WALLET_STATUSES = ['ACTIVE', 'FROZEN', 'CLOSED'] as const;
export type WalletStatus = (typeof WALLET_STATUSES)[number];

export const TRANSACTION_KINDS = [
  'DEPOSIT',
  'WITHDRAWAL',
  'PURCHASE',
  'REFUND',
  'TRANSFER',
  'EXCHANGE',
  'BONUS',
  'COMMISSION',
  'EARNING',
  'CREDIT_DRAW',
  'CREDIT_REPAYMENT',
  'ADJUSTMENT',
  'REVERSAL',
] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

/** Of the others a transaction has one status for ever, the one that it begins with. */
export const CHANGING_KINDS: readonly TransactionKind[] = ['DEPOSIT', 'WITHDRAWAL', 'PURCHASE'];

export const TRANSACTION_STATUSES = ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];
