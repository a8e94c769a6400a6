import {
  compareAmounts,
  formatMoney,
  subtractMoney,
  type TransactionKind,
  type WalletExplanationQuery,
} from '@onebook/client';
import type { Figure } from '../figures.js';
import type { Money } from '../types.js';

export type Explanation = NonNullable<WalletExplanationQuery['wallet']>['explain'];
export type Part = Explanation['parts'][number];

/** One transaction and several of each kind, as a customer calls them. */
const NOUNS: Readonly<Record<TransactionKind, readonly [one: string, several: string]>> = {
  DEPOSIT: ['deposit', 'deposits'],
  WITHDRAWAL: ['withdrawal', 'withdrawals'],
  PURCHASE: ['purchase', 'purchases'],
  REFUND: ['refund', 'refunds'],
  TRANSFER: ['transfer', 'transfers'],
  EXCHANGE: ['exchange', 'exchanges'],
  BONUS: ['bonus', 'bonuses'],
  COMMISSION: ['commission', 'commissions'],
  EARNING: ['earning', 'earnings'],
  CREDIT_DRAW: ['draw of credit', 'draws of credit'],
  CREDIT_REPAYMENT: ['repayment of credit', 'repayments of credit'],
  ADJUSTMENT: ['correction by staff', 'corrections by staff'],
  POSTING: ['posting', 'postings'],
  OPENING_BALANCE: ['opening balance from another system', 'opening balances from another system'],
  REVERSAL: ['reversal', 'reversals'],
};

/** How many transactions of which kind, and in which state: "2 withdrawals that wait for a decision". */
export function nameOf({ kind, status, count }: Part): string {
  const [one, several] = NOUNS[kind];
  const isOne = count === 1;
  const state = {
    PENDING: isOne ? ' that waits for a decision' : ' that wait for a decision',
    COMPLETED: '',
    FAILED: isOne ? ' that failed or was taken back' : ' that failed or were taken back',
    CANCELLED: isOne ? ' that was cancelled' : ' that were cancelled',
  }[status];
  return `${String(count)} ${isOne ? one : several}${state}`;
}

/** The parts that changed a figure. Together they are the figure. */
export function partsOf({ parts }: Explanation, key: Figure['key']): readonly Part[] {
  return parts.filter(({ figures }) => !isZero(figures[key]));
}

/** The balance in sentences that a cashier can read out to a customer. */
export function sentencesFor({ balance, parts }: Explanation, owed: Money | undefined): string[] {
  const { total, available, spendable, held, credit } = balance;
  const pending = parts.filter(
    ({ status, figures }) => status === 'PENDING' && !isZero(figures.held),
  );
  return [
    `Your wallet holds ${words(total)} in all.`,
    `You can withdraw or transfer ${words(available)} of it now.`,
    ...(isZero(held)
      ? ['Nothing is reserved.']
      : [
          `${words(held)} is reserved for ${listOf(pending.map(nameOf))}. Until then, you cannot use it for anything else.`,
        ]),
    ...(isZero(credit)
      ? []
      : [`${words(credit)} is credit: with it, you can spend ${words(spendable)} on purchases.`]),
    ...(owed === undefined || isZero(owed) ? [] : [`You owe ${words(owed)} for credit.`]),
    ...changes(parts),
  ];
}

/** What brought and took the money of the total. */
function changes(parts: readonly Part[]): string[] {
  const moved = parts.filter(({ figures }) => !isZero(figures.total));
  const came = moved.filter(({ figures }) => !isNegative(figures.total));
  const went = moved.filter(({ figures }) => isNegative(figures.total));
  const each = (part: Part): string => `${nameOf(part)} (${words(sizeOf(part.figures.total))})`;
  return [
    ...(came.length === 0 ? [] : [`Money came in by ${listOf(came.map(each))}.`]),
    ...(went.length === 0 ? [] : [`Money went out by ${listOf(went.map(each))}.`]),
  ];
}

const isZero = ({ amount }: Money): boolean => compareAmounts(amount, '0') === 0;
const isNegative = ({ amount }: Money): boolean => compareAmounts(amount, '0') < 0;

/** The sum without its sign. */
const sizeOf = (money: Money): Money =>
  isNegative(money) ? subtractMoney({ ...money, amount: '0' }, money) : money;

const words = (money: Money): string => formatMoney(money);

const lists = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' });
const listOf = (items: readonly string[]): string => lists.format(items);
