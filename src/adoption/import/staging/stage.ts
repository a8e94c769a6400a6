import type { BalanceSource, HistoryMapping, Mapping } from '../../mapping/mapping.js';
import { sourceMistakes } from '../../mapping/source-mistakes.js';
import { openSource } from '../../sources/open-source.js';
import { SourceError } from '../../sources/source.js';
import { balanceReader } from './read-balances.js';
import { historyReader } from './read-history.js';
import type { CurrencyDigits, RowReader, StagedRow } from './row-place.js';
import type { ImportInput } from '../report.js';
import type { RowCopy, StagingSession } from '../session/session.js';
import { CREATE_STAGED, STAGED_BALANCE, STAGED_LINE } from './staged-tables.js';

export interface StagingOptions {
  /** The database of the book, for sources in it. */
  readonly bookUrl: string;
  readonly digits: CurrencyDigits;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** @param done in bytes or rows, of `total` */
  readonly onProgress: (source: string, done: number, total: number | undefined) => void;
}

/** Reads all sources and the history into the staging tables. Each owner's rows go to one session. */
export async function stageSources(
  sessions: readonly StagingSession[],
  mapping: Mapping,
  options: StagingOptions,
): Promise<ImportInput[]> {
  for (const session of sessions) await session.run(...CREATE_STAGED);
  const parts = partsOf(mapping, options);
  const inputs: ImportInput[] = [];
  for (const [at, part] of parts.entries()) {
    try {
      inputs.push(await part.stage(sessions));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      // Of those that follow too, so that all is mended at once.
      const mistakes = part.mistakes(error);
      for (const other of parts.slice(at + 1)) mistakes.push(...(await faultsIn(other, options)));
      throw new SourceError(mistakes.join('\n'), { cause: error });
    }
  }
  return inputs;
}

/** A source or the history, as the mapping has it. */
interface MappedPart {
  readonly part: BalanceSource | HistoryMapping;
  readonly reader: RowReader;
  readonly stage: (sessions: readonly StagingSession[]) => Promise<ImportInput>;
  readonly mistakes: (error: Error) => string[];
}

function partsOf(mapping: Mapping, options: StagingOptions): MappedPart[] {
  const { sources, history } = mapping;
  const balances = sources.flatMap((source, place): MappedPart[] => {
    if ('history' in source) return [];
    return [
      {
        ...{ part: source, reader: balanceReader(source, options.digits) },
        stage: (sessions) => stageBalances(sessions, source, place, options),
        mistakes: (error) => sourceMistakes(mapping, ['sources', place], source, error),
      },
    ];
  });
  if (!history) return balances;
  return [
    ...balances,
    {
      ...{ part: history, reader: historyReader(history, options.digits, options.now) },
      stage: (sessions) => stageHistory(sessions, history, historyName(mapping), options),
      mistakes: (error) => sourceMistakes(mapping, ['history'], history, error),
    },
  ];
}

/** What keeps a source from being opened; nothing if it can be. */
async function faultsIn(
  { part, reader, mistakes }: MappedPart,
  { bookUrl, signal }: StagingOptions,
): Promise<string[]> {
  signal.throwIfAborted();
  try {
    const { origin, where } = part;
    await (await openSource(origin, { columns: reader.columns, where, bookUrl })).close();
    return [];
  } catch (error) {
    return mistakes(error as Error);
  }
}

/** Reads a source of balances into its staging table. @param place of the source in the mapping */
export function stageBalances(
  sessions: readonly StagingSession[],
  source: BalanceSource,
  place: number,
  options: StagingOptions,
): Promise<ImportInput> {
  return stage(sessions, {
    ...{ name: source.name, origin: source.origin, where: source.where },
    ...{ target: STAGED_BALANCE, width: 6, prefix: [String(place)] },
    reader: balanceReader(source, options.digits),
    ...options,
  });
}

/** Reads the history into its staging table. */
export function stageHistory(
  sessions: readonly StagingSession[],
  history: HistoryMapping,
  name: string,
  options: StagingOptions,
): Promise<ImportInput> {
  return stage(sessions, {
    ...{ name, origin: history.origin, where: history.where },
    ...{ target: STAGED_LINE, width: 10, prefix: [] },
    reader: historyReader(history, options.digits, options.now),
    ...options,
  });
}

/** The name of the history in reports: that of the source which is the history, if there is one. */
export function historyName({ sources }: Mapping): string {
  return sources.find((source) => 'history' in source)?.name ?? 'history';
}

interface Stage extends StagingOptions {
  readonly name: string;
  readonly origin: Parameters<typeof openSource>[0];
  readonly where: Readonly<Record<string, string | null>>;
  readonly target: string;
  /** How many columns follow the line. */
  readonly width: number;
  /** The columns before the line. */
  readonly prefix: readonly string[];
  readonly reader: RowReader;
}

async function stage(sessions: readonly StagingSession[], options: Stage): Promise<ImportInput> {
  const { name, origin, where, bookUrl, reader, target, width, prefix, signal } = options;
  const source = await openSource(origin, { columns: reader.columns, where, bookUrl });
  try {
    const copies = await Promise.all(sessions.map((session) => session.copyInto(target)));
    const unread = Array.from({ length: width - 1 }, () => null);
    let rows = 0;
    try {
      for await (const chunk of source.rows()) {
        signal.throwIfAborted();
        await addRows(copies, chunk, (row) => {
          const { owner, values }: StagedRow =
            'reason' in row ? { owner: null, values: [...unread, row.reason] } : reader.read(row);
          return { owner, values: [...prefix, String(row.line), ...values] };
        });
        rows += chunk.length;
        const { done, total } = source.progress();
        options.onProgress(name, done, total);
      }
    } finally {
      // Also of a source that cannot be read to its end: its session goes on with the others.
      for (const copy of copies) await copy.end();
    }
    return { name, rows, sha256: source.sha256 };
  } finally {
    await source.close();
  }
}

async function addRows<Row>(
  copies: readonly RowCopy[],
  rows: readonly Row[],
  stagedOf: (row: Row) => StagedRow,
): Promise<void> {
  for (const row of rows) {
    const { owner, values } = stagedOf(row);
    const copy = copyOf(copies, owner ?? '');
    if (copy.add(values)) await copy.drain();
  }
}

/** FNV-1a (32 bits) of the owner's id decides which session has their rows. */
function copyOf(copies: readonly RowCopy[], owner: string): RowCopy {
  let hash = 0x811c9dc5;
  for (let index = 0; index < owner.length; index += 1)
    hash = Math.imul(hash ^ owner.charCodeAt(index), 0x01000193);
  const copy = copies[(hash >>> 0) % copies.length];
  if (!copy) throw new Error('an import has no session');
  return copy;
}
