import { badInput } from '../../graphql/index.js';
import { formatAmount } from '../../money/index.js';
import { LocalTime } from '../local-time.js';
import { element, textElement } from '../xml.js';
import type { Statement, StatementFormat, StatementLine } from './statement.js';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08';
/** The bounds of amounts in ISO 20022. */
const MAX_FRACTION = 5;
const MAX_AMOUNT_DIGITS = 18;
const CURRENCY = /^[A-Z]{3}$/;
/** ISO 20022's longest texts, in characters. */
const MAX_REFERENCE = 35;
const MAX_ACCOUNT_NAME = 70;
const MAX_NAME = 140;

/**
 * A statement as camt.053.001.08 of ISO 20022, a bank's statement to its customer. Balances are those of `Balance.total`.
 * @throws GraphQLError BAD_USER_INPUT before anything is written, for a currency or an amount that the standard cannot carry
 */
export const statementCamt053: StatementFormat = (statement, lines) => {
  refuseUnlessCarried(statement);
  const texts = new Texts(statement);
  return (async function* () {
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}"><BkToCstmrStmt>\n${texts.head()}`;
    for await (const some of lines) yield some.map((line) => texts.entry(line)).join('');
    yield '</Stmt></BkToCstmrStmt></Document>\n';
  })();
};

/** The standard has other currencies and smaller amounts than the book. No line is larger than the sums. */
function refuseUnlessCarried({ wallet, opening, closing, totals }: Statement): void {
  const { currency, digits } = wallet;
  if (!CURRENCY.test(currency) || digits > MAX_FRACTION)
    throw badInput(
      `camt.053 cannot carry ${currency}: it knows currencies of three letters with at most ${MAX_FRACTION} digits after the point. Ask for .csv, .json or .pdf.`,
    );
  const moved = totals.flatMap(({ moneyIn, moneyOut }) => [moneyIn, -moneyOut]);
  const sums = [moved.reduce((sum, amount) => sum + amount, 0n), opening.total, closing.total];
  if (sums.some((sum) => (sum < 0n ? -sum : sum) >= 10n ** BigInt(MAX_AMOUNT_DIGITS)))
    throw badInput(
      `camt.053 cannot carry amounts of more than ${MAX_AMOUNT_DIGITS} digits. Ask for .csv, .json or .pdf.`,
    );
}

class Texts {
  readonly #local: LocalTime;

  constructor(private readonly statement: Statement) {
    this.#local = new LocalTime(statement.timeZone);
  }

  head(): string {
    const { wallet, from, to, asOf, opening, closing } = this.statement;
    const created = textElement('CreDtTm', this.#iso(asOf));
    // Two statements of one wallet with the same period are the same.
    const id = `${from.getTime().toString(36)}-${to.getTime().toString(36)}`;
    const account = element(
      'Acct',
      element('Id', element('Othr', textElement('Id', wallet.id))),
      textElement('Ccy', wallet.currency),
      textElement('Nm', shortened(wallet.displayName ?? wallet.name, MAX_ACCOUNT_NAME)),
      element('Ownr', textElement('Nm', shortened(wallet.ownerId, MAX_NAME))),
    );
    return [
      element('GrpHdr', textElement('MsgId', id), created),
      '\n<Stmt>',
      textElement('Id', id),
      created,
      element(
        'FrToDt',
        textElement('FrDtTm', this.#iso(from)),
        textElement('ToDtTm', this.#iso(to)),
      ),
      account,
      this.#balance('OPBD', opening.total, from),
      this.#balance('CLBD', closing.total, to),
      this.#balance('CLAV', closing.available, to),
      this.#summary(),
      '\n',
    ].join('');
  }

  #balance(code: string, amount: bigint, at: Date): string {
    return element(
      'Bal',
      element('Tp', element('CdOrPrtry', textElement('Cd', code))),
      this.#amount(amount),
      element('Dt', textElement('DtTm', this.#iso(at))),
    );
  }

  #summary(): string {
    const { totals, opening, closing } = this.statement;
    const count = totals.reduce((sum, total) => sum + total.count, 0);
    const net = closing.total - opening.total;
    const all = element(
      'TtlNtries',
      textElement('NbOfNtries', String(count)),
      element(
        'TtlNetNtry',
        textElement('Amt', this.#decimal(net)),
        textElement('CdtDbtInd', directionOf(net)),
      ),
    );
    const kinds = totals.map((total) =>
      element(
        'TtlNtriesPerBkTxCd',
        textElement('NbOfNtries', String(total.count)),
        codeOf(total.kind),
      ),
    );
    return element('TxsSummry', all, ...kinds);
  }

  entry(line: StatementLine): string {
    const { reference, description, counterparty, transactionId, status } = line;
    const fits = reference !== null && [...reference].length <= MAX_REFERENCE;
    const paid = line.amount < 0n;
    const details = element(
      'TxDtls',
      element(
        'Refs',
        textElement('AcctSvcrRef', transactionId),
        fits ? textElement('EndToEndId', reference) : '',
      ),
      this.#amount(line.amount),
      counterparty === null
        ? ''
        : element(
            'RltdPties',
            element(
              paid ? 'Cdtr' : 'Dbtr',
              element('Pty', textElement('Nm', shortened(counterparty, MAX_NAME))),
            ),
          ),
      reference === null || fits ? '' : element('RmtInf', ...unstructured(reference)),
      description === null ? '' : textElement('AddtlTxInf', description),
    );
    return `${element(
      'Ntry',
      textElement('NtryRef', transactionId),
      this.#amount(line.amount),
      status === 'FAILED' ? textElement('RvslInd', 'true') : '',
      element('Sts', textElement('Cd', 'BOOK')),
      element('BookgDt', textElement('DtTm', this.#iso(line.at))),
      element('ValDt', textElement('DtTm', this.#iso(line.effectiveAt ?? line.at))),
      textElement('AcctSvcrRef', transactionId),
      codeOf(line.kind),
      element('NtryDtls', details),
    )}\n`;
  }

  /** An amount with its direction. */
  #amount(amount: bigint): string {
    const { currency } = this.statement.wallet;
    return (
      textElement('Amt', this.#decimal(amount), ` Ccy="${currency}"`) +
      textElement('CdtDbtInd', directionOf(amount))
    );
  }

  #decimal(amount: bigint): string {
    return formatAmount(amount < 0n ? -amount : amount, this.statement.wallet.digits);
  }

  #iso(moment: Date): string {
    return this.#local.iso(moment);
  }
}

/** CRDT: the balance, or the change of it, is not below zero. */
function directionOf(amount: bigint): string {
  return amount < 0n ? 'DBIT' : 'CRDT';
}

function codeOf(kind: string): string {
  return element('BkTxCd', element('Prtry', textElement('Cd', kind)));
}

function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** A long text in parts of the standard's length. */
function unstructured(text: string): string[] {
  const characters = [...text];
  const parts: string[] = [];
  for (let start = 0; start < characters.length; start += MAX_NAME)
    parts.push(textElement('Ustrd', characters.slice(start, start + MAX_NAME).join('')));
  return parts;
}
