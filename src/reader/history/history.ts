import type { EntityManager } from 'typeorm';
import type { Amount } from '../../money/index.js';
import { figuresOf } from '../../domain/index.js';
import { readChainHeads, type AccountHead } from '../chain-heads.js';
import { WALLET_ACCOUNTS, type AccountKind, type Phase } from '../../domain/index.js';
import { decodeCursor, encodeCursor, foreignCursor } from '../pages/cursor.js';
import type { EntryOfTransaction } from '../entries.js';
import { grouped } from '../pages/grouped.js';
import { readChainHeadsAt } from '../chain-heads-at.js';
import { newestFirst } from './history-order.js';
import { UUID } from '../pages/id-pages.js';
import { pageOf, walkOf, type Page, type PageArguments, type Walk } from '../pages/page.js';
import { PostedEntries } from './posted-entries.js';

/** One thing that happened to a wallet's money. Minor units. */
export interface HistoryLine {
  readonly currency: string;
  readonly transactionId: string;
  /** POST: money moved for good. REVERT: that was taken back. */
  readonly phase: Phase;
  readonly at: Date;
  /** The change of `Balance.total`. */
  readonly amount: Amount;
  /** `Balance.total` right after it. */
  readonly balance: Amount;
  /** What it wrote on the wallet's accounts, in the order of `WALLET_ACCOUNTS`. */
  readonly entries: readonly EntryOfTransaction[];
}

type Line = Omit<HistoryLine, 'balance'>;

/** Which line a cursor stands for. */
type Place = Pick<Line, 'at' | 'transactionId' | 'phase'>;

/**
 * A page of what happened to a wallet's money, newest first: a line for each transaction and phase
 * (POST or REVERT) with entries on its accounts. What holds and releases move stays within the total,
 * so the lines' amounts add up to it, and each line's balance is that of the line before it plus its
 * amount.
 *
 * Costs by what lies between the cursor and the end of the page, not by the length of the chains.
 */
export async function readHistoryPage(
  manager: EntityManager,
  walletId: string,
  page: PageArguments,
): Promise<Page<HistoryLine>> {
  const walk = walkOf(page);
  const list = `history ${walletId}`;
  const place = walk.cursor === undefined ? undefined : decodePlace(list, walk.cursor);
  const borders = await readBorders(manager, walletId, walk, place);
  const { lines, passed } = await readLines(manager, borders, walk, place);
  const total = totalOf(borders.map(({ kind, balance }) => [kind, balance]));
  const walked = withBalances(total, lines, walk).slice(passed, passed + walk.size + 1);
  return pageOf(
    walk,
    walked.map((node) => ({ node, cursor: encodePlace(list, node) })),
  );
}

/** Where the chains stand where the walk begins: with a cursor, on that side of its millisecond from which it is read. */
async function readBorders(
  manager: EntityManager,
  walletId: string,
  { backwards }: Walk,
  place: Place | undefined,
): Promise<AccountHead[]> {
  if (place)
    return readChainHeadsAt(manager, [walletId], backwards ? justBefore(place.at) : place.at);
  const heads = await readChainHeads(manager, [walletId]);
  return backwards ? heads.map((head) => ({ ...head, seq: 0, balance: 0n })) : heads;
}

/** Entries carry whole milliseconds. */
function justBefore(at: Date): Date {
  return new Date(at.getTime() - 1);
}

/**
 * Lines from the borders on, in the walk's order, until what the page shows and one more are among them.
 * @returns with them, how many of them the cursor leaves behind
 */
async function readLines(
  manager: EntityManager,
  borders: readonly AccountHead[],
  walk: Walk,
  place: Place | undefined,
): Promise<{ lines: readonly Line[]; passed: number }> {
  const posted = new PostedEntries(manager, borders, walk.backwards ? 'newer' : 'older');
  for (let reach = 2 * (walk.size + 1); ; reach *= 2) {
    await posted.read(reach);
    const lines = linesOf(posted.whole);
    if (walk.backwards) lines.reverse();
    const passed = place ? lines.findIndex((line) => isAt(line, place)) + 1 : 0;
    // The cursor's millisecond comes first, and all of it: a line that is not there will not come.
    if (place && passed === 0 && (lines.length > 0 || posted.ended)) throw foreignCursor();
    if (posted.ended || lines.length > passed + walk.size) return { lines, passed };
  }
}

/** The lines that these entries make, newest first. */
function linesOf(entries: readonly EntryOfTransaction[]): Line[] {
  const times = [...grouped(entries, (entry) => entry.createdAt.getTime())];
  times.sort(([a], [b]) => b - a);
  return times.flatMap(([, written]) => {
    const lines = grouped(written, (entry) => `${entry.transactionId} ${entry.phase}`);
    return newestFirst([...lines.values()].map(lineOf));
  });
}

function lineOf(entries: readonly [EntryOfTransaction, ...EntryOfTransaction[]]): Line {
  const [{ currency, transactionId, phase, createdAt }] = entries;
  const amount = totalOf(entries.map((entry) => [entry.accountKind, entry.amount]));
  const inOrder = [...entries].sort((a, b) => rank(a) - rank(b) || a.seq - b.seq);
  return { currency, transactionId, phase, at: createdAt, amount, entries: inOrder };
}

/** Accounts as the vocabulary lists them, whichever way the chains were walked. */
function rank({ accountKind }: EntryOfTransaction): number {
  return WALLET_ACCOUNTS.findIndex((kind) => kind === accountKind);
}

/** What these come to in `Balance.total`, which is a sum of accounts. */
function totalOf(amounts: readonly (readonly [AccountKind, Amount])[]): Amount {
  return amounts.reduce((total, [kind, amount]) => total + figuresOf({ [kind]: amount }).total, 0n);
}

/** @param total where the walk begins: after its first line where it goes to older ones, else before it */
function withBalances(total: Amount, lines: readonly Line[], { backwards }: Walk): HistoryLine[] {
  let balance = total;
  return lines.map((line) => {
    if (backwards) balance += line.amount;
    const settled = { ...line, balance };
    if (!backwards) balance -= line.amount;
    return settled;
  });
}

function isAt(line: Place, place: Place): boolean {
  return (
    line.transactionId === place.transactionId &&
    line.phase === place.phase &&
    line.at.getTime() === place.at.getTime()
  );
}

/** A millisecond that is a date, a transaction, a phase. */
const PLACE = [/^\d{1,15}$/, UUID, /^(POST|REVERT)$/];

function encodePlace(list: string, { at, transactionId, phase }: Place): string {
  return encodeCursor(list, [String(at.getTime()), transactionId, phase]);
}

/** @throws InputError for a cursor that is not of this list */
function decodePlace(list: string, cursor: string): Place {
  const [time, transactionId = '', phase] = decodeCursor(list, cursor, PLACE);
  return {
    at: new Date(Number(time)),
    transactionId,
    phase: phase === 'REVERT' ? 'REVERT' : 'POST',
  };
}
