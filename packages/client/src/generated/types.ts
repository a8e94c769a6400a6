/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Input of `acknowledgeAlert`. */
export type AcknowledgeAlertInput = {
  /** The alert, `alt_…`. */
  readonly alertId: string;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** What is done about it, 1 to 500 characters. */
  readonly note?: string | null | undefined;
};

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
  readonly effectiveAt?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. The wallet's owner can read it. */
  readonly reason: string;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: string;
};

/** Direction of an adjustment or an opening balance. */
export type AdjustmentDirection =
  /** Raises the wallet's balance. */
  | 'CREDIT'
  /** Lowers the wallet's balance. */
  | 'DEBIT';

/** A channel of a monitor: either an e-mail address or a webhook. */
export type AlertChannelInput = {
  /** Seconds after which an alert that is not acknowledged is sent here, at most 604800. 0: at once. */
  readonly afterSeconds?: number;
  /** Address to which an e-mail is sent. Send exactly one of `email` and `webhookId`. */
  readonly email?: string | null | undefined;
  /** Id of the webhook, `whk_…`, to which the event `alert.raised` is delivered, also if its types do not name it. */
  readonly webhookId?: string | null | undefined;
};

/** Which alerts to list. An alert must match every field that is given. */
export type AlertFilter = {
  /** Only those of this monitor, `mon_…`. */
  readonly monitorId?: string | null | undefined;
  /** Only those in this state. */
  readonly status?: AlertStatus | null | undefined;
  /** Only those about this wallet, `wal_…`. */
  readonly walletId?: string | null | undefined;
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

/** Bounds of an amount in one currency. */
export type AmountFilter = {
  /** Currency of the amount. */
  readonly currency: string;
  /** Largest amount, inclusive, with at most the currency's digits. Default: any. */
  readonly max?: string | null | undefined;
  /** Smallest amount, inclusive, with at most the currency's digits. Default: any. */
  readonly min?: string | null | undefined;
};

/** Input of `approveRepair`. */
export type ApproveRepairInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Id of the proposed correction, `txn_…`. */
  readonly transactionId: string;
};

/** Input of `approveWithdrawal`. */
export type ApproveWithdrawalInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Id of the PENDING withdrawal, `txn_…`. */
  readonly transactionId: string;
};

/** Which commands to list. A command must match every field that is given. */
export type AuditFilter = {
  /** `sub` of the caller. */
  readonly actor?: string | null | undefined;
  /** Those at this moment and later. */
  readonly from?: string | null | undefined;
  /** Name of the mutation, such as `transfer`. */
  readonly movement?: string | null | undefined;
  /** `DONE`, `PARTLY_DONE`, the code of a refusal such as `INSUFFICIENT_FUNDS`, which one line of several can have, or `FORBIDDEN` or `UNAUTHENTICATED` of an attempt. */
  readonly outcome?: string | null | undefined;
  /** Those before this moment. */
  readonly to?: string | null | undefined;
  /** Commands that made, changed or name this transaction, `txn_…`. */
  readonly transactionId?: string | null | undefined;
  /** Commands that name this wallet, `wal_…`, or moved money of it. */
  readonly walletId?: string | null | undefined;
};

/** Input of `cancelPurchase`. */
export type CancelPurchaseInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason?: string | null | undefined;
  /** Id of the PENDING purchase, `txn_…`. A MEMBER can only name one of a wallet of their own. */
  readonly transactionId: string;
};

/** Input of `cancelSchedule`. */
export type CancelScheduleInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The schedule, `sch_…`. Its creator and ADMIN can change it. */
  readonly scheduleId: string;
};

/** Input of `cancelWithdrawal`. */
export type CancelWithdrawalInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason?: string | null | undefined;
  /** Id of the PENDING withdrawal, `txn_…`. A MEMBER can only name one from a wallet of their own. */
  readonly transactionId: string;
};

/** Input of `claimDailyBonus`. */
export type ClaimDailyBonusInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Id of the wallet that receives the money, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: string;
};

/** Input of `closeWallet`. */
export type CloseWalletInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. CASHIER, ADMIN and AUDITOR can read it. */
  readonly reason: string;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: string;
};

/** Input of `completePurchase`. */
export type CompletePurchaseInput = {
  /** Amount to take, at most the held amount. The rest is released, credit first. Default: all of it. */
  readonly amount?: MoneyInput | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Id of the PENDING purchase, `txn_…`. */
  readonly transactionId: string;
};

/** Input of `confirmDeposit`. */
export type ConfirmDepositInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Id of the PENDING deposit, `txn_…`. */
  readonly transactionId: string;
};

/** Input of `createCurrency`. */
export type CreateCurrencyInput = {
  /** Code of the new currency: one ASCII capital, then 2 to 11 ASCII capitals or digits. */
  readonly code: string;
  /** Number of digits after the decimal point, from 0 to 18. It can never be changed. */
  readonly digits: number;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** English name, 1 to 100 characters on one line and not blank. It can never be changed. */
  readonly name: string;
};

/** Input of `createMonitor`. `on` says which of the other fields it takes. */
export type CreateMonitorInput = {
  /** The bound, in the currency of the wallet. Zero is a bound too. */
  readonly amount?: MoneyInput | null | undefined;
  /** To whom alerts go, at most 10. Without any, they are found in `alerts` and in the events. */
  readonly channels?: ReadonlyArray<AlertChannelInput>;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Name, for people: 1 to 100 characters. */
  readonly name: string;
  /** What it watches. */
  readonly on: MonitorKind;
  /** A time in seconds, at most 2678400 (31 days): a whole number, or for PUSH_LATENCY_ABOVE one such as 0.25. */
  readonly seconds?: number | null | undefined;
  /** The wallet, `wal_…`. */
  readonly walletId?: string | null | undefined;
};

/** Input of `createSystemAccount`. */
export type CreateSystemAccountInput = {
  /** What it is for, 1 to 500 characters and not blank. It can never be changed. */
  readonly description: string;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Name of the new account: one ASCII capital, then 1 to 31 ASCII capitals, digits or underscores,
   * such as "FEES". It can never be changed.
   */
  readonly name: string;
};

/** Input of `createWebhook`. */
export type CreateWebhookInput = {
  /** What it is for, 1 to 500 characters. */
  readonly description?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * What `data` of the body shows: a GraphQL selection on `Event`, such as
   * `{ transaction { id amount { amount currency } } }`. It is executed at each delivery, so it shows
   * the wallet and the transaction as they are then. Default: the ids of what the event is about.
   */
  readonly selection?: string | null | undefined;
  /** Types of events, such as `transaction.completed`. Default: all of them, also those of later releases. */
  readonly types?: ReadonlyArray<string> | null | undefined;
  /**
   * Where the events go: an https URL without a user name. Where private addresses are allowed, as in
   * development, also an http URL.
   */
  readonly url: string;
};

/** Input of `deleteMonitor`. */
export type DeleteMonitorInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The monitor, `mon_…`. */
  readonly monitorId: string;
};

/** Input of `deleteWebhook`. */
export type DeleteWebhookInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The webhook, `whk_…`. */
  readonly webhookId: string;
};

/** State of a delivery. */
export type DeliveryStatus =
  /** It failed for three days, and is not tried any more. `replayWebhook` sends it again. */
  | 'DEAD'
  /** The receiver answered with a status from 200 to 299. */
  | 'DELIVERED'
  /** It is tried again at `nextAttemptAt`, and later events of its wallets wait for it. Or it waits for an earlier one itself. */
  | 'PENDING';

/** Input of `deposit`. */
export type DepositInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: string | null | undefined;
  /**
   * When it took effect, if that was before now: not in the future, and not before the wallet or a
   * receiver of its splits was opened. Default: now. Balances, also those of the past, go by when the book learned of it.
   */
  readonly effectiveAt?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Your own data. Viewers of the wallet get it back as you sent it; those who see only receivers of
   * splits get `{}`.
   */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: string | null | undefined;
  /** Parts of the amount that go to receivers of their own, at most 20; the wallet gets the rest. Default: none. */
  readonly splits?: ReadonlyArray<Split> | null | undefined;
  /** Id of the wallet that receives the money, `wal_…`. */
  readonly walletId: string;
};

/** Input of `distributeEarnings`. */
export type DistributeEarningsInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Wallets and their amounts: 1 to 1000 lines, all in one currency. */
  readonly lines: ReadonlyArray<EarningLine>;
  /** Text for people, copied to each transaction: 1 to 500 characters, not blank. */
  readonly memo?: string | null | undefined;
};

/** Input of `drawCredit`. */
export type DrawCreditInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Id of the wallet that receives the money, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: string;
};

/** Filter for disagreements. */
export type DriftFilter = {
  /** Only in this currency. */
  readonly currency?: string | null | undefined;
  /** true: only those that are there now; false: only those that are gone. Default: both. */
  readonly open?: boolean | null | undefined;
  /** Only of this owner. */
  readonly ownerId?: string | null | undefined;
};

/** One line of `distributeEarnings`: the share of one wallet. */
export type EarningLine = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Id of the wallet that receives the money, `wal_…`. */
  readonly walletId: string;
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
  readonly idempotencyKey: string;
  /** The owner, with the rule of `OpenWalletInput.ownerId`. Not the caller. The owner need not have a wallet. */
  readonly ownerId: string;
  /** Reason, 1 to 500 characters and not blank. The book keeps it, so it should not name a person. */
  readonly reason: string;
};

/** Which events to list. An event must match every field that is given. */
export type EventFilter = {
  /** Only these types, such as `transaction.completed`. */
  readonly types?: ReadonlyArray<string> | null | undefined;
  /** Only those that concern this wallet, `wal_…`: also as the receiver of a transfer or of a split. */
  readonly walletId?: string | null | undefined;
};

/** Input of `exchange`. */
export type ExchangeInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Id of the quote, `quo_…`: unused and not expired. A MEMBER can only use quotes for a wallet of
   * their own.
   */
  readonly quoteId: string;
};

/** Input of `failDeposit`. */
export type FailDepositInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * True: refused with INVALID_TRANSITION if the deposit has completed, so that a late notice of a
   * failure takes nothing back.
   */
  readonly onlyIfPending?: boolean | null | undefined;
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason: string;
  /** Id of the deposit, `txn_…`: PENDING or COMPLETED. */
  readonly transactionId: string;
};

/** Input of `failPurchase`. */
export type FailPurchaseInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * True: refused with INVALID_TRANSITION if the purchase has completed, so that a late notice of a
   * failure takes nothing back.
   */
  readonly onlyIfPending?: boolean | null | undefined;
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason: string;
  /** Id of the purchase, `txn_…`: PENDING or COMPLETED. */
  readonly transactionId: string;
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

/** Which findings to list. */
export type FindingFilter = {
  /** Only findings with one of these codes. */
  readonly codes?: ReadonlyArray<FindingCode> | null | undefined;
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
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. CASHIER, ADMIN and AUDITOR can read it. */
  readonly reason: string;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: string;
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

/** Input of `initiateDeposit`. */
export type InitiateDepositInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Your own data. Every viewer of the transaction gets it back as you sent it. */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: string | null | undefined;
  /** Id of the wallet that receives the money, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: string;
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

/** A sum of money. It must be more than zero unless the field that takes it says otherwise. */
export type MoneyInput = {
  /**
   * Amount in units of the currency, with at most the currency's digits after the point ("12.5",
   * "12.50").
   */
  readonly amount: string;
  /** Currency of the amount. It must be the currency of the wallet. */
  readonly currency: string;
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

/** State of a monitor. */
export type MonitorStatus =
  /** It watches. */
  | 'ACTIVE'
  /** It was deleted, and stays so. Its alerts stay too. */
  | 'DELETED'
  /** What happens raises no alert until it is resumed. */
  | 'PAUSED';

/** Input of `openWallet`. */
export type OpenWalletInput = {
  /** Currency of the wallet. */
  readonly currency: string;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Data of the client's own, at most 16 KiB of JSON. Not used if the wallet exists already. */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /**
   * Name of the wallet: 1 to 40 characters from a to z, 0 to 9 and `-`, not beginning with `-`. An owner
   * has one wallet of each name in a currency.
   */
  readonly name?: string | null | undefined;
  /**
   * Owner of the wallet: the `sub` of the owner's tokens. 1 to 255 characters (code points), no control
   * or invisible characters, no white space at either end, and not beginning with `onebook:`. A token
   * with any other `sub` is refused. Ids are compared character by character, without normalization.
   */
  readonly ownerId: string;
};

/** Which part of an imported balance an opening carries. */
export type OpeningBalancePart =
  /** What the imported history does not explain of the balance. */
  | 'AFTER_HISTORY'
  /** What the wallet had before the first transaction of its imported history. */
  | 'BEFORE_HISTORY'
  /** All of it. */
  | 'WHOLE';

/** State of an erasure. */
export type OwnerErasureStatus =
  /** No text from before it can be read any more. */
  | 'DONE'
  /** Some texts can still be read. */
  | 'RUNNING';

/** Input of `pauseMonitor`. */
export type PauseMonitorInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The monitor, `mon_…`. */
  readonly monitorId: string;
};

/** Input of `pauseSchedule`. */
export type PauseScheduleInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The schedule, `sch_…`. Its creator and ADMIN can change it. */
  readonly scheduleId: string;
};

