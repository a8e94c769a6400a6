/** The figures of one gateway. An unknown figure is null, never 0 and never a perfect value. */
export interface Figures {
  /** Seconds that the figures cover, up to now, unless a figure says otherwise: about 60, fewer after a start. */
  readonly measuredSeconds: number;
  /** Subscriptions that are open now. */
  readonly subscriptions: number;
  /** Whether the listener is connected now. */
  readonly hearsCommits: boolean;
  /** Changed wallets per second in the whole book; null while the listener is disconnected. */
  readonly balanceUpdatesPerSecond: number | null;
  readonly pushesPerSecond: number;
  /** null if no commit caused a push. */
  readonly pushLatency: PushLatency | null;
  readonly transactions: TransactionOutcomes;
  /** The last check of the whole book; null if there was none. */
  readonly consistency: Consistency | null;
  /** The share, 0 to 1, of rechecked balances that were correct; null if none was rechecked. */
  readonly balanceAccuracy: number | null;
}

/** Time from just before a commit until its push reached the socket. Milliseconds, accurate to one percent. */
export interface PushLatency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** The number of commands with each outcome. */
export interface TransactionOutcomes {
  readonly done: number;
  readonly replayed: number;
  readonly refused: number;
  readonly failed: number;
  readonly unknown: number;
}

/** The result of a check of the whole book. */
export interface Consistency {
  /** The share of correct rows, 0 to 1, and 1 only without a finding; null if it could not be counted. */
  readonly score: number | null;
  /** The check saw the book as it was at this time, or a little later. */
  readonly checkedAt: Date;
  readonly findings: number;
}
