import { transactionId } from '../../graphql/index.js';
import { formatAmount } from '../../money/index.js';
import type { LedgerBalance, LedgerEntry } from '../../reader/index.js';
import { LocalTime } from '../local-time.js';
import { accountName } from './account-names.js';
import type { LedgerFormat, LedgerHead } from './ledger-format.js';

/** The other side of opening balances. All of them together are zero. */
const OPENING = 'opening';

/**
 * A general ledger as a journal of hledger. Each phase of a transaction is a transaction of the journal, which balances by itself.
 * The signs are those of the book: what a wallet has is positive. At the end the balance of each account is asserted: the assertions
 * come from the balances of the book, so hledger checks that the entries lead there.
 */
export const ledgerHledger: LedgerFormat = async function* (head, ledger) {
  const journal = new Journal(head);
  yield journal.preamble();
  for await (const some of ledger.openings()) yield journal.openings(some);
  // A transaction can go on in the next rows, so its beginning is kept.
  let step: LedgerEntry[] = [];
  for await (const some of ledger.entries()) {
    let text = '';
    for (const entry of some) {
      const [first] = step;
      if (first && !isSameStep(first, entry)) {
        text += journal.transaction(first, step);
        step = [];
      }
      step.push(entry);
    }
    if (text !== '') yield text;
  }
  const [first] = step;
  if (first) yield journal.transaction(first, step);
  for await (const some of ledger.closings()) yield journal.closings(some);
  yield journal.end();
};

function isSameStep(a: LedgerEntry, b: LedgerEntry): boolean {
  return (
    a.transactionId === b.transactionId && a.phase === b.phase && a.at.getTime() === b.at.getTime()
  );
}

/** Writes the parts of one journal. */
class Journal {
  readonly #local: LocalTime;
  readonly #digits: ReadonlyMap<string, number>;
  /** What the other side of the opening balances has, by currency. */
  readonly #opening = new Map<string, bigint>();

  constructor(private readonly head: LedgerHead) {
    this.#local = new LocalTime(head.timeZone);
    this.#digits = new Map(head.currencies.map(({ code, digits }) => [code, digits]));
  }

  preamble(): string {
    const { from, to, timeZone, currencies } = this.head;
    const since = from ? `from ${this.#local.text(from)}` : 'from the beginning of the book';
    const commodities = currencies.map(
      ({ code, digits }) => `commodity 1000.${'0'.repeat(digits)} ${symbolOf(code)}\n`,
    );
    return [
      `; General ledger, ${since} to ${this.#local.text(to)} ${timeZone}. The signs are those of the book.\n`,
      `decimal-mark .\n${commodities.join('')}`,
    ].join('');
  }

  openings(accounts: readonly LedgerBalance[]): string {
    const { from } = this.head;
    if (!from) return '';
    return accounts
      .map(({ balance, currency, ...account }) => {
        this.#opening.set(currency, (this.#opening.get(currency) ?? 0n) - balance);
        return [
          `\n${this.#dateOf(from)} * opening balance\n`,
          this.#posting(accountName({ ...account, currency }), balance, currency),
          this.#posting(OPENING, -balance, currency),
        ].join('');
      })
      .join('');
  }

  transaction(of: LedgerEntry, entries: readonly LedgerEntry[]): string {
    const texts = [of.reference, of.description].filter((text) => text !== null).map(onOneLine);
    const title = [`${of.transactionKind} ${of.phase}`, texts.join(' – ')].filter(Boolean);
    return [
      `\n${this.#dateOf(of.at)} * (${transactionId(of.transactionId)}) ${title.join(' | ')}  ; ${of.at.toISOString()}\n`,
      ...entries.map((entry) => this.#posting(accountName(entry), entry.amount, entry.currency)),
    ].join('');
  }

  closings(accounts: readonly LedgerBalance[]): string {
    return accounts
      .map((account) => this.#assertion(accountName(account), account.balance, account.currency))
      .join('');
  }

  end(): string {
    return [...this.#opening.keys()]
      .map((currency) => this.#assertion(OPENING, 0n, currency))
      .join('');
  }

  /** At the last moment of the period, so it comes after every transaction. */
  #assertion(account: string, balance: bigint, currency: string): string {
    const date = this.#dateOf(new Date(this.head.to.getTime() - 1));
    return `\n${date} * closing balance\n    ${account}  ${this.#amount(0n, currency)} = ${this.#amount(balance, currency)}\n`;
  }

  #posting(account: string, amount: bigint, currency: string): string {
    return `    ${account}  ${this.#amount(amount, currency)}\n`;
  }

  #amount(amount: bigint, currency: string): string {
    return `${formatAmount(amount, this.#digits.get(currency) ?? 0)} ${symbolOf(currency)}`;
  }

  /** The local date. */
  #dateOf(at: Date): string {
    return this.#local.text(at).slice(0, 10);
  }
}

/** hledger takes a digit in an unquoted symbol for a part of the amount. */
function symbolOf(code: string): string {
  return /^[A-Z]+$/.test(code) ? code : `"${code}"`;
}

/** A text without what ends a line or begins a comment. The CSV has it as it is. */
function onOneLine(text: string): string {
  return text
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replaceAll(';', ',')
    .trim();
}
