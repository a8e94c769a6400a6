import type { Book } from '../book/index.js';
import { Erasures, type ErasuresOptions } from './erasures.js';
import type { Job } from './job.js';

export interface OwnJobsOptions {
  readonly book: Pick<Book, 'log'>;
  /** Connections without a limit of time. */
  readonly source: ErasuresOptions['source'];
  /** Receives the error of a round of a job. The next round tries again. */
  readonly onError: (error: unknown, what: string) => void;
}

/** The jobs that work on the book's own rows, by their names in the log. */
export function ownJobs({ book, source, onError }: OwnJobsOptions): ReadonlyMap<string, Job> {
  const erasures = new Erasures(book, {
    source,
    onError: (error) => onError(error, 'an erasure could not go on yet'),
  });
  return new Map([['the erasures', erasures]]);
}
