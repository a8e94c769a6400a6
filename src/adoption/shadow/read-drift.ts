import { lastRun, type Run, type ShadowSchema, stateOf } from './shadow-schema.js';
import type { Sql } from './shadowed-table.js';

/** A disagreement, in minor units of its currency; texts are as the legacy system has them. */
export interface Drift {
  readonly id: string;
  readonly owner: string;
  readonly currency: string;
  readonly wallet: string;
  readonly values: readonly DriftValue[];
  /** Authoritative minus the other that is farthest from it. */
  readonly difference: bigint;
  readonly since: Date;
  readonly closedAt: Date | null;
  /** Why the book cannot follow; null if it can. */
  readonly problem: string | null;
  /** The change that opened it; null if it was there when the shadow started. */
  readonly cause: DriftCause | null;
}

export interface DriftValue {
  readonly source: string;
  /** null: no row, or no number. */
  readonly minor: bigint | null;
  readonly text: string | null;
}

export interface DriftCause {
  /** null: no trigger saw it. */
  readonly statement: string | null;
  readonly via: string | null;
  readonly application: string | null;
  readonly at: Date;
}

/** How often a statement changed which columns of an owner. */
export interface StatementFigures {
  readonly statement: string;
  /** The functions that sent it, innermost first. */
  readonly via: string | null;
  /** Transactions and owners by what the transaction did to the columns of the owner. */
  readonly only: Readonly<Record<string, number>>;
  readonly alike: number;
  readonly differently: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly applications: readonly string[];
}

export interface ShadowReport {
  readonly run: Run;
  readonly sources: readonly string[];
  readonly drift: readonly Drift[];
  readonly statements: readonly StatementFigures[];
  /** Changes that were captured, found by comparison, and wait for a gateway; wallets that wait. */
  readonly captured: number;
  readonly notCaptured: number;
  readonly waiting: number;
  readonly toFollow: number;
}

/** What the last run has recorded; undefined if nothing was ever shadowed. Call it in one snapshot. */
export async function readShadowReport(
  sql: Sql,
  schema: ShadowSchema,
): Promise<ShadowReport | undefined> {
  if ((await stateOf(sql, schema)) !== 'ours') return undefined;
  const run = await lastRun(sql, schema);
  if (!run) return undefined;
  const { sql: s } = schema;
  const sources = await sql.query<{ name: string }[]>(
    `SELECT name FROM ${s}.source WHERE run = $1 ORDER BY place`,
    [run.number],
  );
  const [counts] = await sql.query<
    { captured: number; notCaptured: number; waiting: number; toFollow: number }[]
  >(
    `SELECT (SELECT count(*) FROM ${s}.change WHERE run = $1 AND statement IS NOT NULL)::float8 AS captured,
            (SELECT count(*) FROM ${s}.change WHERE run = $1 AND statement IS NULL)::float8 AS "notCaptured",
            (SELECT count(*) FROM ${s}.capture WHERE run = $1)::float8 AS waiting,
            (SELECT count(*) FROM ${s}.target WHERE run = $1 AND followed < changed AND minor IS NOT NULL)::float8 AS "toFollow"`,
    [run.number],
  );
  const names = sources.map(({ name }) => name);
  return {
    run,
    sources: names,
    drift: await readDrift(sql, schema, { run: run.number, open: true }),
    statements: await readStatements(sql, s, run.number, names),
    ...{ captured: 0, notCaptured: 0, waiting: 0, toFollow: 0, ...counts },
  };
}

export interface DriftFilter {
  readonly run: number;
  readonly owner?: string | undefined;
  readonly currency?: string | undefined;
  readonly open?: boolean | undefined;
}

interface DriftRow extends Omit<Drift, 'values' | 'difference' | 'cause'> {
  readonly names: readonly string[];
  readonly amounts: readonly (string | null)[];
  readonly texts: readonly (string | null)[];
  readonly difference: string;
  readonly ordinal: string | null;
  readonly statement: string | null;
  readonly via: string | null;
  readonly application: string | null;
  readonly at: Date | null;
}

/** Oldest first. */
export async function readDrift(
  sql: Sql,
  { sql: s }: ShadowSchema,
  { run, owner, currency, open }: DriftFilter,
  { after = '0', limit }: { readonly after?: string; readonly limit?: number } = {},
): Promise<Drift[]> {
  const rows = await sql.query<DriftRow[]>(
    `SELECT d.id::text AS id, d.owner_id AS owner, d.currency, d.wallet, d.since, d.closed_at AS "closedAt", d.problem,
            d.amounts::text[] AS amounts, d.texts, d.difference::text AS difference,
            ARRAY(SELECT f.name FROM ${s}.source f WHERE f.run = d.run ORDER BY f.place) AS names,
            d.cause::text AS ordinal, c.text AS statement, c.via, c.application, c.at
       FROM ${s}.drift d
       LEFT JOIN LATERAL (
            SELECT t.text, t.via, h.application, h.at FROM ${s}.change h LEFT JOIN ${s}.statement t ON t.id = h.statement
             WHERE h.ordinal = d.cause AND h.owner_id = d.owner_id AND h.currency = d.currency AND h.wallet = d.wallet
             LIMIT 1) c ON true
      WHERE d.run = $1 AND ($2::text IS NULL OR d.owner_id = $2) AND ($3::text IS NULL OR d.currency = $3)
        AND ($4::boolean IS NULL OR (d.closed_at IS NULL) = $4) AND d.id > $5::bigint
      ORDER BY d.id LIMIT $6`,
    [run, owner ?? null, currency ?? null, open ?? null, after, limit ?? null],
  );
  return rows.map(driftOf);
}

