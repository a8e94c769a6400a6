import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { inTransaction } from '../../database/index.js';
import type { ReportContent, ReportPeriod } from '../../domain/index.js';
import { readRaised } from './alerts.js';
import { readFindings } from './findings.js';
import { readGatewayFigures } from './gateways.js';
import { endOfPeriodSql, startOfLastSql } from './period-sql.js';
import { readRefusals, readRefusedCallers } from './refusals.js';
import { readLate, type Scope } from './scope.js';
import { readCorrections, readLargest, readTotals } from './transactions.js';

export interface Making {
  readonly period: ReportPeriod;
  /** The name of a time zone in the IANA database. */
  readonly timeZone: string;
  /** The time of the book. */
  readonly now: Date;
  /** Asks up to where the log is settled now. */
  readonly settle: () => Promise<bigint>;
  /** How long after its end a report is made, in milliseconds: until then gateways say what they counted. */
  readonly afterMs: number;
}

interface Due {
  readonly from: Date;
  readonly to: Date;
  readonly previousEnd: string | null;
  readonly previousResult: string | null;
}

/**
 * Makes the next report of a period, if it is due. It begins where the last one ended. The first one of a book is that of the
 * last period that is over. Of any number of gateways one makes it.
 * @returns whether one was made, so that another one may be due
 */
export async function makeNextReport(source: DataSource, making: Making): Promise<boolean> {
  return inTransaction(source, async (manager) => {
    if (!(await takeTurn(manager))) return false;
    const due = await readDue(manager, making);
    if (!due) return false;
    const { from, to } = due;
    // After the lock was taken, so it is not before the end of the last report.
    const end = await making.settle();
    const previousEnd = due.previousEnd === null ? end : BigInt(due.previousEnd);
    const late = await readLate(manager, { from, end }, previousEnd);
    const content = await gather(manager, { from, to, end, late }, due.previousResult ?? undefined);
    await manager.query(
      `/* storeReport */
       INSERT INTO report (id, period, from_at, to_at, time_zone, log_end, content, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[uuidv7(), making.period, from, to, making.timeZone],
        ...[end.toString(), JSON.stringify(content), making.now],
      ],
    );
    return true;
  });
}

/** Whether no other gateway makes a report of this book now. */
async function takeTurn(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query<{ taken: boolean }[]>(
    `/* reportLock */ SELECT pg_try_advisory_xact_lock(hashtextextended('onebook.' || current_schema() || '.report', 0)) AS taken`,
  );
  return row?.taken ?? false;
}

async function readDue(
  manager: EntityManager,
  { period, timeZone, now, afterMs }: Making,
): Promise<Due | undefined> {
  const [row] = await manager.query<Due[]>(
    `/* dueReport */
     WITH last AS (
       SELECT to_at, log_end, content #>> '{findings,lastResult}' AS result
         FROM report WHERE period = $1 ORDER BY to_at DESC LIMIT 1),
     next AS (
       SELECT coalesce((SELECT to_at FROM last), ${startOfLastSql(period, '$4::timestamptz', '$2')}) AS from_at)
     SELECT n.from_at AS "from", e.to_at AS "to", (SELECT log_end FROM last) AS "previousEnd",
            (SELECT result FROM last) AS "previousResult"
       FROM next n CROSS JOIN LATERAL (SELECT ${endOfPeriodSql(period, 'n.from_at', '$2')} AS to_at) e
      WHERE e.to_at <= $4::timestamptz - $3 * interval '1 millisecond'
        AND (EXISTS (SELECT FROM last) OR EXISTS (SELECT FROM command WHERE created_at < e.to_at))`,
    [period, timeZone, afterMs, now],
  );
  return row;
}

async function gather(
  manager: EntityManager,
  scope: Scope,
  previousResult: string | undefined,
): Promise<ReportContent> {
  return {
    totals: await readTotals(manager, scope),
    largest: await readLargest(manager, scope),
    corrections: await readCorrections(manager, scope),
    refusals: await readRefusals(manager, scope),
    refusedCallers: await readRefusedCallers(manager, scope),
    findings: await readFindings(manager, scope, previousResult),
    alerts: await readRaised(manager, scope),
    gateways: await readGatewayFigures(manager, scope),
  };
}
