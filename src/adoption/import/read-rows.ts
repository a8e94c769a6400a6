import { faultInOwnerId, WALLET_NAME } from '../../domain/index.js';
import { IMPORTED_POSTINGS } from '../../ledger/index.js';
import { formatAmount } from '../../money/index.js';
import type { BalanceSource, HistoryMapping, Value } from '../mapping/mapping.js';
import { parseAmount } from '../sources/amount.js';
import { parseMoment } from '../sources/moment.js';
import type { SourceRow } from '../sources/source.js';

/** A row as the columns of its staging table, after those that say which row it is. */
export interface StagedRow {
  /** The owner, if it could be read: one owner's rows go to one session. */
  readonly owner: string | null;
  readonly values: readonly (string | null)[];
}

/** Digits after the point, by the code of every currency that the book has. */
export type CurrencyDigits = ReadonlyMap<string, number>;

/** The columns to ask a source for, and where each of them is in its rows. */
class Columns {
  readonly names: string[] = [];

  /** @returns the place of the column in the rows */
  add(name: string): number {
    const known = this.names.indexOf(name);
    return known >= 0 ? known : this.names.push(name) - 1;
  }

  /** @returns a function that finds the value in a row */
  value(value: Value): (row: readonly (string | null)[]) => string | null {
    if ('constant' in value) return () => value.constant;
    const place = this.add(value.column);
    return (row) => row[place] ?? null;
  }
}

/** Columns of a source, and how its rows are staged. */
export interface RowReader {
  readonly columns: readonly string[];
  read(row: SourceRow): StagedRow;
}

/** What every row says: whose wallet it is about, in which currency. */
function readerOfPlace(
  columns: Columns,
  mapping: BalanceSource | HistoryMapping,
  digits: CurrencyDigits,
) {
  const owner = columns.add(mapping.owner);
  const currency = columns.value(mapping.currency);
  const wallet = columns.value(mapping.wallet);
  return (row: readonly (string | null)[]) => {
    const place = { owner: row[owner] ?? null, currency: currency(row), wallet: wallet(row) };
    return { ...place, reason: faultIn(place, mapping, digits) };
  };
}

interface Place {
  readonly owner: string | null;
  readonly currency: string | null;
  readonly wallet: string | null;
}

function faultIn(
  { owner, currency, wallet }: Place,
  mapping: BalanceSource | HistoryMapping,
  digits: CurrencyDigits,
): string | undefined {
  if (owner === null) return `${mapping.owner} is empty: a row must name its owner`;
  const inOwner = faultInOwnerId(owner);
  if (inOwner !== undefined) return `${mapping.owner} ${inOwner}`;
  if (currency === null || !digits.has(currency))
    return `${quoted(currency)} is not a currency of this book: add it with "onebook currency add", or map it`;
  if (wallet === null || !WALLET_NAME.test(wallet))
    return `${quoted(wallet)} is not the name of a wallet: it must match ${WALLET_NAME.source}`;
  return undefined;
}

/** How rows of a source of balances are staged. */
export function balanceReader(source: BalanceSource, digits: CurrencyDigits): RowReader {
  const columns = new Columns();
  const placeOf = readerOfPlace(columns, source, digits);
  const amount = columns.add(source.amount);
  const metadata = source.metadata.map((name) => [name, columns.add(name)] as const);
  return {
    columns: columns.names,
    read({ values }) {
      const { owner, currency, wallet, reason } = placeOf(values);
      const text = values[amount] ?? null;
      const minor =
        reason !== undefined
          ? { reason }
          : text === null
            ? { reason: `${source.amount} is empty: write 0 if there is nothing` }
            : parseAmount(text, digits.get(currency ?? '') ?? 0, source.unit);
      const isGood = typeof minor === 'bigint';
      return {
        owner,
        values: [
          currency,
          owner,
          wallet,
          isGood ? minor.toString() : null,
          metadata.length === 0 ? null : metadataOf(metadata, values),
          isGood ? null : minor.reason,
        ],
      };
    },
  };
}

/** JSON of the columns that have a value. */
function metadataOf(
  columns: readonly (readonly [name: string, place: number])[],
  values: readonly (string | null)[],
): string {
  const kept: Record<string, string> = {};
  for (const [name, place] of columns) {
    const value = values[place];
    // jsonb cannot hold NUL.
    if (value !== null && value !== undefined) kept[name] = value.replaceAll('\0', '');
  }
  return JSON.stringify(kept);
}

