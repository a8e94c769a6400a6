import type { EntityManager } from 'typeorm';
import type { Amount } from '../money/index.js';
import { SYSTEM_ACCOUNTS, type AccountKind, type SystemAccount } from '../domain/index.js';

/** A currency as a whole, in minor units. Each figure is read from the chains by itself. */
export interface Treasury {
  readonly currency: string;
  /** What members own less what they owe. */
  readonly memberTotal: Amount;
  readonly systemAccounts: readonly { readonly name: SystemAccount; readonly balance: Amount }[];
  /** Always zero in books that are right. */
  readonly sumOfAllAccounts: Amount;
}

/**
 * Reads the newest entry of every chain in the currency: the system accounts are summed over their shards.
 * Costs by the number of accounts.
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
  const rows = await manager.query<{ kind: AccountKind; house: boolean; balance: string }[]>(
    `/* treasury */
     SELECT a.kind, a.wallet_id IS NULL AS house, sum(head.balance)::text AS balance
       FROM account a
      CROSS JOIN LATERAL (SELECT e.balance FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) head
      WHERE a.currency = $1
      GROUP BY a.kind, a.wallet_id IS NULL`,
    [currency],
  );
  const sum = (some: typeof rows): Amount =>
    some.reduce((total, row) => total + BigInt(row.balance), 0n);
  return {
    currency,
    memberTotal: sum(rows.filter((row) => !row.house)),
    systemAccounts: SYSTEM_ACCOUNTS.map((name) => ({
      name,
      balance: sum(rows.filter((row) => row.kind === name)),
    })),
    sumOfAllAccounts: sum(rows),
  };
}
