import type { FindingCode } from '../../../domain/index.js';
import { formatAmount } from '../../../money/index.js';
import { cashSql, cashWasSql } from '../../../reader/index.js';
import { disagreeSql } from '../../import/comparing/compare.js';
import type { Mapping, Source, Value } from '../../mapping/mapping.js';
import type { FindingList } from '../finding-list.js';
import type { Scratch } from '../scratch.js';

/** What was read of the sources, in the temporary tables of `scratch`. */
export interface Comparison {
  readonly scratch: Scratch;
  readonly sources: readonly Source[];
  readonly history: Mapping['history'];
  /** Of each source, whether it could not be read. */
  readonly failed: readonly boolean[];
  readonly digits: ReadonlyMap<string, number>;
  readonly since: Date;
  /** Whether there is a first look too, in which a disagreement must be as well. */
  readonly twice: boolean;
}

interface Row {
  readonly currency: string;
  readonly owner: string;
  readonly name: string;
  readonly wallet: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
  /** How many rows there are without the limit. */
  readonly found: string;
}

export async function countWallets(scratch: Scratch): Promise<number> {
  return count(scratch, 'SELECT count(*) AS count FROM pg_temp.compared');
}

/** Wallets about which the sources disagree, or that one of them does not have. */
export async function countDisagreements(scratch: Scratch, sources: number): Promise<number> {
  return count(
    scratch,
    `SELECT count(*) AS count FROM pg_temp.compared WHERE ${disagreeSql(sources)}`,
  );
}

export async function countBookDifferences({ scratch, since }: Comparison): Promise<number> {
  return count(scratch, `SELECT count(*) AS count FROM (${BOOK_DIFFERENCES}) d`, [since]);
}

async function count(
  scratch: Scratch,
  sql: string,
  values: readonly unknown[] = [],
): Promise<number> {
  const [row] = await scratch.rows<{ count: string }>(sql, values);
  return Number(row?.count);
}

/**
 * Wallets of the first source that the book has with another cash (`wallet` says which), or not at all. $1 is the moment
 * since which the book had another number.
 */
const BOOK_DIFFERENCES = `
  SELECT c.* FROM (
    SELECT c.currency, c.owner_id, c.name, b.id AS wallet, c.a0 AS expected, coalesce(${cashSql('b.id')}, 0) AS actual
      FROM pg_temp.compared c
      LEFT JOIN wallet b ON b.owner_id = c.owner_id AND b.currency = c.currency AND b.name = c.name
     WHERE c.a0 IS NOT NULL) c
   WHERE (c.wallet IS NULL
          OR c.expected <> c.actual AND NOT ${cashWasSql('c.wallet', 'c.expected', '$1::timestamptz')})`;

export async function addBookDifferences(
  { scratch, digits, since }: Comparison,
  list: FindingList,
): Promise<void> {
  const rows = await listed(scratch, list, `${BOOK_DIFFERENCES} AND c.wallet IS NOT NULL`, [since]);
  for (const row of rows) list.add(findingOf('BALANCE_DIFFERS', row, digits));
}

export async function addMissingInBook(
  { scratch, digits }: Comparison,
  list: FindingList,
): Promise<void> {
  const rows = await listed(
    scratch,
    list,
    `SELECT c.currency, c.owner_id, c.name, NULL::uuid AS wallet, c.a0 AS expected, NULL::numeric AS actual
       FROM pg_temp.compared c
      WHERE c.a0 IS NOT NULL
        AND NOT EXISTS (SELECT FROM wallet b
                         WHERE b.owner_id = c.owner_id AND b.currency = c.currency AND b.name = c.name)`,
  );
  for (const row of rows) list.add(findingOf('WALLET_MISSING_IN_BOOK', row, digits));
}

/** Adds the wallets of which the source says another number than one before it in the mapping. */
export async function addDisagreements(
  { scratch, sources, digits, twice }: Comparison,
  place: number,
  list: FindingList,
): Promise<void> {
  for (const [before, { name }] of sources.slice(0, place).entries()) {
    const differs = (table: string) => `${table}.a${before} <> ${table}.a${place}`;
    const rows = await listed(
      scratch,
      list,
      `SELECT c.currency, c.owner_id, c.name, c.a${before} AS expected, c.a${place} AS actual, ${WALLET_OF_ROW}
         FROM pg_temp.compared c WHERE ${differs('c')} ${twice ? inFirstLook(differs('f')) : ''}`,
    );
    for (const row of rows)
      list.add(
        findingOf('SOURCES_DISAGREE', row, digits, `: ${name} and ${sources[place]?.name ?? ''}`),
      );
  }
}

/**
 * Adds the wallets that another source has and this one does not. Of the first source, also those that only the book has,
 * unless they are closed or were opened since.
 */
