import type { NoteAttempt, Viewer } from '../domain/index.js';
import type { Gone, Result } from '../ledger/index.js';
import type { Live } from '../live/index.js';
import type { EventFeed } from '../log/index.js';
import type { Figures, Monitoring } from '../monitoring/index.js';
import type { DeclaredMovement } from '../movements/index.js';
import type { Webhooks } from '../webhooks/index.js';
import { refuseHiddenReplay } from './authorization/replays.js';
import { unauthenticated } from './errors.js';
import { commitReader } from './answers/commit-answers.js';
import { Loaders } from './loaders.js';
import { PayeeQuota } from './payee-quota.js';
import type { Book } from '../book/index.js';
import {
  BookReader,
  type Currency,
  ReadUnavailableError,
  type EventPlace,
  type PermanentRows,
  type RowReader,
  type Soon,
  type SystemAccount,
  type WalletKey,
  walletKeyText,
} from '../reader/index.js';
import type { IntegrityReport } from '../integrity/index.js';

/** The context of one request, for its resolvers. */
export interface GraphQLContext {
  /** undefined: the request has no token. */
  readonly viewer: Viewer | undefined;
  /** The viewer. @throws GraphQLError UNAUTHENTICATED if there is none */
  readonly caller: Viewer;
  readonly requestId: string;
  /** The changes to which subscriptions listen. */
  readonly live: Live;
  /** Feeds subscriptions with the events of the log. */
  readonly events: EventFeed;
  readonly webhooks: Webhooks;
  /** Aborted when the subscription to which this request belongs ends. Never aborted for any other request. */
  readonly signal: AbortSignal;
  /** Reads the book at the moment of the first read since the request's last write or check. */
  readonly loaders: Loaders;
  /** For lists, at the moment of `loaders`. Their filter must limit them to what the viewer may see. Only for `dear`. */
  readonly lists: BookReader;
  /** Waits until the newest commits are settled in the log, unless the request reads at an earlier moment already. */
  settleLog(): Promise<void>;
  /** The place that a cursor of events names. @throws InputError if it names none */
  eventPlace(cursor: string): Promise<EventPlace>;
  /**
   * Says that the operation reads more than rows, before it reads anything. Then all its reads have their own connection, and
   * if `isSettled` they know up to which moment they show everything.
   */
  readDearly(options: { readonly isSettled: boolean }): void;
  /** Says that the operation, a mutation, shows nothing beyond what its own commits lock or write. */
  answerFromCommit(): void;
  /** Says that the operation, a subscription, shows nothing beyond the wallets of its pushes. */
  answerFromPush(): void;
  /** Whether `answerFromPush` was called. */
  readonly isOfPush: boolean;
  /** Makes `loaders` read from this reader, before they read anything. */
  readFrom(reader: RowReader): void;
  /**
   * Executes a movement as the caller, and resolves after its commit. Later reads see a moment after it.
   * @throws GraphQLError FORBIDDEN for a replay of what the caller may no longer see
   */
  submit<I>(movement: DeclaredMovement<I>, input: I, key: string): Promise<Result>;
  /**
   * Takes one of the caller's look-ups of payees, unless the request has taken one for the same wallet.
   * @throws GraphQLError RATE_LIMITED if none is left
   */
  takePayeeLookUp(key: WalletKey): void;
  /** Notes that the caller tried a field and may not, once a request. @param field with its type */
  noteAttempt(name: string, field: string, message: string): void;
  /** Checks every row of the book. Later reads see a moment after its start. */
  verify(): Promise<IntegrityReport>;
  /** The present figures of this gateway. */
  figures(): Figures;
  /** The currency; undefined if the book does not have it. One that this gateway does not know is looked up. */
  findCurrency(code: string): Soon<Currency | undefined>;
  /** The currency of a row or an outcome. @throws Error if the book does not have it */
  currencyNamed(code: string): Soon<Currency>;
  /** The system account of an outcome. @throws Error if the book does not have it */
  systemAccountNamed(name: string): Soon<SystemAccount>;
  /** Whether this gateway knows the currency. It does if the currency was in the book when a mutation of this request named it. */
  carries(code: string): boolean;
}

