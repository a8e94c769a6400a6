import type { Revocations } from '../auth/index.js';
import type { Database } from '../database/index.js';
import { type Announcement, channelOf, readAnnouncement } from '../ledger/index.js';
import { Live, type LiveOptions } from './live.js';
import { Coalescer } from './coalesce.js';
import { readWithRetry } from './read-with-retry.js';
import type { Book } from '../book/index.js';

const FOREIGN_MESSAGE = 'the book’s channel carried a message that no gateway wrote; it is ignored';
const ANNOUNCEMENT_FAILED = 'a commit could not be passed on to its subscribers';
const LISTENER_LOST = 'the listener lost its connection; commits are not heard of until it is back';

export interface OpenLiveOptions extends LiveOptions {
  readonly database: Pick<Database, 'listener' | 'dropSilent'>;
  /** The schema that holds the book. */
  readonly schema: string;
  readonly book: Pick<Book, 'join' | 'read'>;
  /** The revoked tokens; kept in step with the book. */
  readonly revocations: Revocations;
  /** Called at each announced commit, and after a gap in which commits were not heard of. */
  onCommit?(): void;
  /** Receives errors, for the log. Live pushes recover by themselves. */
  onError(error: unknown, what: string): void;
}

export interface OpenLive {
  readonly live: Live;
  /** Whether announcements arrive now. Missed ones are made up for after the listener reconnects. */
  readonly isListening: boolean;
  close(): Promise<void>;
}

/**
 * Starts to listen to the book's commits. Resolves when the listener is connected and the revoked tokens are
 * loaded, because no client may be admitted before.
 * @param signal on abort, closes what was opened and throws
 */
export async function openLive(options: OpenLiveOptions, signal: AbortSignal): Promise<OpenLive> {
  const { book, revocations } = options;
  const closing = new AbortController();
  const live = new Live(book, options);
  const revocationsRead = new Coalescer(async () => {
    revocations.replace(await readRevocations(book, closing.signal));
  });
  const report = (what: string) => (error: unknown) => {
    if (!closing.signal.aborted) options.onError(error, what);
  };
  const read = announcementReader((error) => options.onError(error, FOREIGN_MESSAGE));
  const listener = options.database.listener({
    channel: channelOf(options.schema),
    onMessage: (message, clockAheadMs) => {
      const announcement = read(message);
      if (!announcement) return;
      options.onCommit?.();
      try {
        live.announced(announcement, clockAheadMs);
      } catch (error) {
        options.onError(error, ANNOUNCEMENT_FAILED);
      }
      if (announcement.revocations)
        revocationsRead.run().catch(report('the revoked tokens could not be read'));
    },
    onConnected: (since) => {
      options.onCommit?.();
      live.missed(since).catch(report('the missed changes could not be read'));
      revocationsRead.run().catch(report('the revoked tokens could not be read'));
    },
    onLost: (error, silently) => {
      if (silently) options.database.dropSilent();
      options.onError(error, LISTENER_LOST);
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
    // The listener first: a subscriber must not miss a change after its first read.
    await listener.start();
    await revocationsRead.run();
    signal.throwIfAborted();
  } catch (error) {
    await close();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  return {
    live,
    get isListening() {
      return listener.connected;
    },
    close,
  };
}

function readRevocations(
  book: Pick<Book, 'read'>,
  closing: AbortSignal,
): Promise<ReadonlyMap<string, Date>> {
  return readWithRetry(
    () => book.read(),
    (reader) => reader.revocations(),
    closing,
  );
}

/**
 * Creates a reader of messages that returns undefined for one that no gateway wrote, and reports it. Any database login
 * may write on any channel, as often as it likes: the log must not fill up.
 */
function announcementReader(
  onForeign: (error: unknown) => void,
): (message: string) => Announcement | undefined {
  const report = throttle(FOREIGN_MESSAGE_LOG_INTERVAL_MS, onForeign);
  return (message) => {
    try {
      return readAnnouncement(message);
    } catch (error) {
      report(error);
      return undefined;
    }
  };
}

/** The shortest time between two log lines about foreign messages on the channel. Milliseconds. */
const FOREIGN_MESSAGE_LOG_INTERVAL_MS = 10_000;

/** Wraps `work` so that it runs at most once in `ms` milliseconds; other calls do nothing. */
function throttle<T>(ms: number, work: (argument: T) => void): (argument: T) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (argument) => {
    if (performance.now() - last < ms) return;
    last = performance.now();
    work(argument);
  };
}