export async function addMissingInSource(
  comparison: Comparison,
  place: number,
  list: FindingList,
): Promise<void> {
  const { scratch, sources, digits, since, twice } = comparison;
  const isMissing = (table: string) => `${table}.n${place} = 0`;
  const known = sources.map((_, index) => `c.a${index}`).join(', ');
  const ofSources = `
    SELECT c.currency, c.owner_id, c.name, coalesce(${known}) AS expected, NULL::numeric AS actual, ${WALLET_OF_ROW}
      FROM pg_temp.compared c WHERE ${isMissing('c')} ${twice ? inFirstLook(isMissing('f')) : ''}`;
  const ofBook = `
    SELECT b.currency::text, b.owner_id::text, b.name::text, coalesce(${cashSql('b.id')}, 0) AS expected, NULL::numeric AS actual, b.id AS wallet
      FROM wallet b
     WHERE b.status <> 'CLOSED' AND b.created_at < $1 AND ($2::text IS NULL OR b.currency = $2) AND ($3::text IS NULL OR b.name = $3)
       AND NOT EXISTS (SELECT FROM pg_temp.compared c
                        WHERE c.owner_id = b.owner_id AND c.currency = b.currency AND c.name = b.name)`;
  const rows =
    place === 0
      ? await listed(scratch, list, `${ofSources} UNION ALL ${ofBook}`, [
          since,
          ...fixedPlace(comparison),
        ])
      : await listed(scratch, list, ofSources);
  for (const row of rows) list.add(findingOf('WALLET_MISSING_IN_SOURCE', row, digits));
}

const WALLET_OF_ROW = `(SELECT b.id FROM wallet b
          WHERE b.owner_id = c.owner_id AND b.currency = c.currency AND b.name = c.name) AS wallet`;

const inFirstLook = (condition: string): string =>
  `AND EXISTS (SELECT FROM pg_temp.first_look f
                WHERE f.owner_id = c.owner_id AND f.currency = c.currency AND f.name = c.name AND ${condition})`;

/** The currency and wallet name that are the same for all rows of the first source. null: a column gives it. */
function fixedPlace({ sources: [first], history }: Comparison): readonly (string | null)[] {
  const located = first && 'history' in first ? history : first;
  const constant = (value: Value | undefined) =>
    value && 'constant' in value ? value.constant : null;
  return [constant(located?.currency), constant(located?.wallet)];
}

/** The rows that the list has room for, in the order of owners. The others are counted as left out. */
async function listed(
  scratch: Scratch,
  list: FindingList,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const rows = await scratch.rows<Row>(
    `SELECT d.currency, d.owner_id AS owner, d.name, d.wallet, d.expected, d.actual, count(*) OVER () AS found
       FROM (${sql}) d
      ORDER BY d.owner_id COLLATE "C", d.currency COLLATE "C", d.name COLLATE "C" LIMIT ${Math.max(list.room, 1)}`,
    values,
  );
  const taken = rows.slice(0, list.room);
  list.leaveOut(Number(rows[0]?.found ?? 0) - taken.length);
  return taken;
}

function findingOf(
  code: FindingCode,
  { currency, owner, name, wallet, expected, actual }: Row,
  digits: ReadonlyMap<string, number>,
  more = '',
) {
  const shown = (minor: string | null) =>
    minor === null ? 'none' : formatAmount(BigInt(minor), digits.get(currency) ?? 0);
  return {
    ...{ code, severity: 'ERROR' as const, currency },
    subject: `${walletText({ owner, name, currency })}${more}`,
    ...(wallet !== null && { about: { table: 'wallet' as const, id: wallet } }),
    ...{ expected: shown(expected), actual: shown(actual) },
  };
}

function walletText({
  owner,
  name,
  currency,
}: Record<'owner' | 'name' | 'currency', string>): string {
  return `wallet ${name} of ${owner} in ${currency}`;
}

interface UnreadableRow {
  readonly line: string;
  readonly currency: string | null;
  readonly owner: string | null;
  readonly name: string | null;
  readonly reason: string;
  readonly found: string;
}

/** Adds the rows that could not be read. While there is one, a finding that is missing proves nothing. */
export async function addUnreadableRows(
  { scratch, sources }: Comparison,
  place: number,
  list: FindingList,
  isFile: boolean,
): Promise<void> {
  const source = sources[place];
  const rows = await scratch.rows<UnreadableRow>(
    `SELECT line, currency, owner_id AS owner, name, reason, count(*) OVER () AS found
       FROM ${source && 'history' in source ? 'pg_temp.staged_line' : 'pg_temp.staged_balance'}
      WHERE reason IS NOT NULL ${source && 'history' in source ? '' : `AND source = ${place}`}
      ORDER BY line LIMIT ${list.room}`,
  );
  if (rows.length === 0) return;
  list.markIncomplete();
  list.leaveOut(Number(rows[0]?.found) - rows.length);
  for (const { line, currency, owner, name, reason } of rows)
    list.add({
      ...{ code: 'ROW_UNREADABLE', severity: 'ERROR' },
      subject:
        owner !== null && currency !== null && name !== null
          ? walletText({ owner, name, currency })
          : `${isFile ? 'line' : 'row'} ${line}`,
      ...{ expected: 'can be read', actual: reason },
    });
}