/** A context, and the means to release what it holds. */
export interface EndingContext extends GraphQLContext {
  /** Releases the snapshot, so that the next read sees a later moment. */
  renew(): Promise<void>;
  /** Ends the snapshot. Call it when the execution is over, on every path. A second call does nothing. */
  end(): Promise<void>;
}

/** @param gone signal of a subscription, aborted when it ends; of a mutation, whether its client has hung up */
export type ContextFactory = (
  viewer: Viewer | undefined,
  requestId: string,
  gone?: AbortSignal | Gone,
) => EndingContext;

/**
 * Makes the contexts of requests on a book.
 * @param monitoring receives the reports of checks, and has the figures
 * @param noteAttempt receives what callers try and may not
 */
export function createContextFactory(
  book: Book,
  { live, events, webhooks }: Pick<OfGateway, 'live' | 'events' | 'webhooks'>,
  monitoring: Pick<Monitoring, 'figures' | 'verified'>,
  noteAttempt: NoteAttempt = () => undefined,
): ContextFactory {
  const payees = new PayeeQuota();
  return (viewer, requestId, gone) =>
    new RequestContext(
      { book, live, events, webhooks, monitoring, payees, noteAttempt },
      viewer,
      requestId,
      gone,
    );
}

/** What all requests of a gateway share. */
interface OfGateway {
  readonly book: Book;
  readonly live: Live;
  readonly events: EventFeed;
  readonly webhooks: Webhooks;
  readonly monitoring: Pick<Monitoring, 'figures' | 'verified'>;
  readonly payees: PayeeQuota;
  readonly noteAttempt: NoteAttempt;
}

const NEVER = new AbortController().signal;
/** How long a query of the log waits for commits that are under way. */
const SETTLE_MS = 500;

class RequestContext implements EndingContext {
  /** The first read after the start, or after a write, makes both. */
  #loaders: Loaders | undefined;
  #reader: RowReader | undefined;
  #isDear = false;
  #isSettled = false;
  #isOfCommit = false;
  #isOfPush = false;
  #ended = false;
  readonly live: Live;
  readonly events: EventFeed;
  readonly webhooks: Webhooks;
  readonly #book: Book;
  readonly #monitoring: OfGateway['monitoring'];
  readonly #payees: PayeeQuota;
  /** The payees that this request has looked up. */
  readonly #lookedUp = new Set<string>();
  /** The fields that this request has asked for without the right. */
  readonly #attempted = new Set<string>();
  readonly #note: NoteAttempt;

  constructor(
    { book, live, events, webhooks, monitoring, payees, noteAttempt }: OfGateway,
    readonly viewer: Viewer | undefined,
    readonly requestId: string,
    private readonly gone: AbortSignal | Gone | undefined,
  ) {
    this.live = live;
    this.events = events;
    this.webhooks = webhooks;
    this.#book = book;
    this.#monitoring = monitoring;
    this.#payees = payees;
    this.#note = noteAttempt;
  }

  get signal(): AbortSignal {
    return this.gone && 'addEventListener' in this.gone ? this.gone : NEVER;
  }

  get caller(): Viewer {
    if (this.viewer === undefined) throw unauthenticated();
    return this.viewer;
  }

  get loaders(): Loaders {
    this.#loaders ??= new Loaders(this.caller, this.#readerOfMoment());
    return this.#loaders;
  }

  get lists(): BookReader {
    const reader = this.#readerOfMoment();
    if (!(reader instanceof BookReader))
      throw new Error('a resolver that reads lists must be declared by `dear`');
    return reader;
  }

  async eventPlace(cursor: string): Promise<EventPlace> {
    const reader = this.#book.read(this.caller);
    try {
      return await reader.eventPlace(cursor);
    } finally {
      await reader.end();
    }
  }

