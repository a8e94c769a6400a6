import { getNamedType, isObjectType, isUnionType } from 'graphql';
import { isRefusal, type Refusal, type RefusalCode } from '../../src/domain/index.js';
import { hasRole, type Viewer } from '../../src/domain/viewer.js';
import { ownRule } from '../../src/graphql/authorization/permissions.js';
import { REFUSAL_TYPES } from '../../src/graphql/payloads.js';
import { buildSchema } from '../../src/graphql/schema.js';
import type { Changes, Wallet } from '../../src/ledger/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import * as movements from '../../src/movements/index.js';
import type { MoneyInput } from '../../src/movements/index.js';
import {
  dueHold,
  ofTransaction,
  ofWallet,
  transactionOnly,
  withAmount,
  withReason,
  type DecidedCase,
  type How,
  type MovementCase,
} from './case-builders.js';
import { money, reason } from './inputs.js';
import { SPLIT_CASES } from './split-cases.js';
import { DONE, NOW, IN_AN_HOUR, type Rows } from './locked-state.js';

export type { DecidedCase } from './case-builders.js';

/**
 * Every movement, on a wallet of `owner` that has 5.00 USD in cash, 1.00 of unspent credit and a limit of
 * 100.00, or on a transaction of 1.00 of such a wallet. The names are those of the mutations; a second word
 * distinguishes the cases of one mutation.
 */
