import type { Decimal } from '../../money/index.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Transaction as TransactionModel, Wallet as WalletModel, Quote, EntryOfTransaction, Explanation, BalancePart as BalancePartModel, FigureChanges, ExplainedEdge, HistoryLine as HistoryLineModel, Treasury as TreasuryModel } from '../../reader/index.js';
import type { TransactionPayloadModel, CreditLineModel, SystemAccountBalanceModel, WalletPayloadModel, QuotePayloadModel, RevocationPayloadModel, EarningsPayloadModel, TransfersPayloadModel } from '../payloads.js';
import type { Refusal, Viewer as ViewerModel, Balance as BalanceModel, MoneyAmount } from '../../domain/index.js';
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
   * A currency that the book can carry: an ISO 4217 code or the book's own, an ASCII capital and 2 to 11
   * ASCII capitals or digits ("USD", "COIN").
   */
  CurrencyCode: { input: string; output: string; }
  /**
   * A moment. Out: ISO 8601 in UTC with milliseconds ("2026-03-01T12:00:00.000Z"). In: ISO 8601 with
   * seconds, at most milliseconds, and `Z` or an offset ("2026-03-01T13:00:00+01:00"); a date that does not
   * exist is refused.
   */
  DateTime: { input: Date; output: Date; }
  /**
   * A decimal number as a string, of an amount or a rate. Out: an amount has exactly as many digits after the
   * point as the currency has ("104.00", JPY "104"), with a minus in front where it is negative. In: ASCII digits
   * with at most one point between digits, of an amount at most as many after the point as the currency has; no
   * sign, exponent, grouping or blanks, and never a JSON number.
   */
  Decimal: { input: Decimal; output: string; }
  /**
   * A name that the caller gives to one intent, 1 to 255 printable ASCII characters; a random UUID is a good
   * one. Make and keep it before sending: the same caller sending the same key and input again gets the
   * first outcome, a refusal too, and nothing is done twice.
   */
  IdempotencyKey: { input: string; output: string; }
  /** A JSON object. In: at most 4,096 bytes as UTF-8 JSON and 5 levels deep, the object itself being the first. */
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown>; }
  /** A whole number from 0 to 9007199254740991 (2^53-1), which every client can hold exactly. */
  SafeInt: { input: number; output: number; }
};

/** The chains of entries. The first five belong to a wallet, the others to the house, one for each currency. */
export type AccountKind =
  /** The house's: the other side of adjustments. */
  | 'ADJUSTMENTS'
  /** The house's: bonuses paid. */
  | 'BONUSES'
  /** A wallet's cash that can be withdrawn, transferred or spent now. */
  | 'CASH'
  /** The house's: commissions paid. */
  | 'COMMISSIONS'
  /** A wallet's drawn credit, neither spent nor reserved. */
  | 'CREDIT'
  /** The house's: earnings paid out. */
  | 'EARNINGS'
  /** The house's: the other side of exchanges between currencies. */
  | 'EXCHANGE'
  /** The house's: the world outside, where what is paid in comes from and what is paid out goes to. */
  | 'EXTERNAL'
  /** A wallet's cash that pending withdrawals and purchases reserve. */
  | 'HELD'
  /** A wallet's drawn credit that pending purchases reserve. */
  | 'HELD_CREDIT'
  /** The house's: the other side of opening balances brought from another system. */
  | 'OPENING'
  /** What the wallet's owner owes for drawn credit, as a negative balance. */
  | 'OWED'
  /** The house's: what was sold. */
  | 'SALES';

