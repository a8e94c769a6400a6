import type { FoundFinding } from './finding.js';

/** What one comparison came to. */
export interface Compared {
  /** What was compared, as results and findings name it. */
  readonly scope: string;
  /** Whether it looked at everything. Only then is an earlier finding that it did not see gone. */
  readonly isWhole: boolean;
  /** The days that it looked at, such as 2026-11-01, with both. Absent: its findings are of no day. */
  readonly days?: { readonly from: string; readonly to: string };
  readonly findings: readonly FoundFinding[];
  readonly inputs: readonly ReconciledInput[];
  readonly totals: Readonly<Record<string, number>>;
}

/** A file or table that was read. `sha256` in hexadecimal digits. */
export interface ReconciledInput {
  readonly name: string;
  readonly sha256: string;
  readonly rows: number;
}

/** How a run ended, as it is stored. */
export interface StoredOutcome {
  readonly reconciliationId: string;
  readonly status: 'PASSED' | 'FINDINGS' | 'FAILED';
  /** Why it came to no result. */
  readonly reason: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly scopes: readonly string[];
  readonly inputs: readonly ReconciledInput[];
  readonly totals: Readonly<Record<string, number>>;
  readonly findings: readonly FoundFinding[];
}
