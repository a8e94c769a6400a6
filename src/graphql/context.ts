import type { Viewer } from '../domain/index.js';
import type { Movement, Result } from '../ledger/index.js';
import type { Live } from '../live/index.js';
import type { Figures } from '../monitoring/index.js';
import type { Monitoring } from '../monitoring/index.js';
import { unauthenticated } from './errors.js';
import { Loaders } from './loaders.js';
import type { Book } from '../book/index.js';
import type { IntegrityReport } from '../integrity/index.js';

/** What resolvers have to work with: the request's own. */
export interface GraphQLContext {
  /** undefined: no token was sent. */
  readonly viewer: Viewer | undefined;
  /** The viewer. @throws GraphQLError UNAUTHENTICATED where there is none */
  readonly caller: Viewer;
  readonly requestId: string;
  /** What changes, for subscriptions. */
  readonly live: Live;
  /** Aborted when the subscription that this request is a part of ends; of any other request never. */
  readonly signal: AbortSignal;
  /** The book as it is at the moment of the first read since the request's last write or check. */
  readonly loaders: Loaders;
  /**
   * Carries out a movement as the caller, and resolves after its commit. What is read afterwards is
   * of a moment after it.
   */
  submit<I>(movement: Movement<I>, input: I, key: string): Promise<Result>;
  /** Checks every row of the book. What is read afterwards is of a moment after its start. */
  verify(): Promise<IntegrityReport>;
  /** How this gateway stands now. */
  figures(): Figures;
  /** Whether the book has this currency. */
  carries(currency: string): boolean;
  /** How many digits a currency of the book has after the point. */
  digitsOf(currency: string): number;
}

/** A context, and how to let go of what it holds. */
export interface EndingContext extends GraphQLContext {
  /** Lets go of what was read: what is read next is of a later moment. */
  renew(): Promise<void>;
  /** Ends the snapshot. To be called when the execution is over, on every path; again does nothing. */
  end(): Promise<void>;
}

/** @param signal of a subscription: aborted when it ends */
export type ContextFactory = (
  viewer: Viewer | undefined,
  requestId: string,
  signal?: AbortSignal,
) => EndingContext;

/** Makes the contexts of requests on this book. @param monitoring told of its checks, and asked for figures */
export function createContextFactory(
  book: Book,
  live: Live,
  monitoring: Pick<Monitoring, 'figures' | 'verified'>,
): ContextFactory {
  return (viewer, requestId, signal = NEVER) =>
    new RequestContext(book, live, monitoring, viewer, requestId, signal);
}

const NEVER = new AbortController().signal;

class RequestContext implements EndingContext {
  /** Made by the first read after the start or a write. */
  #loaders: Loaders | undefined;
  #ended = false;

  constructor(
    private readonly book: Book,
    readonly live: Live,
    private readonly monitoring: Pick<Monitoring, 'figures' | 'verified'>,
    readonly viewer: Viewer | undefined,
    readonly requestId: string,
    readonly signal: AbortSignal,
  ) {}

  get caller(): Viewer {
    if (this.viewer === undefined) throw unauthenticated();
    return this.viewer;
  }

  get loaders(): Loaders {
    // A snapshot opened now would never be ended.
    if (this.#ended) throw new Error('the request is over');
    this.#loaders ??= new Loaders(this.caller, this.book.read());
    return this.#loaders;
  }

  async submit<I>(movement: Movement<I>, input: I, key: string): Promise<Result> {
    // Before as well: whoever waits for a commit must not keep a connection from those who read.
    await this.#endSnapshot();
    const result = await this.book.ledger.submit(movement, input, this.caller, key);
    await this.#endSnapshot();
    if (result.transaction && !this.#ended) this.loaders.prime(result.transaction);
    return result;
  }

  async verify(): Promise<IntegrityReport> {
    await this.#endSnapshot();
    const askedAt = new Date();
    const report = await this.book.verify();
    this.monitoring.verified(report, askedAt);
    return report;
  }

  figures(): Figures {
    return this.monitoring.figures();
  }

  carries(currency: string): boolean {
    return this.book.currencies.has(currency);
  }

  digitsOf(currency: string): number {
    const known = this.book.currencies.get(currency);
    if (known === undefined) throw new Error(`the book carries no ${currency}`);
    return known.digits;
  }

  renew(): Promise<void> {
    return this.#endSnapshot();
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#endSnapshot();
  }

  async #endSnapshot(): Promise<void> {
    const loaders = this.#loaders;
    this.#loaders = undefined;
    await loaders?.reader.end();
  }
}
