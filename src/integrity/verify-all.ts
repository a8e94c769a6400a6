import type { EntityManager } from 'typeorm';
import { checkAnchor, refuseForeignAnchor } from './anchor/check-anchor.js';
import type { AnchorHeader } from './anchor/format.js';
import { anchorLines } from './anchor/write-anchor.js';
import { type Finding, MAX_FINDINGS } from './finding.js';
import { checkGuards } from './guards/check-guards.js';
import type { Guards } from './guards/read-guards.js';
import { Attempts } from './storage/attempt.js';
import { checkStorage } from './storage/check-storage.js';
import { type IntegrityReport, type ReportProgress, verifyBook } from './verify-book.js';

/** Findings about guards and about the anchor, so that they leave room for those about rows. */
const MAX_GUARD_FINDINGS = 30;
const MAX_ANCHOR_FINDINGS = 30;

/** What to do with an anchor: a record of the book, kept outside it. */
export interface AnchorUse {
  /** What to hold the book against: a header, and the lines that it begins. undefined: there is none yet. */
  readonly previous:
    { readonly header: AnchorHeader; readonly lines: () => AsyncIterable<string> } | undefined;
  /** Keeps a new anchor in its place. Called if the book passes. undefined: the previous one stays. */
  readonly keep: ((lines: AsyncIterable<string>) => Promise<void>) | undefined;
}

export interface VerifyOptions {
  /** The guards of a freshly migrated book. */
  readonly guards: Guards;
  readonly progress?: ReportProgress | undefined;
  readonly anchor?: AnchorUse | undefined;
}

/**
 * Checks everything about the book, within the manager's snapshot: that its guards are there, that PostgreSQL can read
 * all of it, every row, and that it holds what its anchor names.
 * @throws AnchorError if the anchor cannot be used for this book
 */
export async function verifyAll(
  manager: EntityManager,
  { guards, progress, anchor }: VerifyOptions,
): Promise<IntegrityReport> {
  // A limit that a login or a database sets is meant for other statements.
  await manager.query(`/* verifyNoLimit */ SELECT set_config('statement_timeout', '0', true)`);
  const attempts = await Attempts.begin(manager);
  const unchecked = (finding: Finding): Finding[] => [finding];
  const previous = anchor?.previous;
  if (previous)
    await attempts.run(
      'verifyAnchor',
      () => refuseForeignAnchor(manager, previous.header),
      () => undefined, // the check of the anchor meets it again
    );
  const missing = await attempts.run('verifyGuards', () => checkGuards(manager, guards), unchecked);
  const unreadable = await checkStorage(manager, attempts);
  const report = await verifyBook(manager, progress);
  const lost = previous
    ? await attempts.run(
        'verifyAnchor',
        () => checkAnchor(manager, guards, previous.header, previous.lines()),
        unchecked,
      )
    : [];
  const findings = withoutRepetition([
    ...limited(missing, MAX_GUARD_FINDINGS, 'as the migrations made them'),
    ...attempts.damage,
    ...limited(lost, MAX_ANCHOR_FINDINGS, 'as in the anchor'),
    ...unreadable,
    ...report.findings,
  ]);
  if (findings.length === 0) await anchor?.keep?.(anchorLines(manager, guards));
  return {
    ...report,
    healthy: findings.length === 0,
    findings: findings.slice(0, MAX_FINDINGS),
  };
}

function limited(findings: readonly Finding[], max: number, expected: string): Finding[] {
  const [first] = findings;
  if (!first || findings.length <= max) return [...findings];
  const rest = {
    check: first.check,
    subject: `${findings.length - max} more`,
    expected,
    actual: 'missing, changed or additional',
  };
  return [...findings.slice(0, max), rest];
}

/** Several checks can meet the same damage. */
function withoutRepetition(findings: readonly Finding[]): Finding[] {
  const known = new Set<string>();
  return findings.filter((finding) => {
    const text = JSON.stringify(Object.values(finding));
    return !known.has(text) && known.add(text);
  });
}
