import type { EntityManager } from 'typeorm';
import { counterpartyIdOf, type TransactionKind } from '../../domain/index.js';

/** What a statement says about the transaction of a line, and with whom the wallet dealt. */
export interface LineDetails {
  readonly kind: TransactionKind;
  readonly reference: string | null;
  readonly description: string | null;
  /** null: when it was created. */
  readonly effectiveAt: Date | null;
  /** The other wallet; null if the other side is the system. */
  readonly other: OtherWallet | null;
}

/** A wallet that dealt with that of a statement. */
export interface OtherWallet {
  readonly ownerId: string;
  readonly name: string;
  readonly displayName: string | null;
}

interface Parties {
  readonly kind: TransactionKind;
  readonly walletId: string | null;
  readonly counterWalletId: string | null;
}

interface TransactionRow extends Parties {
  readonly id: string;
  readonly reference: string | null;
  readonly description: string | null;
  readonly effectiveAt: Date | null;
  readonly original: Parties | null;
}

/**
 * The details of transactions, by id, for many lines at once: rows without entities, because a file of a million lines
 * would spend most of its time and memory on those.
 * @param walletId the wallet of the statement
 */
export async function readLineDetails(
  manager: EntityManager,
  transactionIds: readonly string[],
  walletId: string,
): Promise<Map<string, LineDetails>> {
  const rows = await manager.query<TransactionRow[]>(
    `/* lineDetails */
     SELECT t.id, t.kind, t.wallet_id AS "walletId", t.counter_wallet_id AS "counterWalletId",
            t.reference, t.description, t.effective_at AS "effectiveAt",
            CASE WHEN o.id IS NOT NULL THEN json_build_object(
              'kind', o.kind, 'walletId', o.wallet_id, 'counterWalletId', o.counter_wallet_id) END AS original
       FROM transaction t
       LEFT JOIN transaction o ON t.kind = 'REVERSAL' AND o.id = t.original_id
      WHERE t.id = ANY($1::uuid[])`,
    [transactionIds],
  );
  const otherIds = new Map(
    rows.map((row) => [row.id, counterpartyIdOf(row.original ?? row, walletId)]),
  );
  const others = await readOthers(manager, [...new Set(otherIds.values())]);
  return new Map(
    rows.map(({ id, kind, reference, description, effectiveAt }) => [
      id,
      {
        ...{ kind, reference, description, effectiveAt },
        other: others.get(otherIds.get(id) ?? '') ?? null,
      },
    ]),
  );
}

async function readOthers(
  manager: EntityManager,
  ids: readonly (string | null)[],
): Promise<Map<string, OtherWallet>> {
  const known = ids.filter((id) => id !== null);
  if (known.length === 0) return new Map();
  const rows = await manager.query<(OtherWallet & { id: string })[]>(
    `/* otherWallets */
     SELECT id, owner_id AS "ownerId", name, display_name AS "displayName" FROM wallet WHERE id = ANY($1::uuid[])`,
    [known],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
