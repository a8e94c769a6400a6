/** Why a subscription cannot begin, or go on. `code` and message are the client's to know. */
export class SubscriptionError extends Error {
  override readonly name: string = 'SubscriptionError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** There is none that the viewer may see. */
export class NotFoundError extends SubscriptionError {
  override readonly name = 'NotFoundError';
  constructor(what: 'wallet' | 'transaction') {
    super(`${what.toUpperCase()}_NOT_FOUND`, `There is no such ${what} that you may see.`);
  }
}

/** More has changed than is kept for one subscriber. */
export class TooSlowError extends SubscriptionError {
  override readonly name = 'TooSlowError';
  constructor(most: number) {
    super(
      'SUBSCRIBER_TOO_SLOW',
      `More than ${most} wallets changed before you read the last push. Subscribe again, and ask for the list anew.`,
    );
  }
}

/** What changed for a while could not be told. */
export class MissedError extends SubscriptionError {
  override readonly name = 'MissedError';
  constructor() {
    super(
      'CHANGES_MISSED',
      'The gateway could not hear of changes for a while, and cannot say which there were. Subscribe again, and ask for the list anew.',
    );
  }
}

/** There are as many subscriptions as are carried. */
export class TooManyError extends SubscriptionError {
  override readonly name = 'TooManyError';
  constructor(why: string) {
    super('OVERLOADED', `${why} Subscribe again when there are fewer.`);
  }
}
