import type { FindingCode } from '../../../domain/index.js';
import { formatAmount } from '../../../money/index.js';
import type { FoundFinding } from '../finding.js';
import type { FindingList } from '../finding-list.js';
import type { Scratch } from '../scratch.js';
import type { Item, Matched } from './matcher.js';

const DAY_MS = 86_400_000;

interface FindingsOptions {
  readonly digits: ReadonlyMap<string, number>;
  /** The days, since 1970, for which the statement must have a line for each transaction. */
  readonly from: number;
  readonly to: number;
  /** By how many days a line and its transaction may differ. */
  readonly days: number;
}

/** Turns what a matcher finds into findings. Their subjects end with their day: `DEPOSIT INV-7 in USD on 2026-11-03`. */
export class StatementFindings {
  /** Lines without a transaction, until it is known whether the book has one that is not completed. */
  readonly #lines: Item[] = [];
  readonly #times = new Map<string, number>();

  constructor(
    private readonly list: FindingList,
    private readonly options: FindingsOptions,
  ) {}

  /** @param tolerance of the amount, in minor units */
  addMatched({ line, transaction }: Matched, tolerance: bigint): void {
    const { days } = this.options;
    const difference = line.amount - transaction.amount;
    if (difference > tolerance || -difference > tolerance)
      this.#add('AMOUNT_DIFFERS', 'ERROR', line, {
        ...{ transactionId: transaction.id },
        ...{ expected: this.#amount(line), actual: this.#amount(transaction) },
      });
    if (Math.abs(line.day - transaction.day) > days)
      this.#add('DATE_DIFFERS', 'WARNING', line, {
        ...{ transactionId: transaction.id },
        ...{ expected: dayText(line.day), actual: dayText(transaction.day) },
      });
  }

  addLeft(item: Item): void {
    if (item.side === 'line') {
      if (this.#lines.length < this.list.room) this.#lines.push(item);
      else this.list.leaveOut(1);
      return;
    }
    const { from, to } = this.options;
    if (item.day < from || item.day > to) return;
    this.#add('TRANSACTION_WITHOUT_LINE', 'ERROR', item, {
      ...{ transactionId: item.id, expected: 'none', actual: this.#amount(item) },
    });
  }

  /** Adds the lines without a transaction. */
  async finish(scratch: Scratch): Promise<void> {
    const open = await readNotCompleted(
      scratch,
      this.#lines.map(({ reference }) => reference),
    );
    for (const line of this.#lines) {
      const other = open.get(keyOf(line));
      this.#add('LINE_WITHOUT_TRANSACTION', 'ERROR', line, {
        ...(other && { transactionId: other.id }),
        ...{ expected: this.#amount(line), actual: other ? `none: it is ${other.status}` : 'none' },
      });
    }
  }

  #add(
    code: FindingCode,
    severity: FoundFinding['severity'],
    item: Item,
    {
      transactionId,
      ...numbers
    }: { transactionId?: string } & Pick<FoundFinding, 'expected' | 'actual'>,
  ): void {
    if (this.list.room === 0) return this.list.leaveOut(1);
    this.list.add({
      ...{ code, severity, currency: item.currency },
      subject: this.#subjectOf(code, item),
      ...(transactionId !== undefined && {
        about: { table: 'transaction' as const, id: transactionId },
      }),
      ...numbers,
    });
  }

  /** Of several that would be the same, each but the first has its number. */
  #subjectOf(code: FindingCode, item: Item): string {
    const { side, kind, currency, reference, day, id } = item;
    const named =
      reference !== ''
        ? reference
        : side === 'line'
          ? `of ${this.#amount(item)} without reference`
          : `${id} without reference`;
    const key = JSON.stringify([code, kind, named, currency, day]);
    const times = (this.#times.get(key) ?? 0) + 1;
    this.#times.set(key, times);
    return `${kind} ${named}${times > 1 ? ` (${times})` : ''} in ${currency} on ${dayText(day)}`;
  }

  #amount({ amount, currency }: Item): string {
    return formatAmount(amount, this.options.digits.get(currency) ?? 0);
  }
}

function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function keyOf({ reference, kind, currency }: Pick<Item, 'reference' | 'kind' | 'currency'>) {
  return JSON.stringify([reference, kind, currency]);
}

interface NotCompleted {
  readonly id: string;
  readonly status: string;
}

/** The newest transaction with each reference that is not completed. */
async function readNotCompleted(
  scratch: Scratch,
  references: readonly string[],
): Promise<Map<string, NotCompleted>> {
  const rows = await scratch.rows<NotCompleted & Pick<Item, 'reference' | 'kind' | 'currency'>>(
    `SELECT id, status, reference, kind, currency FROM transaction
      WHERE reference = ANY ($1::text[]) AND status <> 'COMPLETED' ORDER BY position`,
    [[...new Set(references)].filter((reference) => reference !== '')],
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Adds the lines that could not be read. While there is one, a finding that is missing proves nothing. */
export async function addUnreadableLines(scratch: Scratch, list: FindingList): Promise<void> {
  const rows = await scratch.rows<{ line: string; reason: string; found: string }>(
    `SELECT line, reason, count(*) OVER () AS found FROM pg_temp.statement_line
      WHERE reason IS NOT NULL ORDER BY line LIMIT ${list.room}`,
  );
  if (rows.length === 0) return;
  list.markIncomplete();
  list.leaveOut(Number(rows[0]?.found) - rows.length);
  for (const { line, reason } of rows)
    list.add({
      ...{ code: 'ROW_UNREADABLE', severity: 'ERROR', subject: `line ${line}` },
      ...{ expected: 'can be read', actual: reason },
    });
}

interface Repeated extends Pick<Item, 'reference' | 'kind' | 'currency'> {
  readonly what: 'lines' | 'transactions';
  readonly day: string;
  readonly times: string;
  readonly found: string;
}

/** Adds the references that several lines, or several transactions, of one kind and currency have. */
export async function addRepeatedReferences(scratch: Scratch, list: FindingList): Promise<void> {
  if (list.room === 0) return;
  const rows = await scratch.rows<Repeated>(
    `SELECT *, count(*) OVER () AS found FROM (
       SELECT 'lines' AS what, reference, kind, currency, min(day)::text AS day, count(*) AS times
         FROM pg_temp.statement_line WHERE reference <> '' GROUP BY reference, kind, currency HAVING count(*) > 1
        UNION ALL
       SELECT 'transactions', t.reference, t.kind, t.currency,
              coalesce((SELECT min(l.day) FROM pg_temp.statement_line l WHERE l.reference = t.reference), min(t.day))::text,
              count(*)
         FROM pg_temp.statement_transaction t WHERE t.reference <> ''
        GROUP BY t.reference, t.kind, t.currency HAVING count(*) > 1) repeated
      ORDER BY reference COLLATE "C", what, kind, currency LIMIT ${list.room}`,
  );
  list.leaveOut(Number(rows[0]?.found ?? 0) - rows.length);
  for (const { what, kind, reference, currency, day, times } of rows)
    list.add({
      ...{ code: 'REFERENCE_TWICE', severity: 'WARNING', currency },
      subject: `${what} of ${kind} ${reference} in ${currency} on ${day}`,
      ...{ expected: '1', actual: times },
    });
}
