/**
 * The words of the book. Names in the code, the SDL and the tables come from here.
 *
 * account        a chain of entries in one currency. Each entry carries the balance after it, so the newest entry
 *                holds the account's balance. No other place stores one.
 * entry          account, seq, transaction, phase, signed amount, running balance. Written once.
 * head           the newest entry of an account; seq 0 and balance 0 if the account has none yet.
 * transaction    what a caller did, with a kind and a status. Its entries sum to zero in each currency and phase.
 * phase          the effect of a group of entries: HOLD reserves, POST moves for good, RELEASE gives a reservation
 *                back, REVERT takes back what was posted.
 * hold           a wallet's money that a pending withdrawal or purchase reserves: its HOLD entries. It ends when it
 *                is captured (posted) or released.
 * capture        the part of a purchase's hold that is spent on completion. The rest is released.
 * refund         a transaction that gives back a captured purchase, or a part of it.
 * wallet         an owner's accounts in one currency, under a name; the row that a commit locks.
 * split          a part of a transaction's amount that goes to a receiver of its own: a wallet, or a system account of
 *                the operator's own. The rest goes where the whole amount would go.
 * share          the part of a take-back (a refund, what is not captured, a failure) that a receiver gives back.
 * further wallet a wallet of a transaction beside its first two: the receiver of a split, or a wallet of a posting.
 * posting        a transaction that an admin or a program composes of legs: amounts that go into or out of wallets and
 *                system accounts, and add up to zero in each currency. In the code a posting is also one entry to write.
 * system account the counterpart of money that enters or leaves wallets, such as EXTERNAL or SALES, or one of the
 *                operator's own, such as FEES. One exists for each name and currency. It has a chain in each shard, and
 *                its balance is the sum over the shards.
 * shard          one chain of each system account. Commits that run at once take different shards, so that they
 *                never wait for the same chain.
 * credit line    how much an owner may owe: a limit, and whether it is approved. Drawing brings credit into the
 *                wallet; the owner owes it until it is repaid.
 * quote          the terms of one exchange between two currencies. Valid once, until it expires.
 * movement       the rules of one mutation: what it locks, and which entries follow or why it is refused.
 * command        one call of a mutation: caller, key, input, outcome.
 * key            idempotency key: the caller's name for one intent. The same key and input again give the first
 *                outcome.
 * outcome        the result of a command: done or refused. Stored in the commit that carried the command out.
 * refusal        the rules' answer instead of moving money: data, not an error.
 */

/**
 * A wallet's accounts, in the order in which they are listed.
 * - CASH: money that can be withdrawn, transferred or spent now.
 * - HELD: cash that pending withdrawals and purchases reserve.
 * - CREDIT: drawn credit, neither spent nor reserved.
 * - HELD_CREDIT: drawn credit that pending purchases reserve. Separate from HELD, because a release gives cash back as
 *   cash and credit as credit, and because `Balance.cash` and `Balance.credit` include what is held.
 * - OWED: the owner's debt for drawn credit, as a negative balance.
 */
export const WALLET_ACCOUNTS = ['CASH', 'HELD', 'CREDIT', 'HELD_CREDIT', 'OWED'] as const;
export type WalletAccount = (typeof WALLET_ACCOUNTS)[number];

/** The system accounts that come with the book, one of each for each currency, in shards. They may go below zero. */
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
export type BuiltInAccount = (typeof SYSTEM_ACCOUNTS)[number];

declare const OWN: unique symbol;

/**
 * The name of a system account of the operator's own, such as FEES, that the book has. A text becomes one only by
 * `LockedState.systemAccount`, so that no movement posts to an account without knowing that it exists.
 */
export type OwnAccount = string & { readonly [OWN]: true };

export type SystemAccount = BuiltInAccount | OwnAccount;

const SYSTEM_ACCOUNT_NAME = /^[A-Z][A-Z0-9_]{1,31}$/;

/** Whether `text` has the shape of a system account's name. Does not check whether the book has such an account. */
export function isSystemAccountName(text: string): boolean {
  return SYSTEM_ACCOUNT_NAME.test(text);
}

export type AccountKind = WalletAccount | SystemAccount;

export const PHASES = ['HOLD', 'POST', 'RELEASE', 'REVERT'] as const;
export type Phase = (typeof PHASES)[number];

export const WALLET_STATUSES = ['ACTIVE', 'FROZEN', 'CLOSED'] as const;
export type WalletStatus = (typeof WALLET_STATUSES)[number];

export const TRANSACTION_STATUSES = ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];

/** The details of a transfer of which the receiver may read the metadata too. */
export const SHARED_METADATA = { metadata: 'SHARED' } as const;

/** Whether the payer of this transaction let the receiver read its metadata. */
export function sharesMetadata(details: Readonly<Record<string, unknown>>): boolean {
  return details['metadata'] === SHARED_METADATA.metadata;
}
