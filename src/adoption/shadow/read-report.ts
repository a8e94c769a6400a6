import {
  type Drift,
  lastRun,
  readableStatement as readable,
  readDrift,
  type Run,
  type ShadowSchema,
  type Sql,
} from '../../reader/index.js';
import { changedTables } from './changed-tables.js';

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
  /** Whether it ended because the tables were adopted: its findings are as they were then. */
  readonly endedByAdoption: boolean;
  readonly sources: readonly string[];
  readonly drift: readonly Drift[];
  readonly statements: readonly StatementFigures[];
  /** Changes that were captured, found by comparison, and wait for a gateway; wallets that wait. */
  readonly captured: number;
  readonly notCaptured: number;
  readonly waiting: number;
  readonly toFollow: number;
  /** What a migration of the old system has done to the tables of a shadow that runs. */
  readonly changedTables: readonly string[];
}

/** What the last run has recorded; undefined if nothing was ever shadowed. Call it in one snapshot. */
export async function readShadowReport(
  sql: Sql,
  schema: ShadowSchema,
  adoption?: { readonly adoptedAt: Date },
): Promise<ShadowReport | undefined> {
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
            (SELECT count(*) FROM (SELECT capturer FROM ${s}.capture UNION ALL SELECT capturer FROM ${s}.queue) w
               JOIN ${s}.capturer t ON t.id = w.capturer WHERE t.run = $1)::float8 AS waiting,
            (SELECT count(*) FROM ${s}.target WHERE run = $1 AND followed < changed AND minor IS NOT NULL)::float8 AS "toFollow"`,
    [run.number],
  );
  const names = sources.map(({ name }) => name);
  // Both moments are of one transaction.
  const endedByAdoption =
    adoption !== undefined &&
    run.stoppedAt !== null &&
    run.startedAt <= adoption.adoptedAt &&
    adoption.adoptedAt <= run.stoppedAt;
  return {
    ...{ run, endedByAdoption },
    sources: names,
    drift: await readDrift(sql, schema, { run: run.number, open: true }),
    statements: await readStatements(sql, s, run.number, names),
    changedTables: run.stoppedAt === null ? await changedTables(sql, schema, run.number) : [],
    ...{ captured: 0, notCaptured: 0, waiting: 0, toFollow: 0, ...counts },
  };
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
