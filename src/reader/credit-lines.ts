import type { EntityManager } from 'typeorm';
import type { CreditTerms } from '../domain/index.js';

/** The newest row of a wallet's credit line. */
export interface CreditLineInForce extends CreditTerms {
  readonly seq: number;
  readonly createdAt: Date;
}

/** The credit lines in force, by wallet. Leaves out wallets without one. */
export async function readCreditLines(
  manager: EntityManager,
  walletIds: readonly string[],
): Promise<Map<string, CreditLineInForce>> {
  if (walletIds.length === 0) return new Map();
  const rows = await manager.query<
    {
      wallet_id: string;
      seq: string;
      approved: boolean;
      credit_limit: string;
      created_at: Date;
    }[]
  >(
    `/* creditLines */
     SELECT w.id AS wallet_id, line.seq, line.approved, line.credit_limit, line.created_at
       FROM unnest($1::uuid[]) AS w (id)
      CROSS JOIN LATERAL (SELECT * FROM credit_line c WHERE c.wallet_id = w.id ORDER BY c.seq DESC LIMIT 1) line`,
    [walletIds],
  );
  return new Map(
    rows.map((row) => [
      row.wallet_id,
      {
        approved: row.approved,
        limit: BigInt(row.credit_limit),
        seq: Number(row.seq),
        createdAt: row.created_at,
      },
    ]),
  );
}
