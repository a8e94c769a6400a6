import type { Amount } from '../../money/index.js';
import { type AccountKind, figuresOf, type Phase, WALLET_ACCOUNTS } from '../../domain/index.js';
import type { EntryOfTransaction } from '../entries.js';
import type { PageRequest } from '../pages/page.js';
import { newestFirst } from './history-order.js';

/** One change of a wallet's money. Amounts are in minor units. */
export interface HistoryLine {
  readonly currency: string;
  readonly transactionId: string;
  /** POST moved money for good. REVERT took back what a POST moved. */
  readonly phase: Phase;
  readonly at: Date;
  /** The change of `Balance.total`. */
  readonly amount: Amount;
  /** `Balance.total` right after this line. */
  readonly balance: Amount;
  /** The line's entries on the wallet's accounts, in the order of `WALLET_ACCOUNTS`. */
  readonly entries: readonly EntryOfTransaction[];
}

/** A line without the balance, for which the lines after it must be known. */
export type Line = Omit<HistoryLine, 'balance'>;

/** Identifies a line of a history. */
export type LineKey = Pick<Line, 'at' | 'transactionId' | 'phase'>;

/** Whether both are the same line. */
export function isSameLine(a: LineKey, b: LineKey): boolean {
  return (
    a.transactionId === b.transactionId && a.phase === b.phase && a.at.getTime() === b.at.getTime()
  );
}

/** A line of a history, and the moment at which it took effect: its own, unless its transaction took effect before. */
export interface EffectiveLine extends LineKey {
  readonly effectiveAt: Date;
}

/** Whether a line was written after the moment at which it took effect. */
export function isBackdated({ effectiveAt, at }: EffectiveLine): boolean {
  return effectiveAt < at;
}

/** The lines that these entries make, newest first. */
export function linesOf(entries: readonly EntryOfTransaction[]): Line[] {
  const times = [...groupBy(entries, (entry) => entry.createdAt.getTime())];
  times.sort(([a], [b]) => b - a);
  return times.flatMap(([, written]) => {
    const lines = groupBy(written, (entry) => `${entry.transactionId} ${entry.phase}`);
    return newestFirst([...lines.values()].map(lineOf));
  });
}

function lineOf(entries: readonly [EntryOfTransaction, ...EntryOfTransaction[]]): Line {
  const [{ currency, transactionId, phase, createdAt }] = entries;
  const amount = totalOf(entries.map((entry) => [entry.accountKind, entry.amount]));
  const inOrder = [...entries].sort((a, b) => rank(a) - rank(b) || a.seq - b.seq);
  return { currency, transactionId, phase, at: createdAt, amount, entries: inOrder };
}

/** Sorts accounts as the vocabulary lists them, in both reading directions. */
function rank({ accountKind }: EntryOfTransaction): number {
  return WALLET_ACCOUNTS.findIndex((kind) => kind === accountKind);
}

/** The share of these amounts in `Balance.total`, which is a sum of accounts. */
export function totalOf(amounts: readonly (readonly [AccountKind, Amount])[]): Amount {
  return amounts.reduce((total, [kind, amount]) => total + figuresOf({ [kind]: amount }).total, 0n);
}

/** @param total `Balance.total` at the start: after the first line if the lines go to older ones, else before it */
export function withBalances(
  total: Amount,
  lines: readonly Line[],
  { backwards }: Pick<PageRequest, 'backwards'>,
): HistoryLine[] {
  let balance = total;
  return lines.map((line) => {
    if (backwards) balance += line.amount;
    const complete = { ...line, balance };
    if (!backwards) balance -= line.amount;
    return complete;
  });
}

/** Groups items by key. Keys and items keep the order of their first appearance. */
function groupBy<Key, Item>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): Map<Key, [Item, ...Item[]]> {
  const groups = new Map<Key, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
