import { compareSources } from '../../import/comparing/compare.js';
import { stageBalances, stageHistory, type StagingOptions } from '../../import/staging/stage.js';
import { CREATE_STAGED } from '../../import/staging/staged-tables.js';
import type { Mapping, Source } from '../../mapping/mapping.js';
import type { ReconciledInput } from '../outcome.js';
import type { Scratch } from '../scratch.js';

/** The sources of a mapping as they were read. */
export interface ReadSources {
  /** What was read, or why it could not be, in the order of the sources. */
  readonly sources: readonly (ReconciledInput | { readonly failure: string })[];
  /** The time of the book as the reading began. */
  readonly since: Date;
}

/**
 * Reads sources into `pg_temp.compared`, which then has a row for each wallet that any of them names, with the number of
 * each. One that cannot be read leaves nothing.
 */
export async function readSources(
  scratch: Scratch,
  sources: readonly Source[],
  { history }: Pick<Mapping, 'history'>,
  options: Omit<StagingOptions, 'now'>,
): Promise<ReadSources> {
  const [clock] = await scratch.rows<{ now: Date }>('SELECT clock_timestamp() AS now');
  const since = clock?.now ?? new Date();
  await scratch.run(...CREATE_STAGED);
  const read: ReadSources['sources'][number][] = [];
  for (const [place, source] of sources.entries()) {
    try {
      if (!('history' in source))
        read.push(await stageBalances([scratch], source, place, { ...options, now: since }));
      else if (history)
        read.push(await stageHistory([scratch], history, source.name, { ...options, now: since }));
    } catch (error) {
      options.signal.throwIfAborted();
      await scratch.run(
        'history' in source
          ? 'TRUNCATE pg_temp.staged_line'
          : `DELETE FROM pg_temp.staged_balance WHERE source = ${place}`,
      );
      read.push({ failure: (error as Error).message });
    }
  }
  const historyPlace = sources.findIndex((source) => 'history' in source);
  await compareSources(scratch, sources.length, historyPlace < 0 ? undefined : historyPlace);
  if (historyPlace >= 0) await forgetUnreadable(scratch, historyPlace);
  return { sources: read, since };
}

/** A history counts as a whole: a wallet of which one line cannot be read has no number. */
async function forgetUnreadable(scratch: Scratch, place: number): Promise<void> {
  await scratch.run(
    `UPDATE pg_temp.compared c SET a${place} = NULL, n${place} = greatest(n${place}, 1)
       FROM pg_temp.staged_line l
      WHERE l.reason IS NOT NULL AND l.currency = c.currency AND l.owner_id = c.owner_id AND l.name = c.name`,
  );
}

/** Keeps what was compared as `pg_temp.first_look`, so that the sources can be read again. */
export async function keepFirstLook(scratch: Scratch): Promise<void> {
  await scratch.run(
    'ALTER TABLE pg_temp.compared RENAME TO first_look',
    'DROP TABLE pg_temp.staged_balance, pg_temp.staged_line',
  );
}