/** How rows of the history are staged. @param now the book's time: nothing happened after it */
export function historyReader(
  history: HistoryMapping,
  digits: CurrencyDigits,
  now: Date,
): RowReader {
  const columns = new Columns();
  const placeOf = readerOfPlace(columns, history, digits);
  const [kind, status, amount, at] = [
    ...[columns.add(history.kind.column), columns.add(history.status.column)],
    ...[columns.add(history.amount), columns.add(history.at)],
  ] as const;
  const reference = history.reference === undefined ? undefined : columns.add(history.reference);
  const description =
    history.description === undefined ? undefined : columns.add(history.description);
  const contentOf = (values: readonly (string | null)[], currency: string | null): Content => {
    const text = (place: number | undefined) =>
      place === undefined ? null : (values[place] ?? null);
    const mappedKind = history.kind.map[text(kind) ?? ''];
    if (mappedKind === undefined) return unmapped(history.kind.column, text(kind), 'kind');
    const mappedStatus = history.status.map[text(status) ?? ''];
    if (mappedStatus === undefined) return unmapped(history.status.column, text(status), 'status');
    if (!canBe(mappedKind, mappedStatus))
      return { reason: `a transaction of kind ${mappedKind} cannot be ${mappedStatus}` };
    const minor = parseAmount(text(amount) ?? '', digits.get(currency ?? '') ?? 0, history.unit);
    if (typeof minor !== 'bigint') return minor;
    if (minor === 0n) return { reason: `${history.amount} is zero: a transaction moves something` };
    if (minor < 0n && mappedKind !== 'ADJUSTMENT')
      return {
        reason: `${history.amount} is ${formatAmount(minor, digits.get(currency ?? '') ?? 0)}: only an ADJUSTMENT can be below zero`,
      };
    const named = text(reference);
    if (named !== null && named.length > MAX_REFERENCE)
      return { reason: `${history.reference ?? ''} has more than ${MAX_REFERENCE} characters` };
    const moment = parseMoment(text(at) ?? '');
    if (!(moment instanceof Date)) return moment;
    if (moment > now)
      return { reason: `${history.at} is ${moment.toISOString()}, which is in the future` };
    return {
      values: [
        ...[mappedKind, mappedStatus, minor.toString(), moment.toISOString()],
        ...[clean(named), shortened(clean(text(description)))],
      ],
    };
  };
  return {
    columns: columns.names,
    read({ values }) {
      const { owner, currency, wallet, reason } = placeOf(values);
      const content = reason === undefined ? contentOf(values, currency) : { reason };
      const isGood = 'values' in content;
      return {
        owner,
        values: [
          ...[currency, owner, wallet],
          ...(isGood ? content.values : EMPTY_CONTENT),
          isGood ? null : content.reason,
        ],
      };
    },
  };
}

type Content = { readonly values: readonly (string | null)[] } | { readonly reason: string };

const EMPTY_CONTENT = [null, null, null, null, null, null] as const;

function unmapped(column: string, value: string | null, what: 'kind' | 'status'): Content {
  return {
    reason: `${column} is ${quoted(value)}, for which the mapping names no ${what}: add it to ${what}.map of the history`,
  };
}

/** Whether the ledger knows which entries an imported transaction of this kind and status has. */
function canBe(kind: keyof typeof IMPORTED_POSTINGS, status: string): boolean {
  return status in IMPORTED_POSTINGS[kind];
}

/** As in the API. */
const MAX_REFERENCE = 255;
const MAX_DESCRIPTION = 500;

/** A description as long as the book's may be. The words at its end are the least that a row can lose. */
function shortened(text: string | null): string | null {
  return text === null || text.length <= MAX_DESCRIPTION
    ? text
    : `${text.slice(0, MAX_DESCRIPTION - 1)}…`;
}

/** A text as the book keeps it: without NUL, and no empty one. */
function clean(text: string | null): string | null {
  return text?.replaceAll('\0', '') || null;
}

const MAX_QUOTED = 40;

function quoted(text: string | null): string {
  if (text === null || text === '') return 'an empty value';
  return JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text);
}