export const MOVEMENT_CASES: Readonly<Record<string, MovementCase>> = {
  deposit: ofWallet(movements.deposit, ({ id }, amount) => ({ walletId: id, amount })),
  initiateDeposit: ofWallet(movements.initiateDeposit, ({ id }, amount) => ({
    ...{ walletId: id, amount },
  })),
  confirmDeposit: ofTransaction(movements.confirmDeposit, 'DEPOSIT', 'PENDING', transactionOnly),
  'failDeposit PENDING': ofTransaction(movements.failDeposit, 'DEPOSIT', 'PENDING', withReason),
  'failDeposit COMPLETED': ofTransaction(movements.failDeposit, 'DEPOSIT', 'COMPLETED', withReason),

  requestWithdrawal: ofWallet(movements.requestWithdrawal, ({ id }, amount) => ({
    ...{ walletId: id, amount },
  })),
  approveWithdrawal: ofTransaction(
    movements.approveWithdrawal,
    'WITHDRAWAL',
    'PENDING',
    transactionOnly,
  ),
  rejectWithdrawal: ofTransaction(movements.rejectWithdrawal, 'WITHDRAWAL', 'PENDING', withReason),
  cancelWithdrawal: ofTransaction(
    movements.cancelWithdrawal,
    'WITHDRAWAL',
    'PENDING',
    transactionOnly,
  ),
  'expireHold WITHDRAWAL': dueHold('WITHDRAWAL'),

  purchase: ofWallet(movements.purchase, ({ id }, amount) => ({ walletId: id, amount })),
  completePurchase: ofTransaction(movements.completePurchase, 'PURCHASE', 'PENDING', withAmount),
  'failPurchase PENDING': ofTransaction(movements.failPurchase, 'PURCHASE', 'PENDING', withReason),
  'failPurchase COMPLETED': ofTransaction(
    movements.failPurchase,
    'PURCHASE',
    'COMPLETED',
    withReason,
  ),
  cancelPurchase: ofTransaction(movements.cancelPurchase, 'PURCHASE', 'PENDING', transactionOnly),
  refundPurchase: ofTransaction(movements.refundPurchase, 'PURCHASE', 'COMPLETED', withAmount),
  'expireHold PURCHASE': dueHold('PURCHASE'),

  'transfer from': ofWallet(movements.transfer, ({ id }, amount, rows) => ({
    ...{ fromWalletId: id, toWalletId: rows.wallet('other', 'USD').id, amount },
  })),
  'transfer to': ofWallet(movements.transfer, ({ id }, amount, rows) => ({
    ...{ fromWalletId: rows.wallet('other', 'USD', { CASH: 500n }).id, toWalletId: id, amount },
  })),
  'transferMany from': ofWallet(movements.transferMany, ({ id }, amount, rows) => ({
    inputs: [{ fromWalletId: id, toWalletId: rows.wallet('other', 'USD').id, amount }],
    atomic: true,
  })),
  'transferMany to': ofWallet(movements.transferMany, ({ id }, amount, rows) => ({
    inputs: [
      { fromWalletId: rows.wallet('other', 'USD', { CASH: 500n }).id, toWalletId: id, amount },
    ],
    atomic: true,
  })),
  distributeEarnings: ofWallet(movements.distributeEarnings, ({ id }, amount) => ({
    lines: [{ walletId: id, amount }],
  })),
  claimDailyBonus: ofWallet(movements.claimDailyBonus, ({ id }) => ({ walletId: id })),
  'payReferralCommission to': ofWallet(movements.payReferralCommission, ({ id }, _, rows) => {
    const walletId = rows.wallet('other', 'USD').id;
    const { id: sourceTransactionId } = rows.transaction({ walletId });
    return { walletId: id, sourceTransactionId, rateBps: 100 };
  }),
  'payReferralCommission of': ofTransaction(
    movements.payReferralCommission,
    'DEPOSIT',
    'COMPLETED',
    ({ id }, _, rows) => ({
      ...{ walletId: rows.wallet('other', 'USD').id, sourceTransactionId: id, rateBps: 100 },
    }),
  ),

  setCreditLine: ofWallet(movements.setCreditLine, ({ id }, limit) => ({
    ...{ walletId: id, approved: true, limit },
  })),
  drawCredit: ofWallet(movements.drawCredit, ({ id }, amount) => ({ walletId: id, amount })),
  repayCredit: ofWallet(movements.repayCredit, ({ id }, amount) => ({ walletId: id, amount })),

  'quoteExchange from': ofWallet(movements.quoteExchange, ({ id }, amount, rows) => ({
    ...{ fromWalletId: id, toWalletId: rows.wallet('owner', 'EUR').id, amount },
    ...{ rate: parseDecimal('1'), expiresInSeconds: 60 },
  })),
  'quoteExchange to': ofWallet(movements.quoteExchange, ({ id }, _, rows) => ({
    ...{ fromWalletId: rows.wallet('owner', 'EUR', { CASH: 500n }).id, toWalletId: id },
    ...{ amount: money('1', 'EUR'), rate: parseDecimal('1'), expiresInSeconds: 60 },
  })),
  'exchange from': ofWallet(movements.exchange, (wallet, _, rows) => ({
    quoteId: openQuote(rows, wallet, rows.wallet('owner', 'EUR')),
  })),
  'exchange to': ofWallet(movements.exchange, (wallet, _, rows) => ({
    quoteId: openQuote(rows, rows.wallet('owner', 'EUR', { CASH: 500n }), wallet),
  })),

  'adjustBalance CREDIT': ofWallet(movements.adjustBalance, ({ id }, amount) => ({
    ...{ walletId: id, direction: 'CREDIT' as const, amount, reason },
  })),
  'adjustBalance DEBIT': ofWallet(movements.adjustBalance, ({ id }, amount) => ({
    ...{ walletId: id, direction: 'DEBIT' as const, amount, reason },
  })),
  'proposeRepair CREDIT': ofWallet(movements.proposeRepair, ({ id }, amount) => ({
    ...{ walletId: id, direction: 'CREDIT' as const, amount, reason },
  })),
  'proposeRepair DEBIT': ofWallet(movements.proposeRepair, ({ id }, amount) => ({
    ...{ walletId: id, direction: 'DEBIT' as const, amount, reason },
  })),
  approveRepair: ofTransaction(movements.approveRepair, 'ADJUSTMENT', 'PENDING', transactionOnly),
  rejectRepair: ofTransaction(movements.rejectRepair, 'ADJUSTMENT', 'PENDING', withReason),
  'reverseTransaction DEPOSIT': ofTransaction(
    movements.reverseTransaction,
    'DEPOSIT',
    'COMPLETED',
    withReason,
  ),
  'reverseTransaction WITHDRAWAL': ofTransaction(
    movements.reverseTransaction,
    'WITHDRAWAL',
    'COMPLETED',
    withReason,
  ),
  'reverseTransaction TRANSFER from': ofTransaction(
    movements.reverseTransaction,
    'TRANSFER',
    'COMPLETED',
    withReason,
  ),
  'reverseTransaction TRANSFER to': ofWallet(movements.reverseTransaction, (wallet, _, rows) => {
    const { id: walletId } = rows.wallet('other', 'USD', { CASH: 500n });
    const sides = { kind: 'TRANSFER', walletId, counterWalletId: wallet.id } as const;
    const account = (id: string) => ({ walletId: id, kind: 'CASH', currency: 'USD' }) as const;
    const { id: transactionId } = rows.transaction({ ...sides, amount: 100n }, [
      { account: account(walletId), phase: 'POST', amount: -100n },
      { account: account(wallet.id), phase: 'POST', amount: 100n },
    ]);
    return { transactionId, reason };
  }),
  'post CREDIT': ofWallet(movements.post, ({ id }, amount) => legs(id, 'CREDIT', amount)),
  'post DEBIT': ofWallet(movements.post, ({ id }, amount) => legs(id, 'DEBIT', amount)),
  ...SPLIT_CASES,
  setWalletMetadata: ofWallet(movements.setWalletMetadata, ({ id }) => ({
    walletId: id,
    metadata: { a: 1 },
  })),
  setWalletDisplayName: ofWallet(movements.setWalletDisplayName, ({ id }) => ({
    walletId: id,
    displayName: 'Ann',
  })),
  'setWalletDisplayName null': ofWallet(movements.setWalletDisplayName, ({ id }) => ({
    walletId: id,
    displayName: null,
  })),
  freezeWallet: ofWallet(movements.freezeWallet, ({ id }) => ({ walletId: id, reason })),
  unfreezeWallet: ofWallet(movements.unfreezeWallet, ({ id }) => ({ walletId: id, reason })),
  closeWallet: ofWallet(movements.closeWallet, ({ id }) => ({ walletId: id, reason })),
};