/** Input of `pauseWebhook`. */
export type PauseWebhookInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The webhook, `whk_…`. */
  readonly webhookId: string;
};

/** Input of `payReferralCommission`. */
export type PayReferralCommissionInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Rate in basis points, 1 to 10000: 250 is 2.5 per cent. The commission is rounded down to the
   * currency's digits.
   */
  readonly rateBps: number;
  /** Id of the source, `txn_…`: a transaction that is COMPLETED and not reversed. */
  readonly sourceTransactionId: string;
  /**
   * Id of the wallet that receives the commission, `wal_…`, in the currency of the source. Its owner
   * is another than the source's; if the source has two wallets, than the payer.
   */
  readonly walletId: string;
};

/** Input of `post`. */
export type PostInput = {
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: string | null | undefined;
  /**
   * When it took effect, if that was before now: not in the future, and not before one of its wallets was
   * opened. Default: now. Balances, also those of the past, go by when the book learned of it.
   */
  readonly effectiveAt?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** 2 to 100 legs that add up to zero in each currency: as much CREDIT as DEBIT. */
  readonly legs: ReadonlyArray<PostingLeg>;
  /** Your own data. Members get it back only if the posting has a single wallet. */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: string | null | undefined;
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
  readonly systemAccount?: string | null | undefined;
  /** Id of a wallet, `wal_…`. The amount goes into or out of its cash. */
  readonly walletId?: string | null | undefined;
};

/** Input of `proposeRepair`. */
export type ProposeRepairInput = {
  /** Size of the correction, more than zero. */
  readonly amount: MoneyInput;
  /** Whether to raise or lower the balance. */
  readonly direction: AdjustmentDirection;
  /** Id of the finding that it repairs, `fnd_…`: one about this wallet. The person who approves sees it. */
  readonly findingId?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. The wallet's owner can read it. */
  readonly reason: string;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: string;
};

/** Input of `purchase`. */
export type PurchaseInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: string | null | undefined;
  /**
   * Lifetime of the hold in seconds, 1 to 31536000 (365 days). After it the hold ends by itself and
   * the purchase becomes FAILED. Default: no expiry.
   */
  readonly expiresInSeconds?: number | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Your own data. Viewers of the wallet get it back as you sent it; those who see only receivers of
   * splits get `{}`.
   */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: string | null | undefined;
  /** Parts of the amount that go to receivers of their own, at most 20; SALES gets the rest. Default: none. */
  readonly splits?: ReadonlyArray<Split> | null | undefined;
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: string;
};

/** Input of `quoteExchange`. */
export type QuoteExchangeInput = {
  /** Amount to give, more than zero, in the currency of the giving wallet. */
  readonly amount: MoneyInput;
  /** Lifetime of the quote in seconds, 1 to 86400 (a day). Default: 60. */
  readonly expiresInSeconds?: number | null | undefined;
  /** Id of the wallet that gives, `wal_…`. */
  readonly fromWalletId: string;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Units received for one unit given: more than zero, with any number of digits after the point. */
  readonly rate: string;
  /** Id of the wallet that receives, `wal_…`: same owner, another currency. */
  readonly toWalletId: string;
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

/** Input of `refundPurchase`. */
export type RefundPurchaseInput = {
  /** Amount to refund, more than zero. All refunds together are at most the captured amount. */
  readonly amount: MoneyInput;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason: string;
  /** Id of the COMPLETED purchase, `txn_…`. */
  readonly transactionId: string;
};

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

/** Input of `rejectRepair`. */
export type RejectRepairInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. The wallet's owner can read it. */
  readonly reason: string;
  /** Id of the proposed correction, `txn_…`. */
  readonly transactionId: string;
};

/** Input of `rejectWithdrawal`. */
export type RejectWithdrawalInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. Viewers of the wallet can read it. */
  readonly reason: string;
  /** Id of the PENDING withdrawal, `txn_…`. */
  readonly transactionId: string;
};

/** Input of `repayCredit`. */
export type RepayCreditInput = {
  /** Amount, more than zero and at most the debt. */
  readonly amount: MoneyInput;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: string;
};

/** Input of `replayWebhook`. Send either `from` or `deliveryIds`. */
export type ReplayWebhookInput = {
  /** These dead letters are delivered again, after what waits already. 1 to 200. */
  readonly deliveryIds?: ReadonlyArray<string> | null | undefined;
  /** Everything that happened from this moment on is delivered again, in its order. */
  readonly from?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The webhook, `whk_…`. */
  readonly webhookId: string;
};

/** Which reports to list. */
export type ReportFilter = {
  /** Only those of this length. */
  readonly period?: ReportPeriod | null | undefined;
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
  readonly description?: string | null | undefined;
  /**
   * Destination of the money: 1 to 255 characters on one line, not blank. Every viewer of the wallet can
   * read it.
   */
  readonly destination?: string | null | undefined;
  /**
   * Lifetime of the hold in seconds, 1 to 31536000 (365 days). After it the hold ends by itself and
   * the withdrawal becomes FAILED. Default: no expiry.
   */
  readonly expiresInSeconds?: number | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Your own data. Viewers of the wallet get it back as you sent it; those who see only receivers of
   * splits get `{}`.
   */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /** Your reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: string | null | undefined;
  /** Parts of the amount that go to receivers of their own, at most 20; the rest is paid out. Default: none. */
  readonly splits?: ReadonlyArray<Split> | null | undefined;
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly walletId: string;
};

/** Input of `resumeMonitor`. */
export type ResumeMonitorInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The monitor, `mon_…`. */
  readonly monitorId: string;
};

/** Input of `resumeSchedule`. */
export type ResumeScheduleInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The schedule, `sch_…`. Its creator and ADMIN can change it. */
  readonly scheduleId: string;
};

/** Input of `resumeWebhook`. */
export type ResumeWebhookInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The webhook, `whk_…`. */
  readonly webhookId: string;
};

/** Input of `reverseTransaction`. */
export type ReverseTransactionInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. The owners of the wallets can read it. */
  readonly reason: string;
  /** Id of the transaction to reverse, `txn_…`. */
  readonly transactionId: string;
};

/** Input of `revokeTokens`. */
export type RevokeTokensInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. The book keeps it. */
  readonly reason: string;
  /**
   * Subject of the tokens: their `sub`, with the rule of `OpenWalletInput.ownerId`. The subject need
   * not own a wallet.
   */
  readonly subject: string;
};

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
  readonly idempotencyKey: string;
  /** The webhook, `whk_…`. */
  readonly webhookId: string;
};

/** Input of `runReconciliation`. */
export type RunReconciliationInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
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
  readonly at?: string | null | undefined;
  /**
   * Five fields for minute, hour, day of the month, month and day of the week, such as
   * "0 9 * * MON-FRI". Each time that the clocks show is one moment: a time that they show twice, when
   * they are put back, is its first one, and a time that they leave out, when they are put forward, is
   * the moment at which they are.
   */
  readonly cron?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Input of that mutation, without `idempotencyKey`: each run has a key of its own. It is validated
   * now, as the mutation validates it. What depends on the book, such as funds and whose wallet it is,
   * is decided at each run.
   */
  readonly input: Readonly<Record<string, unknown>>;
  /** What becomes of moments that were missed. */
  readonly late?: LateRule;
  /**
   * Name of a mutation that makes a transaction, such as "transfer" or "distributeEarnings". The caller
   * must have a role that may call it.
   */
  readonly mutation: string;
  /** Time zone of `cron`, by its name in the IANA database, such as `Europe/Berlin` or `UTC`. */
  readonly timeZone?: string | null | undefined;
  /** Last moment of `cron`. Default: it never ends. */
  readonly until?: string | null | undefined;
};

/** Input of `setCreditLine`. */
export type SetCreditLineInput = {
  /** Whether the owner may draw credit. */
  readonly approved: boolean;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Most that the owner may owe after a draw; zero is allowed. A lower limit does not reduce an
   * existing debt.
   */
  readonly limit: MoneyInput;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: string;
};

/** Input of `setWalletDisplayName`. */
export type SetWalletDisplayNameInput = {
  /**
   * The new name: 1 to 80 characters on one line, without control characters, invisible characters and
   * white space at an end. Zero-width joiners and non-joiners, U+200C and U+200D, and the variation
   * selectors U+FE00 to U+FE0F are allowed. It is kept in Unicode's normalization form C. Null removes the
   * name; if it is missing or empty, that is the error BAD_USER_INPUT.
   */
  readonly displayName?: string | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: string;
};

/** Input of `setWalletMetadata`. */
export type SetWalletMetadataInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** The new metadata, at most 16 KiB of JSON. They replace all that the wallet has. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: string;
};

/**
 * A part of a transaction's amount that goes to a receiver of its own: exactly one of `toWalletId` and
 * `toSystemAccount`. The payer pays the amount and no more. What is taken back later (a partial capture, a
 * refund, a failure, a reversal) comes from every receiver, from each its share by largest remainder.
 */
export type Split = {
  /** Amount, more than zero. All splits together are at most the amount of the transaction. */
  readonly amount: MoneyInput;
  /** Your word for it, such as "fee": 1 to 100 characters, not blank, no control characters. */
  readonly label: string;
  /** Name of the system account that receives: one that was made with `createSystemAccount`. */
  readonly toSystemAccount?: string | null | undefined;
  /**
   * Id of the wallet that receives, `wal_…`, in the currency of the amount. Not a wallet that the
   * transaction has anyway.
   */
  readonly toWalletId?: string | null | undefined;
};

/** Input of `testWebhook`. */
export type TestWebhookInput = {
  /** Key for this intent. A retry with the same key sends another test event. */
  readonly idempotencyKey: string;
  /** The webhook, `whk_…`. */
  readonly webhookId: string;
};

/**
 * Filter for a wallet's transactions: those in which it pays or receives, also a split. A
 * transaction must match every field that is given. Indexes find what few transactions have, and what
 * many have is near. A filter that would read too much of the book is BAD_USER_INPUT, and the message
 * names fields to add.
 */