/** What `adjustBalance` needs. */
export type AdjustBalanceInput = {
  /** By how much. */
  readonly amount: MoneyInput;
  /** Whether it gets more or less. */
  readonly direction: AdjustmentDirection;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. The wallet's owner can read it. */
  readonly reason: Scalars['String']['input'];
  /** The wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** The balance was put right. */
export type AdjustBalancePayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `adjustBalance`. */
export type AdjustBalanceResult = AdjustBalancePayload | AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | UnknownCurrency | WalletNotActive | WalletNotFound;

/** A balance that staff put right. */
export type Adjustment = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Whether the wallet got more or less. */
  readonly direction: AdjustmentDirection;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always ADJUSTMENT. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it was put right. Its owner sees this too. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet whose balance was put right. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** Which way an adjustment goes. */
export type AdjustmentDirection =
  /** The wallet gets more. */
  | 'CREDIT'
  /** The wallet gets less. */
  | 'DEBIT';

/** The wallet has had its bonus for this day. */
export type AlreadyClaimed = UserError & {
  /** Always ALREADY_CLAIMED. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** The wallet has had its commission for this source. */
export type AlreadyPaid = UserError & {
  /** Always ALREADY_PAID. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** The amount is more than is left: of a purchase to take or refund, or of what is owed. */
export type AmountExceedsRemaining = UserError & {
  /** Always AMOUNT_EXCEEDS_REMAINING. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** The amount, or a balance that would follow, has more digits than the book holds (38). */
export type AmountTooLarge = UserError & {
  /** Always AMOUNT_TOO_LARGE. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** What `approveWithdrawal` needs. */
export type ApproveWithdrawalInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The pending withdrawal, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** The withdrawal is COMPLETED: the money is out of the wallet. */
export type ApproveWithdrawalPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `approveWithdrawal`. */
export type ApproveWithdrawalResult = AmountTooLarge | ApproveWithdrawalPayload | IdempotencyConflict | InvalidTransition | SelfApproval | TransactionNotFound | WalletNotActive;

/** A wallet's figures at one moment. Computed in one place, and the same wherever a balance is shown. */
export type Balance = {
  /** Cash that can be withdrawn or transferred now. */
  readonly available: Money;
  /** Cash, held cash included. */
  readonly cash: Money;
  /** Drawn credit not yet spent, held credit included. */
  readonly credit: Money;
  /** Reserved by pending withdrawals and purchases. */
  readonly held: Money;
  /** What a purchase can use now: available cash, and drawn credit that is neither spent nor held. */
  readonly spendable: Money;
  /** Cash and credit together. */
  readonly total: Money;
  /** Grows with every change of any of these figures. A client drops what is older than what it shows. */
  readonly version: Scalars['SafeInt']['output'];
};

/** What a wallet's balance has become. */
export type BalanceChange = {
  /** Its balance, as a query shows it at the same moment. */
  readonly balance: Balance;
  /** The wallet's id, `wal_…`. */
  readonly walletId: Scalars['ID']['output'];
};

/** What a wallet's figures at one moment are made of. */
export type BalanceExplanation = {
  /** The moment, that moment included. */
  readonly at: Scalars['DateTime']['output'];
  /** The figures then, read as `Wallet.balance` reads them. The parts add up to each of them. */
  readonly balance: Balance;
  /**
   * What the wallet's transactions had come to by then, by kind and status, in the order of `TransactionKind`
   * and then of `TransactionStatus`. Those that had moved and held nothing by then are in none.
   */
  readonly parts: ReadonlyArray<BalancePart>;
};

/** What something added to each figure of a `Balance`; negative where it took away. */
export type BalanceFigures = {
  /** To the cash that can be withdrawn or transferred. */
  readonly available: Money;
  /** To cash, held cash included. */
  readonly cash: Money;
  /** To drawn credit not yet spent, held credit included. */
  readonly credit: Money;
  /** To what pending withdrawals and purchases reserve. */
  readonly held: Money;
  /** To what a purchase can use: available cash, and drawn credit that is neither spent nor held. */
  readonly spendable: Money;
  /** To cash and credit together. */
  readonly total: Money;
};

/** What a wallet's transactions of one kind and status came to. */
export type BalancePart = {
  /** How many there are. */
  readonly count: Scalars['SafeInt']['output'];
  /** What they added to each figure. */
  readonly figures: BalanceFigures;
  /** Of which kind. */
  readonly kind: TransactionKind;
  /** Where they stood at the explanation's moment, which need not be where they stand now. */
  readonly status: TransactionStatus;
  /** They themselves, the newest first. */
  readonly transactions: ExplainedTransactionConnection;
};


/** What a wallet's transactions of one kind and status came to. */
export type BalancePartTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A bonus that was claimed. */
export type Bonus = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always BONUS. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that got it. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** What `cancelWithdrawal` needs. */
export type CancelWithdrawalInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. The wallet's owner can read it. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The pending withdrawal, `txn_…`: from a member's own wallet. */
  readonly transactionId: Scalars['ID']['input'];
};

/** The withdrawal is CANCELLED; what was held is available again. */
export type CancelWithdrawalPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `cancelWithdrawal`. */
export type CancelWithdrawalResult = AmountTooLarge | CancelWithdrawalPayload | IdempotencyConflict | InvalidTransition | TransactionNotFound;

/** What `claimDailyBonus` needs. */
export type ClaimDailyBonusInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The wallet that gets it, `wal_…`: a member's own. */
  readonly walletId: Scalars['ID']['input'];
};

/** The bonus is in the wallet. */
export type ClaimDailyBonusPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `claimDailyBonus`. */
export type ClaimDailyBonusResult = AlreadyClaimed | AmountTooLarge | ClaimDailyBonusPayload | IdempotencyConflict | WalletNotActive | WalletNotFound;

/** What `closeWallet` needs. */
export type CloseWalletInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. Shown to staff and auditors. */
  readonly reason: Scalars['String']['input'];
  /** The wallet's id, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** What becomes of `closeWallet`. */
export type CloseWalletResult = IdempotencyConflict | InvalidTransition | WalletNotEmpty | WalletNotFound | WalletPayload;

/** A commission that was paid for another transaction. */
export type Commission = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always COMMISSION. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The rate in basis points: 250 is 2.5 per cent. */
  readonly rateBps: Scalars['Int']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** The transaction that it was paid for. Null where the viewer may not see it. */
  readonly source?: Maybe<Transaction>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that got it. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** What `completePurchase` needs. */
export type CompletePurchaseInput = {
  /** How much of it to take. The rest is given back, credit first. Null or left out: all. */
  readonly amount?: InputMaybe<MoneyInput>;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The pending purchase, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** The purchase is COMPLETED: what was taken is spent, the rest given back. */
export type CompletePurchasePayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `completePurchase`. */
export type CompletePurchaseResult = AmountExceedsRemaining | AmountTooLarge | CompletePurchasePayload | CurrencyMismatch | IdempotencyConflict | InvalidAmount | InvalidTransition | TransactionNotFound | UnknownCurrency | WalletNotActive;

/** What `confirmDeposit` needs. */
export type ConfirmDepositInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The pending deposit, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** The deposit is COMPLETED: the money is in the wallet. */
export type ConfirmDepositPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `confirmDeposit`. */
export type ConfirmDepositResult = AmountTooLarge | ConfirmDepositPayload | IdempotencyConflict | InvalidTransition | SelfApproval | TransactionNotFound | WalletNotActive;

/** What a check of the whole book found. */
export type Consistency = {
  /** When the check was asked for. It is of the book as it was then, or a little later. */
  readonly checkedAt: Scalars['DateTime']['output'];
  /** How many findings there were; the check stops at 100. */
  readonly findings: Scalars['Int']['output'];
  /**
   * The share, 0 to 1, of the checked entries and wallets that is left when one is taken off for each row with a finding:
   * 1 only where there is none. Null where there is nothing to take a share of, and with 100 findings, for there may be more.
   */
  readonly score?: Maybe<Scalars['Float']['output']>;
};

/** Credit that was drawn: it can be spent on purchases, and is owed. */
export type CreditDraw = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always CREDIT_DRAW. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that got it. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** More would be owed than the limit in force allows. */
export type CreditLimitExceeded = UserError & {
  /** Always CREDIT_LIMIT_EXCEEDED. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** How much a wallet's owner may owe, and owes. */
export type CreditLine = {
  /** Whether credit may be drawn. False where none was ever set. */
  readonly approved: Scalars['Boolean']['output'];
  /** What can be drawn now: the limit less what is owed, and nothing where it is not approved. */
  readonly available: Money;
  /** The most that may be owed after a draw; zero where none was ever set. */
  readonly limit: Money;
  /** What is owed now. It can be more than a limit that was lowered. */
  readonly owed: Money;
};

/** No credit is approved for the wallet. */
export type CreditNotApproved = UserError & {
  /** Always CREDIT_NOT_APPROVED. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** Drawn credit that was repaid: credit that was not spent is given back first, then cash. */
export type CreditRepayment = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always CREDIT_REPAYMENT. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that paid. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** The amount's currency is not the wallet's, or the two wallets' currencies differ. */
export type CurrencyMismatch = UserError & {
  /** Always CURRENCY_MISMATCH. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** Money that came in from outside. A PENDING one has moved nothing yet. */
export type Deposit = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always DEPOSIT. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that it comes into. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** What `deposit` needs. */
export type DepositInput = {
  /** How much. */
  readonly amount: MoneyInput;
  /** Words for people: 1 to 500 characters, not blank. Whoever sees the transaction reads them. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The caller's own data, given back as it came to whoever sees the transaction. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The caller's reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The wallet that it goes into, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** The money is in the wallet. */
export type DepositPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `deposit`. */
export type DepositResult = AmountTooLarge | CurrencyMismatch | DepositPayload | IdempotencyConflict | InvalidAmount | UnknownCurrency | WalletNotActive | WalletNotFound;

/** What `distributeEarnings` needs. */
export type DistributeEarningsInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Who gets how much: 1 to 1000 lines, all in one currency. */
  readonly lines: ReadonlyArray<EarningLine>;
  /** Words for people, on each of the transactions: 1 to 500 characters, not blank. */
  readonly memo?: InputMaybe<Scalars['String']['input']>;
};

/** What was paid of many earnings. */
export type DistributeEarningsPayload = {
  /** The lines that were paid, in their order. */
  readonly paid: ReadonlyArray<EarningPayload>;
  /** The lines that were refused, in their order. */
  readonly refused: ReadonlyArray<RefusedEarning>;
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** What the paid lines come to. */
  readonly total: Money;
};

/** What becomes of `distributeEarnings`. */
export type DistributeEarningsResult = DistributeEarningsPayload | IdempotencyConflict | UnknownCurrency;

/** What `drawCredit` needs. */
export type DrawCreditInput = {
  /** How much. */
  readonly amount: MoneyInput;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The wallet that gets it, `wal_…`: a member's own. */
  readonly walletId: Scalars['ID']['input'];
};

/** The credit is in the wallet. */
export type DrawCreditPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `drawCredit`. */
export type DrawCreditResult = AmountTooLarge | CreditLimitExceeded | CreditNotApproved | CurrencyMismatch | DrawCreditPayload | IdempotencyConflict | InvalidAmount | UnknownCurrency | WalletNotActive | WalletNotFound;

/** Earnings that were paid out; `description` is the distribution's memo. */
export type Earning = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always EARNING. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that got it. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** One wallet's part of `distributeEarnings`. */
export type EarningLine = {
  /** How much. */
  readonly amount: MoneyInput;
  /** The wallet that gets it, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** One line that was paid. */
export type EarningPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** One line of an account: written once, never changed. */
export type Entry = Node & {
  /** Which account it is on. */
  readonly account: AccountKind;
  /** What it added to the account; negative where it took away. */
  readonly amount: Money;
  /**
   * The account's balance right after it. The house's accounts are kept in several chains: on one of them, where this
   * entry's chain then stood.
   */
  readonly balance: Money;
  /** When it was written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Opaque, begins with `ent_`. */
  readonly id: Scalars['ID']['output'];
  /** What the transaction was doing. */
  readonly phase: EntryPhase;
  /** The transaction that wrote it. */
  readonly transaction: Transaction;
};

/** A page of entries. */
export type EntryConnection = {
  /** The entries on this page, in the list's order. */
  readonly edges: ReadonlyArray<EntryEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** An entry in a list. */
export type EntryEdge = {
  /** Its place in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: Entry;
};

/** What a group of a transaction's entries did. The entries of one phase sum to zero. */
export type EntryPhase =
  /** Reserved. */
  | 'HOLD'
  /** Moved for good. */
  | 'POST'
  /** Gave a reservation back. */
  | 'RELEASE'
  /** Took back what was posted. */
  | 'REVERT';

/** Money of one currency that became money of another, between two wallets of one owner. `amount` is what was given. */
export type Exchange = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always EXCHANGE. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The quote that it used. */
  readonly quote: ExchangeQuote;
  /** Units received for one unit given, as it was quoted. */
  readonly rate: Scalars['Decimal']['output'];
  /** What it received. */
  readonly received: Money;
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that received, of the same owner. Null where the viewer may not see it. */
  readonly toWallet?: Maybe<Wallet>;
  /** The wallet that gave. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** What `exchange` needs. */
export type ExchangeInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The quote, `quo_…`: of a member's own wallet, not used yet and not expired. */
  readonly quoteId: Scalars['ID']['input'];
};

/** The money has been exchanged. */
export type ExchangePayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** The terms of one exchange, to be used once and until they expire. Seen by whoever may see the wallet that gives. */
export type ExchangeQuote = Node & {
  /** When it was quoted. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The exchange that used it; null where none has. */
  readonly exchange?: Maybe<Exchange>;
  /** From when on it can no longer be used. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The wallet that gives. Null where the viewer may not see it. */
  readonly fromWallet?: Maybe<Wallet>;
  /** What is given. */
  readonly gives: Money;
  /** Opaque, begins with `quo_`. */
  readonly id: Scalars['ID']['output'];
  /** Units received for one unit given, without zeros at the end. */
  readonly rate: Scalars['Decimal']['output'];
  /** What is received: what is given times the rate, rounded down to the currency's digits. */
  readonly receives: Money;
  /** The wallet that receives, of the same owner. Null where the viewer may not see it. */
  readonly toWallet?: Maybe<Wallet>;
};

/** What becomes of `exchange`. */
export type ExchangeResult = AmountTooLarge | ExchangePayload | IdempotencyConflict | InsufficientFunds | QuoteExpired | QuoteNotFound | QuoteUsed | WalletNotActive;

/** A page of transactions behind a part. */
export type ExplainedTransactionConnection = {
  /** The transactions on this page, in the list's order. */
  readonly edges: ReadonlyArray<ExplainedTransactionEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A transaction behind a part, and what it did. */
export type ExplainedTransactionEdge = {
  /** Its place in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** What it had added to each figure by the explanation's moment. */
  readonly figures: BalanceFigures;
  /** The transaction, as it is now. */
  readonly node: Transaction;
};

/** What `failDeposit` needs. */
export type FailDepositInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. The wallet's owner can read it. */
  readonly reason: Scalars['String']['input'];
  /** The deposit, `txn_…`, PENDING or COMPLETED. */
  readonly transactionId: Scalars['ID']['input'];
};

/** The deposit is FAILED; what it had brought is taken back. */
export type FailDepositPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `failDeposit`. */
export type FailDepositResult = AmountTooLarge | FailDepositPayload | IdempotencyConflict | InsufficientFunds | InvalidTransition | TransactionNotFound | WalletNotActive;

/** What `failPurchase` needs. */
export type FailPurchaseInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. The wallet's owner can read it. */
  readonly reason: Scalars['String']['input'];
  /** The purchase, `txn_…`, PENDING or COMPLETED. */
  readonly transactionId: Scalars['ID']['input'];
};

/** The purchase is FAILED; what was held or spent, and not refunded, is given back. */
export type FailPurchasePayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `failPurchase`. */
export type FailPurchaseResult = AmountTooLarge | FailPurchasePayload | IdempotencyConflict | InvalidTransition | TransactionNotFound | WalletNotActive;

/** What `freezeWallet` needs. */
export type FreezeWalletInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. Shown to staff and auditors. */
  readonly reason: Scalars['String']['input'];
  /** The wallet's id, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** What becomes of `freezeWallet`. */
export type FreezeWalletResult = IdempotencyConflict | InvalidTransition | WalletNotFound | WalletPayload;

/** A page of what happened to a wallet's money. */
export type HistoryConnection = {
  /** The lines on this page, in the list's order. */
  readonly edges: ReadonlyArray<HistoryEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A line in a history. */
export type HistoryEdge = {
  /** Its place in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The line. */
  readonly node: HistoryLine;
};

/** One thing that happened to a wallet's money: a transaction completed, or a completed one was taken back. */
export type HistoryLine = {
  /** What it added to `Balance.total`; negative where it took away. */
  readonly amount: Money;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** `Balance.total` right after it: that of the line before it, and its amount. */
  readonly balance: Money;
  /** What it wrote on this wallet's accounts. */
  readonly entries: ReadonlyArray<Entry>;
  /** COMPLETED, or FAILED where a completed transaction was taken back, which is a line of its own. */
  readonly status: TransactionStatus;
  /** What did it. */
  readonly transaction: Transaction;
};

/** The caller has used this idempotency key for another input: a new intent needs a new key. */
export type IdempotencyConflict = UserError & {
  /** Always IDEMPOTENCY_CONFLICT. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** What `initiateDeposit` needs. */
export type InitiateDepositInput = {
  /** How much. */
  readonly amount: MoneyInput;
  /** Words for people: 1 to 500 characters, not blank. Whoever sees the transaction reads them. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The caller's own data, given back as it came to whoever sees the transaction. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The caller's reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The wallet that it goes into, `wal_…`: a member's own. */
  readonly walletId: Scalars['ID']['input'];
};

/** The deposit is PENDING; nothing has moved yet. */
export type InitiateDepositPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `initiateDeposit`. */
export type InitiateDepositResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InitiateDepositPayload | InvalidAmount | UnknownCurrency | WalletNotActive | WalletNotFound;

/** The wallet does not have that much that can be used for this. */
export type InsufficientFunds = UserError & {
  /**
   * What the wallet has for this, read under the lock that refused: the number that `Balance.spendable` shows where
   * credit may be used (`purchase`, `repayCredit`), otherwise the one that `Balance.available` shows.
   */
  readonly available: Money;
  /** Always INSUFFICIENT_FUNDS. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
  /** What was asked for. */
  readonly required: Money;
};

/** Something wrong in the book. */
export type IntegrityFinding = {
  /** What is there. */
  readonly actual: Scalars['String']['output'];
  /** Which check found it. */
  readonly check: Scalars['String']['output'];
  /** What should be there. */
  readonly expected: Scalars['String']['output'];
  /** The row that it is about. */
  readonly subject: Scalars['String']['output'];
};

/** What a check of the whole book found. */
export type IntegrityReport = {
  /** How many entries were checked. */
  readonly checkedEntries: Scalars['SafeInt']['output'];
  /** How many wallets were checked. */
  readonly checkedWallets: Scalars['SafeInt']['output'];
  /** What is wrong; empty where all is well. */
  readonly findings: ReadonlyArray<IntegrityFinding>;
  /** True where there are no findings. */
  readonly healthy: Scalars['Boolean']['output'];
};

/** The amount is zero, has more digits after the point than its currency, or comes to nothing rounded down. */
export type InvalidAmount = UserError & {
  /** Always INVALID_AMOUNT. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** The status of the transaction or wallet does not allow this any more; the message names it. */
export type InvalidTransition = UserError & {
  /** Always INVALID_TRANSITION. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** A sum of money in one currency. */
export type Money = {
  /** In units of the currency, with exactly its digits after the point. */
  readonly amount: Scalars['Decimal']['output'];
  /** The currency. */
  readonly currency: Scalars['CurrencyCode']['output'];
};

/** A sum of money: more than zero, unless it is said where it is asked for that it may be zero. */
export type MoneyInput = {
  /** In units of the currency, with at most its digits after the point ("12.5", "12.50"). */
  readonly amount: Scalars['Decimal']['input'];
  /** The currency, which must be the wallet's. */
  readonly currency: Scalars['CurrencyCode']['input'];
};

/**
 * How a gateway stands: what it did in the last minute, and what is so now. The figures are of the one gateway that
 * answers unless they are said to be of the whole book. What is not known is null, never 0 and never 1.
 */
export type Monitoring = {
  /**
   * The share, 0 to 1, of balances shown by subscriptions to one wallet that were the book's when they were looked at
   * again unasked, in the last minute: each is, at least twice a minute. Null where none was. A change that was just being pushed
   * counts as not yet shown; one that nobody had announced is pushed then.
   */
  readonly balanceAccuracy?: Maybe<Scalars['Float']['output']>;
  /**
   * Wallets changed in a second, in the whole book and by whichever gateway, in the last minute; a wallet that several
   * commands changed in one commit counts once. Null while commits are not heard of, and of no time before they were.
   */
  readonly balanceUpdatesPerSecond?: Maybe<Scalars['Float']['output']>;
  /** The last `verifyIntegrity` on this gateway; null where there was none since its start. */
  readonly consistency?: Maybe<Consistency>;
  /** Whether the gateway hears of commits now. While it does not, open subscriptions are told nothing; they are told when it does again. */
  readonly hearsCommits: Scalars['Boolean']['output'];
  /** The seconds before now that the figures of the last minute are of: 55 to 60, fewer since the gateway's start. */
  readonly measuredSeconds: Scalars['Float']['output'];
  /** How long changes took to be pushed in the last minute; null where no push told of a commit. */
  readonly pushLatency?: Maybe<PushLatency>;
  /** Pushes handed to sockets in a second, in the last minute. The first of a subscription, which comes at once, is one too. */
  readonly pushesPerSecond: Scalars['Float']['output'];
  /** Subscriptions that are open now. */
  readonly subscriptions: Scalars['Int']['output'];
  /** What became of commands that arrived to write, in the last minute. */
  readonly transactions: TransactionOutcomes;
};

/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type Mutation = {
  /** Puts a wallet's balance right, for a reason, completed at once. It never goes below zero. */
  readonly adjustBalance?: Maybe<AdjustBalanceResult>;
  /** Pays a pending withdrawal out: it becomes COMPLETED. Not by whoever asked for it or owns the wallet. */
  readonly approveWithdrawal?: Maybe<ApproveWithdrawalResult>;
  /** Takes a pending withdrawal back: it becomes CANCELLED, and what was held is available again. */
  readonly cancelWithdrawal?: Maybe<CancelWithdrawalResult>;
  /** Claims the daily bonus: once for each wallet and day in UTC. */
  readonly claimDailyBonus?: Maybe<ClaimDailyBonusResult>;
  /** Closes an empty wallet for good. */
  readonly closeWallet?: Maybe<CloseWalletResult>;
  /** Takes what a pending purchase holds, or a part of it: it becomes COMPLETED. */
  readonly completePurchase?: Maybe<CompletePurchaseResult>;
  /**
   * Confirms that a pending deposit's money has come: it becomes COMPLETED, and the money is in the wallet.
   * Not by whoever asked for it or owns the wallet, unless a SERVICE.
   */
  readonly confirmDeposit?: Maybe<ConfirmDepositResult>;
  /** Pays money from outside into a wallet, completed at once. */
  readonly deposit?: Maybe<DepositResult>;
  /** Pays earnings into many wallets. Each line stands or is refused by itself. */
  readonly distributeEarnings?: Maybe<DistributeEarningsResult>;
  /** Draws credit into a wallet, completed at once. Purchases can spend it, and it is owed until it is repaid. */
  readonly drawCredit?: Maybe<DrawCreditResult>;
  /** Exchanges money as quoted, completed at once. A quote is used once. */
  readonly exchange?: Maybe<ExchangeResult>;
  /**
   * Fails a deposit whose money did not come, or did not stay: it becomes FAILED. What a COMPLETED one had
   * brought is taken back, once, and only where the wallet still has it available.
   */
  readonly failDeposit?: Maybe<FailDepositResult>;
  /** Takes a purchase back, once: it becomes FAILED, and all of it that was not refunded is given back, credit first. */
  readonly failPurchase?: Maybe<FailPurchaseResult>;
  /** Stops a wallet from paying. It can still receive. */
  readonly freezeWallet?: Maybe<FreezeWalletResult>;
  /** Announces money that is to come from outside. It is PENDING and moves nothing until it is confirmed. */
  readonly initiateDeposit?: Maybe<InitiateDepositResult>;
  /** Opens a wallet. An owner has one for each currency: opening it again returns the one that is there. */
  readonly openWallet?: Maybe<OpenWalletResult>;
  /**
   * Pays a commission on what another transaction is about (of a purchase, on what was taken): once for each
   * source and wallet.
   */
  readonly payReferralCommission?: Maybe<PayReferralCommissionResult>;
  /**
   * Buys something. It is PENDING, and the amount is held, cash first and then drawn credit, until it is
   * completed or fails.
   */
  readonly purchase?: Maybe<PurchaseResult>;
  /** Quotes the terms of an exchange between two wallets of one owner. Nothing moves until it is used. */
  readonly quoteExchange?: Maybe<QuoteExchangeResult>;
  /** Gives a completed purchase back, or a part of it, credit first, by a new transaction. The purchase stays COMPLETED. */
  readonly refundPurchase?: Maybe<RefundPurchaseResult>;
  /** Refuses a pending withdrawal: it becomes FAILED, and what was held is available again. */
  readonly rejectWithdrawal?: Maybe<RejectWithdrawalResult>;
  /** Repays drawn credit, completed at once: credit that was not spent is given back first, then cash. */
  readonly repayCredit?: Maybe<RepayCreditResult>;
  /** Asks for money to be paid out. It is PENDING, and the amount is held, until somebody else decides. */
  readonly requestWithdrawal?: Maybe<RequestWithdrawalResult>;
  /** Takes a completed transaction back, once, by a new transaction with the opposite entries. */
  readonly reverseTransaction?: Maybe<ReverseTransactionResult>;
  /**
   * Takes back every token of a subject that was issued up to and including this second, before it expires by itself:
   * it is refused from then on as UNAUTHENTICATED, on every gateway, for requests, and for subscriptions that are open.
   * A token says in `iat`, in whole seconds, when it was issued; one without it counts as issued before everything.
   *
   * Tokens that are issued later work. So whoever is to have other roles, or none, is given those at the identity
   * provider first, and their tokens are revoked afterwards. The provider's clock and the book's are taken to agree:
   * where the provider's is ahead, revoke again once the book's has caught up.
   */
  readonly revokeTokens?: Maybe<RevokeTokensResult>;
  /** Sets how much credit a wallet's owner may draw. */
  readonly setCreditLine?: Maybe<SetCreditLineResult>;
  /** Moves money from one wallet to another in the same currency, completed at once. */
  readonly transfer?: Maybe<TransferResult>;
  /** Makes many transfers in one commit. */
  readonly transferMany?: Maybe<TransferManyResult>;
  /** Lets a frozen wallet pay again. */
  readonly unfreezeWallet?: Maybe<UnfreezeWalletResult>;
  /** Checks the whole book. It reads every entry and changes nothing, so it takes no key; a mutation because it is work. */
  readonly verifyIntegrity?: Maybe<IntegrityReport>;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationAdjustBalanceArgs = {
  input: AdjustBalanceInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationApproveWithdrawalArgs = {
  input: ApproveWithdrawalInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationCancelWithdrawalArgs = {
  input: CancelWithdrawalInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationClaimDailyBonusArgs = {
  input: ClaimDailyBonusInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationCloseWalletArgs = {
  input: CloseWalletInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationCompletePurchaseArgs = {
  input: CompletePurchaseInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationConfirmDepositArgs = {
  input: ConfirmDepositInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationDepositArgs = {
  input: DepositInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationDistributeEarningsArgs = {
  input: DistributeEarningsInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationDrawCreditArgs = {
  input: DrawCreditInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationExchangeArgs = {
  input: ExchangeInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationFailDepositArgs = {
  input: FailDepositInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationFailPurchaseArgs = {
  input: FailPurchaseInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationFreezeWalletArgs = {
  input: FreezeWalletInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationInitiateDepositArgs = {
  input: InitiateDepositInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationOpenWalletArgs = {
  input: OpenWalletInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationPayReferralCommissionArgs = {
  input: PayReferralCommissionInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationPurchaseArgs = {
  input: PurchaseInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationQuoteExchangeArgs = {
  input: QuoteExchangeInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationRefundPurchaseArgs = {
  input: RefundPurchaseInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationRejectWithdrawalArgs = {
  input: RejectWithdrawalInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationRepayCreditArgs = {
  input: RepayCreditInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationRequestWithdrawalArgs = {
  input: RequestWithdrawalInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationReverseTransactionArgs = {
  input: ReverseTransactionInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationRevokeTokensArgs = {
  input: RevokeTokensInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationSetCreditLineArgs = {
  input: SetCreditLineInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationTransferArgs = {
  input: TransferInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationTransferManyArgs = {
  input: TransferManyInput;
};


/**
 * What can be done. What the business refuses is data: a member of the result that implements `UserError`.
 * Of several mutations in one request each is done by itself, in order.
 *
 * A field is null only beside an error at its path or below it, which speaks of that field alone and says by its
 * code what became of it: ANSWER_INCOMPLETE means that it was done and that only the answer could not be read.
 * What could make reading the answer fail is refused before anything is done, so below these fields there are no
 * `at`, `after`, `before`, `last`, nor `reference` in a filter, and `first` is from 1 to 200: they are for queries.
 */
export type MutationUnfreezeWalletArgs = {
  input: UnfreezeWalletInput;
};

/** Whatever has an id of its own, readable again through `Query.node`. */
export type Node = {
  /** Opaque, prefixed by type (`wal_…`, `txn_…`, `ent_…`, `quo_…`), the same for ever. */
  readonly id: Scalars['ID']['output'];
};

/** What `openWallet` needs. */
export type OpenWalletInput = {
  /** The wallet's currency. */
  readonly currency: Scalars['CurrencyCode']['input'];
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Whose wallet: the `sub` of the owner's tokens, 1 to 255 characters, none of them a control character. */
  readonly ownerId: Scalars['ID']['input'];
};

/** The wallet is there. */
export type OpenWalletPayload = {
  /** True where the wallet was there before, or the key had been used for this already. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The wallet, as it is now. */
  readonly wallet: Wallet;
};

/** What becomes of `openWallet`. */
export type OpenWalletResult = IdempotencyConflict | OpenWalletPayload | UnknownCurrency;

/** Where a page stands in its list. */
export type PageInfo = {
  /** The cursor of the page's last edge, to send as `after`; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether the list goes on after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether the list has something before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first edge; null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** What `payReferralCommission` needs. */
export type PayReferralCommissionInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The rate in basis points, 1 to 10000: 250 is 2.5 per cent. The result is rounded down. */
  readonly rateBps: Scalars['Int']['input'];
  /** The transaction that it is paid for, `txn_…`: COMPLETED and not reversed. */
  readonly sourceTransactionId: Scalars['ID']['input'];
  /** The wallet that gets it, `wal_…`, in the source's currency. */
  readonly walletId: Scalars['ID']['input'];
};

/** The commission is in the wallet. */
export type PayReferralCommissionPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `payReferralCommission`. */
export type PayReferralCommissionResult = AlreadyPaid | AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InvalidAmount | InvalidTransition | PayReferralCommissionPayload | TransactionNotFound | WalletNotActive | WalletNotFound;

/** Something bought. While it is PENDING, the amount is held: cash first, then drawn credit. */
export type Purchase = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** How much was taken when it was completed, at most `amount`; null where it never was completed. */
  readonly captured?: Maybe<Money>;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** When the hold ends by itself, and the purchase is FAILED; null: never. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always PURCHASE. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** How much of that its refunds have given back so far. */
  readonly refunded: Money;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that pays. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** What `purchase` needs. */
export type PurchaseInput = {
  /** How much. */
  readonly amount: MoneyInput;
  /** Words for people: 1 to 500 characters, not blank. Whoever sees the transaction reads them. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** After how many seconds the hold ends by itself, and the purchase is FAILED: 1 to 31536000 (a year of 365 days). Null or left out: never. */
  readonly expiresInSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The caller's own data, given back as it came to whoever sees the transaction. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The caller's reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The wallet that pays, `wal_…`: a member's own. */
  readonly walletId: Scalars['ID']['input'];
};

/** The purchase is PENDING, its amount held. */
export type PurchasePayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `purchase`. */
export type PurchaseResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | PurchasePayload | UnknownCurrency | WalletNotActive | WalletNotFound;

/** From just before a commit until a push that tells of it was handed to the socket. Each is right within 1 %. */
export type PushLatency = {
  /** Milliseconds that the slowest push took. */
  readonly maxMs: Scalars['Float']['output'];
  /** Milliseconds that half of the pushes took at most. */
  readonly p50Ms: Scalars['Float']['output'];
  /** Milliseconds that 99 % of the pushes took at most. */
  readonly p99Ms: Scalars['Float']['output'];
};

/**
 * What can be read. All numbers in one response are of one moment. Somebody else's wallet and a missing
 * one look alike.
 */
export type Query = {
  /** A quote by its id; null where there is none that the viewer may see. A malformed id is BAD_USER_INPUT. */
  readonly exchangeQuote?: Maybe<ExchangeQuote>;
  /** How this gateway stands, for staff. */
  readonly monitoring: Monitoring;
  /**
   * Anything by its id; null where there is nothing by that id that the viewer may see. Malformed ids are
   * BAD_USER_INPUT.
   */
  readonly node?: Maybe<Node>;
  /** A transaction by its id; null where there is none that the viewer may see. A malformed id is BAD_USER_INPUT. */
  readonly transaction?: Maybe<Transaction>;
  /** The transactions that the viewer may see, the newest first: of a member those of their own wallets, otherwise all. */
  readonly transactions: TransactionConnection;
  /** All the money of one currency; null where the book does not carry it. */
  readonly treasury?: Maybe<Treasury>;
  /** Whoever asks. */
  readonly viewer: Viewer;
  /** A wallet by its id; null where there is none that the viewer may see. A malformed id is BAD_USER_INPUT. */
  readonly wallet?: Maybe<Wallet>;
  /** The wallets that the viewer may see, the newest first: of a member their own, otherwise all. */
  readonly wallets: WalletConnection;
};


/**
 * What can be read. All numbers in one response are of one moment. Somebody else's wallet and a missing
 * one look alike.
 */
export type QueryExchangeQuoteArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be read. All numbers in one response are of one moment. Somebody else's wallet and a missing
 * one look alike.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be read. All numbers in one response are of one moment. Somebody else's wallet and a missing
 * one look alike.
 */
export type QueryTransactionArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be read. All numbers in one response are of one moment. Somebody else's wallet and a missing
 * one look alike.
 */
export type QueryTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TransactionSearch>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * What can be read. All numbers in one response are of one moment. Somebody else's wallet and a missing
 * one look alike.
 */
export type QueryTreasuryArgs = {
  currency: Scalars['CurrencyCode']['input'];
};


/**
 * What can be read. All numbers in one response are of one moment. Somebody else's wallet and a missing
 * one look alike.
 */
export type QueryWalletArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be read. All numbers in one response are of one moment. Somebody else's wallet and a missing
 * one look alike.
 */
export type QueryWalletsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WalletFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** What `quoteExchange` needs. */
export type QuoteExchangeInput = {
  /** How much is given, in the currency of the wallet that gives. */
  readonly amount: MoneyInput;
  /** For how many seconds it can be used: 1 to 86400 (a day). Null or left out: 60. */
  readonly expiresInSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The wallet that gives, `wal_…`. */
  readonly fromWalletId: Scalars['ID']['input'];
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Units received for one unit given: more than zero, with as many digits after the point as it takes. */
  readonly rate: Scalars['Decimal']['input'];
  /** The wallet that receives, `wal_…`: of the same owner, in another currency. */
  readonly toWalletId: Scalars['ID']['input'];
};

/** The quote is made; nothing has moved. */
export type QuoteExchangePayload = {
  /** The quote, as it is now. */
  readonly quote: ExchangeQuote;
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** What becomes of `quoteExchange`. */
export type QuoteExchangeResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InvalidAmount | QuoteExchangePayload | SameWallet | UnknownCurrency | WalletNotActive | WalletNotFound;

/** The quote has expired: ask for a new one. */
export type QuoteExpired = UserError & {
  /** Always QUOTE_EXPIRED. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** There is no such quote that the caller may use. */
export type QuoteNotFound = UserError & {
  /** Always QUOTE_NOT_FOUND. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** The quote has been used. */
export type QuoteUsed = UserError & {
  /** Always QUOTE_USED. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** A completed purchase, or a part of it, that was given back. */
export type Refund = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always REFUND. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The purchase. */
  readonly purchase: Purchase;
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it was refunded. The wallet's owner sees this too. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that gets it back, which had paid. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** What `refundPurchase` needs. */
export type RefundPurchaseInput = {
  /** How much to give back: all refunds together at most what was taken. */
  readonly amount: MoneyInput;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. The wallet's owner can read it. */
  readonly reason: Scalars['String']['input'];
  /** The completed purchase, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** It was given back; `transaction` is the new one, of type Refund. */
export type RefundPurchasePayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `refundPurchase`. */
export type RefundPurchaseResult = AmountExceedsRemaining | AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InvalidAmount | InvalidTransition | RefundPurchasePayload | TransactionNotFound | UnknownCurrency | WalletNotActive;

/** Why the business refuses. */
export type RefusalCode =
  /** The wallet has had its bonus for this day. */
  | 'ALREADY_CLAIMED'
  /** The wallet has had its commission for this source. */
  | 'ALREADY_PAID'
  /** The amount is more than is left: of a purchase to take or refund, or of what is owed. */
  | 'AMOUNT_EXCEEDS_REMAINING'
  /** The amount, or a balance that would follow, has more digits than the book holds (38). */
  | 'AMOUNT_TOO_LARGE'
  /** More would be owed than the limit in force allows. */
  | 'CREDIT_LIMIT_EXCEEDED'
  /** No credit is approved for the wallet. */
  | 'CREDIT_NOT_APPROVED'
  /** The amount's currency is not the wallet's, or the two wallets' currencies differ. */
  | 'CURRENCY_MISMATCH'
  /** The caller has used this key for another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The wallet does not have that much that can be used for this. */
  | 'INSUFFICIENT_FUNDS'
  /** The amount is zero, has more digits after the point than its currency, or comes to nothing rounded down. */
  | 'INVALID_AMOUNT'
  /** Its status does not allow this any more. */
  | 'INVALID_TRANSITION'
  /** The quote has expired: ask for a new one. */
  | 'QUOTE_EXPIRED'
  /** There is no such quote that the caller may use. */
  | 'QUOTE_NOT_FOUND'
  /** The quote has been used. */
  | 'QUOTE_USED'
  /** From and to are one wallet. */
  | 'SAME_WALLET'
  /** Nobody approves what they asked for themselves, or what is for a wallet of theirs. */
  | 'SELF_APPROVAL'
  /** There is no such transaction that the caller may act on. */
  | 'TRANSACTION_NOT_FOUND'
  /** The book does not carry this currency. */
  | 'UNKNOWN_CURRENCY'
  /** The wallet is frozen or closed, and this needs it otherwise. */
  | 'WALLET_NOT_ACTIVE'
  /** The wallet still has money, or something is owed or held on it. */
  | 'WALLET_NOT_EMPTY'
  /** There is no such wallet that the caller may use. */
  | 'WALLET_NOT_FOUND';

/** One line that was not paid. */
export type RefusedEarning = {
  /** Why. */
  readonly error: UserError;
  /** Which: its place in `lines`, from 0. */
  readonly index: Scalars['Int']['output'];
  /** The wallet that the line names. */
  readonly walletId: Scalars['ID']['output'];
};

/** One transfer of many that was not made. */
export type RefusedTransfer = {
  /** Why. */
  readonly error: UserError;
  /** Which: its place in `inputs`, from 0. */
  readonly index: Scalars['Int']['output'];
};

/** What `rejectWithdrawal` needs. */
export type RejectWithdrawalInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. The wallet's owner can read it. */
  readonly reason: Scalars['String']['input'];
  /** The pending withdrawal, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** The withdrawal is FAILED; what was held is available again. */
export type RejectWithdrawalPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `rejectWithdrawal`. */
export type RejectWithdrawalResult = AmountTooLarge | IdempotencyConflict | InvalidTransition | RejectWithdrawalPayload | TransactionNotFound;

/** What `repayCredit` needs. */
export type RepayCreditInput = {
  /** How much: at most what is owed. */
  readonly amount: MoneyInput;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The wallet that pays, `wal_…`: a member's own. */
  readonly walletId: Scalars['ID']['input'];
};

/** It is repaid. */
export type RepayCreditPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `repayCredit`. */
export type RepayCreditResult = AmountExceedsRemaining | AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | RepayCreditPayload | UnknownCurrency | WalletNotActive | WalletNotFound;

/** What `requestWithdrawal` needs. */
export type RequestWithdrawalInput = {
  /** How much. */
  readonly amount: MoneyInput;
  /** Words for people: 1 to 500 characters, not blank. Whoever sees the transaction reads them. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Where the money is to go: 1 to 255 characters on one line, not blank. Whoever sees the transaction reads it. */
  readonly destination?: InputMaybe<Scalars['String']['input']>;
  /** After how many seconds the hold ends by itself, and the withdrawal is FAILED: 1 to 31536000 (a year of 365 days). Null or left out: never. */
  readonly expiresInSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The caller's own data, given back as it came to whoever sees the transaction. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The caller's reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The wallet that pays, `wal_…`: a member's own. */
  readonly walletId: Scalars['ID']['input'];
};

/** The withdrawal is PENDING, its amount held. */
export type RequestWithdrawalPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `requestWithdrawal`. */
export type RequestWithdrawalResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | RequestWithdrawalPayload | UnknownCurrency | WalletNotActive | WalletNotFound;

/** The opposite of another transaction, which stays as it was. */
export type Reversal = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always REVERSAL. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The transaction that was taken back. */
  readonly original: Transaction;
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it was reversed. The owners of the wallets see this too. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that the original is about. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** What `reverseTransaction` needs. */
export type ReverseTransactionInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. The owners of the wallets can read it. */
  readonly reason: Scalars['String']['input'];
  /** The transaction to take back, `txn_…`. */
  readonly transactionId: Scalars['ID']['input'];
};

/** The opposite was done; `transaction` is the new one, of type Reversal. */
export type ReverseTransactionPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `reverseTransaction`. */
export type ReverseTransactionResult = AmountTooLarge | IdempotencyConflict | InsufficientFunds | InvalidTransition | ReverseTransactionPayload | TransactionNotFound | WalletNotActive;

/** What `revokeTokens` needs. */
export type RevokeTokensInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. Kept in the book. */
  readonly reason: Scalars['String']['input'];
  /** Whose tokens: their `sub`, 1 to 255 characters, none of them a control character. They need not own a wallet. */
  readonly subject: Scalars['ID']['input'];
};

/** The tokens are revoked. */
export type RevokeTokensPayload = {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** Those issued up to and including the second of this moment. */
  readonly revokedAt: Scalars['DateTime']['output'];
  /** Whose tokens. */
  readonly subject: Scalars['ID']['output'];
};

/** What becomes of `revokeTokens`. */
export type RevokeTokensResult = IdempotencyConflict | RevokeTokensPayload;

/** What a token says that its bearer is. A viewer can have several roles, and may what any of them may. */
export type Role =
  /** Staff in charge: all that a cashier and a program may, and adjusts, reverses, closes, sets credit, and sees the treasury. */
  | 'ADMIN'
  /** Reads everything, changes nothing. */
  | 'AUDITOR'
  /** Staff at the counter: sees all wallets, opens, freezes and unfreezes them, pays in, and decides what is pending. */
  | 'CASHIER'
  /** An owner of wallets: sees and uses their own, and nobody else's. */
  | 'MEMBER'
  /** Another program: what a member may, on any wallet; pays in, completes, fails, quotes, and pays bonuses, commissions and earnings. */
  | 'SERVICE';

/** From and to are one wallet. */
export type SameWallet = UserError & {
  /** Always SAME_WALLET. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** Nobody approves what they asked for themselves, or what is for a wallet of theirs. */
export type SelfApproval = UserError & {
  /** Always SELF_APPROVAL. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** What `setCreditLine` needs. */
export type SetCreditLineInput = {
  /** Whether credit may be drawn. */
  readonly approved: Scalars['Boolean']['input'];
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The most that may be owed after a draw; here zero is allowed. What is owed already stays owed. */
  readonly limit: MoneyInput;
  /** The wallet, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** The credit line is set. */
export type SetCreditLinePayload = {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The wallet, as it is now. */
  readonly wallet: Wallet;
};

/** What becomes of `setCreditLine`. */
export type SetCreditLineResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InvalidAmount | SetCreditLinePayload | UnknownCurrency | WalletNotActive | WalletNotFound;

/**
 * What can be followed, over a WebSocket (graphql-transport-ws) at the same address as queries, or as server-sent
 * events at `/graphql/stream`. All numbers of one push are of one moment, and no push is older than the one before
 * it. When its token expires or is revoked, a WebSocket is closed with the code 4403, and a stream of events ends with the
 * error UNAUTHENTICATED. While the book cannot be reached nothing is pushed; what was missed comes when it can be again.
 * A gateway carries so many subscriptions, 200 of one member, and one connection 1,000 operations of 2,000,000 characters in all: past that a new one is
 * the error OVERLOADED.
 */
export type Subscription = {
  /**
   * A wallet's balance: the present one at once, then each change, whichever gateway made it, with a `version` that
   * only grows. Changes that come faster than the client reads them are told as one. A wallet that is missing, or that
   * the viewer may not see, is the error WALLET_NOT_FOUND.
   */
  readonly balanceChanged: BalanceChange;
  /**
   * A transaction: as it is at once, then when its status has changed, or something followed from it (a refund, a
   * reversal, a commission) that changes what is asked of it here. What else hangs on it, such as its wallet's balance, is
   * read then too, and does not by itself lead to a push. One that is missing, or that the viewer may not see, is the
   * error TRANSACTION_NOT_FOUND.
   */
  readonly transactionChanged: Transaction;
  /**
   * Wallets whose balance or status has changed, and new ones: each as it is now, at most 200 in a push. The first push
   * comes at once and is empty: no change after it is missed, so a list is best asked for then. Whoever falls behind
   * by more than 10,000 wallets is closed with the error SUBSCRIBER_TOO_SLOW; where the gateway itself could not hear for a
   * while and cannot say what changed, with CHANGES_MISSED.
   */
  readonly walletChanges: ReadonlyArray<WalletChange>;
};


/**
 * What can be followed, over a WebSocket (graphql-transport-ws) at the same address as queries, or as server-sent
 * events at `/graphql/stream`. All numbers of one push are of one moment, and no push is older than the one before
 * it. When its token expires or is revoked, a WebSocket is closed with the code 4403, and a stream of events ends with the
 * error UNAUTHENTICATED. While the book cannot be reached nothing is pushed; what was missed comes when it can be again.
 * A gateway carries so many subscriptions, 200 of one member, and one connection 1,000 operations of 2,000,000 characters in all: past that a new one is
 * the error OVERLOADED.
 */
export type SubscriptionBalanceChangedArgs = {
  walletId: Scalars['ID']['input'];
};


/**
 * What can be followed, over a WebSocket (graphql-transport-ws) at the same address as queries, or as server-sent
 * events at `/graphql/stream`. All numbers of one push are of one moment, and no push is older than the one before
 * it. When its token expires or is revoked, a WebSocket is closed with the code 4403, and a stream of events ends with the
 * error UNAUTHENTICATED. While the book cannot be reached nothing is pushed; what was missed comes when it can be again.
 * A gateway carries so many subscriptions, 200 of one member, and one connection 1,000 operations of 2,000,000 characters in all: past that a new one is
 * the error OVERLOADED.
 */
export type SubscriptionTransactionChangedArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be followed, over a WebSocket (graphql-transport-ws) at the same address as queries, or as server-sent
 * events at `/graphql/stream`. All numbers of one push are of one moment, and no push is older than the one before
 * it. When its token expires or is revoked, a WebSocket is closed with the code 4403, and a stream of events ends with the
 * error UNAUTHENTICATED. While the book cannot be reached nothing is pushed; what was missed comes when it can be again.
 * A gateway carries so many subscriptions, 200 of one member, and one connection 1,000 operations of 2,000,000 characters in all: past that a new one is
 * the error OVERLOADED.
 */
export type SubscriptionWalletChangesArgs = {
  filter?: InputMaybe<WalletChangesFilter>;
};

/** The house's accounts, those of `AccountKind` that do not belong to a wallet. */
export type SystemAccount =
  /** The other side of adjustments. */
  | 'ADJUSTMENTS'
  /** Bonuses paid. */
  | 'BONUSES'
  /** Commissions paid. */
  | 'COMMISSIONS'
  /** Earnings paid out. */
  | 'EARNINGS'
  /** The other side of exchanges between currencies. */
  | 'EXCHANGE'
  /** The world outside, where what is paid in comes from and what is paid out goes to. */
  | 'EXTERNAL'
  /** The other side of opening balances brought from another system. */
  | 'OPENING'
  /** What was sold. */
  | 'SALES';

/** Where one of the house's accounts stands. */
export type SystemAccountBalance = {
  /** Its balance, all its chains together: negative where more came out of it than went in. */
  readonly balance: Money;
  /** Which account. */
  readonly name: SystemAccount;
};

/** What somebody did, of whatever kind. Seen by whoever may see a wallet that it is about. */
export type Transaction = {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that it is about; where there are two, the one that pays. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** A page of transactions. */
export type TransactionConnection = {
  /** The transactions on this page, in the list's order. */
  readonly edges: ReadonlyArray<TransactionEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A transaction in a list. */
export type TransactionEdge = {
  /** Its place in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The transaction. */
  readonly node: Transaction;
};

/** Which of a wallet's transactions: those to which everything given here applies. */
export type TransactionFilter = {
  /** Asked for at this moment or later. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of one of these kinds. Null or left out: of any. */
  readonly kinds?: InputMaybe<ReadonlyArray<TransactionKind>>;
  /** With exactly this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** In one of these statuses. Null or left out: in any. */
  readonly statuses?: InputMaybe<ReadonlyArray<TransactionStatus>>;
  /** Asked for before this moment. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What somebody did. */
export type TransactionKind =
  /** Staff put a balance right. */
  | 'ADJUSTMENT'
  /** A bonus was claimed. */
  | 'BONUS'
  /** A commission was paid for another transaction. */
  | 'COMMISSION'
  /** Credit was drawn. */
  | 'CREDIT_DRAW'
  /** Drawn credit was repaid. */
  | 'CREDIT_REPAYMENT'
  /** Money came in from outside, or is to come. */
  | 'DEPOSIT'
  /** Earnings were paid out. */
  | 'EARNING'
  /** Money of one currency became money of another. */
  | 'EXCHANGE'
  /** Something was bought, or is being bought. */
  | 'PURCHASE'
  /** A purchase, or a part of it, was given back. */
  | 'REFUND'
  /** Another transaction was taken back. */
  | 'REVERSAL'
  /** Money went from one wallet to another. */
  | 'TRANSFER'
  /** Money went out, or is to go. */
  | 'WITHDRAWAL';

/** There is no such transaction that the caller may act on. */
export type TransactionNotFound = UserError & {
  /** Always TRANSACTION_NOT_FOUND. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/**
 * How many commands ended in each way. Failed transactions are `refused` where the rules did not allow them, `failed`
 * where something broke, and perhaps `unknown`. Those turned away before they were tried, with the error OVERLOADED, are
 * none of these.
 */
export type TransactionOutcomes = {
  /** Carried out and committed. */
  readonly done: Scalars['Int']['output'];
  /** Not done for a fault of the gateway's or the database's: UNAVAILABLE or INTERNAL_SERVER_ERROR. */
  readonly failed: Scalars['Int']['output'];
  /** Refused by the rules of the business, such as INSUFFICIENT_FUNDS: no fault of the gateway. */
  readonly refused: Scalars['Int']['output'];
  /** Answered with the first outcome under their key, and not done again. */
  readonly replayed: Scalars['Int']['output'];
  /** Sent to the database, which was lost before it said whether they were done: OUTCOME_UNKNOWN. Sent again under the same key they tell. */
  readonly unknown: Scalars['Int']['output'];
};

/** A movement of money that was done. */
export type TransactionPayload = {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** Which transactions: those to which everything given here applies. */
export type TransactionSearch = {
  /** Asked for at this moment or later. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of one of these kinds. Null or left out: of any. */
  readonly kinds?: InputMaybe<ReadonlyArray<TransactionKind>>;
  /** About a wallet of this owner. A member sees only their own, whatever is asked here. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** With exactly this reference. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** In one of these statuses. Null or left out: in any. */
  readonly statuses?: InputMaybe<ReadonlyArray<TransactionStatus>>;
  /** Asked for before this moment. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** About this wallet, paying or receiving; `wal_…`. */
  readonly walletId?: InputMaybe<Scalars['ID']['input']>;
};

/** Where a transaction stands. */
export type TransactionStatus =
  /** It was taken back for its owner before it was decided. */
  | 'CANCELLED'
  /** Done. */
  | 'COMPLETED'
  /** It came to nothing; what it had moved or held was given back. */
  | 'FAILED'
  /** Asked for, not decided yet. */
  | 'PENDING';

/** Money that went from one wallet to another in the same currency. */
export type Transfer = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always TRANSFER. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that receives. Null where the viewer may not see it. */
  readonly toWallet?: Maybe<Wallet>;
  /** The wallet that pays. Null where the viewer may not see it. */
  readonly wallet?: Maybe<Wallet>;
};

/** What `transfer` needs. */
export type TransferInput = {
  /** How much. */
  readonly amount: MoneyInput;
  /** Words for people: 1 to 500 characters, not blank. Whoever sees the transaction reads them. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The wallet that pays, `wal_…`: a member's own. */
  readonly fromWalletId: Scalars['ID']['input'];
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The caller's own data, given back as it came to whoever sees the transaction. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The caller's reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The wallet that receives, `wal_…`, in the same currency. */
  readonly toWalletId: Scalars['ID']['input'];
};

/** One transfer of `transferMany`. */
export type TransferLine = {
  /** How much. */
  readonly amount: MoneyInput;
  /** Words for people: 1 to 500 characters, not blank. Whoever sees the transaction reads them. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The wallet that pays, `wal_…`: a member's own. */
  readonly fromWalletId: Scalars['ID']['input'];
  /** The caller's own data, given back as it came to whoever sees the transaction. */
  readonly metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The caller's reference, such as an order number: 1 to 255 characters, not blank, no control characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The wallet that receives, `wal_…`, in the same currency. */
  readonly toWalletId: Scalars['ID']['input'];
};

/** What `transferMany` needs. */
export type TransferManyInput = {
  /** True: all of them, or none. False: each stands or is refused by itself. */
  readonly atomic?: InputMaybe<Scalars['Boolean']['input']>;
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** The transfers, 1 to 1000. They are done in this order, so that one can pass on what another brought. */
  readonly inputs: ReadonlyArray<TransferLine>;
};

/** What was done of many transfers. */
export type TransferManyPayload = {
  /** The transfers that were made, in the order of the inputs. Empty where `atomic` and one was refused. */
  readonly done: ReadonlyArray<TransferPayload>;
  /** The transfers that were refused, in the order of the inputs; with `atomic` only the first, for which all were. */
  readonly refused: ReadonlyArray<RefusedTransfer>;
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** What becomes of `transferMany`. */
export type TransferManyResult = IdempotencyConflict | TransferManyPayload;

/** The money has moved. */
export type TransferPayload = TransactionPayload & {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The transaction, as it is now. */
  readonly transaction: Transaction;
};

/** What becomes of `transfer`. */
export type TransferResult = AmountTooLarge | CurrencyMismatch | IdempotencyConflict | InsufficientFunds | InvalidAmount | SameWallet | TransferPayload | UnknownCurrency | WalletNotActive | WalletNotFound;

/** All the money of one currency, at one moment. */
export type Treasury = {
  /** The currency. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** What all wallets' accounts come to. */
  readonly memberTotal: Money;
  /** What all accounts come to, the house's included: always zero. */
  readonly sumOfAllAccounts: Money;
  /** The house's accounts. Together they are the opposite of `memberTotal`. */
  readonly systemAccounts: ReadonlyArray<SystemAccountBalance>;
};

/** What `unfreezeWallet` needs. */
export type UnfreezeWalletInput = {
  /** The caller's name for this intent. */
  readonly idempotencyKey: Scalars['IdempotencyKey']['input'];
  /** Why: 1 to 500 characters, not blank. Shown to staff and auditors. */
  readonly reason: Scalars['String']['input'];
  /** The wallet's id, `wal_…`. */
  readonly walletId: Scalars['ID']['input'];
};

/** What becomes of `unfreezeWallet`. */
export type UnfreezeWalletResult = IdempotencyConflict | InvalidTransition | WalletNotFound | WalletPayload;

/** The book does not carry this currency. */
export type UnknownCurrency = UserError & {
  /** Always UNKNOWN_CURRENCY. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** What the business refuses, as data. Nothing was changed. */
export type UserError = {
  /** Which refusal, for programs. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English, for people. */
  readonly message: Scalars['String']['output'];
};

/** Whoever the token belongs to. */
export type Viewer = {
  /** The owner's id that the token names (`sub`): what `Wallet.ownerId` of their own wallets is. */
  readonly id: Scalars['ID']['output'];
  /** The roles that the token gives, without those that this gateway does not know. */
  readonly roles: ReadonlyArray<Role>;
  /** The viewer's own wallets, at most one for each currency, in the currencies' order. */
  readonly wallets: ReadonlyArray<Wallet>;
};

/** An owner's money in one currency. An owner has at most one wallet for each currency. */
export type Wallet = Node & {
  /** Its figures: now, or as they were. */
  readonly balance: Balance;
  /** When it was opened. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** How much credit its owner may draw, and owes. */
  readonly creditLine: CreditLine;
  /** The currency of everything in it. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** What happened on its accounts, the newest first, each with the account's running balance. */
  readonly entries: EntryConnection;
  /** What its figures are made of: now, or as they were. Takes time by the number of its entries. */
  readonly explain: BalanceExplanation;
  /**
   * What happened to its money, the newest first: one line for each thing, with what it did and where it left
   * the total. What is only held, and what was held and given back, is not in it.
   */
  readonly history: HistoryConnection;
  /** Opaque, begins with `wal_`. */
  readonly id: Scalars['ID']['output'];
  /** The owner's id: the `sub` of their tokens. */
  readonly ownerId: Scalars['ID']['output'];
  /** Whether it can be used. */
  readonly status: WalletStatus;
  /**
   * Why staff last froze, unfroze or closed it; null where nobody did, and for viewers who are not CASHIER,
   * ADMIN or AUDITOR.
   */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** Transactions that this wallet pays or receives in, the newest first. */
  readonly transactions: TransactionConnection;
};


/** An owner's money in one currency. An owner has at most one wallet for each currency. */
export type WalletBalanceArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An owner's money in one currency. An owner has at most one wallet for each currency. */
export type WalletEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** An owner's money in one currency. An owner has at most one wallet for each currency. */
export type WalletExplainArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An owner's money in one currency. An owner has at most one wallet for each currency. */
export type WalletHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** An owner's money in one currency. An owner has at most one wallet for each currency. */
export type WalletTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TransactionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** What a wallet has become, for those who look after many. */
export type WalletChange = {
  /** Its balance, as a query shows it at the same moment. */
  readonly balance: Balance;
  /** The currency of everything in it. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** The owner's id. */
  readonly ownerId: Scalars['ID']['output'];
  /** Whether it can be used. */
  readonly status: WalletStatus;
  /** The wallet's id, `wal_…`. */
  readonly walletId: Scalars['ID']['output'];
};

/** Which wallets to follow: those to which everything given here applies. Neither ever changes for a wallet. */
export type WalletChangesFilter = {
  /** In this currency. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Of this owner: 1 to 255 characters, none of them a control character. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of wallets. */
export type WalletConnection = {
  /** The wallets on this page, in the list's order. */
  readonly edges: ReadonlyArray<WalletEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A wallet in a list. */
export type WalletEdge = {
  /** Its place in this list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The wallet. */
  readonly node: Wallet;
};

/** Which wallets: those to which everything given here applies. */
export type WalletFilter = {
  /** In this currency. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Of this owner: 1 to 255 characters, none of them a control character. A member sees only their own, whatever is asked here. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** In this status. */
  readonly status?: InputMaybe<WalletStatus>;
};

/** The wallet is frozen or closed, and this needs it otherwise. */
export type WalletNotActive = UserError & {
  /** Always WALLET_NOT_ACTIVE. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** The wallet still has money, or something is owed or held on it: only an empty wallet closes. */
export type WalletNotEmpty = UserError & {
  /** Always WALLET_NOT_EMPTY. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** There is no such wallet that the caller may use. Somebody else's wallet and a missing one look alike. */
export type WalletNotFound = UserError & {
  /** Always WALLET_NOT_FOUND. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** The wallet has changed its status. */
export type WalletPayload = {
  /** True where the key had been used for this already, and nothing was done again. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The wallet, as it is now. */
  readonly wallet: Wallet;
};

/** Whether a wallet can be used. */
export type WalletStatus =
  /** Pays and receives. */
  | 'ACTIVE'
  /** Neither pays nor receives, for good. It was empty when it closed. */
  | 'CLOSED'
  /** Pays nothing, and can still receive, until it is unfrozen. */
  | 'FROZEN';

/** Money that goes out of the house. While it is PENDING, the amount is held. */
export type Withdrawal = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null where it never was. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's words for people; null where none were given. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Where the money goes, in the caller's words, such as the last digits of a bank account; null where none were given. */
  readonly destination?: Maybe<Scalars['String']['output']>;
  /**
   * What it wrote: the entries of wallets that the viewer may see, and for those who may see the treasury
   * (ADMIN, AUDITOR) the house's as well. Empty where it has moved nothing.
   */
  readonly entries: ReadonlyArray<Entry>;
  /** When the hold ends by itself, and the withdrawal is FAILED; null: never. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, begins with `txn_`. */
  readonly id: Scalars['ID']['output'];
  /** The `sub` of whoever asked for it: shown to CASHIER, ADMIN and AUDITOR, and to whoever it is; null for others. */
  readonly initiatedBy?: Maybe<Scalars['ID']['output']>;
  /** What kind it is: of this type always WITHDRAWAL. */
  readonly kind: TransactionKind;
  /** The caller's own data as it came, but for the order of keys; `{}` where none was given. */
  readonly metadata: Scalars['JSONObject']['output'];
  /** The caller's reference, such as an order number; null where none was given. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  readonly status: TransactionStatus;
  /** When its status last changed; null where it has the one that it began with. */
  readonly statusChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The `sub` of whoever last changed its status; null where it has the one that it began with. Shown like
   * `initiatedBy`.
   */
  readonly statusChangedBy?: Maybe<Scalars['ID']['output']>;
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that pays. Null where the viewer may not see it. */
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
  AdjustBalanceResult:
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ApproveWithdrawalResult:
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  CancelWithdrawalResult:
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ClaimDailyBonusResult:
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  CloseWalletResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
  ;
  CompletePurchaseResult:
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
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
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  DepositResult:
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
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
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ExchangeResult:
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  FailDepositResult:
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  FailPurchaseResult:
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  FreezeWalletResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
  ;
  InitiateDepositResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  OpenWalletResult:
    | ( Refusal )
    | ( WalletPayloadModel )
    | ( Refusal )
  ;
  PayReferralCommissionResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
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
    | ( TransactionPayloadModel )
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
  ;
  RefundPurchaseResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  RejectWithdrawalResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
  ;
  RepayCreditResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  RequestWithdrawalResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  ReverseTransactionResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
  ;
  RevokeTokensResult:
    | ( Refusal )
    | ( RevocationPayloadModel )
  ;
  SetCreditLineResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
    | ( Refusal )
    | ( Refusal )
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
    | ( TransactionPayloadModel )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  UnfreezeWalletResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletPayloadModel )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( EntryOfTransaction )
    | ( TransactionModel )
    | ( Quote )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( WalletModel )
    | ( TransactionModel )
  ;
  Transaction:
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
  ;
  TransactionPayload:
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
    | ( TransactionPayloadModel )
  ;
  UserError:
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
    | ( Refusal )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountKind: AccountKind;
  AdjustBalanceInput: AdjustBalanceInput;
  AdjustBalancePayload: ResolverTypeWrapper<TransactionPayloadModel>;
  AdjustBalanceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AdjustBalanceResult']>;
  Adjustment: ResolverTypeWrapper<TransactionModel>;
  AdjustmentDirection: AdjustmentDirection;
  AlreadyClaimed: ResolverTypeWrapper<Refusal>;
  AlreadyPaid: ResolverTypeWrapper<Refusal>;
  AmountExceedsRemaining: ResolverTypeWrapper<Refusal>;
  AmountTooLarge: ResolverTypeWrapper<Refusal>;
  ApproveWithdrawalInput: ApproveWithdrawalInput;
  ApproveWithdrawalPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  ApproveWithdrawalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApproveWithdrawalResult']>;
  Balance: ResolverTypeWrapper<BalanceModel>;
  BalanceChange: ResolverTypeWrapper<WalletNow>;
  BalanceExplanation: ResolverTypeWrapper<Explanation>;
  BalanceFigures: ResolverTypeWrapper<FigureChanges>;
  BalancePart: ResolverTypeWrapper<BalancePartModel>;
  Bonus: ResolverTypeWrapper<TransactionModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelWithdrawalInput: CancelWithdrawalInput;
  CancelWithdrawalPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  CancelWithdrawalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelWithdrawalResult']>;
  ClaimDailyBonusInput: ClaimDailyBonusInput;
  ClaimDailyBonusPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  ClaimDailyBonusResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ClaimDailyBonusResult']>;
  CloseWalletInput: CloseWalletInput;
  CloseWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CloseWalletResult']>;
  Commission: ResolverTypeWrapper<TransactionModel>;
  CompletePurchaseInput: CompletePurchaseInput;
  CompletePurchasePayload: ResolverTypeWrapper<TransactionPayloadModel>;
  CompletePurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompletePurchaseResult']>;
  ConfirmDepositInput: ConfirmDepositInput;
  ConfirmDepositPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  ConfirmDepositResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmDepositResult']>;
  Consistency: ResolverTypeWrapper<Consistency>;
  CreditDraw: ResolverTypeWrapper<TransactionModel>;
  CreditLimitExceeded: ResolverTypeWrapper<Refusal>;
  CreditLine: ResolverTypeWrapper<CreditLineModel>;
  CreditNotApproved: ResolverTypeWrapper<Refusal>;
  CreditRepayment: ResolverTypeWrapper<TransactionModel>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CurrencyMismatch: ResolverTypeWrapper<Refusal>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Deposit: ResolverTypeWrapper<TransactionModel>;
  DepositInput: DepositInput;
  DepositPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  DepositResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DepositResult']>;
  DistributeEarningsInput: DistributeEarningsInput;
  DistributeEarningsPayload: ResolverTypeWrapper<EarningsPayloadModel>;
  DistributeEarningsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DistributeEarningsResult']>;
  DrawCreditInput: DrawCreditInput;
  DrawCreditPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  DrawCreditResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DrawCreditResult']>;
  Earning: ResolverTypeWrapper<TransactionModel>;
  EarningLine: EarningLine;
  EarningPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  Entry: ResolverTypeWrapper<EntryOfTransaction>;
  EntryConnection: ResolverTypeWrapper<Omit<EntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['EntryEdge']> }>;
  EntryEdge: ResolverTypeWrapper<Omit<EntryEdge, 'node'> & { node: ResolversTypes['Entry'] }>;
  EntryPhase: EntryPhase;
  Exchange: ResolverTypeWrapper<TransactionModel>;
  ExchangeInput: ExchangeInput;
  ExchangePayload: ResolverTypeWrapper<TransactionPayloadModel>;
  ExchangeQuote: ResolverTypeWrapper<Quote>;
  ExchangeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExchangeResult']>;
  ExplainedTransactionConnection: ResolverTypeWrapper<Omit<ExplainedTransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ExplainedTransactionEdge']> }>;
  ExplainedTransactionEdge: ResolverTypeWrapper<ExplainedEdge>;
  FailDepositInput: FailDepositInput;
  FailDepositPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  FailDepositResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FailDepositResult']>;
  FailPurchaseInput: FailPurchaseInput;
  FailPurchasePayload: ResolverTypeWrapper<TransactionPayloadModel>;
  FailPurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FailPurchaseResult']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FreezeWalletInput: FreezeWalletInput;
  FreezeWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FreezeWalletResult']>;
  HistoryConnection: ResolverTypeWrapper<Omit<HistoryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['HistoryEdge']> }>;
  HistoryEdge: ResolverTypeWrapper<Omit<HistoryEdge, 'node'> & { node: ResolversTypes['HistoryLine'] }>;
  HistoryLine: ResolverTypeWrapper<HistoryLineModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdempotencyConflict: ResolverTypeWrapper<Refusal>;
  IdempotencyKey: ResolverTypeWrapper<Scalars['IdempotencyKey']['output']>;
  InitiateDepositInput: InitiateDepositInput;
  InitiateDepositPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  InitiateDepositResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InitiateDepositResult']>;
  InsufficientFunds: ResolverTypeWrapper<Refusal>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IntegrityFinding: ResolverTypeWrapper<IntegrityFinding>;
  IntegrityReport: ResolverTypeWrapper<IntegrityReport>;
  InvalidAmount: ResolverTypeWrapper<Refusal>;
  InvalidTransition: ResolverTypeWrapper<Refusal>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Money: ResolverTypeWrapper<MoneyAmount>;
  MoneyInput: MoneyInput;
  Monitoring: ResolverTypeWrapper<Monitoring>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OpenWalletInput: OpenWalletInput;
  OpenWalletPayload: ResolverTypeWrapper<WalletPayloadModel>;
  OpenWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OpenWalletResult']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PayReferralCommissionInput: PayReferralCommissionInput;
  PayReferralCommissionPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  PayReferralCommissionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PayReferralCommissionResult']>;
  Purchase: ResolverTypeWrapper<TransactionModel>;
  PurchaseInput: PurchaseInput;
  PurchasePayload: ResolverTypeWrapper<TransactionPayloadModel>;
  PurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PurchaseResult']>;
  PushLatency: ResolverTypeWrapper<PushLatency>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuoteExchangeInput: QuoteExchangeInput;
  QuoteExchangePayload: ResolverTypeWrapper<QuotePayloadModel>;
  QuoteExchangeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['QuoteExchangeResult']>;
  QuoteExpired: ResolverTypeWrapper<Refusal>;
  QuoteNotFound: ResolverTypeWrapper<Refusal>;
  QuoteUsed: ResolverTypeWrapper<Refusal>;
  Refund: ResolverTypeWrapper<TransactionModel>;
  RefundPurchaseInput: RefundPurchaseInput;
  RefundPurchasePayload: ResolverTypeWrapper<TransactionPayloadModel>;
  RefundPurchaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundPurchaseResult']>;
  RefusalCode: RefusalCode;
  RefusedEarning: ResolverTypeWrapper<Omit<RefusedEarning, 'error'> & { error: ResolversTypes['UserError'] }>;
  RefusedTransfer: ResolverTypeWrapper<Omit<RefusedTransfer, 'error'> & { error: ResolversTypes['UserError'] }>;
  RejectWithdrawalInput: RejectWithdrawalInput;
  RejectWithdrawalPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  RejectWithdrawalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RejectWithdrawalResult']>;
  RepayCreditInput: RepayCreditInput;
  RepayCreditPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  RepayCreditResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RepayCreditResult']>;
  RequestWithdrawalInput: RequestWithdrawalInput;
  RequestWithdrawalPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  RequestWithdrawalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestWithdrawalResult']>;
  Reversal: ResolverTypeWrapper<TransactionModel>;
  ReverseTransactionInput: ReverseTransactionInput;
  ReverseTransactionPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  ReverseTransactionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReverseTransactionResult']>;
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: ResolverTypeWrapper<RevocationPayloadModel>;
  RevokeTokensResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeTokensResult']>;
  Role: Role;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SameWallet: ResolverTypeWrapper<Refusal>;
  SelfApproval: ResolverTypeWrapper<Refusal>;
  SetCreditLineInput: SetCreditLineInput;
  SetCreditLinePayload: ResolverTypeWrapper<WalletPayloadModel>;
  SetCreditLineResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetCreditLineResult']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SystemAccount: SystemAccount;
  SystemAccountBalance: ResolverTypeWrapper<SystemAccountBalanceModel>;
  Transaction: ResolverTypeWrapper<TransactionModel>;
  TransactionConnection: ResolverTypeWrapper<Omit<TransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['TransactionEdge']> }>;
  TransactionEdge: ResolverTypeWrapper<Omit<TransactionEdge, 'node'> & { node: ResolversTypes['Transaction'] }>;
  TransactionFilter: TransactionFilter;
  TransactionKind: TransactionKind;
  TransactionNotFound: ResolverTypeWrapper<Refusal>;
  TransactionOutcomes: ResolverTypeWrapper<TransactionOutcomes>;
  TransactionPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  TransactionSearch: TransactionSearch;
  TransactionStatus: TransactionStatus;
  Transfer: ResolverTypeWrapper<TransactionModel>;
  TransferInput: TransferInput;
  TransferLine: TransferLine;
  TransferManyInput: TransferManyInput;
  TransferManyPayload: ResolverTypeWrapper<TransfersPayloadModel>;
  TransferManyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TransferManyResult']>;
  TransferPayload: ResolverTypeWrapper<TransactionPayloadModel>;
  TransferResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TransferResult']>;
  Treasury: ResolverTypeWrapper<TreasuryModel>;
  UnfreezeWalletInput: UnfreezeWalletInput;
  UnfreezeWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnfreezeWalletResult']>;
  UnknownCurrency: ResolverTypeWrapper<Refusal>;
  UserError: ResolverTypeWrapper<Refusal>;
  Viewer: ResolverTypeWrapper<ViewerModel>;
  Wallet: ResolverTypeWrapper<WalletModel>;
  WalletChange: ResolverTypeWrapper<WalletNow>;
  WalletChangesFilter: WalletChangesFilter;
  WalletConnection: ResolverTypeWrapper<Omit<WalletConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['WalletEdge']> }>;
  WalletEdge: ResolverTypeWrapper<Omit<WalletEdge, 'node'> & { node: ResolversTypes['Wallet'] }>;
  WalletFilter: WalletFilter;
  WalletNotActive: ResolverTypeWrapper<Refusal>;
  WalletNotEmpty: ResolverTypeWrapper<Refusal>;
  WalletNotFound: ResolverTypeWrapper<Refusal>;
  WalletPayload: ResolverTypeWrapper<WalletPayloadModel>;
  WalletStatus: WalletStatus;
  Withdrawal: ResolverTypeWrapper<TransactionModel>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdjustBalanceInput: AdjustBalanceInput;
  AdjustBalancePayload: TransactionPayloadModel;
  AdjustBalanceResult: ResolversUnionTypes<ResolversParentTypes>['AdjustBalanceResult'];
  Adjustment: TransactionModel;
  AlreadyClaimed: Refusal;
  AlreadyPaid: Refusal;
  AmountExceedsRemaining: Refusal;
  AmountTooLarge: Refusal;
  ApproveWithdrawalInput: ApproveWithdrawalInput;
  ApproveWithdrawalPayload: TransactionPayloadModel;
  ApproveWithdrawalResult: ResolversUnionTypes<ResolversParentTypes>['ApproveWithdrawalResult'];
  Balance: BalanceModel;
  BalanceChange: WalletNow;
  BalanceExplanation: Explanation;
  BalanceFigures: FigureChanges;
  BalancePart: BalancePartModel;
  Bonus: TransactionModel;
  Boolean: Scalars['Boolean']['output'];
  CancelWithdrawalInput: CancelWithdrawalInput;
  CancelWithdrawalPayload: TransactionPayloadModel;
  CancelWithdrawalResult: ResolversUnionTypes<ResolversParentTypes>['CancelWithdrawalResult'];
  ClaimDailyBonusInput: ClaimDailyBonusInput;
  ClaimDailyBonusPayload: TransactionPayloadModel;
  ClaimDailyBonusResult: ResolversUnionTypes<ResolversParentTypes>['ClaimDailyBonusResult'];
  CloseWalletInput: CloseWalletInput;
  CloseWalletResult: ResolversUnionTypes<ResolversParentTypes>['CloseWalletResult'];
  Commission: TransactionModel;
  CompletePurchaseInput: CompletePurchaseInput;
  CompletePurchasePayload: TransactionPayloadModel;
  CompletePurchaseResult: ResolversUnionTypes<ResolversParentTypes>['CompletePurchaseResult'];
  ConfirmDepositInput: ConfirmDepositInput;
  ConfirmDepositPayload: TransactionPayloadModel;
  ConfirmDepositResult: ResolversUnionTypes<ResolversParentTypes>['ConfirmDepositResult'];
  Consistency: Consistency;
  CreditDraw: TransactionModel;
  CreditLimitExceeded: Refusal;
  CreditLine: CreditLineModel;
  CreditNotApproved: Refusal;
  CreditRepayment: TransactionModel;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CurrencyMismatch: Refusal;
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Deposit: TransactionModel;
  DepositInput: DepositInput;
  DepositPayload: TransactionPayloadModel;
  DepositResult: ResolversUnionTypes<ResolversParentTypes>['DepositResult'];
  DistributeEarningsInput: DistributeEarningsInput;
  DistributeEarningsPayload: EarningsPayloadModel;
  DistributeEarningsResult: ResolversUnionTypes<ResolversParentTypes>['DistributeEarningsResult'];
  DrawCreditInput: DrawCreditInput;
  DrawCreditPayload: TransactionPayloadModel;
  DrawCreditResult: ResolversUnionTypes<ResolversParentTypes>['DrawCreditResult'];
  Earning: TransactionModel;
  EarningLine: EarningLine;
  EarningPayload: TransactionPayloadModel;
  Entry: EntryOfTransaction;
  EntryConnection: Omit<EntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['EntryEdge']> };
  EntryEdge: Omit<EntryEdge, 'node'> & { node: ResolversParentTypes['Entry'] };
  Exchange: TransactionModel;
  ExchangeInput: ExchangeInput;
  ExchangePayload: TransactionPayloadModel;
  ExchangeQuote: Quote;
  ExchangeResult: ResolversUnionTypes<ResolversParentTypes>['ExchangeResult'];
  ExplainedTransactionConnection: Omit<ExplainedTransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ExplainedTransactionEdge']> };
  ExplainedTransactionEdge: ExplainedEdge;
  FailDepositInput: FailDepositInput;
  FailDepositPayload: TransactionPayloadModel;
  FailDepositResult: ResolversUnionTypes<ResolversParentTypes>['FailDepositResult'];
  FailPurchaseInput: FailPurchaseInput;
  FailPurchasePayload: TransactionPayloadModel;
  FailPurchaseResult: ResolversUnionTypes<ResolversParentTypes>['FailPurchaseResult'];
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
  InitiateDepositPayload: TransactionPayloadModel;
  InitiateDepositResult: ResolversUnionTypes<ResolversParentTypes>['InitiateDepositResult'];
  InsufficientFunds: Refusal;
  Int: Scalars['Int']['output'];
  IntegrityFinding: IntegrityFinding;
  IntegrityReport: IntegrityReport;
  InvalidAmount: Refusal;
  InvalidTransition: Refusal;
  JSONObject: Scalars['JSONObject']['output'];
  Money: MoneyAmount;
  MoneyInput: MoneyInput;
  Monitoring: Monitoring;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OpenWalletInput: OpenWalletInput;
  OpenWalletPayload: WalletPayloadModel;
  OpenWalletResult: ResolversUnionTypes<ResolversParentTypes>['OpenWalletResult'];
  PageInfo: PageInfo;
  PayReferralCommissionInput: PayReferralCommissionInput;
  PayReferralCommissionPayload: TransactionPayloadModel;
  PayReferralCommissionResult: ResolversUnionTypes<ResolversParentTypes>['PayReferralCommissionResult'];
  Purchase: TransactionModel;
  PurchaseInput: PurchaseInput;
  PurchasePayload: TransactionPayloadModel;
  PurchaseResult: ResolversUnionTypes<ResolversParentTypes>['PurchaseResult'];
  PushLatency: PushLatency;
  Query: Record<PropertyKey, never>;
  QuoteExchangeInput: QuoteExchangeInput;
  QuoteExchangePayload: QuotePayloadModel;
  QuoteExchangeResult: ResolversUnionTypes<ResolversParentTypes>['QuoteExchangeResult'];
  QuoteExpired: Refusal;
  QuoteNotFound: Refusal;
  QuoteUsed: Refusal;
  Refund: TransactionModel;
  RefundPurchaseInput: RefundPurchaseInput;
  RefundPurchasePayload: TransactionPayloadModel;
  RefundPurchaseResult: ResolversUnionTypes<ResolversParentTypes>['RefundPurchaseResult'];
  RefusedEarning: Omit<RefusedEarning, 'error'> & { error: ResolversParentTypes['UserError'] };
  RefusedTransfer: Omit<RefusedTransfer, 'error'> & { error: ResolversParentTypes['UserError'] };
  RejectWithdrawalInput: RejectWithdrawalInput;
  RejectWithdrawalPayload: TransactionPayloadModel;
  RejectWithdrawalResult: ResolversUnionTypes<ResolversParentTypes>['RejectWithdrawalResult'];
  RepayCreditInput: RepayCreditInput;
  RepayCreditPayload: TransactionPayloadModel;
  RepayCreditResult: ResolversUnionTypes<ResolversParentTypes>['RepayCreditResult'];
  RequestWithdrawalInput: RequestWithdrawalInput;
  RequestWithdrawalPayload: TransactionPayloadModel;
  RequestWithdrawalResult: ResolversUnionTypes<ResolversParentTypes>['RequestWithdrawalResult'];
  Reversal: TransactionModel;
  ReverseTransactionInput: ReverseTransactionInput;
  ReverseTransactionPayload: TransactionPayloadModel;
  ReverseTransactionResult: ResolversUnionTypes<ResolversParentTypes>['ReverseTransactionResult'];
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: RevocationPayloadModel;
  RevokeTokensResult: ResolversUnionTypes<ResolversParentTypes>['RevokeTokensResult'];
  SafeInt: Scalars['SafeInt']['output'];
  SameWallet: Refusal;
  SelfApproval: Refusal;
  SetCreditLineInput: SetCreditLineInput;
  SetCreditLinePayload: WalletPayloadModel;
  SetCreditLineResult: ResolversUnionTypes<ResolversParentTypes>['SetCreditLineResult'];
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  SystemAccountBalance: SystemAccountBalanceModel;
  Transaction: TransactionModel;
  TransactionConnection: Omit<TransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['TransactionEdge']> };
  TransactionEdge: Omit<TransactionEdge, 'node'> & { node: ResolversParentTypes['Transaction'] };
  TransactionFilter: TransactionFilter;
  TransactionNotFound: Refusal;
  TransactionOutcomes: TransactionOutcomes;
  TransactionPayload: TransactionPayloadModel;
  TransactionSearch: TransactionSearch;
  Transfer: TransactionModel;
  TransferInput: TransferInput;
  TransferLine: TransferLine;
  TransferManyInput: TransferManyInput;
  TransferManyPayload: TransfersPayloadModel;
  TransferManyResult: ResolversUnionTypes<ResolversParentTypes>['TransferManyResult'];
  TransferPayload: TransactionPayloadModel;
  TransferResult: ResolversUnionTypes<ResolversParentTypes>['TransferResult'];
  Treasury: TreasuryModel;
  UnfreezeWalletInput: UnfreezeWalletInput;
  UnfreezeWalletResult: ResolversUnionTypes<ResolversParentTypes>['UnfreezeWalletResult'];
  UnknownCurrency: Refusal;
  UserError: Refusal;
  Viewer: ViewerModel;
  Wallet: WalletModel;
  WalletChange: WalletNow;
  WalletChangesFilter: WalletChangesFilter;
  WalletConnection: Omit<WalletConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['WalletEdge']> };
  WalletEdge: Omit<WalletEdge, 'node'> & { node: ResolversParentTypes['Wallet'] };
  WalletFilter: WalletFilter;
  WalletNotActive: Refusal;
  WalletNotEmpty: Refusal;
  WalletNotFound: Refusal;
  WalletPayload: WalletPayloadModel;
  Withdrawal: TransactionModel;
};

export type MayDirectiveArgs = {
  roles: ReadonlyArray<Role>;
};

export type MayDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = MayDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AdjustBalancePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AdjustBalancePayload'] = ResolversParentTypes['AdjustBalancePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AdjustBalanceResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AdjustBalanceResult'] = ResolversParentTypes['AdjustBalanceResult']> = {
  __resolveType: TypeResolveFn<'AdjustBalancePayload' | 'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type AdjustmentResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Adjustment'] = ResolversParentTypes['Adjustment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['AdjustmentDirection'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type ApproveWithdrawalPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ApproveWithdrawalPayload'] = ResolversParentTypes['ApproveWithdrawalPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApproveWithdrawalResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ApproveWithdrawalResult'] = ResolversParentTypes['ApproveWithdrawalResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'ApproveWithdrawalPayload' | 'IdempotencyConflict' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound' | 'WalletNotActive', ParentType, ContextType>;
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
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelWithdrawalPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CancelWithdrawalPayload'] = ResolversParentTypes['CancelWithdrawalPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelWithdrawalResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CancelWithdrawalResult'] = ResolversParentTypes['CancelWithdrawalResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CancelWithdrawalPayload' | 'IdempotencyConflict' | 'InvalidTransition' | 'TransactionNotFound', ParentType, ContextType>;
};

export type ClaimDailyBonusPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ClaimDailyBonusPayload'] = ResolversParentTypes['ClaimDailyBonusPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClaimDailyBonusResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ClaimDailyBonusResult'] = ResolversParentTypes['ClaimDailyBonusResult']> = {
  __resolveType: TypeResolveFn<'AlreadyClaimed' | 'AmountTooLarge' | 'ClaimDailyBonusPayload' | 'IdempotencyConflict' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type CloseWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CloseWalletResult'] = ResolversParentTypes['CloseWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'WalletNotEmpty' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
};

export type CommissionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Commission'] = ResolversParentTypes['Commission']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  rateBps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CompletePurchasePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CompletePurchasePayload'] = ResolversParentTypes['CompletePurchasePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CompletePurchaseResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CompletePurchaseResult'] = ResolversParentTypes['CompletePurchaseResult']> = {
  __resolveType: TypeResolveFn<'AmountExceedsRemaining' | 'AmountTooLarge' | 'CompletePurchasePayload' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InvalidAmount' | 'InvalidTransition' | 'TransactionNotFound' | 'UnknownCurrency' | 'WalletNotActive', ParentType, ContextType>;
};

export type ConfirmDepositPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ConfirmDepositPayload'] = ResolversParentTypes['ConfirmDepositPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConfirmDepositResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ConfirmDepositResult'] = ResolversParentTypes['ConfirmDepositResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'ConfirmDepositPayload' | 'IdempotencyConflict' | 'InvalidTransition' | 'SelfApproval' | 'TransactionNotFound' | 'WalletNotActive', ParentType, ContextType>;
};

export type ConsistencyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Consistency'] = ResolversParentTypes['Consistency']> = {
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type CreditDrawResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreditDraw'] = ResolversParentTypes['CreditDraw']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CurrencyMismatchResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CurrencyMismatch'] = ResolversParentTypes['CurrencyMismatch']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DepositResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Deposit'] = ResolversParentTypes['Deposit']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DepositPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DepositPayload'] = ResolversParentTypes['DepositPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DepositResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DepositResult'] = ResolversParentTypes['DepositResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'DepositPayload' | 'IdempotencyConflict' | 'InvalidAmount' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
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
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DrawCreditResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DrawCreditResult'] = ResolversParentTypes['DrawCreditResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CreditLimitExceeded' | 'CreditNotApproved' | 'CurrencyMismatch' | 'DrawCreditPayload' | 'IdempotencyConflict' | 'InvalidAmount' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type EarningResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Earning'] = ResolversParentTypes['Earning']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EarningPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EarningPayload'] = ResolversParentTypes['EarningPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EntryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Entry'] = ResolversParentTypes['Entry']> = {
  account?: Resolver<ResolversTypes['AccountKind'], ParentType, ContextType>;
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

export type ExchangeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Exchange'] = ResolversParentTypes['Exchange']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  quote?: Resolver<ResolversTypes['ExchangeQuote'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'ExchangePayload' | 'IdempotencyConflict' | 'InsufficientFunds' | 'QuoteExpired' | 'QuoteNotFound' | 'QuoteUsed' | 'WalletNotActive', ParentType, ContextType>;
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
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FailDepositResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FailDepositResult'] = ResolversParentTypes['FailDepositResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'FailDepositPayload' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidTransition' | 'TransactionNotFound' | 'WalletNotActive', ParentType, ContextType>;
};

export type FailPurchasePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FailPurchasePayload'] = ResolversParentTypes['FailPurchasePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FailPurchaseResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FailPurchaseResult'] = ResolversParentTypes['FailPurchaseResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'FailPurchasePayload' | 'IdempotencyConflict' | 'InvalidTransition' | 'TransactionNotFound' | 'WalletNotActive', ParentType, ContextType>;
};

export type FreezeWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FreezeWalletResult'] = ResolversParentTypes['FreezeWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
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
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InitiateDepositResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['InitiateDepositResult'] = ResolversParentTypes['InitiateDepositResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InitiateDepositPayload' | 'InvalidAmount' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type InsufficientFundsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['InsufficientFunds'] = ResolversParentTypes['InsufficientFunds']> = {
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
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

export type MoneyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
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
  adjustBalance?: Resolver<Maybe<ResolversTypes['AdjustBalanceResult']>, ParentType, ContextType, RequireFields<MutationAdjustBalanceArgs, 'input'>>;
  approveWithdrawal?: Resolver<Maybe<ResolversTypes['ApproveWithdrawalResult']>, ParentType, ContextType, RequireFields<MutationApproveWithdrawalArgs, 'input'>>;
  cancelWithdrawal?: Resolver<Maybe<ResolversTypes['CancelWithdrawalResult']>, ParentType, ContextType, RequireFields<MutationCancelWithdrawalArgs, 'input'>>;
  claimDailyBonus?: Resolver<Maybe<ResolversTypes['ClaimDailyBonusResult']>, ParentType, ContextType, RequireFields<MutationClaimDailyBonusArgs, 'input'>>;
  closeWallet?: Resolver<Maybe<ResolversTypes['CloseWalletResult']>, ParentType, ContextType, RequireFields<MutationCloseWalletArgs, 'input'>>;
  completePurchase?: Resolver<Maybe<ResolversTypes['CompletePurchaseResult']>, ParentType, ContextType, RequireFields<MutationCompletePurchaseArgs, 'input'>>;
  confirmDeposit?: Resolver<Maybe<ResolversTypes['ConfirmDepositResult']>, ParentType, ContextType, RequireFields<MutationConfirmDepositArgs, 'input'>>;
  deposit?: Resolver<Maybe<ResolversTypes['DepositResult']>, ParentType, ContextType, RequireFields<MutationDepositArgs, 'input'>>;
  distributeEarnings?: Resolver<Maybe<ResolversTypes['DistributeEarningsResult']>, ParentType, ContextType, RequireFields<MutationDistributeEarningsArgs, 'input'>>;
  drawCredit?: Resolver<Maybe<ResolversTypes['DrawCreditResult']>, ParentType, ContextType, RequireFields<MutationDrawCreditArgs, 'input'>>;
  exchange?: Resolver<Maybe<ResolversTypes['ExchangeResult']>, ParentType, ContextType, RequireFields<MutationExchangeArgs, 'input'>>;
  failDeposit?: Resolver<Maybe<ResolversTypes['FailDepositResult']>, ParentType, ContextType, RequireFields<MutationFailDepositArgs, 'input'>>;
  failPurchase?: Resolver<Maybe<ResolversTypes['FailPurchaseResult']>, ParentType, ContextType, RequireFields<MutationFailPurchaseArgs, 'input'>>;
  freezeWallet?: Resolver<Maybe<ResolversTypes['FreezeWalletResult']>, ParentType, ContextType, RequireFields<MutationFreezeWalletArgs, 'input'>>;
  initiateDeposit?: Resolver<Maybe<ResolversTypes['InitiateDepositResult']>, ParentType, ContextType, RequireFields<MutationInitiateDepositArgs, 'input'>>;
  openWallet?: Resolver<Maybe<ResolversTypes['OpenWalletResult']>, ParentType, ContextType, RequireFields<MutationOpenWalletArgs, 'input'>>;
  payReferralCommission?: Resolver<Maybe<ResolversTypes['PayReferralCommissionResult']>, ParentType, ContextType, RequireFields<MutationPayReferralCommissionArgs, 'input'>>;
  purchase?: Resolver<Maybe<ResolversTypes['PurchaseResult']>, ParentType, ContextType, RequireFields<MutationPurchaseArgs, 'input'>>;
  quoteExchange?: Resolver<Maybe<ResolversTypes['QuoteExchangeResult']>, ParentType, ContextType, RequireFields<MutationQuoteExchangeArgs, 'input'>>;
  refundPurchase?: Resolver<Maybe<ResolversTypes['RefundPurchaseResult']>, ParentType, ContextType, RequireFields<MutationRefundPurchaseArgs, 'input'>>;
  rejectWithdrawal?: Resolver<Maybe<ResolversTypes['RejectWithdrawalResult']>, ParentType, ContextType, RequireFields<MutationRejectWithdrawalArgs, 'input'>>;
  repayCredit?: Resolver<Maybe<ResolversTypes['RepayCreditResult']>, ParentType, ContextType, RequireFields<MutationRepayCreditArgs, 'input'>>;
  requestWithdrawal?: Resolver<Maybe<ResolversTypes['RequestWithdrawalResult']>, ParentType, ContextType, RequireFields<MutationRequestWithdrawalArgs, 'input'>>;
  reverseTransaction?: Resolver<Maybe<ResolversTypes['ReverseTransactionResult']>, ParentType, ContextType, RequireFields<MutationReverseTransactionArgs, 'input'>>;
  revokeTokens?: Resolver<Maybe<ResolversTypes['RevokeTokensResult']>, ParentType, ContextType, RequireFields<MutationRevokeTokensArgs, 'input'>>;
  setCreditLine?: Resolver<Maybe<ResolversTypes['SetCreditLineResult']>, ParentType, ContextType, RequireFields<MutationSetCreditLineArgs, 'input'>>;
  transfer?: Resolver<Maybe<ResolversTypes['TransferResult']>, ParentType, ContextType, RequireFields<MutationTransferArgs, 'input'>>;
  transferMany?: Resolver<Maybe<ResolversTypes['TransferManyResult']>, ParentType, ContextType, RequireFields<MutationTransferManyArgs, 'input'>>;
  unfreezeWallet?: Resolver<Maybe<ResolversTypes['UnfreezeWalletResult']>, ParentType, ContextType, RequireFields<MutationUnfreezeWalletArgs, 'input'>>;
  verifyIntegrity?: Resolver<Maybe<ResolversTypes['IntegrityReport']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Adjustment' | 'Bonus' | 'Commission' | 'CreditDraw' | 'CreditRepayment' | 'Deposit' | 'Earning' | 'Entry' | 'Exchange' | 'ExchangeQuote' | 'Purchase' | 'Refund' | 'Reversal' | 'Transfer' | 'Wallet' | 'Withdrawal', ParentType, ContextType>;
};

export type OpenWalletPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OpenWalletPayload'] = ResolversParentTypes['OpenWalletPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  wallet?: Resolver<ResolversTypes['Wallet'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OpenWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OpenWalletResult'] = ResolversParentTypes['OpenWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'OpenWalletPayload' | 'UnknownCurrency', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PayReferralCommissionPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PayReferralCommissionPayload'] = ResolversParentTypes['PayReferralCommissionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PayReferralCommissionResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PayReferralCommissionResult'] = ResolversParentTypes['PayReferralCommissionResult']> = {
  __resolveType: TypeResolveFn<'AlreadyPaid' | 'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InvalidAmount' | 'InvalidTransition' | 'PayReferralCommissionPayload' | 'TransactionNotFound' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type PurchaseResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Purchase'] = ResolversParentTypes['Purchase']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  captured?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PurchasePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PurchasePayload'] = ResolversParentTypes['PurchasePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PurchaseResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PurchaseResult'] = ResolversParentTypes['PurchaseResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'PurchasePayload' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type PushLatencyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PushLatency'] = ResolversParentTypes['PushLatency']> = {
  maxMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p50Ms?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p99Ms?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  exchangeQuote?: Resolver<Maybe<ResolversTypes['ExchangeQuote']>, ParentType, ContextType, RequireFields<QueryExchangeQuoteArgs, 'id'>>;
  monitoring?: Resolver<ResolversTypes['Monitoring'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType, RequireFields<QueryTransactionArgs, 'id'>>;
  transactions?: Resolver<ResolversTypes['TransactionConnection'], ParentType, ContextType, Partial<QueryTransactionsArgs>>;
  treasury?: Resolver<Maybe<ResolversTypes['Treasury']>, ParentType, ContextType, RequireFields<QueryTreasuryArgs, 'currency'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType, RequireFields<QueryWalletArgs, 'id'>>;
  wallets?: Resolver<ResolversTypes['WalletConnection'], ParentType, ContextType, Partial<QueryWalletsArgs>>;
};

export type QuoteExchangePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['QuoteExchangePayload'] = ResolversParentTypes['QuoteExchangePayload']> = {
  quote?: Resolver<ResolversTypes['ExchangeQuote'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteExchangeResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['QuoteExchangeResult'] = ResolversParentTypes['QuoteExchangeResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InvalidAmount' | 'QuoteExchangePayload' | 'SameWallet' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
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

export type RefundResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  purchase?: Resolver<ResolversTypes['Purchase'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundPurchasePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RefundPurchasePayload'] = ResolversParentTypes['RefundPurchasePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundPurchaseResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RefundPurchaseResult'] = ResolversParentTypes['RefundPurchaseResult']> = {
  __resolveType: TypeResolveFn<'AmountExceedsRemaining' | 'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InvalidAmount' | 'InvalidTransition' | 'RefundPurchasePayload' | 'TransactionNotFound' | 'UnknownCurrency' | 'WalletNotActive', ParentType, ContextType>;
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

export type RejectWithdrawalPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RejectWithdrawalPayload'] = ResolversParentTypes['RejectWithdrawalPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RejectWithdrawalResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RejectWithdrawalResult'] = ResolversParentTypes['RejectWithdrawalResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'IdempotencyConflict' | 'InvalidTransition' | 'RejectWithdrawalPayload' | 'TransactionNotFound', ParentType, ContextType>;
};

export type RepayCreditPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RepayCreditPayload'] = ResolversParentTypes['RepayCreditPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RepayCreditResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RepayCreditResult'] = ResolversParentTypes['RepayCreditResult']> = {
  __resolveType: TypeResolveFn<'AmountExceedsRemaining' | 'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'RepayCreditPayload' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type RequestWithdrawalPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RequestWithdrawalPayload'] = ResolversParentTypes['RequestWithdrawalPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RequestWithdrawalResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RequestWithdrawalResult'] = ResolversParentTypes['RequestWithdrawalResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'RequestWithdrawalPayload' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type ReversalResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Reversal'] = ResolversParentTypes['Reversal']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  original?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReverseTransactionPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReverseTransactionPayload'] = ResolversParentTypes['ReverseTransactionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReverseTransactionResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReverseTransactionResult'] = ResolversParentTypes['ReverseTransactionResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidTransition' | 'ReverseTransactionPayload' | 'TransactionNotFound' | 'WalletNotActive', ParentType, ContextType>;
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

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SameWalletResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SameWallet'] = ResolversParentTypes['SameWallet']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InvalidAmount' | 'SetCreditLinePayload' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  balanceChanged?: SubscriptionResolver<ResolversTypes['BalanceChange'], "balanceChanged", ParentType, ContextType, RequireFields<SubscriptionBalanceChangedArgs, 'walletId'>>;
  transactionChanged?: SubscriptionResolver<ResolversTypes['Transaction'], "transactionChanged", ParentType, ContextType, RequireFields<SubscriptionTransactionChangedArgs, 'id'>>;
  walletChanges?: SubscriptionResolver<ReadonlyArray<ResolversTypes['WalletChange']>, "walletChanges", ParentType, ContextType, Partial<SubscriptionWalletChangesArgs>>;
};

export type SystemAccountBalanceResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SystemAccountBalance'] = ResolversParentTypes['SystemAccountBalance']> = {
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['SystemAccount'], ParentType, ContextType>;
};

export type TransactionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Transaction'] = ResolversParentTypes['Transaction']> = {
  __resolveType: TypeResolveFn<'Adjustment' | 'Bonus' | 'Commission' | 'CreditDraw' | 'CreditRepayment' | 'Deposit' | 'Earning' | 'Exchange' | 'Purchase' | 'Refund' | 'Reversal' | 'Transfer' | 'Withdrawal', ParentType, ContextType>;
};

export type TransactionConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionConnection'] = ResolversParentTypes['TransactionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TransactionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TransactionEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionEdge'] = ResolversParentTypes['TransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'AdjustBalancePayload' | 'ApproveWithdrawalPayload' | 'CancelWithdrawalPayload' | 'ClaimDailyBonusPayload' | 'CompletePurchasePayload' | 'ConfirmDepositPayload' | 'DepositPayload' | 'DrawCreditPayload' | 'EarningPayload' | 'ExchangePayload' | 'FailDepositPayload' | 'FailPurchasePayload' | 'InitiateDepositPayload' | 'PayReferralCommissionPayload' | 'PurchasePayload' | 'RefundPurchasePayload' | 'RejectWithdrawalPayload' | 'RepayCreditPayload' | 'RequestWithdrawalPayload' | 'ReverseTransactionPayload' | 'TransferPayload', ParentType, ContextType>;
};

export type TransferResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Transfer'] = ResolversParentTypes['Transfer']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  transaction?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransferResult'] = ResolversParentTypes['TransferResult']> = {
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'SameWallet' | 'TransferPayload' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotFound', ParentType, ContextType>;
};

export type TreasuryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Treasury'] = ResolversParentTypes['Treasury']> = {
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  memberTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  sumOfAllAccounts?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  systemAccounts?: Resolver<ReadonlyArray<ResolversTypes['SystemAccountBalance']>, ParentType, ContextType>;
};

export type UnfreezeWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UnfreezeWalletResult'] = ResolversParentTypes['UnfreezeWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
};

export type UnknownCurrencyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UnknownCurrency'] = ResolversParentTypes['UnknownCurrency']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'AlreadyClaimed' | 'AlreadyPaid' | 'AmountExceedsRemaining' | 'AmountTooLarge' | 'CreditLimitExceeded' | 'CreditNotApproved' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'InvalidTransition' | 'QuoteExpired' | 'QuoteNotFound' | 'QuoteUsed' | 'SameWallet' | 'SelfApproval' | 'TransactionNotFound' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotEmpty' | 'WalletNotFound', ParentType, ContextType>;
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
  entries?: Resolver<ResolversTypes['EntryConnection'], ParentType, ContextType, Partial<WalletEntriesArgs>>;
  explain?: Resolver<ResolversTypes['BalanceExplanation'], ParentType, ContextType, Partial<WalletExplainArgs>>;
  history?: Resolver<ResolversTypes['HistoryConnection'], ParentType, ContextType, Partial<WalletHistoryArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ownerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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

export type WithdrawalResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Withdrawal'] = ResolversParentTypes['Withdrawal']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  destination?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Entry']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TransactionKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TransactionStatus'], ParentType, ContextType>;
  statusChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statusChangedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphQLContext> = {
  AdjustBalancePayload?: AdjustBalancePayloadResolvers<ContextType>;
  AdjustBalanceResult?: AdjustBalanceResultResolvers<ContextType>;
  Adjustment?: AdjustmentResolvers<ContextType>;
  AlreadyClaimed?: AlreadyClaimedResolvers<ContextType>;
  AlreadyPaid?: AlreadyPaidResolvers<ContextType>;
  AmountExceedsRemaining?: AmountExceedsRemainingResolvers<ContextType>;
  AmountTooLarge?: AmountTooLargeResolvers<ContextType>;
  ApproveWithdrawalPayload?: ApproveWithdrawalPayloadResolvers<ContextType>;
  ApproveWithdrawalResult?: ApproveWithdrawalResultResolvers<ContextType>;
  Balance?: BalanceResolvers<ContextType>;
  BalanceChange?: BalanceChangeResolvers<ContextType>;
  BalanceExplanation?: BalanceExplanationResolvers<ContextType>;
  BalanceFigures?: BalanceFiguresResolvers<ContextType>;
  BalancePart?: BalancePartResolvers<ContextType>;
  Bonus?: BonusResolvers<ContextType>;
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
  CreditDraw?: CreditDrawResolvers<ContextType>;
  CreditLimitExceeded?: CreditLimitExceededResolvers<ContextType>;
  CreditLine?: CreditLineResolvers<ContextType>;
  CreditNotApproved?: CreditNotApprovedResolvers<ContextType>;
  CreditRepayment?: CreditRepaymentResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  CurrencyMismatch?: CurrencyMismatchResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Deposit?: DepositResolvers<ContextType>;
  DepositPayload?: DepositPayloadResolvers<ContextType>;
  DepositResult?: DepositResultResolvers<ContextType>;
  DistributeEarningsPayload?: DistributeEarningsPayloadResolvers<ContextType>;
  DistributeEarningsResult?: DistributeEarningsResultResolvers<ContextType>;
  DrawCreditPayload?: DrawCreditPayloadResolvers<ContextType>;
  DrawCreditResult?: DrawCreditResultResolvers<ContextType>;
  Earning?: EarningResolvers<ContextType>;
  EarningPayload?: EarningPayloadResolvers<ContextType>;
  Entry?: EntryResolvers<ContextType>;
  EntryConnection?: EntryConnectionResolvers<ContextType>;
  EntryEdge?: EntryEdgeResolvers<ContextType>;
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
  Money?: MoneyResolvers<ContextType>;
  Monitoring?: MonitoringResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OpenWalletPayload?: OpenWalletPayloadResolvers<ContextType>;
  OpenWalletResult?: OpenWalletResultResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PayReferralCommissionPayload?: PayReferralCommissionPayloadResolvers<ContextType>;
  PayReferralCommissionResult?: PayReferralCommissionResultResolvers<ContextType>;
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
  Refund?: RefundResolvers<ContextType>;
  RefundPurchasePayload?: RefundPurchasePayloadResolvers<ContextType>;
  RefundPurchaseResult?: RefundPurchaseResultResolvers<ContextType>;
  RefusedEarning?: RefusedEarningResolvers<ContextType>;
  RefusedTransfer?: RefusedTransferResolvers<ContextType>;
  RejectWithdrawalPayload?: RejectWithdrawalPayloadResolvers<ContextType>;
  RejectWithdrawalResult?: RejectWithdrawalResultResolvers<ContextType>;
  RepayCreditPayload?: RepayCreditPayloadResolvers<ContextType>;
  RepayCreditResult?: RepayCreditResultResolvers<ContextType>;
  RequestWithdrawalPayload?: RequestWithdrawalPayloadResolvers<ContextType>;
  RequestWithdrawalResult?: RequestWithdrawalResultResolvers<ContextType>;
  Reversal?: ReversalResolvers<ContextType>;
  ReverseTransactionPayload?: ReverseTransactionPayloadResolvers<ContextType>;
  ReverseTransactionResult?: ReverseTransactionResultResolvers<ContextType>;
  RevokeTokensPayload?: RevokeTokensPayloadResolvers<ContextType>;
  RevokeTokensResult?: RevokeTokensResultResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  SameWallet?: SameWalletResolvers<ContextType>;
  SelfApproval?: SelfApprovalResolvers<ContextType>;
  SetCreditLinePayload?: SetCreditLinePayloadResolvers<ContextType>;
  SetCreditLineResult?: SetCreditLineResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SystemAccountBalance?: SystemAccountBalanceResolvers<ContextType>;
  Transaction?: TransactionResolvers<ContextType>;
  TransactionConnection?: TransactionConnectionResolvers<ContextType>;
  TransactionEdge?: TransactionEdgeResolvers<ContextType>;
  TransactionNotFound?: TransactionNotFoundResolvers<ContextType>;
  TransactionOutcomes?: TransactionOutcomesResolvers<ContextType>;
  TransactionPayload?: TransactionPayloadResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  TransferManyPayload?: TransferManyPayloadResolvers<ContextType>;
  TransferManyResult?: TransferManyResultResolvers<ContextType>;
  TransferPayload?: TransferPayloadResolvers<ContextType>;
  TransferResult?: TransferResultResolvers<ContextType>;
  Treasury?: TreasuryResolvers<ContextType>;
  UnfreezeWalletResult?: UnfreezeWalletResultResolvers<ContextType>;
  UnknownCurrency?: UnknownCurrencyResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Wallet?: WalletResolvers<ContextType>;
  WalletChange?: WalletChangeResolvers<ContextType>;
  WalletConnection?: WalletConnectionResolvers<ContextType>;
  WalletEdge?: WalletEdgeResolvers<ContextType>;
  WalletNotActive?: WalletNotActiveResolvers<ContextType>;
  WalletNotEmpty?: WalletNotEmptyResolvers<ContextType>;
  WalletNotFound?: WalletNotFoundResolvers<ContextType>;
  WalletPayload?: WalletPayloadResolvers<ContextType>;
  Withdrawal?: WithdrawalResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GraphQLContext> = {
  may?: MayDirectiveResolver<any, any, ContextType>;
};
