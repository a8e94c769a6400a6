import type {
  Alert,
  Currency,
  Monitor,
  Report,
  Schedule,
  SystemAccount,
  Transaction,
  Wallet,
  Webhook,
} from '../entities/index.js';
import type { DeliveryStatus, ReportPeriod } from '../domain/index.js';
import type { Amount } from '../money/index.js';
import type { Snapshot } from '../database/index.js';
import { type AlertFilter, readAlertsPage } from './alerts/alerts.js';
import { readMonitorsPage } from './alerts/monitors.js';
import { readBook } from './read-book.js';
import { BookClock } from './book-clock.js';
import { readChangedWallets } from './changed-wallets.js';
import { readDueHolds, type DueHold } from './due-holds.js';
import { readEntriesPage, type EntryOfTransaction } from './entries.js';
import type { WalletFilter } from './finding/wallet-search.js';
import {
  type BalancePart,
  explain,
  type Explanation,
  readBalanceParts,
  type SharedExplanations,
} from './history/explain.js';
import { ExplainedWallets } from './history/explained-wallets.js';
import {
  type ExplainedTransaction,
  readExplainedTransactions,
} from './history/explained-transactions.js';
import { readEffectiveHistoryPage } from './history/effective-history.js';
import { readHistoryPage } from './history/history.js';
import type { HistoryOrder } from './history/history-cursor.js';
import type { HistoryLine, Line } from './history/lines.js';
import { type AuditFilter, readAuditPage } from './log/audit.js';
import type { CommandRow } from './log/commands.js';
import { readEventsAfter, readEventsAt, readEventsPage } from './log/events.js';
import type { EventFilter, EventPlace, LogEvent } from './log/log-event.js';
import { readEventPlace } from './log/event-cursor.js';
import type { Page, PageArguments } from './pages/page.js';
import { readAllCurrencies } from './permanent/currencies.js';
import { readAllSystemAccounts } from './permanent/system-accounts.js';
import { type Finding, type FindingFilter, readFindingsPage } from './reconciliation/findings.js';
import { type ReconciliationRun, readReconciliationsPage } from './reconciliation/runs.js';
import {
  type DueParts,
  type DueSchedule,
  readDueParts,
  readDueSchedules,
} from './schedules/due-schedules.js';
import { readScheduleRunsPage, type ScheduleRun } from './schedules/runs.js';
import { readSchedulesPage } from './schedules/schedules.js';
import { type Delivery, readDeliveriesPage } from './webhooks/deliveries.js';
import { readWebhooksPage } from './webhooks/webhooks.js';
import type { Drift, DriftFilter } from './shadow/drift.js';
import { readDriftPage } from './shadow/drift-page.js';
import { readReportsPage } from './reports.js';
import { readRevocations } from './revocations.js';
import type { RowReader } from './rounds/round-reader.js';
import { type ReadByKeys, Rows, type RowSource } from './rounds/rows.js';
import type { TransactionFilter } from './finding/transaction-filter.js';
import type { ReadFirstLater } from './statement/first-later.js';
import { type LineDetails, readLineDetails } from './statement/line-details.js';
import type { LinesBetween } from './statement/lines-between.js';
import { readStatementPage } from './statement/lines-page.js';
import { openStatement, type Statement, type StatementRequest } from './statement/statement.js';
import { readStatementTotals, type StatementTotal } from './statement/totals.js';
import { readTransactionsPage } from './transactions.js';
import {
  readTreasuries,
  readTreasuriesAt,
  readWalletTotalsAt,
  type Treasury,
} from './treasury/treasury.js';
import {
  readTreasuryReport,
  type TreasuryPeriod,
  type TreasuryReport,
} from './treasury/treasury-report.js';
import {
  type LedgerPeriod,
  type LedgerRequest,
  readLedgerPeriod,
} from './treasury/ledger-period.js';
import { readWalletsPage } from './wallets.js';

/**
 * Reads the book on a connection of its own, in one consistent state: the state at the first read. It reads what is too
 * dear for a round, and rows at the same moment. Call `end` afterwards. Every read throws InputError for a wrong page or
 * cursor, and ReadUnavailableError if the database is unavailable or there is no connection in time.
 */
