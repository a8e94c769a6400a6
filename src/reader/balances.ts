import type { EntityManager } from 'typeorm';
import { Wallet } from '../entities/index.js';
import { type Balance, balanceOf, type ChainHead, type WalletAccount } from '../domain/index.js';
import type { BookClock } from './book-clock.js';
import { readChainHeads, type AccountHead } from './chain-heads.js';
import { readChainHeadsAt, refuseFuture } from './chain-heads-at.js';

/** The balances of wallets, by wallet id. Leaves out wallets that do not exist. */
export async function readBalances(
  manager: EntityManager,
  walletIds: readonly string[],
): Promise<Map<string, Balance>> {
  return balances(manager, walletIds, await readChainHeads(manager, walletIds));
}

/**
 * The balances as they were at a time, changes of exactly that time included. Leaves out wallets that do not exist.
 * @throws InputError if the time is in the future
 */
export async function readBalancesAt(
  manager: EntityManager,
  clock: BookClock,
  walletIds: readonly string[],
  at: Date,
): Promise<Map<string, Balance>> {
  await refuseFuture(manager, clock, at);
  return balances(manager, walletIds, await readChainHeadsAt(manager, walletIds, at));
}

/** Balances from chain heads. A wallet that has no account yet has a balance of zero. */
async function balances(
  manager: EntityManager,
  walletIds: readonly string[],
  heads: readonly AccountHead[],
): Promise<Map<string, Balance>> {
  const byWallet = new Map<string, { currency: string; heads: Heads }>();
  for (const head of heads) {
    if (head.walletId === null) continue;
    const wallet = byWallet.get(head.walletId) ?? { currency: head.currency, heads: {} };
    wallet.heads[head.kind as WalletAccount] = head; // a constraint allows only these kinds for a wallet
    byWallet.set(head.walletId, wallet);
  }
  const withoutAccount = walletIds.filter((id) => !byWallet.has(id));
  for (const { id, currency } of await currenciesOf(manager, withoutAccount))
    byWallet.set(id, { currency, heads: {} });
  return new Map(
    [...byWallet].map(([id, wallet]) => [id, balanceOf(wallet.currency, wallet.heads)]),
  );
}

type Heads = Partial<Record<WalletAccount, ChainHead>>;

async function currenciesOf(manager: EntityManager, ids: readonly string[]): Promise<Wallet[]> {
  if (ids.length === 0) return [];
  return manager
    .createQueryBuilder(Wallet, 'wallet')
    .select(['wallet.id', 'wallet.currency'])
    .where('wallet.id = ANY(:ids)', { ids })
    .getMany();
}
