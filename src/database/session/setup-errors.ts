/** Something about the database is not as the gateway needs it. The message is one line. */
export class DatabaseSetupError extends Error {
  override readonly name: string = 'DatabaseSetupError';
}

/**
 * The database as it is now cannot be used: it is a standby, for example. Once connected, a gateway waits for a better
 * one, as for one that cannot be reached.
 */
export class UnfitDatabaseError extends DatabaseSetupError {
  override readonly name = 'UnfitDatabaseError';
}

/** A connection that was accepted and then got no answer. A pooler without a free server connection does this too. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  constructor(withinMs: number, options?: { cause: unknown }) {
    super(`no answer within ${withinMs / 1_000} s`, options);
  }
}
