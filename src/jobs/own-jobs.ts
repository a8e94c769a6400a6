import type { Book } from '../book/index.js';
import { Erasures, type ErasuresOptions } from './erasures.js';
import { HoldExpiry } from './hold-expiry.js';
import type { Job } from './job.js';
import { Schedules, type SchedulesOptions } from './schedules.js';

export interface OwnJobsOptions {
  readonly book: Pick<Book, 'ledger' | 'read' | 'log'>;
  /** Connections without a limit of time. */
  readonly source: ErasuresOptions['source'];
  readonly read: SchedulesOptions['read'];
  /** Receives the error of a round of a job, or of what `more` names. The next round tries again. */
  readonly onError: (error: unknown, what: string, more?: object) => void;
}

/** The jobs that need nothing but the book, by their names in the log. */
export function ownJobs({ book, source, read, onError }: OwnJobsOptions): ReadonlyMap<string, Job> {
  const expiry = new HoldExpiry(book, (error, transactionId) =>
    onError(error, 'an expired hold could not be released yet', { transactionId }),
  );
  const schedules = new Schedules(book, {
    read,
    onError: (error, scheduleId) =>
      onError(error, 'what is scheduled could not be run yet', { scheduleId }),
  });
  const erasures = new Erasures(book, {
    source,
    onError: (error) => onError(error, 'an erasure could not go on yet'),
  });
  return new Map<string, Job>([
    ['the expiry of holds', expiry],
    ['the schedules', schedules],
    ['the erasures', erasures],
  ]);
}
