import type { DataSource } from 'typeorm';
import type { Book } from '../book/index.js';
import type { MonitorKind } from '../domain/index.js';
import type { Job } from '../jobs/index.js';
import { LatencyWatch } from './latency-watch.js';
import { MonitorWatch } from './monitor-watch.js';
import { Notifier } from './notifier.js';
import type { AlertObserver } from './observer.js';
import { OpenAlerts } from './open-alerts.js';
import { Mailer, type MailSettings } from './sending/mailer.js';
import type { ShownIds } from './sending/message.js';

export interface AlertJobsOptions {
  readonly book: Pick<Book, 'ledger' | 'log'>;
  /** A pool of connections to the book. */
  readonly source: DataSource;
  /** undefined: the gateway sends no e-mail. */
  readonly mail: MailSettings | undefined;
  readonly ids: ShownIds;
  /** The 99th percentile of this gateway's pushes in the last minute, in milliseconds; undefined: there was none. */
  readonly p99Ms: () => number | undefined;
  readonly observer: AlertObserver;
  /** Receives the error of a round. The next round tries again. */
  readonly onError: (error: unknown, what: string, more?: object) => void;
}

/** What a gateway does for monitors and alerts by itself, by names for its log. */
export function alertJobs(options: AlertJobsOptions): ReadonlyMap<string, Job> {
  const { book, source, mail, ids, p99Ms, observer, onError } = options;
  const onRaised = (kind: MonitorKind): void => observer.raised(kind);
  return new Map<string, Job>([
    [
      'the monitors',
      new MonitorWatch(book, source, {
        onRaised,
        onError: (error, monitorId) =>
          onError(error, 'a monitor could not be looked at yet', { monitorId }),
      }),
    ],
    [
      'the latency of pushes',
      new LatencyWatch(book, source, {
        ...{ p99Ms, onRaised },
        onError: (error) => onError(error, 'the latency of pushes could not be looked at yet'),
      }),
    ],
    [
      'the messages of alerts',
      new Notifier(source, {
        ids,
        mailer: mail && new Mailer(mail),
        onAttempt: (channel, outcome) => observer.notified(channel, outcome),
        onError: (error) => onError(error, 'the messages of alerts could not be sent yet'),
      }),
    ],
    [
      'the number of open alerts',
      new OpenAlerts(source, {
        onCount: (counts) => observer.open(counts),
        onError: (error) => onError(error, 'the open alerts could not be counted yet'),
      }),
    ],
  ]);
}
