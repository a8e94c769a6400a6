import type { EntityManager } from 'typeorm';
import type { Amount } from '../money/index.js';
import type { AccountKind } from '../domain/index.js';
import { readAllSystemAccounts } from './permanent/system-accounts.js';

/** The totals of a currency, in minor units. Each figure is summed separately from the chains. */
export interface Treasury {
  readonly currency: string;
  /** Everything that members own, minus what they owe. */
  readonly memberTotal: Amount;
  /** All of the book, also those without an entry in this currency. */
  readonly systemAccounts: readonly { readonly name: string; readonly balance: Amount }[];
  /** Zero, unless the book is damaged. */
  readonly sumOfAllAccounts: Amount;
}

/**
 * Reads the newest entry of every chain in the currency, and sums the system accounts over their shards. The cost
 * grows with the number of accounts. Undefined if the book has no such currency.
 */
export async function readTreasury(
  manager: EntityManager,
  currency: string,
): Promise<Treasury | undefined> {
  const [known] = await manager.query<unknown[]>(
    `/* currencyKnown */ SELECT FROM currency WHERE code = $1`,
    [currency],
  );
  if (!known) return undefined;
  const rows = await manager.query<{ kind: AccountKind; is_system: boolean; balance: string }[]>(
    `/* treasury */
     SELECT a.kind, a.wallet_id IS NULL AS is_system, sum(head.balance)::text AS balance
       FROM account a
      CROSS JOIN LATERAL (SELECT e.balance FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) head
      WHERE a.currency = $1
      GROUP BY a.kind, a.wallet_id IS NULL`,
    [currency],
  );
  const sum = (selected: typeof rows): Amount =>
    selected.reduce((total, row) => total + BigInt(row.balance), 0n);
  return {
    currency,
    memberTotal: sum(rows.filter((row) => !row.is_system)),
    systemAccounts: (await readAllSystemAccounts(manager)).map(({ name }) => ({
      name,
      balance: sum(rows.filter((row) => row.is_system && row.kind === name)),
    })),
    sumOfAllAccounts: sum(rows),
  };
}
