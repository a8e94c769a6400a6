import type { GraphQLSchema } from 'graphql';
import { developmentSecret } from '../auth/index.js';
import type { Config } from '../config/index.js';
import type { ContextFactory } from '../graphql/index.js';
import type { Metrics } from '../metrics/index.js';
import { EventSelections } from '../server/index.js';
import { Webhooks, webhookSecrets } from '../webhooks/index.js';

/** The webhooks of a gateway, before its book is open. */
export interface GatewayWebhooks {
  readonly webhooks: Webhooks;
  readonly selections: EventSelections;
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
  const { metrics, contextFor } = of;
  const secret =
    production || webhookSecretKey
      ? undefined
      : (config.jwtSecret ?? (await developmentSecret(config.dataDir)));
  const selections = new EventSelections(of.schema, {
    ...{ production, compiledExecution, metrics },
    contextFor: (viewer, requestId) => contextFor(viewer, requestId),
  });
  return {
    selections,
    webhooks: new Webhooks({
      secrets: webhookSecrets(webhookSecretKey, secret),
      allowPrivate: webhookAllowPrivate,
      faultInSelection: (selection) => selections.faultIn(selection),
    }),
  };
}
