export interface Line extends AskedMoney {
  readonly walletId: string;
}

export interface TransferLine extends AskedMoney {
  readonly fromWalletId: string;
  readonly toWalletId: string;
}

interface AboutWallet {
  readonly walletId: string;
}

interface AboutTransaction {
  readonly transactionId: string;
}

interface Holding extends Line {
  readonly expiresInSeconds?: number;
}

/** The inputs of commands, by the name of the movement. */
interface SimpleInputs {
  openWallet: { readonly ownerId: string; readonly currency: string };
  freezeWallet: AboutWallet;
  unfreezeWallet: AboutWallet;
  closeWallet: AboutWallet;
  deposit: Line;
  initiateDeposit: Line;
  confirmDeposit: AboutTransaction;
  failDeposit: AboutTransaction;
  requestWithdrawal: Holding;
  approveWithdrawal: AboutTransaction;
  rejectWithdrawal: AboutTransaction;
  cancelWithdrawal: AboutTransaction;
  purchase: Holding;
  /** What is captured; all of it where it is left out. */
  completePurchase: AboutTransaction & { readonly money?: AskedMoney };
  failPurchase: AboutTransaction;
  refundPurchase: AboutTransaction & AskedMoney;
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
  transfer: TransferLine;
  adjustBalance: Line & { readonly direction: 'CREDIT' | 'DEBIT' };
  reverseTransaction: AboutTransaction;
}

/** Each line stands or is refused by itself, or all of them together. */
interface ManyInputs {
  distributeEarnings: { readonly lines: readonly Line[] };
  transferMany: { readonly inputs: readonly TransferLine[]; readonly atomic: boolean };
}

/** One of several things that were asked for together; earnings are paid in no other way. */
interface LineInputs {
  transfer: TransferLine;
  /** `of` is the currency of them all: that of the first line that has one of the book's. */
  earning: Line & { readonly of: string };
}

type Inputs = SimpleInputs & ManyInputs & Omit<LineInputs, 'transfer'>;

export type AskOf<Name extends keyof Inputs> = { readonly do: Name } & Inputs[Name];

type OneOf<Names extends keyof Inputs> = { [Name in Names]: AskOf<Name> }[Names];

export type SimpleAsk = OneOf<keyof SimpleInputs>;
export type ManyAsk = OneOf<keyof ManyInputs>;
export type LineAsk = OneOf<keyof LineInputs>;
export type Ask = SimpleAsk | ManyAsk;

/** The lines of what was asked for, in their order. */
export function linesOf(ask: ManyAsk): LineAsk[] {
  if (ask.do === 'transferMany') return ask.inputs.map((input) => ({ do: 'transfer', ...input }));
  const of = ask.lines.find(isKnown)?.currency ?? '';
  return ask.lines.map((line) => ({ do: 'earning', of, ...line }));
}

export function isMany(ask: Ask): ask is ManyAsk {
  return ask.do === 'transferMany' || ask.do === 'distributeEarnings';
}

export interface ModelCaller {
  readonly id: string;
  readonly roles: readonly string[];
}

/** Whether it may use any wallet, or its own alone. */
export function usesAny({ roles }: ModelCaller): boolean {
  return roles.includes('SERVICE') || roles.includes('ADMIN');
}

/** Amounts are texts, as a client writes them. */
export interface AskedMoney {
  readonly amount: string;
  readonly currency: string;
}

/** The currencies that the model uses, and how many digits each has. */
export const DIGITS: Readonly<Record<string, number>> = { USD: 2, JPY: 0, BHD: 3 };

/** 38 digits are the most that an account holds. */
const MOST = 10n ** 38n - 1n;

/** Whether the book has its currency. */
export const isKnown = ({ currency }: AskedMoney): boolean => currency in DIGITS;

/** What is wrong with an amount for a wallet in this currency: a refusal code, or nothing. */
export function wrongAmount(
  { amount, currency }: AskedMoney,
  walletCurrency: string,
  zero: 'zero is wrong' | 'zero is right' = 'zero is wrong',
): string[] {
  if (!(currency in DIGITS)) return ['UNKNOWN_CURRENCY'];
  if (currency !== walletCurrency) return ['CURRENCY_MISMATCH'];
  const [, fraction = ''] = amount.split('.');
  if (fraction.length > (DIGITS[currency] ?? 0)) return ['INVALID_AMOUNT'];
  return wrongMinor(minorUnits(amount, currency), zero);
}

