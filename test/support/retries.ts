import { constraintName } from '../../src/database/errors.js';
import type { LedgerOptions } from '../../src/ledger/index.js';

/**
 * Sees what a ledger tried again because PostgreSQL refused it. The outcome is right all the same, so
 * nothing else shows where the ledger's own rules or locks let something through.
 */
export function watchRetries(): {
  readonly observer: LedgerOptions['observer'];
  /** Why, since it was last asked. */
  readonly take: () => string[];
} {
  const reasons: string[] = [];
  return {
    observer: {
      committed: () => undefined,
      settled: () => undefined,
      retried: (reason, error) =>
        reasons.push(`${reason}: ${constraintName(error) ?? ''} ${String(error)}`),
    },
    take: () => reasons.splice(0),
  };
}
