import type { PeriodBound } from '../../domain/index.js';
import type { Decimal } from '../../money/index.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Transaction as TransactionModel, Wallet as WalletModel, Quote, Schedule as ScheduleModel, Webhook as WebhookModel, Delivery as DeliveryModel, Erasure, ScheduleRun as ScheduleRunModel, Monitor as MonitorModel, Alert as AlertModel, Report as ReportModel, Notification as NotificationModel, ReconciliationRun, Drift as DriftModel, DriftCause as DriftCauseModel, Finding as FindingModel, LogEvent, CommandRow, EntryOfTransaction, Explanation, BalancePart as BalancePartModel, FigureChanges, ExplainedEdge, HistoryLine as HistoryLineModel, Currency as CurrencyModel, Statement as StatementModel, StatementTotal as StatementTotalModel, Treasury as TreasuryModel, TreasuryReport as TreasuryReportModel, CurrencyReport, CurrencyDay, SystemAccount as SystemAccountModel } from '../../reader/index.js';
import type { TransactionOfType } from '../transaction-of-type.js';
import type { TransactionPayloadModel, NodeModel, CreditLineModel, DriftValueModel, CounterpartyModel, PayeeModel, TreasuryFlowModel, SystemAccountFlowModel, SplitModel, SystemAccountBalanceModel, WalletPayloadModel, QuotePayloadModel, CurrencyPayloadModel, SystemAccountPayloadModel, SchedulePayloadModel, WebhookPayloadModel, WebhookSecretPayloadModel, WebhookTestPayloadModel, ErasurePayloadModel, MonitorPayloadModel, AlertPayloadModel, ReconciliationPayloadModel, RevocationPayloadModel, EarningsPayloadModel, TransfersPayloadModel } from '../payloads.js';
import type { Refusal, Viewer as ViewerModel, AlertChannel as AlertChannelModel, Balance as BalanceModel, MoneyAmount } from '../../domain/index.js';
import type { WalletNow } from '../../live/index.js';
import type { GraphQLContext } from '../context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * Code of a currency: an ISO 4217 code or one of the book's own. One ASCII capital, then 2 to 11 ASCII
   * capitals or digits ("USD", "COIN").
   */
  CurrencyCode: { input: string; output: string; }
  /**
   * The beginning or the end of a period, for input: a `DateTime`, or a date such as "2026-03-01". A date
   * stands for its first moment in the time zone that is sent beside it.
   */
  DateOrDateTime: { input: PeriodBound; output: never; }
  /**
   * A moment. Output: ISO 8601 in UTC with milliseconds ("2026-03-01T12:00:00.000Z"). Input: ISO 8601
   * with seconds, at most milliseconds, and `Z` or an offset ("2026-03-01T13:00:00+01:00"). A date that
   * does not exist is refused.
   */
  DateTime: { input: Date; output: Date; }
  /**
   * A decimal number as a string, for an amount or a rate. Output: an amount has exactly as many digits
   * after the point as its currency ("104.00", JPY "104"), and a leading minus if it is negative. Input:
   * ASCII digits with at most one point between digits. An amount has at most as many digits after the
   * point as its currency. Signs, exponents, grouping, blanks, leading zeros ("01", "00.10") and JSON
   * numbers are refused.
   */
  Decimal: { input: Decimal; output: string; }
  /**
   * The caller's name for one intent: 1 to 255 printable ASCII characters, such as a random UUID, that do
   * not begin with `onebook:`. Create and store the key before you send the request. If the same caller sends the same key and input
   * again, the gateway returns the first outcome, also a refusal, and does nothing twice.
   */
  IdempotencyKey: { input: string; output: string; }
  /**
   * A JSON object. Input: at most 16,384 bytes as UTF-8 JSON, 4,096 on a transaction, and at most 5
   * levels deep, including the object itself. It comes back as it was sent, except for the order of keys, and numbers by their
   * value (1.0 as 1, 1e2 as 100). A number that a double does not keep exactly is refused: beyond
   * 2^53-1, with too many digits (15 always fit), or -0. Send such a number as a string. A key that is
   * there twice is refused too.
   */
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown>; }
  /** A whole number from 0 to 9007199254740991 (2^53-1), which every client can represent exactly. */
  SafeInt: { input: number; output: number; }
};

