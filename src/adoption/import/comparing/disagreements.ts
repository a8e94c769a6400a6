import { type ComparedCurrency, differenceSql, disagreeSql } from './compare.js';
import { largestFirst } from '../session/largest-first.js';
import { merged } from '../session/merged.js';
import type { CurrencyReport, Disagreement } from '../report.js';
import type { ImportSession } from '../session/session.js';

type Row = Record<string, string | null> & { owner_id: string; name: string; difference: string };

/** The wallets of one currency about which the sources disagree. @param parts the counts of the sessions */
export function disagreementsOf(
  sessions: readonly ImportSession[],
  sources: number,
  currency: string,
  parts: readonly ComparedCurrency[],
): CurrencyReport['disagreements'] {
  const places = Array.from({ length: sources }, (_, place) => place);
  const found = parts.map(({ disagreements }) => disagreements);
  return {
    count: found.reduce((total, { count }) => total + count, 0n),
    largest: found.reduce((most, { largest }) => (largest > most ? largest : most), 0n),
    async *rows(): AsyncGenerator<Disagreement> {
      const sorted = merged<Row>(
        sessions,
        `SELECT owner_id, name, ${places.map((place) => `a${place}`).join(', ')}, ${differenceSql(sources)} AS difference
           FROM pg_temp.compared WHERE currency = $1 AND (${disagreeSql(sources)})
          ORDER BY abs(${differenceSql(sources)}) DESC, owner_id COLLATE "C", name COLLATE "C"`,
        [currency],
        largestFirst(({ difference }) => BigInt(difference)),
      );
      for await (const row of sorted)
        yield {
          ...{ owner: row.owner_id, wallet: row.name, difference: BigInt(row.difference) },
          values: places.map((place) => {
            const value = row[`a${place}`];
            return value === null || value === undefined ? null : BigInt(value);
          }),
        };
    },
  };
}
