import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Book } from '../book/index.js';
import { type Attempt, ATTEMPT_KEY_PREFIX } from '../domain/index.js';
import { attempted } from '../movements/index.js';
import { TokenBucket } from './token-bucket.js';

/** What is kept: so many at once, and then so many more an hour. */
const RATES = {
  /** Of one subject. */
  subject: { burst: 5, perHour: 60 },
  /** Of all, by one gateway: 26,400 a day, about 15 MB with the indexes. */
  gateway: { burst: 100, perHour: 1_100 },
};

/** Subjects whose rate a gateway knows. One that it forgets begins again, within the rate of the gateway. */
const MAX_SUBJECTS = 10_000;
/** With more commands than this in the ledger's queue, an attempt is not kept. */
const MAX_WAITING = 256;
/** How long the end of the gateway waits for what is not written. Milliseconds. */
const WRITE_WITHIN_MS = 2_000;

export interface AttemptsOptions {
  /** Receives whether an attempt was kept, for metrics. */
  readonly onAttempt: (kept: boolean) => void;
  /** Receives the error of an attempt that could not be written. It counts as not kept. */
  readonly onError: (error: unknown) => void;
  readonly rates?: typeof RATES;
  readonly now?: () => number;
}

/**
 * Keeps in the log what callers tried and may not, as refused commands of theirs. It is sampled above a rate, so that no
 * caller can fill the disk: what is left out is counted, and the next one that is kept says how many. Noting one costs its
 * request nothing. They are written one at a time, so that they take one place of the ledger's queue at most.
 */
export class Attempts {
  readonly #subjects = new LRUCache<string, TokenBucket>({ max: MAX_SUBJECTS });
  readonly #all: TokenBucket;
  readonly #pending: Attempt[] = [];
  #notKept = 0;
  #ledger: Pick<Book['ledger'], 'submit' | 'waiting'> | undefined;
  #writing: Promise<void> | undefined;

  constructor(private readonly options: AttemptsOptions) {
    this.#all = this.#bucket('gateway');
  }

  /** Begins to write. Those that came before have waited for it. */
  open({ ledger }: Pick<Book, 'ledger'>): this {
    this.#ledger = ledger;
    this.#writeOn();
    return this;
  }

  /** Resolves when those that were noted are written, or cannot be in time. */
  async stop(): Promise<void> {
    const late = new AbortController();
    const timeout = setTimeout(() => late.abort(), WRITE_WITHIN_MS);
    const given = new Promise<void>((resolve) =>
      late.signal.addEventListener('abort', () => resolve()),
    );
    await Promise.race([this.#writing, given]);
    clearTimeout(timeout);
  }

  readonly note = (attempt: Attempt): void => {
    const subject = this.#subjects.get(attempt.subject) ?? this.#bucket('subject');
    this.#subjects.set(attempt.subject, subject);
    const isBusy = (this.#ledger?.waiting ?? 0) > MAX_WAITING;
    // In this order: one that its subject may not keep takes nothing from the others.
    if (isBusy || !subject.take() || !this.#all.take()) return this.#leaveOut();
    this.#pending.push(attempt);
    this.options.onAttempt(true);
    this.#writeOn();
  };

  /** Notes a token of a known subject that was refused. */
  noteToken(subject: string, message: string): void {
    const of = { movement: 'authenticate', field: undefined, requestId: undefined };
    this.note({ subject, ...of, code: 'UNAUTHENTICATED', message });
  }

  #leaveOut(): void {
    this.#notKept += 1;
    this.options.onAttempt(false);
  }

  #bucket(of: keyof typeof RATES): TokenBucket {
    const { rates = RATES, now = () => performance.now() } = this.options;
    return new TokenBucket(rates[of].burst, rates[of].perHour / 3_600_000, now);
  }

  #writeOn(): void {
    if (!this.#ledger || this.#writing || this.#pending.length === 0) return;
    this.#writing = this.#writeAll(this.#ledger).finally(() => {
      this.#writing = undefined;
      this.#writeOn();
    });
  }

  async #writeAll(ledger: Pick<Book['ledger'], 'submit'>): Promise<void> {
    for (let next = this.#pending.shift(); next; next = this.#pending.shift()) {
      const notKept = this.#notKept;
      this.#notKept = 0;
      const { subject, field, requestId } = next;
      const input = { field, notKept: notKept === 0 ? undefined : notKept };
      const key = `${ATTEMPT_KEY_PREFIX}${randomUUID()}`;
      try {
        const options = requestId === undefined ? {} : { requestId };
        await ledger.submit(attempted(next), input, { id: subject, roles: [] }, key, options);
      } catch (error) {
        this.#notKept += notKept + 1;
        this.options.onError(error);
      }
    }
  }
}
