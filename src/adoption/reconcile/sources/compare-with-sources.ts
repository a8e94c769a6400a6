import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Mapping, Source } from '../../mapping/mapping.js';
import type { StagingOptions } from '../../import/staging/stage.js';
import { FindingList } from '../finding-list.js';
import type { Compared } from '../outcome.js';
import { Scratch } from '../scratch.js';
import {
  addBookDifferences,
  addDisagreements,
  addMissingInBook,
  addMissingInSource,
  addUnreadableRows,
  countBookDifferences,
  countDisagreements,
  countWallets,
} from './differences.js';
import { keepFirstLook, readSources } from './read-sources.js';

/** How long the book may follow behind an old system that is in charge, before a difference counts. Milliseconds. */
const SETTLE_MS = 2_000;

export interface SourcesOptions extends Pick<StagingOptions, 'bookUrl' | 'signal' | 'onProgress'> {
  readonly settleMs?: number;
}

/** The scope of a source's findings. */
export function scopeOf({ name }: Source): string {
  return `source:${name}`;
}

/**
 * Compares the sources of a mapping with each other, and the first with the book. Sources and book go on meanwhile, so a
 * difference counts if it lasts: two sources disagree if a second look at both finds it too, and the book differs if it
 * did not have the number of the source at any moment since the reading began, nor some seconds later.
 * @param sources at least one
 */
export async function compareWithSources(
  database: DataSource,
  mapping: Pick<Mapping, 'history'>,
  sources: readonly Source[],
  options: SourcesOptions,
): Promise<Compared[]> {
  const lists = sources.map((source) => new FindingList(scopeOf(source)));
  return Scratch.use(database, async (scratch) => {
    const digits = new Map(
      (
        await scratch.rows<{ code: string; digits: number }>('SELECT code, digits FROM currency')
      ).map((row) => [row.code, row.digits]),
    );
    let read = await readSources(scratch, sources, mapping, { ...options, digits });
    const isLive = sources.some((source) => !isFile(source, mapping));
    const again = isLive && (await countDisagreements(scratch, sources.length)) > 0;
    if (again) {
      await keepFirstLook(scratch);
      read = await readSources(scratch, sources, mapping, { ...options, digits });
    }
    const [first] = sources;
    const failed = read.sources.map((one) => 'failure' in one);
    const comparison = {
      ...{ scratch, sources, history: mapping.history, digits },
      ...{ since: read.since, twice: again, failed },
    };
    if (first && isLive && (await countBookDifferences(comparison)) > 0)
      await delay(options.settleMs ?? SETTLE_MS, undefined, { signal: options.signal });
    for (const [place, source] of sources.entries()) {
      const list = lists[place];
      const outcome = read.sources[place];
      if (!list || !outcome) throw new Error(`source ${source.name} was not read`);
      if ('failure' in outcome) {
        list.addUnreadable(`source ${source.name}`, outcome.failure);
        continue;
      }
      // What another source says is missing: a finding that names it may be open still.
      if (failed.includes(true)) list.markIncomplete();
      await addUnreadableRows(comparison, place, list, isFile(source, mapping));
      if (place === 0) {
        await addBookDifferences(comparison, list);
        await addMissingInBook(comparison, list);
      }
      await addDisagreements(comparison, place, list);
      await addMissingInSource(comparison, place, list);
    }
    const wallets = await countWallets(scratch);
    return lists.map((list, place) => {
      const outcome = read.sources[place];
      const inputs = outcome && !('failure' in outcome) ? [outcome] : [];
      const totals = place === 0 && inputs.length > 0 ? { comparedWallets: wallets } : {};
      return { ...list.result, inputs, totals };
    });
  });
}

function isFile(source: Source, { history }: Pick<Mapping, 'history'>): boolean {
  const origin = 'history' in source ? history?.origin : source.origin;
  return origin?.type === 'csv';
}
