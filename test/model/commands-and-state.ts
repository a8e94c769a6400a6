/*
 * The words of the model: commands and their amounts, the state, and what a rule returns.
 */

export interface Line extends MoneyText {
  readonly walletId: string;
}

export interface TransferLine extends MoneyText {
  readonly fromWalletId: string;
  readonly toWalletId: string;
}

/** A wallet, or a system account by its name. Either may not exist. */
export type Receiver = { readonly walletId: string } | { readonly systemAccount: string };

/** A part of an amount that goes to a receiver of its own. */
export interface SplitLine extends MoneyText {
  readonly to: Receiver;
  readonly label: string;
}

export interface Dividing {
  readonly splits?: readonly SplitLine[];
}

/** An amount that goes into or out of a wallet's cash or a system account. */
export interface Leg extends MoneyText {
  readonly account: Receiver;
  readonly direction: 'CREDIT' | 'DEBIT';
}

/** What may say when it took effect: a moment in milliseconds. Absent: as the book learns of it. */
export interface Dated {
  readonly effectiveAt?: number;
}

interface AboutWallet {
  readonly walletId: string;
}

interface AboutTransaction {
  readonly transactionId: string;
}

interface Holding extends Line, Dividing {
  readonly expiresInSeconds?: number;
}

interface OnlyIfPending {
  readonly onlyIfPending?: boolean;
}

/** The inputs of commands, by the name of the movement. */
interface SimpleInputs {
  openWallet: { readonly ownerId: string; readonly currency: string; readonly name: string };
  freezeWallet: AboutWallet;
  unfreezeWallet: AboutWallet;
  closeWallet: AboutWallet;
  deposit: Line & Dividing & Dated;
  initiateDeposit: Line;
  confirmDeposit: AboutTransaction;
  failDeposit: AboutTransaction & OnlyIfPending;
  requestWithdrawal: Holding;
  approveWithdrawal: AboutTransaction;
  rejectWithdrawal: AboutTransaction;
  cancelWithdrawal: AboutTransaction;
  purchase: Holding;
  /** `money` is the amount to capture; absent: all of it. */
  completePurchase: AboutTransaction & { readonly money?: MoneyText };
  failPurchase: AboutTransaction & OnlyIfPending;
  cancelPurchase: AboutTransaction;
  refundPurchase: AboutTransaction & MoneyText;
  expireHold: AboutTransaction;
  claimDailyBonus: AboutWallet;
  payReferralCommission: AboutWallet & {
    readonly sourceTransactionId: string;
    readonly rateBps: number;
  };
  setCreditLine: Line & { readonly approved: boolean };
  drawCredit: Line;
  repayCredit: Line;
  quoteExchange: TransferLine & { readonly rate: string; readonly expiresInSeconds: number };
  exchange: { readonly quoteId: string };
  transfer: TransferLine & Dividing;
  adjustBalance: Line & Dated & { readonly direction: 'CREDIT' | 'DEBIT' };
  proposeRepair: Line & { readonly direction: 'CREDIT' | 'DEBIT' };
  approveRepair: AboutTransaction;
  rejectRepair: AboutTransaction;
  reverseTransaction: AboutTransaction;
  createSystemAccount: { readonly name: string };
  /** Each wallet is in one leg at most, and so is each system account in a currency. */
  post: { readonly legs: readonly Leg[] };
}

/** Commands with several lines: each succeeds or is refused by itself, or all of them together. */
interface ManyInputs {
  distributeEarnings: { readonly lines: readonly Line[] };
  transferMany: { readonly inputs: readonly (TransferLine & Dividing)[]; readonly atomic: boolean };
}

/** One line of such a command. Earnings exist only as lines. */
interface LineInputs {
  transfer: TransferLine & Dividing;
  /** `of` is the currency of the whole command: that of the first line with a currency of the book. */
  earning: Line & { readonly of: string };
}

type Inputs = SimpleInputs & ManyInputs & Omit<LineInputs, 'transfer'>;

export type CommandOf<Name extends keyof Inputs> = { readonly do: Name } & Inputs[Name];

type OneOf<Names extends keyof Inputs> = { [Name in Names]: CommandOf<Name> }[Names];

export type SimpleCommand = OneOf<keyof SimpleInputs>;
export type ManyCommand = OneOf<keyof ManyInputs>;
export type LineCommand = OneOf<keyof LineInputs>;
export type Command = SimpleCommand | ManyCommand;

