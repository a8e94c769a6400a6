import { isKnown, type AskedMoney } from './amounts.js';

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

/** What somebody asks for, by the name of the movement. */
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
