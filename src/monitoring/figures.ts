/** What a gateway can say of itself. What it does not know is null: never 0, and never all is well. */
export interface Figures {
  /** The seconds before now that all is of that is not said to be of another time: 60, fewer since the start. */
  readonly measuredSeconds: number;
  /** Open now. */
  readonly subscriptions: number;
  readonly hearsCommits: boolean;
  /** Of the whole book; null while commits are not heard of. */
  readonly balanceUpdatesPerSecond: number | null;
  readonly pushesPerSecond: number;
  /** null: no push told of a commit. */
  readonly pushLatency: PushLatency | null;
  readonly transactions: TransactionOutcomes;
  /** Of the last check; null: there was none. */
  readonly consistency: Consistency | null;
  /** A share, 0 to 1; null: no balance was looked at. */
  readonly balanceAccuracy: number | null;
}

/** From just before the commit to the socket. Milliseconds, each right within one part in a hundred. */
export interface PushLatency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How many commands ended in each way. */
export interface TransactionOutcomes {
  readonly done: number;
  readonly replayed: number;
  readonly refused: number;
  readonly failed: number;
  readonly unknown: number;
}

/** What a check of the whole book found. */
export interface Consistency {
  /** A share, 0 to 1, and 1 only without a finding; null: it could not be counted. */
  readonly score: number | null;
  /** The check is of the book as it was then, or a little later. */
  readonly checkedAt: Date;
  readonly findings: number;
}
