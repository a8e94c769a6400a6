import type {
  AccountName,
  AlertChannel,
  Balance,
  BuiltInAccount,
  CreditTerms,
  DeliveryKey,
  Phase,
  Refusal,
  SealedSecret,
  SystemAccount,
  TransactionStatus,
  Viewer,
} from '../domain/index.js';
import type {
  Alert,
  Currency as CurrencyRow,
  Erasure,
  ExchangeQuote,
  Monitor,
  Reconciliation,
  Schedule,
  SystemAccount as SystemAccountRow,
  Transaction,
  Wallet,
  Webhook,
} from '../entities/index.js';
import type { BookClock, PermanentRows } from '../reader/index.js';
import type { Amount, Currency } from '../money/index.js';

/**
 * The rules of one change of the book. `decide` is pure: it sees the locked state and returns what follows, and only the
 * ledger writes it. `I` is the input of the mutation, without the idempotency key. Except for bigints and Decimals it
 * must be JSON, because its hash is stored.
 */
export interface Movement<I> {
  /** The mutation's name. A key that is used again must come with the same name and input. */
  readonly name: string;
  /** Number of lines, if the input can have several. Each counts as a command of the commit. */
  weight?(input: I): number;
  /** The rows that must be locked before `decide` reads the state. */
  locks(input: I): Locks;
  /** Decides under those locks what follows, or refuses. */
  decide(input: I, by: Viewer, state: LockedState): Changes | MultiDecision | Refusal;
  /** Changes that the command makes besides, also if it is refused. The outcome does not name them. */
  always?(input: I, state: LockedState): Changes;
}

/** Several decisions under one key, made in turn. Each sees the changes of those before it. */
export interface MultiDecision {
  /** True: if one is refused, none succeeds. False: each succeeds or is refused by itself. */
  readonly atomic: boolean;
  readonly lines: readonly (() => Changes | Refusal)[];
}

/** The rows that a command needs. The ledger locks wallets and transactions, and reads the rest under those locks. */
export interface Locks {
  readonly wallets?: readonly string[];
  /** Wallets that the command names and does not need, such as those of what it schedules. The log finds it by them. */
  readonly named?: readonly string[];
  /** Transactions, each with its wallets and the transactions that followed from it. */
  readonly transactions?: readonly string[];
  /** Whether the entries of those transactions are needed, and the system accounts in them. */
  readonly entries?: boolean;
  /** The wallet of this owner, currency and name, which may not exist yet, and how many wallets the owner has. */
  readonly openWallet?: WalletName;
  /** Quotes, each with its two wallets. */
  readonly quotes?: readonly string[];
  /** Schedules. They are locked. */
  readonly schedules?: readonly string[];
  /** Monitors, each with the alert of what is not over. They are locked. */
  readonly monitors?: readonly string[];
  /** Alerts. They are locked. */
  readonly alerts?: readonly string[];
  /** Webhooks. They are locked. */
  readonly webhooks?: readonly string[];
  /** Deliveries of which it is asked whether they are dead letters, under the lock of their webhook. */
  readonly deadLetters?: readonly (DeliveryKey & { readonly webhookId: string })[];
  /** Findings of reconciliations. They never change. */
  readonly findings?: readonly string[];
  /** Whether the credit lines of `wallets` are needed. */
  readonly creditLines?: boolean;
  /** Whether the pending transactions of `wallets` are needed. */
  readonly pending?: boolean;
  /** Whether the newest bonuses of the owners of `wallets` are needed, in the currencies of these. */
  readonly bonuses?: boolean;
  /** Currencies that the command names, besides those of its amounts and of `openWallet`. They may not exist. */
  readonly currencies?: readonly string[];
  /** System accounts that come with the book, in the currency of every wallet that this command locks. */
  readonly systemAccounts?: readonly BuiltInAccount[];
  /** System accounts as the command names them, which may not exist: see `LockedState.systemAccount`. */
  readonly namedAccounts?: readonly { readonly name: string; readonly currency: string }[];
  /** Names of system accounts that the command asks for without posting to them. They may not exist. */
  readonly accountNames?: readonly string[];
}

