import type { DataSource } from 'typeorm';
import { MonitorWatch, type MonitorWatchOptions } from '../../src/alerts/monitor-watch.js';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import type { Asker } from '../support/graphql.js';
import type { TestBook, TestGateway } from '../support/book.js';

const ALERTS = `query ($filter: AlertFilter) { alerts(filter: $filter, first: 200) { edges { node {
  id status summary data raisedAt happenedAt endedAt acknowledgedBy note wallet { id } transaction { id } monitor { id currentAlert { id } }
  notifications { email status attempts error sentAt } } } } }`;
const CREATE = `mutation ($input: CreateMonitorInput!) { createMonitor(input: $input) {
  ... on CreateMonitorPayload { monitor { id } replayed } ... on UserError { code message } } }`;

export interface ShownAlert {
  readonly id: string;
  readonly status: string;
  readonly summary: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly happenedAt: string;
  readonly endedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly wallet: { readonly id: string } | null;
  readonly transaction: { readonly id: string } | null;
  readonly monitor: { readonly id: string; readonly currentAlert: { id: string } | null };
  readonly notifications: readonly {
    readonly email: string;
    readonly status: string;
    readonly attempts: number;
    readonly error: string | null;
    readonly sentAt: string | null;
  }[];
}

/** The alerts that match, oldest first. */
export async function alertsOf(by: Asker, filter: object): Promise<ShownAlert[]> {
  const page = (await by.run(ALERTS, { filter })) as unknown as {
    edges: { node: ShownAlert }[];
  };
  return page.edges.map(({ node }) => node).reverse();
}

/** Makes a monitor, and returns its id. */
export async function monitor(by: Asker, input: object): Promise<string> {
  const made = (await by.send(CREATE, { name: 'of a test', ...input })) as unknown as {
    monitor?: { id: string };
  };
  if (!made.monitor) throw new Error(JSON.stringify(made));
  return made.monitor.id;
}

/** Connections of a gateway, as `MonitorWatch` takes one. */
export function readsOf(book: Pick<TestBook, 'database'>): Promise<DataSource> {
  return createDataSource({
    ...{ url: book.database.url, book: 'book', connections: 4, name: 'alerts', role: GATEWAY_ROLE },
    ...{ statementTimeoutMs: 30_000, lockTimeoutMs: 30_000, lookUpsOnly: false, pipelined: false },
  }).initialize();
}

/** The watch of a gateway. An error of it fails the test. */
export function watchOn(
  { book }: Pick<TestGateway, 'book'>,
  source: DataSource,
  errors: unknown[],
  options: Partial<MonitorWatchOptions> = {},
): MonitorWatch {
  return new MonitorWatch(book, source, { onError: (error) => errors.push(error), ...options });
}
