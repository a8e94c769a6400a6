import { type AccountName, type SystemAccount, walletIdsOf } from '../../domain/index.js';
import type { ExchangeQuote, Transaction, Wallet } from '../../entities/index.js';
import type { Locks, Posting } from '../movement.js';
import type { Claim } from './named-rows.js';

/** Whether a command can post to system accounts: it names them, or has the entries of a transaction that may name some. */
export function mayPostToSystemAccounts({ locks }: Pick<Claim, 'locks'>): boolean {
  const { systemAccounts = [], namedAccounts = [], entries = false } = locks;
  return systemAccounts.length > 0 || namedAccounts.length > 0 || entries;
}

/**
 * The system accounts to which commands may post: those of their kinds, in the currencies of the wallets that they lock,
 * those that they name with a currency, and those in the entries and splits of their transactions. The shard does not matter here. One
 * that a command names may not exist: an earlier command of the batch may create it.
 */
export function systemAccountsOf(
  locks: readonly Locks[],
  rows: {
    readonly wallets: readonly Wallet[];
    readonly transactions: readonly Transaction[];
    readonly quotes: readonly ExchangeQuote[];
    readonly postings: ReadonlyMap<string, readonly Posting[]>;
  },
): AccountName[] {
  const currencies = new Map(rows.wallets.map((wallet) => [wallet.id, wallet.currency]));
  const sides = sidesOf(rows);
  const divided = splitAccountsOf(rows.transactions);
  const accounts = new Map<string, AccountName>();
  const add = (kind: AccountName['kind'], currency: string | undefined): void => {
    if (currency === undefined) return; // a wallet that does not exist
    accounts.set(`${currency}/${kind}`, { walletId: null, kind, currency });
  };
  for (const lock of locks) {
    const named = [...(lock.transactions ?? []), ...(lock.quotes ?? [])];
    const ids = [...(lock.wallets ?? []), ...named.flatMap((id) => sides.get(id) ?? [])];
    for (const kind of lock.systemAccounts ?? [])
      for (const id of ids) add(kind, currencies.get(id));
    for (const { name, currency } of lock.namedAccounts ?? []) add(name as SystemAccount, currency);
    if (!lock.entries) continue;
    for (const id of lock.transactions ?? [])
      for (const { kind, currency } of [...(divided.get(id) ?? []), ...postedBy(rows, id)])
        add(kind, currency);
  }
  return [...accounts.values()];
}

/** The wallets of each transaction and quote, by its id. */
function sidesOf({
  transactions,
  quotes,
}: {
  readonly transactions: readonly Transaction[];
  readonly quotes: readonly ExchangeQuote[];
}): Map<string, readonly string[]> {
  const sides = new Map<string, readonly string[]>();
  for (const transaction of transactions) sides.set(transaction.id, walletIdsOf(transaction));
  for (const { id, fromWalletId, toWalletId } of quotes) sides.set(id, [fromWalletId, toWalletId]);
  return sides;
}

/** The system accounts in the entries of a transaction. */
function postedBy(
  { postings }: { readonly postings: ReadonlyMap<string, readonly Posting[]> },
  transactionId: string,
): AccountName[] {
  const accounts = (postings.get(transactionId) ?? []).map(({ account }) => account);
  return accounts.filter(({ walletId }) => walletId === null);
}

/** The system accounts that receive splits of each transaction, by its id. */
function splitAccountsOf(transactions: readonly Transaction[]): Map<string, AccountName[]> {
  return new Map(
    transactions.map(({ id, splits, currency }) => [
      id,
      splits.flatMap((split) =>
        'systemAccount' in split ? [{ walletId: null, kind: split.systemAccount, currency }] : [],
      ),
    ]),
  );
}
