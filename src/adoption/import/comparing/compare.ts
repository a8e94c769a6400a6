import type { ImportSession, StagingSession } from '../session/session.js';

/** SQL of what a line of the history adds to cash, held cash included. */
const CASH_OF_LINE = `CASE WHEN l.status <> 'COMPLETED' THEN 0
       WHEN l.kind IN ('WITHDRAWAL', 'PURCHASE') THEN -l.amount ELSE l.amount END`;

/**
 * Brings what was staged together: a row for each wallet that any source names, with the number of each source. A wallet
 * that a source names more than once has no number there, since nothing says which row is right; also if only one of
 * the rows can be read.
 * @param sources how many sources of balances there are
 * @param historySource the place of the source that is the history itself
 */
export async function compareSources(
  session: StagingSession,
  sources: number,
  historySource: number | undefined,
): Promise<void> {
  if (historySource !== undefined)
    await session.run(
      `INSERT INTO pg_temp.staged_balance (source, line, currency, owner_id, name, amount)
       SELECT ${historySource}, min(l.line), l.currency, l.owner_id, l.name, sum(${CASH_OF_LINE})
         FROM pg_temp.staged_line l WHERE l.reason IS NULL GROUP BY l.currency, l.owner_id, l.name`,
    );
  const places = Array.from({ length: sources }, (_, place) => place);
  await session.run(
    'ANALYZE pg_temp.staged_balance',
    `CREATE TEMP TABLE compared AS
     SELECT currency, owner_id, name,
            ${places.map(numberOf).join(', ')},
            min(line) FILTER (WHERE source = 0) AS line,
            ${places.map(metadataOf).join(' || ')} AS metadata
       FROM pg_temp.staged_balance
      WHERE name IS NOT NULL
      GROUP BY currency, owner_id, name`,
    `UPDATE pg_temp.staged_balance s SET reason = ${TWICE}
       FROM (SELECT source, currency, owner_id, name, count(*) AS rows, min(line) AS first, max(line) AS last
               FROM pg_temp.staged_balance WHERE name IS NOT NULL
              GROUP BY source, currency, owner_id, name HAVING count(*) > 1) t
      WHERE s.reason IS NULL AND s.source = t.source AND s.currency = t.currency AND s.owner_id = t.owner_id AND s.name = t.name`,
    'ANALYZE pg_temp.compared',
  );
}

const numberOf = (place: number): string =>
  `CASE WHEN count(*) FILTER (WHERE source = ${place}) = 1 THEN max(amount) FILTER (WHERE source = ${place}) END AS a${place},
            count(*) FILTER (WHERE source = ${place}) AS n${place}`;

/** Of two sources that keep a column of one name, the first one's value counts, so it comes last. */
const metadataOf = (_: number, index: number, places: readonly number[]): string =>
  `coalesce((max(metadata::text) FILTER (WHERE source = ${places.length - 1 - index}))::jsonb, '{}')`;

const TWICE = `'the source names this wallet in ' || t.rows || ' rows, from ' || t.first || ' to ' || t.last
               || ': nothing says which of them is right'`;

/** The numbers of one currency in the sources, in minor units. */
export interface ComparedCurrency {
  readonly currency: string;
  /** Wallets that any source names. */
  readonly owners: bigint;
  readonly sources: readonly {
    readonly rows: bigint;
    readonly missing: bigint;
    readonly sum: bigint;
  }[];
  /** Sum of the absolute differences between the first source and the next. */
  readonly drift: bigint;
  readonly disagreements: { readonly count: bigint; readonly largest: bigint };
}

/** The difference between the first source and the next, as SQL; of more sources, that which differs most. */
export function differenceSql(sources: number): string {
  const others = Array.from({ length: sources - 1 }, (_, index) => `a${index + 1}`);
  if (others.length === 0) return '0';
  const [low, high] = ['least', 'greatest'].map(
    (pick) => `${pick}(${others.map((one) => `coalesce(a0, 0) - coalesce(${one}, 0)`).join(', ')})`,
  ) as [string, string];
  return others.length === 1 ? low : `CASE WHEN -${low} > ${high} THEN ${low} ELSE ${high} END`;
}

/** Whether the sources disagree about a wallet: another number, or none. */
export function disagreeSql(sources: number): string {
  const others = Array.from({ length: sources - 1 }, (_, index) => `a${index + 1}`);
  return others.length === 0
    ? 'false'
    : others.map((one) => `a0 IS DISTINCT FROM ${one}`).join(' OR ');
}

/** Counts and sums of this session's owners. */
export async function countCompared(
  session: ImportSession,
  sources: number,
): Promise<ComparedCurrency[]> {
  const places = Array.from({ length: sources }, (_, place) => place);
  type Counts = Record<'currency' | 'owners' | 'drift' | 'disagreements' | 'largest', string>;
  const rows = await session.rows<Counts & Record<`missing${number}`, string>>(
    `SELECT c.currency, count(*) AS owners,
            ${places.map((place) => `count(*) FILTER (WHERE n${place} = 0) AS missing${place}`).join(', ')},
            coalesce(sum(abs(coalesce(a0, 0) - coalesce(${sources > 1 ? 'a1' : 'a0'}, 0))), 0) AS drift,
            count(*) FILTER (WHERE ${disagreeSql(sources)}) AS disagreements,
            coalesce(max(abs(${differenceSql(sources)})) FILTER (WHERE ${disagreeSql(sources)}), 0) AS largest
       FROM pg_temp.compared c GROUP BY c.currency`,
  );
  const sums = await session.rows<{ source: number; currency: string; rows: string; sum: string }>(
    `SELECT source, currency, count(*) AS rows, coalesce(sum(amount), 0) AS sum
       FROM pg_temp.staged_balance WHERE currency IS NOT NULL GROUP BY source, currency`,
  );
  return rows.map((row) => ({
    currency: row.currency,
    owners: BigInt(row.owners),
    sources: places.map((place) => {
      const sum = sums.find(
        ({ source, currency }) => source === place && currency === row.currency,
      );
      return {
        rows: BigInt(sum?.rows ?? 0),
        missing: BigInt(row[`missing${place}`] ?? 0),
        sum: BigInt(sum?.sum ?? 0),
      };
    }),
    drift: BigInt(row.drift),
    disagreements: {
      count: BigInt(row.disagreements),
      largest: BigInt(row.largest),
    },
  }));
}
