import type { Viewer } from '../../src/domain/viewer.js';
import { ADMIN, CASHIER, member, SERVICE, viewerWith } from '../support/inputs.js';
import {
  type Command,
  type CommandOf,
  DIGITS,
  succeed,
  emptyState,
  type Expected,
  firstRefusal,
  isKnown,
  isMany,
  type LineCommand,
  linesOf,
  type ManyCommand,
  refuseIfClosed,
  minorUnits,
  type ModelCaller,
  type ModelState,
  type ModelWallet,
  newWallet,
  alreadyOpen,
  refuse,
  successOf,
  type SimpleCommand,
  refuseAmount,
} from './commands-and-state.js';
import {
  approveWithdrawal,
  cancelPurchase,
  completePurchase,
  drawCredit,
  endWithdrawal,
  expireHold,
  failPurchase,
  purchase,
  refundPurchase,
  repayCredit,
  requestWithdrawal,
} from './holds.js';
import { createSystemAccount, post } from './postings.js';
import { approveRepair, proposeRepair, rejectRepair } from './repairs.js';
import { isSelfDealing } from './self-dealing.js';
import {
  adjustBalance,
  claimDailyBonus,
  confirmDeposit,
  receiveEarning,
  exchange,
  failDeposit,
  initiateDeposit,
  payReferralCommission,
  quoteExchange,
  receiveCash,
  reverseTransaction,
  transfer,
} from './payments.js';

type Rules = {
  [Name in (SimpleCommand | LineCommand)['do']]: (
    state: ModelState,
    command: CommandOf<Name>,
    by: ModelCaller,
  ) => Expected;
};

/** The rule of each command. */
const RULES: Rules = {
  openWallet: openWallet,
  freezeWallet: changeStatus,
  unfreezeWallet: changeStatus,
  closeWallet: changeStatus,
  setCreditLine: setCreditLine,
  deposit: (state, command, by) => receiveCash(state, 'DEPOSIT', command, by),
  earning: receiveEarning,
  initiateDeposit,
  confirmDeposit: (state, { transactionId }) => confirmDeposit(state, transactionId),
  failDeposit,
  requestWithdrawal,
  approveWithdrawal: (state, { transactionId }) => approveWithdrawal(state, transactionId),
  rejectWithdrawal: (state, { transactionId }, by) =>
    endWithdrawal(state, { do: 'rejectWithdrawal', transactionId }, by),
  cancelWithdrawal: (state, { transactionId }, by) =>
    endWithdrawal(state, { do: 'cancelWithdrawal', transactionId }, by),
  purchase,
  completePurchase,
  failPurchase,
  cancelPurchase: (state, { transactionId }, by) => cancelPurchase(state, transactionId, by),
  refundPurchase,
  expireHold: (state, { transactionId }) => expireHold(state, transactionId),
  claimDailyBonus: (state, { walletId }, by) => claimDailyBonus(state, walletId, by),
  payReferralCommission,
  drawCredit,
  repayCredit,
  quoteExchange,
  exchange: (state, { quoteId }, by) => exchange(state, quoteId, by),
  transfer,
  adjustBalance,
  proposeRepair,
  approveRepair: (state, { transactionId }) => approveRepair(state, transactionId),
  rejectRepair: (state, { transactionId }) => rejectRepair(state, transactionId),
  reverseTransaction: (state, { transactionId }, by) =>
    reverseTransaction(state, transactionId, by),
  createSystemAccount,
  post,
};

/**
 * A book in memory: a second statement of the rules, which uses none of src/. It says where the commands of
 * the model test must lead.
 */
export class Model {
  constructor(readonly state: ModelState = emptyState()) {}

  /** The expected outcome of a command. Changes nothing until `then` is called. */
  expect(command: SimpleCommand | LineCommand, by: ModelCaller): Expected {
    // The command's name selects its rule. TypeScript cannot follow that through a table.
    const rule = RULES[command.do] as (
      state: ModelState,
      command: SimpleCommand | LineCommand,
      by: ModelCaller,
    ) => Expected;
    if (isSelfDealing(this.state, command, by)) return refuse('SELF_APPROVAL');
    return rule(this.state, command, by);
  }

  /** An independent copy of the model. */
  copy(): Model {
    return new Model(structuredClone(this.state));
  }
}

/** The outcomes that `tally` would count, as far as the model knows. Changes nothing. */
export function forecastOutcomes(model: Model, command: Command, by: ModelCaller): string[] {
  const outcomes = isMany(command)
    ? ofLines(model, command, by)
    : [outcomeOf(model.expect(command, by), successOf(command))];
  return outcomes.map((outcome) => `${command.do} ${outcome}`);
}

/** "done" or the refusal codes. Several codes are possible if several rules are broken. */
function outcomeOf({ refusals }: Pick<Expected, 'refusals'>, success = 'done'): string {
  return refusals.length > 0 ? refusals.join(' or ') : success;
}

function ofLines(model: Model, command: ManyCommand, by: ModelCaller): string[] {
  if (command.do === 'distributeEarnings' && !command.lines.some(isKnown))
    return ['UNKNOWN_CURRENCY'];
  const tried = model.copy();
  const refused: string[] = [];
  for (const [index, line] of linesOf(command).entries()) {
    const expected = tried.expect(line, by);
    if (expected.refusals.length > 0) refused.push(outcomeOf(expected));
    else expected.then(`line ${index}`);
    if (refused.length > 0 && command.do === 'transferMany' && command.atomic) break;
  }
  return refused.length > 0 ? refused : ['done'];
}

