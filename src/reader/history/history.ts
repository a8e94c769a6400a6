import type { EntityManager } from 'typeorm';
import { readChainHeads, type AccountHead } from '../chain-heads.js';
import { justBefore, readChainHeadsAt } from '../chain-heads-at.js';
import { decodeBookCursor, encodeBookCursor } from './history-cursor.js';
import { walkLines } from './line-walk.js';
import { type HistoryLine, type LineKey, totalOf, withBalances } from './lines.js';
import {
  pageOf,
  pageRequestOf,
  type Page,
  type PageArguments,
  type PageRequest,
} from '../pages/page.js';
import { PostedEntries } from './posted-entries.js';

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
  const position =
    request.cursor === undefined ? undefined : decodeBookCursor(walletId, request.cursor);
  const starts = await readStarts(manager, walletId, request, position);
  const posted = new PostedEntries(manager, starts, request.backwards ? 'newer' : 'older');
  const { lines, passed } = await walkLines(posted, request, position);
  const total = totalOf(starts.map(({ kind, balance }) => [kind, balance]));
  const rows = withBalances(total, lines, request).slice(passed, passed + request.size + 1);
  return pageOf(
    request,
    rows.map((node) => ({ node, cursor: encodeBookCursor(walletId, node) })),
    // The cursor's own line: `walkLines` found it, and lines stay.
    position !== undefined,
  );
}

/** The chain heads at which reading starts: with a cursor, heads from which the cursor's whole millisecond is read. */
export async function readStarts(
  manager: EntityManager,
  walletId: string,
  { backwards }: PageRequest,
  position: LineKey | undefined,
): Promise<AccountHead[]> {
  if (position)
    return readChainHeadsAt(manager, [walletId], backwards ? justBefore(position.at) : position.at);
  const heads = await readChainHeads(manager, [walletId]);
  return backwards ? heads.map((head) => ({ ...head, seq: 0, balance: 0n })) : heads;
}
