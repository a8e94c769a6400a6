import { formatAmount } from '../../../money/index.js';
import {
  Columns,
  type CurrencyDigits,
  quoted,
  unknownCurrencyIn,
} from '../../import/staging/row-place.js';
import type { RowCopy } from '../../import/session/session.js';
import type { StatementKind, StatementMapping } from '../../mapping/mapping.js';
import { parseAmount } from '../../sources/amount.js';
import { parseMoment } from '../../sources/moment.js';
import { openSource } from '../../sources/open-source.js';
import type { BadRow, SourceRow } from '../../sources/source.js';
import type { ReconciledInput } from '../outcome.js';
import type { Scratch } from '../scratch.js';

/** Lines of a statement as they were read. One that cannot be used has its reason instead. */
const CREATE_LINES = `
  CREATE TEMP TABLE statement_line (
    line      bigint NOT NULL,
    -- Empty: it has none.
    reference text,
    kind      text,
    currency  text,
    -- More than zero.
    amount    numeric,
    -- In the time zone of the statement.
    day       date,
    -- Whether the statement has the amount below zero. Only of withdrawals that a column says to be some.
    below     boolean,
    reason    text
  )`;

const TARGET =
  'pg_temp.statement_line (line, reference, kind, currency, amount, day, below, reason)';

/**
 * Lines of withdrawals that bring money back. What the most of them say is what leaves, not what the first says: the order
 * of lines is chance. If as many are below zero as above, those below leave, because a statement with signs has it so.
 */
const REFUSE_RETURNS = `
  UPDATE pg_temp.statement_line l
     SET reference = NULL, kind = NULL, currency = NULL, amount = NULL, day = NULL, below = NULL,
         reason = $1 || ' is ' || CASE WHEN l.below THEN '-' ELSE '' END
                  || (l.amount * ('1e-' || c.digits)::numeric) || ': ' || $2
    FROM currency c
   WHERE c.code = l.currency AND l.below = $3`;

/** As in the API. */
const MAX_REFERENCE = 255;

export interface LineOptions {
  readonly bookUrl: string;
  readonly digits: CurrencyDigits;
  readonly signal: AbortSignal;
  readonly onProgress: (name: string, done: number, total: number | undefined) => void;
}

/**
 * Reads a statement into `pg_temp.statement_line`.
 * @throws SourceError if it cannot be read to its end
 */
export async function readLines(
  scratch: Scratch,
  statement: StatementMapping,
  { bookUrl, digits, signal, onProgress }: LineOptions,
): Promise<ReconciledInput> {
  const { name, origin, where } = statement;
  const reader = new LineReader(statement, digits);
  await scratch.run(CREATE_LINES);
  const source = await openSource(origin, { columns: reader.columns, where, bookUrl });
  try {
    const copy = await scratch.copyInto(TARGET);
    let rows = 0;
    try {
      for await (const chunk of source.rows()) {
        signal.throwIfAborted();
        await addLines(copy, chunk, reader);
        rows += chunk.length;
        const { done, total } = source.progress();
        onProgress(name, done, total);
      }
    } finally {
      await copy.end();
    }
    await refuseReturns(scratch, statement, reader.withdrawals);
    return { name, rows, sha256: source.sha256 };
  } finally {
    await source.close();
  }
}

async function refuseReturns(
  scratch: Scratch,
  { amount, kind }: StatementMapping,
  { below, above }: { readonly below: number; readonly above: number },
): Promise<void> {
  if (below === 0 || above === 0 || !('column' in kind)) return;
  const others = below >= above ? 'below' : 'above';
  const most =
    below === above
      ? 'half of the WITHDRAWALs of the statement are below zero'
      : `most WITHDRAWALs of the statement are ${others} zero`;
  const reason = `${most}, so this one brings money back. Map its ${kind.column} to DEPOSIT, or give the kind by sign`;
  await scratch.rows(REFUSE_RETURNS, [amount, reason, below < above]);
}

async function addLines(
  copy: RowCopy,
  rows: readonly (SourceRow | BadRow)[],
  reader: LineReader,
): Promise<void> {
  for (const row of rows) {
    const values = 'reason' in row ? unreadable(row.reason) : reader.read(row);
    if (values && copy.add([String(row.line), ...values])) await copy.drain();
  }
}

type Row = readonly (string | null)[];

const unreadable = (reason: string): Row => [null, null, null, null, null, null, reason];

