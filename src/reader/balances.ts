import type { EntityManager } from 'typeorm';
import { type Balance, balanceOf, type ChainHead, type WalletAccount } from '../domain/index.js';
import type { BookClock } from './book-clock.js';
import { readChainHeads, type AccountHead } from './chain-heads.js';
import { readChainHeadsAt, refusalOfFuture } from './chain-heads-at.js';
import type { InputError } from './pages/page.js';

/** The balances of wallets, by wallet id. Leaves out wallets without an account, which have a balance of zero. */
export async function readBalances(
  manager: EntityManager,
  walletIds: readonly string[],
): Promise<Map<string, Balance>> {
  return balancesOf(await readChainHeads(manager, walletIds));
}

/**
 * The balances as they were at a time, changes of exactly that time included. Leaves out wallets without an account,
 * which have a balance of zero.
 * @returns an InputError if the time is in the future
 */
export async function readBalancesAt(
  manager: EntityManager,
  clock: BookClock,
  walletIds: readonly string[],
  at: Date,
): Promise<Map<string, Balance> | InputError> {
  // The time comes from the first statement, so that a connection that pipelines sends both at once.
  const [refusal, heads] = await Promise.all([
    refusalOfFuture(manager, clock, at),
    readChainHeadsAt(manager, walletIds, at),
  ]);
  return refusal ?? balancesOf(heads);
}

function balancesOf(heads: readonly AccountHead[]): Map<string, Balance> {
  const byWallet = new Map<string, { currency: string; heads: Heads }>();
  for (const head of heads) {
    if (head.walletId === null) continue;
    const wallet = byWallet.get(head.walletId) ?? { currency: head.currency, heads: {} };
    wallet.heads[head.kind as WalletAccount] = head; // a constraint allows only these kinds for a wallet
    byWallet.set(head.walletId, wallet);
  }
  return new Map(
    [...byWallet].map(([id, wallet]) => [id, balanceOf(wallet.currency, wallet.heads)]),
  );
}

type Heads = Partial<Record<WalletAccount, ChainHead>>;
