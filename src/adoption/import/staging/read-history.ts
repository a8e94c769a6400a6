import { IMPORTED_POSTINGS } from '../../../ledger/index.js';
import { formatAmount } from '../../../money/index.js';
import type { HistoryMapping, ImportedKind } from '../../mapping/mapping.js';
import { parseAmount } from '../../sources/amount.js';
import { parseMoment } from '../../sources/moment.js';
import {
  Columns,
  type CurrencyDigits,
  quoted,
  readerOfPlace,
  type RowReader,
} from './row-place.js';

/** How rows of the history are staged. @param now the book's time: nothing happened after it */
export function historyReader(
  history: HistoryMapping,
  digits: CurrencyDigits,
  now: Date,
): RowReader {
  const columns = new Columns();
  const placeOf = readerOfPlace(columns, history, digits);
  const optional = (name: string | undefined) => (name === undefined ? -1 : columns.add(name));
  const places = {
    ...{ kind: columns.add(history.kind.column), status: columns.add(history.status.column) },
    ...{ amount: columns.add(history.amount), at: columns.add(history.at) },
    ...{ reference: optional(history.reference), description: optional(history.description) },
  };
  const reader = new LineReader(history, places, now);
  return {
    columns: columns.names,
    read({ values }) {
      const { owner, currency, wallet, reason } = placeOf(values);
      const content =
        reason === undefined ? reader.read(values, digits.get(currency ?? '') ?? 0) : { reason };
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

type Row = readonly (string | null)[];
type Content = { readonly values: Row } | { readonly reason: string };

const EMPTY_CONTENT = [null, null, null, null, null, null] as const;

/** Reads what a line of the history says, besides whose wallet it is about. */
class LineReader {
  constructor(
    private readonly history: HistoryMapping,
    private readonly places: Readonly<
      Record<'kind' | 'status' | 'amount' | 'at' | 'reference' | 'description', number>
    >,
    private readonly now: Date,
  ) {}

  read(row: Row, digits: number): Content {
    const kind = this.#mapped(row, 'kind');
    if (typeof kind === 'object') return kind;
    const status = this.#mapped(row, 'status');
    if (typeof status === 'object') return status;
    // The entries that the ledger knows of.
    if (!(status in IMPORTED_POSTINGS[kind]))
      return { reason: `a transaction of kind ${kind} cannot be ${status}` };
    const minor = this.#amount(row, kind, digits);
    if (typeof minor === 'object') return minor;
    const at = this.#moment(row);
    if ('reason' in at) return at;
    const reference = clean(row[this.places.reference]);
    if (reference !== null && reference.length > MAX_REFERENCE)
      return {
        reason: `${this.history.reference ?? ''} has more than ${MAX_REFERENCE} characters`,
      };
    const description = shortened(clean(row[this.places.description]));
    return { values: [kind, status, minor.toString(), at.text, reference, description] };
  }

  #mapped<What extends 'kind' | 'status'>(
    row: Row,
    what: What,
  ): HistoryMapping[What]['map'][string] | { readonly reason: string } {
    const { column, map } = this.history[what];
    const value = row[this.places[what]] ?? '';
    // A row can also say "constructor".
    if (Object.hasOwn(map, value)) return map[value] as HistoryMapping[What]['map'][string];
    return {
      reason: `${column} is ${quoted(value)}, for which the mapping names no ${what}: add it to ${what}.map of the history`,
    };
  }

  #amount(row: Row, kind: ImportedKind, digits: number): bigint | { readonly reason: string } {
    const { amount: column, unit } = this.history;
    const minor = parseAmount(row[this.places.amount] ?? '', digits, unit);
    if (typeof minor !== 'bigint') return minor;
    if (minor === 0n) return { reason: `${column} is zero: a transaction moves something` };
    if (minor < 0n && kind !== 'ADJUSTMENT')
      return {
        reason: `${column} is ${formatAmount(minor, digits)}: only an ADJUSTMENT can be below zero`,
      };
    return minor;
  }

  #moment(row: Row): { readonly text: string } | { readonly reason: string } {
    const moment = parseMoment(row[this.places.at] ?? '');
    if (!(moment instanceof Date)) return moment;
    const text = moment.toISOString();
    if (moment <= this.now) return { text };
    return { reason: `${this.history.at} is ${text}, which is in the future` };
  }
}

/** As in the API. */
const MAX_REFERENCE = 255;
const MAX_DESCRIPTION = 500;

/** A description as long as the book's may be. The words at its end are the least that a row can lose. */
function shortened(text: string | null): string | null {
  if (text === null || text.length <= MAX_DESCRIPTION) return text;
  const characters = [...text];
  return characters.length <= MAX_DESCRIPTION
    ? text
    : `${characters.slice(0, MAX_DESCRIPTION - 1).join('')}…`;
}

/** A text as the book keeps it: without NUL, and no empty one. */
function clean(text: string | null | undefined): string | null {
  const kept = text?.replaceAll('\0', '').trim() ?? '';
  return kept === '' ? null : kept;
}
