import type { EntityManager } from 'typeorm';

/** An erasure as far as its statements need it. Bigints as text. */
export interface RunningErasure {
  readonly id: string;
  readonly ownerId: string;
  readonly createdAt: Date;
  readonly logPosition: string;
  /** The owner's wallets. */
  readonly walletIds: readonly string[];
}

/** A command whose texts are to be erased. */
export interface FoundCommand {
  readonly caller: string;
  readonly key: string;
  /** A bigint as text. */
  readonly position: string;
}

/** Erases the texts of wallets, but for what was written after the erasure's command. @returns how many had any */
export async function eraseWallets(
  manager: EntityManager,
  { createdAt }: RunningErasure,
  ids: readonly string[],
): Promise<number> {
  // In the ledger's order.
  await manager.query(
    `/* lockErasedWallets */ SELECT FROM wallet WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  return changed(
    manager,
    `/* eraseWallets */
     UPDATE wallet w
        SET display_name = NULL,
            metadata = CASE WHEN metadata_changed_at > $2 THEN metadata ELSE erased_value('metadata', metadata) END,
            status_reason = CASE WHEN status_changed_at > $2 THEN status_reason ELSE erased_text(status_reason) END
      WHERE id = ANY ($1::uuid[]) AND created_at <= $2
        AND (display_name IS NOT NULL OR metadata NOT IN ('{}', '{"erased": true}') OR status_reason <> '[erased]')
     RETURNING id`,
    [ids, createdAt],
  );
}

/** Erases the reasons for which tokens of the owner were revoked. */
export async function eraseRevocations(
  manager: EntityManager,
  { ownerId, createdAt }: RunningErasure,
): Promise<void> {
  await manager.query(
    `/* eraseRevocations */
     UPDATE token_revocation SET reason = erased_text(reason)
      WHERE subject = $1 AND revoked_at <= $2 AND reason <> '[erased]'`,
    [ownerId, createdAt],
  );
}

/** Erases the texts of those of these transactions that concern a wallet of the owner. @returns how many had any */
export async function eraseTransactions(
  manager: EntityManager,
  { id, createdAt, walletIds }: RunningErasure,
  ids: readonly string[],
): Promise<number> {
  await manager.query(
    `/* lockErasedTransactions */ SELECT FROM transaction WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  return changed(
    manager,
    `/* eraseTransactions */
     UPDATE transaction t
        SET reference = erased_text(reference), description = erased_text(description),
            metadata = erased_value('metadata', metadata), details = erased_value('details', details),
            splits = erased_value('splits', splits),
            status_reason = CASE WHEN status_changed_at > $4 THEN status_reason ELSE erased_text(status_reason) END,
            erasure_id = $2,
            erased_sha256 = coalesce(erased_sha256, texts_sha256(reference, description, metadata, details, splits))
      WHERE t.id = ANY ($1::uuid[])
        AND (t.wallet_id = ANY ($3::uuid[]) OR t.counter_wallet_id = ANY ($3::uuid[]) OR t.further_wallet_ids && $3::uuid[])
        AND (reference <> '[erased]' OR description <> '[erased]' OR metadata NOT IN ('{}', '{"erased": true}')
             OR details <> erased_value('details', details) OR splits <> erased_value('splits', splits)
             OR status_reason <> '[erased]' AND (status_changed_at > $4) IS NOT TRUE)
     RETURNING id`,
    [ids, id, walletIds, createdAt],
  );
}

/**
 * Erases the texts of commands, of the transactions that they made or changed, and of the schedules that they made and that
 * are over.
 * @returns how many commands and transactions had any
 */
export async function eraseCommands(
  manager: EntityManager,
  erasure: RunningErasure,
  found: readonly FoundCommand[],
): Promise<{ readonly commands: number; readonly transactions: number }> {
  const keys = [found.map(({ caller }) => caller), found.map(({ key }) => key)];
  const named = await manager.query<
    { transactions: string[] | null; schedules: string[] | null }[]
  >(
    `/* namedByErased */
     SELECT array_agg(DISTINCT named.id) FILTER (WHERE named.id IS NOT NULL) AS transactions,
            array_agg(DISTINCT c.outcome #>> '{done,scheduleId}') FILTER (WHERE c.outcome #> '{done,scheduleId}' IS NOT NULL) AS schedules
       FROM unnest($1::text[], $2::text[]) AS wanted (caller, key) JOIN command c USING (caller, key)
       LEFT JOIN LATERAL (
              SELECT c.outcome #>> '{done,transactionId}' AS id
               UNION ALL
              SELECT jsonb_path_query(c.outcome, '$.many.done[*].transactionId') #>> '{}') named ON true`,
    keys,
  );
  const { transactions, schedules } = named[0] ?? {};
  const erased = {
    transactions: transactions ? await eraseTransactions(manager, erasure, transactions) : 0,
    commands: await changed(
      manager,
      `/* eraseCommands */
       UPDATE command c
          SET input = erased_value('input', input::jsonb)::json, outcome = erased_outcome(outcome), erasure_id = $3
         FROM unnest($1::text[], $2::text[]) AS wanted (caller, key)
        WHERE c.caller = wanted.caller AND c.key = wanted.key
          AND (c.input::jsonb <> erased_value('input', c.input::jsonb) OR c.outcome <> erased_outcome(c.outcome))
       RETURNING c.position`,
      [...keys, erasure.id],
    ),
  };
  if (schedules)
    await manager.query(
      `/* eraseSchedules */
       UPDATE schedule SET input = erased_value('input', input)
        WHERE id = ANY ($1::uuid[]) AND status IN ('CANCELLED', 'ENDED') AND input <> erased_value('input', input)`,
      [schedules],
    );
  return erased;
}

/** Counted by its query, because RETURNING gives rows. */
async function changed(manager: EntityManager, sql: string, values: unknown[]): Promise<number> {
  const [row] = await manager.query<{ n: string }[]>(
    sql.replace(/^(\/\*.*\*\/)/, '$1 WITH changed AS (') + ') SELECT count(*) AS n FROM changed',
    values,
  );
  return Number(row?.n);
}
