import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../domain/index.js';
import type { Result } from '../../ledger/index.js';
import { MUTATIONS } from '../../movements/index.js';
import type { WebhookSecrets } from '../../webhooks/index.js';
import { dear } from '../answers/dear.js';
import type { GraphQLContext } from '../context.js';
import { notConfigured } from '../errors.js';
import type {
  MutationResolvers,
  WebhookDeliveryResolvers,
  WebhookResolvers,
} from '../generated/resolvers.js';
import { deliveryId, eventId, readWebhookId, webhookId } from '../ids.js';
import { ifSent, asIs } from '../inputs/inputs.js';
import { webhookIn } from '../inputs/webhook-inputs.js';
import {
  payloadOf,
  type WebhookPayloadModel,
  type WebhookSecretPayloadModel,
  type WebhookTestPayloadModel,
} from '../payloads.js';

/** @throws GraphQLError NOT_CONFIGURED if secrets cannot be encrypted */
function secretsOf({ webhooks }: GraphQLContext): WebhookSecrets {
  if (webhooks.secrets) return webhooks.secrets;
  throw notConfigured(
    'This gateway has no key to encrypt the secrets of webhooks with. Nothing was executed. Set WEBHOOK_SECRET_KEY at every gateway, and send it again.',
  );
}

/** The mutations of webhooks that do more than change a row. */
export const webhookMutations = {
  createWebhook: async (_, { input }, context) => {
    secretsOf(context);
    const { movement } = MUTATIONS.createWebhook;
    const webhook = webhookIn(input, context.webhooks);
    return withSecret(
      'createWebhook',
      await context.submit(movement, webhook, input.idempotencyKey),
    );
  },
  rotateWebhookSecret: async (_, { input }, context) => {
    secretsOf(context);
    const { movement } = MUTATIONS.rotateWebhookSecret;
    const named = { webhookId: readWebhookId(input.webhookId, 'webhookId') };
    return withSecret(
      'rotateWebhookSecret',
      await context.submit(movement, named, input.idempotencyKey),
    );
  },
  testWebhook: async (_, { input }, context) => {
    secretsOf(context);
    const { movement } = MUTATIONS.testWebhook;
    const named = { webhookId: readWebhookId(input.webhookId, 'webhookId') };
    const result = await context.submit(movement, named, input.idempotencyKey);
    const payload = payloadOf('testWebhook', result) as Refusal | WebhookTestPayloadModel;
    if ('code' in payload) return payload;
    const webhook = await webhookOf(payload, context);
    const test = await context.webhooks.sendTest(webhook, eventId(randomUUID(), 0));
    return { ...payload, test };
  },
} satisfies Partial<MutationResolvers>;

function withSecret(
  mutation: 'createWebhook' | 'rotateWebhookSecret',
  result: Result,
): Refusal | WebhookSecretPayloadModel {
  const payload = payloadOf(mutation, result) as Refusal | WebhookSecretPayloadModel;
  if ('code' in payload || !('done' in result.outcome)) return payload;
  const { webhookSecret } = result.outcome.done;
  if (webhookSecret === undefined) throw new Error(`${mutation}: the ledger made no secret`);
  return { ...payload, webhookSecret };
}

async function webhookOf(
  { webhookId: id }: Pick<WebhookPayloadModel, 'webhookId'>,
  { loaders }: GraphQLContext,
) {
  const webhook = await loaders.webhook(id);
  if (webhook === null) throw new Error(`the caller changed webhook ${id} but cannot see it`);
  return webhook;
}

/** The fields of every payload that names a webhook. */
export const webhookPayload = {
  webhook: (payload: Pick<WebhookPayloadModel, 'webhookId'>, _: unknown, context: GraphQLContext) =>
    webhookOf(payload, context),
};

/** The fields of a payload that also shows a secret, as long as no other has replaced it. */
export const webhookSecretPayload = {
  ...webhookPayload,
  secret: async (
    payload: WebhookSecretPayloadModel,
    _: unknown,
    context: GraphQLContext,
  ): Promise<string | null> => {
    const { id, secret, secretKey, secretVersion } = await webhookOf(payload, context);
    if (secret === null || secretKey === null || secretVersion !== payload.webhookSecret)
      return null;
    return secretsOf(context).open(id, { secret, secretKey });
  },
};

export const webhookTestPayload = {
  ...webhookPayload,
  delivered: ({ test }: WebhookTestPayloadModel) => test.isTaken,
  responseStatus: ({ test }: WebhookTestPayloadModel) => test.responseStatus,
  error: ({ test }: WebhookTestPayloadModel) => test.error,
  durationMs: ({ test }: WebhookTestPayloadModel) => test.durationMs,
};

export const Webhook: WebhookResolvers = {
  id: ({ id }) => webhookId(id),
  oldSecretUntil: ({ oldUntil }) => oldUntil,
  deliveries: dear((lists, webhook, { status, ...page }) =>
    lists.deliveriesPage(webhook.id, ifSent(status, asIs), page),
  ),
};

export const WebhookDelivery: WebhookDeliveryResolvers = {
  id: (delivery) => deliveryId(delivery.webhookId, delivery),
  eventId: ({ commandId, index }) => eventId(commandId, index),
  firstAttemptAt: ({ firstAt }) => firstAt,
  lastAttemptAt: ({ lastAt }) => lastAt,
  nextAttemptAt: ({ nextAt }) => nextAt,
  deliveredAt: ({ status, lastAt }) => (status === 'DELIVERED' ? lastAt : null),
};
