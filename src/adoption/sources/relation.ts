import type { Relation } from '../mapping/mapping.js';
import { SourceError } from './source.js';

/** A name in quotes, in which a quote is written twice, or one without quotes and points. */
const PART = /^(?:"((?:[^"]|"")+)"|([^".]+))(?:\.|$)/;

/**
 * A SELECT of all rows and columns of a table or a query.
 *
 * @throws {SourceError} if the name of the table is none
 */
export function selectOf(relation: Relation): string {
  if ('query' in relation) return relation.query.replace(/[\s;]+$/, '');
  return `SELECT * FROM ${tableName(relation.table)}`;
}

/** Quotes "table" and "schema.table". A name that has a point itself is written in double quotes, as in SQL. */
export function tableName(text: string): string {
  const parts: string[] = [];
  let rest = text;
  while (rest !== '') {
    const match = PART.exec(rest);
    if (match === null || (match[0].endsWith('.') && match[0].length === rest.length)) {
      throw new SourceError(
        `${JSON.stringify(text)} is no name of a table: write "table" or "schema.table", and a name with a point in double quotes`,
      );
    }
    parts.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    rest = rest.slice(match[0].length);
  }
  return parts.map(quoteName).join('.');
}

/** An identifier of PostgreSQL and SQLite. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