/** A wallet by its owner, currency and name. */
export interface WalletName {
  readonly ownerId: string;
  readonly currency: string;
  readonly name: string;
}

/** One entry to write: signed minor units on an account. */
export interface Posting {
  readonly account: AccountName;
  readonly phase: Phase;
  readonly amount: Amount;
}

/** The state on which the rules decide: the locked rows, with the changes of the batch's earlier commands. */
export interface LockedState {
  /** The commit timestamp, in whole milliseconds. */
  readonly now: Date;
  /** A fresh UUIDv7. */
  newId(): string;
  /**
   * The currency, if the book has it. Known of the currencies of the locked wallets, and of those that the command names:
   * in its amounts, in `openWallet`, `namedAccounts` and `currencies` of its locks.
   */
  currency(code: string): Currency | undefined;
  /**
   * The system account with this name, to post to; undefined if the book has none. Known of the names in
   * `Locks.namedAccounts` and `Locks.accountNames`. Postings to it need it in `namedAccounts`, in their currency.
   */
  systemAccount(name: string): SystemAccount | undefined;
  wallet(id: string): Wallet | undefined;
  walletNamed(name: WalletName): Wallet | undefined;
  /** How many wallets the owner has opened, closed ones too. Known of the owners of wallets to open. */
  walletsOf(ownerId: string): number;
  /** The wallet's balance, with the figures that a query shows. */
  balance(wallet: Wallet): Balance;
  /** Whether every account of the wallet is zero, also the one of its debt. */
  isEmpty(wallet: Wallet): boolean;
  transaction(id: string): Transaction | undefined;
  /** The transactions that are PENDING in the wallet, oldest first, also those that will pay it a split. */
  pendingOf(walletId: string): readonly Transaction[];
  /**
   * The transactions that name this one as their original, in the order of the book: its reversal, refunds, commissions. Known of the locked
   * transactions, of the commissions on them, and of the last bonuses.
   */
  followersOf(transactionId: string): readonly Transaction[];
  /** The transaction's postings so far. */
  postings(transactionId: string): readonly Posting[];
  /** The credit line in force. */
  creditLine(walletId: string): CreditTerms;
  /** The last bonus of the wallet's owner in its currency, with any wallet, even if it was reversed. */
  lastBonus(wallet: Wallet): LastBonus | undefined;
  quote(id: string): ExchangeQuote | undefined;
  isQuoteUsed(quoteId: string): boolean;
  readonly schedules: {
    get(id: string): Schedule | undefined;
    /** Whether the tokens with which it was made have been revoked. */
    isCreatorRevoked(id: string): boolean;
  };
  /** The monitors and alerts that the command names in its locks. */
  readonly alerts: {
    monitor(id: string): Monitor | undefined;
    alert(id: string): Alert | undefined;
  };
  readonly webhooks: {
    get(id: string): Webhook | undefined;
    /** Only for deliveries that the command names in its locks. */
    isDeadLetter(webhookId: string, delivery: DeliveryKey): boolean;
  };
  /** Only for findings that the command names in its locks. */
  isFindingAbout(findingId: string, walletId: string): boolean;
  readonly settings: Settings;
}

/** The last bonus of an owner in a currency. */
export type LastBonus = Pick<Transaction, 'id' | 'createdAt'>;

/** The part of a batch's state that is the same for every batch of a gateway. */
export interface RuleContext {
  readonly currencies: PermanentRows<CurrencyRow>;
  readonly systemAccounts: PermanentRows<SystemAccountRow>;
  readonly settings: Settings;
  readonly clock: BookClock;
}

/** The rules' settings, which the operator of the gateway chooses. */
export interface Settings {
  /** The daily bonus in a currency, in minor units; 0n: none. */
  dailyBonus(currency: Currency): Amount;
  /** How many wallets a member opens at most. Programs and staff open any number for an owner. */
  readonly walletsPerOwner: number;
  /** Whether the gateway can send e-mail. */
  readonly sendsMail: boolean;
  /** A new secret for a webhook. @throws Error if the operator has set no key to encrypt it with */
  newWebhookSecret(webhookId: string): SealedSecret;
}