function driftOf(row: DriftRow): Drift {
  const { names, amounts, texts, difference, ordinal, statement, via, application, at, ...rest } =
    row;
  return {
    ...rest,
    values: names.map((source, place) => {
      const minor = amounts[place] ?? null;
      return { source, minor: minor === null ? null : BigInt(minor), text: texts[place] ?? null };
    }),
    difference: BigInt(difference),
    cause:
      ordinal === null
        ? null
        : { statement: readable(statement), via, application, at: at ?? rest.since },
  };
}

/** The constants of a statement as pg_stat_statements shows them. */
function readable(statement: string | null): string | null {
  let count = 0;
  return statement === null ? null : statement.replace(/\$\?/g, () => `$${++count}`);
}

interface StatementRow {
  readonly text: string;
  readonly via: string | null;
  readonly places: readonly number[];
  readonly isAlike: boolean;
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly applications: readonly string[];
}

/** By what whole transactions did: a transfer between two tables takes two statements, and agrees all the same. */
async function readStatements(
  sql: Sql,
  s: string,
  run: number,
  sources: readonly string[],
): Promise<StatementFigures[]> {
  const rows = await sql.query<StatementRow[]>(
    `WITH moved AS (
       SELECT c.xact, c.owner_id, c.currency, c.wallet, f.place, sum(coalesce(c.new_minor, 0) - coalesce(c.old_minor, 0)) AS minor
         FROM ${s}.change c JOIN ${s}.source f ON f.id = c.source
        WHERE c.run = $1 AND c.statement IS NOT NULL GROUP BY 1, 2, 3, 4, 5),
     did AS (
       SELECT xact, owner_id, currency, wallet, array_agg(place ORDER BY place) FILTER (WHERE minor <> 0) AS places,
              min(minor) = max(minor) AND count(*) FILTER (WHERE minor <> 0) = $2 AS is_alike
         FROM moved GROUP BY 1, 2, 3, 4)
     SELECT t.text, t.via, coalesce(d.places, '{}') AS places, d.is_alike AS "isAlike",
            count(DISTINCT (c.xact, c.owner_id, c.currency, c.wallet))::float8 AS times, min(c.at) AS "firstAt", max(c.at) AS "lastAt",
            array_agg(DISTINCT c.application) AS applications
       FROM ${s}.change c
       JOIN did d USING (xact, owner_id, currency, wallet)
       JOIN ${s}.statement t ON t.id = c.statement
      WHERE c.run = $1
      GROUP BY t.id, t.text, t.via, d.places, d.is_alike
      ORDER BY t.text, t.via`,
    [run, sources.length],
  );
  return collected(rows, sources);
}

function collected(rows: readonly StatementRow[], sources: readonly string[]): StatementFigures[] {
  const groups = new Map<string, StatementRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.text, row.via]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const times = (some: readonly StatementRow[]): number =>
    some.reduce((sum, row) => sum + row.times, 0);
  const figures = [...groups.values()].map((group): StatementFigures => {
    const ofOne = group.filter((row) => row.places.length === 1);
    return {
      statement: readable(group[0]?.text ?? '') ?? '',
      via: group[0]?.via ?? null,
      only: Object.fromEntries(
        sources.flatMap((name, place) => {
          const count = times(ofOne.filter((row) => row.places[0] === place));
          return count > 0 && sources.length > 1 ? [[name, count]] : [];
        }),
      ),
      alike: times(group.filter((row) => row.isAlike)),
      differently: times(group.filter((row) => !row.isAlike && row.places.length > 1)),
      firstAt: new Date(Math.min(...group.map((row) => row.firstAt.getTime()))),
      lastAt: new Date(Math.max(...group.map((row) => row.lastAt.getTime()))),
      applications: [...new Set(group.flatMap((row) => row.applications))].sort(),
    };
  });
  const apart = (one: StatementFigures): number =>
    one.differently + Object.values(one.only).reduce((sum, count) => sum + count, 0);
  return figures.sort((a, b) => apart(b) - apart(a));
}

/** Whether a statement left the columns apart. */
export function isCulprit({ only, differently }: StatementFigures): boolean {
  return differently > 0 || Object.keys(only).length > 0;
}
