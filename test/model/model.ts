import type { Viewer } from '../../src/domain/viewer.js';
import { ADMIN, CASHIER, member, SERVICE, viewerWith } from '../support/inputs.js';
import {
  type Ask,
  type AskOf,
  DIGITS,
  doing,
  emptyState,
  type Expected,
  firstWrong,
  isKnown,
  isMany,
  type LineAsk,
  linesOf,
  type ManyAsk,
  mayReceive,
  minorUnits,
  type ModelCaller,
  type ModelState,
  type ModelWallet,
  newWallet,
  present,
  refusing,
  type SimpleAsk,
  wrongAmount,
} from './commands-and-state.js';
import {
  approveWithdrawal,
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
import {
  adjustBalance,
  claimDailyBonus,
  confirmDeposit,
  earning,
  exchange,
  failDeposit,
  initiateDeposit,
  payReferralCommission,
  quoteExchange,
  receiving,
  reversal,
  transfer,
} from './payments.js';

type Rules = {
  [Name in (SimpleAsk | LineAsk)['do']]: (
    state: ModelState,
    ask: AskOf<Name>,
    by: ModelCaller,
  ) => Expected;
};

/** For each thing that can be asked for, what ought to follow. */
const RULES: Rules = {
  openWallet: opening,
  freezeWallet: statusChange,
  unfreezeWallet: statusChange,
  closeWallet: statusChange,
  setCreditLine: creditLine,
  deposit: (state, ask, by) => receiving(state, 'DEPOSIT', ask, by),
  earning,
  initiateDeposit,
  confirmDeposit: (state, { transactionId }, by) => confirmDeposit(state, transactionId, by),
  failDeposit: (state, { transactionId }) => failDeposit(state, transactionId),
  requestWithdrawal,
  approveWithdrawal: (state, { transactionId }, by) => approveWithdrawal(state, transactionId, by),
  rejectWithdrawal: (state, { transactionId }, by) =>
    endWithdrawal(state, { do: 'rejectWithdrawal', transactionId }, by),
  cancelWithdrawal: (state, { transactionId }, by) =>
    endWithdrawal(state, { do: 'cancelWithdrawal', transactionId }, by),
  purchase,
  completePurchase,
  failPurchase: (state, { transactionId }) => failPurchase(state, transactionId),
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
  reverseTransaction: (state, { transactionId }, by) => reversal(state, transactionId, by),
};

/**
 * A book in memory, written from the contract alone and knowing nothing of src/: what the commands of
 * the model test ought to lead to.
 */
export class Model {
  constructor(readonly state: ModelState = emptyState()) {}

  /** What ought to follow. Nothing has, until `then` is called. */
  expect(ask: SimpleAsk | LineAsk, by: ModelCaller): Expected {
    // An ask's name says which of them it is; TypeScript cannot follow that through a table.
    const rule = RULES[ask.do] as (
      state: ModelState,
      ask: SimpleAsk | LineAsk,
      by: ModelCaller,
    ) => Expected;
    return rule(this.state, ask, by);
  }

  /** Another model that knows the same. */
  copy(): Model {
    return new Model(structuredClone(this.state));
  }
}

/** The names that `tally` would count, as far as the model is certain of them. Nothing changes. */
export function forecast(model: Model, ask: Ask, by: ModelCaller): string[] {
  const outcomes = isMany(ask) ? ofLines(model, ask, by) : [outcomeOf(model.expect(ask, by))];
  return outcomes.map((outcome) => `${ask.do} ${outcome}`);
}

/** The refusal where there can be only one; several could be named if several things are wrong. */
function outcomeOf({ refusals }: { readonly refusals: readonly string[] }): string {
  return refusals.length > 0 ? refusals.join(' or ') : 'done';
}

function ofLines(model: Model, ask: ManyAsk, by: ModelCaller): string[] {
  if (ask.do === 'distributeEarnings' && !ask.lines.some(isKnown)) return ['UNKNOWN_CURRENCY'];
  const tried = model.copy();
  const refused: string[] = [];
  for (const [index, line] of linesOf(ask).entries()) {
    const expected = tried.expect(line, by);
    if (expected.refusals.length > 0) refused.push(outcomeOf(expected));
    else expected.then(`line ${index}`);
    if (refused.length > 0 && ask.do === 'transferMany' && ask.atomic) break;
  }
  return refused.length > 0 ? refused : ['done'];
}

export function opening(state: ModelState, { ownerId, currency }: AskOf<'openWallet'>): Expected {
  const there = [...state.wallets.values()].find(
    (one) => one.ownerId === ownerId && one.currency === currency,
  );
  if (there) return present(there.id);
  if (!(currency in DIGITS)) return refusing('UNKNOWN_CURRENCY');
  return doing((id) => state.wallets.set(id, newWallet(id, ownerId, currency)));
}

export function statusChange(
  state: ModelState,
  ask: AskOf<'freezeWallet' | 'unfreezeWallet' | 'closeWallet'>,
): Expected {
  const wallet = state.wallets.get(ask.walletId);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const becomes = (
    { freezeWallet: 'FROZEN', unfreezeWallet: 'ACTIVE', closeWallet: 'CLOSED' } as const
  )[ask.do];
  const legal = {
    ACTIVE: ['FROZEN', 'CLOSED'],
    FROZEN: ['ACTIVE', 'CLOSED'],
    CLOSED: [] as string[],
  }[wallet.status];
  if (!legal.includes(becomes)) return refusing('INVALID_TRANSITION');
  if (becomes === 'CLOSED' && !isEmpty(wallet)) return refusing('WALLET_NOT_EMPTY');
  return doing(() => {
    wallet.status = becomes;
  });
}

/** Every figure is zero, what is owed too. */
export function isEmpty({ cash, held, credit, heldCredit, owed }: ModelWallet): boolean {
  return [cash, held, credit, heldCredit, owed].every((figure) => figure === 0n);
}

/** What may be owed from now on. What is owed already stays, however low the limit. */
export function creditLine(state: ModelState, ask: AskOf<'setCreditLine'>): Expected {
  const wallet = state.wallets.get(ask.walletId);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const { approved } = ask;
  return (
    firstWrong([...mayReceive(wallet), ...wrongAmount(ask, wallet.currency, 'zero is right')]) ??
    doing(() => {
      wallet.line = { approved, limit: minorUnits(ask.amount, wallet.currency) };
    })
  );
}

const expiry = viewerWith('expiry', 'SERVICE');

/** The owner of what the command is about, and another owner of wallets. */
interface About {
  readonly owner: string;
  readonly other: string;
}

type Callers = (about: About) => readonly Viewer[];

/** An owner who works here. */
const ownerAtWork = ({ owner }: About): Viewer => viewerWith(owner, 'MEMBER', 'CASHIER');

const users: Callers = ({ owner, other }) => [
  ...[member(owner), member(owner), member(owner), member(owner), member(owner), member(owner)],
  ...[SERVICE, SERVICE, SERVICE, ADMIN, ADMIN, member(other)],
];
const tills: Callers = (about) => [
  ...[CASHIER, CASHIER, CASHIER, CASHIER, SERVICE, SERVICE, SERVICE, ADMIN, ADMIN],
  ownerAtWork(about),
];
const people: Callers = (about) => [CASHIER, CASHIER, CASHIER, CASHIER, ADMIN, ownerAtWork(about)];
const programs: Callers = () => [SERVICE, ADMIN];
const admins: Callers = () => [ADMIN];

/** The callers whom the contract lets ask for it at all; the owner's own where it is for owners. */
const MAY: Record<Ask['do'], Callers> = {
  openWallet: tills,
  freezeWallet: people,
  unfreezeWallet: people,
  closeWallet: admins,
  setCreditLine: admins,
  deposit: tills,
  initiateDeposit: (about) => [...users(about), CASHIER, CASHIER],
  confirmDeposit: tills,
  failDeposit: tills,
  requestWithdrawal: users,
  approveWithdrawal: people,
  rejectWithdrawal: people,
  cancelWithdrawal: users,
  purchase: users,
  completePurchase: tills,
  failPurchase: tills,
  refundPurchase: tills,
  expireHold: () => [expiry],
  claimDailyBonus: users,
  payReferralCommission: programs,
  distributeEarnings: programs,
  drawCredit: users,
  repayCredit: users,
  quoteExchange: programs,
  exchange: users,
  transfer: users,
  transferMany: users,
  adjustBalance: admins,
  reverseTransaction: admins,
};

export function callerFor(what: Ask['do'], about: About, choice: number): Viewer {
  const callers = MAY[what](about);
  return callers[choice % callers.length] ?? ADMIN;
}
