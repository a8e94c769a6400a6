import type { SealedSecret } from '../domain/index.js';
import type { Webhook } from '../entities/index.js';
import { type Attempt, Sender, type SenderOptions } from './send.js';
import type { WebhookSecrets } from './secrets.js';
import { signingKey } from './secrets.js';
import { signedHeaders } from './sign.js';

/** How long a receiver may take to answer. Milliseconds. */
export const TIMEOUT_MS = 15_000;

export interface WebhooksOptions {
  /** undefined: the operator has set no key, so no webhook can be created. */
  readonly secrets: WebhookSecrets | undefined;
  readonly allowPrivate: boolean;
  /** What is wrong with a selection on `Event`, and where; undefined if nothing is. */
  readonly faultInSelection: (selection: string) => string | undefined;
  readonly sender?: Partial<SenderOptions>;
}

/** What mutations need to know of webhooks, and the tests that they send. */
export class Webhooks {
  constructor(private readonly options: WebhooksOptions) {}

  /** Makes a secret; undefined: there is no key to encrypt it with. */
  get newSecret(): ((webhookId: string) => SealedSecret) | undefined {
    const { secrets } = this.options;
    return secrets && ((webhookId) => secrets.create(webhookId));
  }

  get secrets(): WebhookSecrets | undefined {
    return this.options.secrets;
  }

  get allowPrivate(): boolean {
    return this.options.allowPrivate;
  }

  faultInSelection(selection: string): string | undefined {
    return this.options.faultInSelection(selection);
  }

  /** Sends an event of type `webhook.test`. @throws WebhookKeyError if the secret cannot be read */
  async sendTest(webhook: Webhook, eventId: string): Promise<Attempt> {
    const now = new Date();
    const keys = keysOf(webhook, this.secrets, now);
    const body = JSON.stringify({
      ...{ type: 'webhook.test', timestamp: now.toISOString() },
      data: {},
    });
    const { allowPrivate } = this.options;
    const sender = new Sender(webhook.url, {
      ...{ allowPrivate, connections: 1, timeoutMs: TIMEOUT_MS },
      ...this.options.sender,
    });
    try {
      return await sender.post(signedHeaders({ id: eventId, body }, keys, now), body);
    } finally {
      sender.close();
    }
  }
}

/** The keys of a webhook as it is in one row. It opens each secret once. */
export class SigningKeys {
  #opened: { readonly withOld: boolean; readonly keys: readonly Buffer[] } | undefined;

  constructor(
    private readonly webhook: Webhook,
    private readonly secrets: WebhookSecrets | undefined,
  ) {}

  /** The keys that sign at a moment, the newest first. @throws WebhookKeyError if a secret cannot be read */
  at(now: Date): readonly Buffer[] {
    const withOld = isOldInForce(this.webhook, now);
    if (this.#opened?.withOld !== withOld)
      this.#opened = { withOld, keys: keysOf(this.webhook, this.secrets, now) };
    return this.#opened.keys;
  }
}

function isOldInForce({ oldUntil }: Webhook, now: Date): boolean {
  return oldUntil !== null && now < oldUntil;
}

/** The keys that sign now, the newest first. @throws WebhookKeyError if a secret cannot be read */
function keysOf(
  webhook: Webhook,
  secrets: WebhookSecrets | undefined,
  now: Date,
): readonly Buffer[] {
  const { id, secret, secretKey, oldSecret, oldSecretKey } = webhook;
  if (!secrets || secret === null || secretKey === null)
    throw new Error(`webhook ${id} has no secret, or there is no key to read it with`);
  return [
    { secret, secretKey },
    ...(isOldInForce(webhook, now) && oldSecret !== null && oldSecretKey !== null
      ? [{ secret: oldSecret, secretKey: oldSecretKey }]
      : []),
  ].map((sealed) => signingKey(secrets.open(id, sealed)));
}