export type TransactionFilter = {
  /** Amount, in one currency and within bounds. It must be the wallet's. */
  readonly amount?: AmountFilter | null | undefined;
  /** Start of the period in which it took effect, inclusive: `effectiveAt` is at or after this moment. */
  readonly effectiveFrom?: string | null | undefined;
  /** End of the period in which it took effect, exclusive: `effectiveAt` is before this moment. */
  readonly effectiveTo?: string | null | undefined;
  /** Start of the period, inclusive: `createdAt` is at or after this moment. */
  readonly from?: string | null | undefined;
  /**
   * `sub` of the caller who started the transaction. A viewer who may not read `initiatedBy` of others
   * finds only what they started themselves.
   */
  readonly initiatedBy?: string | null | undefined;
  /** Kinds to include. Default: all kinds. */
  readonly kinds?: ReadonlyArray<TransactionKind> | null | undefined;
  /**
   * JSON that the metadata contain: each key of this object with this value. An object within it may have
   * more keys, and a list more items. It names at least one value. Metadata that the viewer may not
   * read do not match.
   */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /** Exact reference. */
  readonly reference?: string | null | undefined;
  /** Label of a split, exactly. Splits that the viewer may not see do not match. */
  readonly splitLabel?: string | null | undefined;
  /**
   * Statuses to include, by the present status of a transaction. Default: all statuses. A client that
   * reads on does not get an earlier transaction whose status changes to one of these later.
   */
  readonly statuses?: ReadonlyArray<TransactionStatus> | null | undefined;
  /**
   * Words that the description or the reference have, all of them, in any order: whole words without
   * regard to case, made of letters and digits of any script. At most 255 characters.
   */
  readonly text?: string | null | undefined;
  /** End of the period, exclusive: `createdAt` is before this moment. */
  readonly to?: string | null | undefined;
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

/**
 * Filter for transactions. A
 * transaction must match every field that is given. Indexes find what few transactions have, and what
 * many have is near. A filter that would read too much of the book is BAD_USER_INPUT, and the message
 * names fields to add.
 */
export type TransactionSearch = {
  /** Amount, in one currency and within bounds. Amounts of other currencies do not match. */
  readonly amount?: AmountFilter | null | undefined;
  /** Start of the period in which it took effect, inclusive: `effectiveAt` is at or after this moment. */
  readonly effectiveFrom?: string | null | undefined;
  /** End of the period in which it took effect, exclusive: `effectiveAt` is before this moment. */
  readonly effectiveTo?: string | null | undefined;
  /** Start of the period, inclusive: `createdAt` is at or after this moment. */
  readonly from?: string | null | undefined;
  /**
   * `sub` of the caller who started the transaction. A viewer who may not read `initiatedBy` of others
   * finds only what they started themselves.
   */
  readonly initiatedBy?: string | null | undefined;
  /** Kinds to include. Default: all kinds. */
  readonly kinds?: ReadonlyArray<TransactionKind> | null | undefined;
  /**
   * JSON that the metadata contain: each key of this object with this value. An object within it may have
   * more keys, and a list more items. It names at least one value. Metadata that the viewer may not
   * read do not match.
   */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /**
   * Owner of a wallet that pays or receives, also of a split. A MEMBER sees only their own transactions, with any
   * filter.
   */
  readonly ownerId?: string | null | undefined;
  /** Exact reference. */
  readonly reference?: string | null | undefined;
  /** Label of a split, exactly. Splits that the viewer may not see do not match. */
  readonly splitLabel?: string | null | undefined;
  /**
   * Statuses to include, by the present status of a transaction. Default: all statuses. A client that
   * reads on does not get an earlier transaction whose status changes to one of these later.
   */
  readonly statuses?: ReadonlyArray<TransactionStatus> | null | undefined;
  /**
   * Words that the description or the reference have, all of them, in any order: whole words without
   * regard to case, made of letters and digits of any script. At most 255 characters.
   */
  readonly text?: string | null | undefined;
  /** End of the period, exclusive: `createdAt` is before this moment. */
  readonly to?: string | null | undefined;
  /** Id of a wallet that pays or receives, also of a split, `wal_…`. */
  readonly walletId?: string | null | undefined;
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

/** Input of `transfer`. */
export type TransferInput = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: string | null | undefined;
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly fromWalletId: string;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Your own data. Viewers of the wallet that pays get it back as you sent it; those of the wallets that
   * receive get `{}`, unless `shareMetadata` is true.
   */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /**
   * Your reference, such as an order number: 1 to 255 characters, not blank, no control characters.
   * The receiver can read it.
   */
  readonly reference?: string | null | undefined;
  /** True: viewers of the wallets that receive can read `metadata` too. */
  readonly shareMetadata?: boolean | null | undefined;
  /** Parts of the amount that go to receivers of their own, at most 20; `toWalletId` gets the rest. Default: none. */
  readonly splits?: ReadonlyArray<Split> | null | undefined;
  /** Id of the wallet that receives, `wal_…`. It has the currency of the wallet that pays. */
  readonly toWalletId: string;
};

/** One transfer of `transferMany`. */
export type TransferLine = {
  /** Amount, more than zero, in the wallet's currency. */
  readonly amount: MoneyInput;
  /** Text for people: 1 to 500 characters, not blank. Every viewer of the transaction can read it. */
  readonly description?: string | null | undefined;
  /** Id of the wallet that pays, `wal_…`. A MEMBER can only name a wallet of their own. */
  readonly fromWalletId: string;
  /**
   * Your own data. Viewers of the wallet that pays get it back as you sent it; those of the wallets that
   * receive get `{}`, unless `shareMetadata` is true.
   */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /**
   * Your reference, such as an order number: 1 to 255 characters, not blank, no control characters.
   * The receiver can read it.
   */
  readonly reference?: string | null | undefined;
  /** True: viewers of the wallets that receive can read `metadata` too. */
  readonly shareMetadata?: boolean | null | undefined;
  /** Parts of the amount that go to receivers of their own, at most 20; `toWalletId` gets the rest. Default: none. */
  readonly splits?: ReadonlyArray<Split> | null | undefined;
  /** Id of the wallet that receives, `wal_…`. It has the currency of the wallet that pays. */
  readonly toWalletId: string;
};

/** Input of `transferMany`. */
export type TransferManyInput = {
  /**
   * True: either all transfers are made or none. False: each transfer succeeds or is refused by
   * itself.
   */
  readonly atomic?: boolean | null | undefined;
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /**
   * Transfers, 1 to 1000. They run in this order, so a later transfer can spend what an earlier one
   * brought.
   */
  readonly inputs: ReadonlyArray<TransferLine>;
};

/** Input of `unfreezeWallet`. */
export type UnfreezeWalletInput = {
  /** Key for this intent. A retry with the same key and input returns the first outcome. */
  readonly idempotencyKey: string;
  /** Reason, 1 to 500 characters and not blank. CASHIER, ADMIN and AUDITOR can read it. */
  readonly reason: string;
  /** Id of the wallet, `wal_…`. */
  readonly walletId: string;
};

/**
 * Filter for wallets. A wallet must match every field that is given. The owner and the currency of a
 * wallet never change.
 */
export type WalletChangesFilter = {
  /** Currency of the wallet. */
  readonly currency?: string | null | undefined;
  /** Owner of the wallet: a text that a token can have as its `sub`, see `OpenWalletInput.ownerId`. */
  readonly ownerId?: string | null | undefined;
};

/** Filter for wallets. A wallet must match every field that is given. */
export type WalletFilter = {
  /** Currency of the wallet. */
  readonly currency?: string | null | undefined;
  /**
   * Data that the wallet's metadata contain: the same keys with the same values, and any others. For
   * example `{"goal": "bicycle"}`.
   */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /** Name of the wallet. */
  readonly name?: string | null | undefined;
  /**
   * Owner of the wallet: a text that a token can have as its `sub`, see `OpenWalletInput.ownerId`. A
   * MEMBER sees only their own wallets, with any filter.
   */
  readonly ownerId?: string | null | undefined;
  /** Present status of the wallet. */
  readonly status?: WalletStatus | null | undefined;
};

/** Status of a wallet. */
export type WalletStatus =
  /** The wallet can pay and receive. */
  | 'ACTIVE'
  /** The wallet can neither pay nor receive, for good. It was empty, with nothing pending, when closed. */
  | 'CLOSED'
  /** The wallet can receive but not pay until staff unfreeze it. */
  | 'FROZEN';

/** State of a webhook. */
export type WebhookStatus =
  /** Events are delivered. */
  | 'ACTIVE'
  /** It was deleted, and stays so. */
  | 'DELETED'
  /** Events wait in the log until it is resumed. */
  | 'PAUSED';

export type MoneyFieldsFragment = { readonly amount: string, readonly currency: string };

export type FiguresFragment = { readonly version: number, readonly available: MoneyFieldsFragment, readonly spendable: MoneyFieldsFragment, readonly held: MoneyFieldsFragment, readonly cash: MoneyFieldsFragment, readonly credit: MoneyFieldsFragment, readonly total: MoneyFieldsFragment };

export type WalletFieldsFragment = { readonly __typename: 'Wallet', readonly id: string, readonly ownerId: string, readonly name: string, readonly displayName: string | null, readonly currency: string, readonly status: WalletStatus, readonly statusReason: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly createdAt: string, readonly balance: FiguresFragment };

export type PartyFragment = { readonly __typename: 'Wallet', readonly id: string, readonly ownerId: string, readonly name: string };

export type CreditLineFieldsFragment = { readonly approved: boolean, readonly limit: MoneyFieldsFragment, readonly owed: MoneyFieldsFragment, readonly available: MoneyFieldsFragment };

type TransactionBasics_Adjustment_Fragment = { readonly __typename: 'Adjustment', readonly direction: AdjustmentDirection, readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly legacyOrigin: { readonly source: string, readonly statement: string | null, readonly applicationName: string | null } | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Bonus_Fragment = { readonly __typename: 'Bonus', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Commission_Fragment = { readonly __typename: 'Commission', readonly rateBps: number, readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_CreditDraw_Fragment = { readonly __typename: 'CreditDraw', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_CreditRepayment_Fragment = { readonly __typename: 'CreditRepayment', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Deposit_Fragment = { readonly __typename: 'Deposit', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Earning_Fragment = { readonly __typename: 'Earning', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Exchange_Fragment = { readonly __typename: 'Exchange', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_OpeningBalance_Fragment = { readonly __typename: 'OpeningBalance', readonly direction: AdjustmentDirection, readonly part: OpeningBalancePart, readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly origin: { readonly source: string, readonly row: string | null }, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Posting_Fragment = { readonly __typename: 'Posting', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Purchase_Fragment = { readonly __typename: 'Purchase', readonly expiresAt: string | null, readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Refund_Fragment = { readonly __typename: 'Refund', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Reversal_Fragment = { readonly __typename: 'Reversal', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Transfer_Fragment = { readonly __typename: 'Transfer', readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

type TransactionBasics_Withdrawal_Fragment = { readonly __typename: 'Withdrawal', readonly destination: string | null, readonly expiresAt: string | null, readonly id: string, readonly kind: TransactionKind, readonly status: TransactionStatus, readonly reference: string | null, readonly description: string | null, readonly metadata: Readonly<Record<string, unknown>>, readonly statusReason: string | null, readonly statusChangedAt: string | null, readonly initiatedBy: string | null, readonly createdAt: string, readonly effectiveAt: string, readonly completedAt: string | null, readonly amount: MoneyFieldsFragment };

export type TransactionBasicsFragment =
  | TransactionBasics_Adjustment_Fragment
  | TransactionBasics_Bonus_Fragment
  | TransactionBasics_Commission_Fragment
  | TransactionBasics_CreditDraw_Fragment
  | TransactionBasics_CreditRepayment_Fragment
  | TransactionBasics_Deposit_Fragment
  | TransactionBasics_Earning_Fragment
  | TransactionBasics_Exchange_Fragment
  | TransactionBasics_OpeningBalance_Fragment
  | TransactionBasics_Posting_Fragment
  | TransactionBasics_Purchase_Fragment
  | TransactionBasics_Refund_Fragment
  | TransactionBasics_Reversal_Fragment
  | TransactionBasics_Transfer_Fragment
  | TransactionBasics_Withdrawal_Fragment
;

type Booked_Adjustment_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Adjustment_Fragment
);

type Booked_Bonus_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Bonus_Fragment
);

type Booked_Commission_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Commission_Fragment
);

type Booked_CreditDraw_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_CreditDraw_Fragment
);

type Booked_CreditRepayment_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_CreditRepayment_Fragment
);

type Booked_Deposit_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Deposit_Fragment
);

type Booked_Earning_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Earning_Fragment
);

type Booked_Exchange_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Exchange_Fragment
);

type Booked_OpeningBalance_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_OpeningBalance_Fragment
);

type Booked_Posting_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Posting_Fragment
);

type Booked_Purchase_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Purchase_Fragment
);

type Booked_Refund_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Refund_Fragment
);

type Booked_Reversal_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Reversal_Fragment
);

type Booked_Transfer_Fragment = (
  { readonly toWallet: WalletFieldsFragment | null, readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Transfer_Fragment
);

type Booked_Withdrawal_Fragment = (
  { readonly wallet: WalletFieldsFragment | null }
  & TransactionBasics_Withdrawal_Fragment
);

export type BookedFragment =
  | Booked_Adjustment_Fragment
  | Booked_Bonus_Fragment
  | Booked_Commission_Fragment
  | Booked_CreditDraw_Fragment
  | Booked_CreditRepayment_Fragment
  | Booked_Deposit_Fragment
  | Booked_Earning_Fragment
  | Booked_Exchange_Fragment
  | Booked_OpeningBalance_Fragment
  | Booked_Posting_Fragment
  | Booked_Purchase_Fragment
  | Booked_Refund_Fragment
  | Booked_Reversal_Fragment
  | Booked_Transfer_Fragment
  | Booked_Withdrawal_Fragment
;

type TransactionFields_Adjustment_Fragment = (
  { readonly findingId: string | null, readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Adjustment_Fragment
);

type TransactionFields_Bonus_Fragment = (
  { readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Bonus_Fragment
);

type TransactionFields_Commission_Fragment = (
  { readonly source:
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
   | null, readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Commission_Fragment
);

type TransactionFields_CreditDraw_Fragment = (
  { readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_CreditDraw_Fragment
);

type TransactionFields_CreditRepayment_Fragment = (
  { readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_CreditRepayment_Fragment
);

type TransactionFields_Deposit_Fragment = (
  { readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Deposit_Fragment
);

type TransactionFields_Earning_Fragment = (
  { readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Earning_Fragment
);

type TransactionFields_Exchange_Fragment = (
  { readonly rate: string, readonly received: MoneyFieldsFragment, readonly toWallet: PartyFragment | null, readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Exchange_Fragment
);

type TransactionFields_OpeningBalance_Fragment = (
  { readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_OpeningBalance_Fragment
);

type TransactionFields_Posting_Fragment = (
  { readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Posting_Fragment
);

type TransactionFields_Purchase_Fragment = (
  { readonly captured: MoneyFieldsFragment | null, readonly refunded: MoneyFieldsFragment, readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Purchase_Fragment
);

type TransactionFields_Refund_Fragment = (
  { readonly purchase: { readonly id: string }, readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Refund_Fragment
);

type TransactionFields_Reversal_Fragment = (
  { readonly original:
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
  , readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Reversal_Fragment
);

type TransactionFields_Transfer_Fragment = (
  { readonly toWallet: PartyFragment | null, readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Transfer_Fragment
);

type TransactionFields_Withdrawal_Fragment = (
  { readonly wallet: PartyFragment | null, readonly reversedBy: { readonly id: string } | null }
  & TransactionBasics_Withdrawal_Fragment
);

export type TransactionFieldsFragment =
  | TransactionFields_Adjustment_Fragment
  | TransactionFields_Bonus_Fragment
  | TransactionFields_Commission_Fragment
  | TransactionFields_CreditDraw_Fragment
  | TransactionFields_CreditRepayment_Fragment
  | TransactionFields_Deposit_Fragment
  | TransactionFields_Earning_Fragment
  | TransactionFields_Exchange_Fragment
  | TransactionFields_OpeningBalance_Fragment
  | TransactionFields_Posting_Fragment
  | TransactionFields_Purchase_Fragment
  | TransactionFields_Refund_Fragment
  | TransactionFields_Reversal_Fragment
  | TransactionFields_Transfer_Fragment
  | TransactionFields_Withdrawal_Fragment
;

type Splits_Adjustment_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Bonus_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Commission_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_CreditDraw_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_CreditRepayment_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Deposit_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Earning_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Exchange_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_OpeningBalance_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Posting_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Purchase_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Refund_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Reversal_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Transfer_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

type Splits_Withdrawal_Fragment = { readonly splits: ReadonlyArray<{ readonly label: string, readonly amount: MoneyFieldsFragment, readonly takenBack: MoneyFieldsFragment, readonly to:
      | Receiver_SystemAccountInfo_Fragment
      | Receiver_Wallet_Fragment
     | null }> };

export type SplitsFragment =
  | Splits_Adjustment_Fragment
  | Splits_Bonus_Fragment
  | Splits_Commission_Fragment
  | Splits_CreditDraw_Fragment
  | Splits_CreditRepayment_Fragment
  | Splits_Deposit_Fragment
  | Splits_Earning_Fragment
  | Splits_Exchange_Fragment
  | Splits_OpeningBalance_Fragment
  | Splits_Posting_Fragment
  | Splits_Purchase_Fragment
  | Splits_Refund_Fragment
  | Splits_Reversal_Fragment
  | Splits_Transfer_Fragment
  | Splits_Withdrawal_Fragment
;

type Receiver_SystemAccountInfo_Fragment = { readonly __typename: 'SystemAccountInfo', readonly name: string };

type Receiver_Wallet_Fragment = PartyFragment;

export type ReceiverFragment =
  | Receiver_SystemAccountInfo_Fragment
  | Receiver_Wallet_Fragment
;

export type QuoteFieldsFragment = { readonly __typename: 'ExchangeQuote', readonly id: string, readonly rate: string, readonly createdAt: string, readonly expiresAt: string, readonly gives: MoneyFieldsFragment, readonly receives: MoneyFieldsFragment, readonly fromWallet: PartyFragment | null, readonly toWallet: PartyFragment | null };

export type EntryFieldsFragment = { readonly id: string, readonly account: string, readonly phase: EntryPhase, readonly createdAt: string, readonly amount: MoneyFieldsFragment, readonly balance: MoneyFieldsFragment };

export type CurrencyFieldsFragment = { readonly code: string, readonly digits: number, readonly name: string, readonly createdAt: string };

export type PageFragment = { readonly startCursor: string | null, readonly endCursor: string | null, readonly hasNextPage: boolean, readonly hasPreviousPage: boolean };

type Refusal_AlertNotFound_Fragment = { readonly __typename: 'AlertNotFound', readonly code: RefusalCode, readonly message: string };

type Refusal_AlreadyClaimed_Fragment = { readonly __typename: 'AlreadyClaimed', readonly code: RefusalCode, readonly message: string };

type Refusal_AlreadyPaid_Fragment = { readonly __typename: 'AlreadyPaid', readonly code: RefusalCode, readonly message: string };

type Refusal_AmountExceedsRemaining_Fragment = { readonly __typename: 'AmountExceedsRemaining', readonly code: RefusalCode, readonly message: string };

type Refusal_AmountTooLarge_Fragment = { readonly __typename: 'AmountTooLarge', readonly code: RefusalCode, readonly message: string };

type Refusal_BonusNotOffered_Fragment = { readonly __typename: 'BonusNotOffered', readonly code: RefusalCode, readonly message: string };

type Refusal_CreditLimitExceeded_Fragment = { readonly __typename: 'CreditLimitExceeded', readonly code: RefusalCode, readonly message: string };

type Refusal_CreditNotApproved_Fragment = { readonly __typename: 'CreditNotApproved', readonly code: RefusalCode, readonly message: string };

type Refusal_CurrencyExists_Fragment = { readonly __typename: 'CurrencyExists', readonly code: RefusalCode, readonly message: string };

type Refusal_CurrencyMismatch_Fragment = { readonly __typename: 'CurrencyMismatch', readonly code: RefusalCode, readonly message: string };

type Refusal_DeliveryNotFound_Fragment = { readonly __typename: 'DeliveryNotFound', readonly code: RefusalCode, readonly message: string };

type Refusal_EffectiveAtOutOfRange_Fragment = { readonly __typename: 'EffectiveAtOutOfRange', readonly code: RefusalCode, readonly message: string };

type Refusal_EmailNotConfigured_Fragment = { readonly __typename: 'EmailNotConfigured', readonly code: RefusalCode, readonly message: string };

type Refusal_FindingNotFound_Fragment = { readonly __typename: 'FindingNotFound', readonly code: RefusalCode, readonly message: string };

type Refusal_IdempotencyConflict_Fragment = { readonly __typename: 'IdempotencyConflict', readonly code: RefusalCode, readonly message: string };

type Refusal_InsufficientFunds_Fragment = { readonly __typename: 'InsufficientFunds', readonly walletId: string, readonly code: RefusalCode, readonly message: string, readonly available: MoneyFieldsFragment, readonly required: MoneyFieldsFragment };

type Refusal_InvalidAmount_Fragment = { readonly __typename: 'InvalidAmount', readonly code: RefusalCode, readonly message: string };

type Refusal_InvalidTransition_Fragment = { readonly __typename: 'InvalidTransition', readonly code: RefusalCode, readonly message: string };

type Refusal_MonitorNotFound_Fragment = { readonly __typename: 'MonitorNotFound', readonly code: RefusalCode, readonly message: string };

type Refusal_NoMomentAhead_Fragment = { readonly __typename: 'NoMomentAhead', readonly code: RefusalCode, readonly message: string };

type Refusal_QuoteExpired_Fragment = { readonly __typename: 'QuoteExpired', readonly code: RefusalCode, readonly message: string };

type Refusal_QuoteNotFound_Fragment = { readonly __typename: 'QuoteNotFound', readonly code: RefusalCode, readonly message: string };

type Refusal_QuoteUsed_Fragment = { readonly __typename: 'QuoteUsed', readonly code: RefusalCode, readonly message: string };

type Refusal_SameWallet_Fragment = { readonly __typename: 'SameWallet', readonly code: RefusalCode, readonly message: string };

type Refusal_ScheduleNotFound_Fragment = { readonly __typename: 'ScheduleNotFound', readonly code: RefusalCode, readonly message: string };

type Refusal_SelfApproval_Fragment = { readonly __typename: 'SelfApproval', readonly code: RefusalCode, readonly message: string };

type Refusal_SplitsExceedAmount_Fragment = { readonly __typename: 'SplitsExceedAmount', readonly code: RefusalCode, readonly message: string };

type Refusal_SystemAccountExists_Fragment = { readonly __typename: 'SystemAccountExists', readonly code: RefusalCode, readonly message: string };

type Refusal_TokensRevoked_Fragment = { readonly __typename: 'TokensRevoked', readonly code: RefusalCode, readonly message: string };

type Refusal_TransactionNotFound_Fragment = { readonly __typename: 'TransactionNotFound', readonly code: RefusalCode, readonly message: string };

type Refusal_UnbalancedPosting_Fragment = { readonly __typename: 'UnbalancedPosting', readonly code: RefusalCode, readonly message: string };

type Refusal_UnknownCurrency_Fragment = { readonly __typename: 'UnknownCurrency', readonly code: RefusalCode, readonly message: string };

type Refusal_UnknownSystemAccount_Fragment = { readonly __typename: 'UnknownSystemAccount', readonly code: RefusalCode, readonly message: string };

type Refusal_WalletLimit_Fragment = { readonly __typename: 'WalletLimit', readonly code: RefusalCode, readonly message: string };

type Refusal_WalletNotActive_Fragment = { readonly __typename: 'WalletNotActive', readonly code: RefusalCode, readonly message: string };

type Refusal_WalletNotEmpty_Fragment = { readonly __typename: 'WalletNotEmpty', readonly code: RefusalCode, readonly message: string };

type Refusal_WalletNotFound_Fragment = { readonly __typename: 'WalletNotFound', readonly code: RefusalCode, readonly message: string };

type Refusal_WebhookNotFound_Fragment = { readonly __typename: 'WebhookNotFound', readonly code: RefusalCode, readonly message: string };

export type RefusalFragment =
  | Refusal_AlertNotFound_Fragment
  | Refusal_AlreadyClaimed_Fragment
  | Refusal_AlreadyPaid_Fragment
  | Refusal_AmountExceedsRemaining_Fragment
  | Refusal_AmountTooLarge_Fragment
  | Refusal_BonusNotOffered_Fragment
  | Refusal_CreditLimitExceeded_Fragment
  | Refusal_CreditNotApproved_Fragment
  | Refusal_CurrencyExists_Fragment
  | Refusal_CurrencyMismatch_Fragment
  | Refusal_DeliveryNotFound_Fragment
  | Refusal_EffectiveAtOutOfRange_Fragment
  | Refusal_EmailNotConfigured_Fragment
  | Refusal_FindingNotFound_Fragment
  | Refusal_IdempotencyConflict_Fragment
  | Refusal_InsufficientFunds_Fragment
  | Refusal_InvalidAmount_Fragment
  | Refusal_InvalidTransition_Fragment
  | Refusal_MonitorNotFound_Fragment
  | Refusal_NoMomentAhead_Fragment
  | Refusal_QuoteExpired_Fragment
  | Refusal_QuoteNotFound_Fragment
  | Refusal_QuoteUsed_Fragment
  | Refusal_SameWallet_Fragment
  | Refusal_ScheduleNotFound_Fragment
  | Refusal_SelfApproval_Fragment
  | Refusal_SplitsExceedAmount_Fragment
  | Refusal_SystemAccountExists_Fragment
  | Refusal_TokensRevoked_Fragment
  | Refusal_TransactionNotFound_Fragment
  | Refusal_UnbalancedPosting_Fragment
  | Refusal_UnknownCurrency_Fragment
  | Refusal_UnknownSystemAccount_Fragment
  | Refusal_WalletLimit_Fragment
  | Refusal_WalletNotActive_Fragment
  | Refusal_WalletNotEmpty_Fragment
  | Refusal_WalletNotFound_Fragment
  | Refusal_WebhookNotFound_Fragment
;

export type ErasureFieldsFragment = { readonly id: string, readonly status: OwnerErasureStatus, readonly ownerId: string, readonly reason: string, readonly startedBy: string, readonly requestedAt: string, readonly finishedAt: string | null, readonly erasedWallets: number, readonly erasedTransactions: number, readonly erasedCommands: number };

export type ScheduleFieldsFragment = { readonly id: string, readonly status: ScheduleStatus, readonly mutation: string, readonly input: Readonly<Record<string, unknown>>, readonly at: string | null, readonly cron: string | null, readonly timeZone: string | null, readonly late: LateRule, readonly until: string | null, readonly nextAt: string | null, readonly createdBy: string, readonly createdAt: string };

export type WebhookFieldsFragment = { readonly id: string, readonly url: string, readonly types: ReadonlyArray<string>, readonly selection: string | null, readonly description: string | null, readonly status: WebhookStatus, readonly createdBy: string, readonly createdAt: string, readonly oldSecretUntil: string | null };

export type ReconciliationFieldsFragment = { readonly id: string, readonly status: ReconciliationStatus, readonly reason: string | null, readonly startedBy: string, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly covered: ReadonlyArray<string>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly sha256: string, readonly rows: number }>, readonly totals: { readonly checkedEntries: number | null, readonly checkedWallets: number | null, readonly comparedWallets: number | null, readonly comparedLines: number | null, readonly findings: number, readonly opened: number, readonly closed: number } | null };

export type FindingsFragment = { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly scope: string, readonly code: FindingCode, readonly severity: FindingSeverity, readonly subject: string, readonly currency: string | null, readonly expected: string, readonly actual: string, readonly firstSeenAt: string, readonly wallet: { readonly id: string } | null, readonly transaction:
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
       | null } }>, readonly pageInfo: PageFragment };

type EventFields_AlertEvent_Fragment = { readonly id: string, readonly cursor: string, readonly type: string, readonly at: string, readonly actor: string, readonly data: Readonly<Record<string, unknown>> };

type EventFields_CurrencyEvent_Fragment = { readonly id: string, readonly cursor: string, readonly type: string, readonly at: string, readonly actor: string, readonly data: Readonly<Record<string, unknown>> };

type EventFields_OwnerEvent_Fragment = { readonly id: string, readonly cursor: string, readonly type: string, readonly at: string, readonly actor: string, readonly data: Readonly<Record<string, unknown>> };

type EventFields_TransactionEvent_Fragment = { readonly id: string, readonly cursor: string, readonly type: string, readonly at: string, readonly actor: string, readonly data: Readonly<Record<string, unknown>> };

type EventFields_WalletEvent_Fragment = { readonly id: string, readonly cursor: string, readonly type: string, readonly at: string, readonly actor: string, readonly data: Readonly<Record<string, unknown>> };

export type EventFieldsFragment =
  | EventFields_AlertEvent_Fragment
  | EventFields_CurrencyEvent_Fragment
  | EventFields_OwnerEvent_Fragment
  | EventFields_TransactionEvent_Fragment
  | EventFields_WalletEvent_Fragment
;

export type MonitorFieldsFragment = { readonly id: string, readonly name: string, readonly on: MonitorKind, readonly seconds: number | null, readonly status: MonitorStatus, readonly alertCount: number, readonly createdBy: string, readonly createdAt: string, readonly changedBy: string | null, readonly changedAt: string | null, readonly wallet: { readonly id: string } | null, readonly amount: { readonly amount: string, readonly currency: string } | null, readonly channels: ReadonlyArray<{ readonly webhookId: string | null, readonly email: string | null, readonly afterSeconds: number }>, readonly currentAlert: { readonly id: string } | null };

export type AlertFieldsFragment = { readonly id: string, readonly status: AlertStatus, readonly summary: string, readonly data: Readonly<Record<string, unknown>>, readonly happenedAt: string, readonly raisedAt: string, readonly acknowledgedBy: string | null, readonly acknowledgedAt: string | null, readonly note: string | null, readonly endedAt: string | null, readonly monitor: { readonly id: string, readonly name: string, readonly on: MonitorKind }, readonly wallet: { readonly id: string } | null, readonly transaction:
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
   | null, readonly notifications: ReadonlyArray<{ readonly email: string | null, readonly status: AlertNotificationStatus, readonly dueAt: string, readonly attempts: number, readonly sentAt: string | null, readonly error: string | null }> };

export type TreasuryFieldsFragment = { readonly currency: string, readonly at: string, readonly memberTotal: MoneyFieldsFragment, readonly systemAccounts: ReadonlyArray<{ readonly name: string, readonly balance: MoneyFieldsFragment }>, readonly sumOfAllAccounts: MoneyFieldsFragment };

export type TreasuryFlowFieldsFragment = { readonly kind: TransactionKind, readonly transactions: number, readonly moneyIn: MoneyFieldsFragment, readonly moneyOut: MoneyFieldsFragment, readonly moved: MoneyFieldsFragment };

export type SystemAccountFlowFieldsFragment = { readonly name: string, readonly opening: MoneyFieldsFragment, readonly debits: MoneyFieldsFragment, readonly credits: MoneyFieldsFragment, readonly closing: MoneyFieldsFragment };

export type AdjustBalanceMutationVariables = Exact<{
  input: AdjustBalanceInput;
}>;


export type AdjustBalanceMutation = { readonly adjustBalance:
    | { readonly __typename: 'AdjustBalancePayload', readonly replayed: boolean, readonly transaction: Booked_Adjustment_Fragment }
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_EffectiveAtOutOfRange_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidAmount_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type ApproveWithdrawalMutationVariables = Exact<{
  input: ApproveWithdrawalInput;
}>;


export type ApproveWithdrawalMutation = { readonly approveWithdrawal:
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'ApproveWithdrawalPayload', readonly replayed: boolean, readonly transaction: Booked_Withdrawal_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
    | Refusal_WalletNotActive_Fragment
   | null };

export type CancelPurchaseMutationVariables = Exact<{
  input: CancelPurchaseInput;
}>;


export type CancelPurchaseMutation = { readonly cancelPurchase:
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'CancelPurchasePayload', readonly replayed: boolean, readonly transaction: Booked_Purchase_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
   | null };

export type CancelWithdrawalMutationVariables = Exact<{
  input: CancelWithdrawalInput;
}>;


export type CancelWithdrawalMutation = { readonly cancelWithdrawal:
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'CancelWithdrawalPayload', readonly replayed: boolean, readonly transaction: Booked_Withdrawal_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
   | null };

export type ClaimDailyBonusMutationVariables = Exact<{
  input: ClaimDailyBonusInput;
}>;


export type ClaimDailyBonusMutation = { readonly claimDailyBonus:
    | Refusal_AlreadyClaimed_Fragment
    | Refusal_AmountTooLarge_Fragment
    | Refusal_BonusNotOffered_Fragment
    | { readonly __typename: 'ClaimDailyBonusPayload', readonly replayed: boolean, readonly transaction: Booked_Bonus_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type CloseWalletMutationVariables = Exact<{
  input: CloseWalletInput;
}>;


export type CloseWalletMutation = { readonly closeWallet:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_WalletNotEmpty_Fragment
    | Refusal_WalletNotFound_Fragment
    | { readonly __typename: 'WalletPayload', readonly replayed: boolean, readonly wallet: WalletFieldsFragment }
   | null };

export type CompletePurchaseMutationVariables = Exact<{
  input: CompletePurchaseInput;
}>;


export type CompletePurchaseMutation = { readonly completePurchase:
    | Refusal_AmountExceedsRemaining_Fragment
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'CompletePurchasePayload', readonly replayed: boolean, readonly transaction: Booked_Purchase_Fragment }
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidAmount_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
   | null };

export type ConfirmDepositMutationVariables = Exact<{
  input: ConfirmDepositInput;
}>;


export type ConfirmDepositMutation = { readonly confirmDeposit:
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'ConfirmDepositPayload', readonly replayed: boolean, readonly transaction: Booked_Deposit_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
   | null };

export type CreateCurrencyMutationVariables = Exact<{
  input: CreateCurrencyInput;
}>;


export type CreateCurrencyMutation = { readonly createCurrency:
    | { readonly __typename: 'CreateCurrencyPayload', readonly replayed: boolean, readonly currency: CurrencyFieldsFragment }
    | Refusal_CurrencyExists_Fragment
    | Refusal_IdempotencyConflict_Fragment
   | null };

export type CreateSystemAccountMutationVariables = Exact<{
  input: CreateSystemAccountInput;
}>;


export type CreateSystemAccountMutation = { readonly createSystemAccount:
    | { readonly __typename: 'CreateSystemAccountPayload', readonly replayed: boolean, readonly systemAccount: { readonly name: string, readonly description: string, readonly createdAt: string } }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_SystemAccountExists_Fragment
   | null };

export type DepositMutationVariables = Exact<{
  input: DepositInput;
}>;


export type DepositMutation = { readonly deposit:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | { readonly __typename: 'DepositPayload', readonly replayed: boolean, readonly transaction: Booked_Deposit_Fragment }
    | Refusal_EffectiveAtOutOfRange_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidAmount_Fragment
    | Refusal_SameWallet_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_SplitsExceedAmount_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_UnknownSystemAccount_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type DistributeEarningsMutationVariables = Exact<{
  input: DistributeEarningsInput;
}>;


export type DistributeEarningsMutation = { readonly distributeEarnings:
    | { readonly __typename: 'DistributeEarningsPayload', readonly replayed: boolean, readonly total: MoneyFieldsFragment, readonly paid: ReadonlyArray<{ readonly replayed: boolean, readonly transaction: Booked_Earning_Fragment }>, readonly refused: ReadonlyArray<{ readonly index: number, readonly walletId: string, readonly error:
          | Refusal_AlertNotFound_Fragment
          | Refusal_AlreadyClaimed_Fragment
          | Refusal_AlreadyPaid_Fragment
          | Refusal_AmountExceedsRemaining_Fragment
          | Refusal_AmountTooLarge_Fragment
          | Refusal_BonusNotOffered_Fragment
          | Refusal_CreditLimitExceeded_Fragment
          | Refusal_CreditNotApproved_Fragment
          | Refusal_CurrencyExists_Fragment
          | Refusal_CurrencyMismatch_Fragment
          | Refusal_DeliveryNotFound_Fragment
          | Refusal_EffectiveAtOutOfRange_Fragment
          | Refusal_EmailNotConfigured_Fragment
          | Refusal_FindingNotFound_Fragment
          | Refusal_IdempotencyConflict_Fragment
          | Refusal_InsufficientFunds_Fragment
          | Refusal_InvalidAmount_Fragment
          | Refusal_InvalidTransition_Fragment
          | Refusal_MonitorNotFound_Fragment
          | Refusal_NoMomentAhead_Fragment
          | Refusal_QuoteExpired_Fragment
          | Refusal_QuoteNotFound_Fragment
          | Refusal_QuoteUsed_Fragment
          | Refusal_SameWallet_Fragment
          | Refusal_ScheduleNotFound_Fragment
          | Refusal_SelfApproval_Fragment
          | Refusal_SplitsExceedAmount_Fragment
          | Refusal_SystemAccountExists_Fragment
          | Refusal_TokensRevoked_Fragment
          | Refusal_TransactionNotFound_Fragment
          | Refusal_UnbalancedPosting_Fragment
          | Refusal_UnknownCurrency_Fragment
          | Refusal_UnknownSystemAccount_Fragment
          | Refusal_WalletLimit_Fragment
          | Refusal_WalletNotActive_Fragment
          | Refusal_WalletNotEmpty_Fragment
          | Refusal_WalletNotFound_Fragment
          | Refusal_WebhookNotFound_Fragment
         }> }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_UnknownCurrency_Fragment
   | null };

export type DrawCreditMutationVariables = Exact<{
  input: DrawCreditInput;
}>;


export type DrawCreditMutation = { readonly drawCredit:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CreditLimitExceeded_Fragment
    | Refusal_CreditNotApproved_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | { readonly __typename: 'DrawCreditPayload', readonly replayed: boolean, readonly transaction: Booked_CreditDraw_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidAmount_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type ExchangeMutationVariables = Exact<{
  input: ExchangeInput;
}>;


export type ExchangeMutation = { readonly exchange:
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'ExchangePayload', readonly replayed: boolean, readonly transaction: Booked_Exchange_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_QuoteExpired_Fragment
    | Refusal_QuoteNotFound_Fragment
    | Refusal_QuoteUsed_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_WalletNotActive_Fragment
   | null };

export type FailDepositMutationVariables = Exact<{
  input: FailDepositInput;
}>;


export type FailDepositMutation = { readonly failDeposit:
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'FailDepositPayload', readonly replayed: boolean, readonly transaction: Booked_Deposit_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
    | Refusal_WalletNotActive_Fragment
   | null };

export type FailPurchaseMutationVariables = Exact<{
  input: FailPurchaseInput;
}>;


export type FailPurchaseMutation = { readonly failPurchase:
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'FailPurchasePayload', readonly replayed: boolean, readonly transaction: Booked_Purchase_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
    | Refusal_WalletNotActive_Fragment
   | null };

export type FreezeWalletMutationVariables = Exact<{
  input: FreezeWalletInput;
}>;


export type FreezeWalletMutation = { readonly freezeWallet:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_WalletNotFound_Fragment
    | { readonly __typename: 'WalletPayload', readonly replayed: boolean, readonly wallet: WalletFieldsFragment }
   | null };

export type InitiateDepositMutationVariables = Exact<{
  input: InitiateDepositInput;
}>;


export type InitiateDepositMutation = { readonly initiateDeposit:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | { readonly __typename: 'InitiateDepositPayload', readonly replayed: boolean, readonly transaction: Booked_Deposit_Fragment }
    | Refusal_InvalidAmount_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type OpenWalletMutationVariables = Exact<{
  input: OpenWalletInput;
}>;


export type OpenWalletMutation = { readonly openWallet:
    | Refusal_IdempotencyConflict_Fragment
    | { readonly __typename: 'OpenWalletPayload', readonly replayed: boolean, readonly wallet: WalletFieldsFragment }
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletLimit_Fragment
    | Refusal_WalletNotActive_Fragment
   | null };

export type PayReferralCommissionMutationVariables = Exact<{
  input: PayReferralCommissionInput;
}>;


export type PayReferralCommissionMutation = { readonly payReferralCommission:
    | Refusal_AlreadyPaid_Fragment
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidAmount_Fragment
    | Refusal_InvalidTransition_Fragment
    | { readonly __typename: 'PayReferralCommissionPayload', readonly replayed: boolean, readonly transaction: Booked_Commission_Fragment }
    | Refusal_SameWallet_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type PostMutationVariables = Exact<{
  input: PostInput;
}>;


export type PostMutation = { readonly post:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_EffectiveAtOutOfRange_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidAmount_Fragment
    | { readonly __typename: 'PostPayload', readonly replayed: boolean, readonly transaction: Booked_Posting_Fragment }
    | Refusal_SelfApproval_Fragment
    | Refusal_UnbalancedPosting_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_UnknownSystemAccount_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type PurchaseMutationVariables = Exact<{
  input: PurchaseInput;
}>;


export type PurchaseMutation = { readonly purchase:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidAmount_Fragment
    | { readonly __typename: 'PurchasePayload', readonly replayed: boolean, readonly transaction: Booked_Purchase_Fragment }
    | Refusal_SameWallet_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_SplitsExceedAmount_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_UnknownSystemAccount_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type QuoteExchangeMutationVariables = Exact<{
  input: QuoteExchangeInput;
}>;


export type QuoteExchangeMutation = { readonly quoteExchange:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidAmount_Fragment
    | { readonly __typename: 'QuoteExchangePayload', readonly replayed: boolean, readonly quote: QuoteFieldsFragment }
    | Refusal_SameWallet_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type RefundPurchaseMutationVariables = Exact<{
  input: RefundPurchaseInput;
}>;


export type RefundPurchaseMutation = { readonly refundPurchase:
    | Refusal_AmountExceedsRemaining_Fragment
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidAmount_Fragment
    | Refusal_InvalidTransition_Fragment
    | { readonly __typename: 'RefundPurchasePayload', readonly replayed: boolean, readonly transaction: Booked_Refund_Fragment }
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
   | null };

export type RejectWithdrawalMutationVariables = Exact<{
  input: RejectWithdrawalInput;
}>;


export type RejectWithdrawalMutation = { readonly rejectWithdrawal:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | { readonly __typename: 'RejectWithdrawalPayload', readonly replayed: boolean, readonly transaction: Booked_Withdrawal_Fragment }
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
   | null };

export type RepayCreditMutationVariables = Exact<{
  input: RepayCreditInput;
}>;


export type RepayCreditMutation = { readonly repayCredit:
    | Refusal_AmountExceedsRemaining_Fragment
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidAmount_Fragment
    | { readonly __typename: 'RepayCreditPayload', readonly replayed: boolean, readonly transaction: Booked_CreditRepayment_Fragment }
    | Refusal_SelfApproval_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type RequestWithdrawalMutationVariables = Exact<{
  input: RequestWithdrawalInput;
}>;


export type RequestWithdrawalMutation = { readonly requestWithdrawal:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidAmount_Fragment
    | { readonly __typename: 'RequestWithdrawalPayload', readonly replayed: boolean, readonly transaction: Booked_Withdrawal_Fragment }
    | Refusal_SameWallet_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_SplitsExceedAmount_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_UnknownSystemAccount_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type ReverseTransactionMutationVariables = Exact<{
  input: ReverseTransactionInput;
}>;


export type ReverseTransactionMutation = { readonly reverseTransaction:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidTransition_Fragment
    | { readonly __typename: 'ReverseTransactionPayload', readonly replayed: boolean, readonly transaction: Booked_Reversal_Fragment }
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
    | Refusal_WalletNotActive_Fragment
   | null };

export type RevokeTokensMutationVariables = Exact<{
  input: RevokeTokensInput;
}>;


export type RevokeTokensMutation = { readonly revokeTokens:
    | Refusal_IdempotencyConflict_Fragment
    | { readonly __typename: 'RevokeTokensPayload', readonly subject: string, readonly revokedAt: string, readonly replayed: boolean }
   | null };

export type RunReconciliationMutationVariables = Exact<{
  input: RunReconciliationInput;
}>;


export type RunReconciliationMutation = { readonly runReconciliation:
    | Refusal_IdempotencyConflict_Fragment
    | { readonly __typename: 'RunReconciliationPayload', readonly replayed: boolean, readonly reconciliation: { readonly id: string, readonly status: ReconciliationStatus, readonly requestedAt: string } }
   | null };

export type SetCreditLineMutationVariables = Exact<{
  input: SetCreditLineInput;
}>;


export type SetCreditLineMutation = { readonly setCreditLine:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidAmount_Fragment
    | Refusal_SelfApproval_Fragment
    | { readonly __typename: 'SetCreditLinePayload', readonly replayed: boolean, readonly wallet: (
        { readonly creditLine: CreditLineFieldsFragment }
        & WalletFieldsFragment
      ) }
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type SetWalletDisplayNameMutationVariables = Exact<{
  input: SetWalletDisplayNameInput;
}>;


export type SetWalletDisplayNameMutation = { readonly setWalletDisplayName:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
    | { readonly __typename: 'WalletPayload', readonly replayed: boolean, readonly wallet: WalletFieldsFragment }
   | null };

export type SetWalletMetadataMutationVariables = Exact<{
  input: SetWalletMetadataInput;
}>;


export type SetWalletMetadataMutation = { readonly setWalletMetadata:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
    | { readonly __typename: 'WalletPayload', readonly replayed: boolean, readonly wallet: WalletFieldsFragment }
   | null };

export type TransferMutationVariables = Exact<{
  input: TransferInput;
}>;


export type TransferMutation = { readonly transfer:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidAmount_Fragment
    | Refusal_SameWallet_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_SplitsExceedAmount_Fragment
    | { readonly __typename: 'TransferPayload', readonly replayed: boolean, readonly transaction: Booked_Transfer_Fragment }
    | Refusal_UnknownCurrency_Fragment
    | Refusal_UnknownSystemAccount_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type TransferManyMutationVariables = Exact<{
  input: TransferManyInput;
}>;


export type TransferManyMutation = { readonly transferMany:
    | Refusal_IdempotencyConflict_Fragment
    | { readonly __typename: 'TransferManyPayload', readonly replayed: boolean, readonly done: ReadonlyArray<{ readonly replayed: boolean, readonly transaction: Booked_Transfer_Fragment }>, readonly refused: ReadonlyArray<{ readonly index: number, readonly error:
          | Refusal_AlertNotFound_Fragment
          | Refusal_AlreadyClaimed_Fragment
          | Refusal_AlreadyPaid_Fragment
          | Refusal_AmountExceedsRemaining_Fragment
          | Refusal_AmountTooLarge_Fragment
          | Refusal_BonusNotOffered_Fragment
          | Refusal_CreditLimitExceeded_Fragment
          | Refusal_CreditNotApproved_Fragment
          | Refusal_CurrencyExists_Fragment
          | Refusal_CurrencyMismatch_Fragment
          | Refusal_DeliveryNotFound_Fragment
          | Refusal_EffectiveAtOutOfRange_Fragment
          | Refusal_EmailNotConfigured_Fragment
          | Refusal_FindingNotFound_Fragment
          | Refusal_IdempotencyConflict_Fragment
          | Refusal_InsufficientFunds_Fragment
          | Refusal_InvalidAmount_Fragment
          | Refusal_InvalidTransition_Fragment
          | Refusal_MonitorNotFound_Fragment
          | Refusal_NoMomentAhead_Fragment
          | Refusal_QuoteExpired_Fragment
          | Refusal_QuoteNotFound_Fragment
          | Refusal_QuoteUsed_Fragment
          | Refusal_SameWallet_Fragment
          | Refusal_ScheduleNotFound_Fragment
          | Refusal_SelfApproval_Fragment
          | Refusal_SplitsExceedAmount_Fragment
          | Refusal_SystemAccountExists_Fragment
          | Refusal_TokensRevoked_Fragment
          | Refusal_TransactionNotFound_Fragment
          | Refusal_UnbalancedPosting_Fragment
          | Refusal_UnknownCurrency_Fragment
          | Refusal_UnknownSystemAccount_Fragment
          | Refusal_WalletLimit_Fragment
          | Refusal_WalletNotActive_Fragment
          | Refusal_WalletNotEmpty_Fragment
          | Refusal_WalletNotFound_Fragment
          | Refusal_WebhookNotFound_Fragment
         }> }
   | null };

export type UnfreezeWalletMutationVariables = Exact<{
  input: UnfreezeWalletInput;
}>;


export type UnfreezeWalletMutation = { readonly unfreezeWallet:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_WalletNotFound_Fragment
    | { readonly __typename: 'WalletPayload', readonly replayed: boolean, readonly wallet: WalletFieldsFragment }
   | null };

export type VerifyIntegrityMutationVariables = Exact<{ [key: string]: never; }>;


export type VerifyIntegrityMutation = { readonly verifyIntegrity: { readonly checkedEntries: number, readonly checkedWallets: number, readonly healthy: boolean, readonly findings: ReadonlyArray<{ readonly check: string, readonly subject: string, readonly expected: string, readonly actual: string }> } | null };

export type ProposeRepairMutationVariables = Exact<{
  input: ProposeRepairInput;
}>;


export type ProposeRepairMutation = { readonly proposeRepair:
    | Refusal_AmountTooLarge_Fragment
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_FindingNotFound_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidAmount_Fragment
    | { readonly __typename: 'ProposeRepairPayload', readonly replayed: boolean, readonly transaction: Booked_Adjustment_Fragment }
    | Refusal_SelfApproval_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
   | null };

export type ApproveRepairMutationVariables = Exact<{
  input: ApproveRepairInput;
}>;


export type ApproveRepairMutation = { readonly approveRepair:
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'ApproveRepairPayload', readonly replayed: boolean, readonly transaction: Booked_Adjustment_Fragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InsufficientFunds_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
   | null };

export type RejectRepairMutationVariables = Exact<{
  input: RejectRepairInput;
}>;


export type RejectRepairMutation = { readonly rejectRepair:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | { readonly __typename: 'RejectRepairPayload', readonly replayed: boolean, readonly transaction: Booked_Adjustment_Fragment }
    | Refusal_SelfApproval_Fragment
    | Refusal_TransactionNotFound_Fragment
   | null };

export type ScheduleTransactionMutationVariables = Exact<{
  input: ScheduleTransactionInput;
}>;


export type ScheduleTransactionMutation = { readonly scheduleTransaction:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_NoMomentAhead_Fragment
    | { readonly __typename: 'ScheduleTransactionPayload', readonly replayed: boolean, readonly schedule: ScheduleFieldsFragment }
   | null };

export type PauseScheduleMutationVariables = Exact<{
  input: PauseScheduleInput;
}>;


export type PauseScheduleMutation = { readonly pauseSchedule:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_ScheduleNotFound_Fragment
    | { readonly __typename: 'SchedulePayload', readonly replayed: boolean, readonly schedule: ScheduleFieldsFragment }
   | null };

export type ResumeScheduleMutationVariables = Exact<{
  input: ResumeScheduleInput;
}>;


export type ResumeScheduleMutation = { readonly resumeSchedule:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_ScheduleNotFound_Fragment
    | { readonly __typename: 'SchedulePayload', readonly replayed: boolean, readonly schedule: ScheduleFieldsFragment }
   | null };

export type CancelScheduleMutationVariables = Exact<{
  input: CancelScheduleInput;
}>;


export type CancelScheduleMutation = { readonly cancelSchedule:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_ScheduleNotFound_Fragment
    | { readonly __typename: 'SchedulePayload', readonly replayed: boolean, readonly schedule: ScheduleFieldsFragment }
   | null };

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookInput;
}>;


export type CreateWebhookMutation = { readonly createWebhook:
    | { readonly __typename: 'CreateWebhookPayload', readonly secret: string | null, readonly replayed: boolean, readonly webhook: WebhookFieldsFragment }
    | Refusal_IdempotencyConflict_Fragment
   | null };

export type PauseWebhookMutationVariables = Exact<{
  input: PauseWebhookInput;
}>;


export type PauseWebhookMutation = { readonly pauseWebhook:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_WebhookNotFound_Fragment
    | { readonly __typename: 'WebhookPayload', readonly replayed: boolean, readonly webhook: WebhookFieldsFragment }
   | null };

export type ResumeWebhookMutationVariables = Exact<{
  input: ResumeWebhookInput;
}>;


export type ResumeWebhookMutation = { readonly resumeWebhook:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_WebhookNotFound_Fragment
    | { readonly __typename: 'WebhookPayload', readonly replayed: boolean, readonly webhook: WebhookFieldsFragment }
   | null };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { readonly rotateWebhookSecret:
    | Refusal_IdempotencyConflict_Fragment
    | { readonly __typename: 'RotateWebhookSecretPayload', readonly secret: string | null, readonly replayed: boolean, readonly webhook: WebhookFieldsFragment }
    | Refusal_WebhookNotFound_Fragment
   | null };

export type TestWebhookMutationVariables = Exact<{
  input: TestWebhookInput;
}>;


export type TestWebhookMutation = { readonly testWebhook:
    | Refusal_IdempotencyConflict_Fragment
    | { readonly __typename: 'TestWebhookPayload', readonly delivered: boolean, readonly responseStatus: number | null, readonly error: string | null, readonly durationMs: number, readonly replayed: boolean, readonly webhook: WebhookFieldsFragment }
    | Refusal_WebhookNotFound_Fragment
   | null };

export type ReplayWebhookMutationVariables = Exact<{
  input: ReplayWebhookInput;
}>;


export type ReplayWebhookMutation = { readonly replayWebhook:
    | Refusal_DeliveryNotFound_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_WebhookNotFound_Fragment
    | { readonly __typename: 'WebhookPayload', readonly replayed: boolean, readonly webhook: WebhookFieldsFragment }
   | null };

export type DeleteWebhookMutationVariables = Exact<{
  input: DeleteWebhookInput;
}>;


export type DeleteWebhookMutation = { readonly deleteWebhook:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_WebhookNotFound_Fragment
    | { readonly __typename: 'WebhookPayload', readonly replayed: boolean, readonly webhook: WebhookFieldsFragment }
   | null };

export type EraseOwnerMutationVariables = Exact<{
  input: EraseOwnerInput;
}>;


export type EraseOwnerMutation = { readonly eraseOwner:
    | { readonly __typename: 'EraseOwnerPayload', readonly replayed: boolean, readonly erasure: ErasureFieldsFragment }
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_SelfApproval_Fragment
   | null };

export type CreateMonitorMutationVariables = Exact<{
  input: CreateMonitorInput;
}>;


export type CreateMonitorMutation = { readonly createMonitor:
    | Refusal_AmountTooLarge_Fragment
    | { readonly __typename: 'CreateMonitorPayload', readonly replayed: boolean, readonly monitor: MonitorFieldsFragment }
    | Refusal_CurrencyMismatch_Fragment
    | Refusal_EmailNotConfigured_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidAmount_Fragment
    | Refusal_UnknownCurrency_Fragment
    | Refusal_WalletNotActive_Fragment
    | Refusal_WalletNotFound_Fragment
    | Refusal_WebhookNotFound_Fragment
   | null };

export type PauseMonitorMutationVariables = Exact<{
  input: PauseMonitorInput;
}>;


export type PauseMonitorMutation = { readonly pauseMonitor:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_MonitorNotFound_Fragment
    | { readonly __typename: 'MonitorPayload', readonly replayed: boolean, readonly monitor: MonitorFieldsFragment }
   | null };

export type ResumeMonitorMutationVariables = Exact<{
  input: ResumeMonitorInput;
}>;


export type ResumeMonitorMutation = { readonly resumeMonitor:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
    | Refusal_MonitorNotFound_Fragment
    | { readonly __typename: 'MonitorPayload', readonly replayed: boolean, readonly monitor: MonitorFieldsFragment }
   | null };

export type DeleteMonitorMutationVariables = Exact<{
  input: DeleteMonitorInput;
}>;


export type DeleteMonitorMutation = { readonly deleteMonitor:
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_MonitorNotFound_Fragment
    | { readonly __typename: 'MonitorPayload', readonly replayed: boolean, readonly monitor: MonitorFieldsFragment }
   | null };

export type AcknowledgeAlertMutationVariables = Exact<{
  input: AcknowledgeAlertInput;
}>;


export type AcknowledgeAlertMutation = { readonly acknowledgeAlert:
    | { readonly __typename: 'AcknowledgeAlertPayload', readonly replayed: boolean, readonly alert: AlertFieldsFragment }
    | Refusal_AlertNotFound_Fragment
    | Refusal_IdempotencyConflict_Fragment
    | Refusal_InvalidTransition_Fragment
   | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly id: string, readonly roles: ReadonlyArray<Role>, readonly wallets: ReadonlyArray<WalletFieldsFragment> } };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { readonly viewer: { readonly id: string, readonly roles: ReadonlyArray<Role> } };

export type WalletQueryVariables = Exact<{
  id: string;
}>;


export type WalletQuery = { readonly wallet: (
    { readonly creditLine: CreditLineFieldsFragment }
    & WalletFieldsFragment
  ) | null };

export type PayeeQueryVariables = Exact<{
  ownerId: string;
  currency: string;
  name?: string | null | undefined;
}>;


export type PayeeQuery = { readonly payee: { readonly walletId: string, readonly displayName: string | null } | null };

export type WalletsQueryVariables = Exact<{
  filter?: WalletFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WalletsQuery = { readonly wallets: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: WalletFieldsFragment }>, readonly pageInfo: PageFragment } };

export type WalletsWithFindingsQueryVariables = Exact<{
  filter?: WalletFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WalletsWithFindingsQuery = { readonly wallets: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: (
        { readonly findings: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly code: FindingCode, readonly severity: FindingSeverity } }> } }
        & WalletFieldsFragment
      ) }>, readonly pageInfo: PageFragment } };

export type WalletBalanceAtQueryVariables = Exact<{
  id: string;
  at: string;
}>;


export type WalletBalanceAtQuery = { readonly wallet: { readonly id: string, readonly balanceAt: FiguresFragment } | null };

export type WalletHistoryQueryVariables = Exact<{
  id: string;
  orderBy?: HistoryOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WalletHistoryQuery = { readonly wallet: (
    { readonly history: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly at: string, readonly status: TransactionStatus, readonly amount: MoneyFieldsFragment, readonly balance: MoneyFieldsFragment, readonly counterparty: { readonly displayName: string | null, readonly wallet: PartyFragment | null } | null, readonly transaction:
            | TransactionFields_Adjustment_Fragment
            | TransactionFields_Bonus_Fragment
            | TransactionFields_Commission_Fragment
            | TransactionFields_CreditDraw_Fragment
            | TransactionFields_CreditRepayment_Fragment
            | TransactionFields_Deposit_Fragment
            | TransactionFields_Earning_Fragment
            | TransactionFields_Exchange_Fragment
            | TransactionFields_OpeningBalance_Fragment
            | TransactionFields_Posting_Fragment
            | TransactionFields_Purchase_Fragment
            | TransactionFields_Refund_Fragment
            | TransactionFields_Reversal_Fragment
            | TransactionFields_Transfer_Fragment
            | TransactionFields_Withdrawal_Fragment
           } }>, readonly pageInfo: PageFragment } }
    & WalletFieldsFragment
  ) | null };

export type WalletStatementQueryVariables = Exact<{
  id: string;
  from: string;
  to: string;
  timeZone?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WalletStatementQuery = { readonly wallet: (
    { readonly currency: string, readonly statement: { readonly from: string, readonly to: string, readonly timeZone: string, readonly opening: FiguresFragment, readonly closing: FiguresFragment, readonly totals: ReadonlyArray<{ readonly kind: TransactionKind, readonly count: number, readonly moneyIn: MoneyFieldsFragment, readonly moneyOut: MoneyFieldsFragment }>, readonly lines: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly at: string, readonly status: TransactionStatus, readonly amount: MoneyFieldsFragment, readonly balance: MoneyFieldsFragment, readonly counterparty: { readonly displayName: string | null, readonly wallet: PartyFragment | null } | null, readonly transaction:
              | TransactionFields_Adjustment_Fragment
              | TransactionFields_Bonus_Fragment
              | TransactionFields_Commission_Fragment
              | TransactionFields_CreditDraw_Fragment
              | TransactionFields_CreditRepayment_Fragment
              | TransactionFields_Deposit_Fragment
              | TransactionFields_Earning_Fragment
              | TransactionFields_Exchange_Fragment
              | TransactionFields_OpeningBalance_Fragment
              | TransactionFields_Posting_Fragment
              | TransactionFields_Purchase_Fragment
              | TransactionFields_Refund_Fragment
              | TransactionFields_Reversal_Fragment
              | TransactionFields_Transfer_Fragment
              | TransactionFields_Withdrawal_Fragment
             } }>, readonly pageInfo: PageFragment } } }
    & PartyFragment
  ) | null };

export type WalletTransactionsQueryVariables = Exact<{
  id: string;
  filter?: TransactionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WalletTransactionsQuery = { readonly wallet: { readonly id: string, readonly transactions: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node:
          | TransactionFields_Adjustment_Fragment
          | TransactionFields_Bonus_Fragment
          | TransactionFields_Commission_Fragment
          | TransactionFields_CreditDraw_Fragment
          | TransactionFields_CreditRepayment_Fragment
          | TransactionFields_Deposit_Fragment
          | TransactionFields_Earning_Fragment
          | TransactionFields_Exchange_Fragment
          | TransactionFields_OpeningBalance_Fragment
          | TransactionFields_Posting_Fragment
          | TransactionFields_Purchase_Fragment
          | TransactionFields_Refund_Fragment
          | TransactionFields_Reversal_Fragment
          | TransactionFields_Transfer_Fragment
          | TransactionFields_Withdrawal_Fragment
         }>, readonly pageInfo: PageFragment } } | null };

export type WalletEntriesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WalletEntriesQuery = { readonly wallet: { readonly id: string, readonly entries: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: (
          { readonly transaction:
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
            | { readonly id: string, readonly kind: TransactionKind }
           }
          & EntryFieldsFragment
        ) }>, readonly pageInfo: PageFragment } } | null };

export type TransactionQueryVariables = Exact<{
  id: string;
}>;


export type TransactionQuery = { readonly transaction:
    | (
      { readonly findingId: string | null, readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Adjustment_Fragment
      & Splits_Adjustment_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Bonus_Fragment
      & Splits_Bonus_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Commission_Fragment
      & Splits_Commission_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_CreditDraw_Fragment
      & Splits_CreditDraw_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_CreditRepayment_Fragment
      & Splits_CreditRepayment_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Deposit_Fragment
      & Splits_Deposit_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Earning_Fragment
      & Splits_Earning_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Exchange_Fragment
      & Splits_Exchange_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_OpeningBalance_Fragment
      & Splits_OpeningBalance_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Posting_Fragment
      & Splits_Posting_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Purchase_Fragment
      & Splits_Purchase_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Refund_Fragment
      & Splits_Refund_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Reversal_Fragment
      & Splits_Reversal_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Transfer_Fragment
      & Splits_Transfer_Fragment
    )
    | (
      { readonly statusChangedBy: string | null, readonly entries: ReadonlyArray<EntryFieldsFragment> }
      & TransactionFields_Withdrawal_Fragment
      & Splits_Withdrawal_Fragment
    )
   | null };

export type TransactionsQueryVariables = Exact<{
  filter?: TransactionSearch | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type TransactionsQuery = { readonly transactions: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node:
        | TransactionFields_Adjustment_Fragment
        | TransactionFields_Bonus_Fragment
        | TransactionFields_Commission_Fragment
        | TransactionFields_CreditDraw_Fragment
        | TransactionFields_CreditRepayment_Fragment
        | TransactionFields_Deposit_Fragment
        | TransactionFields_Earning_Fragment
        | TransactionFields_Exchange_Fragment
        | TransactionFields_OpeningBalance_Fragment
        | TransactionFields_Posting_Fragment
        | TransactionFields_Purchase_Fragment
        | TransactionFields_Refund_Fragment
        | TransactionFields_Reversal_Fragment
        | TransactionFields_Transfer_Fragment
        | TransactionFields_Withdrawal_Fragment
       }>, readonly pageInfo: PageFragment } };

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { readonly node:
    | (
      { readonly __typename: 'Adjustment', readonly id: string }
      & TransactionFields_Adjustment_Fragment
    )
    | { readonly __typename: 'Alert', readonly id: string }
    | (
      { readonly __typename: 'Bonus', readonly id: string }
      & TransactionFields_Bonus_Fragment
    )
    | (
      { readonly __typename: 'Commission', readonly id: string }
      & TransactionFields_Commission_Fragment
    )
    | (
      { readonly __typename: 'CreditDraw', readonly id: string }
      & TransactionFields_CreditDraw_Fragment
    )
    | (
      { readonly __typename: 'CreditRepayment', readonly id: string }
      & TransactionFields_CreditRepayment_Fragment
    )
    | (
      { readonly __typename: 'Deposit', readonly id: string }
      & TransactionFields_Deposit_Fragment
    )
    | (
      { readonly __typename: 'Earning', readonly id: string }
      & TransactionFields_Earning_Fragment
    )
    | { readonly __typename: 'Entry', readonly id: string }
    | (
      { readonly __typename: 'Exchange', readonly id: string }
      & TransactionFields_Exchange_Fragment
    )
    | { readonly __typename: 'ExchangeQuote', readonly rate: string, readonly id: string }
    | { readonly __typename: 'Monitor', readonly id: string }
    | (
      { readonly __typename: 'OpeningBalance', readonly id: string }
      & TransactionFields_OpeningBalance_Fragment
    )
    | { readonly __typename: 'OwnerErasure', readonly id: string }
    | (
      { readonly __typename: 'Posting', readonly id: string }
      & TransactionFields_Posting_Fragment
    )
    | (
      { readonly __typename: 'Purchase', readonly id: string }
      & TransactionFields_Purchase_Fragment
    )
    | { readonly __typename: 'Reconciliation', readonly id: string }
    | (
      { readonly __typename: 'Refund', readonly id: string }
      & TransactionFields_Refund_Fragment
    )
    | { readonly __typename: 'Report', readonly id: string }
    | (
      { readonly __typename: 'Reversal', readonly id: string }
      & TransactionFields_Reversal_Fragment
    )
    | { readonly __typename: 'Schedule', readonly id: string }
    | (
      { readonly __typename: 'Transfer', readonly id: string }
      & TransactionFields_Transfer_Fragment
    )
    | (
      { readonly __typename: 'Wallet', readonly currency: string, readonly id: string, readonly balance: FiguresFragment }
      & PartyFragment
    )
    | { readonly __typename: 'Webhook', readonly id: string }
    | (
      { readonly __typename: 'Withdrawal', readonly id: string }
      & TransactionFields_Withdrawal_Fragment
    )
   | null };

export type CurrenciesQueryVariables = Exact<{ [key: string]: never; }>;


export type CurrenciesQuery = { readonly currencies: ReadonlyArray<CurrencyFieldsFragment> };

export type CurrencyQueryVariables = Exact<{
  code: string;
}>;


export type CurrencyQuery = { readonly currency: CurrencyFieldsFragment | null };

export type SystemAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type SystemAccountsQuery = { readonly systemAccounts: ReadonlyArray<{ readonly name: string, readonly description: string, readonly createdAt: string }> };

export type TreasuryQueryVariables = Exact<{
  currency: string;
  at?: string | null | undefined;
}>;


export type TreasuryQuery = { readonly treasury: TreasuryFieldsFragment | null };

export type TreasuriesQueryVariables = Exact<{
  at?: string | null | undefined;
}>;


export type TreasuriesQuery = { readonly treasuries: ReadonlyArray<TreasuryFieldsFragment> };

export type TreasuryReportQueryVariables = Exact<{
  from: string;
  to: string;
  timeZone?: string | null | undefined;
  currency?: string | null | undefined;
}>;


export type TreasuryReportQuery = { readonly treasuryReport: { readonly from: string, readonly to: string, readonly asOf: string, readonly timeZone: string, readonly currencies: ReadonlyArray<{ readonly currency: string, readonly opening: MoneyFieldsFragment, readonly closing: MoneyFieldsFragment, readonly kinds: ReadonlyArray<TreasuryFlowFieldsFragment>, readonly systemAccounts: ReadonlyArray<SystemAccountFlowFieldsFragment>, readonly days: ReadonlyArray<{ readonly date: string, readonly from: string, readonly to: string, readonly opening: MoneyFieldsFragment, readonly closing: MoneyFieldsFragment, readonly kinds: ReadonlyArray<TreasuryFlowFieldsFragment>, readonly systemAccounts: ReadonlyArray<SystemAccountFlowFieldsFragment> }> }> } };

export type ExchangeQuoteQueryVariables = Exact<{
  id: string;
}>;


export type ExchangeQuoteQuery = { readonly exchangeQuote: QuoteFieldsFragment | null };

export type WalletExplanationQueryVariables = Exact<{
  id: string;
  at?: string | null | undefined;
}>;


export type WalletExplanationQuery = { readonly wallet: { readonly id: string, readonly explain: { readonly at: string, readonly balance: FiguresFragment, readonly parts: ReadonlyArray<{ readonly kind: TransactionKind, readonly status: TransactionStatus, readonly count: number, readonly figures: { readonly available: MoneyFieldsFragment, readonly spendable: MoneyFieldsFragment, readonly held: MoneyFieldsFragment, readonly cash: MoneyFieldsFragment, readonly credit: MoneyFieldsFragment, readonly total: MoneyFieldsFragment } }> } } | null };

export type MonitoringQueryVariables = Exact<{ [key: string]: never; }>;


export type MonitoringQuery = { readonly monitoring: { readonly measuredSeconds: number, readonly subscriptions: number, readonly hearsCommits: boolean, readonly balanceUpdatesPerSecond: number | null, readonly pushesPerSecond: number, readonly balanceAccuracy: number | null, readonly pushLatency: { readonly p50Ms: number, readonly p99Ms: number, readonly maxMs: number } | null, readonly transactions: { readonly done: number, readonly replayed: number, readonly refused: number, readonly failed: number, readonly unknown: number }, readonly consistency: { readonly score: number | null, readonly checkedAt: string, readonly findings: number } | null } };

export type SchedulesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type SchedulesQuery = { readonly schedules: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: ScheduleFieldsFragment }>, readonly pageInfo: PageFragment } };

export type ScheduleRunsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ScheduleRunsQuery = { readonly node:
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly status: ScheduleStatus, readonly nextAt: string | null, readonly id: string, readonly runs: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly due: string, readonly at: string, readonly outcome: string, readonly message: string | null, readonly doneLines: number, readonly refusedLines: number, readonly transaction:
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
              | { readonly id: string }
             | null } }>, readonly pageInfo: PageFragment } }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
   | null };

export type WebhooksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WebhooksQuery = { readonly webhooks: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: WebhookFieldsFragment }>, readonly pageInfo: PageFragment } };

export type WebhookDeliveriesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: DeliveryStatus | null | undefined;
}>;


export type WebhookDeliveriesQuery = { readonly node:
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly id: string }
    | { readonly status: WebhookStatus, readonly id: string, readonly deliveries: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly eventId: string, readonly type: string, readonly status: DeliveryStatus, readonly attempts: number, readonly firstAttemptAt: string | null, readonly lastAttemptAt: string | null, readonly nextAttemptAt: string | null, readonly deliveredAt: string | null, readonly responseStatus: number | null, readonly error: string | null, readonly durationMs: number | null } }>, readonly pageInfo: PageFragment } }
    | { readonly id: string }
   | null };

export type ReconciliationQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: FindingFilter | null | undefined;
}>;


