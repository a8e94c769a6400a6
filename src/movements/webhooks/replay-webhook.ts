import { type DeliveryKey, isRefusal } from '../../domain/index.js';
import { movement } from '../movement.js';
import { findWebhook } from './change-webhook.js';

export interface ReplayWebhookInput {
  readonly webhookId: string;
  /** Everything from this moment on. Absent: dead letters. */
  readonly from: Date | undefined;
  readonly deadLetters: readonly DeliveryKey[] | undefined;
}

/** Delivers again what happened from a moment on, or dead letters. */
export const replayWebhook = movement<ReplayWebhookInput>({
  name: 'replayWebhook',
  act: 'anyone',
  locks: ({ webhookId, deadLetters = [] }) => ({
    webhooks: [webhookId],
    deadLetters: deadLetters.map((one) => ({ ...one, webhookId })),
  }),
  decide({ webhookId, from, deadLetters = [] }, _by, state) {
    const webhook = findWebhook(state, webhookId);
    if (isRefusal(webhook)) return webhook;
    if (from) return { webhookReplay: { webhookId, from } };
    const wrong = deadLetters.findIndex((one) => !state.webhooks.isDeadLetter(webhookId, one));
    if (wrong >= 0)
      return {
        code: 'DELIVERY_NOT_FOUND',
        message: `deliveryIds[${wrong}] is no dead letter of this webhook. Send ids from its deliveries with status DEAD.`,
      };
    return { webhookReplay: { webhookId, deadLetters } };
  },
});
