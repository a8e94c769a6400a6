import type { Movement } from '../../ledger/index.js';

export interface WebhookDiedInput {
  readonly webhookId: string;
  /** The event that became a dead letter, as its receiver knows it. Absent: the endpoint itself is gone. */
  readonly eventId: string | undefined;
  /** In words. */
  readonly reason: string;
}

/**
 * Says in the log that a delivery became a dead letter, or that an endpoint is gone, which pauses its webhook. Only the
 * gateway's own sender uses it.
 */
export const webhookDied: Movement<WebhookDiedInput> = {
  name: 'webhookDied',
  locks: ({ webhookId }) => ({ webhooks: [webhookId] }),
  decide({ webhookId, eventId }, by, state) {
    const webhook = state.webhooks.get(webhookId);
    if (!webhook) throw new Error(`there is no webhook ${webhookId}`);
    if (eventId !== undefined || webhook.status !== 'ACTIVE') return { affected: { webhookId } };
    return {
      webhookChange: { id: webhookId, status: 'PAUSED', changedBy: by.id, changedAt: state.now },
    };
  },
};