  async settleLog(): Promise<void> {
    if (this.#reader) return;
    const { end, isReached } = await this.#book.log.settle(SETTLE_MS);
    if (!isReached && end === 0n)
      throw new ReadUnavailableError({
        isUnreachable: false,
        message: 'The newest commits are still under way. Send the query again later.',
      });
  }

  readDearly({ isSettled }: { readonly isSettled: boolean }): void {
    this.#isDear = true;
    this.#isSettled = isSettled;
  }

  answerFromCommit(): void {
    this.#isOfCommit = true;
  }

  answerFromPush(): void {
    this.#isOfPush = true;
  }

  get isOfPush(): boolean {
    return this.#isOfPush;
  }

  readFrom(reader: RowReader): void {
    if (this.#reader) throw new Error('the request has read at another moment already');
    this.#reader = reader;
  }

  #readerOfMoment(): RowReader {
    // Nothing would end a snapshot that is opened now.
    if (this.#ended) throw new Error('the request is over');
    this.#reader ??= this.#isDear
      ? this.#book.read(this.caller, { isSettled: this.#isSettled })
      : this.#book.join();
    return this.#reader;
  }

  async submit<I>(movement: DeclaredMovement<I>, input: I, key: string): Promise<Result> {
    // Also before: a request that waits for a commit must not hold a connection that other readers need.
    await this.#endSnapshot();
    const { gone, requestId } = this;
    const options = { gone, requestId };
    const result = await this.#book.ledger.submit(movement, input, this.caller, key, options);
    await this.#endSnapshot();
    if (result.replayed && !this.#ended)
      await refuseHiddenReplay(this.caller, movement.acting(input), result.outcome, this.loaders);
    // A replay has been read above, and its reader must end.
    else if (this.#isOfCommit && !this.#ended) this.#reader = commitReader(result);
    return result;
  }

  takePayeeLookUp(key: WalletKey): void {
    // graphql-js reads a request again in which a compiled plan has met an error.
    const text = walletKeyText(key);
    if (this.#lookedUp.has(text)) return;
    this.#payees.take(this.caller);
    this.#lookedUp.add(text);
  }

  noteAttempt(movement: string, field: string, message: string): void {
    // A list asks for a field many times, and graphql-js again for what a compiled plan could not answer.
    if (this.viewer === undefined || this.#attempted.has(field)) return;
    this.#attempted.add(field);
    const { viewer, requestId } = this;
    this.#note({ subject: viewer.id, movement, field, code: 'FORBIDDEN', message, requestId });
  }

  async verify(): Promise<IntegrityReport> {
    await this.#endSnapshot();
    const requestedAt = new Date();
    const report = await this.#book.verify();
    this.#monitoring.verified(report, requestedAt);
    return report;
  }

  figures(): Figures {
    return this.#monitoring.figures();
  }

  findCurrency(code: string): Soon<Currency | undefined> {
    return this.#book.currencies.find(code);
  }

  currencyNamed(code: string): Soon<Currency> {
    return this.#book.currencies.get(code) ?? existing(this.#book.currencies, code, 'currency');
  }

  systemAccountNamed(name: string): Soon<SystemAccount> {
    const { systemAccounts } = this.#book;
    return systemAccounts.get(name) ?? existing(systemAccounts, name, 'system account');
  }

  carries(code: string): boolean {
    return this.#book.currencies.get(code) !== undefined;
  }

  renew(): Promise<void> {
    return this.#endSnapshot();
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#endSnapshot();
  }

  async #endSnapshot(): Promise<void> {
    const reader = this.#reader;
    this.#reader = undefined;
    this.#loaders = undefined;
    await reader?.end();
  }
}

/** @throws Error if the book does not have the row */
async function existing<Row extends { readonly createdAt: Date }>(
  rows: PermanentRows<Row>,
  name: string,
  what: string,
): Promise<Row> {
  const found = await rows.find(name);
  if (found === undefined) throw new Error(`the book has no ${what} ${name}`);
  return found;
}
