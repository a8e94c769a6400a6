/** Told of what becomes of pushes, for metrics. */
export interface LiveObserver {
  /** A push was handed to the socket. @param latencyMs since its commit was announced; undefined: of no commit */
  pushed(latencyMs: number | undefined): void;
  /** A balance that is shown was looked at again without being announced. @param right whether it is the book's */
  looked(right: boolean): void;
}
