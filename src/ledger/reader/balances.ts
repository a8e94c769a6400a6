import type { EntityManager } from 'typeorm';
import { Wallet } from '../../entities/index.js';
import { balanceOf, type Balance, type ChainHead } from '../balance.js';
import { readHeads } from '../heads.js';
import type { AccountKind, WalletAccount } from '../vocabulary.js';
import { InputError } from './page.js';

type WalletHead = ChainHead & {
  readonly walletId: string | null;
  readonly kind: AccountKind;
  readonly currency: string;
};

/** The balances of wallets, by wallet id. A wallet that does not exist is not in the answer. */
export async function readBalances(
  manager: EntityManager,
  walletIds: readonly string[],
): Promise<Map<string, Balance>> {
  return balances(manager, walletIds, await readHeads(manager, walletIds));
}

/**
 * The balances as they were at a moment, that moment included: of each chain, the last entry not
 * younger. A chain's entries are in the order of their time, so the place is found by bisection
 * over the primary key, at about two dozen look-ups among ten million entries.
 * @throws InputError for a moment in the future, of which nothing is known
 */
export async function readBalancesAt(
  manager: EntityManager,
  walletIds: readonly string[],
  at: Date,
): Promise<Map<string, Balance>> {
  const [clock] = await manager.query<{ future: boolean }[]>(
    `/* isFuture */ SELECT $1::timestamptz > clock_timestamp() AS future`,
    [at],
  );
  if (clock?.future)
    throw new InputError('at must not be in the future: the balance then is unknown.');
  const rows = await manager.query<
    { wallet_id: string; kind: AccountKind; currency: string; seq: string; balance: string }[]
  >(
    `/* balancesAt */
     WITH RECURSIVE bisection AS (
       SELECT a.id, a.wallet_id, a.kind, a.currency, 0::bigint AS low,
              (SELECT e.seq + 1 FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) AS high
         FROM account a WHERE a.wallet_id = ANY($1::uuid[])
       UNION ALL
       -- Between low, which is old enough (0: before the chain), and high, which is too young.
       SELECT b.id, b.wallet_id, b.kind, b.currency,
              CASE WHEN middle.created_at <= $2 THEN middle.seq ELSE b.low END,
              CASE WHEN middle.created_at <= $2 THEN b.high ELSE middle.seq END
         FROM bisection b
         JOIN entry middle ON middle.account_id = b.id AND middle.seq = (b.low + b.high) / 2
        WHERE b.high - b.low > 1)
     SELECT b.wallet_id, b.kind, b.currency, e.seq, e.balance
       FROM bisection b JOIN entry e ON e.account_id = b.id AND e.seq = b.low
      WHERE b.high - b.low = 1`,
    [walletIds, at],
  );
  const heads = rows.map((row) => ({
    walletId: row.wallet_id,
    kind: row.kind,
    currency: row.currency,
    seq: Number(row.seq),
    balance: BigInt(row.balance),
  }));
  return balances(manager, walletIds, heads);
}

/** From the heads of the wallets' accounts. A wallet without any account yet has a balance too, of zero. */
async function balances(
  manager: EntityManager,
  walletIds: readonly string[],
  heads: readonly WalletHead[],
): Promise<Map<string, Balance>> {
  const byWallet = new Map<string, { currency: string; heads: Heads }>();
  for (const head of heads) {
    if (head.walletId === null) continue;
    const wallet = byWallet.get(head.walletId) ?? { currency: head.currency, heads: {} };
    wallet.heads[head.kind as WalletAccount] = head; // the database holds a wallet's accounts to these kinds
    byWallet.set(head.walletId, wallet);
  }
  const without = walletIds.filter((id) => !byWallet.has(id));
  for (const { id, currency } of await currenciesOf(manager, without))
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