export class BookReader implements RowReader {
  readonly #rows: Rows;
  /** What the wallets had together, by moment in milliseconds. */
  readonly #walletTotals = new Map<number, Promise<ReadonlyMap<string, Amount>>>();
  #ended = false;

  constructor(
    private readonly snapshot: Snapshot,
    private readonly clock = new BookClock(),
    private readonly shared: SharedExplanations = { wallets: new ExplainedWallets(), caller: '' },
    /** Up to where the log was settled before the snapshot begins. */
    readonly logEnd = 0n,
    private readonly readFirstLater: ReadFirstLater = () =>
      Promise.reject(new Error('this reader has no connections for the end of statements')),
    /** The moment up to which the snapshot shows everything, known after its first read; absent: it is not known. */
    private readonly settledAt?: () => Date,
  ) {
    this.#rows = new Rows(new SnapshotRows(snapshot), clock);
  }

  get rows(): Rows {
    if (this.#ended) throw new Error('the reader has ended: read through a new one');
    return this.#rows;
  }
  walletsPage(filter: WalletFilter, page: PageArguments): Promise<Page<Wallet>> {
    return readBook(this.snapshot, (manager) => readWalletsPage(manager, filter, page));
  }
  /** Newest first. */
  transactionsPage(filter: TransactionFilter, page: PageArguments): Promise<Page<Transaction>> {
    return readBook(this.snapshot, (manager) => readTransactionsPage(manager, filter, page));
  }
  /** Newest first. */
  reconciliationsPage(page: PageArguments): Promise<Page<ReconciliationRun>> {
    return readBook(this.snapshot, (manager) => readReconciliationsPage(manager, page));
  }
  /** Oldest first. */
  findingsPage(filter: FindingFilter, page: PageArguments): Promise<Page<Finding>> {
    return readBook(this.snapshot, (manager) => readFindingsPage(manager, filter, page));
  }
  /** Newest first. @param createdBy undefined: those of all callers */
  schedulesPage(createdBy: string | undefined, page: PageArguments): Promise<Page<Schedule>> {
    return readBook(this.snapshot, (manager) => readSchedulesPage(manager, createdBy, page));
  }
  /** Newest first. */
  scheduleRunsPage(
    schedule: Pick<Schedule, 'id' | 'createdBy'>,
    page: PageArguments,
  ): Promise<Page<ScheduleRun>> {
    return readBook(this.snapshot, (manager) => readScheduleRunsPage(manager, schedule, page));
  }
  /** Newest first, without those that were deleted. */
  monitorsPage(page: PageArguments): Promise<Page<Monitor>> {
    return readBook(this.snapshot, (manager) => readMonitorsPage(manager, page));
  }
  /** Newest first. */
  alertsPage(filter: AlertFilter, page: PageArguments): Promise<Page<Alert>> {
    return readBook(this.snapshot, (manager) => readAlertsPage(manager, filter, page));
  }
  /** The one that was made last first. @param period undefined: those of all lengths */
  reportsPage(period: ReportPeriod | undefined, page: PageArguments): Promise<Page<Report>> {
    return readBook(this.snapshot, (manager) => readReportsPage(manager, period, page));
  }
  /** The events at these places that the log has, in no order. */
  eventsAt(places: readonly EventPlace[]): Promise<LogEvent[]> {
    return readBook(this.snapshot, (manager) => readEventsAt(manager, places));
  }
  /** Newest first, without deleted ones. */
  webhooksPage(page: PageArguments): Promise<Page<Webhook>> {
    return readBook(this.snapshot, (manager) => readWebhooksPage(manager, page));
  }
  /** Newest first. @param status undefined: all */
  deliveriesPage(
    webhookId: string,
    status: DeliveryStatus | undefined,
    page: PageArguments,
  ): Promise<Page<Delivery>> {
    return readBook(this.snapshot, (manager) =>
      readDeliveriesPage(manager, webhookId, status, page),
    );
  }
  dueParts(): Promise<DueParts> {
    return readBook(this.snapshot, (manager) => readDueParts(manager, this.clock));
  }
  /** @param wanted a part of `dueParts`, at its time, and the last schedule of the previous page */
  dueSchedules(wanted: Parameters<typeof readDueSchedules>[1]): Promise<DueSchedule[]> {
    return readBook(this.snapshot, (manager) => readDueSchedules(manager, wanted));
  }
  /** Oldest first, as the last shadow found them. */
  driftPage(filter: Omit<DriftFilter, 'run'>, page: PageArguments): Promise<Page<Drift>> {
    return readBook(this.snapshot, (manager) => readDriftPage(manager, filter, page));
  }
  /** What happened, oldest first, up to where the log was settled when this reader was made. */
  eventsPage(filter: EventFilter, page: PageArguments): Promise<Page<LogEvent>> {
    return readBook(this.snapshot, (manager) => readEventsPage(manager, filter, page, this.logEnd));
  }
  /** At most `limit` events after a place, oldest first, up to where the log was settled when this reader was made. */
  eventsAfter(after: EventPlace, filter: EventFilter, limit: number): Promise<LogEvent[]> {
    return readBook(this.snapshot, (manager) =>
      readEventsAfter(manager, after, { end: this.logEnd, filter, limit }),
    );
  }
  /** The place of the event that a cursor names. */
  eventPlace(cursor: string): Promise<EventPlace> {
    return readBook(this.snapshot, (manager) => readEventPlace(manager, cursor));
  }
  /** What was decided, newest first, up to where the log was settled when this reader was made. */
  auditPage(filter: AuditFilter, page: PageArguments): Promise<Page<CommandRow>> {
    return readBook(this.snapshot, (manager) => readAuditPage(manager, filter, page, this.logEnd));
  }
  /** Newest first, over all accounts of the wallet. */
  entriesPage(walletId: string, page: PageArguments): Promise<Page<EntryOfTransaction>> {
    return readBook(this.snapshot, (manager) => readEntriesPage(manager, walletId, page));
  }
  /** Newest first, by default in the order of the book. */
  historyPage(
    walletId: string,
    page: PageArguments,
    order?: HistoryOrder | null,
  ): Promise<Page<HistoryLine>> {
    const read = order === 'EFFECTIVE_AT' ? readEffectiveHistoryPage : readHistoryPage;
    return readBook(this.snapshot, (manager) => read(manager, walletId, page));
  }
  /** The statement of a period up to this moment. */
  statement(
    wallet: Pick<Wallet, 'id' | 'currency'>,
    request: StatementRequest,
  ): Promise<Statement> {
    return readBook(this.snapshot, (manager) =>
      openStatement(manager, wallet, request, this.readFirstLater),
    );
  }
  /** In the order of the vocabulary. */
  statementTotals({ currency, ranges }: Statement): Promise<StatementTotal[]> {
    return readBook(this.snapshot, (manager) => readStatementTotals(manager, currency, ranges));
  }
  /** Oldest first. */
  statementPage(statement: Statement, page: PageArguments): Promise<Page<HistoryLine>> {
    return readBook(this.snapshot, (manager) => readStatementPage(manager, statement, page));
  }
  /** The next lines, none if there are no more. @param length entries of each chain in a read */
  nextLines(lines: LinesBetween, length: number): Promise<Line[]> {
    return readBook(this.snapshot, (manager) => lines.next(manager, length));
  }
  /** By transaction id. @param walletId the wallet of the statement */
  lineDetails(
    transactionIds: readonly string[],
    walletId: string,
  ): Promise<Map<string, LineDetails>> {
    return readBook(this.snapshot, (manager) => readLineDetails(manager, transactionIds, walletId));
  }
  /** The balance at a time, changes of exactly that time included; undefined means now. */
  explain(wallet: Pick<Wallet, 'id' | 'currency'>, at: Date | undefined): Promise<Explanation> {
    return readBook(this.snapshot, (manager) => explain(manager, this.clock, wallet, at));
  }
  /** Ordered by kind, then by status. */
  balanceParts(explanation: Explanation): Promise<BalancePart[]> {
    return readBook(this.snapshot, (manager) =>
      readBalanceParts(manager, explanation, this.shared),
    );
  }
  /** Newest first. */
  explainedTransactions(
    part: BalancePart,
    page: PageArguments,
  ): Promise<Page<ExplainedTransaction>> {
    return readBook(this.snapshot, (manager) => readExplainedTransactions(manager, part, page));
  }
  /** Ordered by code. */
  currencies(): Promise<Currency[]> {
    return readBook(this.snapshot, readAllCurrencies);
  }
  /** First those that come with the book, then the operator's own, oldest first. */
  systemAccounts(): Promise<SystemAccount[]> {
    return readBook(this.snapshot, readAllSystemAccounts);
  }
  /** @param at the moment, changes of exactly that moment included; undefined: now */
  async treasury(currency: string, at?: Date): Promise<Treasury | undefined> {
    return (await this.treasuries(at, [currency]))[0];
  }
  /** Ordered by code. @param codes undefined: all currencies with an entry of a system account by then */
  treasuries(at?: Date, codes?: readonly string[]): Promise<Treasury[]> {
    return readBook(this.snapshot, (manager) =>
      at ? readTreasuriesAt(manager, this.clock, codes, at) : readTreasuries(manager, codes),
    );
  }
  /** The sum of all accounts of a treasury of the past, for which the wallets are read. */
  async sumOfAllAccounts({ currency, at, memberTotal }: Treasury): Promise<Amount> {
    const known = this.#walletTotals.get(at.getTime());
    const reading = known ?? readBook(this.snapshot, (manager) => readWalletTotalsAt(manager, at));
    this.#walletTotals.set(at.getTime(), reading);
    // memberTotal is the opposite of the system accounts together.
    return ((await reading).get(currency) ?? 0n) - memberTotal;
  }
  /** Only for a reader that was opened as a settled one. */
  treasuryReport(period: TreasuryPeriod): Promise<TreasuryReport> {
    return readBook(this.snapshot, (manager) =>
      readTreasuryReport(manager, period, this.#settledMoment()),
    );
  }
  /** The period of a general ledger, and its currencies. Only for a reader that was opened as a settled one. */
  ledgerPeriod(request: LedgerRequest): Promise<LedgerPeriod> {
    return readBook(this.snapshot, (manager) =>
      readLedgerPeriod(manager, request, this.#settledMoment()),
    );
  }
  /**
   * A page of expired holds.
   * @param after the last hold of the previous page
   * @param limit maximum number of holds on the page
   */
  dueHolds(after: DueHold | undefined, limit?: number): Promise<DueHold[]> {
    return readBook(this.snapshot, (manager) => readDueHolds(manager, this.clock, after, limit));
  }
  /** For each subject with revoked tokens, when they were last revoked. */
  revocations(): Promise<Map<string, Date>> {
    return readBook(this.snapshot, readRevocations);
  }
  /** At most `limit` + 1 ids. One more than `limit` means that there are more. */
  changedWallets(since: Date, limit: number): Promise<string[]> {
    return readBook(this.snapshot, (manager) => readChangedWallets(manager, since, limit));
  }
  end(): Promise<void> {
    this.#ended = true;
    return this.snapshot.end();
  }

  /** Call it after the first read. */
  #settledMoment(): Date {
    if (!this.settledAt)
      throw new Error('this read needs a reader that was opened as a settled one');
    return this.settledAt();
  }
}

/** Rows over a snapshot of one request. Its connection runs one statement at a time. */
class SnapshotRows implements RowSource {
  readonly pipelines = false;

  constructor(private readonly snapshot: Snapshot) {}

  read<K, V>(keys: readonly K[], read: ReadByKeys<K, V>): Promise<readonly (V | Error)[]> {
    return readBook(this.snapshot, (manager) => read(manager, keys));
  }

  schedule(dispatch: () => void): void {
    setImmediate(dispatch);
  }
}
