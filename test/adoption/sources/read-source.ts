import type { Origin } from '../../../src/adoption/mapping/mapping.js';
import { openSource } from '../../../src/adoption/sources/open-source.js';
import type { BadRow, SourceRow } from '../../../src/adoption/sources/source.js';

/** All rows of a source, and its SHA-256. */
export async function readSource(
  origin: Origin,
  columns: readonly string[],
  { where = {}, bookUrl = '' }: { where?: Record<string, string | null>; bookUrl?: string } = {},
): Promise<{
  rows: readonly (readonly [number, ...(string | null)[]])[];
  bad: readonly BadRow[];
  sha256: string;
  progress: { done: number; total: number | undefined };
}> {
  const source = await openSource(origin, { columns, where, bookUrl });
  try {
    const all: (SourceRow | BadRow)[] = [];
    for await (const chunk of source.rows()) all.push(...chunk);
    return {
      rows: all.flatMap((row) => ('values' in row ? [[row.line, ...row.values] as const] : [])),
      bad: all.flatMap((row) => ('reason' in row ? [row] : [])),
      sha256: source.sha256,
      progress: source.progress(),
    };
  } finally {
    await source.close();
  }
}