/** The lines of a command, in their order. */
export function linesOf(command: ManyCommand): LineCommand[] {
  if (command.do === 'transferMany')
    return command.inputs.map((input) => ({ do: 'transfer', ...input }));
  const of = command.lines.find(isKnown)?.currency ?? '';
  return command.lines.map((line) => ({ do: 'earning', of, ...line }));
}

export function isMany(command: Command): command is ManyCommand {
  return command.do === 'transferMany' || command.do === 'distributeEarnings';
}

/** The success of a command as tests name it. */
export function successOf(command: Command): 'done' | 'divided' {
  const { splits = [] } = command as Dividing;
  return splits.length > 0 ? 'divided' : 'done';
}

export interface ModelCaller {
  readonly id: string;
  readonly roles: readonly string[];
}

/** Whether the caller may use any wallet. Others may use only their own. */
function mayUseAnyWallet({ roles }: ModelCaller): boolean {
  return roles.includes('SERVICE') || roles.includes('ADMIN');
}

/** Money with its amount as text, as a client writes it. */
export interface MoneyText {
  readonly amount: string;
  readonly currency: string;
}

/** The currencies that the model uses, and how many digits each has. */
export const DIGITS: Readonly<Record<string, number>> = { USD: 2, JPY: 0, BHD: 3 };

/** 38 digits are the most that an account holds. */
const MOST = 10n ** 38n - 1n;

/** Whether the book has the currency. */
export const isKnown = ({ currency }: MoneyText): boolean => currency in DIGITS;

/** The refusal code of an amount for a wallet in this currency, or none. */
export function refuseAmount(
  { amount, currency }: MoneyText,
  walletCurrency: string,
  zero: 'refuse zero' | 'accept zero' = 'refuse zero',
): string[] {
  if (!(currency in DIGITS)) return ['UNKNOWN_CURRENCY'];
  if (currency !== walletCurrency) return ['CURRENCY_MISMATCH'];
  const [, fraction = ''] = amount.split('.');
  if (fraction.length > (DIGITS[currency] ?? 0)) return ['INVALID_AMOUNT'];
  return refuseMinorUnits(minorUnits(amount, currency), zero);
}

export function refuseMinorUnits(
  minor: bigint,
  zero: 'refuse zero' | 'accept zero' = 'refuse zero',
): string[] {
  if (minor === 0n && zero === 'refuse zero') return ['INVALID_AMOUNT'];
  return minor > MOST ? ['AMOUNT_TOO_LARGE'] : [];
}

export function minorUnits(amount: string, currency: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(DIGITS[currency] ?? 0, '0'));
}