export type ReconciliationQuery = { readonly reconciliation: (
    { readonly findings: FindingsFragment }
    & ReconciliationFieldsFragment
  ) | null };

export type ReconciliationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ReconciliationsQuery = { readonly reconciliations: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: ReconciliationFieldsFragment }>, readonly pageInfo: PageFragment } };

export type WalletFindingsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WalletFindingsQuery = { readonly wallet: { readonly id: string, readonly findings: FindingsFragment } | null };

export type DriftQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: DriftFilter | null | undefined;
}>;


export type DriftQuery = { readonly drift: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly owner: string, readonly currency: string, readonly wallet: string, readonly book: string | null, readonly difference: string, readonly since: string, readonly closedAt: string | null, readonly problem: string | null, readonly values: ReadonlyArray<{ readonly source: string, readonly value: string | null, readonly text: string | null }>, readonly cause: { readonly statement: string | null, readonly applicationName: string | null, readonly at: string } | null } }>, readonly pageInfo: PageFragment } };

export type EventsQueryVariables = Exact<{
  filter?: EventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type EventsQuery = { readonly events: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node:
        | EventFields_AlertEvent_Fragment
        | EventFields_CurrencyEvent_Fragment
        | EventFields_OwnerEvent_Fragment
        | EventFields_TransactionEvent_Fragment
        | EventFields_WalletEvent_Fragment
       }>, readonly pageInfo: PageFragment } };

