/** Told of what is heard of commits and of what becomes of pushes, for metrics. */
export interface LiveObserver {
  /** Commits are heard of from now on. What was announced before was not all heard, if anything was. */
  listening(): void;
  /** Commits were heard of. @param wallets how many wallets they changed, whoever follows them */
  announced(wallets: number): void;
  /** A push was handed to the socket. @param latencyMs since its commit was announced; undefined: of no commit */
  pushed(latencyMs: number | undefined): void;
  /** A balance that is shown was looked at again without being announced. @param right whether it is the book's */
  looked(right: boolean): void;
}
