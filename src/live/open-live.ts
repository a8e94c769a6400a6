import type { Revocations } from '../auth/index.js';
import type { Database } from '../database/index.js';
import { channelOf, readAnnouncement } from '../ledger/index.js';
import { Live, type LiveOptions } from './live.js';
import { Coalesced } from './coalesce.js';
import { readWithRetry } from './read-with-retry.js';
import type { Book } from '../book/index.js';

export interface OpenLiveOptions extends LiveOptions {
  readonly database: Pick<Database, 'listener' | 'dropReads'>;
  /** The schema that holds the book. */
  readonly name: string;
  readonly book: Pick<Book, 'read'>;
  /** Kept as the book has them. */
  readonly revocations: Revocations;
  /** Told of what went wrong; it goes on by itself. */
  onError(error: unknown, what: string): void;
}

export interface OpenLive {
  readonly live: Live;
  /** Whether commits are heard of now; where not, they are made up for afterwards. */
  readonly hears: boolean;
  close(): Promise<void>;
}

/**
 * Begins to hear of the book's commits. Resolves when it does and the revocations are there: nobody is let
 * in before.
 * @param signal gives up: it closes what it opened, and throws
 */
export async function openLive(options: OpenLiveOptions, signal: AbortSignal): Promise<OpenLive> {
  const { book, revocations } = options;
  const closing = new AbortController();
  const live = new Live(book, options);
  const revoked = new Coalesced(async () => {
    const latest = await readWithRetry(book, (reader) => reader.revocations(), closing.signal);
    revocations.replace(latest);
  });
  const failed = (what: string) => (error: unknown) => {
    if (!closing.signal.aborted) options.onError(error, what);
  };
  // Any login of the database may write on any channel, as often as it likes.
  const strangers = atMostEach(STRANGERS_MS, (error) =>
    options.onError(error, 'a message of the book’s channel is not one of ours'),
  );
  const listener = options.database.listener({
    channel: channelOf(options.name),
    onMessage: (message, clockAheadMs) => {
      try {
        const announcement = readAnnouncement(message);
        live.announced(announcement, clockAheadMs);
        if (announcement.revocations)
          revoked.run().catch(failed('the revoked tokens could not be read'));
      } catch (error) {
        strangers(error);
      }
    },
    onConnected: (since) => {
      live.missed(since).catch(failed('what was missed could not be read'));
      revoked.run().catch(failed('the revoked tokens could not be read'));
    },
    onLost: (error, silently) => {
      if (silently) options.database.dropReads();
      options.onError(error, 'commits are not heard of until the listener is back');
    },
  });
  const close = async (): Promise<void> => {
    closing.abort();
    live.close();
    await listener.close();
  };
  const giveUp = (): void => void close();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    // Whoever follows must have missed nothing since they began.
    await listener.start();
    await revoked.run();
    signal.throwIfAborted();
  } catch (error) {
    await close();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  return {
    live,
    get hears() {
      return listener.connected;
    },
    close,
  };
}

/** How often it is told that somebody else writes on the channel. Milliseconds. */
const STRANGERS_MS = 10_000;

/** @returns `work` that does nothing where it did something less than `ms` milliseconds ago */
function atMostEach<T>(ms: number, work: (about: T) => void): (about: T) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (about) => {
    if (performance.now() - last < ms) return;
    last = performance.now();
    work(about);
  };
}
