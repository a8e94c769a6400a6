import { type GraphQLNamedType, isObjectType } from 'graphql';

/** What a field makes PostgreSQL read beyond the values that it answers with, in rows. */
export interface Price {
  /** Rows for each time that the field is asked for. */
  readonly rows: number;
  /** Rows for each item of the page besides its values. */
  readonly rowsPerItem?: number;
  /** Rows if this argument is given, instead of `rows`. `orderBy: EFFECTIVE_AT` names an argument with this value. */
  readonly with?: Readonly<Record<string, number>>;
  /** The same for each item, instead of `rowsPerItem`. */
  readonly perItemWith?: Readonly<Record<string, number>>;
  /** How many items a list without pages is taken to have. Absent: ten. */
  readonly items?: number;
  /** The same for a list that is asked for below itself, where its size counts as often as it is nested. */
  readonly itemsBelowItself?: number;
}

/** Stands for the value of an argument that is not known yet. */
export const UNKNOWN = Symbol('unknown');

/** A look-up of a moment in a chain takes about two dozen rows, in each of five chains. */
const PAST = 100;
/** No index has the rows of a filter in the order of the list. Many may be read for each that is found. */
const FILTERED = 500;
/** The nearest thousand rows are looked at, and a drawer of eight thousand if they do not have a page of what matches. */
const FOUND = 1_000;
const FREE: Price = { rows: 0 };

/**
 * The price of every field that reads a list or takes arguments. Clients pay for rows that must be read as they pay for
 * values (`Limits.cost`). A test keeps the table complete: a new field of this kind has a price, be it `FREE`. A field that
 * looks up one row, or what the wallet, transaction or page above it was read with, is FREE: its values pay for it.
 */
export const PRICES: Readonly<Record<string, Price>> = {
  'Query.node': FREE,
  'Query.wallet': FREE,
  'Query.payee': FREE,
  'Query.transaction': FREE,
  'Query.exchangeQuote': FREE,
  'Query.wallets': { rows: 0, with: { filter: FILTERED } },
  'Query.transactions': { rows: 20, with: { filter: FOUND } },
  'Query.reconciliation': FREE,
  'Query.reconciliations': { rows: 20, rowsPerItem: 1 },
  'Query.events': { rows: 20, rowsPerItem: 3 },
  'Query.auditLog': { rows: 100, rowsPerItem: 3 },
  // Each finding ever, with its newest state.
  'Reconciliation.findings': { rows: FOUND },
  'Reconciliation.inputs': FREE,
  'Query.schedules': { rows: 20 },
  // The runs are commands, which one index has in their order.
  'Schedule.runs': { rows: 20 },
  'Query.monitors': { rows: 20 },
  'Query.alerts': { rows: 20, with: { filter: FILTERED } },
  'Query.reports': { rows: 20 },
  // The reasons of up to 500 corrections.
  'Report.csv': { rows: 500 },
  'Report.html': { rows: 500 },
  // At most ten.
  'Monitor.channels': FREE,
  'Alert.notifications': FREE,
  'Query.webhooks': { rows: 20 },
  'Webhook.deliveries': { rows: 20, with: { status: FILTERED } },
  // The cause of each is looked up, and its wallet.
  'Query.drift': { rows: FOUND, rowsPerItem: 3 },
  'Drift.values': FREE,
  'Wallet.findings': { rows: 50 },
  'Query.currency': FREE,
  'Query.currencies': { rows: 200 },
  'Query.systemAccounts': { rows: 100 },
  // Every account of the currency.
  'Query.treasury': { rows: 5_000 },
  'Query.treasuries': { rows: 5_000 },
  // Every entry of the period.
  'Query.treasuryReport': { rows: 5_000 },
  // Most books have few currencies, and most reports are of a month.
  'TreasuryReport.currencies': { rows: 0, items: 2 },
  'TreasuryReportCurrency.days': { rows: 0, items: 31 },
  'TreasuryReportCurrency.kinds': FREE,
  'TreasuryReportCurrency.systemAccounts': FREE,
  'TreasuryDay.kinds': { rows: 0, items: 5 },
  'TreasuryDay.systemAccounts': { rows: 0, items: 5 },
  'Viewer.wallets': FREE,
  'Wallet.balance': { rows: 0, with: { at: PAST } },
  'Wallet.entries': { rows: 20 },
  'Wallet.transactions': { rows: 20, with: { filter: FOUND } },
  'Wallet.explain': { rows: 10, with: { at: PAST } },
  // The entries of several chains that make a line, and those of holds between them.
  // In the order of effect each line's balance is looked up, in a wallet's chains at one moment, and two lists are read.
  'Wallet.history': {
    rows: 20,
    rowsPerItem: 3,
    with: { after: PAST, before: PAST, 'orderBy: EFFECTIVE_AT': 3 * PAST },
    perItemWith: { 'orderBy: EFFECTIVE_AT': 30 },
  },
  // The chains at both ends, and the lock of the wallet.
  'Wallet.statement': { rows: 3 * PAST },
  // Every entry of the period.
  'Statement.totals': { rows: 2_000, items: 10 },
  'Statement.lines': { rows: 20, rowsPerItem: 3, with: { after: PAST, before: PAST } },
  // The entries since a checkpoint, with their transactions. docs/decisions/31-explain-checkpoints.md
  'BalanceExplanation.parts': { rows: 500 },
  'BalancePart.transactions': { rows: 50, rowsPerItem: 2 },
  // Few have more than six. A posting has up to a hundred.
  'Transaction.entries': { rows: 0, itemsBelowItself: 100 },
  // What became of it: a purchase's figures, and a reversal.
  'Transaction.splits': { rows: 5, items: 20 },
  'HistoryLine.entries': FREE,
  'Treasury.systemAccounts': FREE,
  'IntegrityReport.findings': FREE,
  'Subscription.balanceChanged': FREE,
  // A push has at most 200 wallets.
  'Subscription.walletChanges': { rows: 0, items: 200 },
  'Subscription.transactionChanged': FREE,
  'Subscription.eventAdded': FREE,
  // Every row of the book.
  'Mutation.verifyIntegrity': { rows: 10_000 },
};

/** The price of a field: its type's own, or that of an interface. A field that is not in the table is free. */
export function priceOf(type: GraphQLNamedType, field: string): Price {
  const interfaces = isObjectType(type) ? type.getInterfaces() : [];
  const prices = [type, ...interfaces].map(({ name }) => PRICES[`${name}.${field}`]);
  return prices.find((price) => price !== undefined) ?? FREE;
}

/**
 * The rows for each time that the field is asked for, and for each item of its page.
 * @param valueOf the value of an argument: null or undefined if it is not given, `UNKNOWN` if it can be any
 */
export function rowsOf(
  price: Price,
  valueOf: (argument: string) => unknown,
): { readonly rows: number; readonly perItem: number } {
  const most = (usual: number, others: Price['with'] = {}): number =>
    Math.max(
      usual,
      ...Object.entries(others).map(([named, more]) => (isGiven(named, valueOf) ? more : 0)),
    );
  return {
    rows: most(price.rows, price.with),
    perItem: most(price.rowsPerItem ?? 0, price.perItemWith),
  };
}

/** @param named the name of an argument, or `name: VALUE` */
function isGiven(named: string, valueOf: (argument: string) => unknown): boolean {
  const [argument = '', wanted] = named.split(': ');
  const value = valueOf(argument) ?? undefined;
  return value !== undefined && (wanted === undefined || value === wanted || value === UNKNOWN);
}
