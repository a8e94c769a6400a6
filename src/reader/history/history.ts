import type { EntityManager } from 'typeorm';
import type { Amount } from '../../money/index.js';
import { type AccountKind, figuresOf, type Phase, WALLET_ACCOUNTS } from '../../domain/index.js';
import { readChainHeads, type AccountHead } from '../chain-heads.js';
import { decodeCursor, encodeCursor, invalidCursorError, UUID } from '../pages/cursor.js';
import type { EntryOfTransaction } from '../entries.js';
import { readChainHeadsAt } from '../chain-heads-at.js';
import { newestFirst } from './history-order.js';
import {
  pageOf,
  pageRequestOf,
  type Page,
  type PageArguments,
  type PageRequest,
} from '../pages/page.js';
import { PostedEntries } from './posted-entries.js';

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

type Line = Omit<HistoryLine, 'balance'>;

/** Identifies the line that a cursor stands for. */
type Position = Pick<Line, 'at' | 'transactionId' | 'phase'>;

/**
 * A page of the changes of a wallet's money, newest first: a line for each transaction and phase (POST or REVERT)
 * with entries on the wallet's accounts. Holds and releases move money within the total. So the lines' amounts add up
 * to the total, and each line's balance is the balance of the next older line plus its own amount.
 *
 * The cost depends on the time between the cursor and the end of the page, not on the length of the chains.
 */
export async function readHistoryPage(
  manager: EntityManager,
  walletId: string,
  page: PageArguments,
): Promise<Page<HistoryLine>> {
  const request = pageRequestOf(page);
  const list = `history ${walletId}`;
  const position = request.cursor === undefined ? undefined : decodePosition(list, request.cursor);
  const starts = await readStarts(manager, walletId, request, position);
  const { lines, passed } = await readLines(manager, starts, request, position);
  const total = totalOf(starts.map(({ kind, balance }) => [kind, balance]));
  const rows = withBalances(total, lines, request).slice(passed, passed + request.size + 1);
  return pageOf(
    request,
    rows.map((node) => ({ node, cursor: encodePosition(list, node) })),
    // The cursor's own line: `readLines` found it, and lines stay.
    position !== undefined,
  );
}

/** The chain heads at which reading starts: with a cursor, heads from which the cursor's whole millisecond is read. */
async function readStarts(
  manager: EntityManager,
  walletId: string,
  { backwards }: PageRequest,
  position: Position | undefined,
): Promise<AccountHead[]> {
  if (position)
    return readChainHeadsAt(manager, [walletId], backwards ? justBefore(position.at) : position.at);
  const heads = await readChainHeads(manager, [walletId]);
  return backwards ? heads.map((head) => ({ ...head, seq: 0, balance: 0n })) : heads;
}

/** Exact, because entries carry whole milliseconds. */
function justBefore(at: Date): Date {
  return new Date(at.getTime() - 1);
}

/**
 * Lines from the starts on, in reading order, until they cover the page and one more line.
 * @returns the lines, and how many of them lie at or before the cursor: those are not on the page
 */
async function readLines(
  manager: EntityManager,
  starts: readonly AccountHead[],
  request: PageRequest,
  position: Position | undefined,
): Promise<{ lines: readonly Line[]; passed: number }> {
  const posted = new PostedEntries(manager, starts, request.backwards ? 'newer' : 'older');
  for (let length = firstLength(starts, request); ; length *= 2) {
    await posted.read(length);
    const lines = linesOf(posted.complete);
    if (request.backwards) lines.reverse();
    const passed = position ? lines.findIndex((line) => isAt(line, position)) + 1 : 0;
    if (position && passed === 0) {
      // The cursor's millisecond comes first. A line that is missing from the whole of it does not exist.
      const last = lines.at(-1);
      if (posted.isExhausted || (last && last.at.getTime() !== position.at.getTime()))
        throw invalidCursorError();
    } else if (posted.isExhausted || lines.length > passed + request.size) return { lines, passed };
  }
}

/**
 * How many entries of each chain probably make the page and one line more. A wallet of one chain has no holds, so each
 * entry is a line; the last one shows that the line before it is complete.
 */
function firstLength(starts: readonly AccountHead[], { size }: PageRequest): number {
  return starts.length === 1 ? size + 2 : 2 * (size + 1);
}

/** The lines that these entries make, newest first. */
function linesOf(entries: readonly EntryOfTransaction[]): Line[] {
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
function totalOf(amounts: readonly (readonly [AccountKind, Amount])[]): Amount {
  return amounts.reduce((total, [kind, amount]) => total + figuresOf({ [kind]: amount }).total, 0n);
}

/** @param total `Balance.total` at the start: after the first line if the lines go to older ones, else before it */
function withBalances(
  total: Amount,
  lines: readonly Line[],
  { backwards }: PageRequest,
): HistoryLine[] {
  let balance = total;
  return lines.map((line) => {
    if (backwards) balance += line.amount;
    const complete = { ...line, balance };
    if (!backwards) balance -= line.amount;
    return complete;
  });
}

function isAt(line: Position, position: Position): boolean {
  return (
    line.transactionId === position.transactionId &&
    line.phase === position.phase &&
    line.at.getTime() === position.at.getTime()
  );
}

/** The parts of a cursor: a time in milliseconds, a transaction, a phase. */
const POSITION = [/^\d{1,15}$/, UUID, /^(POST|REVERT)$/];

function encodePosition(list: string, { at, transactionId, phase }: Position): string {
  return encodeCursor(list, [String(at.getTime()), transactionId, phase]);
}

/** @throws InputError if the cursor does not belong to this list */
function decodePosition(list: string, cursor: string): Position {
  const [time, transactionId = '', phase] = decodeCursor(list, cursor, POSITION);
  return {
    at: new Date(Number(time)),
    transactionId,
    phase: phase === 'REVERT' ? 'REVERT' : 'POST',
  };
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
