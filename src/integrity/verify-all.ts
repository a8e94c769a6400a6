import type { EntityManager } from 'typeorm';
import { type Finding, MAX_FINDINGS } from './finding.js';
import { checkGuards } from './guards/check-guards.js';
import type { Guards } from './guards/read-guards.js';
import { Attempts } from './storage/attempt.js';
import { checkStorage } from './storage/check-storage.js';
import { type IntegrityReport, type ReportProgress, verifyBook } from './verify-book.js';

/** Findings about guards, so that a schema of another version leaves room for the rows. */
const MAX_GUARD_FINDINGS = 30;

export interface VerifyOptions {
  /** The guards of a freshly migrated book. */
  readonly guards: Guards;
  readonly progress?: ReportProgress | undefined;
}

/**
 * Checks everything about the book, within the manager's snapshot: that its guards are there, that PostgreSQL can read
 * all of it, and every row.
 */
export async function verifyAll(
  manager: EntityManager,
  { guards, progress }: VerifyOptions,
): Promise<IntegrityReport> {
  // A limit that a login or a database sets is meant for other statements.
  await manager.query(`/* verifyNoLimit */ SELECT set_config('statement_timeout', '0', true)`);
  const attempts = await Attempts.begin(manager);
  const missing = await attempts.run(
    'verifyGuards',
    () => checkGuards(manager, guards),
    (unchecked) => [unchecked],
  );
  const unreadable = await checkStorage(manager, attempts);
  const report = await verifyBook(manager, progress);
  const findings = withoutRepetition([
    ...limited(missing),
    ...attempts.damage,
    ...unreadable,
    ...report.findings,
  ]);
  return {
    ...report,
    healthy: findings.length === 0,
    findings: findings.slice(0, MAX_FINDINGS),
  };
}

function limited(findings: readonly Finding[]): Finding[] {
  const more = findings.length - MAX_GUARD_FINDINGS;
  if (more <= 0) return [...findings];
  const rest = {
    check: 'guard',
    subject: `${more} more`,
    expected: 'as the migrations made them',
    actual: 'missing, changed or additional',
  };
  return [...findings.slice(0, MAX_GUARD_FINDINGS), rest];
}

/** Several checks can meet the same damage. */
function withoutRepetition(findings: readonly Finding[]): Finding[] {
  const known = new Set<string>();
  return findings.filter((finding) => {
    const text = JSON.stringify(Object.values(finding));
    return !known.has(text) && known.add(text);
  });
}
