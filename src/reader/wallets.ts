import type { EntityManager } from 'typeorm';
import { Wallet } from '../entities/index.js';
import { conditionsOf, searchOf, type WalletFilter } from './finding/wallet-search.js';
import type { Page, PageArguments } from './pages/page.js';
import { Parameters } from './pages/parameters.js';
import { pageByPosition } from './pages/position-pages.js';

export async function readWallets(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Wallet>> {
  const wallets = await manager
    .createQueryBuilder(Wallet, 'wallet')
    .where('wallet.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(wallets.map((wallet) => [wallet.id, wallet]));
}

/** What names a wallet besides its id. */
export interface WalletKey {
  readonly ownerId: string;
  readonly currency: string;
  readonly name: string;
}

/** The key as a text that no other key has. */
export function walletKeyText({ ownerId, currency, name }: WalletKey): string {
  // Neither a currency nor a name has a space.
  return `${currency} ${name} ${ownerId}`;
}

/** The wallets with these keys, by `walletKeyText`. */
export async function readNamedWallets(
  manager: EntityManager,
  keys: readonly WalletKey[],
): Promise<Map<string, Wallet>> {
  const wallets = await manager
    .createQueryBuilder(Wallet, 'wallet')
    .where(
      `(wallet.owner_id, wallet.currency, wallet.name) IN (
         SELECT * FROM unnest(:owners::text[], :currencies::text[], :names::text[]))`,
      {
        owners: keys.map(({ ownerId }) => ownerId),
        currencies: keys.map(({ currency }) => currency),
        names: keys.map(({ name }) => name),
      },
    )
    .getMany();
  return new Map(wallets.map((wallet) => [walletKeyText(wallet), wallet]));
}

/** The most wallets of one owner that are read at once. There is a list with pages for more. */
export const MAX_OWN_WALLETS = 200;

/**
 * The wallets of owners, by owner, ordered by currency and name: one more than `MAX_OWN_WALLETS` at most. Leaves out owners
 * without a wallet.
 */
export async function readWalletsOfOwners(
  manager: EntityManager,
  ownerIds: readonly string[],
): Promise<Map<string, Wallet[]>> {
  const wallets = await manager
    .createQueryBuilder(Wallet, 'wallet')
    .where(
      `wallet.id IN (
         SELECT first.id FROM unnest(:ownerIds::text[]) AS named (owner_id)
          CROSS JOIN LATERAL (
            SELECT w.id FROM wallet w WHERE w.owner_id = named.owner_id ORDER BY w.currency, w.name LIMIT :most) first)`,
      { ownerIds, most: MAX_OWN_WALLETS + 1 },
    )
    .orderBy('wallet.currency')
    .addOrderBy('wallet.name')
    .getMany();
  const byOwner = new Map<string, Wallet[]>();
  for (const wallet of wallets) {
    const owned = byOwner.get(wallet.ownerId);
    if (owned) owned.push(wallet);
    else byOwner.set(wallet.ownerId, [wallet]);
  }
  return byOwner;
}

/**
 * A page of wallets, newest first.
 * @throws InputError for a filter that too many rows would have to be read for
 */
export function readWalletsPage(
  manager: EntityManager,
  filter: WalletFilter,
  page: PageArguments,
): Promise<Page<Wallet>> {
  const parameters = new Parameters();
  const asked = conditionsOf(filter, parameters);
  const search = searchOf(asked);
  const conditions = Object.values(asked);
  return pageByPosition(
    manager,
    {
      name: 'wallets',
      entity: Wallet,
      table: 'wallet',
      conditions,
      parameters,
      ...(search && { search }),
    },
    page,
  );
}
