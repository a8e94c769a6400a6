import type { EntityManager } from 'typeorm';
import {
  figuresOf,
  TRANSACTION_KINDS,
  type TransactionKind,
  WALLET_ACCOUNTS,
} from '../../domain/index.js';
import type { Amount } from '../../money/index.js';
import type { ChainRange } from './ranges.js';

/** The lines of a statement whose transactions are of one kind. Amounts are in minor units. */
export interface StatementTotal {
  readonly currency: string;
  readonly kind: TransactionKind;
  /** Number of lines. */
  readonly count: number;
  /** Sum of the lines that added money; not below zero. */
  readonly moneyIn: Amount;
  /** Sum of the lines that took money away; not above zero. */
  readonly moneyOut: Amount;
}

/** The accounts whose balances add up to `Balance.total`. */
const IN_TOTAL = WALLET_ACCOUNTS.filter((kind) => figuresOf({ [kind]: 1n }).total === 1n);

/** The sums of the lines in these parts of a wallet's chains, in the order of the vocabulary. Reads each of their entries. */
export async function readStatementTotals(
  manager: EntityManager,
  currency: string,
  ranges: readonly ChainRange[],
): Promise<StatementTotal[]> {
  const rows = await manager.query<
    { kind: TransactionKind; count: string; money_in: string; money_out: string }[]
  >(
    `/* statementTotals */
     WITH line AS (
       SELECT e.transaction_id, coalesce(sum(e.amount) FILTER (WHERE e.account_kind = ANY($4)), 0) AS amount
         FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS part (account_id, low, high)
         JOIN entry e ON e.account_id = part.account_id AND e.seq > part.low AND e.seq <= part.high
        WHERE e.phase IN ('POST', 'REVERT')
        GROUP BY e.transaction_id, e.phase)
     SELECT t.kind, count(*) AS count,
            coalesce(sum(line.amount) FILTER (WHERE line.amount > 0), 0) AS money_in,
            coalesce(sum(line.amount) FILTER (WHERE line.amount < 0), 0) AS money_out
       FROM line JOIN transaction t ON t.id = line.transaction_id
      GROUP BY t.kind`,
    [
      ranges.map(({ accountId }) => accountId),
      ranges.map(({ low }) => low),
      ranges.map(({ high }) => high),
      IN_TOTAL,
    ],
  );
  return rows
    .map((row) => ({
      currency,
      kind: row.kind,
      count: Number(row.count),
      moneyIn: BigInt(row.money_in),
      moneyOut: BigInt(row.money_out),
    }))
    .sort((a, b) => TRANSACTION_KINDS.indexOf(a.kind) - TRANSACTION_KINDS.indexOf(b.kind));
}
