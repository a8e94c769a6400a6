import type { ShadowSchema, Sql } from './shadow-schema.js';

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

/** Where the reading of a list begins, and how far it goes. */
export interface DriftRange {
  /** An id, and on which side of it. */
  readonly start?: { readonly id: string; readonly beyond: '<' | '>' | '<=' | '>=' } | undefined;
  /** Newest first instead of oldest first. */
  readonly backwards?: boolean;
  readonly limit?: number;
}

/** Oldest first. */
export async function readDrift(
  sql: Sql,
  { sql: s }: ShadowSchema,
  { run, owner, currency, open }: DriftFilter,
  { start = { id: '0', beyond: '>' }, backwards = false, limit }: DriftRange = {},
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
        AND ($4::boolean IS NULL OR (d.closed_at IS NULL) = $4) AND d.id ${start.beyond} $5::bigint
      ORDER BY d.id ${backwards ? 'DESC' : 'ASC'} LIMIT $6`,
    [run, owner ?? null, currency ?? null, open ?? null, start.id, limit ?? null],
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
        : { statement: readableStatement(statement), via, application, at: at ?? rest.since },
  };
}

/** The constants of a statement as pg_stat_statements shows them. */
export function readableStatement(statement: string | null): string | null {
  let count = 0;
  return statement === null ? null : statement.replace(/\$\?/g, () => `$${++count}`);
}
