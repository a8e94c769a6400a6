import { transactionId, walletId } from '../../graphql/index.js';
import { formatAmount } from '../../money/index.js';
import type { LedgerAccount, LedgerEntry } from '../../reader/index.js';
import { csvRows } from '../../reports/index.js';
import { BYTE_ORDER_MARK } from '../csv.js';
import { LocalTime } from '../local-time.js';
import { accountName } from './account-names.js';
import type { LedgerFormat } from './ledger-format.js';

const COLUMNS = [
  ...['record', 'local_time', 'at', 'transaction', 'kind', 'phase', 'account', 'owner', 'wallet'],
  ...['currency', 'amount', 'debit', 'credit', 'balance', 'reference', 'description'],
];

/** The columns of a row that have a value. */
type Row = Readonly<Record<string, string | null>>;

/**
 * A general ledger as CSV. An OPENING is what an account has right before the period, a CLOSING what it has right after it,
 * and an ENTRY is one entry, in the order of the book. `amount` has a sign: what it adds to the account. `credit` is the same if
 * it adds, and `debit` what it takes, without a sign.
 */
export const ledgerCsv: LedgerFormat = async function* (
  { from, to, timeZone, currencies },
  ledger,
) {
  const local = new LocalTime(timeZone);
  const digits = new Map(currencies.map((currency) => [currency.code, currency.digits]));
  const money = (amount: bigint, currency: string): string =>
    formatAmount(amount, digits.get(currency) ?? 0);
  const rows = (some: readonly Row[]): string =>
    csvRows(some.map((row) => COLUMNS.map((column) => row[column] ?? '')));
  const moment = (at: Date | undefined): Row =>
    at === undefined ? {} : { local_time: local.text(at), at: at.toISOString() };
  const ofAccount = (account: LedgerAccount): Row => ({
    account: accountName(account),
    owner: account.wallet?.ownerId ?? null,
    wallet: account.wallet && walletId(account.wallet.id),
    currency: account.currency,
  });
  const ofEntry = (entry: LedgerEntry): Row => {
    const amount = money(entry.amount, entry.currency);
    return {
      ...{ record: 'ENTRY', ...moment(entry.at), ...ofAccount(entry), amount },
      ...{ transaction: transactionId(entry.transactionId), kind: entry.transactionKind },
      ...(entry.amount < 0n ? { debit: amount.slice(1) } : { credit: amount }),
      ...{ phase: entry.phase, reference: entry.reference, description: entry.description },
    };
  };
  yield BYTE_ORDER_MARK + csvRows([COLUMNS]);
  for await (const some of ledger.openings())
    yield rows(
      some.map((account) => ({
        ...{ record: 'OPENING', ...moment(from), ...ofAccount(account) },
        balance: money(account.balance, account.currency),
      })),
    );
  for await (const some of ledger.entries()) yield rows(some.map(ofEntry));
  for await (const some of ledger.closings())
    yield rows(
      some.map((account) => ({
        ...{ record: 'CLOSING', ...moment(to), ...ofAccount(account) },
        balance: money(account.balance, account.currency),
      })),
    );
};
