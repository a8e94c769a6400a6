import { createHash } from 'node:crypto';
import type { FindingCode } from '../../domain/index.js';

/** What a run found. The numbers can change; the rest says what it is, so a later run finds the same one. */
export interface FoundFinding {
  /** What was compared. */
  readonly scope: string;
  /** Metrics count by them, so they are few. */
  readonly code: FindingCode;
  readonly severity: 'ERROR' | 'WARNING';
  readonly subject: string;
  /** Rows of the book that it names, by their UUIDs. Those that do not exist are forgotten. */
  readonly about?: { readonly table: 'wallet' | 'account' | 'transaction'; readonly id: string };
  readonly currency?: string;
  readonly expected: string;
  readonly actual: string;
}

/** SHA-256 of what and where it is, without its numbers. */
export function identityOf({ scope, code, subject }: FoundFinding): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([scope, code, subject]))
    .digest();
}
