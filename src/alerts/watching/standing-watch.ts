import type { EntityManager } from 'typeorm';
import { type Amount } from '../../money/index.js';
import type { RoundOf } from './chain-watch.js';
import { type Sight, textOf } from './summaries.js';
import { readWatched } from './watched.js';

/** Most crossings that are raised in a round. */
const MOST = 500;

interface FindingRow {
  readonly monitorId: string;
  readonly findingId: string;
  readonly number: string;
  readonly code: string;
  readonly scope: string;
  readonly subject: string;
  readonly walletId: string | null;
  readonly transactionId: string | null;
  readonly expected: string;
  readonly actual: string;
  readonly finishedAt: Date;
}

/**
 * Raises the findings that opened, or opened again, by a run that ended after the watch began.
 * @returns whether these were all
 */
export async function watchFindings(round: RoundOf): Promise<boolean> {
  const rows = await round.manager.query<FindingRow[]>(
    `/* openedFindings */
     SELECT m.id AS "monitorId", f.id AS "findingId", s.number, f.code, f.scope, f.subject, f.wallet_id AS "walletId",
            f.transaction_id AS "transactionId", s.expected, s.actual, r.finished_at AS "finishedAt"
       FROM monitor m
       JOIN reconciliation_result r ON r.number > m.after_result
       JOIN finding_state s ON s.number = r.number AND s.open
       JOIN finding f ON f.id = s.finding_id
      WHERE m.status = 'ACTIVE' AND m.watches = 'FINDING'
        AND (SELECT p.open FROM finding_state p WHERE p.finding_id = s.finding_id AND p.number < s.number
              ORDER BY p.number DESC LIMIT 1) IS NOT TRUE
        AND NOT EXISTS (SELECT FROM alert a
                         WHERE a.monitor_id = m.id AND a.crossing = 'finding·' || s.finding_id || '·' || s.number)
      ORDER BY s.number, f.id LIMIT ${MOST}`,
  );
  await raiseAll(round, 'FINDING', rows, (row) => ({
    crossing: `finding·${row.findingId}·${row.number}`,
    ...{ walletId: row.walletId, transactionId: row.transactionId },
    summary:
      `A reconciliation of ${row.scope} found ${row.code} in ${row.subject}: expected ${row.expected}, is ${row.actual}.`.slice(
        0,
        2_000,
      ),
    data: {
      ...{ findingId: row.findingId, code: row.code, scope: row.scope, subject: row.subject },
      ...{ expected: row.expected, actual: row.actual },
    },
    happenedAt: row.finishedAt.toISOString(),
  }));
  return rows.length < MOST;
}

interface HoldRow {
  readonly monitorId: string;
  readonly transactionId: string;
  readonly walletId: string | null;
  readonly kind: string;
  readonly amount: string;
  readonly code: string;
  readonly digits: number;
  readonly expiresAt: Date;
}

/** Raises the holds that should have been released for longer than the monitor allows. */
export async function watchHolds(round: RoundOf): Promise<void> {
  const rows = await round.manager.query<HoldRow[]>(
    `/* stuckHolds */
     SELECT m.id AS "monitorId", t.id AS "transactionId", t.wallet_id AS "walletId", t.kind, t.amount, c.code, c.digits,
            t.expires_at AS "expiresAt"
       FROM monitor m
       JOIN transaction t ON t.status = 'PENDING' AND t.expires_at <= now() - m.seconds * interval '1 second'
       JOIN currency c ON c.code = t.currency
      WHERE m.status = 'ACTIVE' AND m.watches = 'HOLD_STUCK'
        AND NOT EXISTS (SELECT FROM alert a WHERE a.monitor_id = m.id AND a.crossing = 'hold·' || t.id)
      ORDER BY t.expires_at, t.id LIMIT ${MOST}`,
  );
  await raiseAll(round, 'HOLD_STUCK', rows, (row) => {
    const amount = textOf(BigInt(row.amount) satisfies Amount, row);
    const expiredAt = row.expiresAt.toISOString();
    return {
      crossing: `hold·${row.transactionId}`,
      ...{ walletId: row.walletId, transactionId: row.transactionId },
      summary: `The hold of a ${row.kind.toLowerCase()} of ${amount.withCode} expired at ${expiredAt} and is not released.`,
      data: { amount: amount.text, currency: row.code, expiredAt },
      happenedAt: expiredAt,
    };
  });
}

async function raiseAll<Row extends { readonly monitorId: string }>(
  { manager, raising }: RoundOf,
  kind: 'FINDING' | 'HOLD_STUCK',
  rows: readonly Row[],
  sightOf: (row: Row) => Sight,
): Promise<void> {
  if (rows.length === 0) return;
  const monitors = new Map((await readWatched(manager, [kind])).map((one) => [one.monitorId, one]));
  await Promise.all(
    rows.map(async (row) => {
      const monitor = monitors.get(row.monitorId);
      if (monitor) await raising.raise(monitor, sightOf(row));
    }),
  );
}

/** The newest result of a reconciliation: without another one there are no other findings. */
export async function newestResult(manager: EntityManager): Promise<string> {
  const [row] = await manager.query<{ number: string | null }[]>(
    '/* newestResult */ SELECT max(number) AS number FROM reconciliation_result',
  );
  return row?.number ?? '0';
}
