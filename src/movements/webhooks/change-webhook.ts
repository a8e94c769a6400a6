import { isRefusal, type Refusal, type WebhookStatus } from '../../domain/index.js';
import type { Changes, LockedState, Webhook } from '../../ledger/index.js';
import { movement, type SingleMovement } from '../movement.js';

export interface WebhookInput {
  readonly webhookId: string;
}

/** How long the secret before a new one signs beside it. */
const OLD_SECRET_MS = 24 * 3_600_000;

const NO_SECRETS = {
  ...{ secret: null, secretKey: null },
  ...{ oldSecret: null, oldSecretKey: null, oldUntil: null },
};

/** Pauses a webhook. What happens until it is resumed is delivered then. */
export const pauseWebhook = changeStatus('pauseWebhook', ['ACTIVE'], { status: 'PAUSED' });

/** Resumes a paused webhook. It goes on where it stopped. */
export const resumeWebhook = changeStatus('resumeWebhook', ['PAUSED'], { status: 'ACTIVE' });

/** Deletes a webhook for good, with its secrets. Nothing is delivered to it any more. */
export const deleteWebhook = changeStatus('deleteWebhook', ['ACTIVE', 'PAUSED'], {
  status: 'DELETED',
  ...NO_SECRETS,
});

/** Gives a webhook a new secret. The old one signs beside it for a day. */
export const rotateWebhookSecret = onWebhook('rotateWebhookSecret', (webhook, state) => {
  const secretVersion = webhook.secretVersion + 1;
  return {
    webhookChange: {
      ...{ id: webhook.id, secretVersion },
      ...state.settings.newWebhookSecret(webhook.id),
      ...{ oldSecret: webhook.secret, oldSecretKey: webhook.secretKey },
      oldUntil: new Date(state.now.getTime() + OLD_SECRET_MS),
    },
    affected: { webhookId: webhook.id, webhookSecret: secretVersion },
  };
});

/** Says that a test event is sent. It changes nothing. */
export const testWebhook = onWebhook('testWebhook', ({ id }) => ({ affected: { webhookId: id } }));

function changeStatus(
  name: string,
  from: readonly WebhookStatus[],
  change: Omit<NonNullable<Changes['webhookChange']>, 'id'>,
): SingleMovement<WebhookInput> {
  return onWebhook(name, ({ id, status }) =>
    from.includes(status)
      ? { webhookChange: { id, ...change } }
      : {
          code: 'INVALID_TRANSITION',
          message: `The webhook is ${status}. ${name} needs one that is ${from.join(' or ')}.`,
        },
  );
}

/** A change of a webhook that is not deleted. It says who made it. */
function onWebhook(
  name: string,
  decide: (webhook: Webhook, state: LockedState) => Changes | Refusal,
): SingleMovement<WebhookInput> {
  return movement<WebhookInput>({
    name,
    act: 'anyone',
    locks: ({ webhookId }) => ({ webhooks: [webhookId] }),
    decide({ webhookId }, by, state) {
      const webhook = findWebhook(state, webhookId);
      if (isRefusal(webhook)) return webhook;
      const decided = decide(webhook, state);
      if (isRefusal(decided) || !decided.webhookChange) return decided;
      const { webhookChange } = decided;
      return {
        ...decided,
        webhookChange: { ...webhookChange, changedBy: by.id, changedAt: state.now },
      };
    },
  });
}

export function findWebhook(state: LockedState, id: string): Webhook | Refusal {
  const webhook = state.webhooks.get(id);
  if (webhook && webhook.status !== 'DELETED') return webhook;
  return {
    code: 'WEBHOOK_NOT_FOUND',
    message: 'There is no webhook with this id, or it was deleted. Check the id.',
  };
}
