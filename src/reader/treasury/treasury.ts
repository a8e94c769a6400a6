import type { EntityManager } from 'typeorm';
import type { Amount } from '../../money/index.js';
import type { AccountKind } from '../../domain/index.js';
import { type BookClock, readSnapshotTime } from '../book-clock.js';
import { readSystemBalancesAt, refuseFuture, type SystemBalance } from '../chain-heads-at.js';
import { readAllCurrencies, readCurrencies } from '../permanent/currencies.js';
import { readAllSystemAccounts } from '../permanent/system-accounts.js';

/** The totals of a currency at a moment, in minor units. */
export interface Treasury {
  readonly currency: string;
  /** The moment, changes of exactly that moment included. */
  readonly at: Date;
  /**
   * Everything that members own, minus what they owe. Of now it is summed from the chains of the wallets. Of the past it is
   * the opposite of the system accounts together, because there are few of their chains.
   */
  readonly memberTotal: Amount;
  /** All of the book, also those without an entry in this currency. */
  readonly systemAccounts: readonly { readonly name: string; readonly balance: Amount }[];
  /**
   * Zero, unless the book is damaged: wallets and system accounts are read apart. undefined for a moment of the past, where
   * `readWalletTotalsAt` reads what it takes.
   */
  readonly sumOfAllAccounts: Amount | undefined;
}

/**
 * The totals now. It reads the newest entry of every chain in these currencies, and sums the system accounts over their
 * shards. The cost grows with the number of accounts.
 * @param codes undefined: all currencies with an entry of a system account. One that the book does not have is left out
 * @returns in the order of the codes
 */
export async function readTreasuries(
  manager: EntityManager,
  codes: readonly string[] | undefined,
): Promise<Treasury[]> {
  const known = await knownCurrencies(manager, codes);
  const names = await readNames(manager);
  const rows = await manager.query<HeadSum[]>(
    `/* treasury */
     SELECT a.currency, a.kind, a.wallet_id IS NULL AS is_system, sum(head.balance)::text AS balance,
            max(head.created_at) AS last_at
       FROM account a
      CROSS JOIN LATERAL (
        SELECT e.balance, e.created_at FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) head
      WHERE a.currency = ANY($1)
      GROUP BY 1, 2, 3`,
    [known],
  );
  const used = new Set(rows.filter((row) => row.is_system).map(({ currency }) => currency));
  const currencies = known.filter((code) => codes !== undefined || used.has(code));
  const at = await readSnapshotTime(
    manager,
    rows.map(({ last_at }) => last_at),
  );
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    const balances = own
      .filter((row) => row.is_system)
      .map(({ kind, balance }) => ({ currency, name: kind, balance: BigInt(balance) }));
    const memberTotal = own
      .filter((row) => !row.is_system)
      .reduce((total, { balance }) => total + BigInt(balance), 0n);
    const systemAccounts = accountsOf(currency, names, balances);
    const sumOfAllAccounts = memberTotal + sumOf(balances);
    return { currency, at, memberTotal, systemAccounts, sumOfAllAccounts };
  });
}

interface HeadSum {
  readonly currency: string;
  readonly kind: AccountKind;
  readonly is_system: boolean;
  readonly balance: string;
  readonly last_at: Date;
}

/**
 * The totals at a moment of the past. It reads the chains of the system accounts alone, a few dozen rows of each.
 * @param codes as in `readTreasuries`
 * @throws InputError if the moment is in the future
 */
export async function readTreasuriesAt(
  manager: EntityManager,
  clock: BookClock,
  codes: readonly string[] | undefined,
  at: Date,
): Promise<Treasury[]> {
  await refuseFuture(manager, clock, at);
  const known = await knownCurrencies(manager, codes);
  const names = await readNames(manager);
  const balances = await readSystemBalancesAt(manager, known, at);
  const used = new Set(balances.map(({ currency }) => currency));
  const currencies = known.filter((code) => codes !== undefined || used.has(code));
  return currencies.map((currency) => {
    const own = balances.filter((balance) => balance.currency === currency);
    return {
      currency,
      at,
      memberTotal: -sumOf(own),
      systemAccounts: accountsOf(currency, names, own),
      sumOfAllAccounts: undefined,
    };
  });
}

/**
 * For each currency with an account of a wallet, what the wallets had together at a moment, changes of exactly that moment
 * included: the newest balances, less what has been added since. So it says the same as `readTreasuriesAt`, unless the book
 * is damaged, and does not follow from it. The cost grows with the number of accounts, and with what was written since.
 */
export async function readWalletTotalsAt(
  manager: EntityManager,
  at: Date,
): Promise<ReadonlyMap<string, Amount>> {
  const rows = await manager.query<{ currency: string; total: string }[]>(
    `/* walletTotalsAt */
     WITH now AS (
       SELECT a.currency, sum(head.balance) AS total
         FROM account a
        CROSS JOIN LATERAL (SELECT e.balance FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) head
        WHERE a.wallet_id IS NOT NULL
        GROUP BY 1),
     later AS (
       SELECT a.currency, sum(e.amount) AS total
         FROM entry e JOIN account a ON a.id = e.account_id
        WHERE e.created_at > $1 AND a.wallet_id IS NOT NULL
        GROUP BY 1)
     SELECT now.currency, (now.total - coalesce(later.total, 0))::text AS total
       FROM now LEFT JOIN later ON later.currency = now.currency`,
    [at],
  );
  return new Map(rows.map(({ currency, total }) => [currency, BigInt(total)]));
}

/** The codes that the book has, in order. */
async function knownCurrencies(
  manager: EntityManager,
  codes: readonly string[] | undefined,
): Promise<string[]> {
  const currencies = codes
    ? await readCurrencies(manager, codes)
    : await readAllCurrencies(manager);
  return currencies.map(({ code }) => code).sort();
}

async function readNames(manager: EntityManager): Promise<string[]> {
  return (await readAllSystemAccounts(manager)).map(({ name }) => name);
}

function accountsOf(
  currency: string,
  names: readonly string[],
  balances: readonly SystemBalance[],
): Treasury['systemAccounts'] {
  const byName = new Map(balances.map(({ name, balance }) => [name, balance]));
  return names.map((name) => ({ name, balance: byName.get(name) ?? 0n }));
}

function sumOf(balances: readonly SystemBalance[]): Amount {
  return balances.reduce((total, { balance }) => total + balance, 0n);
}
