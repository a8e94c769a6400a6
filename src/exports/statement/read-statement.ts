import { setTimeout as delay } from 'node:timers/promises';
import type { Book } from '../../book/index.js';
import { MAIN_WALLET, type Viewer } from '../../domain/index.js';
import { Loaders, transactionId, walletId, walletNotFound } from '../../graphql/index.js';
import {
  type BookReader,
  LinesBetween,
  ReadUnavailableError,
  type Statement as BookStatement,
  type StatementRequest,
  type Wallet,
} from '../../reader/index.js';
import type { Statement, StatementLine, StatementLines } from './statement.js';

/** Entries of each of a wallet's chains that are read at once. */
const LENGTH = 1_000;
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
  { walletId: id, ranges, opening }: BookStatement,
): StatementLines {
  const between = new LinesBetween(ranges, 'newer');
  let balance = opening.total;
  for (;;) {
    const lines = await patiently(() =>
      reading(book, viewer, async (reader) => {
        const found = await reader.nextLines(between, LENGTH);
        return detailed(new Loaders(viewer, reader), found, id);
      }),
    );
    if (lines.length === 0) return;
    yield lines.map((line) => {
      balance += line.amount;
      return { ...line, balance };
    });
  }
}

/** Tries again while the database has no time: half a file would be lost. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ReadUnavailableError) || attempt === ATTEMPTS) throw error;
    }
    await delay(PAUSE_MS);
  }
}

/** The lines with what the viewer may know of their transactions. */
async function detailed(
  loaders: Loaders,
  lines: readonly Line[],
  ofWalletId: string,
): Promise<Omit<StatementLine, 'balance'>[]> {
  return Promise.all(
    lines.map(async (line) => {
      const transaction = await loaders.transaction(line.transactionId);
      if (!transaction) throw new Error(`transaction ${line.transactionId} is missing`);
      const other = await loaders.counterpartyOf(transaction, ofWalletId);
      const { kind, reference, description, effectiveAt } = transaction;
      return {
        ...{ at: line.at, effectiveAt, kind, amount: line.amount, reference, description },
        status: line.phase === 'REVERT' ? 'FAILED' : 'COMPLETED',
        transactionId: transactionId(transaction.id),
        counterparty: other && nameOf(other.displayName, other.wallet),
      };
    }),
  );
}

/** The name that the other owner has set, and whose wallet it is if the viewer may see that. */
function nameOf(displayName: string | null, wallet: Wallet | null): string | null {
  if (!wallet) return displayName;
  const { ownerId, name } = wallet;
  const owner = name === MAIN_WALLET ? ownerId : `${ownerId}/${name}`;
  return displayName === null ? owner : `${displayName} (${owner})`;
}
