import type { Hit } from './hits.js';
import type { Writer } from './writer.js';

/** The part of a writer that follows from what it is believed to do. The most certain reason comes first. */
export function because(
  subject: string,
  hits: readonly Hit[],
): Pick<Writer, 'reason' | 'isCertain' | 'columns' | 'evidence'> | undefined {
  const [first] = [...hits].sort((a, b) => Number(b.isCertain) - Number(a.isCertain));
  if (!first) return undefined;
  return {
    reason: `${subject} ${first.does}`,
    isCertain: first.isCertain,
    columns: [...new Set(hits.flatMap((hit) => hit.columns))].sort(),
    evidence: first.evidence,
  };
}
