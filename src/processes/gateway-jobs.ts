import type { GraphQLSchema } from 'graphql';
import { alertJobs } from '../alerts/index.js';
import type { Book } from '../book/index.js';
import type { Config } from '../config/index.js';
import type { Database } from '../database/index.js';
import { readScheduled, SHOWN_IDS } from '../graphql/index.js';
import { type Job, ownJobs } from '../jobs/index.js';
import { countedFigures, createAlertMetrics, type Metrics } from '../metrics/index.js';
import type { Monitoring } from '../monitoring/index.js';
import { reportJobs } from '../reports/index.js';

export interface GatewayJobsOptions {
  readonly config: Pick<Config, 'mail' | 'reportTimeZone'>;
  readonly book: Book;
  readonly database: Database;
  readonly schema: GraphQLSchema;
  readonly monitoring: Monitoring;
  readonly metrics: Metrics;
  /** Receives the error of a round of a job, or of what `more` names. The next round tries again. */
  readonly onError: (error: unknown, what: string, more?: object) => void;
}

/** What a gateway does by itself with nothing but its book, by names for its log. */
export function gatewayJobs(options: GatewayJobsOptions): ReadonlyMap<string, Job> {
  const { config, book, database, schema, monitoring, metrics, onError } = options;
  const own = ownJobs({
    ...{ book, source: database.checks, onError },
    read: (schedule, creator) => readScheduled(schema, schedule, creator),
  });
  const alerts = alertJobs({
    ...{ book, source: database.reads, mail: config.mail, ids: SHOWN_IDS, onError },
    p99Ms: () => monitoring.figures().pushLatency?.p99Ms,
    observer: createAlertMetrics(metrics.registry),
  });
  const reports = reportJobs({
    ...{ book, source: database.checks, timeZone: config.reportTimeZone, onError },
    counted: () => countedFigures(metrics),
  });
  return new Map([...own, ...alerts, ...reports]);
}
