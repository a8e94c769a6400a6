import type { DataSource } from 'typeorm';
import type { Mapping, Source } from '../mapping/mapping.js';
import { refuseUnknownCurrenciesIn } from '../shadow/known-currencies.js';
import { FindingList } from './finding-list.js';
import type { Compared } from './outcome.js';
import { compareWithSources, scopeOf } from './sources/compare-with-sources.js';
import { compareStatement, scopeOfStatement } from './statements/compare-statement.js';

/** What others say of the book: the sources and statements of a mapping. */
export interface Others {
  /** Reads the mapping, for each run again. A MappingError is a result of the run. */
  readonly mapping: () => Promise<Mapping>;
  /** For sources in the database of the book. They are only read. */
  readonly bookUrl: string;
  /** Ends the run where it is. */
  readonly signal: AbortSignal;
  /** Receives what is being read, and how much of it; total is undefined if it is not known. */
  readonly onProgress?: (step: string, done: number, total: number | undefined) => void;
  /** How long the book may follow behind a source before a difference counts. Milliseconds; 2,000 if absent. */
  readonly settleMs?: number;
}

/** The scope of the mapping itself. */
const MAPPING_SCOPE = 'mapping';

/** What could not be read is a finding of its part. The others are compared all the same. */
export async function compareOthers(
  database: DataSource,
  { mapping: read, signal, onProgress, ...others }: Others,
): Promise<Compared[]> {
  const mapping = await orReason(signal, async () => {
    const one = await read();
    await refuseUnknownCurrenciesIn(database, one);
    return one;
  });
  const list = new FindingList(MAPPING_SCOPE);
  if ('failure' in mapping) list.addUnreadable('mapping', mapping.failure);
  const compared: Compared[] = [{ ...list.result, inputs: [], totals: {} }];
  if ('failure' in mapping) return compared;
  const options = {
    ...{ ...others, signal },
    onProgress: (name: string, done: number, total: number | undefined) =>
      onProgress?.(`Reading ${name}`, done, total),
  };
  const sources = sourcesOf(mapping);
  if (sources.length > 0) {
    const parts = await orReason(signal, () =>
      compareWithSources(database, mapping, sources, options),
    );
    if ('failure' in parts)
      compared.push(
        ...sources.map((source) => failed(scopeOf(source), `source ${source.name}`, parts.failure)),
      );
    else compared.push(...parts);
  }
  for (const statement of mapping.reconcile?.statements ?? []) {
    const part = await orReason(signal, () => compareStatement(database, statement, options));
    compared.push(
      'failure' in part
        ? failed(scopeOfStatement(statement), `statement ${statement.name}`, part.failure)
        : part,
    );
  }
  return compared;
}

/** The sources that a reconciliation compares. */
function sourcesOf({ sources, reconcile }: Mapping): readonly Source[] {
  const names = reconcile?.sources;
  return names === undefined ? sources : sources.filter(({ name }) => names.includes(name));
}

function failed(scope: string, subject: string, reason: string): Compared {
  const list = new FindingList(scope);
  list.addUnreadable(subject, reason);
  return { ...list.result, inputs: [], totals: {} };
}

/** @throws the signal's reason */
async function orReason<T extends object>(
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T | { readonly failure: string }> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    return { failure: (error as Error).message };
  }
}