export function wrongMinor(
  minor: bigint,
  zero: 'zero is wrong' | 'zero is right' = 'zero is wrong',
): string[] {
  if (minor === 0n && zero === 'zero is wrong') return ['INVALID_AMOUNT'];
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
export function exchanged(minor: bigint, from: string, to: string, rate: string): bigint {
  const [whole = '', fraction = ''] = rate.split('.');
  const signal = 10n ** BigInt(fraction.length + (DIGITS[from] ?? 0));
  return (minor * BigInt(whole + fraction) * 10n ** BigInt(DIGITS[to] ?? 0)) / signal;
}

export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const atLeastZero = (a: bigint): bigint => (a < 0n ? 0n : a);

/**
 * What the model knows: plain rows, so that all of it can be copied. It has no accounts and no
 * entries: a figure of a wallet is a number.
 */

/** Minor units. `cash` and `credit` are what is not held; `owed` is not negative. */
export interface Figures {
  cash: bigint;
  held: bigint;
  credit: bigint;
  heldCredit: bigint;
  owed: bigint;
}

export interface ModelWallet extends Figures {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: string;
  status: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  /** How often one of the figures has changed. */
  changes: number;
  line: { approved: boolean; limit: bigint };
  /** The UTC days on which a bonus was claimed. */
  readonly bonusDays: Set<string>;
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
  | 'REVERSAL';

export interface ModelTransaction {
  readonly kind: Kind;
  readonly walletId: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly by: string;
  status: 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  reversed: boolean;
  /** What a reversal takes back: by how much it changed the cash of which wallets. */
  readonly effects: readonly (readonly [walletId: string, change: bigint])[];
  /** What a PENDING one reserved. */
  readonly hold: { readonly cash: bigint; readonly credit: bigint };
  /** Of a purchase: what was captured, the cash in it, and what was refunded of it. */
  captured: bigint;
  capturedCash: bigint;
  refunded: bigint;
  /** Expires so soon that the next command about it waits for the expiry. */
  readonly soon: boolean;
  /** The wallets that were paid a commission for it. */
  readonly commissions: Set<string>;
}

export interface ModelQuote {
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
}

/** What expires within so many seconds is waited for. */
export const SOON = 5;

export function emptyState(): ModelState {
  return { wallets: new Map(), transactions: new Map(), quotes: new Map() };
}

export function newWallet(id: string, ownerId: string, currency: string): ModelWallet {
  return {
    ...{ id, ownerId, currency, status: 'ACTIVE', changes: 0 },
    ...{ cash: 0n, held: 0n, credit: 0n, heldCredit: 0n, owed: 0n },
    line: { approved: false, limit: 0n },
    bonusDays: new Set(),
  };
}

export function newTransaction(
  what: Pick<ModelTransaction, 'kind' | 'walletId' | 'currency' | 'amount' | 'by'> &
    Partial<ModelTransaction>,
): ModelTransaction {
  return {
    status: 'COMPLETED',
    reversed: false,
    effects: [],
    hold: { cash: 0n, credit: 0n },
    ...{ captured: 0n, capturedCash: 0n, refunded: 0n, soon: false },
    commissions: new Set(),
    ...what,
  };
}

/** Changes figures as one step does: each that moves is one change. */
export function change(wallet: ModelWallet, by: Partial<Figures>): void {
  for (const [name, amount] of Object.entries(by) as [keyof Figures, bigint][]) {
    if (amount === 0n) continue;
    wallet[name] += amount;
    wallet.changes += 1;
    if (wallet[name] < 0n) throw new Error(`the model itself takes ${name} below zero`);
  }
}

/** Credit comes back as credit while it is still owed; what has been paid for comes back as cash. */
export function comingBack(
  { owed, credit }: ModelWallet,
  back: { cash: bigint; credit: bigint },
): Pick<Figures, 'cash' | 'credit'> {
  const room = owed > credit ? owed - credit : 0n;
  const asCredit = back.credit < room ? back.credit : room;
  return { cash: back.cash + back.credit - asCredit, credit: asCredit };
}

/**
 * What ought to follow. Where several things are wrong at once and nothing says which is named, it is
 * one of `refusals`. None: it is done, about this wallet where it is one that was there.
 */
export interface Expected {
  readonly refusals: readonly string[];
  /** The figures of INSUFFICIENT_FUNDS, where that is what it comes to. */
  readonly short?: { readonly available: bigint; readonly required: bigint } | undefined;
  readonly presentWalletId?: string | undefined;
  /** Makes it so, under the id that the book gave. */
  readonly then: (id: string) => void;
}

const NOTHING = (): void => undefined;

export function doing(then: Expected['then']): Expected {
  return { refusals: [], then };
}

export function refusing(...refusals: string[]): Expected {
  return { refusals, then: NOTHING };
}

export function present(walletId: string): Expected {
  return { refusals: [], presentWalletId: walletId, then: NOTHING };
}

/** What is there must be enough; then it is done. */
export function affording(
  { available, required }: { available: bigint; required: bigint },
  then: Expected['then'],
): Expected {
  return required > available
    ? { ...refusing('INSUFFICIENT_FUNDS'), short: { available, required } }
    : doing(then);
}

/** The first of these that is wrong; what stands in one list is wrong in no certain order. */
export function firstWrong(...inOrder: (readonly string[])[]): Expected | undefined {
  const wrong = inOrder.find((codes) => codes.length > 0);
  return wrong && refusing(...wrong);
}

/** The wallet, if the caller may use it: a foreign wallet and a missing one look alike. */
export function walletFor(
  state: ModelState,
  id: string,
  by: ModelCaller | 'anyone',
): ModelWallet | undefined {
  const wallet = state.wallets.get(id);
  const may = wallet && (by === 'anyone' || usesAny(by) || by.id === wallet.ownerId);
  return may ? wallet : undefined;
}

export const mayPay = ({ status }: ModelWallet): string[] =>
  status === 'ACTIVE' ? [] : ['WALLET_NOT_ACTIVE'];

export const mayReceive = ({ status }: ModelWallet): string[] =>
  status === 'CLOSED' ? ['WALLET_NOT_ACTIVE'] : [];

/** Found, of the kind, in one of the statuses: the transaction and its wallet, or what is wrong first. */
export function inStatus(
  state: ModelState,
  id: string,
  kind: Kind,
  statuses: readonly ModelTransaction['status'][],
): { transaction: ModelTransaction; wallet: ModelWallet } | Expected {
  const transaction = state.transactions.get(id);
  const wallet = transaction && state.wallets.get(transaction.walletId);
  if (!wallet) return refusing('TRANSACTION_NOT_FOUND');
  const right = transaction.kind === kind && statuses.includes(transaction.status);
  return right ? { transaction, wallet } : refusing('INVALID_TRANSITION');
}

/** A caller cannot approve their own request, or one for their own wallet. */
export function ownApproval(
  { by: asker }: ModelTransaction,
  { ownerId }: ModelWallet,
  by: ModelCaller,
): string[] {
  return by.id === asker || by.id === ownerId ? ['SELF_APPROVAL'] : [];
}