/** Minor units as a client writes them. */
export function amountText(minor: bigint, currency: string): string {
  const digits = DIGITS[currency] ?? 0;
  const text = minor.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** floor(minor units × rate), in the minor units of the other currency. */
export function convert(minor: bigint, from: string, to: string, rate: string): bigint {
  const [whole = '', fraction = ''] = rate.split('.');
  const signal = 10n ** BigInt(fraction.length + (DIGITS[from] ?? 0));
  return (minor * BigInt(whole + fraction) * 10n ** BigInt(DIGITS[to] ?? 0)) / signal;
}

export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const atLeastZero = (a: bigint): bigint => (a < 0n ? 0n : a);

/*
 * The state of the model: plain rows, so that it can be copied. It has no accounts and no entries: a figure of
 * a wallet is a number.
 */

/** Minor units. `cash` and `credit` exclude what is held; `owed` is not negative. */
interface Figures {
  cash: bigint;
  held: bigint;
  credit: bigint;
  heldCredit: bigint;
  owed: bigint;
}

export interface ModelWallet extends Figures {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly currency: string;
  status: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  /** When the book opened it, in milliseconds, as the book says. */
  openedAt: number;
  /** The changes of its total, oldest first. */
  readonly lines: ModelLine[];
  /** The number of changes of a figure: the version of the balance. */
  changes: number;
  line: { approved: boolean; limit: bigint };
  /** The last bonus of each UTC day, by day. */
  readonly bonuses: Map<string, string>;
}

/** A change of the total of a wallet. */
export interface ModelLine {
  readonly transactionId: string;
  readonly amount: bigint;
  /** The total after it. */
  readonly balance: bigint;
  /** The moment that was sent for it, in milliseconds. */
  readonly effectiveAt: number | undefined;
}

/** All money of a wallet, held or not. */
export function totalOf({ cash, held, credit, heldCredit }: Figures): bigint {
  return cash + held + credit + heldCredit;
}

export type Kind =
  | 'DEPOSIT'
  | 'WITHDRAWAL'
  | 'PURCHASE'
  | 'REFUND'
  | 'TRANSFER'
  | 'EXCHANGE'
  | 'BONUS'
  | 'COMMISSION'
  | 'EARNING'
  | 'CREDIT_DRAW'
  | 'CREDIT_REPAYMENT'
  | 'ADJUSTMENT'
  | 'POSTING'
  | 'REVERSAL';

/** A change of a wallet's cash or of a system account, minor units. */
export type Effect =
  | readonly [walletId: string, change: bigint]
  | { readonly systemAccount: string; readonly currency: string; readonly change: bigint };

export interface ModelTransaction {
  readonly kind: Kind;
  /** null: a posting between system accounts. */
  readonly walletId: string | null;
  /** Its other wallets. */
  readonly others: readonly string[];
  readonly currency: string;
  readonly amount: bigint;
  readonly by: string;
  readonly effectiveAt: number | undefined;
  status: 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  reversed: boolean;
  readonly splits: readonly ModelSplit[];
  /** What the receivers of the splits have or will have of their parts, and last the one of the rest. */
  received: readonly bigint[];
  /** The changes of cash and of own system accounts that a reversal takes back. */
  effects: readonly Effect[];
  /** The amounts that a PENDING transaction holds. */
  readonly hold: { readonly cash: bigint; readonly credit: bigint };
  /** For a purchase: the amount captured, the cash in it, and the amount refunded. */
  captured: bigint;
  capturedCash: bigint;
  refunded: bigint;
  /** Expires so soon that the next command about it waits for the expiry. */
  readonly soon: boolean;
  /** The last commission on this transaction of each wallet, by wallet. */
  readonly commissions: Map<string, string>;
}

interface ModelSplit {
  readonly to: Receiver;
  readonly amount: bigint;
}

interface ModelQuote {
  readonly fromWalletId: string;
  readonly toWalletId: string;
  readonly fromAmount: bigint;
  readonly toAmount: bigint;
  readonly soon: boolean;
  used: boolean;
}

export interface ModelState {
  readonly wallets: Map<string, ModelWallet>;
  readonly transactions: Map<string, ModelTransaction>;
  readonly quotes: Map<string, ModelQuote>;
  /** The names of the operator's own system accounts. */
  readonly accounts: Set<string>;
  /**
   * The balances of system accounts, by name and currency: of own ones, and what postings moved on those that come with the
   * book. What other kinds move there follows from the wallets.
   */
  readonly system: Map<string, bigint>;
}

/** A hold or quote that expires within so many seconds is `soon`: the test waits for its expiry. */
export const SOON_SECONDS = 5;

export function emptyState(): ModelState {
  return {
    ...{ wallets: new Map(), transactions: new Map(), quotes: new Map() },
    ...{ accounts: new Set(), system: new Map() },
  };
}

export function newWallet(
  id: string,
  { ownerId, currency, name }: SimpleInputs['openWallet'],
): ModelWallet {
  return {
    ...{ id, ownerId, currency, name, status: 'ACTIVE', changes: 0 },
    ...{ openedAt: Date.now(), lines: [] },
    ...{ cash: 0n, held: 0n, credit: 0n, heldCredit: 0n, owed: 0n },
    line: { approved: false, limit: 0n },
    bonuses: new Map(),
  };
}

export function newTransaction(
  what: Pick<ModelTransaction, 'kind' | 'walletId' | 'currency' | 'amount' | 'by'> &
    Partial<ModelTransaction>,
): ModelTransaction {
  return {
    status: 'COMPLETED',
    effectiveAt: undefined,
    reversed: false,
    ...{ others: [], splits: [], received: [what.amount], effects: [] },
    hold: { cash: 0n, credit: 0n },
    ...{ captured: 0n, capturedCash: 0n, refunded: 0n, soon: false },
    commissions: new Map(),
    ...what,
  };
}

/** Adds to the figures of a wallet. Each figure that moves counts as one change. */
export function change(wallet: ModelWallet, by: Partial<Figures>): void {
  for (const [name, amount] of Object.entries(by) as [keyof Figures, bigint][]) {
    if (amount === 0n) continue;
    wallet[name] += amount;
    wallet.changes += 1;
    if (wallet[name] < 0n)
      throw new Error(`the model takes ${name} below zero: one of its rules is wrong`);
  }
}

/** Splits what is returned: credit returns as credit as far as it is still owed, the rest as cash. */
export function splitReturned(
  { owed, credit }: ModelWallet,
  back: { cash: bigint; credit: bigint },
): Pick<Figures, 'cash' | 'credit'> {
  const room = owed > credit ? owed - credit : 0n;
  const asCredit = back.credit < room ? back.credit : room;
  return { cash: back.cash + back.credit - asCredit, credit: asCredit };
}

/**
 * The expected outcome. With `refusals` the book must refuse with one of these codes: several rules may be
 * broken at once, and their order is open. Without, the command must succeed; `presentWalletId` is the wallet
 * that existed before.
 */
export interface Expected {
  readonly refusals: readonly string[];
  /** The figures of INSUFFICIENT_FUNDS: of one of these. */
  readonly shorts?: readonly Need[] | undefined;
  readonly presentWalletId?: string | undefined;
  /** Applies the command to the model, under the id that the book gave. */
  readonly then: (id: string) => void;
}

/** What a wallet must have to give. Minor units. */
export interface Need {
  readonly walletId: string;
  readonly available: bigint;
  readonly required: bigint;
}

const NOTHING = (): void => undefined;

export function succeed(then: Expected['then']): Expected {
  return { refusals: [], then };
}

export function refuse(...refusals: string[]): Expected {
  return { refusals, then: NOTHING };
}

export function alreadyOpen(walletId: string): Expected {
  return { refusals: [], presentWalletId: walletId, then: NOTHING };
}

/** Succeeds if each wallet has what it must give. */
export function succeedIfAffordable(
  needs: Need | readonly Need[],
  then: Expected['then'],
): Expected {
  const shorts = [needs].flat().filter(({ available, required }) => required > available);
  return shorts.length > 0 ? { ...refuse('INSUFFICIENT_FUNDS'), shorts } : succeed(then);
}

/** What a wallet must have in cash. */
export function needCash({ id, cash }: ModelWallet, required: bigint): Need {
  return { walletId: id, available: cash, required };
}

/** The first list that has codes. The order within one list is open. */
export function firstRefusal(...inOrder: (readonly string[])[]): Expected | undefined {
  const wrong = inOrder.find((codes) => codes.length > 0);
  return wrong && refuse(...wrong);
}

/** The wallet, if the caller may use it: a foreign wallet and a missing one look alike. */
export function walletFor(
  state: ModelState,
  id: string,
  by: ModelCaller | 'anyone',
): ModelWallet | undefined {
  const wallet = state.wallets.get(id);
  const may = wallet && (by === 'anyone' || mayUseAnyWallet(by) || by.id === wallet.ownerId);
  return may ? wallet : undefined;
}

export const refuseUnlessActive = ({ status }: ModelWallet): string[] =>
  status === 'ACTIVE' ? [] : ['WALLET_NOT_ACTIVE'];

export const refuseIfClosed = ({ status }: ModelWallet): string[] =>
  status === 'CLOSED' ? ['WALLET_NOT_ACTIVE'] : [];

/** A moment lies between the opening of the wallet and now. One that is chosen as future stays so for an hour. */
export const refuseMoment = ({ openedAt }: ModelWallet, { effectiveAt }: Dated): string[] =>
  effectiveAt === undefined || (effectiveAt >= openedAt && effectiveAt <= Date.now())
    ? []
    : ['EFFECTIVE_AT_OUT_OF_RANGE'];

/** The transaction and its wallet, if it has this kind and one of these statuses; otherwise the refusal. */
export function transactionIn(
  state: ModelState,
  id: string,
  kind: Kind,
  statuses: readonly ModelTransaction['status'][],
): { transaction: ModelTransaction; wallet: ModelWallet } | Expected {
  const transaction = state.transactions.get(id);
  if (!transaction) return refuse('TRANSACTION_NOT_FOUND');
  const wallet = state.wallets.get(transaction.walletId ?? '');
  // A posting between system accounts.
  if (!wallet) return refuse('INVALID_TRANSITION');
  const right = transaction.kind === kind && statuses.includes(transaction.status);
  return right ? { transaction, wallet } : refuse('INVALID_TRANSITION');
}
