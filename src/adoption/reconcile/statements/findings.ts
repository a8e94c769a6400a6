import type { FindingCode } from '../../../domain/index.js';
import { formatAmount } from '../../../money/index.js';
import type { StatementKind } from '../../mapping/mapping.js';
import type { FoundFinding } from '../finding.js';
import type { FindingList } from '../finding-list.js';
import type { Scratch } from '../scratch.js';
import type { Item, Matched } from './item.js';

const DAY_MS = 86_400_000;

interface DayRange {
  readonly from: number;
  readonly to: number;
}

const isIn = ({ from, to }: DayRange, { day }: Item) => day >= from && day <= to;

interface FindingsOptions {
  readonly digits: ReadonlyMap<string, number>;
  /** The days of the statement, since 1970. */
  readonly covered: DayRange;
  /** Those for which it must have a line for each transaction. */
  readonly needed: DayRange;
  /** By how many days a line and its transaction may differ. */
  readonly days: number;
}

/** Turns what a matcher finds into findings. Their subjects end with their day: `DEPOSIT INV-7 in USD on 2026-11-03`. */
export class StatementFindings {
  /** Lines without a transaction, until it is known whether the book has one that is not completed. */
  readonly #lines: Item[] = [];
  /** Of a transaction that the book took back, and of what took it back: the one of the two that has no line. */
  readonly #halves = new Map<string, Item>();
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
    if (item.pair === '' || !isIn(this.options.covered, item)) return this.#addMissing(item);
    const other = this.#halves.get(item.pair);
    if (!other) this.#halves.set(item.pair, item);
    // Neither the book nor the statement has anything of it left.
    else this.#halves.delete(item.pair);
  }

  #addMissing(item: Item): void {
    if (!isIn(this.options.needed, item)) return;
    this.#add('TRANSACTION_WITHOUT_LINE', 'ERROR', item, {
      ...{ transactionId: item.id, expected: 'none', actual: this.#amount(item) },
    });
  }

  /** Adds what could not be said before the end. */
  async finish(scratch: Scratch): Promise<void> {
    for (const half of this.#halves.values()) this.#addMissing(half);
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
    const { side, currency, reference, day, id } = item;
    const kind = item.isReturn ? `return of ${opposite(item)}` : item.kind;
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

/** The kind of what an item took back. */
function opposite({ kind }: Item): StatementKind {
  return kind === 'DEPOSIT' ? 'WITHDRAWAL' : 'DEPOSIT';
}

function keyOf({ reference, kind, currency }: Pick<Item, 'reference' | 'kind' | 'currency'>) {
  return JSON.stringify([reference, kind, currency]);
}

interface NotCompleted {
  readonly id: string;
  readonly status: string;
}

/** The newest transaction with each reference that is not completed, or not any more. */
async function readNotCompleted(
  scratch: Scratch,
  references: readonly string[],
): Promise<Map<string, NotCompleted>> {
  const rows = await scratch.rows<NotCompleted & Pick<Item, 'reference' | 'kind' | 'currency'>>(
    `SELECT t.id, CASE t.status WHEN 'COMPLETED' THEN 'REVERSED' ELSE t.status END AS status, t.reference, t.kind, t.currency
       FROM transaction t
      WHERE t.reference = ANY ($1::text[])
        AND (t.status <> 'COMPLETED'
             OR EXISTS (SELECT FROM transaction r WHERE r.original_id = t.id AND r.kind = 'REVERSAL'))
      ORDER BY t.position`,
    [[...new Set(references)].filter((reference) => reference !== '')],
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}
