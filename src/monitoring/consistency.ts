import type { Consistency } from './figures.js';
import { type IntegrityReport, MAX_FINDINGS } from '../integrity/index.js';

/**
 * The result of an integrity check as one figure: the share of the checked entries and wallets without a
 * finding. The score is null if nothing was checked, or if the check stopped at its limit of findings.
 * @param checkedAt when the check began, or earlier
 */
export function consistencyOf(report: IntegrityReport, checkedAt: Date): Consistency {
  const { checkedEntries, checkedWallets, findings } = report;
  return {
    score: score(checkedEntries + checkedWallets, report),
    checkedAt,
    findings: findings.length,
  };
}

/** The score, 0 to 1. One finding never rounds up to 1: a double can hold (n - 1) / n for n up to 2^53. */
function score(rows: number, { findings }: IntegrityReport): number | null {
  if (rows === 0 || findings.length >= MAX_FINDINGS) return null;
  // A finding can be about a row that is not counted, such as a currency.
  const wrong = Math.min(rows, new Set(findings.map(({ subject }) => subject)).size);
  return (rows - wrong) / rows;
}
