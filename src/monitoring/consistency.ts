import type { Consistency } from './figures.js';
import { type IntegrityReport, MAX_FINDINGS } from '../integrity/index.js';

/**
 * A check's result as one figure: the share of the checked entries and wallets that is left when one is
 * taken off for each row with a finding. It is null where there is nothing to take a share of, and where
 * the check stopped counting what is wrong.
 * @param checkedAt when the check began, or before
 */
export function consistencyOf(report: IntegrityReport, checkedAt: Date): Consistency {
  const { checkedEntries, checkedWallets, findings } = report;
  return {
    score: scoreOf(checkedEntries + checkedWallets, report),
    checkedAt,
    findings: findings.length,
  };
}

/** Never rounded up to 1: of up to 2^53 rows, all but one is a share that a double can hold. */
function scoreOf(rows: number, { findings }: IntegrityReport): number | null {
  if (rows === 0 || findings.length >= MAX_FINDINGS) return null;
  // A finding can be about a row that is not counted, such as a currency.
  const wrong = Math.min(rows, new Set(findings.map(({ subject }) => subject)).size);
  return (rows - wrong) / rows;
}