export function openWallet(
  state: ModelState,
  { ownerId, currency, name }: CommandOf<'openWallet'>,
): Expected {
  const there = [...state.wallets.values()].find(
    (one) => one.ownerId === ownerId && one.currency === currency && one.name === name,
  );
  if (there?.status === 'CLOSED') return refuse('WALLET_NOT_ACTIVE');
  if (there) return alreadyOpen(there.id);
  if (!(currency in DIGITS)) return refuse('UNKNOWN_CURRENCY');
  return succeed((id) => state.wallets.set(id, newWallet(id, { ownerId, currency, name })));
}

function changeStatus(
  state: ModelState,
  command: CommandOf<'freezeWallet' | 'unfreezeWallet' | 'closeWallet'>,
): Expected {
  const wallet = state.wallets.get(command.walletId);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const becomes = (
    { freezeWallet: 'FROZEN', unfreezeWallet: 'ACTIVE', closeWallet: 'CLOSED' } as const
  )[command.do];
  const legal = {
    ACTIVE: ['FROZEN', 'CLOSED'],
    FROZEN: ['ACTIVE', 'CLOSED'],
    CLOSED: [] as string[],
  }[wallet.status];
  if (!legal.includes(becomes)) return refuse('INVALID_TRANSITION');
  if (becomes === 'CLOSED' && !(isEmpty(wallet) && hasNothingPending(state, wallet)))
    return refuse('WALLET_NOT_EMPTY');
  return succeed(() => {
    wallet.status = becomes;
  });
}

function hasNothingPending({ transactions }: ModelState, { id }: ModelWallet): boolean {
  return [...transactions.values()].every(
    ({ walletId, others, status }) =>
      status !== 'PENDING' || (walletId !== id && !others.includes(id)),
  );
}

/** Whether every figure is zero, `owed` included. */
export function isEmpty({ cash, held, credit, heldCredit, owed }: ModelWallet): boolean {
  return [cash, held, credit, heldCredit, owed].every((figure) => figure === 0n);
}

/** Sets how much may be owed from now on. Earlier debt stays, however low the limit. */
export function setCreditLine(state: ModelState, command: CommandOf<'setCreditLine'>): Expected {
  const wallet = state.wallets.get(command.walletId);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const { approved } = command;
  return (
    firstRefusal([
      ...refuseIfClosed(wallet),
      ...refuseAmount(command, wallet.currency, 'accept zero'),
    ]) ??
    succeed(() => {
      wallet.line = { approved, limit: minorUnits(command.amount, wallet.currency) };
    })
  );
}

const expiry = viewerWith('expiry', 'SERVICE');

/** The owner of the wallet that the command names, and another owner. */
interface Owners {
  readonly owner: string;
  readonly other: string;
}

type Callers = (about: Owners) => readonly Viewer[];

/** An owner who is also a cashier. */
const ownerAtWork = ({ owner }: Owners): Viewer => viewerWith(owner, 'MEMBER', 'CASHIER');
const adminAtWork = ({ owner }: Owners): Viewer => viewerWith(owner, 'MEMBER', 'ADMIN');
/** One who may own the wallet of a receiver. */
const otherAtWork = ({ other }: Owners): Viewer => viewerWith(other, 'MEMBER', 'CASHIER');

const membersAndPrograms: Callers = ({ owner, other }) => [
  ...[member(owner), member(owner), member(owner), member(owner), member(owner), member(owner)],
  ...[SERVICE, SERVICE, SERVICE, ADMIN, ADMIN, member(other)],
];
const cashiersAndPrograms: Callers = (about) => [
  ...[CASHIER, CASHIER, CASHIER, CASHIER, SERVICE, SERVICE, SERVICE, ADMIN, ADMIN],
  ...[ownerAtWork(about), otherAtWork(about)],
];
const staff: Callers = (about) => [
  ...[CASHIER, CASHIER, CASHIER, CASHIER, ADMIN],
  ...[ownerAtWork(about), otherAtWork(about)],
];
const programs: Callers = () => [SERVICE, ADMIN];
const admins: Callers = () => [ADMIN];

/** Callers with a permitted role, by command. The more often one is listed, the more often it is chosen. */
const CALLERS: Record<Command['do'], Callers> = {
  openWallet: cashiersAndPrograms,
  freezeWallet: staff,
  unfreezeWallet: staff,
  closeWallet: admins,
  setCreditLine: admins,
  deposit: cashiersAndPrograms,
  initiateDeposit: (about) => [...membersAndPrograms(about), CASHIER, CASHIER],
  confirmDeposit: cashiersAndPrograms,
  failDeposit: cashiersAndPrograms,
  requestWithdrawal: membersAndPrograms,
  approveWithdrawal: staff,
  rejectWithdrawal: staff,
  cancelWithdrawal: membersAndPrograms,
  purchase: membersAndPrograms,
  completePurchase: cashiersAndPrograms,
  failPurchase: cashiersAndPrograms,
  cancelPurchase: membersAndPrograms,
  refundPurchase: cashiersAndPrograms,
  expireHold: () => [expiry],
  claimDailyBonus: membersAndPrograms,
  payReferralCommission: programs,
  distributeEarnings: programs,
  drawCredit: membersAndPrograms,
  repayCredit: membersAndPrograms,
  quoteExchange: programs,
  exchange: membersAndPrograms,
  transfer: membersAndPrograms,
  transferMany: membersAndPrograms,
  adjustBalance: admins,
  proposeRepair: staff,
  approveRepair: (about) => [ADMIN, ADMIN, viewerWith('second', 'ADMIN'), adminAtWork(about)],
  rejectRepair: staff,
  reverseTransaction: admins,
  createSystemAccount: admins,
  post: (about) => [ADMIN, ADMIN, SERVICE, SERVICE, adminAtWork(about)],
};

export function callerFor(what: Command['do'], owners: Owners, choice: number): Viewer {
  const callers = CALLERS[what](owners);
  return callers[choice % callers.length] ?? ADMIN;
}
