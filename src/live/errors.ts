/** The reason why a subscription cannot start or continue. The client receives `code` and the message. */
export class SubscriptionError extends Error {
  override readonly name: string = 'SubscriptionError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The wallet or transaction does not exist, or the viewer may not see it. */
export class NotFoundError extends SubscriptionError {
  override readonly name = 'NotFoundError';
  constructor(what: 'wallet' | 'transaction') {
    super(`${what.toUpperCase()}_NOT_FOUND`, `This ${what} does not exist, or you may not see it.`);
  }
}

/** More wallets changed than the gateway keeps for one subscriber. */
export class TooSlowError extends SubscriptionError {
  override readonly name = 'TooSlowError';
  constructor(max: number) {
    super(
      'SUBSCRIBER_TOO_SLOW',
      `More than ${max} wallets changed before you read the last push. Subscribe again, then query the list.`,
    );
  }
}

/** The gateway missed changes, and does not know which. */
export class MissedError extends SubscriptionError {
  override readonly name = 'MissedError';
  constructor() {
    super(
      'CHANGES_MISSED',
      'The gateway missed changes and cannot tell which wallets changed. Subscribe again, then query the list.',
    );
  }
}

/** The subscription limit is reached. */
export class TooManyError extends SubscriptionError {
  override readonly name = 'TooManyError';
  constructor(reason: string) {
    super('OVERLOADED', `${reason} Close a subscription, or retry later.`);
  }
}
