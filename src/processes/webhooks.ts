import type { GraphQLSchema } from 'graphql';
import { developmentSecret } from '../auth/index.js';
import type { Book } from '../book/index.js';
import type { Config } from '../config/index.js';
import type { Database } from '../database/index.js';
import { type ContextFactory, eventData, eventId } from '../graphql/index.js';
import type { EventFeed } from '../log/index.js';
import { createWebhookMetrics, type Metrics } from '../metrics/index.js';
import { EventSelections } from '../server/index.js';
import { DeliveryTable, Webhooks, webhookSecrets, WebhookSender } from '../webhooks/index.js';

/** The webhooks of a gateway, before its book is open. */
export interface GatewayWebhooks {
  readonly webhooks: Webhooks;
  /** What delivers; undefined: there is no key to read secrets with. */
  readonly sender: (of: {
    readonly book: Book;
    readonly database: Database;
    readonly feed: EventFeed;
    readonly onError: (error: unknown, webhookId?: string) => void;
  }) => WebhookSender | undefined;
}

export async function prepareWebhooks(
  config: Config,
  of: {
    readonly schema: GraphQLSchema;
    readonly metrics: Metrics;
    readonly contextFor: ContextFactory;
  },
): Promise<GatewayWebhooks> {
  const { production, compiledExecution, webhookSecretKey, webhookAllowPrivate } = config;
  const { schema, metrics } = of;
  const contextFor: ContextFactory = (viewer, requestId) => of.contextFor(viewer, requestId);
  const options = { production, compiledExecution, metrics, contextFor };
  const selections = new EventSelections(schema, options);
  const secrets = webhookSecrets(webhookSecretKey, await developmentKeySource(config));
  return {
    webhooks: new Webhooks({
      ...{ secrets, allowPrivate: webhookAllowPrivate },
      faultInSelection: (selection) => selections.faultIn(selection),
    }),
    sender: ({ book, database, feed, onError }) =>
      secrets &&
      new WebhookSender({
        ...{ book, feed, secrets, allowPrivate: webhookAllowPrivate, onError },
        table: new DeliveryTable(database.rounds),
        openLocks: (onLost) => database.sessionLocks('webhooks', onLost),
        texts: {
          idOf: ({ commandId, index }) => eventId(commandId, index),
          dataOf: async (event, { selection, createdBy }) =>
            selection === null
              ? eventData(event)
              : selections.show(selection, event, { id: createdBy, roles: ['ADMIN'] }),
        },
        observer: createWebhookMetrics(metrics.registry),
      }),
  };
}

/** In development, gateways that accept the same tokens encrypt with the same key. */
async function developmentKeySource(config: Config): Promise<string | undefined> {
  if (config.production || config.webhookSecretKey) return undefined;
  return config.jwtSecret ?? developmentSecret(config.dataDir);
}
