import { EVENT_TYPES, type EventType } from '../../domain/index.js';
import type { CreateWebhookInput, ReplayWebhookInput } from '../../movements/index.js';
import { faultInUrl, type Webhooks } from '../../webhooks/index.js';
import { badInput } from '../errors.js';
import type {
  CreateWebhookInput as SentInput,
  ReplayWebhookInput as SentReplay,
} from '../generated/resolvers.js';
import { readDeliveryId, readWebhookId } from '../ids.js';
import { asIs, ifSent } from './inputs.js';
import { quoteInput } from './quote-input.js';
import { description } from './text-inputs.js';

const MAX_SELECTION = 16_384;
const MAX_DELIVERIES = 200;

/** A webhook to create. @throws GraphQLError BAD_USER_INPUT */
export function webhookIn(
  sent: SentInput,
  webhooks: Pick<Webhooks, 'allowPrivate' | 'faultInSelection'>,
): CreateWebhookInput {
  const fault = faultInUrl(sent.url, webhooks);
  if (fault !== undefined) throw badInput(`url: ${quoteInput(sent.url)} ${fault}.`);
  return {
    url: sent.url,
    types: eventTypesIn(sent.types ?? []),
    selection: ifSent(sent.selection, (selection) => selectionIn(selection, webhooks)),
    description: ifSent(sent.description, description),
  };
}

function eventTypesIn(types: readonly string[]): EventType[] {
  const unknown = types.find((type) => !EVENT_TYPES.some((one) => one === type));
  if (unknown !== undefined)
    throw badInput(
      `types: ${quoteInput(unknown)} is not a type of event. The types are ${EVENT_TYPES.join(', ')}.`,
    );
  return [...(types as readonly EventType[])];
}

function selectionIn(selection: string, webhooks: Pick<Webhooks, 'faultInSelection'>): string {
  if (selection.length > MAX_SELECTION)
    throw badInput(`selection is too long: it must have at most ${MAX_SELECTION} characters.`);
  const fault = webhooks.faultInSelection(selection);
  if (fault !== undefined) throw badInput(`selection: ${fault}`);
  return selection;
}

/** What to deliver again. @throws GraphQLError BAD_USER_INPUT */
export function replayIn(sent: SentReplay): ReplayWebhookInput {
  const webhookId = readWebhookId(sent.webhookId, 'webhookId');
  const from = ifSent(sent.from, asIs);
  const ids = ifSent(sent.deliveryIds, asIs);
  if ((from === undefined) === (ids === undefined))
    throw badInput(
      'Send either from, to deliver again what happened from a moment on, or deliveryIds, to deliver dead letters again.',
    );
  if (ids === undefined) return { webhookId, from, deadLetters: undefined };
  if (ids.length === 0 || ids.length > MAX_DELIVERIES)
    throw badInput(`deliveryIds must have 1 to ${MAX_DELIVERIES} ids.`);
  const deadLetters = ids.map((id, index) => {
    const delivery = readDeliveryId(id, `deliveryIds[${index}]`);
    if (delivery.webhookId !== webhookId)
      throw badInput(`deliveryIds[${index}]: ${quoteInput(id)} belongs to another webhook.`);
    return { position: delivery.position, index: delivery.index };
  });
  return { webhookId, from, deadLetters };
}
