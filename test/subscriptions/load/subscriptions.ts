import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'graphql-ws';
import type { BookEntry, ByWallet, Follow, Interval, PlannedSocket, Shown } from './clients.js';

/** The WebSocket of a subscription. */
export interface Socket {
  readonly client: Client;
  readonly planned: PlannedSocket;
  /** The number of connections so far. */
  readonly session: number;
  /** The start of the present connection; NaN: there is none. Milliseconds since 1970. */
  readonly connectedAt: number;
}

/** A subscription and what it has shown. */
export interface Subscription {
  /** The time from which it can know; NaN: it cannot yet. Milliseconds since 1970. */
  readonly knowsSince: number;
  /** Everything that it has shown, by wallet id. */
  readonly seen: ByWallet<Seen>;
  readonly wrong: readonly string[];
  /** The number of expected refusals. */
  readonly refusals: number;
  /** Whether it shows at least this of the wallet. */
  shows(walletId: string, least: Shown): boolean;
}

interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly unknown[] | undefined;
}

export function subscribe(socket: Socket, follow: Follow): Subscription {
  if (follow.what === 'balance') return new BalanceSubscription(socket, follow.walletId);
  if (follow.what === 'all') return new AllSubscription(socket);
  return new ForbiddenSubscription(socket, follow);
}

/** A subscription that must never end: every end is a fault. */
abstract class Endless implements Subscription {
  readonly wrong: string[] = [];
  readonly refusals = 0;
  abstract readonly seen: ByWallet<Seen>;

  constructor(
    protected readonly socket: Socket,
    query: string,
    variables: Record<string, unknown>,
  ) {
    socket.client.subscribe(
      { query, variables },
      {
        next: (result) => this.next(result),
        error: (error) => this.wrong.push(`ended with ${textOf(error)}`),
        complete: () => this.wrong.push('was completed'),
      },
    );
  }

  get knowsSince(): number {
    return this.socket.connectedAt;
  }

  shows(walletId: string, { version }: Shown): boolean {
    const seen = this.seen.get(walletId);
    return seen === undefined || seen.version >= version;
  }

  protected abstract take(data: Record<string, unknown>): void;

  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.wrong.push(textOf(error));
    }
  }

  private next({ data, errors }: Result): void {
    if (errors || !data) this.wrong.push(`pushed ${JSON.stringify(errors)}`);
    else this.attempt(() => this.take(data));
  }
}

class BalanceSubscription extends Endless {
  readonly seen: ByWallet<Seen>;
  readonly #seen: Seen;

  constructor(socket: Socket, walletId: string) {
    super(
      socket,
      `subscription ($walletId: ID!) { balanceChanged(walletId: $walletId) { walletId ${BALANCE} } }`,
      { walletId },
    );
    this.#seen = new Seen(walletId, true);
    this.seen = new Map([[walletId, this.#seen]]);
  }

  protected take(data: Record<string, unknown>): void {
    const { walletId, balance } = data['balanceChanged'] as WalletBalance;
    if (walletId !== this.#seen.walletId)
      this.wrong.push(`asked for ${this.#seen.walletId}, was shown ${walletId}`);
    else this.#seen.push(shownOf(balance), this.socket.session);
  }
}

interface WalletBalance {
  readonly walletId: string;
  readonly balance: PushedBalance;
}

/** All wallets, as on a cashier's page: after the first, empty push it queries the list. */
class AllSubscription extends Endless {
  readonly seen = new Map<string, Seen>();
  #listed = { session: -1, at: NaN };

  constructor(socket: Socket) {
    super(socket, `subscription { walletChanges { walletId status ${BALANCE} } }`, {});
  }

  /** Since the list came: a subscription does not push what changed before it began. */
  override get knowsSince(): number {
    const { session, connectedAt } = this.socket;
    // NaN also while the connection is lost, because `session` counts only connections.
    return this.#listed.session === session ? Math.max(this.#listed.at, connectedAt) : NaN;
  }

  override shows(walletId: string, least: Shown): boolean {
    return this.seen.has(walletId) && super.shows(walletId, least);
  }

  protected take(data: Record<string, unknown>): void {
    const changes = data['walletChanges'] as readonly WalletBalance[];
    for (const { walletId, balance } of changes)
      this.#seenOf(walletId).push(shownOf(balance), this.socket.session);
    if (changes.length === 0)
      this.#list().catch((error: unknown) => this.wrong.push(`no list: ${textOf(error)}`));
  }

  #seenOf(walletId: string): Seen {
    const seen = this.seen.get(walletId) ?? new Seen(walletId, false);
    this.seen.set(walletId, seen);
    return seen;
  }

  async #list(): Promise<void> {
    const { session } = this.socket;
    for (let after: string | null = null; ;) {
      const page: WalletPage | undefined = await this.#page(after);
      if (page === undefined) return;
      for (const { node } of page.edges) this.#seenOf(node.id).list(shownOf(node.balance));
      if (!page.pageInfo.hasNextPage) {
        this.#listed = { session, at: now() };
        return;
      }
      after = page.pageInfo.endCursor;
    }
  }

  /** A page, retried until it comes; undefined if the connection is lost meanwhile: the next one lists again. */
  async #page(after: string | null): Promise<WalletPage | undefined> {
    const { session } = this.socket;
    const { url, token } = this.socket.planned;
    const query = `query ($after: String) { wallets(first: 200, after: $after) {
      edges { node { id ${BALANCE} } } pageInfo { hasNextPage endCursor } } }`;
    while (session === this.socket.session) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: { after } }),
      }).then(
        async (response) => (await response.json()) as { data?: { wallets: WalletPage } | null },
        () => undefined, // the gateway or the database is away: tried again
      );
      if (answer?.data) return answer.data.wallets;
      await delay(100);
    }
    return undefined;
  }
}

