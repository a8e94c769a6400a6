import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { type FoundFinding, identityOf } from './finding.js';
import type { Compared, StoredOutcome } from './outcome.js';

/** What became of findings by a run. */
interface Changed {
  /** Findings of the run that were not open before. */
  readonly opened: number;
  /** Earlier findings that it no longer saw. */
  readonly closed: number;
  /** Findings of earlier runs that are open still, by scope: this one did not compare that, or not all of it. */
  readonly left: readonly { readonly scope: string; readonly findings: number }[];
}

/**
 * Stores the outcome of a run and its findings, under the lock of runs.
 * @param whole what it looked through to its end: only there is a finding gone that it did not see
 */
export async function storeOutcome(
  manager: EntityManager,
  outcome: StoredOutcome,
  whole: readonly Pick<Compared, 'scope' | 'days'>[],
): Promise<Changed> {
  const [next] = await manager.query<{ number: string }[]>(
    `/* nextReconciliation */ SELECT coalesce(max(number), 0) + 1 AS number FROM reconciliation_result`,
  );
  const number = next?.number ?? '1';
  const found = distinct(outcome.findings);
  await addFindings(manager, [...found.values()], outcome.startedAt);
  const opened = await openFindings(manager, number, found);
  const closed = await closeFindings(manager, number, [...found.keys()], whole);
  await manager.query(
    `/* storeReconciliation */
     INSERT INTO reconciliation_result
       (reconciliation_id, number, status, reason, started_at, finished_at, scopes, inputs, totals)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING number`,
    [
      ...[outcome.reconciliationId, number, outcome.status, outcome.reason],
      ...[outcome.startedAt, outcome.finishedAt, outcome.scopes, JSON.stringify(outcome.inputs)],
      JSON.stringify({ ...outcome.totals, findings: found.size, opened, closed }),
    ],
  );
  return { opened, closed, left: await findLeft(manager, [...found.keys()]) };
}

function findLeft(manager: EntityManager, seen: readonly string[]): Promise<Changed['left']> {
  return manager.query(
    `/* findingsLeft */
     SELECT f.scope, count(*)::float8 AS findings
       FROM finding f
      CROSS JOIN LATERAL (
        SELECT open FROM finding_state WHERE finding_id = f.id ORDER BY number DESC LIMIT 1) last
      WHERE last.open
        AND NOT EXISTS (SELECT FROM unnest($1::text[]) AS s (identity) WHERE decode(s.identity, 'hex') = f.identity)
      GROUP BY f.scope ORDER BY f.scope`,
    [seen],
  );
}

/** The findings by their identity in hexadecimal digits. Of two that are the same, the first. */
function distinct(findings: readonly FoundFinding[]): Map<string, FoundFinding> {
  const found = new Map<string, FoundFinding>();
  for (const finding of findings) {
    const identity = identityOf(finding).toString('hex');
    if (!found.has(identity)) found.set(identity, finding);
  }
  return found;
}

async function addFindings(
  manager: EntityManager,
  findings: readonly FoundFinding[],
  at: Date,
): Promise<void> {
  if (findings.length === 0) return;
  const idOf = (table: string) =>
    findings.map(({ about }) => (about?.table === table ? about.id : null));
  await manager.query(
    `/* addFindings */
     INSERT INTO finding
       (id, identity, scope, code, severity, subject, wallet_id, transaction_id, currency, first_seen_at)
     SELECT f.id, decode(f.identity, 'hex'), f.scope, f.code, f.severity, f.subject, w.id, t.id, f.currency, $11
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[],
                   $9::uuid[], $10::text[])
              AS f (id, identity, scope, code, severity, subject, wallet_id, account_id, transaction_id, currency)
       LEFT JOIN account a ON a.id = f.account_id
       LEFT JOIN transaction t ON t.id = f.transaction_id
       LEFT JOIN wallet w ON w.id = coalesce(f.wallet_id, a.wallet_id, t.wallet_id)
     ON CONFLICT (identity) DO NOTHING RETURNING id`,
    [
      findings.map(() => uuidv7()),
      findings.map((finding) => identityOf(finding).toString('hex')),
      findings.map(({ scope }) => scope),
      findings.map(({ code }) => code),
      findings.map(({ severity }) => severity),
      findings.map(({ subject }) => subject),
      ...['wallet', 'account', 'transaction'].map(idOf),
      findings.map(({ currency }) => currency ?? null),
      at,
    ],
  );
}

/** Opens what is new or was closed, and writes down other numbers. Returns how many were not open before. */
async function openFindings(
  manager: EntityManager,
  number: string,
  found: ReadonlyMap<string, FoundFinding>,
): Promise<number> {
  if (found.size === 0) return 0;
  const findings = [...found.values()];
  const [counted] = await manager.query<{ opened: string }[]>(
    `/* openFindings */
     WITH seen AS (
       SELECT f.id, coalesce(s.expected, 'nothing') AS expected, coalesce(s.actual, 'nothing') AS actual, last.open AS was_open, last.expected AS was_expected, last.actual AS was_actual
         FROM unnest($2::text[], $3::text[], $4::text[]) AS s (identity, expected, actual)
         JOIN finding f ON f.identity = decode(s.identity, 'hex')
         LEFT JOIN LATERAL (
           SELECT open, expected, actual FROM finding_state
            WHERE finding_id = f.id ORDER BY number DESC LIMIT 1) last ON true),
     written AS (
       INSERT INTO finding_state (finding_id, number, open, expected, actual)
       SELECT id, $1, true, expected, actual FROM seen
        WHERE (was_open, was_expected, was_actual) IS DISTINCT FROM (true, expected, actual)
       RETURNING finding_id)
     SELECT count(*) FILTER (WHERE was_open IS NOT TRUE) AS opened
       FROM seen WHERE id IN (SELECT finding_id FROM written)`,
    [
      number,
      [...found.keys()],
      findings.map(({ expected }) => expected),
      findings.map(({ actual }) => actual),
    ],
  );
  return Number(counted?.opened);
}

/** Closes what was not seen. A finding of a day, at the end of its subject, if its day was looked at. */
async function closeFindings(
  manager: EntityManager,
  number: string,
  seen: readonly string[],
  whole: readonly Pick<Compared, 'scope' | 'days'>[],
): Promise<number> {
  if (whole.length === 0) return 0;
  const closed = await manager.query<unknown[]>(
    `/* closeFindings */
     INSERT INTO finding_state (finding_id, number, open, expected, actual)
     SELECT f.id, $1, false, last.expected, last.actual
       FROM finding f
       JOIN unnest($2::text[], $3::text[], $4::text[]) AS w (scope, from_day, to_day) ON w.scope = f.scope
      CROSS JOIN LATERAL (
        SELECT open, expected, actual FROM finding_state
         WHERE finding_id = f.id ORDER BY number DESC LIMIT 1) last
      WHERE last.open
        AND (w.from_day IS NULL
             OR (substring(f.subject FROM ' on (\\d{4}-\\d\\d-\\d\\d)$') BETWEEN w.from_day AND w.to_day) IS NOT FALSE)
        AND NOT EXISTS (SELECT FROM unnest($5::text[]) AS s (identity) WHERE decode(s.identity, 'hex') = f.identity)
     RETURNING finding_id`,
    [
      number,
      whole.map(({ scope }) => scope),
      whole.map(({ days }) => days?.from ?? null),
      whole.map(({ days }) => days?.to ?? null),
      seen,
    ],
  );
  return closed.length;
}
