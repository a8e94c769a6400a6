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

/** The gateway carries as many subscriptions as it can. */
export class TooManyError extends SubscriptionError {
  override readonly name = 'TooManyError';
  constructor(most: number) {
    super(
      'OVERLOADED',
      `This gateway carries ${most} subscriptions already. Subscribe again in a moment, or at another gateway.`,
    );
  }
}
