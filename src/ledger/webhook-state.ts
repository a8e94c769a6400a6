import type { DeliveryKey } from '../domain/index.js';
import type { Webhook } from '../entities/index.js';
import type { LoadedRows } from './load/loaded-rows.js';
import type { Changes } from './movement.js';
import type { PendingWrites } from './pending-writes.js';
import type { UndoLog } from './undo-log.js';

/** A delivery as one text. */
export function deliveryText(webhookId: string, { position, index }: DeliveryKey): string {
  return `${webhookId} ${position} ${index}`;
}

/** The locked webhooks of a batch, and the changes that its commands make. */
export class WebhookState {
  readonly #webhooks: Map<string, Webhook>;
  readonly #dead: ReadonlySet<string>;

  constructor(
    rows: Pick<LoadedRows, 'webhooks' | 'deadLetters'>,
    private readonly writes: Pick<
      PendingWrites,
      'newWebhooks' | 'changedWebhooks' | 'webhookReplays'
    >,
    private readonly undoLog: UndoLog,
  ) {
    this.#webhooks = new Map(rows.webhooks.map((webhook) => [webhook.id, webhook]));
    this.#dead = rows.deadLetters;
  }

  get(id: string): Webhook | undefined {
    return this.#webhooks.get(id);
  }

  isDeadLetter(webhookId: string, delivery: DeliveryKey): boolean {
    return this.#dead.has(deliveryText(webhookId, delivery));
  }

  apply({ newWebhook, webhookChange, webhookReplay }: Changes): void {
    if (newWebhook) this.undoLog.push(this.writes.newWebhooks, newWebhook);
    if (webhookChange) this.#change(webhookChange);
    if (webhookReplay) this.undoLog.push(this.writes.webhookReplays, webhookReplay);
  }

  #change(change: NonNullable<Changes['webhookChange']>): void {
    const webhook = this.#webhooks.get(change.id);
    if (!webhook) throw new Error('a movement changes a webhook that it did not lock');
    const changed: Webhook = { ...webhook, ...change };
    this.undoLog.set(this.#webhooks, changed.id, changed);
    this.undoLog.set(this.writes.changedWebhooks, changed.id, changed);
  }
}