/** Input of `acknowledgeAlert`. */
export type AcknowledgeAlertInput = {
  /** The alert, `alt_…`. */
  readonly alertId: Scalars['ID']['input'];
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** What is done about it, 1 to 500 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** Payload of `acknowledgeAlert`: what was not sent yet to the alert's channels is not sent any more. */
export type AcknowledgeAlertPayload = {
  /** Current state of the alert, also in a replay. */
  readonly alert: Alert;
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Result of `acknowledgeAlert`: its payload or a refusal. */
export type AcknowledgeAlertResult = AcknowledgeAlertPayload | AlertNotFound | IdempotencyConflict | InvalidTransition;

/** Input of `adjustBalance`. */
export type AdjustBalanceInput = {
  /** Size of the correction, more than zero. */
  readonly amount: MoneyInput;
  /** Whether to raise or lower the balance. */
  readonly direction: AdjustmentDirection;
  /**
   * When it took effect, if that was before now: not in the future, and not before the wallet was
   * opened. Default: now. Balances, also those of the past, go by when the book learned of it.
   */
  readonly effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. The wallet's owner can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `adjustBalance`: the correction is COMPLETED. */
export type AdjustBalancePayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Adjustment;
};

/** Result of `adjustBalance`: its payload or a refusal. */
export type AdjustBalanceResult = AdjustBalancePayload | AmountTooLarge | CurrencyMismatch | EffectiveAtOutOfRange | IdempotencyConflict | InsufficientFunds | InvalidAmount | SelfApproval | UnknownCurrency | WalletNotActive | WalletNotFound;

/** A correction of a wallet's balance: by staff, or as a legacy system that the book shadows or has adopted changed it. */
export type Adjustment = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Whether the correction raised or lowered the balance. */
  readonly direction: AdjustmentDirection;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /**
   * The finding that a repair is about, as its proposer named it, `fnd_…`. Null if they named none. Visible to CASHIER,
   * ADMIN and AUDITOR; null for other viewers.
   */
  readonly findingId?: Maybe<Scalars['ID']['output']>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always ADJUSTMENT. */
  readonly kind: TransactionKind;
  /**
   * The change of a legacy system that made it: of one that the book shadows, or has adopted. Null if a caller of this API
   * made it. Visible to CASHIER, ADMIN and AUDITOR; null for other viewers.
   */
  readonly legacyOrigin?: Maybe<LegacyOrigin>;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Reason for the correction. The wallet's owner can read it. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The corrected wallet. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Direction of an adjustment or an opening balance. */
export type AdjustmentDirection =
  /** Raises the wallet's balance. */
  | 'CREDIT'
  /** Lowers the wallet's balance. */
  | 'DEBIT';

/** What a monitor saw. CASHIER, ADMIN and AUDITOR see it; for other viewers it looks missing. */
export type Alert = Node & {
  /** When it was acknowledged. Null while it is OPEN. */
  readonly acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
  /** `sub` of the caller who acknowledged it. Null while it is OPEN. */
  readonly acknowledgedBy?: Maybe<Scalars['ID']['output']>;
  /** What the monitor saw: ids and amounts as text. */
  readonly data: Scalars['JSONObject']['output'];
  /** When it was over, or its monitor ceased to watch. Null if it is not, or if what the monitor watches has no end. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it happened. */
  readonly happenedAt: Scalars['DateTime']['output'];
  /** Opaque id that starts with `alt_`. */
  readonly id: Scalars['ID']['output'];
  /** The monitor that raised it. */
  readonly monitor: Monitor;
  /** What that caller noted. Null if nothing. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** Its messages, one for each channel of its monitor, in turn. */
  readonly notifications: ReadonlyArray<AlertNotification>;
  /** When the alert was raised. */
  readonly raisedAt: Scalars['DateTime']['output'];
  /** Whether it is acknowledged. */
  readonly status: AlertStatus;
  /** What the monitor saw, in words. */
  readonly summary: Scalars['String']['output'];
  /** The transaction by which it happened. Null if by none. */
  readonly transaction?: Maybe<Transaction>;
  /** The wallet in which it was seen. Null if in none. */
  readonly wallet?: Maybe<Wallet>;
};

/** A way in which an alert reaches people. */
export type AlertChannel = {
  /** Seconds after which the alert is sent here, unless it is acknowledged before. 0: at once. */
  readonly afterSeconds: Scalars['Int']['output'];
  /** The address of the e-mail. Null for a webhook. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Id of the webhook. Null for an e-mail. */
  readonly webhookId?: Maybe<Scalars['ID']['output']>;
};

/** A channel of a monitor: either an e-mail address or a webhook. */
export type AlertChannelInput = {
  /** Seconds after which an alert that is not acknowledged is sent here, at most 604800. 0: at once. */
  readonly afterSeconds?: Scalars['Int']['input'];
  /** Address to which an e-mail is sent. Send exactly one of `email` and `webhookId`. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Id of the webhook, `whk_…`, to which the event `alert.raised` is delivered, also if its types do not name it. */
  readonly webhookId?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of alerts. */
export type AlertConnection = {
  /** The alerts with their cursors. */
  readonly edges: ReadonlyArray<AlertEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** An alert in a list. */
export type AlertEdge = {
  /** Position of the alert in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The alert. */
  readonly node: Alert;
};

/** A monitor raised an alert: `alert.raised`. */
export type AlertEvent = Event & {
  /** `onebook:monitors`: the gateway itself. */
  readonly actor: Scalars['ID']['output'];
  /** When: the moment of the commit. */
  readonly at: Scalars['DateTime']['output'];
  /** Position in the list of all events, to send as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** `alertId`, `monitorId`, and `walletId` and `transactionId` if it is about them. */
  readonly data: Scalars['JSONObject']['output'];
  /** Opaque id that starts with `evt_`. It is the same wherever and whenever the event is read. */
  readonly id: Scalars['ID']['output'];
  /** The transaction by which it happened, as it is now. Null if by none. */
  readonly transaction?: Maybe<Transaction>;
  /** What happened. */
  readonly type: Scalars['String']['output'];
  /** The wallet in which it was seen, as it is now. Null if in none. */
  readonly wallet?: Maybe<Wallet>;
};

/** Which alerts to list. An alert must match every field that is given. */
export type AlertFilter = {
  /** Only those of this monitor, `mon_…`. */
  readonly monitorId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those in this state. */
  readonly status?: InputMaybe<AlertStatus>;
  /** Only those about this wallet, `wal_…`. */
  readonly walletId?: InputMaybe<Scalars['ID']['input']>;
};

/** There is no alert with this id. */
export type AlertNotFound = UserError & {
  /** Always ALERT_NOT_FOUND. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** A message of an alert to one of its channels. */
export type AlertNotification = {
  /** How often it was tried. */
  readonly attempts: Scalars['Int']['output'];
  /** When it is sent, unless the alert is acknowledged before; after a failure, when it is tried again. */
  readonly dueAt: Scalars['DateTime']['output'];
  /** The address of the e-mail. Null for a webhook. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Why it could not be sent the last time. Null if it could. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** When it was sent. Null if it was not. */
  readonly sentAt?: Maybe<Scalars['DateTime']['output']>;
  /** What became of it. */
  readonly status: AlertNotificationStatus;
  /** Id of the webhook. Null for an e-mail. `Webhook.deliveries` says whether its receiver has it. */
  readonly webhookId?: Maybe<Scalars['ID']['output']>;
};

/** State of a message. */
export type AlertNotificationStatus =
  /** The alert was acknowledged before. */
  | 'CANCELLED'
  /** It could not be sent, and is not tried any more. */
  | 'FAILED'
  /** The mail server took it, or it is among the deliveries of the webhook. */
  | 'SENT'
  /** It waits for its time, or for another try. */
  | 'WAITING';

/** State of an alert. */
export type AlertStatus =
  /** Someone looks after it. */
  | 'ACKNOWLEDGED'
  /** No one looks after it yet. It goes on to the next channels. */
  | 'OPEN';

/**
 * The owner has already received the bonus of this UTC day in this currency, with one of their wallets,
 * and it was not reversed.
 */
export type AlreadyClaimed = UserError & {
  /** Always ALREADY_CLAIMED. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** The wallet has already received its commission on this source, and it was not reversed. */
export type AlreadyPaid = UserError & {
  /** Always ALREADY_PAID. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** The amount exceeds what remains: of a purchase to take or refund, or of the debt to repay. */
export type AmountExceedsRemaining = UserError & {
  /** Always AMOUNT_EXCEEDS_REMAINING. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Bounds of an amount in one currency. */
export type AmountFilter = {
  /** Currency of the amount. */
  readonly currency: Scalars['CurrencyCode']['input'];
  /** Largest amount, inclusive, with at most the currency's digits. Default: any. */
  readonly max?: InputMaybe<Scalars['Decimal']['input']>;
  /** Smallest amount, inclusive, with at most the currency's digits. Default: any. */
  readonly min?: InputMaybe<Scalars['Decimal']['input']>;
};

/**
 * The amount, or a balance after the operation, has more digits than the book holds: 38 in minor
 * units.
 */
export type AmountTooLarge = UserError & {
  /** Always AMOUNT_TOO_LARGE. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Input of `approveRepair`. */
export type ApproveRepairInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Id of the proposed correction, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** Payload of `approveRepair`: the correction is COMPLETED. */
export type ApproveRepairPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Adjustment;
};

/** Result of `approveRepair`: its payload or a refusal. */
export type ApproveRepairResult = AmountTooLarge | ApproveRepairPayload | IdempotencyConflict | InsufficientFunds | InvalidTransition | SelfApproval | TransactionNotFound;

/** Input of `approveWithdrawal`. */
export type ApproveWithdrawalInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Id of the PENDING withdrawal, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** Payload of `approveWithdrawal`: the withdrawal is COMPLETED and the money is out of the wallet. */
export type ApproveWithdrawalPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Withdrawal;
};

/** Result of `approveWithdrawal`: its payload or a refusal. */
export type ApproveWithdrawalResult = AmountTooLarge | ApproveWithdrawalPayload | IdempotencyConflict | InvalidTransition | SelfApproval | TransactionNotFound | WalletNotActive;

/** A page of the audit log. */
export type AuditConnection = {
  /** The commands with their cursors. */
  readonly edges: ReadonlyArray<AuditEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** A command in the audit log. */
export type AuditEdge = {
  /** Position of the command in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The command. */
  readonly node: AuditEntry;
};

/**
 * A command that was decided: who asked for what, and what came of it. It was stored in the commit of what it did, and
 * stays for good.
 */
export type AuditEntry = {
  /** `sub` of the caller. `onebook:…` is the gateway itself. */
  readonly actor: Scalars['ID']['output'];
  /** When: the moment of the commit. */
  readonly at: Scalars['DateTime']['output'];
  /** The types of the events that it led to. */
  readonly eventTypes: ReadonlyArray<Scalars['String']['output']>;
  /** The caller's idempotency key. */
  readonly idempotencyKey: Scalars['String']['output'];
  /** What was sent, without the idempotency key: ids and amounts as text. Texts that `eraseOwner` has erased are `[erased]`. */
  readonly input: Scalars['JSONObject']['output'];
  /** The refusal in words. Null if something was done. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** Name of the mutation, or of what the gateway did by itself. Of an attempt the name of the field, or `authenticate`. */
  readonly movement: Scalars['String']['output'];
  /**
   * `DONE`, `PARTLY_DONE` if some of its lines were refused, or the code of the refusal. `FORBIDDEN` and `UNAUTHENTICATED` are
   * attempts: requests of a known subject that never became commands. They are sampled above a rate, and `notKept` in the
   * input of one says how many others of that gateway were left out before it.
   */
  readonly outcome: Scalars['String']['output'];
  /** The request that brought it, as its answer and the gateway's log name it. Null for the gateway's own. */
  readonly requestId?: Maybe<Scalars['String']['output']>;
  /** The transaction that it made or changed, as it is now. Null if none, or if it has lines. */
  readonly transaction?: Maybe<Transaction>;
  /** Ids of the transactions that it made or changed, `txn_…`. */
  readonly transactionIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The wallet that it made or changed. Null if it made or changed a transaction or something else. */
  readonly wallet?: Maybe<Wallet>;
};

/** Which commands to list. A command must match every field that is given. */
export type AuditFilter = {
  /** `sub` of the caller. */
  readonly actor?: InputMaybe<Scalars['ID']['input']>;
  /** Those at this moment and later. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Name of the mutation, such as `transfer`. */
  readonly movement?: InputMaybe<Scalars['String']['input']>;
  /** `DONE`, `PARTLY_DONE`, the code of a refusal such as `INSUFFICIENT_FUNDS`, which one line of several can have, or `FORBIDDEN` or `UNAUTHENTICATED` of an attempt. */
  readonly outcome?: InputMaybe<Scalars['String']['input']>;
  /** Those before this moment. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Commands that made, changed or name this transaction, `txn_…`. */
  readonly transactionId?: InputMaybe<Scalars['ID']['input']>;
  /** Commands that name this wallet, `wal_…`, or moved money of it. */
  readonly walletId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * Balance of a wallet at one moment. One function computes it, so queries, payloads, pushes and lists
 * agree.
 */
export type Balance = {
  /** Cash that can be withdrawn or transferred now. */
  readonly available: Money;
  /** Cash, including held cash. */
  readonly cash: Money;
  /** Drawn credit not yet spent, including held credit. */
  readonly credit: Money;
  /** Money that pending withdrawals and purchases reserve. */
  readonly held: Money;
  /** Money that a purchase can use now: available cash, and drawn credit that is neither spent nor held. */
  readonly spendable: Money;
  /** Cash and credit together. */
  readonly total: Money;
  /**
   * Grows with every change of any of these figures. A client drops a balance that is older than the
   * one it shows.
   */
  readonly version: Scalars['SafeInt']['output'];
};

/** Balance and status of a wallet after a change of either. */
export type BalanceChange = {
  /** The wallet's balance, equal to what a query returns at the same moment. */
  readonly balance: Balance;
  /** Whether the wallet can pay and receive. */
  readonly status: WalletStatus;
  /**
   * The wallet itself, at the same moment: `wallet.balance` equals `balance`. A cache that keeps objects
   * by their ids updates every view of the wallet with it. A change of its other fields leads to no push.
   */
  readonly wallet: Wallet;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['output'];
};

/** Explanation of a wallet's balance at one moment: which transactions it consists of. */
export type BalanceExplanation = {
  /** Moment of the explanation, inclusive. */
  readonly at: Scalars['DateTime']['output'];
  /**
   * Balance at that moment, computed as `Wallet.balance` computes it. For each figure, the parts add
   * up to it.
   */
  readonly balance: Balance;
  /**
   * Transactions by kind and status, in the order of `TransactionKind` and then `TransactionStatus`.
   * Transactions that had neither moved nor held money by that moment are in no part.
   */
  readonly parts: ReadonlyArray<BalancePart>;
};

/** Change of each figure of a `Balance`; negative if the figure went down. */
export type BalanceFigures = {
  /** Change of the cash that can be withdrawn or transferred. */
  readonly available: Money;
  /** Change of cash, including held cash. */
  readonly cash: Money;
  /** Change of drawn credit not yet spent, including held credit. */
  readonly credit: Money;
  /** Change of the money that pending withdrawals and purchases reserve. */
  readonly held: Money;
  /**
   * Change of the money that a purchase can use: available cash, and drawn credit that is neither
   * spent nor held.
   */
  readonly spendable: Money;
  /** Change of cash and credit together. */
  readonly total: Money;
};

/** Sum of a wallet's transactions of one kind and status. */
export type BalancePart = {
  /** Number of transactions. */
  readonly count: Scalars['SafeInt']['output'];
  /** Change that the transactions made to each figure of the balance. */
  readonly figures: BalanceFigures;
  /** Kind of the transactions. */
  readonly kind: TransactionKind;
  /** Status of the transactions at the moment of the explanation. Their status now can differ. */
  readonly status: TransactionStatus;
  /** The transactions of this part, newest first. */
  readonly transactions: ExplainedTransactionConnection;
};


/** Sum of a wallet's transactions of one kind and status. */
export type BalancePartTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A bonus that was paid into a wallet. */
export type Bonus = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always BONUS. */
  readonly kind: TransactionKind;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that received the money. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** The operator offers no daily bonus in this currency. */
export type BonusNotOffered = UserError & {
  /** Always BONUS_NOT_OFFERED. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Input of `cancelPurchase`. */
export type CancelPurchaseInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Id of the PENDING purchase, `txn_…`. A MEMBER can only name one of a wallet of their own. */
  readonly transactionId: Scalars['ID']['input'];
};

/** Payload of `cancelPurchase`: the purchase is CANCELLED and what it held is back in the wallet. */
export type CancelPurchasePayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Purchase;
};

/** Result of `cancelPurchase`: its payload or a refusal. */
export type CancelPurchaseResult = AmountTooLarge | CancelPurchasePayload | IdempotencyConflict | InvalidTransition | SelfApproval | TransactionNotFound;

/** Input of `cancelSchedule`. */
export type CancelScheduleInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The schedule, `sch_…`. Its creator and ADMIN can change it. */
  readonly scheduleId: Scalars['ID']['input'];
};

/** Result of `cancelSchedule`: its payload or a refusal. */
export type CancelScheduleResult = IdempotencyConflict | InvalidTransition | ScheduleNotFound | SchedulePayload;

/** Input of `cancelWithdrawal`. */
export type CancelWithdrawalInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Id of the PENDING withdrawal, `txn_…`. A MEMBER can only name one from a wallet of their own. */
  readonly transactionId: Scalars['ID']['input'];
};

/** Payload of `cancelWithdrawal`: the withdrawal is CANCELLED and the held amount is available again. */
export type CancelWithdrawalPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Withdrawal;
};

/** Result of `cancelWithdrawal`: its payload or a refusal. */
export type CancelWithdrawalResult = AmountTooLarge | CancelWithdrawalPayload | IdempotencyConflict | InvalidTransition | SelfApproval | TransactionNotFound;

/** Input of `claimDailyBonus`. */
export type ClaimDailyBonusInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Id of the wallet that receives the money, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `claimDailyBonus`: the bonus is in the wallet. */
export type ClaimDailyBonusPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Bonus;
};

/** Result of `claimDailyBonus`: its payload or a refusal. */
export type ClaimDailyBonusResult = AlreadyClaimed | AmountTooLarge | BonusNotOffered | ClaimDailyBonusPayload | IdempotencyConflict | SelfApproval | WalletNotActive | WalletNotFound;

/** Input of `closeWallet`. */
export type CloseWalletInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. CASHIER, ADMIN and AUDITOR can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** Result of `closeWallet`: its payload or a refusal. */
export type CloseWalletResult = IdempotencyConflict | InvalidTransition | SelfApproval | WalletNotEmpty | WalletNotFound | WalletPayload;

/** A commission that was paid on another transaction. */
export type Commission = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always COMMISSION. */
  readonly kind: TransactionKind;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** Rate in basis points: 250 is 2.5 per cent. */
  readonly rateBps: Scalars['Int']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /** The transaction on which the commission was paid. Null if the viewer may not see it. */
  readonly source?: Maybe<Transaction>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that received the money. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Input of `completePurchase`. */
export type CompletePurchaseInput = {
  /** Amount to take, at most the held amount. The rest is released, credit first. Default: all of it. */
  readonly amount?: InputMaybe<MoneyInput>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Id of the PENDING purchase, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/**
 * Payload of `completePurchase`: the purchase is COMPLETED, the captured amount is spent and the rest
 * is released.
 */
export type CompletePurchasePayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Purchase;
};

/** Result of `completePurchase`: its payload or a refusal. */
export type CompletePurchaseResult = AmountExceedsRemaining | AmountTooLarge | CompletePurchasePayload | CurrencyMismatch | IdempotencyConflict | InvalidAmount | InvalidTransition | SelfApproval | TransactionNotFound | UnknownCurrency | WalletNotActive;

/** Input of `confirmDeposit`. */
export type ConfirmDepositInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Id of the PENDING deposit, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** Payload of `confirmDeposit`: the deposit is COMPLETED and the money is in the wallet. */
export type ConfirmDepositPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Deposit;
};

/** Result of `confirmDeposit`: its payload or a refusal. */
export type ConfirmDepositResult = AmountTooLarge | ConfirmDepositPayload | IdempotencyConflict | InvalidTransition | SelfApproval | TransactionNotFound;

/** Summary of a check of the whole book. */
export type Consistency = {
  /** When the check was requested. It reads the book at that moment or slightly later. */
  readonly checkedAt: Scalars['DateTime']['output'];
  /** Number of findings; the check stops at 100. */
  readonly findings: Scalars['Int']['output'];
  /**
   * Share, 0 to 1, of the checked entries and wallets without a finding: one is deducted for each row
   * with a finding. It is 1 only if there is no finding. Null if nothing was checked, and at 100
   * findings, because the check stops there.
   */
  readonly score?: Maybe<Scalars['Float']['output']>;
};

/** The other side of an event in a wallet's history, as far as the viewer may know it. */
export type Counterparty = {
  /** The present display name of the other wallet. Null if its owner set none. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** The other wallet. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Input of `createCurrency`. */
export type CreateCurrencyInput = {
  /** Code of the new currency: one ASCII capital, then 2 to 11 ASCII capitals or digits. */
  readonly code: Scalars['CurrencyCode']['input'];
  /** Number of digits after the decimal point, from 0 to 18. It can never be changed. */
  readonly digits: Scalars['Int']['input'];
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** English name, 1 to 100 characters on one line and not blank. It can never be changed. */
  readonly name: Scalars['String']['input'];
};

/** Payload of `createCurrency`: the book has the currency. */
export type CreateCurrencyPayload = {
  /** The new currency. */
  readonly currency: Currency;
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Result of `createCurrency`: its payload or a refusal. */
export type CreateCurrencyResult = CreateCurrencyPayload | CurrencyExists | IdempotencyConflict;

/** Input of `createMonitor`. `on` says which of the other fields it takes. */
export type CreateMonitorInput = {
  /** The bound, in the currency of the wallet. Zero is a bound too. */
  readonly amount?: InputMaybe<MoneyInput>;
  /** To whom alerts go, at most 10. Without any, they are found in `alerts` and in the events. */
  readonly channels?: ReadonlyArray<AlertChannelInput>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Name, for people: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** What it watches. */
  readonly on: MonitorKind;
  /** A time in seconds, at most 2678400 (31 days): a whole number, or for PUSH_LATENCY_ABOVE one such as 0.25. */
  readonly seconds?: InputMaybe<Scalars['Float']['input']>;
  /** The wallet, `wal_…`. */
  readonly walletId?: InputMaybe<Scalars['ID']['input']>;
};

/** Payload of `createMonitor`: the monitor watches from now on. */
export type CreateMonitorPayload = {
  /** Current state of the monitor, also in a replay. */
  readonly monitor: Monitor;
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Result of `createMonitor`: its payload or a refusal. */
export type CreateMonitorResult = AmountTooLarge | CreateMonitorPayload | CurrencyMismatch | EmailNotConfigured | IdempotencyConflict | InvalidAmount | UnknownCurrency | WalletNotActive | WalletNotFound | WebhookNotFound;

/** Input of `createSystemAccount`. */
export type CreateSystemAccountInput = {
  /** What it is for, 1 to 500 characters and not blank. It can never be changed. */
  readonly description: Scalars['String']['input'];
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Name of the new account: one ASCII capital, then 1 to 31 ASCII capitals, digits or underscores,
   * such as "FEES". It can never be changed.
   */
  readonly name: Scalars['String']['input'];
};

/** Payload of `createSystemAccount`: the book has the account. */
export type CreateSystemAccountPayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The new system account. */
  readonly systemAccount: SystemAccountInfo;
};

/** Result of `createSystemAccount`: its payload or a refusal. */
export type CreateSystemAccountResult = CreateSystemAccountPayload | IdempotencyConflict | SystemAccountExists;

/** Input of `createWebhook`. */
export type CreateWebhookInput = {
  /** What it is for, 1 to 500 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * What `data` of the body shows: a GraphQL selection on `Event`, such as
   * `{ transaction { id amount { amount currency } } }`. It is executed at each delivery, so it shows
   * the wallet and the transaction as they are then. Default: the ids of what the event is about.
   */
  readonly selection?: InputMaybe<Scalars['String']['input']>;
  /** Types of events, such as `transaction.completed`. Default: all of them, also those of later releases. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /**
   * Where the events go: an https URL without a user name. Where private addresses are allowed, as in
   * development, also an http URL.
   */
  readonly url: Scalars['String']['input'];
};

/** Payload of `createWebhook`. */
export type CreateWebhookPayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /**
   * The secret with which the gateway signs, `whsec_…`. It is shown here alone: keep it where the receiver finds it. Null in a replay
   * after another secret has replaced it.
   */
  readonly secret?: Maybe<Scalars['String']['output']>;
  /** Current state of the webhook, also in a replay. */
  readonly webhook: Webhook;
};

/** Result of `createWebhook`: its payload or a refusal. */
export type CreateWebhookResult = CreateWebhookPayload | IdempotencyConflict;

/** Credit that the owner drew. Purchases can spend it, and the owner owes it. */
export type CreditDraw = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always CREDIT_DRAW. */
  readonly kind: TransactionKind;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that received the money. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** The debt would exceed the credit limit. */
export type CreditLimitExceeded = UserError & {
  /** Always CREDIT_LIMIT_EXCEEDED. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Credit line of a wallet: the limit, and what its owner owes. */
export type CreditLine = {
  /** Whether the owner may draw credit. False if no line was ever set. */
  readonly approved: Scalars['Boolean']['output'];
  /**
   * Credit that the owner can draw now: the limit minus the debt. Zero if credit is not approved, and
   * while the wallet is not ACTIVE.
   */
  readonly available: Money;
  /** Most that the owner may owe after a draw. Zero if no line was ever set. */
  readonly limit: Money;
  /** Current debt of the owner. It can exceed a limit that was lowered later. */
  readonly owed: Money;
};

/** The wallet has no approved credit line. */
export type CreditNotApproved = UserError & {
  /** Always CREDIT_NOT_APPROVED. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Repayment of drawn credit. Unspent credit is returned first, then cash pays. */
export type CreditRepayment = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always CREDIT_REPAYMENT. */
  readonly kind: TransactionKind;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that paid. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** A currency of the book, or a unit that is counted like one, such as points. It never changes and never goes. */
export type Currency = {
  /** Code: that of ISO 4217, or one of the book's own. */
  readonly code: Scalars['CurrencyCode']['output'];
  /** When the book got it. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Number of digits after the decimal point, from 0 to 18. Every amount in this currency has as many. */
  readonly digits: Scalars['Int']['output'];
  /** English name. */
  readonly name: Scalars['String']['output'];
};

/** A currency was created: `currency.created`. */
export type CurrencyEvent = Event & {
  /** `sub` of the caller who did it. `onebook:…` is the gateway itself, `onebook:other` a caller whom the viewer may not see: a SERVICE sees itself alone. */
  readonly actor: Scalars['ID']['output'];
  /** When: the moment of the commit. */
  readonly at: Scalars['DateTime']['output'];
  /** Position in the list of all events, to send as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** `currency`: the code. */
  readonly data: Scalars['JSONObject']['output'];
  /** Opaque id that starts with `evt_`. It is the same wherever and whenever the event is read. */
  readonly id: Scalars['ID']['output'];
  /** Null: it is about no transaction. */
  readonly transaction?: Maybe<Transaction>;
  /** What happened. */
  readonly type: Scalars['String']['output'];
  /** Null: it is about no wallet. */
  readonly wallet?: Maybe<Wallet>;
};

/** The book has a currency with this code already. */
export type CurrencyExists = UserError & {
  /** Always CURRENCY_EXISTS. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** The currency of the amount is not the wallet's, or the two wallets have different currencies. */
export type CurrencyMismatch = UserError & {
  /** Always CURRENCY_MISMATCH. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Input of `deleteMonitor`. */
export type DeleteMonitorInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The monitor, `mon_…`. */
  readonly monitorId: Scalars['ID']['input'];
};

/** Result of `deleteMonitor`: its payload or a refusal. */
export type DeleteMonitorResult = IdempotencyConflict | MonitorNotFound | MonitorPayload;

/** Input of `deleteWebhook`. */
export type DeleteWebhookInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The webhook, `whk_…`. */
  readonly webhookId: Scalars['ID']['input'];
};

/** Result of `deleteWebhook`: its payload or a refusal. */
export type DeleteWebhookResult = IdempotencyConflict | WebhookNotFound | WebhookPayload;

/** No dead letter of the webhook has this id. */
export type DeliveryNotFound = UserError & {
  /** Always DELIVERY_NOT_FOUND. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** State of a delivery. */
export type DeliveryStatus =
  /** It failed for three days, and is not tried any more. `replayWebhook` sends it again. */
  | 'DEAD'
  /** The receiver answered with a status from 200 to 299. */
  | 'DELIVERED'
  /** It is tried again at `nextAttemptAt`, and later events of its wallets wait for it. Or it waits for an earlier one itself. */
  | 'PENDING';

/** Money that came in from outside. A PENDING deposit has not moved any money yet. */
export type Deposit = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always DEPOSIT. */
  readonly kind: TransactionKind;
  /**
   * The caller's own data as sent, except for the order of keys. `{}` if the caller sent none, and for
   * viewers who see only receivers of splits.
   */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that receives the money. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Input of `deposit`. */
export type DepositInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /**
   * When it took effect, if that was before now: not in the future, and not before the wallet or a
   * receiver of its splits was opened. Default: now. Balances, also those of the past, go by when the book learned of it.
   */
  readonly effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Your own data. Viewers of the wallet get it back as you sent it; those who see only receivers of
   * splits get `{}`.
   */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Parts of the amount that go to receivers of their own, at most 20; the wallet gets the rest. Default: none. */
  readonly splits?: InputMaybe<ReadonlyArray<Split>>;
  /** Id of the wallet that receives the money, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `deposit`: the money is in the wallet. */
export type DepositPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Deposit;
};

/** Result of `deposit`: its payload or a refusal. */
export type DepositResult = AmountTooLarge | CurrencyMismatch | DepositPayload | EffectiveAtOutOfRange | IdempotencyConflict | InvalidAmount | SameWallet | SelfApproval | SplitsExceedAmount | UnknownCurrency | UnknownSystemAccount | WalletNotActive | WalletNotFound;

/** Input of `distributeEarnings`. */
export type DistributeEarningsInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Wallets and their amounts: 1 to 1000 lines, all in one currency. */
  readonly lines: ReadonlyArray<EarningLine>;
  /** Text for people, copied to each transaction: 1 to 500 characters, not blank. */
  readonly memo?: InputMaybe<Scalars['String']['input']>;
};

/** Payload of `distributeEarnings`: which lines were paid and which were refused. */
export type DistributeEarningsPayload = {
  /** Paid lines, in the order of the input. */
  readonly paid: ReadonlyArray<EarningPayload>;
  /** Refused lines, in the order of the input. */
  readonly refused: ReadonlyArray<RefusedEarning>;
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Sum of the paid lines. */
  readonly total: Money;
};

/** Result of `distributeEarnings`: its payload or a refusal. */
export type DistributeEarningsResult = DistributeEarningsPayload | IdempotencyConflict | UnknownCurrency;

/** Input of `drawCredit`. */
export type DrawCreditInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Id of the wallet that receives the money, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `drawCredit`: the credit is in the wallet. */
export type DrawCreditPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: CreditDraw;
};

/** Result of `drawCredit`: its payload or a refusal. */
export type DrawCreditResult = AmountTooLarge | CreditLimitExceeded | CreditNotApproved | CurrencyMismatch | DrawCreditPayload | IdempotencyConflict | InvalidAmount | SelfApproval | UnknownCurrency | WalletNotActive | WalletNotFound;

/**
 * A disagreement between the balance columns of a shadowed system, for one wallet. Amounts are in major units
 * of the currency.
 */
export type Drift = {
  /** Cash of the wallet in the book now, held cash included. Null if the book does not have the wallet. */
  readonly book?: Maybe<Scalars['Decimal']['output']>;
  /** The change that made them disagree. Null if they did before the shadow started. */
  readonly cause?: Maybe<DriftCause>;
  /** When they agreed again. Null while they disagree. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Code of the currency. The book may not have it. */
  readonly currency: Scalars['String']['output'];
  /** The authoritative balance minus the one that is farthest from it. */
  readonly difference: Scalars['Decimal']['output'];
  /** The owner, as the old system names them. */
  readonly owner: Scalars['ID']['output'];
  /** Why the book cannot follow: `NEGATIVE`, `UNREADABLE`, `DUPLICATE`, or the code of a refusal. Null if it can. */
  readonly problem?: Maybe<Scalars['String']['output']>;
  /** When the columns began to disagree, or when the shadow started if they did before. */
  readonly since: Scalars['DateTime']['output'];
  /** The balances that the columns show, in the order of the mapping. The first is authoritative. */
  readonly values: ReadonlyArray<DriftValue>;
  /** Name of the wallet. */
  readonly wallet: Scalars['String']['output'];
};

/** A change of one balance column and not of the other, or by another amount. */
export type DriftCause = {
  /** `application_name` of the session that sent it. Null if no trigger saw it. */
  readonly applicationName?: Maybe<Scalars['String']['output']>;
  /** When it was carried out. */
  readonly at: Scalars['DateTime']['output'];
  /** The statement, with its constants as `$1`, `$2` … Null if no trigger saw it. */
  readonly statement?: Maybe<Scalars['String']['output']>;
};

/** A page of disagreements. */
export type DriftConnection = {
  /** The disagreements with their cursors. */
  readonly edges: ReadonlyArray<DriftEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** A disagreement in a list. */
export type DriftEdge = {
  /** Position of the disagreement in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The disagreement. */
  readonly node: Drift;
};

/** Filter for disagreements. */
export type DriftFilter = {
  /** Only in this currency. */
  readonly currency?: InputMaybe<Scalars['String']['input']>;
  /** true: only those that are there now; false: only those that are gone. Default: both. */
  readonly open?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only of this owner. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
};

/** The balance that a column shows. */
export type DriftValue = {
  /** Name of the column in the mapping. */
  readonly source: Scalars['String']['output'];
  /** What the column has, as text. Null if there is no row. */
  readonly text?: Maybe<Scalars['String']['output']>;
  /** The balance. Null if there is no row, or no number in it. */
  readonly value?: Maybe<Scalars['Decimal']['output']>;
};

/** Earnings that were paid into a wallet. `description` is the memo of the distribution. */
export type Earning = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always EARNING. */
  readonly kind: TransactionKind;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that received the money. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** One line of `distributeEarnings`: the share of one wallet. */
export type EarningLine = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Id of the wallet that receives the money, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** One paid line. */
export type EarningPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Earning;
};

/** The moment of effect is in the future, or before a wallet was opened that it moves. */
export type EffectiveAtOutOfRange = UserError & {
  /** Always EFFECTIVE_AT_OUT_OF_RANGE. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** The gateway has no mail server to send e-mail through. */
export type EmailNotConfigured = UserError & {
  /** Always EMAIL_NOT_CONFIGURED. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** One line of an account. The ledger writes it once and never changes it. */
export type Entry = Node & {
  /**
   * Kind of the account that the entry is on. An account is a chain of entries in one currency. A
   * wallet's are CASH (can be withdrawn, transferred or spent now), HELD (cash that pending
   * withdrawals and purchases reserve), CREDIT (drawn credit that is neither spent nor reserved),
   * HELD_CREDIT (drawn credit that pending purchases reserve) and OWED (the owner's debt for drawn
   * credit, as a negative balance). Every other value is the name of a system account
   * (`systemAccounts`).
   */
  readonly account: Scalars['String']['output'];
  /** Amount that the entry adds to the account; negative if it takes money away. */
  readonly amount: Money;
  /**
   * Balance of the account right after this entry. A system account consists of several chains: on a
   * system account this is the balance of the entry's own chain.
   */
  readonly balance: Money;
  /** When the entry was written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Opaque id that starts with `ent_`. */
  readonly id: Scalars['ID']['output'];
  /** Phase of the transaction that wrote the entry. */
  readonly phase: EntryPhase;
  /** The transaction that wrote the entry. */
  readonly transaction: Transaction;
};

/** A page of entries. */
export type EntryConnection = {
  /** Entries on this page, in the order of the list. */
  readonly edges: ReadonlyArray<EntryEdge>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** An entry in a list. */
export type EntryEdge = {
  /** Position in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: Entry;
};

/** Phase of a transaction. The entries of one phase sum to zero in each currency. */
export type EntryPhase =
  /** Reserves money. */
  | 'HOLD'
  /** Moves money for good. */
  | 'POST'
  /** Gives a reservation back. */
  | 'RELEASE'
  /** Takes posted money back. */
  | 'REVERT';

/** Input of `eraseOwner`. */
export type EraseOwnerInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The owner, with the rule of `OpenWalletInput.ownerId`. Not the caller. The owner need not have a wallet. */
  readonly ownerId: Scalars['ID']['input'];
  /** Reason, 1 to 500 characters and not blank. The book keeps it, so it should not name a person. */
  readonly reason: Scalars['String']['input'];
};

/** Payload of `eraseOwner`: the erasure has begun. */
export type EraseOwnerPayload = {
  /** Current state of the erasure, also in a replay. */
  readonly erasure: OwnerErasure;
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Result of `eraseOwner`: its payload or a refusal. */
export type EraseOwnerResult = EraseOwnerPayload | IdempotencyConflict | SelfApproval;

/**
 * Something that happened, as the book decided it. Events are in the order of the book, over all gateways: whatever builds
 * on something stands after it. They stay for good, and an event never changes.
 */
export type Event = {
  /** `sub` of the caller who did it. `onebook:…` is the gateway itself, `onebook:other` a caller whom the viewer may not see: a SERVICE sees itself alone. */
  readonly actor: Scalars['ID']['output'];
  /** When: the moment of the commit. */
  readonly at: Scalars['DateTime']['output'];
  /** Position in the list of all events, to send as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The ids of what it is about: `walletId`, `transactionId`, `currency`, `ownerId`, `alertId`, `monitorId`. */
  readonly data: Scalars['JSONObject']['output'];
  /** Opaque id that starts with `evt_`. It is the same wherever and whenever the event is read. */
  readonly id: Scalars['ID']['output'];
  /** The transaction that it is about, as it is now. Null if it is about none. */
  readonly transaction?: Maybe<Transaction>;
  /** What happened: `wallet.opened`, `transaction.completed` and so on. */
  readonly type: Scalars['String']['output'];
  /** The wallet that it is about; of a transaction, the one that that is about. As it is now. Null if it is about none. */
  readonly wallet?: Maybe<Wallet>;
};

/** A page of events. */
export type EventConnection = {
  /** The events with their cursors. */
  readonly edges: ReadonlyArray<EventEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** An event in a list. */
export type EventEdge = {
  /** Position of the event in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node: Event;
};

/** Which events to list. An event must match every field that is given. */
export type EventFilter = {
  /** Only these types, such as `transaction.completed`. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only those that concern this wallet, `wal_…`: also as the receiver of a transfer or of a split. */
  readonly walletId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * An exchange of money from one currency into another, between two wallets of one owner. `amount` is
 * the money given.
 */
export type Exchange = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always EXCHANGE. */
  readonly kind: TransactionKind;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The quote that the exchange used. */
  readonly quote: ExchangeQuote;
  /** Units received for one unit given, as quoted. */
  readonly rate: Scalars['Decimal']['output'];
  /** Amount that the receiving wallet got. */
  readonly received: Money;
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that received; it has the same owner. Null if the viewer may not see it. */
  readonly toWallet?: Maybe<Wallet>;
  /** The wallet that gave. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Input of `exchange`. */
export type ExchangeInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Id of the quote, `quo_…`: unused and not expired. A MEMBER can only use quotes for a wallet of
   * their own.
   */
  readonly quoteId: Scalars['ID']['input'];
};

/** Payload of `exchange`: both wallets have changed. */
export type ExchangePayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Exchange;
};

/**
 * Terms of one exchange. A quote can be used once, before it expires. Every viewer who may see the
 * giving wallet sees its quotes.
 */
export type ExchangeQuote = Node & {
  /** When the quote was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The exchange that used the quote. Null if the quote is unused. */
  readonly exchange?: Maybe<Exchange>;
  /** When the quote expires. It cannot be used from this moment on. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The wallet that gives. Null if the viewer may not see it. */
  readonly fromWallet?: Maybe<Wallet>;
  /** Amount given. */
  readonly gives: Money;
  /** Opaque id that starts with `quo_`. */
  readonly id: Scalars['ID']['output'];
  /** Units received for one unit given, without trailing zeros. */
  readonly rate: Scalars['Decimal']['output'];
  /**
   * Amount received: the amount given times the rate, rounded down to the digits of the receiving
   * currency.
   */
  readonly receives: Money;
  /** The wallet that receives; it has the same owner. Null if the viewer may not see it. */
  readonly toWallet?: Maybe<Wallet>;
};

/** Result of `exchange`: its payload or a refusal. */
export type ExchangeResult = AmountTooLarge | ExchangePayload | IdempotencyConflict | InsufficientFunds | QuoteExpired | QuoteNotFound | QuoteUsed | SelfApproval | WalletNotActive;

/** A page of the transactions of one part. */
export type ExplainedTransactionConnection = {
  /** Transactions on this page, in the order of the list. */
  readonly edges: ReadonlyArray<ExplainedTransactionEdge>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A transaction of one part, with its effect. */
export type ExplainedTransactionEdge = {
  /** Position in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** Change that the transaction had made to each figure by the moment of the explanation. */
  readonly figures: BalanceFigures;
  /** Current state of the transaction, also in a replay. */
  readonly node: Transaction;
};

/** Input of `failDeposit`. */
export type FailDepositInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * True: refused with INVALID_TRANSITION if the deposit has completed, so that a late notice of a
   * failure takes nothing back.
   */
  readonly onlyIfPending?: InputMaybe<Scalars['Boolean']['input']>;
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the deposit, `txn_…`: PENDING or COMPLETED. */
  readonly transactionId: Scalars['ID']['input'];
};

/** Payload of `failDeposit`: the deposit is FAILED and the wallet no longer has its money. */
export type FailDepositPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Deposit;
};

/** Result of `failDeposit`: its payload or a refusal. */
export type FailDepositResult = AmountTooLarge | FailDepositPayload | IdempotencyConflict | InsufficientFunds | InvalidTransition | SelfApproval | TransactionNotFound | WalletNotActive;

/** Input of `failPurchase`. */
export type FailPurchaseInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * True: refused with INVALID_TRANSITION if the purchase has completed, so that a late notice of a
   * failure takes nothing back.
   */
  readonly onlyIfPending?: InputMaybe<Scalars['Boolean']['input']>;
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the purchase, `txn_…`: PENDING or COMPLETED. */
  readonly transactionId: Scalars['ID']['input'];
};

/**
 * Payload of `failPurchase`: the purchase is FAILED, and the wallet has the held or spent money back,
 * except for what was refunded before.
 */
export type FailPurchasePayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Purchase;
};

/** Result of `failPurchase`: its payload or a refusal. */
export type FailPurchaseResult = AmountTooLarge | FailPurchasePayload | IdempotencyConflict | InsufficientFunds | InvalidTransition | SelfApproval | TransactionNotFound | WalletNotActive;

/**
 * What is wrong, and where. A later run that finds it again finds the same one. It is closed by the
 * first run that compares the same and no longer sees it, and by nothing else.
 */
export type Finding = {
  /** Actual value. */
  readonly actual: Scalars['String']['output'];
  /** What is wrong. */
  readonly code: FindingCode;
  /** Currency of the amounts. Null if it is about none. */
  readonly currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** Expected value. */
  readonly expected: Scalars['String']['output'];
  /** When it was first seen. */
  readonly firstSeenAt: Scalars['DateTime']['output'];
  /** Opaque id that starts with `fnd_`. */
  readonly id: Scalars['ID']['output'];
  /** What was compared: `book` is the book's own check, `source:…` or `statement:…` one of the mapping. */
  readonly scope: Scalars['String']['output'];
  /** How bad it is. */
  readonly severity: FindingSeverity;
  /** Where it is: the check and the row, the wallet, or the line. */
  readonly subject: Scalars['String']['output'];
  /** The transaction that it is about. Null if it is about none. */
  readonly transaction?: Maybe<Transaction>;
  /** The wallet that it is about. Null if it is about none. */
  readonly wallet?: Maybe<Wallet>;
};

/** What a reconciliation can find. */
export type FindingCode =
  /** A line of a statement and its transaction have different amounts. */
  | 'AMOUNT_DIFFERS'
  /** The book has another cash than the first source. */
  | 'BALANCE_DIFFERS'
  /** Rows of the book contradict each other. */
  | 'BOOK_CONTRADICTION'
  /** A guard of the book is not as the migrations made it. */
  | 'BOOK_GUARD'
  /** A part of the book could not be read or checked. */
  | 'BOOK_UNREADABLE'
  /** A line of a statement is of another day than its transaction, by more than the tolerance. */
  | 'DATE_DIFFERS'
  /** There are more findings than are listed. `actual` is their number. */
  | 'FINDINGS_LEFT_OUT'
  /** No completed transaction of the book is this line of a statement. */
  | 'LINE_WITHOUT_TRANSACTION'
  /** Several lines of a statement, or several transactions, of one kind and currency have one reference. */
  | 'REFERENCE_TWICE'
  /** A row of a source, or a line of a statement, could not be read. `actual` says why. */
  | 'ROW_UNREADABLE'
  /** Two sources have different balances of one wallet. */
  | 'SOURCES_DISAGREE'
  /** The mapping, a source or a statement could not be read or compared. `actual` says why. */
  | 'SOURCE_UNREADABLE'
  /** No line of the statement is this transaction, which took place in its period. */
  | 'TRANSACTION_WITHOUT_LINE'
  /** The first source has a wallet that the book does not have. */
  | 'WALLET_MISSING_IN_BOOK'
  /** The book or another source has a wallet that this source does not have. */
  | 'WALLET_MISSING_IN_SOURCE';

/** A page of findings. */
export type FindingConnection = {
  /** The findings with their cursors. */
  readonly edges: ReadonlyArray<FindingEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** A finding in a list. */
export type FindingEdge = {
  /** Position of the finding in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The finding. */
  readonly node: Finding;
};

/** Which findings to list. */
export type FindingFilter = {
  /** Only findings with one of these codes. */
  readonly codes?: InputMaybe<ReadonlyArray<FindingCode>>;
};

/** No finding about this wallet has this id. */
export type FindingNotFound = UserError & {
  /** Always FINDING_NOT_FOUND. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** How bad a finding is. */
export type FindingSeverity =
  /** A number is wrong, or cannot be proved. */
  | 'ERROR'
  /** Something to look at. */
  | 'WARNING';

/** Input of `freezeWallet`. */
export type FreezeWalletInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. CASHIER, ADMIN and AUDITOR can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** Result of `freezeWallet`: its payload or a refusal. */
export type FreezeWalletResult = IdempotencyConflict | InvalidTransition | SelfApproval | WalletNotFound | WalletPayload;

/** A page of a wallet's history. */
export type HistoryConnection = {
  /** Lines on this page, in the order of the list. */
  readonly edges: ReadonlyArray<HistoryEdge>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A line in a history. */
export type HistoryEdge = {
  /** Position in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The line. */
  readonly node: HistoryLine;
};

/**
 * One event in the history of a wallet's money: a transaction completed, or a completed transaction
 * was taken back.
 */
export type HistoryLine = {
  /** Amount that the event added to `Balance.total`; negative if it took money away. */
  readonly amount: Money;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /**
   * `Balance.total` right after the event as the book knew it then: the balance of the previous line in the
   * order BOOK plus `amount`. A line says the same in every order. So in the order EFFECTIVE_AT the balances do
   * not follow from line to line if a transaction took effect before the book knew of it.
   */
  readonly balance: Money;
  /**
   * With whom this wallet dealt: the other wallet of a transfer or an exchange, or of one that is reversed;
   * for a receiver of a split, also when a part is taken back, the wallet that the transaction is about. Null
   * for everything else (the other side is the system), and if neither a name nor a wallet can be shown.
   */
  readonly counterparty?: Maybe<Counterparty>;
  /** Entries that the event wrote on this wallet's accounts. */
  readonly entries: ReadonlyArray<Entry>;
  /**
   * COMPLETED, or FAILED if a completed transaction was taken back. Taking it back is a line of its
   * own.
   */
  readonly status: TransactionStatus;
  /** The transaction behind the event. */
  readonly transaction: Transaction;
};

/** Order of a wallet's history. Each has cursors of its own. */
export type HistoryOrder =
  /** The order in which the book learned of the events. Nothing is ever added but at the top. */
  | 'BOOK'
  /**
   * The order in which the events took effect: at the moment that was sent as `effectiveAt` of their
   * transaction, otherwise when they happened (`HistoryLine.at`). Events of one moment are in the order BOOK, so what the
   * book learned of later comes before the other events of its moment. That a transaction was taken back, by a
   * line that is FAILED or a REVERSAL, took effect when it happened, whatever moment the transaction has. A later
   * transaction can be added anywhere, so reading on from a cursor does not find it if it took effect before.
   */
  | 'EFFECTIVE_AT';

/** The caller has already used this idempotency key with another input. Use a new key for a new intent. */
export type IdempotencyConflict = UserError & {
  /** Always IDEMPOTENCY_CONFLICT. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Input of `initiateDeposit`. */
export type InitiateDepositInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Your own data. Every viewer of the transaction gets it back as you sent it. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Id of the wallet that receives the money, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `initiateDeposit`: the deposit is PENDING and no money has moved. */
export type InitiateDepositPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Deposit;
};

/** Result of `initiateDeposit`: its payload or a refusal. */
export type InitiateDepositResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InitiateDepositPayload | InvalidAmount | SelfApproval | UnknownCurrency | WalletNotActive | WalletNotFound;

/** A wallet does not have enough money that can be used for this. */
export type InsufficientFunds = UserError & {
  /**
   * Amount that the wallet has for this operation, read under the lock that refused it. It is
   * `Balance.spendable` for operations that may use credit (`purchase`, `repayCredit`), otherwise
   * `Balance.available`.
   */
  readonly available: Money;
  /** Always INSUFFICIENT_FUNDS. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
  /** Amount that the operation needs. */
  readonly required: Money;
  /** Id of the wallet that is short: the one that pays, or a receiver that cannot give back its part. */
  readonly walletId: Scalars['ID']['output'];
};

/** One error in the book. */
export type IntegrityFinding = {
  /** Actual value. */
  readonly actual: Scalars['String']['output'];
  /**
   * Name of the check that found the error. `guard`: a trigger, constraint, right or other guard is not as the migrations made
   * it. `storage`: PostgreSQL cannot read a page. `unchecked`: a check could not be carried out.
   */
  readonly check: Scalars['String']['output'];
  /** Expected value. */
  readonly expected: Scalars['String']['output'];
  /** What is wrong: a row, a guard, a page of a table or index, or a check. */
  readonly subject: Scalars['String']['output'];
};

/** Outcome of a check of the whole book: its guards, whether all of it can be read, and every row. */
export type IntegrityReport = {
  /** Number of entries that were checked. */
  readonly checkedEntries: Scalars['SafeInt']['output'];
  /** Number of wallets that were checked. */
  readonly checkedWallets: Scalars['SafeInt']['output'];
  /** Errors in the book. Empty if the book is correct. */
  readonly findings: ReadonlyArray<IntegrityFinding>;
  /** True if there are no findings. */
  readonly healthy: Scalars['Boolean']['output'];
};

/**
 * The amount is zero, has more digits after the point than its currency, or is zero after rounding
 * down.
 */
export type InvalidAmount = UserError & {
  /** Always INVALID_AMOUNT. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/**
 * The current status of the transaction or wallet no longer allows this operation. The message names
 * the status.
 */
export type InvalidTransition = UserError & {
  /** Always INVALID_TRANSITION. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/**
 * What becomes of moments that were missed: no gateway ran for more than five minutes after them, or
 * they came while the schedule was paused.
 */
export type LateRule =
  /** Each of them runs, one after another. */
  | 'ALL'
  /** One run, at the first of them, is for all of them. */
  | 'ONCE'
  /** None of them runs. */
  | 'SKIP';

/** Direction of a leg. */
export type LegDirection =
  /** Raises the wallet's cash, or the balance of the system account. */
  | 'CREDIT'
  /** Lowers it. */
  | 'DEBIT';

/** The change of a balance column by which a legacy system made an adjustment. */
export type LegacyOrigin = {
  /** `application_name` of the session that sent the statement. Null if there is no statement. */
  readonly applicationName?: Maybe<Scalars['String']['output']>;
  /** Name of the changed column in the mapping, such as `users.balance`. Of several columns of one balance, the last one written. */
  readonly source: Scalars['String']['output'];
  /**
   * The last statement that changed it in its transaction, with its constants as `$1`, `$2` … Null while the book only
   * follows the legacy system: `drift` then names statements.
   */
  readonly statement?: Maybe<Scalars['String']['output']>;
};

/** A sum of money in one currency. */
export type Money = {
  /** Amount in units of the currency, with exactly the currency's digits after the point. */
  readonly amount: Scalars['Decimal']['output'];
  /** Currency. */
  readonly currency: Scalars['CurrencyCode']['output'];
};

/** A sum of money. It must be more than zero unless the field that takes it says otherwise. */
export type MoneyInput = {
  /**
   * Amount in units of the currency, with at most the currency's digits after the point ("12.5",
   * "12.50").
   */
  readonly amount: Scalars['Decimal']['input'];
  /** Currency of the amount. It must be the currency of the wallet. */
  readonly currency: Scalars['CurrencyCode']['input'];
};

/**
 * What is watched, and to whom alerts go. It raises one alert for each crossing, over any number of
 * gateways and restarts. CASHIER, ADMIN and AUDITOR see it; for other viewers it looks missing.
 */
export type Monitor = Node & {
  /** How many alerts it has raised. */
  readonly alertCount: Scalars['SafeInt']['output'];
  /** The bound. Null if its kind takes none. */
  readonly amount?: Maybe<Money>;
  /** When that was. */
  readonly changedAt?: Maybe<Scalars['DateTime']['output']>;
  /** `sub` of the caller who paused, resumed or deleted it last. Null if none has. */
  readonly changedBy?: Maybe<Scalars['ID']['output']>;
  /** To whom its alerts go, in turn. */
  readonly channels: ReadonlyArray<AlertChannel>;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** `sub` of the caller who made it. */
  readonly createdBy: Scalars['ID']['output'];
  /** The alert of what is not over. Null if nothing is beyond its bound, or if what it watches has no end. */
  readonly currentAlert?: Maybe<Alert>;
  /** Opaque id that starts with `mon_`. */
  readonly id: Scalars['ID']['output'];
  /** Its name, for people. */
  readonly name: Scalars['String']['output'];
  /** What it watches. */
  readonly on: MonitorKind;
  /** The time of its kind, in seconds. Null if its kind takes none. */
  readonly seconds?: Maybe<Scalars['Float']['output']>;
  /** Whether it watches. */
  readonly status: MonitorStatus;
  /** The wallet that it watches. Null: its kind takes none, or it watches any. */
  readonly wallet?: Maybe<Wallet>;
};

/** A page of monitors. */
export type MonitorConnection = {
  /** The monitors with their cursors. */
  readonly edges: ReadonlyArray<MonitorEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** A monitor in a list. */
export type MonitorEdge = {
  /** Position of the monitor in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The monitor. */
  readonly node: Monitor;
};

/** What a monitor watches, and the fields that it takes for that. */
export type MonitorKind =
  /** `amount`, and `walletId` if it watches one wallet: a transaction in this currency has a larger amount, pending ones too. */
  | 'AMOUNT_ABOVE'
  /** `walletId`, `amount`: the available balance of the wallet rises above the amount. Over when it does not lie above any more. */
  | 'BALANCE_ABOVE'
  /** `walletId`, `amount`: the available balance of the wallet falls below the amount. Over when it does not lie below any more. */
  | 'BALANCE_BELOW'
  /** A reconciliation finds something wrong, or finds it again after a run had not. */
  | 'FINDING'
  /** `seconds`: a hold has expired for longer than this and is not released. */
  | 'HOLD_STUCK'
  /** `seconds`: of the pushes of a gateway in the last minute, one in a hundred took longer. Over when no gateway has seen that for a minute. */
  | 'PUSH_LATENCY_ABOVE'
  /** A run of a schedule is refused, or a line of it is. */
  | 'SCHEDULE_REFUSED'
  /** `walletId`, `amount`, `seconds`: what left the available balance of the wallet within this time is more than the amount. */
  | 'VELOCITY_ABOVE'
  /** A delivery of a webhook is given up. */
  | 'WEBHOOK_DEAD';

/** There is no monitor with this id, or it was deleted. */
export type MonitorNotFound = UserError & {
  /** Always MONITOR_NOT_FOUND. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Payload of a change of a monitor. */
export type MonitorPayload = {
  /** Current state of the monitor, also in a replay. */
  readonly monitor: Monitor;
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** State of a monitor. */
export type MonitorStatus =
  /** It watches. */
  | 'ACTIVE'
  /** It was deleted, and stays so. Its alerts stay too. */
  | 'DELETED'
  /** What happens raises no alert until it is resumed. */
  | 'PAUSED';

/**
 * State of a gateway: its activity in the last minute, and its state now. The figures are those of the
 * one gateway that answers, unless a field says that it covers the whole book. An unknown figure is
 * null, never 0 or 1.
 */
export type Monitoring = {
  /**
   * Share, 0 to 1, of pushed balances that were still the book's at a routine check in the last
   * minute. The gateway checks the balance of each subscription to one wallet at least twice a minute.
   * A change that is being pushed at that moment counts as wrong. A change without a notification also
   * counts as wrong, and the gateway pushes it. Null if no balance was checked.
   */
  readonly balanceAccuracy?: Maybe<Scalars['Float']['output']>;
  /**
   * Wallets changed per second in the last minute, in the whole book and by any gateway. A wallet that
   * several commands changed in one commit counts once. Null while the gateway receives no commit
   * notifications; the time before it received them does not count.
   */
  readonly balanceUpdatesPerSecond?: Maybe<Scalars['Float']['output']>;
  /** Outcome of the last `verifyIntegrity` on this gateway. Null if none ran since its start. */
  readonly consistency?: Maybe<Consistency>;
  /**
   * Whether the gateway receives commit notifications now. While it does not, open subscriptions get
   * no pushes; they catch up as soon as it does.
   */
  readonly hearsCommits: Scalars['Boolean']['output'];
  /**
   * Seconds before now that the figures of the last minute cover: 55 to 60, or fewer if the gateway
   * started later.
   */
  readonly measuredSeconds: Scalars['Float']['output'];
  /** Time from commit to push in the last minute. Null if no push reported a commit. */
  readonly pushLatency?: Maybe<PushLatency>;
  /**
   * Pushes handed to sockets per second in the last minute, including the first push of each
   * subscription.
   */
  readonly pushesPerSecond: Scalars['Float']['output'];
  /** Number of open subscriptions. */
  readonly subscriptions: Scalars['Int']['output'];
  /** Outcomes of write commands in the last minute. */
  readonly transactions: TransactionOutcomes;
};

/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type Mutation = {
  /** Acknowledges an alert: the caller looks after it. Its messages to further channels are not sent. */
  readonly acknowledgeAlert?: Maybe<AcknowledgeAlertResult>;
  /**
   * Corrects a wallet's balance and completes at once. The wallet's available cash never goes below
   * zero. Callers cannot correct their own wallet.
   */
  readonly adjustBalance?: Maybe<AdjustBalanceResult>;
  /**
   * Posts a proposed correction, if the wallet's available cash at this moment covers it. Callers cannot approve what they
   * proposed, whatever their roles.
   */
  readonly approveRepair?: Maybe<ApproveRepairResult>;
  /**
   * Approves a PENDING withdrawal: the money is paid out, and it becomes COMPLETED. Callers cannot
   * approve their own request or a withdrawal from their own wallet.
   */
  readonly approveWithdrawal?: Maybe<ApproveWithdrawalResult>;
  /** Cancels a PENDING purchase: it becomes CANCELLED, and what it held is back in the wallet. */
  readonly cancelPurchase?: Maybe<CancelPurchaseResult>;
  /** Ends a schedule for good. No run of it is decided after this. */
  readonly cancelSchedule?: Maybe<CancelScheduleResult>;
  /** Cancels a PENDING withdrawal: it becomes CANCELLED, and the held amount is available again. */
  readonly cancelWithdrawal?: Maybe<CancelWithdrawalResult>;
  /**
   * Claims the daily bonus, once for each owner, currency and UTC day. A reversed one does not count.
   * The operator sets the amount for each currency, and can offer none. The default is one unit; in
   * production it is none.
   */
  readonly claimDailyBonus?: Maybe<ClaimDailyBonusResult>;
  /** Closes an empty wallet with no pending transaction for good. */
  readonly closeWallet?: Maybe<CloseWalletResult>;
  /**
   * Takes the amount that a PENDING purchase holds, or a part of it. The purchase becomes COMPLETED.
   * Callers cannot complete a purchase by their own wallet, nor their own request. A SERVICE without
   * the roles MEMBER, CASHIER and ADMIN can complete what it requested so.
   */
  readonly completePurchase?: Maybe<CompletePurchaseResult>;
  /**
   * Confirms that the money of a PENDING deposit has arrived. The deposit becomes COMPLETED, and the
   * money is in the wallet. Callers cannot confirm a deposit into their own wallet, nor their own
   * request. A SERVICE without the roles MEMBER, CASHIER and ADMIN can confirm what it requested so.
   */
  readonly confirmDeposit?: Maybe<ConfirmDepositResult>;
  /**
   * Adds a currency to the book, for good: for points, tokens, or money that ISO 4217 does not list. Every gateway carries it
   * from the moment of this answer on, without a restart.
   */
  readonly createCurrency?: Maybe<CreateCurrencyResult>;
  /**
   * Makes a monitor, which watches from now on. If the balance that it watches is beyond its bound
   * already, it raises an alert at once.
   */
  readonly createMonitor?: Maybe<CreateMonitorResult>;
  /**
   * Adds a system account of the operator's own to the book, for good, such as FEES, VAT or
   * STRIPE_CLEARING. It exists in every currency, and every gateway carries it from the moment of this
   * answer on.
   */
  readonly createSystemAccount?: Maybe<CreateSystemAccountResult>;
  /** Creates a webhook. Events that happen from now on are delivered to it. */
  readonly createWebhook?: Maybe<CreateWebhookResult>;
  /** Deletes a monitor for good. Its alerts stay. */
  readonly deleteMonitor?: Maybe<DeleteMonitorResult>;
  /** Deletes a webhook for good. Nothing is delivered to it any more. */
  readonly deleteWebhook?: Maybe<DeleteWebhookResult>;
  /**
   * Pays money from outside into a wallet and completes at once. Callers cannot pay into their own
   * wallet.
   */
  readonly deposit?: Maybe<DepositResult>;
  /** Pays earnings into many wallets. Each line succeeds or is refused by itself. */
  readonly distributeEarnings?: Maybe<DistributeEarningsResult>;
  /**
   * Draws credit into a wallet and completes at once. Purchases can spend the credit. The owner owes
   * it until it is repaid.
   */
  readonly drawCredit?: Maybe<DrawCreditResult>;
  /**
   * Erases the texts and metadata of an owner for good: those of their wallets, of every transaction of
   * these, and of the commands that they sent or that name them or their wallets. Each text becomes
   * `[erased]`, metadata becomes `{"erased": true}`. Amounts, ids, moments and entries stay, and so does
   * what the owner gets and sends later. `erasure` says when it is done.
   */
  readonly eraseOwner?: Maybe<EraseOwnerResult>;
  /** Exchanges money as quoted and completes at once. A quote can be used once. */
  readonly exchange?: Maybe<ExchangeResult>;
  /**
   * Fails a deposit whose money did not arrive or was taken back outside. The deposit becomes FAILED.
   * Failing a COMPLETED deposit takes its money back out of the wallet, once, and only if the wallet
   * has that much available. Callers cannot fail a deposit into their own wallet.
   */
  readonly failDeposit?: Maybe<FailDepositResult>;
  /**
   * Fails a purchase, once. It becomes FAILED, and everything that was not refunded is returned,
   * credit first. Callers cannot fail a purchase by their own wallet.
   */
  readonly failPurchase?: Maybe<FailPurchaseResult>;
  /**
   * Freezes a wallet. A frozen wallet cannot pay but can still receive. Callers cannot freeze, unfreeze
   * or close their own wallet.
   */
  readonly freezeWallet?: Maybe<FreezeWalletResult>;
  /**
   * Announces money that will come from outside. The deposit is PENDING and moves nothing until another
   * caller confirms it.
   */
  readonly initiateDeposit?: Maybe<InitiateDepositResult>;
  /**
   * Opens a wallet. An owner has one wallet of each name in a currency; opening it again returns the
   * existing one, also if it is FROZEN. A CLOSED wallet is WALLET_NOT_ACTIVE, because it stays closed. The
   * operator limits how many wallets a person opens for themselves; one more is WALLET_LIMIT.
   */
  readonly openWallet?: Maybe<OpenWalletResult>;
  /** Pauses a monitor. What happens until it is resumed raises no alert. */
  readonly pauseMonitor?: Maybe<PauseMonitorResult>;
  /** Pauses a schedule: its moments pass without a run until it is resumed. */
  readonly pauseSchedule?: Maybe<PauseScheduleResult>;
  /** Pauses a webhook. Events wait in the log until it is resumed. */
  readonly pauseWebhook?: Maybe<PauseWebhookResult>;
  /**
   * Pays a commission on another transaction, once for each source and wallet. A reversed one does not
   * count. The base is the amount of the source; for a purchase, the part that was captured and not
   * refunded. Callers cannot pay their own wallet, nor a commission on a transaction of their own
   * wallet.
   */
  readonly payReferralCommission?: Maybe<PayReferralCommissionResult>;
  /**
   * Moves money that no other mutation moves, between wallets and system accounts, and completes at once:
   * all of its legs, or none. A wallet's available cash never goes below zero, and a frozen wallet pays
   * nothing. Callers cannot post on a wallet of their own. `reverseTransaction` takes a posting back.
   */
  readonly post?: Maybe<PostResult>;
  /** Proposes a correction of a wallet's balance. It is PENDING and moves nothing until another person approves it. */
  readonly proposeRepair?: Maybe<ProposeRepairResult>;
  /**
   * Makes a purchase. It is PENDING, and its amount is held until it completes or fails: cash first,
   * then drawn credit.
   */
  readonly purchase?: Maybe<PurchaseResult>;
  /**
   * Quotes an exchange between two wallets of one owner. No money moves until the quote is used.
   * Callers cannot quote for their own wallets.
   */
  readonly quoteExchange?: Maybe<QuoteExchangeResult>;
  /**
   * Refunds a COMPLETED purchase, or a part of it, credit first. The refund is a new transaction, and
   * the purchase stays COMPLETED. Callers cannot refund a purchase by their own wallet.
   */
  readonly refundPurchase?: Maybe<RefundPurchaseResult>;
  /** Fails a proposed correction. Its proposer can withdraw it so. */
  readonly rejectRepair?: Maybe<RejectRepairResult>;
  /**
   * Rejects a PENDING withdrawal: it becomes FAILED, and the held amount is available again. Callers
   * cannot reject one from their own wallet: they cancel it as its owner.
   */
  readonly rejectWithdrawal?: Maybe<RejectWithdrawalResult>;
  /** Repays drawn credit and completes at once. Unspent credit is returned first, then cash pays. */
  readonly repayCredit?: Maybe<RepayCreditResult>;
  /** Delivers again what happened from a moment on, or dead letters. */
  readonly replayWebhook?: Maybe<ReplayWebhookResult>;
  /**
   * Requests a withdrawal. It is PENDING, and its amount is held until another person approves it or
   * it ends otherwise.
   */
  readonly requestWithdrawal?: Maybe<RequestWithdrawalResult>;
  /** Resumes a paused monitor. Its watch begins again, as if it were made now. */
  readonly resumeMonitor?: Maybe<ResumeMonitorResult>;
  /** Resumes a paused schedule. The moments that have passed meanwhile were missed. */
  readonly resumeSchedule?: Maybe<ResumeScheduleResult>;
  /** Resumes a paused webhook. It goes on where it stopped. */
  readonly resumeWebhook?: Maybe<ResumeWebhookResult>;
  /** Reverses a completed transaction, once. A new transaction writes the opposite entries. */
  readonly reverseTransaction?: Maybe<ReverseTransactionResult>;
  /**
   * Revokes every token of a subject that was issued up to the end of the current second. From then on
   * every gateway rejects these tokens as UNAUTHENTICATED, for requests and for open subscriptions.
   * The time of issue is the `iat` claim, in whole seconds. A token without `iat` counts as issued
   * before everything.
   *
   * Tokens that are issued later work. To change someone's roles, change them at the identity provider
   * first, then revoke. The clocks of the provider and of the book are assumed to agree. If the
   * provider's clock is ahead, revoke again after the book's clock has caught up.
   */
  readonly revokeTokens?: Maybe<RevokeTokensResult>;
  /** Makes a new secret. For 24 hours each request is signed with the old one, too. */
  readonly rotateWebhookSecret?: Maybe<RotateWebhookSecretResult>;
  /**
   * Asks for a reconciliation and returns at once, with status RUNNING. A gateway of the book carries it
   * out as soon as no other runs. If that gateway ends, another one begins it again. Read `reconciliation` for the
   * result.
   */
  readonly runReconciliation?: Maybe<RunReconciliationResult>;
  /**
   * Schedules a mutation that makes a transaction. Each run is the caller's, with the roles of this
   * token: the mutation's rules decide it at its time, and a refusal is the outcome of the run. If the
   * caller's tokens are revoked later, the runs are refused with TOKENS_REVOKED.
   */
  readonly scheduleTransaction?: Maybe<ScheduleTransactionResult>;
  /**
   * Sets a wallet's credit line: whether its owner may draw credit, and up to which limit. Callers
   * cannot set the line of their own wallet.
   */
  readonly setCreditLine?: Maybe<SetCreditLineResult>;
  /**
   * Sets or removes the name that others see who pay this wallet or are paid by it. Only owners name their
   * wallets. CASHIER, ADMIN and SERVICE can remove the names of other owners' wallets. A CLOSED wallet can
   * only lose its name.
   */
  readonly setWalletDisplayName?: Maybe<SetWalletDisplayNameResult>;
  /**
   * Replaces the metadata of a wallet. Owners replace those of their own wallets, staff and programs
   * those of other owners' wallets. A CLOSED wallet keeps what it has.
   */
  readonly setWalletMetadata?: Maybe<SetWalletMetadataResult>;
  /** Sends an event of type `webhook.test` at once, and answers with what the receiver said. */
  readonly testWebhook?: Maybe<TestWebhookResult>;
  /**
   * Transfers money from one wallet to another in the same currency and completes at once. From their
   * own wallet callers transfer as its owner, with the role MEMBER. An ADMIN or SERVICE can transfer
   * from any other wallet, but not into their own: that is SELF_APPROVAL.
   */
  readonly transfer?: Maybe<TransferResult>;
  /** Makes many transfers in one commit. Each is refused for the same reasons as `transfer`. */
  readonly transferMany?: Maybe<TransferManyResult>;
  /** Unfreezes a wallet. It can pay again. */
  readonly unfreezeWallet?: Maybe<UnfreezeWalletResult>;
  /**
   * Checks the whole book. The check reads every entry and changes nothing, so it takes no key. It is
   * a mutation because it is expensive.
   */
  readonly verifyIntegrity?: Maybe<IntegrityReport>;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationAcknowledgeAlertArgs = {
  input: AcknowledgeAlertInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationAdjustBalanceArgs = {
  input: AdjustBalanceInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationApproveRepairArgs = {
  input: ApproveRepairInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationApproveWithdrawalArgs = {
  input: ApproveWithdrawalInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationCancelPurchaseArgs = {
  input: CancelPurchaseInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationCancelScheduleArgs = {
  input: CancelScheduleInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationCancelWithdrawalArgs = {
  input: CancelWithdrawalInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationClaimDailyBonusArgs = {
  input: ClaimDailyBonusInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationCloseWalletArgs = {
  input: CloseWalletInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationCompletePurchaseArgs = {
  input: CompletePurchaseInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationConfirmDepositArgs = {
  input: ConfirmDepositInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationCreateCurrencyArgs = {
  input: CreateCurrencyInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationCreateMonitorArgs = {
  input: CreateMonitorInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationCreateSystemAccountArgs = {
  input: CreateSystemAccountInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationCreateWebhookArgs = {
  input: CreateWebhookInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationDeleteMonitorArgs = {
  input: DeleteMonitorInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationDeleteWebhookArgs = {
  input: DeleteWebhookInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationDepositArgs = {
  input: DepositInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationDistributeEarningsArgs = {
  input: DistributeEarningsInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationDrawCreditArgs = {
  input: DrawCreditInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationEraseOwnerArgs = {
  input: EraseOwnerInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationExchangeArgs = {
  input: ExchangeInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationFailDepositArgs = {
  input: FailDepositInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationFailPurchaseArgs = {
  input: FailPurchaseInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationFreezeWalletArgs = {
  input: FreezeWalletInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationInitiateDepositArgs = {
  input: InitiateDepositInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationOpenWalletArgs = {
  input: OpenWalletInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationPauseMonitorArgs = {
  input: PauseMonitorInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationPauseScheduleArgs = {
  input: PauseScheduleInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationPauseWebhookArgs = {
  input: PauseWebhookInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationPayReferralCommissionArgs = {
  input: PayReferralCommissionInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationPostArgs = {
  input: PostInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationProposeRepairArgs = {
  input: ProposeRepairInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationPurchaseArgs = {
  input: PurchaseInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationQuoteExchangeArgs = {
  input: QuoteExchangeInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationRefundPurchaseArgs = {
  input: RefundPurchaseInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationRejectRepairArgs = {
  input: RejectRepairInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationRejectWithdrawalArgs = {
  input: RejectWithdrawalInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationRepayCreditArgs = {
  input: RepayCreditInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationReplayWebhookArgs = {
  input: ReplayWebhookInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationRequestWithdrawalArgs = {
  input: RequestWithdrawalInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationResumeMonitorArgs = {
  input: ResumeMonitorInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationResumeScheduleArgs = {
  input: ResumeScheduleInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationResumeWebhookArgs = {
  input: ResumeWebhookInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationReverseTransactionArgs = {
  input: ReverseTransactionInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationRevokeTokensArgs = {
  input: RevokeTokensInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationRotateWebhookSecretArgs = {
  input: RotateWebhookSecretInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationRunReconciliationArgs = {
  input: RunReconciliationInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationScheduleTransactionArgs = {
  input: ScheduleTransactionInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationSetCreditLineArgs = {
  input: SetCreditLineInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationSetWalletDisplayNameArgs = {
  input: SetWalletDisplayNameInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationSetWalletMetadataArgs = {
  input: SetWalletMetadataInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationTestWebhookArgs = {
  input: TestWebhookInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationTransferArgs = {
  input: TransferInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationTransferManyArgs = {
  input: TransferManyInput;
};


/**
 * Writes. A refusal by the business rules is data: a member of the result union that implements
 * `UserError`. Several mutations in one request run one after another, and each one succeeds or fails
 * by itself.
 *
 * A field is null only if an error at its path or below it says why. The error is about that field
 * alone, and its code says what happened. ANSWER_INCOMPLETE means that the mutation was executed and
 * only its answer could not be read. An argument that could make reading the answer fail is refused
 * before anything is executed: below these fields, `at`, `after`, `before`, `last`, and `reference` in
 * a filter are not allowed, and `first` is from 1 to 200. Use a query for those.
 */
export type MutationUnfreezeWalletArgs = {
  input: UnfreezeWalletInput;
};

/** No moment of the schedule lies ahead, so it would never run. */
export type NoMomentAhead = UserError & {
  /** Always NO_MOMENT_AHEAD. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** An object with an id of its own, which `Query.node` can read again. */
export type Node = {
  /**
   * Opaque id. Its prefix names the type (`wal_…`, `txn_…`, `ent_…`, `quo_…`, `rec_…`, `sch_…`,
   * `era_…`, `mon_…`, `alt_…`, `whk_…`). It never changes.
   */
  readonly id: Scalars['ID']['output'];
};

/** Input of `openWallet`. */
export type OpenWalletInput = {
  /** Currency of the wallet. */
  readonly currency: Scalars['CurrencyCode']['input'];
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Data of the client's own, at most 16 KiB of JSON. Not used if the wallet exists already. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /**
   * Name of the wallet: 1 to 40 characters from a to z, 0 to 9 and `-`, not beginning with `-`. An owner
   * has one wallet of each name in a currency.
   */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /**
   * Owner of the wallet: the `sub` of the owner's tokens. 1 to 255 characters (code points), no control
   * or invisible characters, no white space at either end, and not beginning with `onebook:`. A token
   * with any other `sub` is refused. Ids are compared character by character, without normalization.
   */
  readonly ownerId: Scalars['ID']['input'];
};

/** Payload of `openWallet`: the wallet exists. */
export type OpenWalletPayload = {
  /** True if the wallet existed before, or if an earlier request with the same key opened it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the wallet, also in a replay. */
  readonly wallet: Wallet;
};

/** Result of `openWallet`: its payload or a refusal. */
export type OpenWalletResult = IdempotencyConflict | OpenWalletPayload | UnknownCurrency | WalletLimit | WalletNotActive;

/** A balance, or a part of one, that an import brought from another system. No mutation makes it. */
export type OpeningBalance = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Whether it raised or lowered the balance. Only an opening AFTER_HISTORY can lower it. */
  readonly direction: AdjustmentDirection;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always OPENING_BALANCE. */
  readonly kind: TransactionKind;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** Where the number comes from. */
  readonly origin: OpeningBalanceOrigin;
  /** Which part of the imported balance it carries. */
  readonly part: OpeningBalancePart;
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Always null: an import gives no reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that the balance is of. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** The row of another system from which an opening balance comes. */
export type OpeningBalanceOrigin = {
  /** The row in the words of that source, such as `line 7`. Null for viewers other than CASHIER, ADMIN and AUDITOR. */
  readonly row?: Maybe<Scalars['String']['output']>;
  /** Name of the source in the mapping of the import, such as `users.balance`. Everyone who may see the transaction reads it. */
  readonly source: Scalars['String']['output'];
};

/** Which part of an imported balance an opening carries. */
export type OpeningBalancePart =
  /** What the imported history does not explain of the balance. */
  | 'AFTER_HISTORY'
  /** What the wallet had before the first transaction of its imported history. */
  | 'BEFORE_HISTORY'
  /** All of it. */
  | 'WHOLE';

/**
 * An erasure of the texts of an owner. It goes on by itself, on any gateway, until it is DONE. ADMIN and
 * AUDITOR see erasures; for other viewers they look missing.
 */
export type OwnerErasure = Node & {
  /** Number of commands of the audit log whose texts are erased so far. */
  readonly erasedCommands: Scalars['SafeInt']['output'];
  /** Number of transactions whose texts are erased so far. */
  readonly erasedTransactions: Scalars['SafeInt']['output'];
  /** Number of wallets whose texts are erased so far. */
  readonly erasedWallets: Scalars['SafeInt']['output'];
  /** When everything was erased. Null while it is RUNNING. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id that starts with `era_`. */
  readonly id: Scalars['ID']['output'];
  /** The owner. */
  readonly ownerId: Scalars['ID']['output'];
  /** Why, as the admin said. */
  readonly reason: Scalars['String']['output'];
  /** When it was asked for. What the owner gets and sends later is not erased. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** `sub` of the admin who asked for it. */
  readonly startedBy: Scalars['ID']['output'];
  /** Whether everything is erased. */
  readonly status: OwnerErasureStatus;
};

/** State of an erasure. */
export type OwnerErasureStatus =
  /** No text from before it can be read any more. */
  | 'DONE'
  /** Some texts can still be read. */
  | 'RUNNING';

/**
 * The erasure of an owner's texts began: `owner.erased`. Receivers that keep texts of the owner should erase theirs. No other
 * event is about an owner.
 */
export type OwnerEvent = Event & {
  /** `sub` of the caller who did it. `onebook:…` is the gateway itself, `onebook:other` a caller whom the viewer may not see: a SERVICE sees itself alone. */
  readonly actor: Scalars['ID']['output'];
  /** When: the moment of the commit. */
  readonly at: Scalars['DateTime']['output'];
  /** Position in the list of all events, to send as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** `ownerId`, and `erasureId`. */
  readonly data: Scalars['JSONObject']['output'];
  /** Opaque id that starts with `evt_`. It is the same wherever and whenever the event is read. */
  readonly id: Scalars['ID']['output'];
  /** Null: it is about no transaction. */
  readonly transaction?: Maybe<Transaction>;
  /** What happened. */
  readonly type: Scalars['String']['output'];
  /** Null: it is about no wallet. */
  readonly wallet?: Maybe<Wallet>;
};

/** Position of a page in its list. */
export type PageInfo = {
  /** Cursor of the page's last edge, to send as `after`. Null if the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /**
   * Whether `after: endCursor` finds more: the list has edges after this page. False if the page is
   * empty.
   */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /**
   * Whether `before: startCursor` finds more: the list has edges before this page. False if the page is
   * empty.
   */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the page's first edge, to send as `before`. Null if the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Input of `pauseMonitor`. */
export type PauseMonitorInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The monitor, `mon_…`. */
  readonly monitorId: Scalars['ID']['input'];
};

/** Result of `pauseMonitor`: its payload or a refusal. */
export type PauseMonitorResult = IdempotencyConflict | InvalidTransition | MonitorNotFound | MonitorPayload;

/** Input of `pauseSchedule`. */
export type PauseScheduleInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The schedule, `sch_…`. Its creator and ADMIN can change it. */
  readonly scheduleId: Scalars['ID']['input'];
};

/** Result of `pauseSchedule`: its payload or a refusal. */
export type PauseScheduleResult = IdempotencyConflict | InvalidTransition | ScheduleNotFound | SchedulePayload;

/** Input of `pauseWebhook`. */
export type PauseWebhookInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The webhook, `whk_…`. */
  readonly webhookId: Scalars['ID']['input'];
};

/** Result of `pauseWebhook`: its payload or a refusal. */
export type PauseWebhookResult = IdempotencyConflict | InvalidTransition | WebhookNotFound | WebhookPayload;

/** Input of `payReferralCommission`. */
export type PayReferralCommissionInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Rate in basis points, 1 to 10000: 250 is 2.5 per cent. The commission is rounded down to the
   * currency's digits.
   */
  readonly rateBps: Scalars['Int']['input'];
  /** Id of the source, `txn_…`: a transaction that is COMPLETED and not reversed. */
  readonly sourceTransactionId: Scalars['ID']['input'];
  /**
   * Id of the wallet that receives the commission, `wal_…`, in the currency of the source. Its owner
   * is another than the source's; if the source has two wallets, than the payer.
   */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `payReferralCommission`: the commission is in the wallet. */
export type PayReferralCommissionPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Commission;
};

/** Result of `payReferralCommission`: its payload or a refusal. */
export type PayReferralCommissionResult = AlreadyPaid | AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InvalidAmount | InvalidTransition | PayReferralCommissionPayload | SameWallet | SelfApproval | TransactionNotFound | WalletNotActive | WalletNotFound;

/** Whom to pay: all that a payer learns of a wallet that is not theirs. */
export type Payee = {
  /** What the owner lets payers call them. Null if the owner set none. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** Id of the wallet to pay into, `wal_…`. */
  readonly walletId: Scalars['ID']['output'];
};

/** Input of `post`. */
export type PostInput = {
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /**
   * When it took effect, if that was before now: not in the future, and not before one of its wallets was
   * opened. Default: now. Balances, also those of the past, go by when the book learned of it.
   */
  readonly effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** 2 to 100 legs that add up to zero in each currency: as much CREDIT as DEBIT. */
  readonly legs: ReadonlyArray<PostingLeg>;
  /** Your own data. Members get it back only if the posting has a single wallet. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
};

/** Payload of `post`: the posting is COMPLETED. */
export type PostPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Posting;
};

/** Result of `post`: its payload or a refusal. */
export type PostResult = AmountTooLarge | CurrencyMismatch | EffectiveAtOutOfRange | IdempotencyConflict | InsufficientFunds | InvalidAmount | PostPayload | SelfApproval | UnbalancedPosting | UnknownCurrency | UnknownSystemAccount | WalletNotActive | WalletNotFound;

/** A transaction that an admin or a program composed of legs, because no other mutation moves such money. */
export type Posting = Node & Transaction & {
  /**
   * Sum of its credits in the currency of `wallet`, or of its first leg. The legs are its entries. A viewer
   * of one of its wallets reads this sum, and of the entries their own.
   */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always POSTING. */
  readonly kind: TransactionKind;
  /**
   * The caller's own data as sent, except for the order of keys. `{}` if the caller sent none, and for
   * members if it has several wallets.
   */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Always null. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet of its first leg on one. Null if it has none, or if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/**
 * A leg of a posting: an amount on exactly one of `walletId` and `systemAccount`. A posting has one leg at
 * most on a wallet, and one on a system account in a currency.
 */
export type PostingLeg = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Whether the leg raises or lowers the balance. */
  readonly direction: LegDirection;
  /** Name of a system account, as `systemAccounts` lists it. */
  readonly systemAccount?: InputMaybe<Scalars['String']['input']>;
  /** Id of a wallet, `wal_…`. The amount goes into or out of its cash. */
  readonly walletId?: InputMaybe<Scalars['ID']['input']>;
};

/** Input of `proposeRepair`. */
export type ProposeRepairInput = {
  /** Size of the correction, more than zero. */
  readonly amount: MoneyInput;
  /** Whether to raise or lower the balance. */
  readonly direction: AdjustmentDirection;
  /** Id of the finding that it repairs, `fnd_…`: one about this wallet. The person who approves sees it. */
  readonly findingId?: InputMaybe<Scalars['ID']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. The wallet's owner can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `proposeRepair`: the correction is PENDING. */
export type ProposeRepairPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Adjustment;
};

/** Result of `proposeRepair`: its payload or a refusal. */
export type ProposeRepairResult = AmountTooLarge | CurrencyMismatch | FindingNotFound | IdempotencyConflict | InvalidAmount | ProposeRepairPayload | SelfApproval | UnknownCurrency | WalletNotActive | WalletNotFound;

/** A purchase. While it is PENDING, its amount is held: cash first, then drawn credit. */
export type Purchase = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** Amount taken at completion, at most `amount`. Null if the purchase never completed. */
  readonly captured?: Maybe<Money>;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** When the hold ends by itself and the purchase becomes FAILED. Null if the hold does not expire. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always PURCHASE. */
  readonly kind: TransactionKind;
  /**
   * The caller's own data as sent, except for the order of keys. `{}` if the caller sent none, and for
   * viewers who see only receivers of splits.
   */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Part of the captured amount that refunds have returned so far. */
  readonly refunded: Money;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that pays. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Input of `purchase`. */
export type PurchaseInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /**
   * Lifetime of the hold in seconds, 1 to 31536000 (365 days). After it the hold ends by itself and
   * the purchase becomes FAILED. Default: no expiry.
   */
  readonly expiresInSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Your own data. Viewers of the wallet get it back as you sent it; those who see only receivers of
   * splits get `{}`.
   */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Parts of the amount that go to receivers of their own, at most 20; SALES gets the rest. Default: none. */
  readonly splits?: InputMaybe<ReadonlyArray<Split>>;
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `purchase`: the purchase is PENDING and its amount is held. */
export type PurchasePayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Purchase;
};

/** Result of `purchase`: its payload or a refusal. */
export type PurchaseResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | PurchasePayload | SameWallet | SelfApproval | SplitsExceedAmount | UnknownCurrency | UnknownSystemAccount | WalletNotActive | WalletNotFound;

/**
 * Time from just before a commit until its push was handed to the socket. Each figure is accurate to 1
 * %.
 */
export type PushLatency = {
  /** Maximum: milliseconds that the slowest push took. */
  readonly maxMs: Scalars['Float']['output'];
  /** Median: half of the pushes took at most this many milliseconds. */
  readonly p50Ms: Scalars['Float']['output'];
  /** 99th percentile: 99 % of the pushes took at most this many milliseconds. */
  readonly p99Ms: Scalars['Float']['output'];
};

/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type Query = {
  /** Alerts, newest first. */
  readonly alerts: AlertConnection;
  /** Everything that was decided, refusals too, newest first. */
  readonly auditLog: AuditConnection;
  /** The currencies of the book, in the order of their codes. */
  readonly currencies: ReadonlyArray<Currency>;
  /** Returns a currency. Null if the book does not have it. */
  readonly currency?: Maybe<Currency>;
  /**
   * The disagreements that the last shadow of an old system has found (`onebook shadow`), oldest first. Empty if nothing was
   * ever shadowed.
   */
  readonly drift: DriftConnection;
  /**
   * What happened, oldest first, from the beginning of the book. To go on later, send the last cursor as `after`: nothing
   * is missed and nothing comes twice, whichever gateway is asked. An event of a commit that has just ended can be missing
   * for a moment, while an earlier commit is still under way.
   */
  readonly events: EventConnection;
  /**
   * Returns a quote by id. Null if no quote that the viewer may see has this id. A malformed id is
   * BAD_USER_INPUT.
   */
  readonly exchangeQuote?: Maybe<ExchangeQuote>;
  /** State of this gateway, for staff. */
  readonly monitoring: Monitoring;
  /** Monitors, newest first, without those that were deleted. */
  readonly monitors: MonitorConnection;
  /**
   * Returns an object by id. Null if no object that the viewer may see has this id. A malformed id is
   * BAD_USER_INPUT.
   */
  readonly node?: Maybe<Node>;
  /**
   * Finds the wallet to pay into by what a payer knows: the owner's id, the currency and the wallet's name.
   * Null without an error if there is none that can receive: a missing wallet and a closed one look alike. A
   * viewer who does not see all wallets has 20 look-ups and one more every 30 seconds; then it is the error
   * RATE_LIMITED, and `extensions.retryAfterMs` says how long to wait. Null beside an error says nothing about
   * the wallet.
   */
  readonly payee?: Maybe<Payee>;
  /** Returns a reconciliation. Null if there is none with this id. */
  readonly reconciliation?: Maybe<Reconciliation>;
  /** The reconciliations, newest first. */
  readonly reconciliations: ReconciliationConnection;
  /** The daily, weekly and monthly reports, the one that was made last first. */
  readonly reports: ReportConnection;
  /** Schedules, newest first: the viewer's own, or all of them for CASHIER, ADMIN and AUDITOR. */
  readonly schedules: ScheduleConnection;
  /** The system accounts: first those that come with the book, then the operator's own, oldest first. */
  readonly systemAccounts: ReadonlyArray<SystemAccountInfo>;
  /**
   * Returns a transaction by id. Null if no transaction that the viewer may see has this id. A
   * malformed id is BAD_USER_INPUT.
   */
  readonly transaction?: Maybe<Transaction>;
  /**
   * Lists transactions in the order of the book, newest first: for a MEMBER those of their own wallets,
   * for other roles all. A transaction keeps its place when its status changes.
   */
  readonly transactions: TransactionConnection;
  /**
   * Returns all money, a treasury for each currency in which a system account has an entry by then, in the
   * order of codes. All of them are of one moment.
   */
  readonly treasuries: ReadonlyArray<Treasury>;
  /**
   * Returns all money of one currency, now or as the book knew it at a moment of the past. Null if the
   * book does not have this currency.
   */
  readonly treasury?: Maybe<Treasury>;
  /**
   * Returns what happened to all money in a period, by local day, kind of transaction, currency and
   * system account. At most 400 days, and at most 2,000 days of all currencies together. It reads every
   * entry of the period.
   */
  readonly treasuryReport: TreasuryReport;
  /** The caller. */
  readonly viewer: Viewer;
  /**
   * Returns a wallet by id. Null if no wallet that the viewer may see has this id. A malformed id is
   * BAD_USER_INPUT.
   */
  readonly wallet?: Maybe<Wallet>;
  /**
   * Lists wallets in the order of the book, newest first: for a MEMBER their own, for other roles all. A
   * wallet keeps its place when its status changes.
   */
  readonly wallets: WalletConnection;
  /** The webhooks that are not deleted, newest first. */
  readonly webhooks: WebhookConnection;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AlertFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryCurrencyArgs = {
  code: Scalars['CurrencyCode']['input'];
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryDriftArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DriftFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryExchangeQuoteArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryMonitorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryPayeeArgs = {
  currency: Scalars['CurrencyCode']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  ownerId: Scalars['ID']['input'];
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryReconciliationArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryReconciliationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryReportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ReportFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QuerySchedulesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryTransactionArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TransactionSearch>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryTreasuriesArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryTreasuryArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  currency: Scalars['CurrencyCode']['input'];
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryTreasuryReportArgs = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  from: Scalars['DateOrDateTime']['input'];
  timeZone?: InputMaybe<Scalars['String']['input']>;
  to: Scalars['DateOrDateTime']['input'];
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryWalletArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryWalletsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WalletFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Reads. All numbers in one response are of one moment. A missing wallet and another owner's wallet
 * look alike.
 */
export type QueryWebhooksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Input of `quoteExchange`. */
export type QuoteExchangeInput = {
  /** Amount to give, more than zero, in the currency of the giving wallet. */
  readonly amount: MoneyInput;
  /** Lifetime of the quote in seconds, 1 to 86400 (a day). Default: 60. */
  readonly expiresInSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Id of the wallet that gives, `wal_…`. */
  readonly fromWalletId: Scalars['ID']['input'];
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Units received for one unit given: more than zero, with any number of digits after the point. */
  readonly rate: Scalars['Decimal']['input'];
  /** Id of the wallet that receives, `wal_…`: same owner, another currency. */
  readonly toWalletId: Scalars['ID']['input'];
};

/** Payload of `quoteExchange`: the quote exists and no money has moved. */
export type QuoteExchangePayload = {
  /** Current state of the quote, also in a replay. */
  readonly quote: ExchangeQuote;
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Result of `quoteExchange`: its payload or a refusal. */
export type QuoteExchangeResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InvalidAmount | QuoteExchangePayload | SameWallet | SelfApproval | UnknownCurrency | WalletNotActive | WalletNotFound;

/** The quote has expired. Request a new one. */
export type QuoteExpired = UserError & {
  /** Always QUOTE_EXPIRED. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** No quote that the caller may use has this id. */
export type QuoteNotFound = UserError & {
  /** Always QUOTE_NOT_FOUND. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** The quote has already been used. Request a new one. */
export type QuoteUsed = UserError & {
  /** Always QUOTE_USED. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** A file or table that a reconciliation read. */
export type ReconciledInput = {
  /** Its name in the mapping. */
  readonly name: Scalars['String']['output'];
  /** Number of rows. */
  readonly rows: Scalars['SafeInt']['output'];
  /** SHA-256 of what was read, in hexadecimal digits. */
  readonly sha256: Scalars['String']['output'];
};

/**
 * A run that compares the book with itself, and with what others say of it. It changes no balance. Its
 * result never changes. ADMIN and AUDITOR see runs; for other viewers they look missing.
 */
export type Reconciliation = Node & {
  /** What it compared: `book` is the book's own check, `source:…` and `statement:…` are those of its mapping. Empty while it is RUNNING. */
  readonly covered: ReadonlyArray<Scalars['String']['output']>;
  /** The findings about what it compared that were open when it ended, oldest first. */
  readonly findings: FindingConnection;
  /** When it ended. Null while it is RUNNING. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id that starts with `rec_`. */
  readonly id: Scalars['ID']['output'];
  /** The files and tables that it read. Empty while it is RUNNING. */
  readonly inputs: ReadonlyArray<ReconciledInput>;
  /** Why it came to no result. Null unless it is FAILED or INTERRUPTED. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When it was asked for. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** When it began. Null while it is RUNNING. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** `sub` of the caller who asked for it. `onebook:schedule` and `onebook:operator` are the clock and a command. */
  readonly startedBy: Scalars['ID']['output'];
  /** Whether it has ended, and how. */
  readonly status: ReconciliationStatus;
  /** What it counted. Null while it is RUNNING. */
  readonly totals?: Maybe<ReconciliationTotals>;
};


/**
 * A run that compares the book with itself, and with what others say of it. It changes no balance. Its
 * result never changes. ADMIN and AUDITOR see runs; for other viewers they look missing.
 */
export type ReconciliationFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of reconciliations. */
export type ReconciliationConnection = {
  /** The reconciliations with their cursors. */
  readonly edges: ReadonlyArray<ReconciliationEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** A reconciliation in a list. */
export type ReconciliationEdge = {
  /** Position of the reconciliation in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The reconciliation. */
  readonly node: Reconciliation;
};

/** State of a reconciliation. */
export type ReconciliationStatus =
  /** It could not be carried out. `reason` says why. */
  | 'FAILED'
  /** It has findings. */
  | 'FINDINGS'
  /** The process of its command was ended before it. Run the command again. */
  | 'INTERRUPTED'
  /** Nothing is wrong. */
  | 'PASSED'
  /** It waits for its turn, or runs. One runs at a time. */
  | 'RUNNING';

/** What a reconciliation counted. */
export type ReconciliationTotals = {
  /** Entries that the book's own check read. Null if it did not run. */
  readonly checkedEntries?: Maybe<Scalars['SafeInt']['output']>;
  /** Wallets that the book's own check read. Null if it did not run. */
  readonly checkedWallets?: Maybe<Scalars['SafeInt']['output']>;
  /** Earlier findings that this run no longer saw. */
  readonly closed: Scalars['SafeInt']['output'];
  /** Lines that were compared with transactions. Null if no statement was read. */
  readonly comparedLines?: Maybe<Scalars['SafeInt']['output']>;
  /** Wallets that were compared with sources. Null if none was read. */
  readonly comparedWallets?: Maybe<Scalars['SafeInt']['output']>;
  /** Findings of this run. */
  readonly findings: Scalars['SafeInt']['output'];
  /** Of those, how many were not open before. */
  readonly opened: Scalars['SafeInt']['output'];
};

/** A refund of a completed purchase, or of a part of it. */
export type Refund = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always REFUND. */
  readonly kind: TransactionKind;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The refunded purchase. */
  readonly purchase: Purchase;
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Reason for the refund. Every viewer of the transaction can read it. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that paid and gets the money back. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Input of `refundPurchase`. */
export type RefundPurchaseInput = {
  /** Amount to refund, more than zero. All refunds together are at most the captured amount. */
  readonly amount: MoneyInput;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the COMPLETED purchase, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** Payload of `refundPurchase`: the money is back in the wallet. `transaction` is the new Refund. */
export type RefundPurchasePayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Refund;
};

/** Result of `refundPurchase`: its payload or a refusal. */
export type RefundPurchaseResult = AmountExceedsRemaining | AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | InvalidTransition | RefundPurchasePayload | SelfApproval | TransactionNotFound | UnknownCurrency | WalletNotActive;

/** Code of a refusal. */
export type RefusalCode =
  /** There is no alert with this id. */
  | 'ALERT_NOT_FOUND'
  /** The owner has already received the bonus of this UTC day in this currency, and it was not reversed. */
  | 'ALREADY_CLAIMED'
  /** The wallet has already received its commission on this source, and it was not reversed. */
  | 'ALREADY_PAID'
  /** The amount exceeds what remains: of a purchase to take or refund, or of the debt to repay. */
  | 'AMOUNT_EXCEEDS_REMAINING'
  /**
   * The amount, or a balance after the operation, has more digits than the book holds: 38 in minor
   * units.
   */
  | 'AMOUNT_TOO_LARGE'
  /** The operator offers no daily bonus in this currency. */
  | 'BONUS_NOT_OFFERED'
  /** The debt would exceed the credit limit. */
  | 'CREDIT_LIMIT_EXCEEDED'
  /** The wallet has no approved credit line. */
  | 'CREDIT_NOT_APPROVED'
  /** The book has a currency with this code already. */
  | 'CURRENCY_EXISTS'
  /** The currency of the amount is not the wallet's, or the two wallets have different currencies. */
  | 'CURRENCY_MISMATCH'
  /** No dead letter of the webhook has this id. */
  | 'DELIVERY_NOT_FOUND'
  /** The moment of effect is in the future, or before a wallet was opened that it moves. */
  | 'EFFECTIVE_AT_OUT_OF_RANGE'
  /** The gateway has no mail server to send e-mail through. */
  | 'EMAIL_NOT_CONFIGURED'
  /** No finding about this wallet has this id. */
  | 'FINDING_NOT_FOUND'
  /** The caller has already used this idempotency key with another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The wallet does not have enough money that can be used for this. */
  | 'INSUFFICIENT_FUNDS'
  /**
   * The amount is zero, has more digits after the point than its currency, or is zero after rounding
   * down.
   */
  | 'INVALID_AMOUNT'
  /** The current status no longer allows this operation. */
  | 'INVALID_TRANSITION'
  /** There is no monitor with this id, or it was deleted. */
  | 'MONITOR_NOT_FOUND'
  /** No moment of the schedule lies ahead, so it would never run. */
  | 'NO_MOMENT_AHEAD'
  /** The quote has expired. Request a new one. */
  | 'QUOTE_EXPIRED'
  /** No quote that the caller may use has this id. */
  | 'QUOTE_NOT_FOUND'
  /** The quote has already been used. Request a new one. */
  | 'QUOTE_USED'
  /** Both wallets are the same, or a commission would go to the owner of its source. */
  | 'SAME_WALLET'
  /** No schedule that the caller may change has this id. */
  | 'SCHEDULE_NOT_FOUND'
  /** Callers cannot approve their own request, nor act on their own wallet as staff or as a program. */
  | 'SELF_APPROVAL'
  /** The splits add up to more than the amount. */
  | 'SPLITS_EXCEED_AMOUNT'
  /** The book has a system account with this name already, or a wallet's accounts have it. */
  | 'SYSTEM_ACCOUNT_EXISTS'
  /** The tokens with which the run was scheduled have been revoked. */
  | 'TOKENS_REVOKED'
  /** No transaction that the caller may act on has this id. */
  | 'TRANSACTION_NOT_FOUND'
  /** The legs of a posting do not add up to zero in each currency. */
  | 'UNBALANCED_POSTING'
  /** The book does not have this currency. */
  | 'UNKNOWN_CURRENCY'
  /** The book does not have this system account. */
  | 'UNKNOWN_SYSTEM_ACCOUNT'
  /** The owner has opened as many wallets as the operator lets a person open. */
  | 'WALLET_LIMIT'
  /** The wallet is frozen or closed, and this operation does not work on such a wallet. */
  | 'WALLET_NOT_ACTIVE'
  /** The wallet still has money, held money, debt or a pending transaction. */
  | 'WALLET_NOT_EMPTY'
  /** No wallet that the caller may use has this id. */
  | 'WALLET_NOT_FOUND'
  /** No webhook has this id, or it was deleted. */
  | 'WEBHOOK_NOT_FOUND';

/** One refused line. */
export type RefusedEarning = {
  /** Reason for the refusal. */
  readonly error: UserError;
  /** Index of the line in `lines`, from 0. */
  readonly index: Scalars['Int']['output'];
  /** Id of the wallet that the line names, `wal_…`. */
  readonly walletId: Scalars['ID']['output'];
};

/** One refused transfer of `transferMany`. */
export type RefusedTransfer = {
  /** Reason for the refusal. */
  readonly error: UserError;
  /** Index of the transfer in `inputs`, from 0. */
  readonly index: Scalars['Int']['output'];
};

/** Input of `rejectRepair`. */
export type RejectRepairInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. The wallet's owner can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the proposed correction, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** Payload of `rejectRepair`: the correction is FAILED. It has moved nothing. */
export type RejectRepairPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Adjustment;
};

/** Result of `rejectRepair`: its payload or a refusal. */
export type RejectRepairResult = IdempotencyConflict | InvalidTransition | RejectRepairPayload | SelfApproval | TransactionNotFound;

/** Input of `rejectWithdrawal`. */
export type RejectWithdrawalInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the PENDING withdrawal, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** Payload of `rejectWithdrawal`: the withdrawal is FAILED and the held amount is available again. */
export type RejectWithdrawalPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Withdrawal;
};

/** Result of `rejectWithdrawal`: its payload or a refusal. */
export type RejectWithdrawalResult = AmountTooLarge | IdempotencyConflict | InvalidTransition | RejectWithdrawalPayload | SelfApproval | TransactionNotFound;

/** Input of `repayCredit`. */
export type RepayCreditInput = {
  /** Amount, more than zero and at most the debt. */
  readonly amount: MoneyInput;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `repayCredit`: the repayment is COMPLETED. */
export type RepayCreditPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: CreditRepayment;
};

/** Result of `repayCredit`: its payload or a refusal. */
export type RepayCreditResult = AmountExceedsRemaining | AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | RepayCreditPayload | SelfApproval | UnknownCurrency | WalletNotActive | WalletNotFound;

/** Input of `replayWebhook`. Send either `from` or `deliveryIds`. */
export type ReplayWebhookInput = {
  /** These dead letters are delivered again, after what waits already. 1 to 200. */
  readonly deliveryIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Everything that happened from this moment on is delivered again, in its order. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The webhook, `whk_…`. */
  readonly webhookId: Scalars['ID']['input'];
};

/** Result of `replayWebhook`: its payload or a refusal. */
export type ReplayWebhookResult = DeliveryNotFound | IdempotencyConflict | WebhookNotFound | WebhookPayload;

/**
 * What the log says of a day, week or month, and what the gateways counted in it. It is made once, some
 * minutes after its end, and stays as it is. ADMIN and AUDITOR see it; for other viewers it looks
 * missing.
 */
export type Report = Node & {
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /**
   * The report as CSV (RFC 4180), with one header for all parts: `section` names the part. Moments are
   * in UTC. A text that a spreadsheet would take for a formula begins with an apostrophe; an amount
   * does not.
   */
  readonly csv: Scalars['String']['output'];
  /** The moment at which it begins: where the last report of this length ended. */
  readonly from: Scalars['DateTime']['output'];
  /** The report as a page of HTML, without scripts, and without anything that is loaded from elsewhere. */
  readonly html: Scalars['String']['output'];
  /** Opaque id that starts with `rep_`. */
  readonly id: Scalars['ID']['output'];
  /** Its length. */
  readonly period: ReportPeriod;
  /** The time zone of its days, as `REPORT_TIME_ZONE` said when it was made. */
  readonly timeZone: Scalars['String']['output'];
  /** The moment before which it ends. */
  readonly to: Scalars['DateTime']['output'];
};

/** A page of reports. */
export type ReportConnection = {
  /** The reports with their cursors. */
  readonly edges: ReadonlyArray<ReportEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** A report in a list. */
export type ReportEdge = {
  /** Position of the report in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The report. */
  readonly node: Report;
};

/** Which reports to list. */
export type ReportFilter = {
  /** Only those of this length. */
  readonly period?: InputMaybe<ReportPeriod>;
};

/** The length of a report. */
export type ReportPeriod =
  /** From midnight to midnight. */
  | 'DAY'
  /** From the first to the last day of a month. */
  | 'MONTH'
  /** From Monday to Sunday. */
  | 'WEEK';

/** Input of `requestWithdrawal`. */
export type RequestWithdrawalInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /**
   * Destination of the money: 1 to 255 characters on one line, not blank. Every viewer of the wallet can
   * read it.
   */
  readonly destination?: InputMaybe<Scalars['String']['input']>;
  /**
   * Lifetime of the hold in seconds, 1 to 31536000 (365 days). After it the hold ends by itself and
   * the withdrawal becomes FAILED. Default: no expiry.
   */
  readonly expiresInSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Your own data. Viewers of the wallet get it back as you sent it; those who see only receivers of
   * splits get `{}`.
   */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Parts of the amount that go to receivers of their own, at most 20; the rest is paid out. Default: none. */
  readonly splits?: InputMaybe<ReadonlyArray<Split>>;
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `requestWithdrawal`: the withdrawal is PENDING and its amount is held. */
export type RequestWithdrawalPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Withdrawal;
};

/** Result of `requestWithdrawal`: its payload or a refusal. */
export type RequestWithdrawalResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | RequestWithdrawalPayload | SameWallet | SelfApproval | SplitsExceedAmount | UnknownCurrency | UnknownSystemAccount | WalletNotActive | WalletNotFound;

/** Input of `resumeMonitor`. */
export type ResumeMonitorInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The monitor, `mon_…`. */
  readonly monitorId: Scalars['ID']['input'];
};

/** Result of `resumeMonitor`: its payload or a refusal. */
export type ResumeMonitorResult = IdempotencyConflict | InvalidTransition | MonitorNotFound | MonitorPayload;

/** Input of `resumeSchedule`. */
export type ResumeScheduleInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The schedule, `sch_…`. Its creator and ADMIN can change it. */
  readonly scheduleId: Scalars['ID']['input'];
};

/** Result of `resumeSchedule`: its payload or a refusal. */
export type ResumeScheduleResult = IdempotencyConflict | InvalidTransition | ScheduleNotFound | SchedulePayload;

/** Input of `resumeWebhook`. */
export type ResumeWebhookInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The webhook, `whk_…`. */
  readonly webhookId: Scalars['ID']['input'];
};

/** Result of `resumeWebhook`: its payload or a refusal. */
export type ResumeWebhookResult = IdempotencyConflict | InvalidTransition | WebhookNotFound | WebhookPayload;

/** A transaction with the opposite entries of another one. The original stays as it was. */
export type Reversal = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always REVERSAL. */
  readonly kind: TransactionKind;
  /** The caller's own data as sent, except for the order of keys. `{}` if the caller sent none. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The transaction that was reversed. */
  readonly original: Transaction;
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Reason for the reversal. The owners of the wallets can read it. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet of the original transaction. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Input of `reverseTransaction`. */
export type ReverseTransactionInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. The owners of the wallets can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the transaction to reverse, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/**
 * Payload of `reverseTransaction`: the opposite entries are written. `transaction` is the new
 * Reversal.
 */
export type ReverseTransactionPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Reversal;
};

/** Result of `reverseTransaction`: its payload or a refusal. */
export type ReverseTransactionResult = AmountTooLarge | IdempotencyConflict | InsufficientFunds | InvalidTransition | ReverseTransactionPayload | SelfApproval | TransactionNotFound | WalletNotActive;

/** Input of `revokeTokens`. */
export type RevokeTokensInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. The book keeps it. */
  readonly reason: Scalars['String']['input'];
  /**
   * Subject of the tokens: their `sub`, with the rule of `OpenWalletInput.ownerId`. The subject need
   * not own a wallet.
   */
  readonly subject: Scalars['ID']['input'];
};

/** Payload of `revokeTokens`: the tokens are revoked. */
export type RevokeTokensPayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /**
   * Moment of the revocation. It covers tokens issued up to the end of the second that contains this
   * moment.
   */
  readonly revokedAt: Scalars['DateTime']['output'];
  /** Subject of the revoked tokens. */
  readonly subject: Scalars['ID']['output'];
};

/** Result of `revokeTokens`: its payload or a refusal. */
export type RevokeTokensResult = IdempotencyConflict | RevokeTokensPayload;

/**
 * Role that a token grants to its bearer. A viewer with several roles has the permissions of all of
 * them.
 */
export type Role =
  /**
   * Senior staff. Has the permissions of CASHIER and SERVICE; also adjusts, reverses, closes, sets
   * credit lines, adds currencies and system accounts, and sees the treasury.
   */
  | 'ADMIN'
  /** Reads everything and changes nothing. */
  | 'AUDITOR'
  /**
   * Staff at the counter. Sees all wallets; opens, freezes and unfreezes them; takes deposits; decides
   * pending transactions.
   */
  | 'CASHIER'
  /** Owner of wallets. Sees and uses only their own wallets. */
  | 'MEMBER'
  /**
   * Another program. Has the permissions of MEMBER on any wallet; also deposits, completes, fails,
   * quotes, and pays bonuses, commissions and earnings.
   */
  | 'SERVICE';

/** Input of `rotateWebhookSecret`. */
export type RotateWebhookSecretInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The webhook, `whk_…`. */
  readonly webhookId: Scalars['ID']['input'];
};

/** Payload of `rotateWebhookSecret`. */
export type RotateWebhookSecretPayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The new secret, `whsec_…`. It is shown here alone. Null in a replay after another secret has replaced it. */
  readonly secret?: Maybe<Scalars['String']['output']>;
  /** Current state of the webhook, also in a replay. */
  readonly webhook: Webhook;
};

/** Result of `rotateWebhookSecret`: its payload or a refusal. */
export type RotateWebhookSecretResult = IdempotencyConflict | RotateWebhookSecretPayload | WebhookNotFound;

/** Input of `runReconciliation`. */
export type RunReconciliationInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
};

/** Payload of `runReconciliation`: a gateway carries it out. */
export type RunReconciliationPayload = {
  /** Current state of the reconciliation, also in a replay. */
  readonly reconciliation: Reconciliation;
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Result of `runReconciliation`: its payload or a refusal. */
export type RunReconciliationResult = IdempotencyConflict | RunReconciliationPayload;

/** Both wallets are the same, or a commission would go to the owner of its source. */
export type SameWallet = UserError & {
  /** Always SAME_WALLET. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/**
 * A mutation that the gateway executes for its creator, once at a time or by a cron rule. Each run is a
 * command of its own, decided by the mutation's rules at its time, and happens once over any number of
 * gateways and restarts. Its creator sees it, and CASHIER, ADMIN and AUDITOR see all; for other
 * viewers it looks missing.
 */
export type Schedule = Node & {
  /** The only moment. Null if it has a rule. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** When that was. */
  readonly changedAt?: Maybe<Scalars['DateTime']['output']>;
  /** `sub` of the caller who paused, resumed or cancelled it last. Null if none has. */
  readonly changedBy?: Maybe<Scalars['ID']['output']>;
  /** When it was scheduled. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** `sub` of the caller who scheduled it. The runs are theirs. */
  readonly createdBy: Scalars['ID']['output'];
  /** The rule, for the clocks of `timeZone`. Null if it has one moment. */
  readonly cron?: Maybe<Scalars['String']['output']>;
  /** Opaque id that starts with `sch_`. */
  readonly id: Scalars['ID']['output'];
  /** Input of the mutation, as its creator sent it. */
  readonly input: Scalars['JSONObject']['output'];
  /** What becomes of moments that were missed. */
  readonly late: LateRule;
  /** Name of the mutation that it executes. */
  readonly mutation: Scalars['String']['output'];
  /**
   * The first moment that is not decided yet. It is in the past for a short while when a moment has
   * come, and for as long as the schedule is PAUSED. Null if the schedule is CANCELLED or ENDED.
   */
  readonly nextAt?: Maybe<Scalars['DateTime']['output']>;
  /** Roles of the token with which it was scheduled. The runs have these. */
  readonly roles: ReadonlyArray<Role>;
  /** Its runs, newest first. A moment that was skipped has none. */
  readonly runs: ScheduleRunConnection;
  /** Whether it runs. */
  readonly status: ScheduleStatus;
  /** Time zone of the rule, such as `Europe/Berlin`. Null if it has one moment. */
  readonly timeZone?: Maybe<Scalars['String']['output']>;
  /** Moment after which it does not run. Null if there is none. */
  readonly until?: Maybe<Scalars['DateTime']['output']>;
};


/**
 * A mutation that the gateway executes for its creator, once at a time or by a cron rule. Each run is a
 * command of its own, decided by the mutation's rules at its time, and happens once over any number of
 * gateways and restarts. Its creator sees it, and CASHIER, ADMIN and AUDITOR see all; for other
 * viewers it looks missing.
 */
export type ScheduleRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of schedules. */
export type ScheduleConnection = {
  /** The schedules with their cursors. */
  readonly edges: ReadonlyArray<ScheduleEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** A schedule in a list. */
export type ScheduleEdge = {
  /** Position of the schedule in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The schedule. */
  readonly node: Schedule;
};

/** No schedule that the caller may change has this id. */
export type ScheduleNotFound = UserError & {
  /** Always SCHEDULE_NOT_FOUND. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Payload of a change of a schedule. */
export type SchedulePayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the schedule, also in a replay. */
  readonly schedule: Schedule;
};

/** A run of a schedule: what became of one of its moments. */
export type ScheduleRun = {
  /** When it was decided. */
  readonly at: Scalars['DateTime']['output'];
  /** Lines that succeeded. 0 if the mutation has none. */
  readonly doneLines: Scalars['Int']['output'];
  /** The moment of the schedule. */
  readonly due: Scalars['DateTime']['output'];
  /** What the refusal says. Null if the outcome is COMPLETED. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /**
   * COMPLETED, or the code of the refusal: a `RefusalCode`, of which TOKENS_REVOKED comes from schedules
   * alone. A mutation with lines is COMPLETED if one of its lines succeeded.
   */
  readonly outcome: Scalars['String']['output'];
  /** Lines that were refused. 0 if the mutation has none. */
  readonly refusedLines: Scalars['Int']['output'];
  /** The transaction that it made. Null if it was refused, or if the mutation has lines. */
  readonly transaction?: Maybe<Transaction>;
};

/** A page of runs. */
export type ScheduleRunConnection = {
  /** The runs with their cursors. */
  readonly edges: ReadonlyArray<ScheduleRunEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** A run in a list. */
export type ScheduleRunEdge = {
  /** Position of the run in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: ScheduleRun;
};

/** State of a schedule. */
export type ScheduleStatus =
  /** It runs at its moments. */
  | 'ACTIVE'
  /** It was cancelled, and stays so. */
  | 'CANCELLED'
  /** No moment of it lies ahead. */
  | 'ENDED'
  /** Its moments pass without a run. When it is resumed, they were missed, and `late` says what follows. */
  | 'PAUSED';

/** Input of `scheduleTransaction`. Send `at`, or `cron` with `timeZone`. */
export type ScheduleTransactionInput = {
  /** The moment to run at, once. It must lie ahead. */
  readonly at?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * Five fields for minute, hour, day of the month, month and day of the week, such as
   * "0 9 * * MON-FRI". Each time that the clocks show is one moment: a time that they show twice, when
   * they are put back, is its first one, and a time that they leave out, when they are put forward, is
   * the moment at which they are.
   */
  readonly cron?: InputMaybe<Scalars['String']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Input of that mutation, without `idempotencyKey`: each run has a key of its own. It is validated
   * now, as the mutation validates it. What depends on the book, such as funds and whose wallet it is,
   * is decided at each run.
   */
  readonly input: Scalars['JSONObject']['input'];
  /** What becomes of moments that were missed. */
  readonly late?: LateRule;
  /**
   * Name of a mutation that makes a transaction, such as "transfer" or "distributeEarnings". The caller
   * must have a role that may call it.
   */
  readonly mutation: Scalars['String']['input'];
  /** Time zone of `cron`, by its name in the IANA database, such as `Europe/Berlin` or `UTC`. */
  readonly timeZone?: InputMaybe<Scalars['String']['input']>;
  /** Last moment of `cron`. Default: it never ends. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Payload of `scheduleTransaction`: the mutation is scheduled. */
export type ScheduleTransactionPayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the schedule, also in a replay. */
  readonly schedule: Schedule;
};

/** Result of `scheduleTransaction`: its payload or a refusal. */
export type ScheduleTransactionResult = IdempotencyConflict | NoMomentAhead | ScheduleTransactionPayload;

/**
 * Callers cannot approve their own request, nor act on their own wallet as staff or as a program. On
 * their own wallet they have the rights of a MEMBER, and no others.
 */
export type SelfApproval = UserError & {
  /** Always SELF_APPROVAL. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Input of `setCreditLine`. */
export type SetCreditLineInput = {
  /** Whether the owner may draw credit. */
  readonly approved: Scalars['Boolean']['input'];
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Most that the owner may owe after a draw; zero is allowed. A lower limit does not reduce an
   * existing debt.
   */
  readonly limit: MoneyInput;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** Payload of `setCreditLine`: the line is in force. */
export type SetCreditLinePayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the wallet, also in a replay. */
  readonly wallet: Wallet;
};

/** Result of `setCreditLine`: its payload or a refusal. */
export type SetCreditLineResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InvalidAmount | SelfApproval | SetCreditLinePayload | UnknownCurrency | WalletNotActive | WalletNotFound;

/** Input of `setWalletDisplayName`. */
export type SetWalletDisplayNameInput = {
  /**
   * The new name: 1 to 80 characters on one line, without control characters, invisible characters and
   * white space at an end. Zero-width joiners and non-joiners, U+200C and U+200D, and the variation
   * selectors U+FE00 to U+FE0F are allowed. It is kept in Unicode's normalization form C. Null removes the
   * name; if it is missing or empty, that is the error BAD_USER_INPUT.
   */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** Result of `setWalletDisplayName`: its payload or a refusal. */
export type SetWalletDisplayNameResult = IdempotencyConflict | SelfApproval | WalletNotActive | WalletNotFound | WalletPayload;

/** Input of `setWalletMetadata`. */
export type SetWalletMetadataInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The new metadata, at most 16 KiB of JSON. They replace all that the wallet has. */
  readonly metadata: Scalars['JSONObject']['input'];
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** Result of `setWalletMetadata`: its payload or a refusal. */
export type SetWalletMetadataResult = IdempotencyConflict | SelfApproval | WalletNotActive | WalletNotFound | WalletPayload;

/**
 * A part of a transaction's amount that goes to a receiver of its own: exactly one of `toWalletId` and
 * `toSystemAccount`. The payer pays the amount and no more. What is taken back later (a partial capture, a
 * refund, a failure, a reversal) comes from every receiver, from each its share by largest remainder.
 */
export type Split = {
  /** Amount, more than zero. All splits together are at most the amount of the transaction. */
  readonly amount: MoneyInput;
  /** Your word for it, such as "fee": 1 to 100 characters, not blank, no control characters. */
  readonly label: Scalars['String']['input'];
  /** Name of the system account that receives: one that was made with `createSystemAccount`. */
  readonly toSystemAccount?: InputMaybe<Scalars['String']['input']>;
  /**
   * Id of the wallet that receives, `wal_…`, in the currency of the amount. Not a wallet that the
   * transaction has anyway.
   */
  readonly toWalletId?: InputMaybe<Scalars['ID']['input']>;
};

/** The receiver of a split. */
export type SplitReceiver = SystemAccountInfo | Wallet;

/** The splits add up to more than the amount of the transaction. */
export type SplitsExceedAmount = UserError & {
  /** Always SPLITS_EXCEED_AMOUNT. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/**
 * What moved a wallet's money in a period, by when the book learned of it. The closing balance of one
 * statement is the opening balance of the next: nothing that is written later is dated before `to`.
 */
export type Statement = {
  /** The balance right before `to`. Its `total` is that of `opening` and the amounts of all lines. */
  readonly closing: Balance;
  /** The beginning, inclusive. */
  readonly from: Scalars['DateTime']['output'];
  /**
   * The lines of `Wallet.history` that lie in the period, oldest first. Money that is only held, or was
   * held and given back, has no line.
   */
  readonly lines: HistoryConnection;
  /** The balance right before `from`. */
  readonly opening: Balance;
  /** The time zone that was sent; the files show moments in it. */
  readonly timeZone: Scalars['String']['output'];
  /**
   * The end, exclusive. If the end that was asked for is in the future, this is the moment of the
   * response: the next statement begins here.
   */
  readonly to: Scalars['DateTime']['output'];
  /** The sums of the lines by kind of transaction, in the order of `TransactionKind`. A kind without lines is left out. */
  readonly totals: ReadonlyArray<StatementTotal>;
};


/**
 * What moved a wallet's money in a period, by when the book learned of it. The closing balance of one
 * statement is the opening balance of the next: nothing that is written later is dated before `to`.
 */
export type StatementLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** The lines of a statement whose transactions are of one kind. */
export type StatementTotal = {
  /** Number of lines. A transaction that was completed and taken back has two. */
  readonly count: Scalars['SafeInt']['output'];
  /** Kind of the transactions. */
  readonly kind: TransactionKind;
  /** Sum of the lines that added money. */
  readonly moneyIn: Money;
  /** Sum of the lines that took money away; negative or zero. */
  readonly moneyOut: Money;
};

/**
 * Live updates, over a WebSocket (graphql-transport-ws) at the address of queries, or as server-sent
 * events at `/graphql/stream`. All numbers of one push are of one moment, and no push is older than
 * the one before it. If the token expires or is revoked, the gateway closes a WebSocket with the code
 * 4403 and ends an event stream with the error UNAUTHENTICATED. While the database is unreachable
 * nothing is pushed; missed changes follow when it is reachable again. The number of subscriptions is
 * limited: by the operator for each gateway, and to 200 for each member. One connection carries at
 * most 1,000 operations with 2,000,000 characters in total. A subscription beyond a limit is the error
 * OVERLOADED.
 */
export type Subscription = {
  /** Pushes each alert that is raised from now on, once. After a lost connection, read `alerts`. */
  readonly alertRaised: Alert;
  /**
   * Pushes a wallet's balance: the current one at once, then each change, no matter which gateway made
   * it. A wallet that is frozen, unfrozen or closed is pushed too, with the same `version`, which never
   * goes back. If changes come faster than the client reads them, one push covers several. A wallet that is missing, or that the viewer may not see, is the error WALLET_NOT_FOUND.
   */
  readonly balanceChanged: BalanceChange;
  /**
   * Pushes each event once, in the order of the book: those after `after`, then each new one. Without `after` it begins now.
   * After a lost connection, subscribe again with the cursor of the last event that came: nothing is missed.
   */
  readonly eventAdded: Event;
  /**
   * Pushes a transaction: its current state at once, then each change of its status. A refund, a
   * reversal or a commission that follows from it also leads to a push if it changes a selected field.
   * Fields of related objects, such as the wallet's balance, are read at the moment of the push; their
   * own changes lead to no push. A transaction that is missing, or that the viewer may not see, is the
   * error TRANSACTION_NOT_FOUND.
   */
  readonly transactionChanged: Transaction;
  /**
   * Pushes new wallets, and wallets whose balance or status has changed: each in its current state, at
   * most 200 in a push. The first push comes at once and is empty. No change after it is missed, so
   * query the list of wallets after that push. The gateway closes the subscription with the error
   * SUBSCRIBER_TOO_SLOW if the client falls behind by more than 10,000 wallets. It closes the
   * subscription with CHANGES_MISSED if the gateway lost track of the changes.
   */
  readonly walletChanges: ReadonlyArray<WalletChange>;
};


/**
 * Live updates, over a WebSocket (graphql-transport-ws) at the address of queries, or as server-sent
 * events at `/graphql/stream`. All numbers of one push are of one moment, and no push is older than
 * the one before it. If the token expires or is revoked, the gateway closes a WebSocket with the code
 * 4403 and ends an event stream with the error UNAUTHENTICATED. While the database is unreachable
 * nothing is pushed; missed changes follow when it is reachable again. The number of subscriptions is
 * limited: by the operator for each gateway, and to 200 for each member. One connection carries at
 * most 1,000 operations with 2,000,000 characters in total. A subscription beyond a limit is the error
 * OVERLOADED.
 */
export type SubscriptionBalanceChangedArgs = {
  walletId: Scalars['ID']['input'];
};


/**
 * Live updates, over a WebSocket (graphql-transport-ws) at the address of queries, or as server-sent
 * events at `/graphql/stream`. All numbers of one push are of one moment, and no push is older than
 * the one before it. If the token expires or is revoked, the gateway closes a WebSocket with the code
 * 4403 and ends an event stream with the error UNAUTHENTICATED. While the database is unreachable
 * nothing is pushed; missed changes follow when it is reachable again. The number of subscriptions is
 * limited: by the operator for each gateway, and to 200 for each member. One connection carries at
 * most 1,000 operations with 2,000,000 characters in total. A subscription beyond a limit is the error
 * OVERLOADED.
 */
export type SubscriptionEventAddedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EventFilter>;
};


/**
 * Live updates, over a WebSocket (graphql-transport-ws) at the address of queries, or as server-sent
 * events at `/graphql/stream`. All numbers of one push are of one moment, and no push is older than
 * the one before it. If the token expires or is revoked, the gateway closes a WebSocket with the code
 * 4403 and ends an event stream with the error UNAUTHENTICATED. While the database is unreachable
 * nothing is pushed; missed changes follow when it is reachable again. The number of subscriptions is
 * limited: by the operator for each gateway, and to 200 for each member. One connection carries at
 * most 1,000 operations with 2,000,000 characters in total. A subscription beyond a limit is the error
 * OVERLOADED.
 */
export type SubscriptionTransactionChangedArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Live updates, over a WebSocket (graphql-transport-ws) at the address of queries, or as server-sent
 * events at `/graphql/stream`. All numbers of one push are of one moment, and no push is older than
 * the one before it. If the token expires or is revoked, the gateway closes a WebSocket with the code
 * 4403 and ends an event stream with the error UNAUTHENTICATED. While the database is unreachable
 * nothing is pushed; missed changes follow when it is reachable again. The number of subscriptions is
 * limited: by the operator for each gateway, and to 200 for each member. One connection carries at
 * most 1,000 operations with 2,000,000 characters in total. A subscription beyond a limit is the error
 * OVERLOADED.
 */
export type SubscriptionWalletChangesArgs = {
  filter?: InputMaybe<WalletChangesFilter>;
};

/** Balance of one system account. */
export type SystemAccountBalance = {
  /** Balance of the account, over all its chains. Negative if more went out of it than came in. */
  readonly balance: Money;
  /** Name of the account, as `systemAccounts` lists it. */
  readonly name: Scalars['String']['output'];
};

/** The book has a system account with this name already, or a wallet's accounts have it. */
export type SystemAccountExists = UserError & {
  /** Always SYSTEM_ACCOUNT_EXISTS. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** What happened to one system account in one currency, over all its chains. */
export type SystemAccountFlow = {
  /** Balance at the end: `opening` and `credits`, less `debits`. */
  readonly closing: Money;
  /** Sum of what entries added to it. */
  readonly credits: Money;
  /** Sum of what entries took from it, without a sign. */
  readonly debits: Money;
  /** Name of the account, as `systemAccounts` lists it. */
  readonly name: Scalars['String']['output'];
  /** Balance at the beginning. */
  readonly opening: Money;
};

/** A system account: the other side of money that enters or leaves wallets. It exists in every currency. */
export type SystemAccountInfo = {
  /** When the book got it. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What it is for. */
  readonly description: Scalars['String']['output'];
  /**
   * Name. These come with the book: EXTERNAL, SALES, BONUSES, EARNINGS, COMMISSIONS, ADJUSTMENTS,
   * OPENING, EXCHANGE. An admin adds others with `createSystemAccount`.
   */
  readonly name: Scalars['String']['output'];
};

/** Input of `testWebhook`. */
export type TestWebhookInput = {
  /** Key for this intent. A retry with the same key sends another test event. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The webhook, `whk_…`. */
  readonly webhookId: Scalars['ID']['input'];
};

/** Payload of `testWebhook`: what the receiver said. */
export type TestWebhookPayload = {
  /** Whether the receiver answered with a status from 200 to 299. */
  readonly delivered: Scalars['Boolean']['output'];
  /** How long it took, in milliseconds. */
  readonly durationMs: Scalars['Int']['output'];
  /** What was wrong, in words. Null if nothing was. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** True if an earlier request with the same key sent a test event, too. */
  readonly replayed: Scalars['Boolean']['output'];
  /** HTTP status of the answer. Null if there was none. */
  readonly responseStatus?: Maybe<Scalars['Int']['output']>;
  /** The webhook. */
  readonly webhook: Webhook;
};

/** Result of `testWebhook`: its payload or a refusal. */
export type TestWebhookResult = IdempotencyConflict | TestWebhookPayload | WebhookNotFound;

/** The tokens with which the run was scheduled have been revoked. Only runs of schedules are refused so. */
export type TokensRevoked = UserError & {
  /** Always TOKENS_REVOKED. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** A transaction of any kind. A viewer who may see one of its wallets may see it. */
export type Transaction = {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Kind of the transaction. */
  readonly kind: TransactionKind;
  /**
   * The caller's own data as sent, except for the order of keys. `{}` if the caller sent none, for the
   * receiver of a transfer or of a split unless the caller shared it, and for members of a posting with
   * several wallets.
   */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /**
   * The transaction's wallet; if it has two, the one that pays; of a posting, the first. Null if the
   * viewer may not see it, or if there is none.
   */
  readonly wallet?: Maybe<Wallet>;
};

/** A page of transactions. */
export type TransactionConnection = {
  /** Transactions on this page, in the order of the list. */
  readonly edges: ReadonlyArray<TransactionEdge>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A transaction in a list. */
export type TransactionEdge = {
  /** Position in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The transaction. */
  readonly node: Transaction;
};

/**
 * A transaction began, or got another status: `transaction.pending`, `transaction.completed`, `transaction.failed`,
 * `transaction.cancelled`. Or another one took it back, in whole or in part: `transaction.refunded`, `transaction.reversed`.
 */
export type TransactionEvent = Event & {
  /** `sub` of the caller who did it. `onebook:…` is the gateway itself, `onebook:other` a caller whom the viewer may not see: a SERVICE sees itself alone. */
  readonly actor: Scalars['ID']['output'];
  /** When: the moment of the commit. */
  readonly at: Scalars['DateTime']['output'];
  /** Position in the list of all events, to send as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** `transactionId`, and `walletId` if it is about a wallet. */
  readonly data: Scalars['JSONObject']['output'];
  /** Opaque id that starts with `evt_`. It is the same wherever and whenever the event is read. */
  readonly id: Scalars['ID']['output'];
  /** The transaction, as it is now. */
  readonly transaction?: Maybe<Transaction>;
  /** What happened. */
  readonly type: Scalars['String']['output'];
  /** The wallet that the transaction is about, as it is now. Null for a posting between system accounts. */
  readonly wallet?: Maybe<Wallet>;
};

/**
 * Filter for a wallet's transactions: those in which it pays or receives, also a split. A
 * transaction must match every field that is given. Indexes find what few transactions have, and what
 * many have is near. A filter that would read too much of the book is BAD_USER_INPUT, and the message
 * names fields to add.
 */
export type TransactionFilter = {
  /** Amount, in one currency and within bounds. It must be the wallet's. */
  readonly amount?: InputMaybe<AmountFilter>;
  /** Start of the period in which it took effect, inclusive: `effectiveAt` is at or after this moment. */
  readonly effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** End of the period in which it took effect, exclusive: `effectiveAt` is before this moment. */
  readonly effectiveTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Start of the period, inclusive: `createdAt` is at or after this moment. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * `sub` of the caller who started the transaction. A viewer who may not read `initiatedBy` of others
   * finds only what they started themselves.
   */
  readonly initiatedBy?: InputMaybe<Scalars['ID']['input']>;
  /** Kinds to include. Default: all kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<TransactionKind>>;
  /**
   * JSON that the metadata contain: each key of this object with this value. An object within it may have
   * more keys, and a list more items. It names at least one value. Metadata that the viewer may not
   * read do not match.
   */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Exact reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Label of a split, exactly. Splits that the viewer may not see do not match. */
  readonly splitLabel?: InputMaybe<Scalars['String']['input']>;
  /**
   * Statuses to include, by the present status of a transaction. Default: all statuses. A client that
   * reads on does not get an earlier transaction whose status changes to one of these later.
   */
  readonly statuses?: InputMaybe<ReadonlyArray<TransactionStatus>>;
  /**
   * Words that the description or the reference have, all of them, in any order: whole words without
   * regard to case, made of letters and digits of any script. At most 255 characters.
   */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** End of the period, exclusive: `createdAt` is before this moment. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Kind of a transaction. */
export type TransactionKind =
  /** Staff correct a balance. */
  | 'ADJUSTMENT'
  /** A bonus is paid. */
  | 'BONUS'
  /** A commission on another transaction is paid. */
  | 'COMMISSION'
  /** Credit is drawn. */
  | 'CREDIT_DRAW'
  /** Drawn credit is repaid. */
  | 'CREDIT_REPAYMENT'
  /** Money comes in from outside. */
  | 'DEPOSIT'
  /** Earnings are paid. */
  | 'EARNING'
  /** Money of one currency becomes money of another. */
  | 'EXCHANGE'
  /** An import brought a balance from another system. */
  | 'OPENING_BALANCE'
  /** An admin or a program moves what no other mutation moves. */
  | 'POSTING'
  /** A wallet pays for a purchase. */
  | 'PURCHASE'
  /** A purchase is refunded, in whole or in part. */
  | 'REFUND'
  /** Another transaction is reversed. */
  | 'REVERSAL'
  /** Money goes from one wallet to another. */
  | 'TRANSFER'
  /** Money goes out. */
  | 'WITHDRAWAL';

/** No transaction that the caller may act on has this id. */
export type TransactionNotFound = UserError & {
  /** Always TRANSACTION_NOT_FOUND. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/**
 * Number of commands by outcome. Failed transactions are those `refused` by the rules and those that
 * `failed` on an error; `unknown` ones may have failed too. A request that the gateway rejects with
 * OVERLOADED before it starts counts nowhere.
 */
export type TransactionOutcomes = {
  /** Executed and committed. */
  readonly done: Scalars['Int']['output'];
  /** Not executed because the gateway or the database failed: UNAVAILABLE or INTERNAL_SERVER_ERROR. */
  readonly failed: Scalars['Int']['output'];
  /** Refused by the business rules, such as INSUFFICIENT_FUNDS. The gateway works as it should. */
  readonly refused: Scalars['Int']['output'];
  /** Answered with the first outcome of their key; nothing was executed again. */
  readonly replayed: Scalars['Int']['output'];
  /**
   * Sent to the database, which was lost before it answered: OUTCOME_UNKNOWN. A retry with the same
   * key returns the outcome.
   */
  readonly unknown: Scalars['Int']['output'];
};

/** Payload of a mutation that moves money. */
export type TransactionPayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Transaction;
};

/**
 * Filter for transactions. A
 * transaction must match every field that is given. Indexes find what few transactions have, and what
 * many have is near. A filter that would read too much of the book is BAD_USER_INPUT, and the message
 * names fields to add.
 */
export type TransactionSearch = {
  /** Amount, in one currency and within bounds. Amounts of other currencies do not match. */
  readonly amount?: InputMaybe<AmountFilter>;
  /** Start of the period in which it took effect, inclusive: `effectiveAt` is at or after this moment. */
  readonly effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** End of the period in which it took effect, exclusive: `effectiveAt` is before this moment. */
  readonly effectiveTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Start of the period, inclusive: `createdAt` is at or after this moment. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * `sub` of the caller who started the transaction. A viewer who may not read `initiatedBy` of others
   * finds only what they started themselves.
   */
  readonly initiatedBy?: InputMaybe<Scalars['ID']['input']>;
  /** Kinds to include. Default: all kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<TransactionKind>>;
  /**
   * JSON that the metadata contain: each key of this object with this value. An object within it may have
   * more keys, and a list more items. It names at least one value. Metadata that the viewer may not
   * read do not match.
   */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /**
   * Owner of a wallet that pays or receives, also of a split. A MEMBER sees only their own transactions, with any
   * filter.
   */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** Exact reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** Label of a split, exactly. Splits that the viewer may not see do not match. */
  readonly splitLabel?: InputMaybe<Scalars['String']['input']>;
  /**
   * Statuses to include, by the present status of a transaction. Default: all statuses. A client that
   * reads on does not get an earlier transaction whose status changes to one of these later.
   */
  readonly statuses?: InputMaybe<ReadonlyArray<TransactionStatus>>;
  /**
   * Words that the description or the reference have, all of them, in any order: whole words without
   * regard to case, made of letters and digits of any script. At most 255 characters.
   */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** End of the period, exclusive: `createdAt` is before this moment. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Id of a wallet that pays or receives, also of a split, `wal_…`. */
  readonly walletId?: InputMaybe<Scalars['ID']['input']>;
};

/** A part of a transaction's amount that goes to a receiver of its own. */
export type TransactionSplit = {
  /** The part of the amount. */
  readonly amount: Money;
  /** The caller's word for it. */
  readonly label: Scalars['String']['output'];
  /**
   * What of it the receiver gave back, or never gets: by a partial capture, by refunds, because the
   * transaction failed or was cancelled, or by its reversal. The rest is what the receiver has, or will
   * have once a pending transaction completes.
   */
  readonly takenBack: Money;
  /**
   * The receiver. Null if the viewer may not see it: another owner's wallet, and for a MEMBER every
   * system account.
   */
  readonly to?: Maybe<SplitReceiver>;
};

/** Status of a transaction. */
export type TransactionStatus =
  /** Cancelled by its owner, or for its owner, before it was decided. */
  | 'CANCELLED'
  /** Executed. */
  | 'COMPLETED'
  /** Failed. Everything that it had moved or held has been returned. */
  | 'FAILED'
  /** Requested but not decided yet. */
  | 'PENDING';

/** A transfer from one wallet to another in the same currency. */
export type Transfer = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. The receiver can read it. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always TRANSFER. */
  readonly kind: TransactionKind;
  /**
   * The caller's own data as sent, except for the order of keys. `{}` if the caller sent none, or if
   * the viewer sees only wallets that receive and the caller did not share it.
   */
  readonly metadata: Scalars['JSONObject']['output'];
  /**
   * The caller's reference, such as an order number. Null if the caller gave none. The receiver can
   * read it.
   */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that receives. Null if the viewer may not see it. */
  readonly toWallet?: Maybe<Wallet>;
  /** The wallet that pays. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Input of `transfer`. */
export type TransferInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly fromWalletId: Scalars['ID']['input'];
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Your own data. Viewers of the wallet that pays get it back as you sent it; those of the wallets that
   * receive get `{}`, unless `shareMetadata` is true.
   */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /**
   * Your reference, such as an order number: 1 to 255 characters, not blank, no control characters.
   * The receiver can read it.
   */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** True: viewers of the wallets that receive can read `metadata` too. */
  readonly shareMetadata?: InputMaybe<Scalars['Boolean']['input']>;
  /** Parts of the amount that go to receivers of their own, at most 20; `toWalletId` gets the rest. Default: none. */
  readonly splits?: InputMaybe<ReadonlyArray<Split>>;
  /** Id of the wallet that receives, `wal_…`. It has the currency of the wallet that pays. */
  readonly toWalletId: Scalars['ID']['input'];
};

/** One transfer of `transferMany`. */
export type TransferLine = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly fromWalletId: Scalars['ID']['input'];
  /**
   * Your own data. Viewers of the wallet that pays get it back as you sent it; those of the wallets that
   * receive get `{}`, unless `shareMetadata` is true.
   */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /**
   * Your reference, such as an order number: 1 to 255 characters, not blank, no control characters.
   * The receiver can read it.
   */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** True: viewers of the wallets that receive can read `metadata` too. */
  readonly shareMetadata?: InputMaybe<Scalars['Boolean']['input']>;
  /** Parts of the amount that go to receivers of their own, at most 20; `toWalletId` gets the rest. Default: none. */
  readonly splits?: InputMaybe<ReadonlyArray<Split>>;
  /** Id of the wallet that receives, `wal_…`. It has the currency of the wallet that pays. */
  readonly toWalletId: Scalars['ID']['input'];
};

/** Input of `transferMany`. */
export type TransferManyInput = {
  /**
   * True: either all transfers are made or none. False: each transfer succeeds or is refused by
   * itself.
   */
  readonly atomic?: InputMaybe<Scalars['Boolean']['input']>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /**
   * Transfers, 1 to 1000. They run in this order, so a later transfer can spend what an earlier one
   * brought.
   */
  readonly inputs: ReadonlyArray<TransferLine>;
};

/** Payload of `transferMany`: which transfers were made and which were refused. */
export type TransferManyPayload = {
  /**
   * Transfers that were made, in the order of the input. Empty if `atomic` is true and one was
   * refused.
   */
  readonly done: ReadonlyArray<TransferPayload>;
  /**
   * Transfers that were refused, in the order of the input. If `atomic` is true, only the first one,
   * which is the reason why none was made.
   */
  readonly refused: ReadonlyArray<RefusedTransfer>;
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Result of `transferMany`: its payload or a refusal. */
export type TransferManyResult = IdempotencyConflict | TransferManyPayload;

/** Payload of `transfer`: the money has moved. */
export type TransferPayload = TransactionPayload & {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the transaction, also in a replay. */
  readonly transaction: Transfer;
};

/** Result of `transfer`: its payload or a refusal. */
export type TransferResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | SameWallet | SelfApproval | SplitsExceedAmount | TransferPayload | UnknownCurrency | UnknownSystemAccount | WalletNotActive | WalletNotFound;

/** All money of one currency, at one moment. */
export type Treasury = {
  /** The moment, changes of exactly that moment included: the one that was asked for, or that of the response. */
  readonly at: Scalars['DateTime']['output'];
  /** Code of the currency. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /**
   * Sum of the accounts of all wallets. At a moment of the past it is the opposite of the sum of the
   * system accounts, because these have few chains to look through; `sumOfAllAccounts` then reads the
   * wallets.
   */
  readonly memberTotal: Money;
  /**
   * Sum of all accounts, including the system accounts. Always zero, unless the book is damaged: the
   * wallets and the system accounts are read apart from each other. At a moment of the past the wallets'
   * part is their newest balances, less what was added since. That reads every wallet of the book and
   * every entry since: leave it out if you do not need the proof.
   */
  readonly sumOfAllAccounts: Money;
  /**
   * The system accounts, also those without entries in this currency. Their sum is the opposite of
   * `memberTotal`.
   */
  readonly systemAccounts: ReadonlyArray<SystemAccountBalance>;
};

/** What happened in one currency on one local day. */
export type TreasuryDay = {
  /** Sum of the accounts of all wallets right before `to`. */
  readonly closing: Money;
  /** The date in the time zone of the report, such as "2026-11-27". */
  readonly date: Scalars['String']['output'];
  /** The beginning of the day or of its part in the report, inclusive. A day has 23 or 25 hours when the clocks change. */
  readonly from: Scalars['DateTime']['output'];
  /** The kinds of transactions that wrote entries on this day, by name. */
  readonly kinds: ReadonlyArray<TreasuryFlow>;
  /** Sum of the accounts of all wallets right before `from`. */
  readonly opening: Money;
  /** The system accounts that the report has in this currency, also those without entries on this day. */
  readonly systemAccounts: ReadonlyArray<SystemAccountFlow>;
  /** The end of the day or of its part in the report, exclusive. */
  readonly to: Scalars['DateTime']['output'];
};

/**
 * What the transactions of one kind moved in one currency. Each step of a transaction (hold, post,
 * release, revert) counts when it happens. What moves between the accounts of one wallet is not counted:
 * money that is held, and credit that is drawn and owed.
 */
export type TreasuryFlow = {
  /** Kind of the transactions. */
  readonly kind: TransactionKind;
  /** What came from system accounts to wallets. */
  readonly moneyIn: Money;
  /** What went from wallets to system accounts; negative or zero. */
  readonly moneyOut: Money;
  /** What went from wallets to other wallets. */
  readonly moved: Money;
  /**
   * Number of transactions that wrote entries, also those that only held money. One that wrote entries
   * on two days counts on each of them, and once in the whole period.
   */
  readonly transactions: Scalars['SafeInt']['output'];
};

/**
 * What happened to all money in a period, by when the book learned of it. The closings of one report are
 * the openings of the next that begins where it ended: at `asOf`.
 */
export type TreasuryReport = {
  /**
   * The end of what is counted, exclusive: `to`, or the moment of the report if that is earlier. Every
   * commit with an earlier time is counted, and none will be added, unless an import brings a history.
   * While a transaction that locks rows of the book stays open for more than two seconds, it is ten
   * minutes before the report.
   */
  readonly asOf: Scalars['DateTime']['output'];
  /** What happened in each currency, by code. */
  readonly currencies: ReadonlyArray<TreasuryReportCurrency>;
  /** The beginning, inclusive. */
  readonly from: Scalars['DateTime']['output'];
  /** The time zone of the days, as it was sent. */
  readonly timeZone: Scalars['String']['output'];
  /** The end that was asked for, exclusive. */
  readonly to: Scalars['DateTime']['output'];
};

/** What happened in one currency in the period of a report. */
export type TreasuryReportCurrency = {
  /** Sum of the accounts of all wallets right before `asOf`: `opening` and the `moneyIn` and `moneyOut` of all kinds. */
  readonly closing: Money;
  /** Code of the currency. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** Every local day, in order. The first and the last can be parts of a day. */
  readonly days: ReadonlyArray<TreasuryDay>;
  /** The kinds of transactions that wrote entries, by name. */
  readonly kinds: ReadonlyArray<TreasuryFlow>;
  /** Sum of the accounts of all wallets right before `from`. */
  readonly opening: Money;
  /** The system accounts with an entry in this currency before `asOf`, in the order of `systemAccounts`. */
  readonly systemAccounts: ReadonlyArray<SystemAccountFlow>;
};

/** The legs of a posting do not add up to zero in each currency. */
export type UnbalancedPosting = UserError & {
  /** Always UNBALANCED_POSTING. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Input of `unfreezeWallet`. */
export type UnfreezeWalletInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Reason, 1 to 500 characters and not blank. CASHIER, ADMIN and AUDITOR can read it. */
  readonly reason: Scalars['String']['input'];
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** Result of `unfreezeWallet`: its payload or a refusal. */
export type UnfreezeWalletResult = IdempotencyConflict | InvalidTransition | SelfApproval | WalletNotFound | WalletPayload;

/** The book does not have this currency. */
export type UnknownCurrency = UserError & {
  /** Always UNKNOWN_CURRENCY. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** The book does not have this system account. */
export type UnknownSystemAccount = UserError & {
  /** Always UNKNOWN_SYSTEM_ACCOUNT. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** A refusal by the business rules, returned as data. Nothing was changed. */
export type UserError = {
  /** Code of the refusal, for programs. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English, for people. */
  readonly message: Scalars['String']['output'];
};

/** The bearer of the token. */
export type Viewer = {
  /** Owner id from the token (`sub`). It is the `Wallet.ownerId` of the viewer's own wallets. */
  readonly id: Scalars['ID']['output'];
  /** Roles from the token, except for roles that this gateway does not know. */
  readonly roles: ReadonlyArray<Role>;
  /**
   * The viewer's own wallets, ordered by currency and name. For a viewer with more than 200 this is
   * BAD_USER_INPUT: `Query.wallets` has pages.
   */
  readonly wallets: ReadonlyArray<Wallet>;
};

/** An owner's money in one currency, under a name: `main`, `savings`, `shop-7`. */
export type Wallet = Node & {
  /**
   * Balance of the wallet, now or at an earlier moment: as the book knew it then. A transaction counts
   * from the moment at which the book learned of it, also if it took effect before (`effectiveAt`).
   */
  readonly balance: Balance;
  /** When the wallet was opened. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The wallet's credit line. */
  readonly creditLine: CreditLine;
  /** Currency of all money in the wallet. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /**
   * What the owner lets others call them who pay this wallet or are paid by it. They see it in their
   * history (`HistoryLine.counterparty`). Null if the owner set none.
   */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** Entries on the wallet's accounts, newest first, each with the running balance of its account. */
  readonly entries: EntryConnection;
  /**
   * Explains the balance by transactions, now or at an earlier moment. The cost grows with the
   * wallet's entries since its last checkpoint, a few thousand at most; the first explanation of a
   * wallet reads all of its entries.
   */
  readonly explain: BalanceExplanation;
  /**
   * The open findings of reconciliations that are about the wallet, oldest first. Its owner gets FORBIDDEN, as of any
   * wallet: they are matters of staff.
   */
  readonly findings: FindingConnection;
  /**
   * History of the wallet's money, newest first. Each line is one event, with its transaction and the
   * total after it. Money that is only held, or was held and given back, is not part of the history.
   */
  readonly history: HistoryConnection;
  /** Opaque id that starts with `wal_`. */
  readonly id: Scalars['ID']['output'];
  /** Data of the client's own, such as what the wallet is for. Numbers come back as they were sent. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** When the metadata were replaced last. Null if they are those of the opening. */
  readonly metadataChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who replaced the metadata last. Null if they are those of the opening, and for
   * an owner if staff or a program replaced them.
   */
  readonly metadataChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Name of the wallet, which no other wallet of its owner and currency has. */
  readonly name: Scalars['String']['output'];
  /** Id of the owner: the `sub` of the owner's tokens. */
  readonly ownerId: Scalars['ID']['output'];
  /**
   * Returns the statement of a period. Files of it, without a limit of lines, are at
   * `/statements/{walletId}.csv`, `.pdf`, `.json` and `.xml` (camt.053), with the same arguments in the
   * query string.
   */
  readonly statement: Statement;
  /** Whether the wallet can pay and receive. */
  readonly status: WalletStatus;
  /**
   * Reason that staff gave when they last froze, unfroze or closed the wallet. Null if the status
   * never changed, and for viewers other than CASHIER, ADMIN and AUDITOR.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /**
   * Transactions in which this wallet pays or receives, in the order of the book, newest first. A
   * transaction keeps its place when its status changes.
   */
  readonly transactions: TransactionConnection;
};


/** An owner's money in one currency, under a name: `main`, `savings`, `shop-7`. */
export type WalletBalanceArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An owner's money in one currency, under a name: `main`, `savings`, `shop-7`. */
export type WalletEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** An owner's money in one currency, under a name: `main`, `savings`, `shop-7`. */
export type WalletExplainArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An owner's money in one currency, under a name: `main`, `savings`, `shop-7`. */
export type WalletFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** An owner's money in one currency, under a name: `main`, `savings`, `shop-7`. */
export type WalletHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<HistoryOrder>;
};


/** An owner's money in one currency, under a name: `main`, `savings`, `shop-7`. */
export type WalletStatementArgs = {
  from: Scalars['DateOrDateTime']['input'];
  timeZone?: InputMaybe<Scalars['String']['input']>;
  to: Scalars['DateOrDateTime']['input'];
};


/** An owner's money in one currency, under a name: `main`, `savings`, `shop-7`. */
export type WalletTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TransactionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** State of a wallet after a change, for staff and programs that follow many wallets. */
export type WalletChange = {
  /** The wallet's balance, equal to what a query returns at the same moment. */
  readonly balance: Balance;
  /** Currency of all money in the wallet. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** Id of the owner: the `sub` of the owner's tokens. */
  readonly ownerId: Scalars['ID']['output'];
  /** Whether the wallet can pay and receive. */
  readonly status: WalletStatus;
  /**
   * The wallet itself, at the same moment: `wallet.balance` equals `balance`. A cache that keeps objects
   * by their ids updates every view of the wallet with it. A change of its other fields leads to no push.
   */
  readonly wallet: Wallet;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['output'];
};

/**
 * Filter for wallets. A wallet must match every field that is given. The owner and the currency of a
 * wallet never change.
 */
export type WalletChangesFilter = {
  /** Currency of the wallet. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Owner of the wallet: a text that a token can have as its `sub`, see `OpenWalletInput.ownerId`. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of wallets. */
export type WalletConnection = {
  /** Wallets on this page, in the order of the list. */
  readonly edges: ReadonlyArray<WalletEdge>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A wallet in a list. */
export type WalletEdge = {
  /** Position in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The wallet. */
  readonly node: Wallet;
};

/**
 * A wallet changed: `wallet.opened`, `wallet.frozen`, `wallet.unfrozen`, `wallet.closed`, `wallet.changed` (its metadata or
 * its display name), `credit.changed` (how much its owner may owe).
 */
export type WalletEvent = Event & {
  /** `sub` of the caller who did it. `onebook:…` is the gateway itself, `onebook:other` a caller whom the viewer may not see: a SERVICE sees itself alone. */
  readonly actor: Scalars['ID']['output'];
  /** When: the moment of the commit. */
  readonly at: Scalars['DateTime']['output'];
  /** Position in the list of all events, to send as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** `walletId`. */
  readonly data: Scalars['JSONObject']['output'];
  /** Opaque id that starts with `evt_`. It is the same wherever and whenever the event is read. */
  readonly id: Scalars['ID']['output'];
  /** Null: it is about no transaction. */
  readonly transaction?: Maybe<Transaction>;
  /** What happened. */
  readonly type: Scalars['String']['output'];
  /** The wallet, as it is now. */
  readonly wallet?: Maybe<Wallet>;
};

/** Filter for wallets. A wallet must match every field that is given. */
export type WalletFilter = {
  /** Currency of the wallet. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /**
   * Data that the wallet's metadata contain: the same keys with the same values, and any others. For
   * example `{"goal": "bicycle"}`.
   */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Name of the wallet. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /**
   * Owner of the wallet: a text that a token can have as its `sub`, see `OpenWalletInput.ownerId`. A
   * MEMBER sees only their own wallets, with any filter.
   */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** Present status of the wallet. */
  readonly status?: InputMaybe<WalletStatus>;
};

/**
 * The owner has opened as many wallets as the operator lets a person open (`WALLETS_PER_OWNER`). Closed
 * ones count.
 */
export type WalletLimit = UserError & {
  /** Always WALLET_LIMIT. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** The wallet is frozen or closed, and this operation does not work on such a wallet. */
export type WalletNotActive = UserError & {
  /** Always WALLET_NOT_ACTIVE. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/**
 * The wallet still has money, held money, debt or a pending transaction. Only an empty wallet with
 * nothing pending can be closed. The message names what is pending.
 */
export type WalletNotEmpty = UserError & {
  /** Always WALLET_NOT_EMPTY. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/**
 * No wallet that the caller may use has this id. A missing wallet and another owner's wallet look
 * alike.
 */
export type WalletNotFound = UserError & {
  /** Always WALLET_NOT_FOUND. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/**
 * Payload of `freezeWallet`, `unfreezeWallet`, `closeWallet`, `setWalletMetadata` and
 * `setWalletDisplayName`: the wallet has its new status, metadata or name.
 */
export type WalletPayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the wallet, also in a replay. */
  readonly wallet: Wallet;
};

/** Status of a wallet. */
export type WalletStatus =
  /** The wallet can pay and receive. */
  | 'ACTIVE'
  /** The wallet can neither pay nor receive, for good. It was empty, with nothing pending, when closed. */
  | 'CLOSED'
  /** The wallet can receive but not pay until staff unfreeze it. */
  | 'FROZEN';

/**
 * An endpoint to which the gateway delivers events, each in a POST that is signed by Standard Webhooks. The events of
 * each wallet come in their order. An event can come more than once, always with the same `webhook-id`, the
 * event's id: a receiver that keeps ids takes each once. ADMIN and AUDITOR see webhooks; for other viewers they look
 * missing.
 */
export type Webhook = Node & {
  /** When that was. */
  readonly changedAt?: Maybe<Scalars['DateTime']['output']>;
  /** `sub` of the caller who changed it last. Null if none has. */
  readonly changedBy?: Maybe<Scalars['ID']['output']>;
  /** When it was created. Its events are those after that. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** `sub` of the caller who created it. The selection shows what an ADMIN with this `sub` may see. */
  readonly createdBy: Scalars['ID']['output'];
  /** Its deliveries that were tried, by their events, newest first. Those that succeeded are kept for 30 days. */
  readonly deliveries: WebhookDeliveryConnection;
  /** What it is for. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Opaque id that starts with `whk_`. */
  readonly id: Scalars['ID']['output'];
  /** When the secret before the present one no longer signs. Null if there is none. */
  readonly oldSecretUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What `data` of the body shows of an event: a selection on `Event`. Null: the ids of what it is about. */
  readonly selection?: Maybe<Scalars['String']['output']>;
  /** Whether events are delivered. */
  readonly status: WebhookStatus;
  /** Types of its events, such as `transaction.completed`. Empty: all of them. */
  readonly types: ReadonlyArray<Scalars['String']['output']>;
  /** Where the events go. */
  readonly url: Scalars['String']['output'];
};


/**
 * An endpoint to which the gateway delivers events, each in a POST that is signed by Standard Webhooks. The events of
 * each wallet come in their order. An event can come more than once, always with the same `webhook-id`, the
 * event's id: a receiver that keeps ids takes each once. ADMIN and AUDITOR see webhooks; for other viewers they look
 * missing.
 */
export type WebhookDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<DeliveryStatus>;
};

/** A page of webhooks. */
export type WebhookConnection = {
  /** The webhooks with their cursors. */
  readonly edges: ReadonlyArray<WebhookEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** The delivery of an event to a webhook. */
export type WebhookDelivery = {
  /** How often it was tried. 0 if it is asked for and was not tried yet. */
  readonly attempts: Scalars['Int']['output'];
  /** When the receiver took it. Null if it has not. */
  readonly deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long the last attempt took, in milliseconds. Null if there was none. */
  readonly durationMs?: Maybe<Scalars['Int']['output']>;
  /** What was wrong at the last attempt, in words. Null if nothing was. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** Id of the event, `evt_…`: the `webhook-id` that the receiver gets. */
  readonly eventId: Scalars['ID']['output'];
  /** When it was tried first. Null if it was not. */
  readonly firstAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id that starts with `dlv_`, for `replayWebhook`. */
  readonly id: Scalars['ID']['output'];
  /** When it was tried last. Null if it was not. */
  readonly lastAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it is tried next. Null if it is over, or waits for an earlier event of its wallets. */
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** HTTP status of the last answer. Null if there was none. */
  readonly responseStatus?: Maybe<Scalars['Int']['output']>;
  /** What became of it. */
  readonly status: DeliveryStatus;
  /** Type of the event. */
  readonly type: Scalars['String']['output'];
};

/** A page of deliveries. */
export type WebhookDeliveryConnection = {
  /** The deliveries with their cursors. */
  readonly edges: ReadonlyArray<WebhookDeliveryEdge>;
  /** Position of the page. */
  readonly pageInfo: PageInfo;
};

/** A delivery in a list. */
export type WebhookDeliveryEdge = {
  /** Position of the delivery in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The delivery. */
  readonly node: WebhookDelivery;
};

/** A webhook in a list. */
export type WebhookEdge = {
  /** Position of the webhook in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The webhook. */
  readonly node: Webhook;
};

/** No webhook has this id, or it was deleted. */
export type WebhookNotFound = UserError & {
  /** Always WEBHOOK_NOT_FOUND. */
  readonly code: RefusalCode;
  /** The problem and how to fix it, in English. */
  readonly message: Scalars['String']['output'];
};

/** Payload of a change of a webhook. */
export type WebhookPayload = {
  /** True if an earlier request with the same key did this. This request then changed nothing. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Current state of the webhook, also in a replay. */
  readonly webhook: Webhook;
};

/** State of a webhook. */
export type WebhookStatus =
  /** Events are delivered. */
  | 'ACTIVE'
  /** It was deleted, and stays so. */
  | 'DELETED'
  /** Events wait in the log until it is resumed. */
  | 'PAUSED';

/** A withdrawal of money. While it is PENDING, its amount is held. */
export type Withdrawal = Node & Transaction & {
  /** Amount of the transaction, always more than zero. The signs are on its entries. */
  readonly amount: Money;
  /** When the transaction completed. Null if it never did. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the caller started the transaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's text for people. Null if the caller gave none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * Destination of the money in the caller's words, such as the last digits of a bank account. Null if
   * the caller gave none, and for viewers who see only receivers of splits.
   */
  readonly destination?: Maybe<Scalars['String']['output']>;
  /**
   * When it took effect by the caller's own books: the moment that was sent as `effectiveAt`, otherwise
   * `createdAt`. Balances do not depend on it.
   */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /**
   * Entries that the transaction wrote on wallets that the viewer may see. ADMIN and AUDITOR also get
   * the entries on system accounts. Empty if the transaction has neither held nor moved money.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** When the hold ends by itself and the withdrawal becomes FAILED. Null if the hold does not expire. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id that starts with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /**
   * `sub` of the caller who started the transaction. Visible to CASHIER, ADMIN, AUDITOR and that
   * caller; null for other viewers.
   */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** Always WITHDRAWAL. */
  readonly kind: TransactionKind;
  /**
   * The caller's own data as sent, except for the order of keys. `{}` if the caller sent none, and for
   * viewers who see only receivers of splits.
   */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number. Null if the caller gave none. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /**
   * The reversal that took this transaction back. Null if there is none, or if the viewer may not see
   * it.
   */
  readonly reversedBy?: Maybe<Reversal>;
  /**
   * Parts of the amount that go to receivers of their own; the rest goes where it would go without
   * them. Empty if there are none. Viewers who see only receivers of splits get the splits of those.
   */
  readonly splits: ReadonlyArray<TransactionSplit>;
  /** Current status of the transaction. */
  readonly status: TransactionStatus;
  /** When the status last changed. Null if it never did. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * `sub` of the caller who last changed the status. Null if the status never changed. Visible to the
   * same viewers as `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /**
   * Reason for the current status. Null if no reason was given, and for viewers who see only receivers of
   * splits.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that pays. Null if the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AcknowledgeAlertResult:
    | ( AlertPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  AdjustBalanceResult:
    | ( TransactionPayloadModel<'AdjustBalancePayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ApproveRepairResult:
    | ( Refusal )
    | ( TransactionPayloadModel<'ApproveRepairPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ApproveWithdrawalResult:
    | ( Refusal )
    | ( TransactionPayloadModel<'ApproveWithdrawalPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  CancelPurchaseResult:
    | ( Refusal )
    | ( TransactionPayloadModel<'CancelPurchasePayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  CancelScheduleResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( SchedulePayloadModel )
  ;
  CancelWithdrawalResult:
    | ( Refusal )
    | ( TransactionPayloadModel<'CancelWithdrawalPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ClaimDailyBonusResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'ClaimDailyBonusPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  CloseWalletResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
  ;
  CompletePurchaseResult:
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'CompletePurchasePayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ConfirmDepositResult:
    | ( Refusal )
    | ( TransactionPayloadModel<'ConfirmDepositPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  CreateCurrencyResult:
    | ( CurrencyPayloadModel )
    | ( Refusal )
    | ( Refusal )
  ;
  CreateMonitorResult:
    | ( Refusal )
    | ( MonitorPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  CreateSystemAccountResult:
    | ( SystemAccountPayloadModel )
    | ( Refusal )
    | ( Refusal )
  ;
  CreateWebhookResult:
    | ( WebhookSecretPayloadModel )
    | ( Refusal )
  ;
  DeleteMonitorResult:
    | ( Refusal )
    | ( Refusal )
    | ( MonitorPayloadModel )
  ;
  DeleteWebhookResult:
    | ( Refusal )
    | ( Refusal )
    | ( WebhookPayloadModel )
  ;
  DepositResult:
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'DepositPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  DistributeEarningsResult:
    | ( EarningsPayloadModel )
    | ( Refusal )
    | ( Refusal )
  ;
  DrawCreditResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'DrawCreditPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  EraseOwnerResult:
    | ( ErasurePayloadModel )
    | ( Refusal )
    | ( Refusal )
  ;
  ExchangeResult:
    | ( Refusal )
    | ( TransactionPayloadModel<'ExchangePayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  FailDepositResult:
    | ( Refusal )
    | ( TransactionPayloadModel<'FailDepositPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  FailPurchaseResult:
    | ( Refusal )
    | ( TransactionPayloadModel<'FailPurchasePayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  FreezeWalletResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
  ;
  InitiateDepositResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'InitiateDepositPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  OpenWalletResult:
    | ( Refusal )
    | ( WalletPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  PauseMonitorResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( MonitorPayloadModel )
  ;
  PauseScheduleResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( SchedulePayloadModel )
  ;
  PauseWebhookResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WebhookPayloadModel )
  ;
  PayReferralCommissionResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'PayReferralCommissionPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  PostResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'PostPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ProposeRepairResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'ProposeRepairPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  PurchaseResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'PurchasePayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  QuoteExchangeResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( QuotePayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  RefundPurchaseResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'RefundPurchasePayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  RejectRepairResult:
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'RejectRepairPayload'> )
    | ( Refusal )
    | ( Refusal )
  ;
  RejectWithdrawalResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'RejectWithdrawalPayload'> )
    | ( Refusal )
    | ( Refusal )
  ;
  RepayCreditResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'RepayCreditPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ReplayWebhookResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WebhookPayloadModel )
  ;
  RequestWithdrawalResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'RequestWithdrawalPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ResumeMonitorResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( MonitorPayloadModel )
  ;
  ResumeScheduleResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( SchedulePayloadModel )
  ;
  ResumeWebhookResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WebhookPayloadModel )
  ;
  ReverseTransactionResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'ReverseTransactionPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  RevokeTokensResult:
    | ( Refusal )
    | ( RevocationPayloadModel )
  ;
  RotateWebhookSecretResult:
    | ( Refusal )
    | ( WebhookSecretPayloadModel )
    | ( Refusal )
  ;
  RunReconciliationResult:
    | ( Refusal )
    | ( ReconciliationPayloadModel )
  ;
  ScheduleTransactionResult:
    | ( Refusal )
    | ( Refusal )
    | ( SchedulePayloadModel )
  ;
  SetCreditLineResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  SetWalletDisplayNameResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
  ;
  SetWalletMetadataResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
  ;
  SplitReceiver:
    | ( SystemAccountModel )
    | ( WalletModel )
  ;
  TestWebhookResult:
    | ( Refusal )
    | ( WebhookTestPayloadModel )
    | ( Refusal )
  ;
  TransferManyResult:
    | ( Refusal )
    | ( TransfersPayloadModel )
  ;
  TransferResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel<'TransferPayload'> )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  UnfreezeWalletResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcknowledgeAlertInput: AcknowledgeAlertInput;
  AcknowledgeAlertPayload: ResolverTypeWrapper<AlertPayloadModel>;
  AcknowledgeAlertResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcknowledgeAlertResult']>;
  AdjustBalanceInput: AdjustBalanceInput;
  AdjustBalancePayload: ResolverTypeWrapper<TransactionPayloadModel<'AdjustBalancePayload'>>;
  AdjustBalanceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AdjustBalanceResult']>;
  Adjustment: ResolverTypeWrapper<TransactionOfType<'Adjustment'>>;
  AdjustmentDirection: AdjustmentDirection;
  Alert: ResolverTypeWrapper<AlertModel>;
  AlertChannel: ResolverTypeWrapper<AlertChannelModel>;
  AlertChannelInput: AlertChannelInput;
  AlertConnection: ResolverTypeWrapper<Omit<AlertConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AlertEdge']> }>;
  AlertEdge: ResolverTypeWrapper<Omit<AlertEdge, 'node'> & { node: ResolversTypes['Alert'] }>;
  AlertEvent: ResolverTypeWrapper<LogEvent>;
  AlertFilter: AlertFilter;
  AlertNotFound: ResolverTypeWrapper<Refusal>;
  AlertNotification: ResolverTypeWrapper<NotificationModel>;
  AlertNotificationStatus: AlertNotificationStatus;
  AlertStatus: AlertStatus;
  AlreadyClaimed: ResolverTypeWrapper<Refusal>;
  AlreadyPaid: ResolverTypeWrapper<Refusal>;
  AmountExceedsRemaining: ResolverTypeWrapper<Refusal>;
  AmountFilter: AmountFilter;
  AmountTooLarge: ResolverTypeWrapper<Refusal>;
  ApproveRepairInput: ApproveRepairInput;
  ApproveRepairPayload: ResolverTypeWrapper<TransactionPayloadModel<'ApproveRepairPayload'>>;
  ApproveRepairResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApproveRepairResult']>;
  ApproveWithdrawalInput: ApproveWithdrawalInput;
  ApproveWithdrawalPayload: ResolverTypeWrapper<TransactionPayloadModel<'ApproveWithdrawalPayload'>>;
  ApproveWithdrawalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApproveWithdrawalResult']>;
  AuditConnection: ResolverTypeWrapper<Omit<AuditConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AuditEdge']> }>;
  AuditEdge: ResolverTypeWrapper<Omit<AuditEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditEntry: ResolverTypeWrapper<CommandRow>;
  AuditFilter: AuditFilter;
  Balance: ResolverTypeWrapper<BalanceModel>;
  BalanceChange: ResolverTypeWrapper<WalletNow>;
  BalanceExplanation: ResolverTypeWrapper<Explanation>;
  BalanceFigures: ResolverTypeWrapper<FigureChanges>;
  BalancePart: ResolverTypeWrapper<BalancePartModel>;
  Bonus: ResolverTypeWrapper<TransactionOfType<'Bonus'>>;
  BonusNotOffered: ResolverTypeWrapper<Refusal>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelPurchaseInput: CancelPurchaseInput;
  CancelPurchasePayload: ResolverTypeWrapper<TransactionPayloadModel<'CancelPurchasePayload'>>;
  CancelPurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelPurchaseResult']>;
  CancelScheduleInput: CancelScheduleInput;
  CancelScheduleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelScheduleResult']>;
  CancelWithdrawalInput: CancelWithdrawalInput;
  CancelWithdrawalPayload: ResolverTypeWrapper<TransactionPayloadModel<'CancelWithdrawalPayload'>>;
  CancelWithdrawalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelWithdrawalResult']>;
  ClaimDailyBonusInput: ClaimDailyBonusInput;
  ClaimDailyBonusPayload: ResolverTypeWrapper<TransactionPayloadModel<'ClaimDailyBonusPayload'>>;
  ClaimDailyBonusResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ClaimDailyBonusResult']>;
  CloseWalletInput: CloseWalletInput;
  CloseWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CloseWalletResult']>;
  Commission: ResolverTypeWrapper<TransactionOfType<'Commission'>>;
  CompletePurchaseInput: CompletePurchaseInput;
  CompletePurchasePayload: ResolverTypeWrapper<TransactionPayloadModel<'CompletePurchasePayload'>>;
  CompletePurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompletePurchaseResult']>;
  ConfirmDepositInput: ConfirmDepositInput;
  ConfirmDepositPayload: ResolverTypeWrapper<TransactionPayloadModel<'ConfirmDepositPayload'>>;
  ConfirmDepositResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmDepositResult']>;
  Consistency: ResolverTypeWrapper<Consistency>;
  Counterparty: ResolverTypeWrapper<CounterpartyModel>;
  CreateCurrencyInput: CreateCurrencyInput;
  CreateCurrencyPayload: ResolverTypeWrapper<CurrencyPayloadModel>;
  CreateCurrencyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateCurrencyResult']>;
  CreateMonitorInput: CreateMonitorInput;
  CreateMonitorPayload: ResolverTypeWrapper<MonitorPayloadModel>;
  CreateMonitorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateMonitorResult']>;
  CreateSystemAccountInput: CreateSystemAccountInput;
  CreateSystemAccountPayload: ResolverTypeWrapper<SystemAccountPayloadModel>;
  CreateSystemAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateSystemAccountResult']>;
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: ResolverTypeWrapper<WebhookSecretPayloadModel>;
  CreateWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateWebhookResult']>;
  CreditDraw: ResolverTypeWrapper<TransactionOfType<'CreditDraw'>>;
  CreditLimitExceeded: ResolverTypeWrapper<Refusal>;
  CreditLine: ResolverTypeWrapper<CreditLineModel>;
  CreditNotApproved: ResolverTypeWrapper<Refusal>;
  CreditRepayment: ResolverTypeWrapper<TransactionOfType<'CreditRepayment'>>;
  Currency: ResolverTypeWrapper<CurrencyModel>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CurrencyEvent: ResolverTypeWrapper<LogEvent>;
  CurrencyExists: ResolverTypeWrapper<Refusal>;
  CurrencyMismatch: ResolverTypeWrapper<Refusal>;
  DateOrDateTime: ResolverTypeWrapper<Scalars['DateOrDateTime']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DeleteMonitorInput: DeleteMonitorInput;
  DeleteMonitorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteMonitorResult']>;
  DeleteWebhookInput: DeleteWebhookInput;
  DeleteWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteWebhookResult']>;
  DeliveryNotFound: ResolverTypeWrapper<Refusal>;
  DeliveryStatus: DeliveryStatus;
  Deposit: ResolverTypeWrapper<TransactionOfType<'Deposit'>>;
  DepositInput: DepositInput;
  DepositPayload: ResolverTypeWrapper<TransactionPayloadModel<'DepositPayload'>>;
  DepositResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DepositResult']>;
  DistributeEarningsInput: DistributeEarningsInput;
  DistributeEarningsPayload: ResolverTypeWrapper<EarningsPayloadModel>;
  DistributeEarningsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DistributeEarningsResult']>;
  DrawCreditInput: DrawCreditInput;
  DrawCreditPayload: ResolverTypeWrapper<TransactionPayloadModel<'DrawCreditPayload'>>;
  DrawCreditResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DrawCreditResult']>;
  Drift: ResolverTypeWrapper<DriftModel>;
  DriftCause: ResolverTypeWrapper<DriftCauseModel>;
  DriftConnection: ResolverTypeWrapper<Omit<DriftConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['DriftEdge']> }>;
  DriftEdge: ResolverTypeWrapper<Omit<DriftEdge, 'node'> & { node: ResolversTypes['Drift'] }>;
  DriftFilter: DriftFilter;
  DriftValue: ResolverTypeWrapper<DriftValueModel>;
  Earning: ResolverTypeWrapper<TransactionOfType<'Earning'>>;
  EarningLine: EarningLine;
  EarningPayload: ResolverTypeWrapper<TransactionPayloadModel<'EarningPayload'>>;
  EffectiveAtOutOfRange: ResolverTypeWrapper<Refusal>;
  EmailNotConfigured: ResolverTypeWrapper<Refusal>;
  Entry: ResolverTypeWrapper<EntryOfTransaction>;
  EntryConnection: ResolverTypeWrapper<Omit<EntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['EntryEdge']> }>;
  EntryEdge: ResolverTypeWrapper<Omit<EntryEdge, 'node'> & { node: ResolversTypes['Entry'] }>;
  EntryPhase: EntryPhase;
  EraseOwnerInput: EraseOwnerInput;
  EraseOwnerPayload: ResolverTypeWrapper<ErasurePayloadModel>;
  EraseOwnerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EraseOwnerResult']>;
  Event: ResolverTypeWrapper<LogEvent>;
  EventConnection: ResolverTypeWrapper<Omit<EventConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['EventEdge']> }>;
  EventEdge: ResolverTypeWrapper<Omit<EventEdge, 'node'> & { node: ResolversTypes['Event'] }>;
  EventFilter: EventFilter;
  Exchange: ResolverTypeWrapper<TransactionOfType<'Exchange'>>;
  ExchangeInput: ExchangeInput;
  ExchangePayload: ResolverTypeWrapper<TransactionPayloadModel<'ExchangePayload'>>;
  ExchangeQuote: ResolverTypeWrapper<Quote>;
  ExchangeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExchangeResult']>;
  ExplainedTransactionConnection: ResolverTypeWrapper<Omit<ExplainedTransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ExplainedTransactionEdge']> }>;
  ExplainedTransactionEdge: ResolverTypeWrapper<ExplainedEdge>;
  FailDepositInput: FailDepositInput;
  FailDepositPayload: ResolverTypeWrapper<TransactionPayloadModel<'FailDepositPayload'>>;
  FailDepositResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FailDepositResult']>;
  FailPurchaseInput: FailPurchaseInput;
  FailPurchasePayload: ResolverTypeWrapper<TransactionPayloadModel<'FailPurchasePayload'>>;
  FailPurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FailPurchaseResult']>;
  Finding: ResolverTypeWrapper<FindingModel>;
  FindingCode: FindingCode;
  FindingConnection: ResolverTypeWrapper<Omit<FindingConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['FindingEdge']> }>;
  FindingEdge: ResolverTypeWrapper<Omit<FindingEdge, 'node'> & { node: ResolversTypes['Finding'] }>;
  FindingFilter: FindingFilter;
  FindingNotFound: ResolverTypeWrapper<Refusal>;
  FindingSeverity: FindingSeverity;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FreezeWalletInput: FreezeWalletInput;
  FreezeWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FreezeWalletResult']>;
  HistoryConnection: ResolverTypeWrapper<Omit<HistoryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['HistoryEdge']> }>;
  HistoryEdge: ResolverTypeWrapper<Omit<HistoryEdge, 'node'> & { node: ResolversTypes['HistoryLine'] }>;
  HistoryLine: ResolverTypeWrapper<HistoryLineModel>;
  HistoryOrder: HistoryOrder;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdempotencyConflict: ResolverTypeWrapper<Refusal>;
  IdempotencyKey: ResolverTypeWrapper<Scalars['IdempotencyKey']['output']>;
  InitiateDepositInput: InitiateDepositInput;
  InitiateDepositPayload: ResolverTypeWrapper<TransactionPayloadModel<'InitiateDepositPayload'>>;
  InitiateDepositResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InitiateDepositResult']>;
  InsufficientFunds: ResolverTypeWrapper<Refusal>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IntegrityFinding: ResolverTypeWrapper<IntegrityFinding>;
  IntegrityReport: ResolverTypeWrapper<IntegrityReport>;
  InvalidAmount: ResolverTypeWrapper<Refusal>;
  InvalidTransition: ResolverTypeWrapper<Refusal>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  LateRule: LateRule;
  LegDirection: LegDirection;
  LegacyOrigin: ResolverTypeWrapper<LegacyOrigin>;
  Money: ResolverTypeWrapper<MoneyAmount>;
  MoneyInput: MoneyInput;
  Monitor: ResolverTypeWrapper<MonitorModel>;
  MonitorConnection: ResolverTypeWrapper<Omit<MonitorConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['MonitorEdge']> }>;
  MonitorEdge: ResolverTypeWrapper<Omit<MonitorEdge, 'node'> & { node: ResolversTypes['Monitor'] }>;
  MonitorKind: MonitorKind;
  MonitorNotFound: ResolverTypeWrapper<Refusal>;
  MonitorPayload: ResolverTypeWrapper<MonitorPayloadModel>;
  MonitorStatus: MonitorStatus;
  Monitoring: ResolverTypeWrapper<Monitoring>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NoMomentAhead: ResolverTypeWrapper<Refusal>;
  Node: ResolverTypeWrapper<NodeModel>;
  OpenWalletInput: OpenWalletInput;
  OpenWalletPayload: ResolverTypeWrapper<WalletPayloadModel>;
  OpenWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OpenWalletResult']>;
  OpeningBalance: ResolverTypeWrapper<TransactionOfType<'OpeningBalance'>>;
  OpeningBalanceOrigin: ResolverTypeWrapper<OpeningBalanceOrigin>;
  OpeningBalancePart: OpeningBalancePart;
  OwnerErasure: ResolverTypeWrapper<Erasure>;
  OwnerErasureStatus: OwnerErasureStatus;
  OwnerEvent: ResolverTypeWrapper<LogEvent>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PauseMonitorInput: PauseMonitorInput;
  PauseMonitorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PauseMonitorResult']>;
  PauseScheduleInput: PauseScheduleInput;
  PauseScheduleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PauseScheduleResult']>;
  PauseWebhookInput: PauseWebhookInput;
  PauseWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PauseWebhookResult']>;
  PayReferralCommissionInput: PayReferralCommissionInput;
  PayReferralCommissionPayload: ResolverTypeWrapper<TransactionPayloadModel<'PayReferralCommissionPayload'>>;
  PayReferralCommissionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PayReferralCommissionResult']>;
  Payee: ResolverTypeWrapper<PayeeModel>;
  PostInput: PostInput;
  PostPayload: ResolverTypeWrapper<TransactionPayloadModel<'PostPayload'>>;
  PostResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PostResult']>;
  Posting: ResolverTypeWrapper<TransactionOfType<'Posting'>>;
  PostingLeg: PostingLeg;
  ProposeRepairInput: ProposeRepairInput;
  ProposeRepairPayload: ResolverTypeWrapper<TransactionPayloadModel<'ProposeRepairPayload'>>;
  ProposeRepairResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ProposeRepairResult']>;
  Purchase: ResolverTypeWrapper<TransactionOfType<'Purchase'>>;
  PurchaseInput: PurchaseInput;
  PurchasePayload: ResolverTypeWrapper<TransactionPayloadModel<'PurchasePayload'>>;
  PurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PurchaseResult']>;
  PushLatency: ResolverTypeWrapper<PushLatency>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuoteExchangeInput: QuoteExchangeInput;
  QuoteExchangePayload: ResolverTypeWrapper<QuotePayloadModel>;
  QuoteExchangeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['QuoteExchangeResult']>;
  QuoteExpired: ResolverTypeWrapper<Refusal>;
  QuoteNotFound: ResolverTypeWrapper<Refusal>;
  QuoteUsed: ResolverTypeWrapper<Refusal>;
  ReconciledInput: ResolverTypeWrapper<ReconciledInput>;
  Reconciliation: ResolverTypeWrapper<ReconciliationRun>;
  ReconciliationConnection: ResolverTypeWrapper<Omit<ReconciliationConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ReconciliationEdge']> }>;
  ReconciliationEdge: ResolverTypeWrapper<Omit<ReconciliationEdge, 'node'> & { node: ResolversTypes['Reconciliation'] }>;
  ReconciliationStatus: ReconciliationStatus;
  ReconciliationTotals: ResolverTypeWrapper<ReconciliationTotals>;
  Refund: ResolverTypeWrapper<TransactionOfType<'Refund'>>;
  RefundPurchaseInput: RefundPurchaseInput;
  RefundPurchasePayload: ResolverTypeWrapper<TransactionPayloadModel<'RefundPurchasePayload'>>;
  RefundPurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundPurchaseResult']>;
  RefusalCode: RefusalCode;
  RefusedEarning: ResolverTypeWrapper<Omit<RefusedEarning, 'error'> & { error: ResolversTypes['UserError'] }>;
  RefusedTransfer: ResolverTypeWrapper<Omit<RefusedTransfer, 'error'> & { error: ResolversTypes['UserError'] }>;
  RejectRepairInput: RejectRepairInput;
  RejectRepairPayload: ResolverTypeWrapper<TransactionPayloadModel<'RejectRepairPayload'>>;
  RejectRepairResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RejectRepairResult']>;
  RejectWithdrawalInput: RejectWithdrawalInput;
  RejectWithdrawalPayload: ResolverTypeWrapper<TransactionPayloadModel<'RejectWithdrawalPayload'>>;
  RejectWithdrawalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RejectWithdrawalResult']>;
  RepayCreditInput: RepayCreditInput;
  RepayCreditPayload: ResolverTypeWrapper<TransactionPayloadModel<'RepayCreditPayload'>>;
  RepayCreditResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RepayCreditResult']>;
  ReplayWebhookInput: ReplayWebhookInput;
  ReplayWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplayWebhookResult']>;
  Report: ResolverTypeWrapper<ReportModel>;
  ReportConnection: ResolverTypeWrapper<Omit<ReportConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ReportEdge']> }>;
  ReportEdge: ResolverTypeWrapper<Omit<ReportEdge, 'node'> & { node: ResolversTypes['Report'] }>;
  ReportFilter: ReportFilter;
  ReportPeriod: ReportPeriod;
  RequestWithdrawalInput: RequestWithdrawalInput;
  RequestWithdrawalPayload: ResolverTypeWrapper<TransactionPayloadModel<'RequestWithdrawalPayload'>>;
  RequestWithdrawalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestWithdrawalResult']>;
  ResumeMonitorInput: ResumeMonitorInput;
  ResumeMonitorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResumeMonitorResult']>;
  ResumeScheduleInput: ResumeScheduleInput;
  ResumeScheduleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResumeScheduleResult']>;
  ResumeWebhookInput: ResumeWebhookInput;
  ResumeWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResumeWebhookResult']>;
  Reversal: ResolverTypeWrapper<TransactionOfType<'Reversal'>>;
  ReverseTransactionInput: ReverseTransactionInput;
  ReverseTransactionPayload: ResolverTypeWrapper<TransactionPayloadModel<'ReverseTransactionPayload'>>;
  ReverseTransactionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReverseTransactionResult']>;
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: ResolverTypeWrapper<RevocationPayloadModel>;
  RevokeTokensResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeTokensResult']>;
  Role: Role;
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: ResolverTypeWrapper<WebhookSecretPayloadModel>;
  RotateWebhookSecretResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateWebhookSecretResult']>;
  RunReconciliationInput: RunReconciliationInput;
  RunReconciliationPayload: ResolverTypeWrapper<ReconciliationPayloadModel>;
  RunReconciliationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RunReconciliationResult']>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SameWallet: ResolverTypeWrapper<Refusal>;
  Schedule: ResolverTypeWrapper<ScheduleModel>;
  ScheduleConnection: ResolverTypeWrapper<Omit<ScheduleConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ScheduleEdge']> }>;
  ScheduleEdge: ResolverTypeWrapper<Omit<ScheduleEdge, 'node'> & { node: ResolversTypes['Schedule'] }>;
  ScheduleNotFound: ResolverTypeWrapper<Refusal>;
  SchedulePayload: ResolverTypeWrapper<SchedulePayloadModel>;
  ScheduleRun: ResolverTypeWrapper<ScheduleRunModel>;
  ScheduleRunConnection: ResolverTypeWrapper<Omit<ScheduleRunConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ScheduleRunEdge']> }>;
  ScheduleRunEdge: ResolverTypeWrapper<Omit<ScheduleRunEdge, 'node'> & { node: ResolversTypes['ScheduleRun'] }>;
  ScheduleStatus: ScheduleStatus;
  ScheduleTransactionInput: ScheduleTransactionInput;
  ScheduleTransactionPayload: ResolverTypeWrapper<SchedulePayloadModel>;
  ScheduleTransactionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ScheduleTransactionResult']>;
  SelfApproval: ResolverTypeWrapper<Refusal>;
  SetCreditLineInput: SetCreditLineInput;
  SetCreditLinePayload: ResolverTypeWrapper<WalletPayloadModel>;
  SetCreditLineResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetCreditLineResult']>;
  SetWalletDisplayNameInput: SetWalletDisplayNameInput;
  SetWalletDisplayNameResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetWalletDisplayNameResult']>;
  SetWalletMetadataInput: SetWalletMetadataInput;
  SetWalletMetadataResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetWalletMetadataResult']>;
  Split: Split;
  SplitReceiver: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SplitReceiver']>;
  SplitsExceedAmount: ResolverTypeWrapper<Refusal>;
  Statement: ResolverTypeWrapper<StatementModel>;
  StatementTotal: ResolverTypeWrapper<StatementTotalModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SystemAccountBalance: ResolverTypeWrapper<SystemAccountBalanceModel>;
  SystemAccountExists: ResolverTypeWrapper<Refusal>;
  SystemAccountFlow: ResolverTypeWrapper<SystemAccountFlowModel>;
  SystemAccountInfo: ResolverTypeWrapper<SystemAccountModel>;
  TestWebhookInput: TestWebhookInput;
  TestWebhookPayload: ResolverTypeWrapper<WebhookTestPayloadModel>;
  TestWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestWebhookResult']>;
  TokensRevoked: ResolverTypeWrapper<Refusal>;
  Transaction: ResolverTypeWrapper<TransactionModel>;
  TransactionConnection: ResolverTypeWrapper<Omit<TransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['TransactionEdge']> }>;
  TransactionEdge: ResolverTypeWrapper<Omit<TransactionEdge, 'node'> & { node: ResolversTypes['Transaction'] }>;
  TransactionEvent: ResolverTypeWrapper<LogEvent>;
  TransactionFilter: TransactionFilter;
  TransactionKind: TransactionKind;
  TransactionNotFound: ResolverTypeWrapper<Refusal>;
  TransactionOutcomes: ResolverTypeWrapper<TransactionOutcomes>;
  TransactionPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  TransactionSearch: TransactionSearch;
  TransactionSplit: ResolverTypeWrapper<SplitModel>;
  TransactionStatus: TransactionStatus;
  Transfer: ResolverTypeWrapper<TransactionOfType<'Transfer'>>;
  TransferInput: TransferInput;
  TransferLine: TransferLine;
  TransferManyInput: TransferManyInput;
  TransferManyPayload: ResolverTypeWrapper<TransfersPayloadModel>;
  TransferManyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TransferManyResult']>;
  TransferPayload: ResolverTypeWrapper<TransactionPayloadModel<'TransferPayload'>>;
  TransferResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TransferResult']>;
  Treasury: ResolverTypeWrapper<TreasuryModel>;
  TreasuryDay: ResolverTypeWrapper<CurrencyDay>;
  TreasuryFlow: ResolverTypeWrapper<TreasuryFlowModel>;
  TreasuryReport: ResolverTypeWrapper<TreasuryReportModel>;
  TreasuryReportCurrency: ResolverTypeWrapper<CurrencyReport>;
  UnbalancedPosting: ResolverTypeWrapper<Refusal>;
  UnfreezeWalletInput: UnfreezeWalletInput;
  UnfreezeWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnfreezeWalletResult']>;
  UnknownCurrency: ResolverTypeWrapper<Refusal>;
  UnknownSystemAccount: ResolverTypeWrapper<Refusal>;
  UserError: ResolverTypeWrapper<Refusal>;
  Viewer: ResolverTypeWrapper<ViewerModel>;
  Wallet: ResolverTypeWrapper<WalletModel>;
  WalletChange: ResolverTypeWrapper<WalletNow>;
  WalletChangesFilter: WalletChangesFilter;
  WalletConnection: ResolverTypeWrapper<Omit<WalletConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['WalletEdge']> }>;
  WalletEdge: ResolverTypeWrapper<Omit<WalletEdge, 'node'> & { node: ResolversTypes['Wallet'] }>;
  WalletEvent: ResolverTypeWrapper<LogEvent>;
  WalletFilter: WalletFilter;
  WalletLimit: ResolverTypeWrapper<Refusal>;
  WalletNotActive: ResolverTypeWrapper<Refusal>;
  WalletNotEmpty: ResolverTypeWrapper<Refusal>;
  WalletNotFound: ResolverTypeWrapper<Refusal>;
  WalletPayload: ResolverTypeWrapper<WalletPayloadModel>;
  WalletStatus: WalletStatus;
  Webhook: ResolverTypeWrapper<WebhookModel>;
  WebhookConnection: ResolverTypeWrapper<Omit<WebhookConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['WebhookEdge']> }>;
  WebhookDelivery: ResolverTypeWrapper<DeliveryModel>;
  WebhookDeliveryConnection: ResolverTypeWrapper<Omit<WebhookDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']> }>;
  WebhookDeliveryEdge: ResolverTypeWrapper<Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversTypes['WebhookDelivery'] }>;
  WebhookEdge: ResolverTypeWrapper<Omit<WebhookEdge, 'node'> & { node: ResolversTypes['Webhook'] }>;
  WebhookNotFound: ResolverTypeWrapper<Refusal>;
  WebhookPayload: ResolverTypeWrapper<WebhookPayloadModel>;
  WebhookStatus: WebhookStatus;
  Withdrawal: ResolverTypeWrapper<TransactionOfType<'Withdrawal'>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcknowledgeAlertInput: AcknowledgeAlertInput;
  AcknowledgeAlertPayload: AlertPayloadModel;
  AcknowledgeAlertResult: ResolversUnionTypes<ResolversParentTypes>['AcknowledgeAlertResult'];
  AdjustBalanceInput: AdjustBalanceInput;
  AdjustBalancePayload: TransactionPayloadModel<'AdjustBalancePayload'>;
  AdjustBalanceResult: ResolversUnionTypes<ResolversParentTypes>['AdjustBalanceResult'];
  Adjustment: TransactionOfType<'Adjustment'>;
  Alert: AlertModel;
  AlertChannel: AlertChannelModel;
  AlertChannelInput: AlertChannelInput;
  AlertConnection: Omit<AlertConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AlertEdge']> };
  AlertEdge: Omit<AlertEdge, 'node'> & { node: ResolversParentTypes['Alert'] };
  AlertEvent: LogEvent;
  AlertFilter: AlertFilter;
  AlertNotFound: Refusal;
  AlertNotification: NotificationModel;
  AlreadyClaimed: Refusal;
  AlreadyPaid: Refusal;
  AmountExceedsRemaining: Refusal;
  AmountFilter: AmountFilter;
  AmountTooLarge: Refusal;
  ApproveRepairInput: ApproveRepairInput;
  ApproveRepairPayload: TransactionPayloadModel<'ApproveRepairPayload'>;
  ApproveRepairResult: ResolversUnionTypes<ResolversParentTypes>['ApproveRepairResult'];
  ApproveWithdrawalInput: ApproveWithdrawalInput;
  ApproveWithdrawalPayload: TransactionPayloadModel<'ApproveWithdrawalPayload'>;
  ApproveWithdrawalResult: ResolversUnionTypes<ResolversParentTypes>['ApproveWithdrawalResult'];
  AuditConnection: Omit<AuditConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AuditEdge']> };
  AuditEdge: Omit<AuditEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditEntry: CommandRow;
  AuditFilter: AuditFilter;
  Balance: BalanceModel;
  BalanceChange: WalletNow;
  BalanceExplanation: Explanation;
  BalanceFigures: FigureChanges;
  BalancePart: BalancePartModel;
  Bonus: TransactionOfType<'Bonus'>;
  BonusNotOffered: Refusal;
  Boolean: Scalars['Boolean']['output'];
  CancelPurchaseInput: CancelPurchaseInput;
  CancelPurchasePayload: TransactionPayloadModel<'CancelPurchasePayload'>;
  CancelPurchaseResult: ResolversUnionTypes<ResolversParentTypes>['CancelPurchaseResult'];
  CancelScheduleInput: CancelScheduleInput;
  CancelScheduleResult: ResolversUnionTypes<ResolversParentTypes>['CancelScheduleResult'];
  CancelWithdrawalInput: CancelWithdrawalInput;
  CancelWithdrawalPayload: TransactionPayloadModel<'CancelWithdrawalPayload'>;
  CancelWithdrawalResult: ResolversUnionTypes<ResolversParentTypes>['CancelWithdrawalResult'];
  ClaimDailyBonusInput: ClaimDailyBonusInput;
  ClaimDailyBonusPayload: TransactionPayloadModel<'ClaimDailyBonusPayload'>;
  ClaimDailyBonusResult: ResolversUnionTypes<ResolversParentTypes>['ClaimDailyBonusResult'];
  CloseWalletInput: CloseWalletInput;
  CloseWalletResult: ResolversUnionTypes<ResolversParentTypes>['CloseWalletResult'];
  Commission: TransactionOfType<'Commission'>;
  CompletePurchaseInput: CompletePurchaseInput;
  CompletePurchasePayload: TransactionPayloadModel<'CompletePurchasePayload'>;
  CompletePurchaseResult: ResolversUnionTypes<ResolversParentTypes>['CompletePurchaseResult'];
  ConfirmDepositInput: ConfirmDepositInput;
  ConfirmDepositPayload: TransactionPayloadModel<'ConfirmDepositPayload'>;
  ConfirmDepositResult: ResolversUnionTypes<ResolversParentTypes>['ConfirmDepositResult'];
  Consistency: Consistency;
  Counterparty: CounterpartyModel;
  CreateCurrencyInput: CreateCurrencyInput;
  CreateCurrencyPayload: CurrencyPayloadModel;
  CreateCurrencyResult: ResolversUnionTypes<ResolversParentTypes>['CreateCurrencyResult'];
  CreateMonitorInput: CreateMonitorInput;
  CreateMonitorPayload: MonitorPayloadModel;
  CreateMonitorResult: ResolversUnionTypes<ResolversParentTypes>['CreateMonitorResult'];
  CreateSystemAccountInput: CreateSystemAccountInput;
  CreateSystemAccountPayload: SystemAccountPayloadModel;
  CreateSystemAccountResult: ResolversUnionTypes<ResolversParentTypes>['CreateSystemAccountResult'];
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: WebhookSecretPayloadModel;
  CreateWebhookResult: ResolversUnionTypes<ResolversParentTypes>['CreateWebhookResult'];
  CreditDraw: TransactionOfType<'CreditDraw'>;
  CreditLimitExceeded: Refusal;
  CreditLine: CreditLineModel;
  CreditNotApproved: Refusal;
  CreditRepayment: TransactionOfType<'CreditRepayment'>;
  Currency: CurrencyModel;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CurrencyEvent: LogEvent;
  CurrencyExists: Refusal;
  CurrencyMismatch: Refusal;
  DateOrDateTime: Scalars['DateOrDateTime']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DeleteMonitorInput: DeleteMonitorInput;
  DeleteMonitorResult: ResolversUnionTypes<ResolversParentTypes>['DeleteMonitorResult'];
  DeleteWebhookInput: DeleteWebhookInput;
  DeleteWebhookResult: ResolversUnionTypes<ResolversParentTypes>['DeleteWebhookResult'];
  DeliveryNotFound: Refusal;
  Deposit: TransactionOfType<'Deposit'>;
  DepositInput: DepositInput;
  DepositPayload: TransactionPayloadModel<'DepositPayload'>;
  DepositResult: ResolversUnionTypes<ResolversParentTypes>['DepositResult'];
  DistributeEarningsInput: DistributeEarningsInput;
  DistributeEarningsPayload: EarningsPayloadModel;
  DistributeEarningsResult: ResolversUnionTypes<ResolversParentTypes>['DistributeEarningsResult'];
  DrawCreditInput: DrawCreditInput;
  DrawCreditPayload: TransactionPayloadModel<'DrawCreditPayload'>;
  DrawCreditResult: ResolversUnionTypes<ResolversParentTypes>['DrawCreditResult'];
  Drift: DriftModel;
  DriftCause: DriftCauseModel;
  DriftConnection: Omit<DriftConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['DriftEdge']> };
  DriftEdge: Omit<DriftEdge, 'node'> & { node: ResolversParentTypes['Drift'] };
  DriftFilter: DriftFilter;
  DriftValue: DriftValueModel;
  Earning: TransactionOfType<'Earning'>;
  EarningLine: EarningLine;
  EarningPayload: TransactionPayloadModel<'EarningPayload'>;
  EffectiveAtOutOfRange: Refusal;
  EmailNotConfigured: Refusal;
  Entry: EntryOfTransaction;
  EntryConnection: Omit<EntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['EntryEdge']> };
  EntryEdge: Omit<EntryEdge, 'node'> & { node: ResolversParentTypes['Entry'] };
  EraseOwnerInput: EraseOwnerInput;
  EraseOwnerPayload: ErasurePayloadModel;
  EraseOwnerResult: ResolversUnionTypes<ResolversParentTypes>['EraseOwnerResult'];
  Event: LogEvent;
  EventConnection: Omit<EventConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['EventEdge']> };
  EventEdge: Omit<EventEdge, 'node'> & { node: ResolversParentTypes['Event'] };
  EventFilter: EventFilter;
  Exchange: TransactionOfType<'Exchange'>;
  ExchangeInput: ExchangeInput;
  ExchangePayload: TransactionPayloadModel<'ExchangePayload'>;
  ExchangeQuote: Quote;
  ExchangeResult: ResolversUnionTypes<ResolversParentTypes>['ExchangeResult'];
  ExplainedTransactionConnection: Omit<ExplainedTransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ExplainedTransactionEdge']> };
  ExplainedTransactionEdge: ExplainedEdge;
  FailDepositInput: FailDepositInput;
  FailDepositPayload: TransactionPayloadModel<'FailDepositPayload'>;
  FailDepositResult: ResolversUnionTypes<ResolversParentTypes>['FailDepositResult'];
  FailPurchaseInput: FailPurchaseInput;
  FailPurchasePayload: TransactionPayloadModel<'FailPurchasePayload'>;
  FailPurchaseResult: ResolversUnionTypes<ResolversParentTypes>['FailPurchaseResult'];
  Finding: FindingModel;
  FindingConnection: Omit<FindingConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['FindingEdge']> };
  FindingEdge: Omit<FindingEdge, 'node'> & { node: ResolversParentTypes['Finding'] };
  FindingFilter: FindingFilter;
  FindingNotFound: Refusal;
  Float: Scalars['Float']['output'];
  FreezeWalletInput: FreezeWalletInput;
  FreezeWalletResult: ResolversUnionTypes<ResolversParentTypes>['FreezeWalletResult'];
  HistoryConnection: Omit<HistoryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['HistoryEdge']> };
  HistoryEdge: Omit<HistoryEdge, 'node'> & { node: ResolversParentTypes['HistoryLine'] };
  HistoryLine: HistoryLineModel;
  ID: Scalars['ID']['output'];
  IdempotencyConflict: Refusal;
  IdempotencyKey: Scalars['IdempotencyKey']['output'];
  InitiateDepositInput: InitiateDepositInput;
  InitiateDepositPayload: TransactionPayloadModel<'InitiateDepositPayload'>;
  InitiateDepositResult: ResolversUnionTypes<ResolversParentTypes>['InitiateDepositResult'];
  InsufficientFunds: Refusal;
  Int: Scalars['Int']['output'];
  IntegrityFinding: IntegrityFinding;
  IntegrityReport: IntegrityReport;
  InvalidAmount: Refusal;
  InvalidTransition: Refusal;
  JSONObject: Scalars['JSONObject']['output'];
  LegacyOrigin: LegacyOrigin;
  Money: MoneyAmount;
  MoneyInput: MoneyInput;
  Monitor: MonitorModel;
  MonitorConnection: Omit<MonitorConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['MonitorEdge']> };
  MonitorEdge: Omit<MonitorEdge, 'node'> & { node: ResolversParentTypes['Monitor'] };
  MonitorNotFound: Refusal;
  MonitorPayload: MonitorPayloadModel;
  Monitoring: Monitoring;
  Mutation: Record<PropertyKey, never>;
  NoMomentAhead: Refusal;
  Node: NodeModel;
  OpenWalletInput: OpenWalletInput;
  OpenWalletPayload: WalletPayloadModel;
  OpenWalletResult: ResolversUnionTypes<ResolversParentTypes>['OpenWalletResult'];
  OpeningBalance: TransactionOfType<'OpeningBalance'>;
  OpeningBalanceOrigin: OpeningBalanceOrigin;
  OwnerErasure: Erasure;
  OwnerEvent: LogEvent;
  PageInfo: PageInfo;
  PauseMonitorInput: PauseMonitorInput;
  PauseMonitorResult: ResolversUnionTypes<ResolversParentTypes>['PauseMonitorResult'];
  PauseScheduleInput: PauseScheduleInput;
  PauseScheduleResult: ResolversUnionTypes<ResolversParentTypes>['PauseScheduleResult'];
  PauseWebhookInput: PauseWebhookInput;
  PauseWebhookResult: ResolversUnionTypes<ResolversParentTypes>['PauseWebhookResult'];
  PayReferralCommissionInput: PayReferralCommissionInput;
  PayReferralCommissionPayload: TransactionPayloadModel<'PayReferralCommissionPayload'>;
  PayReferralCommissionResult: ResolversUnionTypes<ResolversParentTypes>['PayReferralCommissionResult'];
  Payee: PayeeModel;
  PostInput: PostInput;
  PostPayload: TransactionPayloadModel<'PostPayload'>;
  PostResult: ResolversUnionTypes<ResolversParentTypes>['PostResult'];
  Posting: TransactionOfType<'Posting'>;
  PostingLeg: PostingLeg;
  ProposeRepairInput: ProposeRepairInput;
  ProposeRepairPayload: TransactionPayloadModel<'ProposeRepairPayload'>;
  ProposeRepairResult: ResolversUnionTypes<ResolversParentTypes>['ProposeRepairResult'];
  Purchase: TransactionOfType<'Purchase'>;
  PurchaseInput: PurchaseInput;
  PurchasePayload: TransactionPayloadModel<'PurchasePayload'>;
  PurchaseResult: ResolversUnionTypes<ResolversParentTypes>['PurchaseResult'];
  PushLatency: PushLatency;
  Query: Record<PropertyKey, never>;
  QuoteExchangeInput: QuoteExchangeInput;
  QuoteExchangePayload: QuotePayloadModel;
  QuoteExchangeResult: ResolversUnionTypes<ResolversParentTypes>['QuoteExchangeResult'];
  QuoteExpired: Refusal;
  QuoteNotFound: Refusal;
  QuoteUsed: Refusal;
  ReconciledInput: ReconciledInput;
  Reconciliation: ReconciliationRun;
  ReconciliationConnection: Omit<ReconciliationConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ReconciliationEdge']> };
  ReconciliationEdge: Omit<ReconciliationEdge, 'node'> & { node: ResolversParentTypes['Reconciliation'] };
  ReconciliationTotals: ReconciliationTotals;
  Refund: TransactionOfType<'Refund'>;
  RefundPurchaseInput: RefundPurchaseInput;
  RefundPurchasePayload: TransactionPayloadModel<'RefundPurchasePayload'>;
  RefundPurchaseResult: ResolversUnionTypes<ResolversParentTypes>['RefundPurchaseResult'];
  RefusedEarning: Omit<RefusedEarning, 'error'> & { error: ResolversParentTypes['UserError'] };
  RefusedTransfer: Omit<RefusedTransfer, 'error'> & { error: ResolversParentTypes['UserError'] };
  RejectRepairInput: RejectRepairInput;
  RejectRepairPayload: TransactionPayloadModel<'RejectRepairPayload'>;
  RejectRepairResult: ResolversUnionTypes<ResolversParentTypes>['RejectRepairResult'];
  RejectWithdrawalInput: RejectWithdrawalInput;
  RejectWithdrawalPayload: TransactionPayloadModel<'RejectWithdrawalPayload'>;
  RejectWithdrawalResult: ResolversUnionTypes<ResolversParentTypes>['RejectWithdrawalResult'];
  RepayCreditInput: RepayCreditInput;
  RepayCreditPayload: TransactionPayloadModel<'RepayCreditPayload'>;
  RepayCreditResult: ResolversUnionTypes<ResolversParentTypes>['RepayCreditResult'];
  ReplayWebhookInput: ReplayWebhookInput;
  ReplayWebhookResult: ResolversUnionTypes<ResolversParentTypes>['ReplayWebhookResult'];
  Report: ReportModel;
  ReportConnection: Omit<ReportConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ReportEdge']> };
  ReportEdge: Omit<ReportEdge, 'node'> & { node: ResolversParentTypes['Report'] };
  ReportFilter: ReportFilter;
  RequestWithdrawalInput: RequestWithdrawalInput;
  RequestWithdrawalPayload: TransactionPayloadModel<'RequestWithdrawalPayload'>;
  RequestWithdrawalResult: ResolversUnionTypes<ResolversParentTypes>['RequestWithdrawalResult'];
  ResumeMonitorInput: ResumeMonitorInput;
  ResumeMonitorResult: ResolversUnionTypes<ResolversParentTypes>['ResumeMonitorResult'];
  ResumeScheduleInput: ResumeScheduleInput;
  ResumeScheduleResult: ResolversUnionTypes<ResolversParentTypes>['ResumeScheduleResult'];
  ResumeWebhookInput: ResumeWebhookInput;
  ResumeWebhookResult: ResolversUnionTypes<ResolversParentTypes>['ResumeWebhookResult'];
  Reversal: TransactionOfType<'Reversal'>;
  ReverseTransactionInput: ReverseTransactionInput;
  ReverseTransactionPayload: TransactionPayloadModel<'ReverseTransactionPayload'>;
  ReverseTransactionResult: ResolversUnionTypes<ResolversParentTypes>['ReverseTransactionResult'];
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: RevocationPayloadModel;
  RevokeTokensResult: ResolversUnionTypes<ResolversParentTypes>['RevokeTokensResult'];
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: WebhookSecretPayloadModel;
  RotateWebhookSecretResult: ResolversUnionTypes<ResolversParentTypes>['RotateWebhookSecretResult'];
  RunReconciliationInput: RunReconciliationInput;
  RunReconciliationPayload: ReconciliationPayloadModel;
  RunReconciliationResult: ResolversUnionTypes<ResolversParentTypes>['RunReconciliationResult'];
  SafeInt: Scalars['SafeInt']['output'];
  SameWallet: Refusal;
  Schedule: ScheduleModel;
  ScheduleConnection: Omit<ScheduleConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ScheduleEdge']> };
  ScheduleEdge: Omit<ScheduleEdge, 'node'> & { node: ResolversParentTypes['Schedule'] };
  ScheduleNotFound: Refusal;
  SchedulePayload: SchedulePayloadModel;
  ScheduleRun: ScheduleRunModel;
  ScheduleRunConnection: Omit<ScheduleRunConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ScheduleRunEdge']> };
  ScheduleRunEdge: Omit<ScheduleRunEdge, 'node'> & { node: ResolversParentTypes['ScheduleRun'] };
  ScheduleTransactionInput: ScheduleTransactionInput;
  ScheduleTransactionPayload: SchedulePayloadModel;
  ScheduleTransactionResult: ResolversUnionTypes<ResolversParentTypes>['ScheduleTransactionResult'];
  SelfApproval: Refusal;
  SetCreditLineInput: SetCreditLineInput;
  SetCreditLinePayload: WalletPayloadModel;
  SetCreditLineResult: ResolversUnionTypes<ResolversParentTypes>['SetCreditLineResult'];
  SetWalletDisplayNameInput: SetWalletDisplayNameInput;
  SetWalletDisplayNameResult: ResolversUnionTypes<ResolversParentTypes>['SetWalletDisplayNameResult'];
  SetWalletMetadataInput: SetWalletMetadataInput;
  SetWalletMetadataResult: ResolversUnionTypes<ResolversParentTypes>['SetWalletMetadataResult'];
  Split: Split;
  SplitReceiver: ResolversUnionTypes<ResolversParentTypes>['SplitReceiver'];
  SplitsExceedAmount: Refusal;
  Statement: StatementModel;
  StatementTotal: StatementTotalModel;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  SystemAccountBalance: SystemAccountBalanceModel;
  SystemAccountExists: Refusal;
  SystemAccountFlow: SystemAccountFlowModel;
  SystemAccountInfo: SystemAccountModel;
  TestWebhookInput: TestWebhookInput;
  TestWebhookPayload: WebhookTestPayloadModel;
  TestWebhookResult: ResolversUnionTypes<ResolversParentTypes>['TestWebhookResult'];
  TokensRevoked: Refusal;
  Transaction: TransactionModel;
  TransactionConnection: Omit<TransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['TransactionEdge']> };
  TransactionEdge: Omit<TransactionEdge, 'node'> & { node: ResolversParentTypes['Transaction'] };
  TransactionEvent: LogEvent;
  TransactionFilter: TransactionFilter;
  TransactionNotFound: Refusal;
  TransactionOutcomes: TransactionOutcomes;
  TransactionPayload: TransactionPayloadModel;
  TransactionSearch: TransactionSearch;
  TransactionSplit: SplitModel;
  Transfer: TransactionOfType<'Transfer'>;
  TransferInput: TransferInput;
  TransferLine: TransferLine;
  TransferManyInput: TransferManyInput;
  TransferManyPayload: TransfersPayloadModel;
  TransferManyResult: ResolversUnionTypes<ResolversParentTypes>['TransferManyResult'];
  TransferPayload: TransactionPayloadModel<'TransferPayload'>;
  TransferResult: ResolversUnionTypes<ResolversParentTypes>['TransferResult'];
  Treasury: TreasuryModel;
  TreasuryDay: CurrencyDay;
  TreasuryFlow: TreasuryFlowModel;
  TreasuryReport: TreasuryReportModel;
  TreasuryReportCurrency: CurrencyReport;
  UnbalancedPosting: Refusal;
  UnfreezeWalletInput: UnfreezeWalletInput;
  UnfreezeWalletResult: ResolversUnionTypes<ResolversParentTypes>['UnfreezeWalletResult'];
  UnknownCurrency: Refusal;
  UnknownSystemAccount: Refusal;
  UserError: Refusal;
  Viewer: ViewerModel;
  Wallet: WalletModel;
  WalletChange: WalletNow;
  WalletChangesFilter: WalletChangesFilter;
  WalletConnection: Omit<WalletConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['WalletEdge']> };
  WalletEdge: Omit<WalletEdge, 'node'> & { node: ResolversParentTypes['Wallet'] };
  WalletEvent: LogEvent;
  WalletFilter: WalletFilter;
  WalletLimit: Refusal;
  WalletNotActive: Refusal;
  WalletNotEmpty: Refusal;
  WalletNotFound: Refusal;
  WalletPayload: WalletPayloadModel;
  Webhook: WebhookModel;
  WebhookConnection: Omit<WebhookConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['WebhookEdge']> };
  WebhookDelivery: DeliveryModel;
  WebhookDeliveryConnection: Omit<WebhookDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['WebhookDeliveryEdge']> };
  WebhookDeliveryEdge: Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversParentTypes['WebhookDelivery'] };
  WebhookEdge: Omit<WebhookEdge, 'node'> & { node: ResolversParentTypes['Webhook'] };
  WebhookNotFound: Refusal;
  WebhookPayload: WebhookPayloadModel;
  Withdrawal: TransactionOfType<'Withdrawal'>;
};

export type MayDirectiveArgs = {
  roles: ReadonlyArray<Role>;
};

export type MayDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = MayDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcknowledgeAlertPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AcknowledgeAlertPayload'] = ResolversParentTypes['AcknowledgeAlertPayload']> = {
  alert?: Resolver<ResolversTypes['Alert'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AcknowledgeAlertResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AcknowledgeAlertResult'] = ResolversParentTypes['AcknowledgeAlertResult']> = {
  __resolveType: TypeResolveFn<'AcknowledgeAlertPayload' | 'AlertNotFound' | 'IdempotencyConflict' | 'InvalidTransition', ParentType, ContextType>;
};

export type AdjustBalancePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AdjustBalancePayload'] = ResolversParentTypes['AdjustBalancePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Adjustment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AdjustBalanceResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AdjustBalanceResult'] = ResolversParentTypes['AdjustBalanceResult']> = {
  __resolveType: TypeResolveFn<'AdjustBalancePayload' | 'AmountTooLarge' | 'CurrencyMismatch' | 'EffectiveAtOutOfRange' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'SelfApproval' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type AdjustmentResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Adjustment'] = ResolversParentTypes['Adjustment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['AdjustmentDirection'], ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  findingId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  legacyOrigin?: Resolver<Maybe<ResolversTypes['LegacyOrigin']>, ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Alert'] = ResolversParentTypes['Alert']> = {
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  happenedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  monitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notifications?: Resolver<ReadonlyArray<ResolversTypes['AlertNotification']>, ParentType, ContextType>;
  raisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AlertStatus'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertChannelResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AlertChannel'] = ResolversParentTypes['AlertChannel']> = {
  afterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  webhookId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AlertConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AlertConnection'] = ResolversParentTypes['AlertConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AlertEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AlertEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AlertEdge'] = ResolversParentTypes['AlertEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Alert'], ParentType, ContextType>;
};

export type AlertEventResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AlertEvent'] = ResolversParentTypes['AlertEvent']> = {
  actor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertNotFoundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AlertNotFound'] = ResolversParentTypes['AlertNotFound']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertNotificationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AlertNotification'] = ResolversParentTypes['AlertNotification']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AlertNotificationStatus'], ParentType, ContextType>;
  webhookId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AlreadyClaimedResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AlreadyClaimed'] = ResolversParentTypes['AlreadyClaimed']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlreadyPaidResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AlreadyPaid'] = ResolversParentTypes['AlreadyPaid']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AmountExceedsRemainingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AmountExceedsRemaining'] = ResolversParentTypes['AmountExceedsRemaining']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AmountTooLargeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AmountTooLarge'] = ResolversParentTypes['AmountTooLarge']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApproveRepairPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ApproveRepairPayload'] = ResolversParentTypes['ApproveRepairPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Adjustment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApproveRepairResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ApproveRepairResult'] = ResolversParentTypes['ApproveRepairResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'ApproveRepairPayload' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound', ParentType, ContextType>;
};

export type ApproveWithdrawalPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ApproveWithdrawalPayload'] = ResolversParentTypes['ApproveWithdrawalPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApproveWithdrawalResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ApproveWithdrawalResult'] = ResolversParentTypes['ApproveWithdrawalResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'ApproveWithdrawalPayload' | 'IdempotencyConflict' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound' | 'WalletNotActive', ParentType, ContextType>;
};

export type AuditConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AuditConnection'] = ResolversParentTypes['AuditConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AuditEdge'] = ResolversParentTypes['AuditEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  actor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventTypes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  idempotencyKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  input?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  movement?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  transactionIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
};

export type BalanceResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Balance'] = ResolversParentTypes['Balance']> = {
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  cash?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  spendable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type BalanceChangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BalanceChange'] = ResolversParentTypes['BalanceChange']> = {
  balance?: Resolver<ResolversTypes['Balance'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WalletStatus'], ParentType, ContextType>;
  wallet?: Resolver<ResolversTypes['Wallet'], ParentType, ContextType>;
  walletId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type BalanceExplanationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BalanceExplanation'] = ResolversParentTypes['BalanceExplanation']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Balance'], ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['BalancePart']>, ParentType, ContextType>;
};

export type BalanceFiguresResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BalanceFigures'] = ResolversParentTypes['BalanceFigures']> = {
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  cash?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  spendable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type BalancePartResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BalancePart'] = ResolversParentTypes['BalancePart']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  figures?: Resolver<ResolversTypes['BalanceFigures'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  transactions?: Resolver<ResolversTypes['ExplainedTransactionConnection'], ParentType, ContextType, Partial<BalancePartTransactionsArgs>>;
};

export type BonusResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Bonus'] = ResolversParentTypes['Bonus']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BonusNotOfferedResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['BonusNotOffered'] = ResolversParentTypes['BonusNotOffered']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelPurchasePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CancelPurchasePayload'] = ResolversParentTypes['CancelPurchasePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelPurchaseResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CancelPurchaseResult'] = ResolversParentTypes['CancelPurchaseResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CancelPurchasePayload' | 'IdempotencyConflict' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound', ParentType, ContextType>;
};

export type CancelScheduleResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CancelScheduleResult'] = ResolversParentTypes['CancelScheduleResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'ScheduleNotFound' | 'SchedulePayload', ParentType, ContextType>;
};

export type CancelWithdrawalPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CancelWithdrawalPayload'] = ResolversParentTypes['CancelWithdrawalPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelWithdrawalResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CancelWithdrawalResult'] = ResolversParentTypes['CancelWithdrawalResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CancelWithdrawalPayload' | 'IdempotencyConflict' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound', ParentType, ContextType>;
};

export type ClaimDailyBonusPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ClaimDailyBonusPayload'] = ResolversParentTypes['ClaimDailyBonusPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Bonus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClaimDailyBonusResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ClaimDailyBonusResult'] = ResolversParentTypes['ClaimDailyBonusResult']> = {
  __resolveType: TypeResolveFn<'AlreadyClaimed' | 'AmountTooLarge' | 'BonusNotOffered' | 'ClaimDailyBonusPayload' | 'IdempotencyConflict' | 'SelfApproval' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type CloseWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CloseWalletResult'] = ResolversParentTypes['CloseWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'SelfApproval' | 'WalletNotEmpty' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
};

export type CommissionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Commission'] = ResolversParentTypes['Commission']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  rateBps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CompletePurchasePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CompletePurchasePayload'] = ResolversParentTypes['CompletePurchasePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CompletePurchaseResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CompletePurchaseResult'] = ResolversParentTypes['CompletePurchaseResult']> = {
  __resolveType: TypeResolveFn<'AmountExceedsRemaining' | 'AmountTooLarge' | 'CompletePurchasePayload' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InvalidAmount' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound' | 'UnknownCurrency' | 'WalletNotActive', ParentType, ContextType>;
};

export type ConfirmDepositPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ConfirmDepositPayload'] = ResolversParentTypes['ConfirmDepositPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Deposit'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConfirmDepositResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ConfirmDepositResult'] = ResolversParentTypes['ConfirmDepositResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'ConfirmDepositPayload' | 'IdempotencyConflict' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound', ParentType, ContextType>;
};

export type ConsistencyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Consistency'] = ResolversParentTypes['Consistency']> = {
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type CounterpartyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Counterparty'] = ResolversParentTypes['Counterparty']> = {
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
};

export type CreateCurrencyPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateCurrencyPayload'] = ResolversParentTypes['CreateCurrencyPayload']> = {
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateCurrencyResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateCurrencyResult'] = ResolversParentTypes['CreateCurrencyResult']> = {
  __resolveType: TypeResolveFn<'CreateCurrencyPayload' | 'CurrencyExists' | 'IdempotencyConflict', ParentType, ContextType>;
};

export type CreateMonitorPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateMonitorPayload'] = ResolversParentTypes['CreateMonitorPayload']> = {
  monitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateMonitorResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateMonitorResult'] = ResolversParentTypes['CreateMonitorResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CreateMonitorPayload' | 'CurrencyMismatch' | 'EmailNotConfigured' | 'IdempotencyConflict' | 'InvalidAmount' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound' | 'WebhookNotFound', ParentType, ContextType>;
};

export type CreateSystemAccountPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateSystemAccountPayload'] = ResolversParentTypes['CreateSystemAccountPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  systemAccount?: Resolver<ResolversTypes['SystemAccountInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateSystemAccountResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateSystemAccountResult'] = ResolversParentTypes['CreateSystemAccountResult']> = {
  __resolveType: TypeResolveFn<'CreateSystemAccountPayload' | 'IdempotencyConflict' | 'SystemAccountExists', ParentType, ContextType>;
};

export type CreateWebhookPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateWebhookPayload'] = ResolversParentTypes['CreateWebhookPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateWebhookResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateWebhookResult'] = ResolversParentTypes['CreateWebhookResult']> = {
  __resolveType: TypeResolveFn<'CreateWebhookPayload' | 'IdempotencyConflict', ParentType, ContextType>;
};

export type CreditDrawResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreditDraw'] = ResolversParentTypes['CreditDraw']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditLimitExceededResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreditLimitExceeded'] = ResolversParentTypes['CreditLimitExceeded']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditLineResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreditLine'] = ResolversParentTypes['CreditLine']> = {
  approved?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  owed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CreditNotApprovedResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreditNotApproved'] = ResolversParentTypes['CreditNotApproved']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditRepaymentResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreditRepayment'] = ResolversParentTypes['CreditRepayment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CurrencyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Currency'] = ResolversParentTypes['Currency']> = {
  code?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  digits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CurrencyEventResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CurrencyEvent'] = ResolversParentTypes['CurrencyEvent']> = {
  actor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CurrencyExistsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CurrencyExists'] = ResolversParentTypes['CurrencyExists']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CurrencyMismatchResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CurrencyMismatch'] = ResolversParentTypes['CurrencyMismatch']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateOrDateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateOrDateTime'], any> {
  name: 'DateOrDateTime';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeleteMonitorResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DeleteMonitorResult'] = ResolversParentTypes['DeleteMonitorResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'MonitorNotFound' | 'MonitorPayload', ParentType, ContextType>;
};

export type DeleteWebhookResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DeleteWebhookResult'] = ResolversParentTypes['DeleteWebhookResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'WebhookNotFound' | 'WebhookPayload', ParentType, ContextType>;
};

export type DeliveryNotFoundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DeliveryNotFound'] = ResolversParentTypes['DeliveryNotFound']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DepositResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Deposit'] = ResolversParentTypes['Deposit']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DepositPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DepositPayload'] = ResolversParentTypes['DepositPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Deposit'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DepositResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DepositResult'] = ResolversParentTypes['DepositResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'DepositPayload' | 'EffectiveAtOutOfRange' | 'IdempotencyConflict' | 'InvalidAmount' | 'SameWallet' | 'SelfApproval' | 'SplitsExceedAmount' | 'UnknownCurrency' | 'UnknownSystemAccount' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type DistributeEarningsPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DistributeEarningsPayload'] = ResolversParentTypes['DistributeEarningsPayload']> = {
  paid?: Resolver<ReadonlyArray<ResolversTypes['EarningPayload']>, ParentType, ContextType>;
  refused?: Resolver<ReadonlyArray<ResolversTypes['RefusedEarning']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DistributeEarningsResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DistributeEarningsResult'] = ResolversParentTypes['DistributeEarningsResult']> = {
  __resolveType: TypeResolveFn<'DistributeEarningsPayload' | 'IdempotencyConflict' | 'UnknownCurrency', ParentType, ContextType>;
};

export type DrawCreditPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DrawCreditPayload'] = ResolversParentTypes['DrawCreditPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['CreditDraw'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DrawCreditResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DrawCreditResult'] = ResolversParentTypes['DrawCreditResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CreditLimitExceeded' | 'CreditNotApproved' | 'CurrencyMismatch' | 'DrawCreditPayload' | 'IdempotencyConflict' | 'InvalidAmount' | 'SelfApproval' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type DriftResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Drift'] = ResolversParentTypes['Drift']> = {
  book?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['DriftCause']>, ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['DriftValue']>, ParentType, ContextType>;
  wallet?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DriftCauseResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DriftCause'] = ResolversParentTypes['DriftCause']> = {
  applicationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DriftConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DriftConnection'] = ResolversParentTypes['DriftConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DriftEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DriftEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DriftEdge'] = ResolversParentTypes['DriftEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Drift'], ParentType, ContextType>;
};

export type DriftValueResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DriftValue'] = ResolversParentTypes['DriftValue']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type EarningResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Earning'] = ResolversParentTypes['Earning']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EarningPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EarningPayload'] = ResolversParentTypes['EarningPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Earning'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EffectiveAtOutOfRangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EffectiveAtOutOfRange'] = ResolversParentTypes['EffectiveAtOutOfRange']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EmailNotConfiguredResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EmailNotConfigured'] = ResolversParentTypes['EmailNotConfigured']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EntryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Entry'] = ResolversParentTypes['Entry']> = {
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['EntryPhase'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EntryConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EntryConnection'] = ResolversParentTypes['EntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EntryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EntryEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EntryEdge'] = ResolversParentTypes['EntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Entry'], ParentType, ContextType>;
};

export type EraseOwnerPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EraseOwnerPayload'] = ResolversParentTypes['EraseOwnerPayload']> = {
  erasure?: Resolver<ResolversTypes['OwnerErasure'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EraseOwnerResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EraseOwnerResult'] = ResolversParentTypes['EraseOwnerResult']> = {
  __resolveType: TypeResolveFn<'EraseOwnerPayload' | 'IdempotencyConflict' | 'SelfApproval', ParentType, ContextType>;
};

export type EventResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  __resolveType: TypeResolveFn<'AlertEvent' | 'CurrencyEvent' | 'OwnerEvent' | 'TransactionEvent' | 'WalletEvent', ParentType, ContextType>;
};

export type EventConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EventEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
};

export type ExchangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Exchange'] = ResolversParentTypes['Exchange']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  quote?: Resolver<ResolversTypes['ExchangeQuote'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  toWallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExchangePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ExchangePayload'] = ResolversParentTypes['ExchangePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Exchange'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExchangeQuoteResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ExchangeQuote'] = ResolversParentTypes['ExchangeQuote']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  exchange?: Resolver<Maybe<ResolversTypes['Exchange']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fromWallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  gives?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  receives?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  toWallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExchangeResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ExchangeResult'] = ResolversParentTypes['ExchangeResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'ExchangePayload' | 'IdempotencyConflict' | 'InsufficientFunds' | 'QuoteExpired' | 'QuoteNotFound' | 'QuoteUsed' | 'SelfApproval' | 'WalletNotActive', ParentType, ContextType>;
};

export type ExplainedTransactionConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ExplainedTransactionConnection'] = ResolversParentTypes['ExplainedTransactionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ExplainedTransactionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ExplainedTransactionEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ExplainedTransactionEdge'] = ResolversParentTypes['ExplainedTransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  figures?: Resolver<ResolversTypes['BalanceFigures'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
};

export type FailDepositPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FailDepositPayload'] = ResolversParentTypes['FailDepositPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Deposit'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FailDepositResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FailDepositResult'] = ResolversParentTypes['FailDepositResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'FailDepositPayload' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound' | 'WalletNotActive', ParentType, ContextType>;
};

export type FailPurchasePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FailPurchasePayload'] = ResolversParentTypes['FailPurchasePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FailPurchaseResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FailPurchaseResult'] = ResolversParentTypes['FailPurchaseResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'FailPurchasePayload' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound' | 'WalletNotActive', ParentType, ContextType>;
};

export type FindingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  actual?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['FindingCode'], ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['FindingSeverity'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
};

export type FindingConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FindingConnection'] = ResolversParentTypes['FindingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FindingEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FindingEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FindingEdge'] = ResolversParentTypes['FindingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Finding'], ParentType, ContextType>;
};

export type FindingNotFoundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FindingNotFound'] = ResolversParentTypes['FindingNotFound']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FreezeWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FreezeWalletResult'] = ResolversParentTypes['FreezeWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'SelfApproval' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
};

export type HistoryConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['HistoryConnection'] = ResolversParentTypes['HistoryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HistoryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type HistoryEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['HistoryEdge'] = ResolversParentTypes['HistoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['HistoryLine'], ParentType, ContextType>;
};

export type HistoryLineResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['HistoryLine'] = ResolversParentTypes['HistoryLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  counterparty?: Resolver<Maybe<ResolversTypes['Counterparty']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
};

export type IdempotencyConflictResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['IdempotencyConflict'] = ResolversParentTypes['IdempotencyConflict']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface IdempotencyKeyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IdempotencyKey'], any> {
  name: 'IdempotencyKey';
}

export type InitiateDepositPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['InitiateDepositPayload'] = ResolversParentTypes['InitiateDepositPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Deposit'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InitiateDepositResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['InitiateDepositResult'] = ResolversParentTypes['InitiateDepositResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InitiateDepositPayload' | 'InvalidAmount' | 'SelfApproval' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type InsufficientFundsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['InsufficientFunds'] = ResolversParentTypes['InsufficientFunds']> = {
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  walletId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IntegrityFindingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['IntegrityFinding'] = ResolversParentTypes['IntegrityFinding']> = {
  actual?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  check?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IntegrityReportResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['IntegrityReport'] = ResolversParentTypes['IntegrityReport']> = {
  checkedEntries?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  checkedWallets?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['IntegrityFinding']>, ParentType, ContextType>;
  healthy?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type InvalidAmountResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['InvalidAmount'] = ResolversParentTypes['InvalidAmount']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidTransitionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['InvalidTransition'] = ResolversParentTypes['InvalidTransition']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type LegacyOriginResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['LegacyOrigin'] = ResolversParentTypes['LegacyOrigin']> = {
  applicationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MonitorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Monitor'] = ResolversParentTypes['Monitor']> = {
  alertCount?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  changedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  changedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['AlertChannel']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  currentAlert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['MonitorKind'], ParentType, ContextType>;
  seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MonitorStatus'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MonitorConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['MonitorConnection'] = ResolversParentTypes['MonitorConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MonitorEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MonitorEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['MonitorEdge'] = ResolversParentTypes['MonitorEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
};

export type MonitorNotFoundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['MonitorNotFound'] = ResolversParentTypes['MonitorNotFound']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MonitorPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['MonitorPayload'] = ResolversParentTypes['MonitorPayload']> = {
  monitor?: Resolver<ResolversTypes['Monitor'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MonitoringResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Monitoring'] = ResolversParentTypes['Monitoring']> = {
  balanceAccuracy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  balanceUpdatesPerSecond?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  consistency?: Resolver<Maybe<ResolversTypes['Consistency']>, ParentType, ContextType>;
  hearsCommits?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  measuredSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pushLatency?: Resolver<Maybe<ResolversTypes['PushLatency']>, ParentType, ContextType>;
  pushesPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  subscriptions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  transactions?: Resolver<ResolversTypes['TransactionOutcomes'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acknowledgeAlert?: Resolver<Maybe<ResolversTypes['AcknowledgeAlertResult']>, ParentType, ContextType, RequireFields<MutationAcknowledgeAlertArgs, 'input'>>;
  adjustBalance?: Resolver<Maybe<ResolversTypes['AdjustBalanceResult']>, ParentType, ContextType, RequireFields<MutationAdjustBalanceArgs, 'input'>>;
  approveRepair?: Resolver<Maybe<ResolversTypes['ApproveRepairResult']>, ParentType, ContextType, RequireFields<MutationApproveRepairArgs, 'input'>>;
  approveWithdrawal?: Resolver<Maybe<ResolversTypes['ApproveWithdrawalResult']>, ParentType, ContextType, RequireFields<MutationApproveWithdrawalArgs, 'input'>>;
  cancelPurchase?: Resolver<Maybe<ResolversTypes['CancelPurchaseResult']>, ParentType, ContextType, RequireFields<MutationCancelPurchaseArgs, 'input'>>;
  cancelSchedule?: Resolver<Maybe<ResolversTypes['CancelScheduleResult']>, ParentType, ContextType, RequireFields<MutationCancelScheduleArgs, 'input'>>;
  cancelWithdrawal?: Resolver<Maybe<ResolversTypes['CancelWithdrawalResult']>, ParentType, ContextType, RequireFields<MutationCancelWithdrawalArgs, 'input'>>;
  claimDailyBonus?: Resolver<Maybe<ResolversTypes['ClaimDailyBonusResult']>, ParentType, ContextType, RequireFields<MutationClaimDailyBonusArgs, 'input'>>;
  closeWallet?: Resolver<Maybe<ResolversTypes['CloseWalletResult']>, ParentType, ContextType, RequireFields<MutationCloseWalletArgs, 'input'>>;
  completePurchase?: Resolver<Maybe<ResolversTypes['CompletePurchaseResult']>, ParentType, ContextType, RequireFields<MutationCompletePurchaseArgs, 'input'>>;
  confirmDeposit?: Resolver<Maybe<ResolversTypes['ConfirmDepositResult']>, ParentType, ContextType, RequireFields<MutationConfirmDepositArgs, 'input'>>;
  createCurrency?: Resolver<Maybe<ResolversTypes['CreateCurrencyResult']>, ParentType, ContextType, RequireFields<MutationCreateCurrencyArgs, 'input'>>;
  createMonitor?: Resolver<Maybe<ResolversTypes['CreateMonitorResult']>, ParentType, ContextType, RequireFields<MutationCreateMonitorArgs, 'input'>>;
  createSystemAccount?: Resolver<Maybe<ResolversTypes['CreateSystemAccountResult']>, ParentType, ContextType, RequireFields<MutationCreateSystemAccountArgs, 'input'>>;
  createWebhook?: Resolver<Maybe<ResolversTypes['CreateWebhookResult']>, ParentType, ContextType, RequireFields<MutationCreateWebhookArgs, 'input'>>;
  deleteMonitor?: Resolver<Maybe<ResolversTypes['DeleteMonitorResult']>, ParentType, ContextType, RequireFields<MutationDeleteMonitorArgs, 'input'>>;
  deleteWebhook?: Resolver<Maybe<ResolversTypes['DeleteWebhookResult']>, ParentType, ContextType, RequireFields<MutationDeleteWebhookArgs, 'input'>>;
  deposit?: Resolver<Maybe<ResolversTypes['DepositResult']>, ParentType, ContextType, RequireFields<MutationDepositArgs, 'input'>>;
  distributeEarnings?: Resolver<Maybe<ResolversTypes['DistributeEarningsResult']>, ParentType, ContextType, RequireFields<MutationDistributeEarningsArgs, 'input'>>;
  drawCredit?: Resolver<Maybe<ResolversTypes['DrawCreditResult']>, ParentType, ContextType, RequireFields<MutationDrawCreditArgs, 'input'>>;
  eraseOwner?: Resolver<Maybe<ResolversTypes['EraseOwnerResult']>, ParentType, ContextType, RequireFields<MutationEraseOwnerArgs, 'input'>>;
  exchange?: Resolver<Maybe<ResolversTypes['ExchangeResult']>, ParentType, ContextType, RequireFields<MutationExchangeArgs, 'input'>>;
  failDeposit?: Resolver<Maybe<ResolversTypes['FailDepositResult']>, ParentType, ContextType, RequireFields<MutationFailDepositArgs, 'input'>>;
  failPurchase?: Resolver<Maybe<ResolversTypes['FailPurchaseResult']>, ParentType, ContextType, RequireFields<MutationFailPurchaseArgs, 'input'>>;
  freezeWallet?: Resolver<Maybe<ResolversTypes['FreezeWalletResult']>, ParentType, ContextType, RequireFields<MutationFreezeWalletArgs, 'input'>>;
  initiateDeposit?: Resolver<Maybe<ResolversTypes['InitiateDepositResult']>, ParentType, ContextType, RequireFields<MutationInitiateDepositArgs, 'input'>>;
  openWallet?: Resolver<Maybe<ResolversTypes['OpenWalletResult']>, ParentType, ContextType, RequireFields<MutationOpenWalletArgs, 'input'>>;
  pauseMonitor?: Resolver<Maybe<ResolversTypes['PauseMonitorResult']>, ParentType, ContextType, RequireFields<MutationPauseMonitorArgs, 'input'>>;
  pauseSchedule?: Resolver<Maybe<ResolversTypes['PauseScheduleResult']>, ParentType, ContextType, RequireFields<MutationPauseScheduleArgs, 'input'>>;
  pauseWebhook?: Resolver<Maybe<ResolversTypes['PauseWebhookResult']>, ParentType, ContextType, RequireFields<MutationPauseWebhookArgs, 'input'>>;
  payReferralCommission?: Resolver<Maybe<ResolversTypes['PayReferralCommissionResult']>, ParentType, ContextType, RequireFields<MutationPayReferralCommissionArgs, 'input'>>;
  post?: Resolver<Maybe<ResolversTypes['PostResult']>, ParentType, ContextType, RequireFields<MutationPostArgs, 'input'>>;
  proposeRepair?: Resolver<Maybe<ResolversTypes['ProposeRepairResult']>, ParentType, ContextType, RequireFields<MutationProposeRepairArgs, 'input'>>;
  purchase?: Resolver<Maybe<ResolversTypes['PurchaseResult']>, ParentType, ContextType, RequireFields<MutationPurchaseArgs, 'input'>>;
  quoteExchange?: Resolver<Maybe<ResolversTypes['QuoteExchangeResult']>, ParentType, ContextType, RequireFields<MutationQuoteExchangeArgs, 'input'>>;
  refundPurchase?: Resolver<Maybe<ResolversTypes['RefundPurchaseResult']>, ParentType, ContextType, RequireFields<MutationRefundPurchaseArgs, 'input'>>;
  rejectRepair?: Resolver<Maybe<ResolversTypes['RejectRepairResult']>, ParentType, ContextType, RequireFields<MutationRejectRepairArgs, 'input'>>;
  rejectWithdrawal?: Resolver<Maybe<ResolversTypes['RejectWithdrawalResult']>, ParentType, ContextType, RequireFields<MutationRejectWithdrawalArgs, 'input'>>;
  repayCredit?: Resolver<Maybe<ResolversTypes['RepayCreditResult']>, ParentType, ContextType, RequireFields<MutationRepayCreditArgs, 'input'>>;
  replayWebhook?: Resolver<Maybe<ResolversTypes['ReplayWebhookResult']>, ParentType, ContextType, RequireFields<MutationReplayWebhookArgs, 'input'>>;
  requestWithdrawal?: Resolver<Maybe<ResolversTypes['RequestWithdrawalResult']>, ParentType, ContextType, RequireFields<MutationRequestWithdrawalArgs, 'input'>>;
  resumeMonitor?: Resolver<Maybe<ResolversTypes['ResumeMonitorResult']>, ParentType, ContextType, RequireFields<MutationResumeMonitorArgs, 'input'>>;
  resumeSchedule?: Resolver<Maybe<ResolversTypes['ResumeScheduleResult']>, ParentType, ContextType, RequireFields<MutationResumeScheduleArgs, 'input'>>;
  resumeWebhook?: Resolver<Maybe<ResolversTypes['ResumeWebhookResult']>, ParentType, ContextType, RequireFields<MutationResumeWebhookArgs, 'input'>>;
  reverseTransaction?: Resolver<Maybe<ResolversTypes['ReverseTransactionResult']>, ParentType, ContextType, RequireFields<MutationReverseTransactionArgs, 'input'>>;
  revokeTokens?: Resolver<Maybe<ResolversTypes['RevokeTokensResult']>, ParentType, ContextType, RequireFields<MutationRevokeTokensArgs, 'input'>>;
  rotateWebhookSecret?: Resolver<Maybe<ResolversTypes['RotateWebhookSecretResult']>, ParentType, ContextType, RequireFields<MutationRotateWebhookSecretArgs, 'input'>>;
  runReconciliation?: Resolver<Maybe<ResolversTypes['RunReconciliationResult']>, ParentType, ContextType, RequireFields<MutationRunReconciliationArgs, 'input'>>;
  scheduleTransaction?: Resolver<Maybe<ResolversTypes['ScheduleTransactionResult']>, ParentType, ContextType, RequireFields<MutationScheduleTransactionArgs, 'input'>>;
  setCreditLine?: Resolver<Maybe<ResolversTypes['SetCreditLineResult']>, ParentType, ContextType, RequireFields<MutationSetCreditLineArgs, 'input'>>;
  setWalletDisplayName?: Resolver<Maybe<ResolversTypes['SetWalletDisplayNameResult']>, ParentType, ContextType, RequireFields<MutationSetWalletDisplayNameArgs, 'input'>>;
  setWalletMetadata?: Resolver<Maybe<ResolversTypes['SetWalletMetadataResult']>, ParentType, ContextType, RequireFields<MutationSetWalletMetadataArgs, 'input'>>;
  testWebhook?: Resolver<Maybe<ResolversTypes['TestWebhookResult']>, ParentType, ContextType, RequireFields<MutationTestWebhookArgs, 'input'>>;
  transfer?: Resolver<Maybe<ResolversTypes['TransferResult']>, ParentType, ContextType, RequireFields<MutationTransferArgs, 'input'>>;
  transferMany?: Resolver<Maybe<ResolversTypes['TransferManyResult']>, ParentType, ContextType, RequireFields<MutationTransferManyArgs, 'input'>>;
  unfreezeWallet?: Resolver<Maybe<ResolversTypes['UnfreezeWalletResult']>, ParentType, ContextType, RequireFields<MutationUnfreezeWalletArgs, 'input'>>;
  verifyIntegrity?: Resolver<Maybe<ResolversTypes['IntegrityReport']>, ParentType, ContextType>;
};

export type NoMomentAheadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['NoMomentAhead'] = ResolversParentTypes['NoMomentAhead']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NodeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Adjustment' | 'Alert' | 'Bonus' | 'Commission' | 'CreditDraw' | 'CreditRepayment' | 'Deposit' | 'Earning' | 'Entry' | 'Exchange' | 'ExchangeQuote' | 'Monitor' | 'OpeningBalance' | 'OwnerErasure' | 'Posting' | 'Purchase' | 'Reconciliation' | 'Refund' | 'Report' | 'Reversal' | 'Schedule' | 'Transfer' | 'Wallet' | 'Webhook' | 'Withdrawal', ParentType, ContextType>;
};

export type OpenWalletPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OpenWalletPayload'] = ResolversParentTypes['OpenWalletPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  wallet?: Resolver<ResolversTypes['Wallet'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OpenWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OpenWalletResult'] = ResolversParentTypes['OpenWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'OpenWalletPayload' | 'UnknownCurrency' | 'WalletLimit' | 'WalletNotActive', ParentType, ContextType>;
};

export type OpeningBalanceResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OpeningBalance'] = ResolversParentTypes['OpeningBalance']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['AdjustmentDirection'], ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['OpeningBalanceOrigin'], ParentType, ContextType>;
  part?: Resolver<ResolversTypes['OpeningBalancePart'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OpeningBalanceOriginResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OpeningBalanceOrigin'] = ResolversParentTypes['OpeningBalanceOrigin']> = {
  row?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OwnerErasureResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OwnerErasure'] = ResolversParentTypes['OwnerErasure']> = {
  erasedCommands?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  erasedTransactions?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  erasedWallets?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ownerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OwnerErasureStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OwnerEventResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OwnerEvent'] = ResolversParentTypes['OwnerEvent']> = {
  actor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PauseMonitorResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PauseMonitorResult'] = ResolversParentTypes['PauseMonitorResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'MonitorNotFound' | 'MonitorPayload', ParentType, ContextType>;
};

export type PauseScheduleResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PauseScheduleResult'] = ResolversParentTypes['PauseScheduleResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'ScheduleNotFound' | 'SchedulePayload', ParentType, ContextType>;
};

export type PauseWebhookResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PauseWebhookResult'] = ResolversParentTypes['PauseWebhookResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'WebhookNotFound' | 'WebhookPayload', ParentType, ContextType>;
};

export type PayReferralCommissionPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PayReferralCommissionPayload'] = ResolversParentTypes['PayReferralCommissionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Commission'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PayReferralCommissionResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PayReferralCommissionResult'] = ResolversParentTypes['PayReferralCommissionResult']> = {
  __resolveType: TypeResolveFn<'AlreadyPaid' | 'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InvalidAmount' | 'InvalidTransition' | 'PayReferralCommissionPayload' | 'SameWallet' | 'SelfApproval' | 'TransactionNotFound' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type PayeeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Payee'] = ResolversParentTypes['Payee']> = {
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  walletId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PostPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PostPayload'] = ResolversParentTypes['PostPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Posting'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PostResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PostResult'] = ResolversParentTypes['PostResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'EffectiveAtOutOfRange' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'PostPayload' | 'SelfApproval' | 'UnbalancedPosting' | 'UnknownCurrency' | 'UnknownSystemAccount' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type PostingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Posting'] = ResolversParentTypes['Posting']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProposeRepairPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProposeRepairPayload'] = ResolversParentTypes['ProposeRepairPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Adjustment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProposeRepairResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProposeRepairResult'] = ResolversParentTypes['ProposeRepairResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'FindingNotFound' | 'IdempotencyConflict' | 'InvalidAmount' | 'ProposeRepairPayload' | 'SelfApproval' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type PurchaseResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Purchase'] = ResolversParentTypes['Purchase']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  captured?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PurchasePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PurchasePayload'] = ResolversParentTypes['PurchasePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PurchaseResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PurchaseResult'] = ResolversParentTypes['PurchaseResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'PurchasePayload' | 'SameWallet' | 'SelfApproval' | 'SplitsExceedAmount' | 'UnknownCurrency' | 'UnknownSystemAccount' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type PushLatencyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PushLatency'] = ResolversParentTypes['PushLatency']> = {
  maxMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p50Ms?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p99Ms?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  alerts?: Resolver<ResolversTypes['AlertConnection'], ParentType, ContextType, Partial<QueryAlertsArgs>>;
  auditLog?: Resolver<ResolversTypes['AuditConnection'], ParentType, ContextType, Partial<QueryAuditLogArgs>>;
  currencies?: Resolver<ReadonlyArray<ResolversTypes['Currency']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['Currency']>, ParentType, ContextType, RequireFields<QueryCurrencyArgs, 'code'>>;
  drift?: Resolver<ResolversTypes['DriftConnection'], ParentType, ContextType, Partial<QueryDriftArgs>>;
  events?: Resolver<ResolversTypes['EventConnection'], ParentType, ContextType, Partial<QueryEventsArgs>>;
  exchangeQuote?: Resolver<Maybe<ResolversTypes['ExchangeQuote']>, ParentType, ContextType, RequireFields<QueryExchangeQuoteArgs, 'id'>>;
  monitoring?: Resolver<ResolversTypes['Monitoring'], ParentType, ContextType>;
  monitors?: Resolver<ResolversTypes['MonitorConnection'], ParentType, ContextType, Partial<QueryMonitorsArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  payee?: Resolver<Maybe<ResolversTypes['Payee']>, ParentType, ContextType, RequireFields<QueryPayeeArgs, 'currency' | 'name' | 'ownerId'>>;
  reconciliation?: Resolver<Maybe<ResolversTypes['Reconciliation']>, ParentType, ContextType, RequireFields<QueryReconciliationArgs, 'id'>>;
  reconciliations?: Resolver<ResolversTypes['ReconciliationConnection'], ParentType, ContextType, Partial<QueryReconciliationsArgs>>;
  reports?: Resolver<ResolversTypes['ReportConnection'], ParentType, ContextType, Partial<QueryReportsArgs>>;
  schedules?: Resolver<ResolversTypes['ScheduleConnection'], ParentType, ContextType, Partial<QuerySchedulesArgs>>;
  systemAccounts?: Resolver<ReadonlyArray<ResolversTypes['SystemAccountInfo']>, ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType, RequireFields<QueryTransactionArgs, 'id'>>;
  transactions?: Resolver<ResolversTypes['TransactionConnection'], ParentType, ContextType, Partial<QueryTransactionsArgs>>;
  treasuries?: Resolver<ReadonlyArray<ResolversTypes['Treasury']>, ParentType, ContextType, Partial<QueryTreasuriesArgs>>;
  treasury?: Resolver<Maybe<ResolversTypes['Treasury']>, ParentType, ContextType, RequireFields<QueryTreasuryArgs, 'currency'>>;
  treasuryReport?: Resolver<ResolversTypes['TreasuryReport'], ParentType, ContextType, RequireFields<QueryTreasuryReportArgs, 'from' | 'timeZone' | 'to'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType, RequireFields<QueryWalletArgs, 'id'>>;
  wallets?: Resolver<ResolversTypes['WalletConnection'], ParentType, ContextType, Partial<QueryWalletsArgs>>;
  webhooks?: Resolver<ResolversTypes['WebhookConnection'], ParentType, ContextType, Partial<QueryWebhooksArgs>>;
};

export type QuoteExchangePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['QuoteExchangePayload'] = ResolversParentTypes['QuoteExchangePayload']> = {
  quote?: Resolver<ResolversTypes['ExchangeQuote'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteExchangeResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['QuoteExchangeResult'] = ResolversParentTypes['QuoteExchangeResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InvalidAmount' | 'QuoteExchangePayload' | 'SameWallet' | 'SelfApproval' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type QuoteExpiredResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['QuoteExpired'] = ResolversParentTypes['QuoteExpired']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteNotFoundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['QuoteNotFound'] = ResolversParentTypes['QuoteNotFound']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteUsedResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['QuoteUsed'] = ResolversParentTypes['QuoteUsed']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReconciledInputResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReconciledInput'] = ResolversParentTypes['ReconciledInput']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReconciliationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Reconciliation'] = ResolversParentTypes['Reconciliation']> = {
  covered?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, Partial<ReconciliationFindingsArgs>>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<ReadonlyArray<ResolversTypes['ReconciledInput']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReconciliationStatus'], ParentType, ContextType>;
  totals?: Resolver<Maybe<ResolversTypes['ReconciliationTotals']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReconciliationConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReconciliationConnection'] = ResolversParentTypes['ReconciliationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReconciliationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReconciliationEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReconciliationEdge'] = ResolversParentTypes['ReconciliationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Reconciliation'], ParentType, ContextType>;
};

export type ReconciliationTotalsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReconciliationTotals'] = ResolversParentTypes['ReconciliationTotals']> = {
  checkedEntries?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  checkedWallets?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  closed?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  comparedLines?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  comparedWallets?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  opened?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type RefundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  purchase?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundPurchasePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RefundPurchasePayload'] = ResolversParentTypes['RefundPurchasePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Refund'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundPurchaseResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RefundPurchaseResult'] = ResolversParentTypes['RefundPurchaseResult']> = {
  __resolveType: TypeResolveFn<'AmountExceedsRemaining' | 'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'InvalidTransition' | 'RefundPurchasePayload' | 'SelfApproval' | 'TransactionNotFound' | 'UnknownCurrency' | 'WalletNotActive', ParentType, ContextType>;
};

export type RefusedEarningResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RefusedEarning'] = ResolversParentTypes['RefusedEarning']> = {
  error?: Resolver<ResolversTypes['UserError'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  walletId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RefusedTransferResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RefusedTransfer'] = ResolversParentTypes['RefusedTransfer']> = {
  error?: Resolver<ResolversTypes['UserError'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RejectRepairPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RejectRepairPayload'] = ResolversParentTypes['RejectRepairPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Adjustment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RejectRepairResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RejectRepairResult'] = ResolversParentTypes['RejectRepairResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'RejectRepairPayload' | 'SelfApproval' | 'TransactionNotFound', ParentType, ContextType>;
};

export type RejectWithdrawalPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RejectWithdrawalPayload'] = ResolversParentTypes['RejectWithdrawalPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RejectWithdrawalResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RejectWithdrawalResult'] = ResolversParentTypes['RejectWithdrawalResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'IdempotencyConflict' | 'InvalidTransition' | 'RejectWithdrawalPayload' | 'SelfApproval' | 'TransactionNotFound', ParentType, ContextType>;
};

export type RepayCreditPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RepayCreditPayload'] = ResolversParentTypes['RepayCreditPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['CreditRepayment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RepayCreditResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RepayCreditResult'] = ResolversParentTypes['RepayCreditResult']> = {
  __resolveType: TypeResolveFn<'AmountExceedsRemaining' | 'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'RepayCreditPayload' | 'SelfApproval' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type ReplayWebhookResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReplayWebhookResult'] = ResolversParentTypes['ReplayWebhookResult']> = {
  __resolveType: TypeResolveFn<'DeliveryNotFound' | 'IdempotencyConflict' | 'WebhookNotFound' | 'WebhookPayload', ParentType, ContextType>;
};

export type ReportResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Report'] = ResolversParentTypes['Report']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  csv?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  html?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['ReportPeriod'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReportConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReportConnection'] = ResolversParentTypes['ReportConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReportEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReportEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReportEdge'] = ResolversParentTypes['ReportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Report'], ParentType, ContextType>;
};

export type RequestWithdrawalPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RequestWithdrawalPayload'] = ResolversParentTypes['RequestWithdrawalPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RequestWithdrawalResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RequestWithdrawalResult'] = ResolversParentTypes['RequestWithdrawalResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'RequestWithdrawalPayload' | 'SameWallet' | 'SelfApproval' | 'SplitsExceedAmount' | 'UnknownCurrency' | 'UnknownSystemAccount' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type ResumeMonitorResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ResumeMonitorResult'] = ResolversParentTypes['ResumeMonitorResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'MonitorNotFound' | 'MonitorPayload', ParentType, ContextType>;
};

export type ResumeScheduleResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ResumeScheduleResult'] = ResolversParentTypes['ResumeScheduleResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'ScheduleNotFound' | 'SchedulePayload', ParentType, ContextType>;
};

export type ResumeWebhookResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ResumeWebhookResult'] = ResolversParentTypes['ResumeWebhookResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'WebhookNotFound' | 'WebhookPayload', ParentType, ContextType>;
};

export type ReversalResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Reversal'] = ResolversParentTypes['Reversal']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  original?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReverseTransactionPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReverseTransactionPayload'] = ResolversParentTypes['ReverseTransactionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Reversal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReverseTransactionResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReverseTransactionResult'] = ResolversParentTypes['ReverseTransactionResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidTransition' | 'ReverseTransactionPayload' | 'SelfApproval' | 'TransactionNotFound' | 'WalletNotActive', ParentType, ContextType>;
};

export type RevokeTokensPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RevokeTokensPayload'] = ResolversParentTypes['RevokeTokensPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  revokedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevokeTokensResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RevokeTokensResult'] = ResolversParentTypes['RevokeTokensResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'RevokeTokensPayload', ParentType, ContextType>;
};

export type RotateWebhookSecretPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RotateWebhookSecretPayload'] = ResolversParentTypes['RotateWebhookSecretPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RotateWebhookSecretResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RotateWebhookSecretResult'] = ResolversParentTypes['RotateWebhookSecretResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'RotateWebhookSecretPayload' | 'WebhookNotFound', ParentType, ContextType>;
};

export type RunReconciliationPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RunReconciliationPayload'] = ResolversParentTypes['RunReconciliationPayload']> = {
  reconciliation?: Resolver<ResolversTypes['Reconciliation'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RunReconciliationResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RunReconciliationResult'] = ResolversParentTypes['RunReconciliationResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'RunReconciliationPayload', ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SameWalletResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SameWallet'] = ResolversParentTypes['SameWallet']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScheduleResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Schedule'] = ResolversParentTypes['Schedule']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  changedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  changedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cron?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  input?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  late?: Resolver<ResolversTypes['LateRule'], ParentType, ContextType>;
  mutation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  runs?: Resolver<ResolversTypes['ScheduleRunConnection'], ParentType, ContextType, Partial<ScheduleRunsArgs>>;
  status?: Resolver<ResolversTypes['ScheduleStatus'], ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScheduleConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScheduleConnection'] = ResolversParentTypes['ScheduleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ScheduleEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ScheduleEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScheduleEdge'] = ResolversParentTypes['ScheduleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Schedule'], ParentType, ContextType>;
};

export type ScheduleNotFoundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScheduleNotFound'] = ResolversParentTypes['ScheduleNotFound']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SchedulePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SchedulePayload'] = ResolversParentTypes['SchedulePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  schedule?: Resolver<ResolversTypes['Schedule'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScheduleRunResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScheduleRun'] = ResolversParentTypes['ScheduleRun']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  doneLines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refusedLines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
};

export type ScheduleRunConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScheduleRunConnection'] = ResolversParentTypes['ScheduleRunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ScheduleRunEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ScheduleRunEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScheduleRunEdge'] = ResolversParentTypes['ScheduleRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ScheduleRun'], ParentType, ContextType>;
};

export type ScheduleTransactionPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScheduleTransactionPayload'] = ResolversParentTypes['ScheduleTransactionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  schedule?: Resolver<ResolversTypes['Schedule'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScheduleTransactionResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ScheduleTransactionResult'] = ResolversParentTypes['ScheduleTransactionResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'NoMomentAhead' | 'ScheduleTransactionPayload', ParentType, ContextType>;
};

export type SelfApprovalResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SelfApproval'] = ResolversParentTypes['SelfApproval']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetCreditLinePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SetCreditLinePayload'] = ResolversParentTypes['SetCreditLinePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  wallet?: Resolver<ResolversTypes['Wallet'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetCreditLineResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SetCreditLineResult'] = ResolversParentTypes['SetCreditLineResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InvalidAmount' | 'SelfApproval' | 'SetCreditLinePayload' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type SetWalletDisplayNameResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SetWalletDisplayNameResult'] = ResolversParentTypes['SetWalletDisplayNameResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'SelfApproval' | 'WalletNotActive' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
};

export type SetWalletMetadataResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SetWalletMetadataResult'] = ResolversParentTypes['SetWalletMetadataResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'SelfApproval' | 'WalletNotActive' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
};

export type SplitReceiverResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SplitReceiver'] = ResolversParentTypes['SplitReceiver']> = {
  __resolveType: TypeResolveFn<'SystemAccountInfo' | 'Wallet', ParentType, ContextType>;
};

export type SplitsExceedAmountResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SplitsExceedAmount'] = ResolversParentTypes['SplitsExceedAmount']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement']> = {
  closing?: Resolver<ResolversTypes['Balance'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['HistoryConnection'], ParentType, ContextType, Partial<StatementLinesArgs>>;
  opening?: Resolver<ResolversTypes['Balance'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  totals?: Resolver<ReadonlyArray<ResolversTypes['StatementTotal']>, ParentType, ContextType>;
};

export type StatementTotalResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['StatementTotal'] = ResolversParentTypes['StatementTotal']> = {
  count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  moneyIn?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  moneyOut?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  alertRaised?: SubscriptionResolver<ResolversTypes['Alert'], "alertRaised", ParentType, ContextType>;
  balanceChanged?: SubscriptionResolver<ResolversTypes['BalanceChange'], "balanceChanged", ParentType, ContextType, RequireFields<SubscriptionBalanceChangedArgs, 'walletId'>>;
  eventAdded?: SubscriptionResolver<ResolversTypes['Event'], "eventAdded", ParentType, ContextType, Partial<SubscriptionEventAddedArgs>>;
  transactionChanged?: SubscriptionResolver<ResolversTypes['Transaction'], "transactionChanged", ParentType, ContextType, RequireFields<SubscriptionTransactionChangedArgs, 'id'>>;
  walletChanges?: SubscriptionResolver<ReadonlyArray<ResolversTypes['WalletChange']>, "walletChanges", ParentType, ContextType, Partial<SubscriptionWalletChangesArgs>>;
};

export type SystemAccountBalanceResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SystemAccountBalance'] = ResolversParentTypes['SystemAccountBalance']> = {
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SystemAccountExistsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SystemAccountExists'] = ResolversParentTypes['SystemAccountExists']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SystemAccountFlowResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SystemAccountFlow'] = ResolversParentTypes['SystemAccountFlow']> = {
  closing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  debits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  opening?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SystemAccountInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SystemAccountInfo'] = ResolversParentTypes['SystemAccountInfo']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TestWebhookPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TestWebhookPayload'] = ResolversParentTypes['TestWebhookPayload']> = {
  delivered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  responseStatus?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TestWebhookResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TestWebhookResult'] = ResolversParentTypes['TestWebhookResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'TestWebhookPayload' | 'WebhookNotFound', ParentType, ContextType>;
};

export type TokensRevokedResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TokensRevoked'] = ResolversParentTypes['TokensRevoked']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransactionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Transaction'] = ResolversParentTypes['Transaction']> = {
  __resolveType: TypeResolveFn<'Adjustment' | 'Bonus' | 'Commission' | 'CreditDraw' | 'CreditRepayment' | 'Deposit' | 'Earning' | 'Exchange' | 'OpeningBalance' | 'Posting' | 'Purchase' | 'Refund' | 'Reversal' | 'Transfer' | 'Withdrawal', ParentType, ContextType>;
};

export type TransactionConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionConnection'] = ResolversParentTypes['TransactionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TransactionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TransactionEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionEdge'] = ResolversParentTypes['TransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
};

export type TransactionEventResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionEvent'] = ResolversParentTypes['TransactionEvent']> = {
  actor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransactionNotFoundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionNotFound'] = ResolversParentTypes['TransactionNotFound']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransactionOutcomesResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionOutcomes'] = ResolversParentTypes['TransactionOutcomes']> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unknown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TransactionPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionPayload'] = ResolversParentTypes['TransactionPayload']> = {
  __resolveType: TypeResolveFn<'AdjustBalancePayload' | 'ApproveRepairPayload' | 'ApproveWithdrawalPayload' | 'CancelPurchasePayload' | 'CancelWithdrawalPayload' | 'ClaimDailyBonusPayload' | 'CompletePurchasePayload' | 'ConfirmDepositPayload' | 'DepositPayload' | 'DrawCreditPayload' | 'EarningPayload' | 'ExchangePayload' | 'FailDepositPayload' | 'FailPurchasePayload' | 'InitiateDepositPayload' | 'PayReferralCommissionPayload' | 'PostPayload' | 'ProposeRepairPayload' | 'PurchasePayload' | 'RefundPurchasePayload' | 'RejectRepairPayload' | 'RejectWithdrawalPayload' | 'RepayCreditPayload' | 'RequestWithdrawalPayload' | 'ReverseTransactionPayload' | 'TransferPayload', ParentType, ContextType>;
};

export type TransactionSplitResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionSplit'] = ResolversParentTypes['TransactionSplit']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  takenBack?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['SplitReceiver']>, ParentType, ContextType>;
};

export type TransferResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Transfer'] = ResolversParentTypes['Transfer']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  toWallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferManyPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransferManyPayload'] = ResolversParentTypes['TransferManyPayload']> = {
  done?: Resolver<ReadonlyArray<ResolversTypes['TransferPayload']>, ParentType, ContextType>;
  refused?: Resolver<ReadonlyArray<ResolversTypes['RefusedTransfer']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferManyResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransferManyResult'] = ResolversParentTypes['TransferManyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'TransferManyPayload', ParentType, ContextType>;
};

export type TransferPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransferPayload'] = ResolversParentTypes['TransferPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransferResult'] = ResolversParentTypes['TransferResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'SameWallet' | 'SelfApproval' | 'SplitsExceedAmount' | 'TransferPayload' | 'UnknownCurrency' | 'UnknownSystemAccount' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type TreasuryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Treasury'] = ResolversParentTypes['Treasury']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  memberTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  sumOfAllAccounts?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  systemAccounts?: Resolver<ReadonlyArray<ResolversTypes['SystemAccountBalance']>, ParentType, ContextType>;
};

export type TreasuryDayResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TreasuryDay'] = ResolversParentTypes['TreasuryDay']> = {
  closing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['TreasuryFlow']>, ParentType, ContextType>;
  opening?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  systemAccounts?: Resolver<ReadonlyArray<ResolversTypes['SystemAccountFlow']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type TreasuryFlowResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TreasuryFlow'] = ResolversParentTypes['TreasuryFlow']> = {
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  moneyIn?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  moneyOut?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  moved?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  transactions?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type TreasuryReportResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TreasuryReport'] = ResolversParentTypes['TreasuryReport']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currencies?: Resolver<ReadonlyArray<ResolversTypes['TreasuryReportCurrency']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type TreasuryReportCurrencyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TreasuryReportCurrency'] = ResolversParentTypes['TreasuryReportCurrency']> = {
  closing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  days?: Resolver<ReadonlyArray<ResolversTypes['TreasuryDay']>, ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['TreasuryFlow']>, ParentType, ContextType>;
  opening?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  systemAccounts?: Resolver<ReadonlyArray<ResolversTypes['SystemAccountFlow']>, ParentType, ContextType>;
};

export type UnbalancedPostingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UnbalancedPosting'] = ResolversParentTypes['UnbalancedPosting']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnfreezeWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UnfreezeWalletResult'] = ResolversParentTypes['UnfreezeWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'SelfApproval' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
};

export type UnknownCurrencyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UnknownCurrency'] = ResolversParentTypes['UnknownCurrency']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnknownSystemAccountResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UnknownSystemAccount'] = ResolversParentTypes['UnknownSystemAccount']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'AlertNotFound' | 'AlreadyClaimed' | 'AlreadyPaid' | 'AmountExceedsRemaining' | 'AmountTooLarge' | 'BonusNotOffered' | 'CreditLimitExceeded' | 'CreditNotApproved' | 'CurrencyExists' | 'CurrencyMismatch' | 'DeliveryNotFound' | 'EffectiveAtOutOfRange' | 'EmailNotConfigured' | 'FindingNotFound' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'InvalidTransition' | 'MonitorNotFound' | 'NoMomentAhead' | 'QuoteExpired' | 'QuoteNotFound' | 'QuoteUsed' | 'SameWallet' | 'ScheduleNotFound' | 'SelfApproval' | 'SplitsExceedAmount' | 'SystemAccountExists' | 'TokensRevoked' | 'TransactionNotFound' | 'UnbalancedPosting' | 'UnknownCurrency' | 'UnknownSystemAccount' | 'WalletLimit' | 'WalletNotActive' | 'WalletNotEmpty' | 'WalletNotFound' | 'WebhookNotFound', ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  wallets?: Resolver<ReadonlyArray<ResolversTypes['Wallet']>, ParentType, ContextType>;
};

export type WalletResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Wallet'] = ResolversParentTypes['Wallet']> = {
  balance?: Resolver<ResolversTypes['Balance'], ParentType, ContextType, Partial<WalletBalanceArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  creditLine?: Resolver<ResolversTypes['CreditLine'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['EntryConnection'], ParentType, ContextType, Partial<WalletEntriesArgs>>;
  explain?: Resolver<ResolversTypes['BalanceExplanation'], ParentType, ContextType, Partial<WalletExplainArgs>>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, Partial<WalletFindingsArgs>>;
  history?: Resolver<ResolversTypes['HistoryConnection'], ParentType, ContextType, RequireFields<WalletHistoryArgs, 'orderBy'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  metadataChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  metadataChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ownerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType, RequireFields<WalletStatementArgs, 'from' | 'timeZone' | 'to'>>;
  status?: Resolver<ResolversTypes['WalletStatus'], ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transactions?: Resolver<ResolversTypes['TransactionConnection'], ParentType, ContextType, Partial<WalletTransactionsArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WalletChangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletChange'] = ResolversParentTypes['WalletChange']> = {
  balance?: Resolver<ResolversTypes['Balance'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  ownerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WalletStatus'], ParentType, ContextType>;
  wallet?: Resolver<ResolversTypes['Wallet'], ParentType, ContextType>;
  walletId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WalletConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletConnection'] = ResolversParentTypes['WalletConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WalletEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WalletEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletEdge'] = ResolversParentTypes['WalletEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Wallet'], ParentType, ContextType>;
};

export type WalletEventResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletEvent'] = ResolversParentTypes['WalletEvent']> = {
  actor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WalletLimitResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletLimit'] = ResolversParentTypes['WalletLimit']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WalletNotActiveResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletNotActive'] = ResolversParentTypes['WalletNotActive']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WalletNotEmptyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletNotEmpty'] = ResolversParentTypes['WalletNotEmpty']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WalletNotFoundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletNotFound'] = ResolversParentTypes['WalletNotFound']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WalletPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletPayload'] = ResolversParentTypes['WalletPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  wallet?: Resolver<ResolversTypes['Wallet'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  changedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  changedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['WebhookDeliveryConnection'], ParentType, ContextType, Partial<WebhookDeliveriesArgs>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  oldSecretUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  selection?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WebhookStatus'], ParentType, ContextType>;
  types?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookConnection'] = ResolversParentTypes['WebhookConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WebhookDeliveryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  firstAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  responseStatus?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeliveryStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WebhookDeliveryConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] = ResolversParentTypes['WebhookDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WebhookDeliveryEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] = ResolversParentTypes['WebhookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
};

export type WebhookEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookEdge'] = ResolversParentTypes['WebhookEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
};

export type WebhookNotFoundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookNotFound'] = ResolversParentTypes['WebhookNotFound']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookPayload'] = ResolversParentTypes['WebhookPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawalResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Withdrawal'] = ResolversParentTypes['Withdrawal']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  destination?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['Reversal']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['TransactionSplit']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphQLContext> = {
  AcknowledgeAlertPayload?: AcknowledgeAlertPayloadResolvers<ContextType>;
  AcknowledgeAlertResult?: AcknowledgeAlertResultResolvers<ContextType>;
  AdjustBalancePayload?: AdjustBalancePayloadResolvers<ContextType>;
  AdjustBalanceResult?: AdjustBalanceResultResolvers<ContextType>;
  Adjustment?: AdjustmentResolvers<ContextType>;
  Alert?: AlertResolvers<ContextType>;
  AlertChannel?: AlertChannelResolvers<ContextType>;
  AlertConnection?: AlertConnectionResolvers<ContextType>;
  AlertEdge?: AlertEdgeResolvers<ContextType>;
  AlertEvent?: AlertEventResolvers<ContextType>;
  AlertNotFound?: AlertNotFoundResolvers<ContextType>;
  AlertNotification?: AlertNotificationResolvers<ContextType>;
  AlreadyClaimed?: AlreadyClaimedResolvers<ContextType>;
  AlreadyPaid?: AlreadyPaidResolvers<ContextType>;
  AmountExceedsRemaining?: AmountExceedsRemainingResolvers<ContextType>;
  AmountTooLarge?: AmountTooLargeResolvers<ContextType>;
  ApproveRepairPayload?: ApproveRepairPayloadResolvers<ContextType>;
  ApproveRepairResult?: ApproveRepairResultResolvers<ContextType>;
  ApproveWithdrawalPayload?: ApproveWithdrawalPayloadResolvers<ContextType>;
  ApproveWithdrawalResult?: ApproveWithdrawalResultResolvers<ContextType>;
  AuditConnection?: AuditConnectionResolvers<ContextType>;
  AuditEdge?: AuditEdgeResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  Balance?: BalanceResolvers<ContextType>;
  BalanceChange?: BalanceChangeResolvers<ContextType>;
  BalanceExplanation?: BalanceExplanationResolvers<ContextType>;
  BalanceFigures?: BalanceFiguresResolvers<ContextType>;
  BalancePart?: BalancePartResolvers<ContextType>;
  Bonus?: BonusResolvers<ContextType>;
  BonusNotOffered?: BonusNotOfferedResolvers<ContextType>;
  CancelPurchasePayload?: CancelPurchasePayloadResolvers<ContextType>;
  CancelPurchaseResult?: CancelPurchaseResultResolvers<ContextType>;
  CancelScheduleResult?: CancelScheduleResultResolvers<ContextType>;
  CancelWithdrawalPayload?: CancelWithdrawalPayloadResolvers<ContextType>;
  CancelWithdrawalResult?: CancelWithdrawalResultResolvers<ContextType>;
  ClaimDailyBonusPayload?: ClaimDailyBonusPayloadResolvers<ContextType>;
  ClaimDailyBonusResult?: ClaimDailyBonusResultResolvers<ContextType>;
  CloseWalletResult?: CloseWalletResultResolvers<ContextType>;
  Commission?: CommissionResolvers<ContextType>;
  CompletePurchasePayload?: CompletePurchasePayloadResolvers<ContextType>;
  CompletePurchaseResult?: CompletePurchaseResultResolvers<ContextType>;
  ConfirmDepositPayload?: ConfirmDepositPayloadResolvers<ContextType>;
  ConfirmDepositResult?: ConfirmDepositResultResolvers<ContextType>;
  Consistency?: ConsistencyResolvers<ContextType>;
  Counterparty?: CounterpartyResolvers<ContextType>;
  CreateCurrencyPayload?: CreateCurrencyPayloadResolvers<ContextType>;
  CreateCurrencyResult?: CreateCurrencyResultResolvers<ContextType>;
  CreateMonitorPayload?: CreateMonitorPayloadResolvers<ContextType>;
  CreateMonitorResult?: CreateMonitorResultResolvers<ContextType>;
  CreateSystemAccountPayload?: CreateSystemAccountPayloadResolvers<ContextType>;
  CreateSystemAccountResult?: CreateSystemAccountResultResolvers<ContextType>;
  CreateWebhookPayload?: CreateWebhookPayloadResolvers<ContextType>;
  CreateWebhookResult?: CreateWebhookResultResolvers<ContextType>;
  CreditDraw?: CreditDrawResolvers<ContextType>;
  CreditLimitExceeded?: CreditLimitExceededResolvers<ContextType>;
  CreditLine?: CreditLineResolvers<ContextType>;
  CreditNotApproved?: CreditNotApprovedResolvers<ContextType>;
  CreditRepayment?: CreditRepaymentResolvers<ContextType>;
  Currency?: CurrencyResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  CurrencyEvent?: CurrencyEventResolvers<ContextType>;
  CurrencyExists?: CurrencyExistsResolvers<ContextType>;
  CurrencyMismatch?: CurrencyMismatchResolvers<ContextType>;
  DateOrDateTime?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeleteMonitorResult?: DeleteMonitorResultResolvers<ContextType>;
  DeleteWebhookResult?: DeleteWebhookResultResolvers<ContextType>;
  DeliveryNotFound?: DeliveryNotFoundResolvers<ContextType>;
  Deposit?: DepositResolvers<ContextType>;
  DepositPayload?: DepositPayloadResolvers<ContextType>;
  DepositResult?: DepositResultResolvers<ContextType>;
  DistributeEarningsPayload?: DistributeEarningsPayloadResolvers<ContextType>;
  DistributeEarningsResult?: DistributeEarningsResultResolvers<ContextType>;
  DrawCreditPayload?: DrawCreditPayloadResolvers<ContextType>;
  DrawCreditResult?: DrawCreditResultResolvers<ContextType>;
  Drift?: DriftResolvers<ContextType>;
  DriftCause?: DriftCauseResolvers<ContextType>;
  DriftConnection?: DriftConnectionResolvers<ContextType>;
  DriftEdge?: DriftEdgeResolvers<ContextType>;
  DriftValue?: DriftValueResolvers<ContextType>;
  Earning?: EarningResolvers<ContextType>;
  EarningPayload?: EarningPayloadResolvers<ContextType>;
  EffectiveAtOutOfRange?: EffectiveAtOutOfRangeResolvers<ContextType>;
  EmailNotConfigured?: EmailNotConfiguredResolvers<ContextType>;
  Entry?: EntryResolvers<ContextType>;
  EntryConnection?: EntryConnectionResolvers<ContextType>;
  EntryEdge?: EntryEdgeResolvers<ContextType>;
  EraseOwnerPayload?: EraseOwnerPayloadResolvers<ContextType>;
  EraseOwnerResult?: EraseOwnerResultResolvers<ContextType>;
  Event?: EventResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventEdge?: EventEdgeResolvers<ContextType>;
  Exchange?: ExchangeResolvers<ContextType>;
  ExchangePayload?: ExchangePayloadResolvers<ContextType>;
  ExchangeQuote?: ExchangeQuoteResolvers<ContextType>;
  ExchangeResult?: ExchangeResultResolvers<ContextType>;
  ExplainedTransactionConnection?: ExplainedTransactionConnectionResolvers<ContextType>;
  ExplainedTransactionEdge?: ExplainedTransactionEdgeResolvers<ContextType>;
  FailDepositPayload?: FailDepositPayloadResolvers<ContextType>;
  FailDepositResult?: FailDepositResultResolvers<ContextType>;
  FailPurchasePayload?: FailPurchasePayloadResolvers<ContextType>;
  FailPurchaseResult?: FailPurchaseResultResolvers<ContextType>;
  Finding?: FindingResolvers<ContextType>;
  FindingConnection?: FindingConnectionResolvers<ContextType>;
  FindingEdge?: FindingEdgeResolvers<ContextType>;
  FindingNotFound?: FindingNotFoundResolvers<ContextType>;
  FreezeWalletResult?: FreezeWalletResultResolvers<ContextType>;
  HistoryConnection?: HistoryConnectionResolvers<ContextType>;
  HistoryEdge?: HistoryEdgeResolvers<ContextType>;
  HistoryLine?: HistoryLineResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  IdempotencyKey?: GraphQLScalarType;
  InitiateDepositPayload?: InitiateDepositPayloadResolvers<ContextType>;
  InitiateDepositResult?: InitiateDepositResultResolvers<ContextType>;
  InsufficientFunds?: InsufficientFundsResolvers<ContextType>;
  IntegrityFinding?: IntegrityFindingResolvers<ContextType>;
  IntegrityReport?: IntegrityReportResolvers<ContextType>;
  InvalidAmount?: InvalidAmountResolvers<ContextType>;
  InvalidTransition?: InvalidTransitionResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  LegacyOrigin?: LegacyOriginResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Monitor?: MonitorResolvers<ContextType>;
  MonitorConnection?: MonitorConnectionResolvers<ContextType>;
  MonitorEdge?: MonitorEdgeResolvers<ContextType>;
  MonitorNotFound?: MonitorNotFoundResolvers<ContextType>;
  MonitorPayload?: MonitorPayloadResolvers<ContextType>;
  Monitoring?: MonitoringResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NoMomentAhead?: NoMomentAheadResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OpenWalletPayload?: OpenWalletPayloadResolvers<ContextType>;
  OpenWalletResult?: OpenWalletResultResolvers<ContextType>;
  OpeningBalance?: OpeningBalanceResolvers<ContextType>;
  OpeningBalanceOrigin?: OpeningBalanceOriginResolvers<ContextType>;
  OwnerErasure?: OwnerErasureResolvers<ContextType>;
  OwnerEvent?: OwnerEventResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PauseMonitorResult?: PauseMonitorResultResolvers<ContextType>;
  PauseScheduleResult?: PauseScheduleResultResolvers<ContextType>;
  PauseWebhookResult?: PauseWebhookResultResolvers<ContextType>;
  PayReferralCommissionPayload?: PayReferralCommissionPayloadResolvers<ContextType>;
  PayReferralCommissionResult?: PayReferralCommissionResultResolvers<ContextType>;
  Payee?: PayeeResolvers<ContextType>;
  PostPayload?: PostPayloadResolvers<ContextType>;
  PostResult?: PostResultResolvers<ContextType>;
  Posting?: PostingResolvers<ContextType>;
  ProposeRepairPayload?: ProposeRepairPayloadResolvers<ContextType>;
  ProposeRepairResult?: ProposeRepairResultResolvers<ContextType>;
  Purchase?: PurchaseResolvers<ContextType>;
  PurchasePayload?: PurchasePayloadResolvers<ContextType>;
  PurchaseResult?: PurchaseResultResolvers<ContextType>;
  PushLatency?: PushLatencyResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuoteExchangePayload?: QuoteExchangePayloadResolvers<ContextType>;
  QuoteExchangeResult?: QuoteExchangeResultResolvers<ContextType>;
  QuoteExpired?: QuoteExpiredResolvers<ContextType>;
  QuoteNotFound?: QuoteNotFoundResolvers<ContextType>;
  QuoteUsed?: QuoteUsedResolvers<ContextType>;
  ReconciledInput?: ReconciledInputResolvers<ContextType>;
  Reconciliation?: ReconciliationResolvers<ContextType>;
  ReconciliationConnection?: ReconciliationConnectionResolvers<ContextType>;
  ReconciliationEdge?: ReconciliationEdgeResolvers<ContextType>;
  ReconciliationTotals?: ReconciliationTotalsResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  RefundPurchasePayload?: RefundPurchasePayloadResolvers<ContextType>;
  RefundPurchaseResult?: RefundPurchaseResultResolvers<ContextType>;
  RefusedEarning?: RefusedEarningResolvers<ContextType>;
  RefusedTransfer?: RefusedTransferResolvers<ContextType>;
  RejectRepairPayload?: RejectRepairPayloadResolvers<ContextType>;
  RejectRepairResult?: RejectRepairResultResolvers<ContextType>;
  RejectWithdrawalPayload?: RejectWithdrawalPayloadResolvers<ContextType>;
  RejectWithdrawalResult?: RejectWithdrawalResultResolvers<ContextType>;
  RepayCreditPayload?: RepayCreditPayloadResolvers<ContextType>;
  RepayCreditResult?: RepayCreditResultResolvers<ContextType>;
  ReplayWebhookResult?: ReplayWebhookResultResolvers<ContextType>;
  Report?: ReportResolvers<ContextType>;
  ReportConnection?: ReportConnectionResolvers<ContextType>;
  ReportEdge?: ReportEdgeResolvers<ContextType>;
  RequestWithdrawalPayload?: RequestWithdrawalPayloadResolvers<ContextType>;
  RequestWithdrawalResult?: RequestWithdrawalResultResolvers<ContextType>;
  ResumeMonitorResult?: ResumeMonitorResultResolvers<ContextType>;
  ResumeScheduleResult?: ResumeScheduleResultResolvers<ContextType>;
  ResumeWebhookResult?: ResumeWebhookResultResolvers<ContextType>;
  Reversal?: ReversalResolvers<ContextType>;
  ReverseTransactionPayload?: ReverseTransactionPayloadResolvers<ContextType>;
  ReverseTransactionResult?: ReverseTransactionResultResolvers<ContextType>;
  RevokeTokensPayload?: RevokeTokensPayloadResolvers<ContextType>;
  RevokeTokensResult?: RevokeTokensResultResolvers<ContextType>;
  RotateWebhookSecretPayload?: RotateWebhookSecretPayloadResolvers<ContextType>;
  RotateWebhookSecretResult?: RotateWebhookSecretResultResolvers<ContextType>;
  RunReconciliationPayload?: RunReconciliationPayloadResolvers<ContextType>;
  RunReconciliationResult?: RunReconciliationResultResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  SameWallet?: SameWalletResolvers<ContextType>;
  Schedule?: ScheduleResolvers<ContextType>;
  ScheduleConnection?: ScheduleConnectionResolvers<ContextType>;
  ScheduleEdge?: ScheduleEdgeResolvers<ContextType>;
  ScheduleNotFound?: ScheduleNotFoundResolvers<ContextType>;
  SchedulePayload?: SchedulePayloadResolvers<ContextType>;
  ScheduleRun?: ScheduleRunResolvers<ContextType>;
  ScheduleRunConnection?: ScheduleRunConnectionResolvers<ContextType>;
  ScheduleRunEdge?: ScheduleRunEdgeResolvers<ContextType>;
  ScheduleTransactionPayload?: ScheduleTransactionPayloadResolvers<ContextType>;
  ScheduleTransactionResult?: ScheduleTransactionResultResolvers<ContextType>;
  SelfApproval?: SelfApprovalResolvers<ContextType>;
  SetCreditLinePayload?: SetCreditLinePayloadResolvers<ContextType>;
  SetCreditLineResult?: SetCreditLineResultResolvers<ContextType>;
  SetWalletDisplayNameResult?: SetWalletDisplayNameResultResolvers<ContextType>;
  SetWalletMetadataResult?: SetWalletMetadataResultResolvers<ContextType>;
  SplitReceiver?: SplitReceiverResolvers<ContextType>;
  SplitsExceedAmount?: SplitsExceedAmountResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  StatementTotal?: StatementTotalResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SystemAccountBalance?: SystemAccountBalanceResolvers<ContextType>;
  SystemAccountExists?: SystemAccountExistsResolvers<ContextType>;
  SystemAccountFlow?: SystemAccountFlowResolvers<ContextType>;
  SystemAccountInfo?: SystemAccountInfoResolvers<ContextType>;
  TestWebhookPayload?: TestWebhookPayloadResolvers<ContextType>;
  TestWebhookResult?: TestWebhookResultResolvers<ContextType>;
  TokensRevoked?: TokensRevokedResolvers<ContextType>;
  Transaction?: TransactionResolvers<ContextType>;
  TransactionConnection?: TransactionConnectionResolvers<ContextType>;
  TransactionEdge?: TransactionEdgeResolvers<ContextType>;
  TransactionEvent?: TransactionEventResolvers<ContextType>;
  TransactionNotFound?: TransactionNotFoundResolvers<ContextType>;
  TransactionOutcomes?: TransactionOutcomesResolvers<ContextType>;
  TransactionPayload?: TransactionPayloadResolvers<ContextType>;
  TransactionSplit?: TransactionSplitResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  TransferManyPayload?: TransferManyPayloadResolvers<ContextType>;
  TransferManyResult?: TransferManyResultResolvers<ContextType>;
  TransferPayload?: TransferPayloadResolvers<ContextType>;
  TransferResult?: TransferResultResolvers<ContextType>;
  Treasury?: TreasuryResolvers<ContextType>;
  TreasuryDay?: TreasuryDayResolvers<ContextType>;
  TreasuryFlow?: TreasuryFlowResolvers<ContextType>;
  TreasuryReport?: TreasuryReportResolvers<ContextType>;
  TreasuryReportCurrency?: TreasuryReportCurrencyResolvers<ContextType>;
  UnbalancedPosting?: UnbalancedPostingResolvers<ContextType>;
  UnfreezeWalletResult?: UnfreezeWalletResultResolvers<ContextType>;
  UnknownCurrency?: UnknownCurrencyResolvers<ContextType>;
  UnknownSystemAccount?: UnknownSystemAccountResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Wallet?: WalletResolvers<ContextType>;
  WalletChange?: WalletChangeResolvers<ContextType>;
  WalletConnection?: WalletConnectionResolvers<ContextType>;
  WalletEdge?: WalletEdgeResolvers<ContextType>;
  WalletEvent?: WalletEventResolvers<ContextType>;
  WalletLimit?: WalletLimitResolvers<ContextType>;
  WalletNotActive?: WalletNotActiveResolvers<ContextType>;
  WalletNotEmpty?: WalletNotEmptyResolvers<ContextType>;
  WalletNotFound?: WalletNotFoundResolvers<ContextType>;
  WalletPayload?: WalletPayloadResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  WebhookConnection?: WebhookConnectionResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  WebhookEdge?: WebhookEdgeResolvers<ContextType>;
  WebhookNotFound?: WebhookNotFoundResolvers<ContextType>;
  WebhookPayload?: WebhookPayloadResolvers<ContextType>;
  Withdrawal?: WithdrawalResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GraphQLContext> = {
  may?: MayDirectiveResolver<any, any, ContextType>;
};