interface WalletPage {
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly balance: PushedBalance };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Requests what the token does not allow, and repeats that after each refusal. */
class ForbiddenSubscription implements Subscription {
  readonly seen = new Map<string, Seen>();
  readonly wrong: string[] = [];
  refusals = 0;

  constructor(
    private readonly socket: Socket,
    private readonly follow: Follow & { readonly what: 'forbidden' },
  ) {
    this.#ask();
  }

  get knowsSince(): number {
    return this.socket.connectedAt;
  }

  shows(): boolean {
    return true;
  }

  #ask(): void {
    const { walletId, code } = this.follow;
    const query =
      walletId === undefined
        ? `subscription { walletChanges { walletId ${BALANCE} } }`
        : `subscription { balanceChanged(walletId: "${walletId}") { walletId ${BALANCE} } }`;
    this.socket.client.subscribe(
      { query },
      {
        next: (push) => this.wrong.push(`was shown ${JSON.stringify(push)}`),
        error: (error) => {
          const codes = Array.isArray(error)
            ? error.map((one: { extensions?: { code?: unknown } }) => one.extensions?.code)
            : [textOf(error)];
          if (codes.length === 1 && codes[0] === code) this.refusals += 1;
          else this.wrong.push(`expected ${code}, got ${textOf(error)}`);
          setTimeout(() => this.#ask(), 200);
        },
        complete: () => this.wrong.push('was completed'),
      },
    );
  }
}

function textOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  const { code, reason } = error as { code?: number; reason?: string };
  return code === undefined ? JSON.stringify(error) : `close code ${code} (${reason})`;
}

/** A balance in a push or a list. */
export interface PushedBalance {
  readonly available: Money;
  readonly spendable: Money;
  readonly held: Money;
  readonly cash: Money;
  readonly credit: Money;
  readonly total: Money;
  readonly version: number;
}

interface Money {
  readonly amount: string;
}

const FIGURES = ['available', 'spendable', 'held', 'cash', 'credit', 'total'] as const;

/** The selection of a balance. */
export const BALANCE = `balance { ${FIGURES.map((one) => `${one} { amount }`).join(' ')} version }`;

/** The part of a balance to compare. @throws Error if its figures are not those of cash alone */
export function shownOf(balance: PushedBalance): Shown {
  const { amount } = balance.available;
  const should = { held: '0.00', credit: '0.00' } as Record<string, string>;
  const odd = FIGURES.find((figure) => balance[figure].amount !== (should[figure] ?? amount));
  if (odd) throw new Error(`${odd} is of another moment: ${JSON.stringify(balance)}`);
  return { version: balance.version, available: amount };
}

/** Everything that one subscription has shown of one wallet. */
class Seen {
  readonly wrong: string[] = [];
  #session = -1;
  /** The last push. A list can be ahead of the pushes, which the client then drops. */
  #pushed: Shown = { version: -1, available: '' };
  #pushes = 0;
  readonly #shown: (Shown & { readonly at: number; readonly session: number })[] = [];

  /** @param strict whether each push of a session must be newer than the one before it */
  constructor(
    readonly walletId: string,
    private readonly strict: boolean,
  ) {}

  get version(): number {
    return this.#shown.at(-1)?.version ?? -1;
  }

  get available(): string | undefined {
    return this.#shown.at(-1)?.available;
  }

  get pushes(): number {
    return this.#pushes;
  }

  /** Adds a push. @param session the number of connections: a new one can repeat the last version */
  push(shown: Shown, session: number): void {
    const { version, available } = shown;
    const before = this.#pushed;
    const again = version === before.version && (!this.strict || session !== this.#session);
    if (version <= before.version && !again)
      this.wrong.push(`${this.walletId}: version ${version} after ${before.version}`);
    if (version === before.version && available !== before.available)
      this.wrong.push(`${this.walletId}: two balances of version ${version}`);
    this.#session = session;
    this.#pushed = shown;
    this.#pushes += 1;
    if (version >= this.version) this.#shown.push({ ...shown, at: now(), session });
  }

  /** Adds a balance from a list, which can be older than the last push. */
  list(shown: Shown): void {
    if (shown.version > this.version) this.#shown.push({ ...shown, at: NaN, session: -1 });
  }

  /** Compares everything shown with the book. Adds faults to `wrong` and latencies to `into`. */
  judge(
    book: readonly BookEntry[],
    last: Shown,
    faults: readonly Interval[],
    into: number[],
  ): void {
    for (const { version, available } of this.#shown) {
      const right = version === 0 ? '0.00' : book[version - 1]?.available;
      if (right !== available)
        this.wrong.push(`${this.walletId}: version ${version} with ${available}, not ${right}`);
    }
    if (this.version !== last.version || this.available !== last.available)
      this.wrong.push(
        `${this.walletId}: at last ${this.version} with ${this.available}, a query says ${last.version} with ${last.available}`,
      );
    this.#latencies(book, faults, into);
  }

  #latencies(book: readonly BookEntry[], faults: readonly Interval[], into: number[]): void {
    for (const [index, push] of this.#shown.entries()) {
      const before = this.#shown[index - 1];
      if (before?.session !== push.session) continue;
      for (let version = before.version + 1; version <= push.version; version++) {
        const { at } = book[version - 1] ?? { at: NaN };
        if (!faults.some(({ from, to }) => at >= from && at <= to)) into.push(push.at - at);
      }
    }
  }
}

/** Milliseconds since 1970, with their fractions. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