export type AuditLogQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AuditLogQuery = { readonly auditLog: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly at: string, readonly actor: string, readonly movement: string, readonly input: Readonly<Record<string, unknown>>, readonly outcome: string, readonly message: string | null, readonly idempotencyKey: string, readonly requestId: string | null, readonly eventTypes: ReadonlyArray<string>, readonly transactionIds: ReadonlyArray<string> } }>, readonly pageInfo: PageFragment } };

export type OwnerErasureQueryVariables = Exact<{
  id: string;
}>;


export type OwnerErasureQuery = { readonly node:
    | ErasureFieldsFragment
    | Record<PropertyKey, never>
   | null };

export type MonitorsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type MonitorsQuery = { readonly monitors: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: MonitorFieldsFragment }>, readonly pageInfo: PageFragment } };

export type AlertsQueryVariables = Exact<{
  filter?: AlertFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AlertsQuery = { readonly alerts: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: AlertFieldsFragment }>, readonly pageInfo: PageFragment } };

export type ReportsQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ReportsQuery = { readonly reports: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly period: ReportPeriod, readonly from: string, readonly to: string, readonly timeZone: string, readonly createdAt: string } }>, readonly pageInfo: PageFragment } };

export type ReportQueryVariables = Exact<{
  id: string;
}>;


