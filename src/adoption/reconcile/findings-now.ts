import type { DataSource } from 'typeorm';

/** What the runs so far have left, for metrics. */
export interface FindingsNow {
  /** Open findings by code. A code that once had one is here, with 0. */
  readonly openByCode: Readonly<Record<string, number>>;
  /** The last run that came to a result of its own; undefined if none did. */
  readonly last:
    | {
        readonly status: 'PASSED' | 'FINDINGS' | 'FAILED';
        readonly startedAt: Date;
        readonly finishedAt: Date;
      }
    | undefined;
}

/**
 * Reads what the runs so far have left.
 * @param known number of the newest result at the last reading
 * @returns undefined, after one look-up, if there is no newer result
 */
export async function readFindingsNow(
  { manager }: Pick<DataSource, 'manager'>,
  known: string | undefined,
): Promise<(FindingsNow & { readonly number: string }) | undefined> {
  const [newest] = await manager.query<{ number: string }[]>(
    '/* newestReconciliation */ SELECT number FROM reconciliation_result ORDER BY number DESC LIMIT 1',
  );
  if (newest === undefined || newest.number === known) return undefined;
  const codes = await manager.query<{ code: string; open: string }[]>(
    `/* openFindingsByCode */
     SELECT f.code, count(*) FILTER (WHERE last.open) AS open
       FROM finding f
      CROSS JOIN LATERAL (
        SELECT open FROM finding_state WHERE finding_id = f.id ORDER BY number DESC LIMIT 1) last
      GROUP BY f.code ORDER BY f.code`,
  );
  const [last] = await manager.query<NonNullable<FindingsNow['last']>[]>(
    `/* lastReconciliation */
     SELECT status, started_at AS "startedAt", finished_at AS "finishedAt" FROM reconciliation_result
      WHERE status <> 'INTERRUPTED' ORDER BY number DESC LIMIT 1`,
  );
  const openByCode = Object.fromEntries(codes.map(({ code, open }) => [code, Number(open)]));
  return { number: newest.number, openByCode, last };
}