/** Reads what a line says. */
class LineReader {
  readonly columns: readonly string[];
  readonly #places: Readonly<Record<'reference' | 'amount' | 'at' | 'kind', number>>;
  readonly #currency: (row: Row) => string | null;
  readonly #dayOf: (moment: Date, text: string) => string;
  /** How many withdrawals could be read with each sign. A kind by sign has none of the other. */
  readonly withdrawals = { below: 0, above: 0 };

  constructor(
    private readonly statement: StatementMapping,
    private readonly digits: CurrencyDigits,
  ) {
    const columns = new Columns();
    const { reference, amount, at, kind } = statement;
    this.#places = {
      ...{ reference: columns.add(reference), amount: columns.add(amount), at: columns.add(at) },
      kind: 'column' in kind ? columns.add(kind.column) : -1,
    };
    this.#currency = columns.value(statement.currency);
    this.#dayOf = dayIn(statement.timeZone);
    this.columns = columns.names;
  }

  /** @returns undefined if the line is left out */
  read({ values: row }: SourceRow): Row | undefined {
    const mapped = this.#kindOf(row);
    if (mapped === null) return undefined;
    if (typeof mapped === 'object') return unreadable(mapped.reason);
    const currency = this.#currency(row);
    const digits = currency === null ? undefined : this.digits.get(currency);
    if (currency === null || digits === undefined)
      return unreadable(unknownCurrencyIn(currency, this.digits));
    const signed = parseAmount(row[this.#places.amount] ?? '', digits, this.statement.unit);
    if (typeof signed !== 'bigint') return unreadable(signed.reason);
    const moved = this.#movedBy(mapped, signed);
    if (typeof moved === 'string')
      return unreadable(`${this.statement.amount} is ${formatAmount(signed, digits)}: ${moved}`);
    const text = row[this.#places.at] ?? '';
    const at = parseMoment(text);
    if ('reason' in at) return unreadable(at.reason);
    const reference = (row[this.#places.reference] ?? '').replaceAll('\0', '').trim();
    if (reference.length > MAX_REFERENCE)
      return unreadable(
        `${this.statement.reference} has more than ${MAX_REFERENCE} characters: no transaction has such a reference`,
      );
    const day = this.#dayOf(at, text);
    const isBelow = this.#isBelow(moved.kind, signed);
    return [reference, moved.kind, currency, moved.amount.toString(), day, isBelow, null];
  }

  /** null: the line is left out. By the sign, the kind is known with the amount. */
  #kindOf(row: Row): StatementKind | 'BY_SIGN' | null | { readonly reason: string } {
    const { kind } = this.statement;
    if (!('column' in kind)) return 'BY_SIGN';
    const value = row[this.#places.kind] ?? '';
    // A row can also say "constructor".
    if (Object.hasOwn(kind.map, value)) return kind.map[value] ?? null;
    return {
      reason: `${kind.column} is ${quoted(value)}, for which the mapping names no kind: add it to kind.map, with null to leave such lines out`,
    };
  }

  /** Counts a withdrawal by its sign. @returns null: the sign is what the kind comes from, or it is no withdrawal */
  #isBelow(kind: StatementKind, signed: bigint): string | null {
    if (kind !== 'WITHDRAWAL' || !('column' in this.statement.kind)) return null;
    this.withdrawals[signed < 0n ? 'below' : 'above'] += 1;
    return String(signed < 0n);
  }

  /** @returns the kind and what it moves, more than zero; or what is wrong with the amount */
  #movedBy(
    mapped: StatementKind | 'BY_SIGN',
    signed: bigint,
  ): { readonly kind: StatementKind; readonly amount: bigint } | string {
    const { kind } = this.statement;
    if (signed === 0n) return 'a line moves something';
    const amount = signed < 0n ? -signed : signed;
    if (!('column' in kind)) return { kind: signed > 0n ? kind.positive : kind.negative, amount };
    if (mapped === 'BY_SIGN') throw new Error('a kind by column has no sign');
    if (mapped === 'DEPOSIT' && signed < 0n)
      return 'a DEPOSIT is above zero. Map what takes money back to WITHDRAWAL, or to null to leave it out';
    return { kind: mapped, amount };
  }
}

const HAS_OFFSET = /:.*(?:[Zz]|[+-]\d\d(?::?\d\d){0,2})\s*$/;

/** A function that gives the day of a moment. A moment without an offset is in the time zone already. */
function dayIn(timeZone: string): (moment: Date, text: string) => string {
  const asWritten = (moment: Date) => moment.toISOString().slice(0, 10);
  if (timeZone === 'UTC') return asWritten;
  // Canada writes days as ISO 8601 does.
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
  });
  return (moment, text) => (HAS_OFFSET.test(text) ? format.format(moment) : asWritten(moment));
}
