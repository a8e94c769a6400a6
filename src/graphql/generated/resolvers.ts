import type { Decimal } from '../../money/decimal.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Viewer as ViewerModel } from '../../auth/viewer.js';
import type { Wallet as WalletModel, Transaction as TransactionModel, EntryOfTransaction, Balance as BalanceModel, MoneyAmount, Treasury as TreasuryModel, Refusal } from '../../ledger/index.js';
import type { HouseBalance, WalletAnswer, TransactionAnswer } from '../answers.js';
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
   * An amount as a decimal string. Out: exactly as many digits after the point as the currency has
   * ("104.00", JPY "104"), with a minus in front where it is negative. In: ASCII digits with at most one
   * point between digits, at most as many after the point as the currency has; no sign, exponent, grouping
   * or blanks, and never a JSON number.
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
  /** When it was completed; null until then. */
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

/** The amount, or a balance that would follow, has more digits than the book holds (38). */
export type AmountTooLarge = UserError & {
  /** Always AMOUNT_TOO_LARGE. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

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

/** The amount's currency is not the wallet's, or the two wallets' currencies differ. */
export type CurrencyMismatch = UserError & {
  /** Always CURRENCY_MISMATCH. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** Money that came in from outside. */
export type Deposit = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null until then. */
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
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that it came into. Null where the viewer may not see it. */
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

/** One line of an account: written once, never changed. */
export type Entry = Node & {
  /** Which account it is on. */
  readonly account: AccountKind;
  /** What it added to the account; negative where it took away. */
  readonly amount: Money;
  /** The account's balance right after it. */
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

/** The caller has used this idempotency key for another input: a new intent needs a new key. */
export type IdempotencyConflict = UserError & {
  /** Always IDEMPOTENCY_CONFLICT. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
};

/** The wallet does not have that much available. */
export type InsufficientFunds = UserError & {
  /** What the wallet has available, read under the lock that refused: the number that `Balance.available` shows. */
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

/** The amount is zero, or has more digits after the point than its currency. */
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

/** A sum of money to move: more than zero. */
export type MoneyInput = {
  /** In units of the currency, with at most its digits after the point ("12.5", "12.50"). */
  readonly amount: Scalars['Decimal']['input'];
  /** The currency, which must be the wallet's. */
  readonly currency: Scalars['CurrencyCode']['input'];
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
  /** Closes an empty wallet for good. */
  readonly closeWallet?: Maybe<CloseWalletResult>;
  /** Pays money from outside into a wallet, completed at once. */
  readonly deposit?: Maybe<DepositResult>;
  /** Stops a wallet from paying. It can still receive. */
  readonly freezeWallet?: Maybe<FreezeWalletResult>;
  /** Opens a wallet. An owner has one for each currency: opening it again returns the one that is there. */
  readonly openWallet?: Maybe<OpenWalletResult>;
  /** Takes a completed transaction back, once, by a new transaction with the opposite entries. */
  readonly reverseTransaction?: Maybe<ReverseTransactionResult>;
  /** Moves money from one wallet to another in the same currency, completed at once. */
  readonly transfer?: Maybe<TransferResult>;
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
export type MutationUnfreezeWalletArgs = {
  input: UnfreezeWalletInput;
};

/** Whatever has an id of its own, readable again through `Query.node`. */
export type Node = {
  /** Opaque, prefixed by type (`wal_…`, `txn_…`, `ent_…`), the same for ever. */
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

/**
 * What can be read. All numbers in one response are of one moment. Somebody else's wallet and a missing
 * one look alike.
 */
export type Query = {
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

/** Why the business refuses. */
export type RefusalCode =
  /** The amount, or a balance that would follow, has more digits than the book holds (38). */
  | 'AMOUNT_TOO_LARGE'
  /** The amount's currency is not the wallet's, or the two wallets' currencies differ. */
  | 'CURRENCY_MISMATCH'
  /** The caller has used this key for another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The wallet does not have that much available. */
  | 'INSUFFICIENT_FUNDS'
  /** The amount is zero, or has more digits after the point than its currency. */
  | 'INVALID_AMOUNT'
  /** Its status does not allow this any more. */
  | 'INVALID_TRANSITION'
  /** From and to are one wallet. */
  | 'SAME_WALLET'
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

/** The opposite of another transaction, which stays as it was. */
export type Reversal = Node & Transaction & {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null until then. */
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

/** What a token says that its bearer is. A viewer can have several roles, and may what any of them may. */
export type Role =
  /** Staff in charge: all that a cashier may, and adjusts, reverses, closes, and sees the treasury. */
  | 'ADMIN'
  /** Reads everything, changes nothing. */
  | 'AUDITOR'
  /** Staff at the counter: sees all wallets, opens them, pays in, freezes and unfreezes. */
  | 'CASHIER'
  /** An owner of wallets: sees and uses their own, and nobody else's. */
  | 'MEMBER'
  /** Another program: what a member may, on any wallet, and pays in. */
  | 'SERVICE';

/** From and to are one wallet. */
export type SameWallet = UserError & {
  /** Always SAME_WALLET. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
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
  /** Its balance: negative where more came out of it than went in. */
  readonly balance: Money;
  /** Which account. */
  readonly name: SystemAccount;
};

/** What somebody did, of whatever kind. Seen by whoever may see a wallet that it is about. */
export type Transaction = {
  /** How much it is about, always more than zero; the entries carry the signs. */
  readonly amount: Money;
  /** When it was completed; null until then. */
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
  /** Why it has the status that it has; null where nobody gave a reason. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
  /** The wallet that it is about; of a transfer, the one that pays. Null where the viewer may not see it. */
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
  /** Money came in from outside. */
  | 'DEPOSIT'
  /** Another transaction was taken back. */
  | 'REVERSAL'
  /** Money went from one wallet to another. */
  | 'TRANSFER';

/** There is no such transaction that the caller may act on. */
export type TransactionNotFound = UserError & {
  /** Always TRANSACTION_NOT_FOUND. */
  readonly code: RefusalCode;
  /** What is wrong and what would be right, in English. */
  readonly message: Scalars['String']['output'];
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
  /** Its owner took it back before it was decided. */
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
  /** When it was completed; null until then. */
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
  /** The currency of everything in it. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** What happened on its accounts, the newest first, each with the account's running balance. */
  readonly entries: EntryConnection;
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
export type WalletTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TransactionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
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
    | ( TransactionAnswer )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
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
    | ( WalletAnswer )
  ;
  DepositResult:
    | ( Refusal )
    | ( Refusal )
    | ( TransactionAnswer )
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
    | ( WalletAnswer )
  ;
  OpenWalletResult:
    | ( Refusal )
    | ( WalletAnswer )
    | ( Refusal )
  ;
  ReverseTransactionResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionAnswer )
    | ( Refusal )
    | ( Refusal )
  ;
  TransferResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( TransactionAnswer )
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
  ;
  UnfreezeWalletResult:
    | ( Refusal )
    | ( Refusal )
    | ( Refusal )
    | ( WalletAnswer )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( TransactionModel )
    | ( TransactionModel )
    | ( EntryOfTransaction )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( WalletModel )
  ;
  Transaction:
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
    | ( TransactionModel )
  ;
  TransactionPayload:
    | ( TransactionAnswer )
    | ( TransactionAnswer )
    | ( TransactionAnswer )
    | ( TransactionAnswer )
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
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountKind: AccountKind;
  AdjustBalanceInput: AdjustBalanceInput;
  AdjustBalancePayload: ResolverTypeWrapper<TransactionAnswer>;
  AdjustBalanceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AdjustBalanceResult']>;
  Adjustment: ResolverTypeWrapper<TransactionModel>;
  AdjustmentDirection: AdjustmentDirection;
  AmountTooLarge: ResolverTypeWrapper<Refusal>;
  Balance: ResolverTypeWrapper<BalanceModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CloseWalletInput: CloseWalletInput;
  CloseWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CloseWalletResult']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CurrencyMismatch: ResolverTypeWrapper<Refusal>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Deposit: ResolverTypeWrapper<TransactionModel>;
  DepositInput: DepositInput;
  DepositPayload: ResolverTypeWrapper<TransactionAnswer>;
  DepositResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DepositResult']>;
  Entry: ResolverTypeWrapper<EntryOfTransaction>;
  EntryConnection: ResolverTypeWrapper<Omit<EntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['EntryEdge']> }>;
  EntryEdge: ResolverTypeWrapper<Omit<EntryEdge, 'node'> & { node: ResolversTypes['Entry'] }>;
  EntryPhase: EntryPhase;
  FreezeWalletInput: FreezeWalletInput;
  FreezeWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FreezeWalletResult']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdempotencyConflict: ResolverTypeWrapper<Refusal>;
  IdempotencyKey: ResolverTypeWrapper<Scalars['IdempotencyKey']['output']>;
  InsufficientFunds: ResolverTypeWrapper<Refusal>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IntegrityFinding: ResolverTypeWrapper<IntegrityFinding>;
  IntegrityReport: ResolverTypeWrapper<IntegrityReport>;
  InvalidAmount: ResolverTypeWrapper<Refusal>;
  InvalidTransition: ResolverTypeWrapper<Refusal>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Money: ResolverTypeWrapper<MoneyAmount>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OpenWalletInput: OpenWalletInput;
  OpenWalletPayload: ResolverTypeWrapper<WalletAnswer>;
  OpenWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OpenWalletResult']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefusalCode: RefusalCode;
  Reversal: ResolverTypeWrapper<TransactionModel>;
  ReverseTransactionInput: ReverseTransactionInput;
  ReverseTransactionPayload: ResolverTypeWrapper<TransactionAnswer>;
  ReverseTransactionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReverseTransactionResult']>;
  Role: Role;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SameWallet: ResolverTypeWrapper<Refusal>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SystemAccount: SystemAccount;
  SystemAccountBalance: ResolverTypeWrapper<HouseBalance>;
  Transaction: ResolverTypeWrapper<TransactionModel>;
  TransactionConnection: ResolverTypeWrapper<Omit<TransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['TransactionEdge']> }>;
  TransactionEdge: ResolverTypeWrapper<Omit<TransactionEdge, 'node'> & { node: ResolversTypes['Transaction'] }>;
  TransactionFilter: TransactionFilter;
  TransactionKind: TransactionKind;
  TransactionNotFound: ResolverTypeWrapper<Refusal>;
  TransactionPayload: ResolverTypeWrapper<TransactionAnswer>;
  TransactionSearch: TransactionSearch;
  TransactionStatus: TransactionStatus;
  Transfer: ResolverTypeWrapper<TransactionModel>;
  TransferInput: TransferInput;
  TransferPayload: ResolverTypeWrapper<TransactionAnswer>;
  TransferResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TransferResult']>;
  Treasury: ResolverTypeWrapper<TreasuryModel>;
  UnfreezeWalletInput: UnfreezeWalletInput;
  UnfreezeWalletResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnfreezeWalletResult']>;
  UnknownCurrency: ResolverTypeWrapper<Refusal>;
  UserError: ResolverTypeWrapper<Refusal>;
  Viewer: ResolverTypeWrapper<ViewerModel>;
  Wallet: ResolverTypeWrapper<WalletModel>;
  WalletConnection: ResolverTypeWrapper<Omit<WalletConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['WalletEdge']> }>;
  WalletEdge: ResolverTypeWrapper<Omit<WalletEdge, 'node'> & { node: ResolversTypes['Wallet'] }>;
  WalletFilter: WalletFilter;
  WalletNotActive: ResolverTypeWrapper<Refusal>;
  WalletNotEmpty: ResolverTypeWrapper<Refusal>;
  WalletNotFound: ResolverTypeWrapper<Refusal>;
  WalletPayload: ResolverTypeWrapper<WalletAnswer>;
  WalletStatus: WalletStatus;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdjustBalanceInput: AdjustBalanceInput;
  AdjustBalancePayload: TransactionAnswer;
  AdjustBalanceResult: ResolversUnionTypes<ResolversParentTypes>['AdjustBalanceResult'];
  Adjustment: TransactionModel;
  AmountTooLarge: Refusal;
  Balance: BalanceModel;
  Boolean: Scalars['Boolean']['output'];
  CloseWalletInput: CloseWalletInput;
  CloseWalletResult: ResolversUnionTypes<ResolversParentTypes>['CloseWalletResult'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CurrencyMismatch: Refusal;
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Deposit: TransactionModel;
  DepositInput: DepositInput;
  DepositPayload: TransactionAnswer;
  DepositResult: ResolversUnionTypes<ResolversParentTypes>['DepositResult'];
  Entry: EntryOfTransaction;
  EntryConnection: Omit<EntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['EntryEdge']> };
  EntryEdge: Omit<EntryEdge, 'node'> & { node: ResolversParentTypes['Entry'] };
  FreezeWalletInput: FreezeWalletInput;
  FreezeWalletResult: ResolversUnionTypes<ResolversParentTypes>['FreezeWalletResult'];
  ID: Scalars['ID']['output'];
  IdempotencyConflict: Refusal;
  IdempotencyKey: Scalars['IdempotencyKey']['output'];
  InsufficientFunds: Refusal;
  Int: Scalars['Int']['output'];
  IntegrityFinding: IntegrityFinding;
  IntegrityReport: IntegrityReport;
  InvalidAmount: Refusal;
  InvalidTransition: Refusal;
  JSONObject: Scalars['JSONObject']['output'];
  Money: MoneyAmount;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OpenWalletInput: OpenWalletInput;
  OpenWalletPayload: WalletAnswer;
  OpenWalletResult: ResolversUnionTypes<ResolversParentTypes>['OpenWalletResult'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Reversal: TransactionModel;
  ReverseTransactionInput: ReverseTransactionInput;
  ReverseTransactionPayload: TransactionAnswer;
  ReverseTransactionResult: ResolversUnionTypes<ResolversParentTypes>['ReverseTransactionResult'];
  SafeInt: Scalars['SafeInt']['output'];
  SameWallet: Refusal;
  String: Scalars['String']['output'];
  SystemAccountBalance: HouseBalance;
  Transaction: TransactionModel;
  TransactionConnection: Omit<TransactionConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['TransactionEdge']> };
  TransactionEdge: Omit<TransactionEdge, 'node'> & { node: ResolversParentTypes['Transaction'] };
  TransactionFilter: TransactionFilter;
  TransactionNotFound: Refusal;
  TransactionPayload: TransactionAnswer;
  TransactionSearch: TransactionSearch;
  Transfer: TransactionModel;
  TransferInput: TransferInput;
  TransferPayload: TransactionAnswer;
  TransferResult: ResolversUnionTypes<ResolversParentTypes>['TransferResult'];
  Treasury: TreasuryModel;
  UnfreezeWalletInput: UnfreezeWalletInput;
  UnfreezeWalletResult: ResolversUnionTypes<ResolversParentTypes>['UnfreezeWalletResult'];
  UnknownCurrency: Refusal;
  UserError: Refusal;
  Viewer: ViewerModel;
  Wallet: WalletModel;
  WalletConnection: Omit<WalletConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['WalletEdge']> };
  WalletEdge: Omit<WalletEdge, 'node'> & { node: ResolversParentTypes['Wallet'] };
  WalletFilter: WalletFilter;
  WalletNotActive: Refusal;
  WalletNotEmpty: Refusal;
  WalletNotFound: Refusal;
  WalletPayload: WalletAnswer;
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
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AmountTooLargeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AmountTooLarge'] = ResolversParentTypes['AmountTooLarge']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type CloseWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CloseWalletResult'] = ResolversParentTypes['CloseWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'WalletNotEmpty' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
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

export type FreezeWalletResultResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['FreezeWalletResult'] = ResolversParentTypes['FreezeWalletResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidTransition' | 'WalletNotFound' | 'WalletPayload', ParentType, ContextType>;
};

export type IdempotencyConflictResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['IdempotencyConflict'] = ResolversParentTypes['IdempotencyConflict']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface IdempotencyKeyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IdempotencyKey'], any> {
  name: 'IdempotencyKey';
}

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

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  adjustBalance?: Resolver<Maybe<ResolversTypes['AdjustBalanceResult']>, ParentType, ContextType, RequireFields<MutationAdjustBalanceArgs, 'input'>>;
  closeWallet?: Resolver<Maybe<ResolversTypes['CloseWalletResult']>, ParentType, ContextType, RequireFields<MutationCloseWalletArgs, 'input'>>;
  deposit?: Resolver<Maybe<ResolversTypes['DepositResult']>, ParentType, ContextType, RequireFields<MutationDepositArgs, 'input'>>;
  freezeWallet?: Resolver<Maybe<ResolversTypes['FreezeWalletResult']>, ParentType, ContextType, RequireFields<MutationFreezeWalletArgs, 'input'>>;
  openWallet?: Resolver<Maybe<ResolversTypes['OpenWalletResult']>, ParentType, ContextType, RequireFields<MutationOpenWalletArgs, 'input'>>;
  reverseTransaction?: Resolver<Maybe<ResolversTypes['ReverseTransactionResult']>, ParentType, ContextType, RequireFields<MutationReverseTransactionArgs, 'input'>>;
  transfer?: Resolver<Maybe<ResolversTypes['TransferResult']>, ParentType, ContextType, RequireFields<MutationTransferArgs, 'input'>>;
  unfreezeWallet?: Resolver<Maybe<ResolversTypes['UnfreezeWalletResult']>, ParentType, ContextType, RequireFields<MutationUnfreezeWalletArgs, 'input'>>;
  verifyIntegrity?: Resolver<Maybe<ResolversTypes['IntegrityReport']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Adjustment' | 'Deposit' | 'Entry' | 'Reversal' | 'Transfer' | 'Wallet', ParentType, ContextType>;
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

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  transaction?: Resolver<Maybe<ResolversTypes['Transaction']>, ParentType, ContextType, RequireFields<QueryTransactionArgs, 'id'>>;
  transactions?: Resolver<ResolversTypes['TransactionConnection'], ParentType, ContextType, Partial<QueryTransactionsArgs>>;
  treasury?: Resolver<Maybe<ResolversTypes['Treasury']>, ParentType, ContextType, RequireFields<QueryTreasuryArgs, 'currency'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType, RequireFields<QueryWalletArgs, 'id'>>;
  wallets?: Resolver<ResolversTypes['WalletConnection'], ParentType, ContextType, Partial<QueryWalletsArgs>>;
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

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SameWalletResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SameWallet'] = ResolversParentTypes['SameWallet']> = {
  code?: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SystemAccountBalanceResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SystemAccountBalance'] = ResolversParentTypes['SystemAccountBalance']> = {
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['SystemAccount'], ParentType, ContextType>;
};

export type TransactionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Transaction'] = ResolversParentTypes['Transaction']> = {
  __resolveType: TypeResolveFn<'Adjustment' | 'Deposit' | 'Reversal' | 'Transfer', ParentType, ContextType>;
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

export type TransactionPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TransactionPayload'] = ResolversParentTypes['TransactionPayload']> = {
  __resolveType: TypeResolveFn<'AdjustBalancePayload' | 'DepositPayload' | 'ReverseTransactionPayload' | 'TransferPayload', ParentType, ContextType>;
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
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  toWallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'AmountTooLarge' | 'CurrencyMismatch' | 'IdempotencyConflict' | 'InsufficientFunds' | 'InvalidAmount' | 'InvalidTransition' | 'SameWallet' | 'TransactionNotFound' | 'UnknownCurrency' | 'WalletNotActive' | 'WalletNotEmpty' | 'WalletNotFound', ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  wallets?: Resolver<ReadonlyArray<ResolversTypes['Wallet']>, ParentType, ContextType>;
};

export type WalletResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Wallet'] = ResolversParentTypes['Wallet']> = {
  balance?: Resolver<ResolversTypes['Balance'], ParentType, ContextType, Partial<WalletBalanceArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['EntryConnection'], ParentType, ContextType, Partial<WalletEntriesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ownerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WalletStatus'], ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transactions?: Resolver<ResolversTypes['TransactionConnection'], ParentType, ContextType, Partial<WalletTransactionsArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type Resolvers<ContextType = GraphQLContext> = {
  AdjustBalancePayload?: AdjustBalancePayloadResolvers<ContextType>;
  AdjustBalanceResult?: AdjustBalanceResultResolvers<ContextType>;
  Adjustment?: AdjustmentResolvers<ContextType>;
  AmountTooLarge?: AmountTooLargeResolvers<ContextType>;
  Balance?: BalanceResolvers<ContextType>;
  CloseWalletResult?: CloseWalletResultResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  CurrencyMismatch?: CurrencyMismatchResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Deposit?: DepositResolvers<ContextType>;
  DepositPayload?: DepositPayloadResolvers<ContextType>;
  DepositResult?: DepositResultResolvers<ContextType>;
  Entry?: EntryResolvers<ContextType>;
  EntryConnection?: EntryConnectionResolvers<ContextType>;
  EntryEdge?: EntryEdgeResolvers<ContextType>;
  FreezeWalletResult?: FreezeWalletResultResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  IdempotencyKey?: GraphQLScalarType;
  InsufficientFunds?: InsufficientFundsResolvers<ContextType>;
  IntegrityFinding?: IntegrityFindingResolvers<ContextType>;
  IntegrityReport?: IntegrityReportResolvers<ContextType>;
  InvalidAmount?: InvalidAmountResolvers<ContextType>;
  InvalidTransition?: InvalidTransitionResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OpenWalletPayload?: OpenWalletPayloadResolvers<ContextType>;
  OpenWalletResult?: OpenWalletResultResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Reversal?: ReversalResolvers<ContextType>;
  ReverseTransactionPayload?: ReverseTransactionPayloadResolvers<ContextType>;
  ReverseTransactionResult?: ReverseTransactionResultResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  SameWallet?: SameWalletResolvers<ContextType>;
  SystemAccountBalance?: SystemAccountBalanceResolvers<ContextType>;
  Transaction?: TransactionResolvers<ContextType>;
  TransactionConnection?: TransactionConnectionResolvers<ContextType>;
  TransactionEdge?: TransactionEdgeResolvers<ContextType>;
  TransactionNotFound?: TransactionNotFoundResolvers<ContextType>;
  TransactionPayload?: TransactionPayloadResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  TransferPayload?: TransferPayloadResolvers<ContextType>;
  TransferResult?: TransferResultResolvers<ContextType>;
  Treasury?: TreasuryResolvers<ContextType>;
  UnfreezeWalletResult?: UnfreezeWalletResultResolvers<ContextType>;
  UnknownCurrency?: UnknownCurrencyResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Wallet?: WalletResolvers<ContextType>;
  WalletConnection?: WalletConnectionResolvers<ContextType>;
  WalletEdge?: WalletEdgeResolvers<ContextType>;
  WalletNotActive?: WalletNotActiveResolvers<ContextType>;
  WalletNotEmpty?: WalletNotEmptyResolvers<ContextType>;
  WalletNotFound?: WalletNotFoundResolvers<ContextType>;
  WalletPayload?: WalletPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GraphQLContext> = {
  may?: MayDirectiveResolver<any, any, ContextType>;
};
