import { setTimeout as delay } from 'node:timers/promises';
import { maySeeWallet } from '../../auth/index.js';
import type { Book } from '../../book/index.js';
import { MAIN_WALLET, type Viewer } from '../../domain/index.js';
import { Loaders, transactionId, walletId, walletNotFound } from '../../graphql/index.js';
import {
  type BookReader,
  type LineDetails,
  LinesBetween,
  type OtherWallet,
  ReadUnavailableError,
  type Statement as BookStatement,
  type StatementRequest,
} from '../../reader/index.js';
import type { Statement, StatementLine, StatementLines } from './statement.js';

/** Entries of each of a wallet's chains that are read at once. */
const LENGTH = 500;
/** How often a part is tried again while the database is too busy, and the pause before it. */
const ATTEMPTS = 5;
const PAUSE_MS = 1_000;

type Line = Awaited<ReturnType<BookReader['nextLines']>>[number];

/**
 * Opens a statement for a viewer: its head, and its lines, which are read while they are taken. Each part is a short reading
 * of its own, so a slow client holds no connection, and no snapshot that would keep old rows alive.
 * @param id the wallet's UUID
 * @throws GraphQLError WALLET_NOT_FOUND, also for a wallet that the viewer may not see; InputError for a wrong period
 */
export async function readStatement(
  book: Book,
  viewer: Viewer,
  id: string,
  request: StatementRequest,
): Promise<{ readonly statement: Statement; readonly lines: StatementLines }> {
  const { wallet, opened, totals } = await reading(book, viewer, async (reader) => {
    const wallet = await new Loaders(viewer, reader).wallet(id);
    if (wallet === null) throw walletNotFound();
    const opened = await reader.statement(wallet, request);
    return { wallet, opened, totals: await reader.statementTotals(opened) };
  });
  const currency = await book.currencies.find(wallet.currency);
  if (!currency) throw new Error(`the book has no currency ${wallet.currency}`);
  const { ownerId, name, displayName } = wallet;
  const { from, to, timeZone, asOf, opening, closing } = opened;
  const statement = {
    wallet: {
      ...{ id: walletId(id), ownerId, name, displayName },
      ...{ currency: currency.code, digits: currency.digits },
    },
    ...{ from, to, timeZone, asOf, opening, closing, totals },
  };
  return { statement, lines: readLines(book, viewer, opened) };
}

/** Reads on a connection of its own, in turn with the viewer's other requests. */
async function reading<T>(
  book: Book,
  viewer: Viewer,
  work: (reader: BookReader) => Promise<T>,
): Promise<T> {
  const reader = book.read(viewer);
  try {
    return await work(reader);
  } finally {
    await reader.end();
  }
}

async function* readLines(
  book: Book,
  viewer: Viewer,
  { walletId: id, ranges, opening, closing }: BookStatement,
): StatementLines {
  const between = new LinesBetween(ranges, 'newer');
  let balance = opening.total;
  for (;;) {
    // Apart, because what was handed out is not read again.
    const lines = await patiently(book, viewer, (reader) => reader.nextLines(between, LENGTH));
    if (lines.length === 0) break;
    const ids = lines.map((line) => line.transactionId);
    const details = await patiently(book, viewer, (reader) => reader.lineDetails(ids, id));
    yield lines.map((line) => {
      balance += line.amount;
      return { ...withDetails(viewer, line, details), balance };
    });
  }
  if (balance !== closing.total)
    throw new Error(`the lines of wallet ${id} lead to ${balance}, and it has ${closing.total}`);
}

/** Reads, and tries again while the database has no time: half a file would be lost. */
async function patiently<T>(
  book: Book,
  viewer: Viewer,
  work: (reader: BookReader) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await reading(book, viewer, work);
    } catch (error) {
      if (!(error instanceof ReadUnavailableError) || attempt === ATTEMPTS) throw error;
    }
    await delay(PAUSE_MS);
  }
}

/** A line with what the viewer may know of its transaction. */
function withDetails(
  viewer: Viewer,
  { at, amount, phase, transactionId: id }: Line,
  details: ReadonlyMap<string, LineDetails>,
): Omit<StatementLine, 'balance'> {
  const found = details.get(id);
  if (!found) throw new Error(`transaction ${id} is missing`);
  const { kind, reference, description, effectiveAt, other } = found;
  return {
    ...{ at, effectiveAt, kind, amount, reference, description },
    status: phase === 'REVERT' ? 'FAILED' : 'COMPLETED',
    transactionId: transactionId(id),
    counterparty: other && nameFor(viewer, other),
  };
}

/** The name that the other owner has set, and whose wallet it is if the viewer may see that. */
function nameFor(viewer: Viewer, other: OtherWallet): string | null {
  const { displayName, ownerId, name } = other;
  if (!maySeeWallet(viewer, other)) return displayName;
  const owner = name === MAIN_WALLET ? ownerId : `${ownerId}/${name}`;
  return displayName === null ? owner : `${displayName} (${owner})`;
}