export type ReportQuery = { readonly node:
    | { readonly id: string, readonly period: ReportPeriod, readonly from: string, readonly to: string, readonly timeZone: string, readonly createdAt: string, readonly csv: string, readonly html: string }
    | Record<PropertyKey, never>
   | null };

export type BalanceChangedSubscriptionVariables = Exact<{
  walletId: string;
}>;


export type BalanceChangedSubscription = { readonly balanceChanged: { readonly walletId: string, readonly status: WalletStatus, readonly balance: FiguresFragment } };

export type WalletChangesSubscriptionVariables = Exact<{
  filter?: WalletChangesFilter | null | undefined;
}>;


export type WalletChangesSubscription = { readonly walletChanges: ReadonlyArray<{ readonly walletId: string, readonly ownerId: string, readonly currency: string, readonly status: WalletStatus, readonly balance: FiguresFragment }> };

export type TransactionChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type TransactionChangedSubscription = { readonly transactionChanged:
    | (
      TransactionFields_Adjustment_Fragment
      & Splits_Adjustment_Fragment
    )
    | (
      TransactionFields_Bonus_Fragment
      & Splits_Bonus_Fragment
    )
    | (
      TransactionFields_Commission_Fragment
      & Splits_Commission_Fragment
    )
    | (
      TransactionFields_CreditDraw_Fragment
      & Splits_CreditDraw_Fragment
    )
    | (
      TransactionFields_CreditRepayment_Fragment
      & Splits_CreditRepayment_Fragment
    )
    | (
      TransactionFields_Deposit_Fragment
      & Splits_Deposit_Fragment
    )
    | (
      TransactionFields_Earning_Fragment
      & Splits_Earning_Fragment
    )
    | (
      TransactionFields_Exchange_Fragment
      & Splits_Exchange_Fragment
    )
    | (
      TransactionFields_OpeningBalance_Fragment
      & Splits_OpeningBalance_Fragment
    )
    | (
      TransactionFields_Posting_Fragment
      & Splits_Posting_Fragment
    )
    | (
      TransactionFields_Purchase_Fragment
      & Splits_Purchase_Fragment
    )
    | (
      TransactionFields_Refund_Fragment
      & Splits_Refund_Fragment
    )
    | (
      TransactionFields_Reversal_Fragment
      & Splits_Reversal_Fragment
    )
    | (
      TransactionFields_Transfer_Fragment
      & Splits_Transfer_Fragment
    )
    | (
      TransactionFields_Withdrawal_Fragment
      & Splits_Withdrawal_Fragment
    )
   };

export type EventAddedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: EventFilter | null | undefined;
}>;


export type EventAddedSubscription = { readonly eventAdded:
    | EventFields_AlertEvent_Fragment
    | EventFields_CurrencyEvent_Fragment
    | EventFields_OwnerEvent_Fragment
    | EventFields_TransactionEvent_Fragment
    | EventFields_WalletEvent_Fragment
   };

export type AlertRaisedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AlertRaisedSubscription = { readonly alertRaised: AlertFieldsFragment };
