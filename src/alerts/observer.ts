import type { MonitorKind } from '../domain/index.js';

export type AlertChannelKind = 'email' | 'webhook';

/** What came of an attempt to send a message: it is tried again after `failed`, and not after `given_up`. */
export type NotificationOutcome = 'sent' | 'failed' | 'given_up';

/** Receives what happens to alerts, for metrics. */
export interface AlertObserver {
  /** This gateway raised an alert. */
  raised(kind: MonitorKind): void;
  /** This gateway tried to send a message. */
  notified(channel: AlertChannelKind, outcome: NotificationOutcome): void;
  /** The number of open alerts of the whole book, for every kind. */
  open(counts: ReadonlyMap<MonitorKind, number>): void;
}
