import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';

/** A run that is wanted. */
export interface WantedRun {
  readonly id: string;
  readonly origin: 'REQUEST' | 'SCHEDULE' | 'COMMAND';
}

/**
 * How long the server keeps the transaction of a run whose process it no longer hears. Milliseconds; the run says that it
 * is there three times as often.
 */
const SILENT_MS = 30_000;

/**
 * Runs `work` in a transaction that holds the lock of runs. The lock ends with the transaction, also if the process is
 * killed or the network breaks. READ COMMITTED, so each statement sees what the run before it committed.
 * @returns undefined, without calling `work`, if another run holds the lock
 */
export async function holdingTheLock<T>(
  manager: EntityManager,
  work: () => Promise<T>,
): Promise<T | undefined> {
  await manager.query(
    `/* reconcilerTimeout */ SELECT set_config('idle_in_transaction_session_timeout', '${SILENT_MS}', true)`,
  );
  const held = await manager.query<unknown[]>(
    '/* reconcilerLock */ SELECT number FROM reconciler FOR UPDATE SKIP LOCKED',
  );
  if (held.length === 0) return undefined;
  const alive = setInterval(() => {
    // If it fails, so does the statement that stores the result, and that is where it is said.
    manager.query('/* reconcilerAlive */ SELECT 1').catch(() => undefined);
  }, SILENT_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(alive);
  }
}

/** The oldest run that a gateway has to carry out; undefined if there is none. */
export async function findWanted({
  manager,
}: Pick<DataSource, 'manager'>): Promise<WantedRun | undefined> {
  const [run] = await manager.query<WantedRun[]>(
    `/* wantedReconciliation */
     SELECT r.id, r.origin FROM reconciliation r
      WHERE r.origin <> 'COMMAND'
        AND NOT EXISTS (SELECT FROM reconciliation_result e WHERE e.reconciliation_id = r.id)
      ORDER BY r.position LIMIT 1`,
  );
  return run;
}

/** Adds the run of a command, which carries it out itself. Committed at once, so that everyone sees it run. */
export async function addCommandRun(
  { manager }: Pick<DataSource, 'manager'>,
  askedBy: string,
): Promise<WantedRun> {
  const id = uuidv7();
  await manager.query(
    `/* addCommandReconciliation */
     INSERT INTO reconciliation (id, origin, asked_by, created_at)
     VALUES ($1, 'COMMAND', $2, date_trunc('milliseconds', clock_timestamp())) RETURNING id`,
    [id, askedBy],
  );
  return { id, origin: 'COMMAND' };
}

/**
 * Adds the run of a UTC day, once for all gateways: the last one that is due, unless it was added before or was due before
 * the book began.
 * @param atMinute minute of the day
 */
export async function addDueRun(
  { manager }: Pick<DataSource, 'manager'>,
  atMinute: number,
  askedBy: string,
): Promise<void> {
  await manager.query(
    `/* addDueReconciliation */
     WITH due AS (
       SELECT (now() AT TIME ZONE 'UTC' - make_interval(mins => $2))::date AS day)
     INSERT INTO reconciliation (id, origin, due, asked_by, created_at)
     SELECT $1, 'SCHEDULE', due.day, $3, date_trunc('milliseconds', clock_timestamp()) FROM due
      WHERE NOT EXISTS (SELECT FROM reconciliation r WHERE r.due >= due.day)
        AND (due.day + make_interval(mins => $2)) AT TIME ZONE 'UTC'
            >= (SELECT created_at FROM system_account WHERE name = 'EXTERNAL')
     ON CONFLICT (due) DO NOTHING RETURNING id`,
    [uuidv7(), atMinute, askedBy],
  );
}

/** A condition: run `r` is one of a command, without a result. */
const IS_GONE = `r.origin = 'COMMAND'
        AND NOT EXISTS (SELECT FROM reconciliation_result e WHERE e.reconciliation_id = r.id)`;

/** Ends the runs of commands that are gone. Under the lock: the process that ran one held it until its result was stored. */
export async function endInterrupted({ manager }: Pick<DataSource, 'manager'>): Promise<void> {
  const [gone] = await manager.query<unknown[]>(
    `/* interruptedReconciliations */ SELECT r.id FROM reconciliation r WHERE ${IS_GONE} LIMIT 1`,
  );
  if (gone === undefined) return;
  await manager.query(
    `/* endInterruptedReconciliations */
     INSERT INTO reconciliation_result
       (reconciliation_id, number, status, reason, started_at, finished_at, scopes, inputs, totals)
     SELECT r.id,
            (SELECT coalesce(max(number), 0) FROM reconciliation_result) + row_number() OVER (ORDER BY r.position),
            'INTERRUPTED', 'The process of the command ended before the run did. Run the command again.',
            r.created_at, greatest(r.created_at, date_trunc('milliseconds', clock_timestamp())), '{}', '[]', '{}'
       FROM reconciliation r WHERE ${IS_GONE}
     RETURNING number`,
  );
}
