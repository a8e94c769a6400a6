import { afterEach } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { clientConfig, createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { SessionLocks } from '../../src/database/session/session-locks.js';
import { eventId } from '../../src/graphql/ids.js';
import { eventData } from '../../src/graphql/resolvers/log.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { EventFeed } from '../../src/log/event-feed.js';
import { createMetrics } from '../../src/metrics/index.js';
import { EventSelections } from '../../src/server/event-selections.js';
import { DeliveryTable } from '../../src/webhooks/delivery/delivery-table.js';
import {
  WebhookSender,
  type WebhookSenderOptions,
} from '../../src/webhooks/delivery/sender-job.js';
import type { TestBook } from '../support/book.js';
import { contextsOn } from '../support/graphql.js';
import { testSecrets } from '../support/webhooks.js';

const schema = buildSchema();

/** What a sender of a test has, besides what a gateway's has. */
export interface TestSender {
  readonly sender: WebhookSender;
  readonly source: DataSource;
  readonly errors: string[];
  readonly outcomes: Record<'delivered' | 'failed' | 'dead', number>;
  stop(): Promise<void>;
}

const stops = new Set<() => Promise<void>>();

/** Ends the senders of each test. */
export function useSenders(at: TestBook) {
  afterEach(async () => {
    for (const stop of stops) await stop();
  });
  return (options: Partial<WebhookSenderOptions> = {}) => startSender(at, options);
}

/** A sender on a book, with connections of its own, that is quick to try again. */
async function startSender(
  at: TestBook,
  options: Partial<WebhookSenderOptions>,
): Promise<TestSender> {
  const { book } = at.gateway;
  const connection = { url: at.database.url, book: 'book', role: GATEWAY_ROLE };
  const source = await createDataSource({
    ...{ ...connection, connections: 2, name: 'test webhooks', statementTimeoutMs: 5_000 },
  }).initialize();
  const errors: string[] = [];
  const outcomes = { delivered: 0, failed: 0, dead: 0 };
  const feed = new EventFeed(book, (error) => errors.push(String(error)), { everyMs: 50 });
  const selections = new EventSelections(schema, {
    ...{ production: false, compiledExecution: true, metrics: createMetrics() },
    contextFor: (viewer, requestId) => contextsOn(book)(viewer, requestId),
  });
  const sender = new WebhookSender({
    ...{ book, feed, secrets: testSecrets, allowPrivate: true },
    table: new DeliveryTable(source),
    openLocks: (onLost) =>
      SessionLocks.open(clientConfig({ ...connection, name: 'test webhook locks' }), onLost),
    texts: {
      idOf: ({ commandId, index }) => eventId(commandId, index),
      dataOf: async (event, { selection, createdBy }) =>
        selection === null
          ? eventData(event)
          : selections.show(selection, event, { id: createdBy, roles: ['ADMIN'] }),
    },
    observer: { attempted: (outcome) => (outcomes[outcome] += 1), state: () => undefined },
    onError: (error) => errors.push(String(error)),
    retry: { firstMs: 20, mostMs: 100 },
    everyMs: 50,
    ...options,
  });
  sender.start();
  const stop = async (): Promise<void> => {
    if (!stops.delete(stop)) return;
    await sender.stop();
    await feed.close();
    await source.destroy();
  };
  stops.add(stop);
  return { sender, source, errors, outcomes, stop };
}