/** The wallet against the system's ADJUSTMENTS. */
function legs(walletId: string, direction: 'CREDIT' | 'DEBIT', amount: MoneyInput) {
  const opposite = direction === 'DEBIT' ? ('CREDIT' as const) : ('DEBIT' as const);
  return {
    legs: [
      { account: { walletId }, direction, amount },
      { account: { systemAccount: 'ADJUSTMENTS' }, direction: opposite, amount },
    ],
  };
}

export function decideCase(name: string, how: How = {}): DecidedCase {
  return caseNamed(name).decide(how);
}

function caseNamed(name: string): MovementCase {
  const found = MOVEMENT_CASES[name];
  if (!found) throw new Error(`no case is called ${name}`);
  return found;
}

/** A quote of 1.00 for 1.00 that is good for an hour. */
export function openQuote(rows: Rows, from: Wallet, to: Wallet): string {
  const id = crypto.randomUUID();
  rows.quotes.push({
    ...{ id, fromWalletId: from.id, toWalletId: to.id, fromAmount: 100n, toAmount: 100n },
    ...{ rate: '1', expiresAt: IN_AN_HOUR, createdBy: 'service', createdAt: NOW },
  });
  return id;
}

const schema = buildSchema();
const fields = schema.getMutationType()?.getFields() ?? {};

/** Mutations that refuse line by line: each refusal is a UserError of any type. */
const OF_LINES = ['transferMany', 'distributeEarnings'];

/**
 * The outcome of a case as a client sees it, with the SDL's @may before the movement and the result union
 * after it: "done", the refusal's code, or FORBIDDEN.
 */
export function outcomeForClient(
  name: string,
  how: Parameters<typeof decideCase>[1] = {},
  by?: Viewer,
): string {
  const { mutation } = caseNamed(name);
  if (by && mutation !== 'expireHold' && !mayCall(mutation, by)) return 'FORBIDDEN';
  const { decided } = decideCase(name, { ...how, ...(by && { by }) });
  if (isRefusal(decided)) requireInUnion(mutation, decided);
  return codeOrDone(decided);
}

export function codeOrDone(decided: Changes | Refusal): string {
  return isRefusal(decided) ? decided.code : DONE;
}

function mayCall(mutation: string, by: Viewer): boolean {
  const field = fields[mutation];
  const roles = field && ownRule(schema, field);
  if (!roles) throw new Error(`${mutation} has no @may`);
  return hasRole(by, ...roles);
}

/** A refusal that the mutation's union does not have would be an internal error for clients. */
function requireInUnion(mutation: string, { code }: Refusal): void {
  if (mutation === 'expireHold' || OF_LINES.includes(mutation)) return;
  const codes = refusalsOf(mutation);
  if (!codes.includes(code)) throw new Error(`${mutation} answers ${code}, its union has ${codes}`);
}

/** The codes in a mutation's result union. */
function refusalsOf(mutation: string): RefusalCode[] {
  const type = fields[mutation] && getNamedType(fields[mutation].type);
  if (!isUnionType(type)) throw new Error(`${mutation} has no result union`);
  const names = type
    .getTypes()
    .filter(isObjectType)
    .map((member) => member.name);
  return (Object.keys(REFUSAL_TYPES) as RefusalCode[]).filter((code) =>
    names.includes(REFUSAL_TYPES[code]),
  );
}
