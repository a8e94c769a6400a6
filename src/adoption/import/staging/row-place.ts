import { faultInOwnerId, WALLET_NAME } from '../../../domain/index.js';
import { unknownCurrency } from '../../mapping/unknown-currencies.js';
import type { BalanceSource, HistoryMapping, Value } from '../../mapping/mapping.js';
import type { SourceRow } from '../../sources/source.js';

/** A row as the columns of its staging table, after those that say which row it is. */
export interface StagedRow {
  /** The owner, if it could be read: one owner's rows go to one session. */
  readonly owner: string | null;
  readonly values: readonly (string | null)[];
}

/** Digits after the point, by the code of every currency that the book has. */
export type CurrencyDigits = ReadonlyMap<string, number>;

/** The columns to ask a source for, and where each of them is in its rows. */
export class Columns {
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
export function readerOfPlace(
  columns: Columns,
  mapping: BalanceSource | HistoryMapping,
  digits: CurrencyDigits,
) {
  const owner = columns.add(mapping.owner);
  const currency = columns.value(mapping.currency);
  const wallet = columns.value(mapping.wallet);
  return (row: readonly (string | null)[]) => {
    const place = { owner: row[owner] ?? null, currency: currency(row), wallet: wallet(row) };
    const reason = faultIn(place, mapping, digits);
    return { ...place, wallet: reason === undefined ? place.wallet : null, reason };
  };
}

/** What is wrong with the currency of a row. */
export function unknownCurrencyIn(currency: string | null, digits: CurrencyDigits): string {
  return `${unknownCurrency(currency ?? '', [...digits.keys()], quoted(currency))}, or map it`;
}

export interface Place {
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
  if (currency === null || !digits.has(currency)) return unknownCurrencyIn(currency, digits);
  if (wallet === null || !WALLET_NAME.test(wallet))
    return `${quoted(wallet)} is not the name of a wallet: it must match ${WALLET_NAME.source}`;
  return undefined;
}

const MAX_QUOTED = 40;

/** A value in a reason, shortened. */
export function quoted(text: string | null): string {
  if (text === null || text === '') return 'an empty value';
  return JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text);
}
