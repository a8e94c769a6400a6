import { randomBytes } from 'node:crypto';
import { buildSchema } from '../../src/graphql/schema.js';
import { createMetrics } from '../../src/metrics/index.js';
import { EventSelections } from '../../src/server/event-selections.js';
import { WebhookSecrets } from '../../src/webhooks/secrets.js';
import { Webhooks, type WebhooksOptions } from '../../src/webhooks/webhooks.js';

/** The operator's key of these tests. */
export const testSecrets = new WebhookSecrets(randomBytes(32));

/** Says what is wrong with selections. It executes none. */
export const testSelections = new EventSelections(buildSchema(), {
  ...{ production: false, compiledExecution: true, metrics: createMetrics() },
  contextFor: () => {
    throw new Error('these selections are only checked');
  },
});

/** Webhooks that may go to private addresses. */
export function testWebhooks(options: Partial<WebhooksOptions> = {}): Webhooks {
  return new Webhooks({
    secrets: testSecrets,
    allowPrivate: true,
    faultInSelection: (selection) => testSelections.faultIn(selection),
    ...options,
  });
}