/** The ids of what a command made or changed. */
export interface AffectedIds {
  readonly walletId?: string;
  readonly transactionId?: string;
  readonly quoteId?: string;
  readonly currencyCode?: string;
  readonly systemAccountName?: string;
  readonly revocation?: Revocation;
  /** An erasure of the texts of an owner. */
  readonly erasure?: { readonly id: string; readonly ownerId: string };
  readonly reconciliationId?: string;
  readonly scheduleId?: string;
  readonly monitorId?: string;
  readonly alertId?: string;
  readonly webhookId?: string;
  /** The version of the secret that the command made. */
  readonly webhookSecret?: number;
}

/** What is delivered to a webhook again: everything from a moment on, or dead letters. */
export type WebhookReplay = { readonly webhookId: string } & (
  { readonly from: Date } | { readonly deadLetters: readonly DeliveryKey[] }
);

/** A revocation of a subject's tokens: all that were issued up to and including the second of `revokedAt`. */
export interface Revocation {
  readonly subject: string;
  /** The commit timestamp in the format of `Date.toISOString`, because an outcome is stored as JSON. */
  readonly revokedAt: string;
}

/** An erasure as its command makes it. */
export type NewErasure = Pick<Erasure, 'id' | 'ownerId' | 'reason' | 'createdBy' | 'createdAt'>;

/** The changes that follow from a command. One commit writes all of them, or none. */
export interface Changes {
  /** A currency, which begins with its system accounts. */
  readonly newCurrency?: CurrencyRow;
  readonly newSystemAccount?: SystemAccountRow;
  /** A reconciliation that a gateway is to carry out. */
  readonly newReconciliation?: Reconciliation;
  readonly newSchedule?: Schedule;
  /** An erasure that gateways are to carry out. */
  readonly newErasure?: NewErasure;
  /** The columns of a locked schedule that change. */
  readonly scheduleChange?: Pick<Schedule, 'id'> &
    Partial<Pick<Schedule, 'status' | 'nextAt' | 'resumedAt' | 'changedBy' | 'changedAt'>>;
  readonly newMonitor?: Monitor;
  /** The columns of a locked monitor that change. */
  readonly monitorChange?: Pick<Monitor, 'id'> &
    Partial<Pick<Monitor, 'status' | 'changedBy' | 'changedAt' | 'alerts' | 'currentAlert'>>;
  /** An alert of a locked monitor, and the channels to which it goes. */
  readonly newAlert?: { readonly alert: Alert; readonly channels: readonly AlertChannel[] };
  /** The columns of a locked alert that change. */
  readonly alertChange?: Pick<Alert, 'id'> &
    Partial<Pick<Alert, 'acknowledgedBy' | 'acknowledgedAt' | 'note' | 'endedAt'>>;
  readonly newWebhook?: Webhook;
  /** The columns of a locked webhook that change. */
  readonly webhookChange?: Pick<Webhook, 'id'> &
    Partial<
      Pick<
        Webhook,
        | 'status'
        | 'secret'
        | 'secretKey'
        | 'secretVersion'
        | 'oldSecret'
        | 'oldSecretKey'
        | 'oldUntil'
        | 'changedBy'
        | 'changedAt'
      >
    >;
  readonly webhookReplay?: WebhookReplay;
  readonly newWallet?: Wallet;
  readonly walletChange?: { readonly id: string } & (
    | { readonly status: Wallet['status']; readonly reason: string }
    | { readonly metadata: Wallet['metadata'] }
    | { readonly displayName: Wallet['displayName'] }
  );
  readonly transaction?: Transaction;
  readonly transactionChange?: {
    readonly id: string;
    readonly status: TransactionStatus;
    readonly reason: string | null;
  };
  readonly postings?: readonly Posting[];
  readonly creditLine?: { readonly walletId: string } & CreditTerms;
  readonly quote?: ExchangeQuote;
  /** A revocation of the tokens issued until now. */
  readonly revocation?: { readonly subject: string; readonly reason: string };
  /** What the command affects, if it changes nothing. Otherwise the ledger derives it from the changes. */
  readonly affected?: AffectedIds;
  /** True if the same was done before under another key: opening a wallet that exists. */
  readonly replayed?: boolean;
}
