/** Receives the events of live pushes, for metrics. */
export interface LiveObserver {
  /** The listener has connected. Announcements before this may have been missed. */
  listening(): void;
  /** A commit was announced. @param wallets how many wallets it changed, followed or not */
  announced(wallets: number): void;
  /** A push was handed to the socket. @param latencyMs time since its commit; undefined if no commit caused it */
  pushed(latencyMs: number | undefined): void;
  /** An event of the log was handed to the socket. @param latencyMs time since its commit */
  eventPushed?(latencyMs: number): void;
  /** A shown balance was read again without an announcement. @param isCorrect whether it equals the book's */
  rechecked(isCorrect: boolean): void;
}
