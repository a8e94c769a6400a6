/** What a subscription of the load follows. */
export type Follow =
  | { readonly what: 'balance'; readonly walletId: string }
  /** All wallets, which only staff may. */
  | { readonly what: 'all' }
  /** Something that the token does not allow: asked for again and again, and refused each time. */
  | { readonly what: 'forbidden'; readonly walletId: string | undefined; readonly code: string };

/** A WebSocket and what is followed over it. */
export interface PlannedSocket {
  /** http://… of the gateway. */
  readonly url: string;
  readonly token: string;
  readonly follows: readonly Follow[];
}

/** A balance as it is compared: one of its figures, for deposits and transfers move no other. */
export interface Shown {
  readonly version: number;
  /** The decimal text of `available`, which is then also `spendable`, `cash` and `total`. */
  readonly available: string;
}

/** One entry of a wallet's cash: the first one made version 1, and so on. */
export interface BookEntry {
  readonly available: string;
  /** Milliseconds since 1970: the moment that the commit's rows carry, before they are written. */
  readonly at: number;
}

/** Milliseconds since 1970. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Everything by wallet id. */
export type ByWallet<T> = ReadonlyMap<string, T>;

export type Command =
  | { readonly do: 'follow'; readonly sockets: readonly PlannedSocket[] }
  /**
   * Resolves when every subscription shows at least these versions, or when one has not for so long,
   * counted from `since` or from when it was connected again.
   */
  | {
      readonly do: 'await';
      readonly wallets: ByWallet<Shown>;
      /** Milliseconds since 1970. */
      readonly since: number;
      readonly withinMs: number;
    }
  | {
      readonly do: 'judge';
      readonly book: ByWallet<readonly BookEntry[]>;
      readonly last: ByWallet<Shown>;
      /** What was committed in these is left out of the latencies. */
      readonly faults: readonly Interval[];
    };

export interface Caught {
  /** How long it took from then until all were right, sockets that had to connect again included. */
  readonly ms: number;
  /** How long the slowest took, from then or from when it was connected again (and had its list). */
  readonly slowestMs: number;
  /** Those that were not by then, some of them. */
  readonly behind: readonly string[];
}

export interface Verdict {
  /** Everything that should not have been, some of it. */
  readonly wrong: readonly string[];
  /** Pushes of balances that came. */
  readonly pushes: number;
  /** Versions that were shown, be it by a push that tells of several. */
  readonly versions: number;
  /** Times that a client had to connect again. */
  readonly reconnects: number;
  /** Refusals of what the token does not allow. */
  readonly refusals: number;
  /**
   * From the moment that the commit's rows carry to the receipt of the first push with that version or
   * a later one, for every version and subscription. Milliseconds.
   */
  readonly latency: { readonly p50: number; readonly p99: number; readonly most: number };
}
