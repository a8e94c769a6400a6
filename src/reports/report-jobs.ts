import type { DataSource } from 'typeorm';
import type { Book } from '../book/index.js';
import type { Job } from '../jobs/index.js';
import { FiguresJob, type FiguresJobOptions } from './figures-job.js';
import { ReportJob } from './report-job.js';

export interface ReportJobsOptions {
  readonly book: Pick<Book, 'log' | 'clock'>;
  /** Connections without a limit of time. */
  readonly source: DataSource;
  readonly timeZone: string;
  readonly counted: FiguresJobOptions['counted'];
  /** Receives the error of a round. The next round tries again. */
  readonly onError: (error: unknown, what: string) => void;
}

/** What a gateway does for reports by itself, by names for its log. */
export function reportJobs({
  book,
  source,
  timeZone,
  counted,
  onError,
}: ReportJobsOptions): ReadonlyMap<string, Job> {
  return new Map<string, Job>([
    [
      'the figures for reports',
      new FiguresJob(source, {
        counted,
        onError: (error) => onError(error, 'the figures for reports could not be written yet'),
      }),
    ],
    [
      'the reports',
      new ReportJob(book, source, {
        timeZone,
        onError: (error) => onError(error, 'a report could not be made yet'),
      }),
    ],
  ]);
}
