import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { MAX_AMOUNT } from '../../money/index.js';
import type { Mapping } from '../mapping/mapping.js';
import { refuseUnknownCurrencies } from '../mapping/unknown-currencies.js';
import { SourceError } from '../sources/source.js';
import {
  type BookSide,
  countPlanned,
  differencesFromBook,
  readBookSide,
} from './comparing/book-side.js';
import { compareSources, type ComparedCurrency, countCompared } from './comparing/compare.js';
import { disagreementsOf } from './comparing/disagreements.js';
import { planImport, sumsOfPlan } from './writing/plan.js';
import type { CurrencyReport, ImportInput, ImportReport } from './report.js';
import { ImportSession } from './session/session.js';
import { countSetAside, setAsideOf, type SourceWords } from './comparing/set-aside.js';
import { historyName, stageSources } from './staging/stage.js';
import { addStayedOut, readStayedOut } from './comparing/stayed-out.js';
import { writeBatches } from './writing/write.js';

export interface ImportOptions {
  readonly mapping: Mapping;
  /** The database's URL, as a login that may write the book. */
  readonly url: string;
  readonly book: string;
  /** How many connections share the owners. */
  readonly sessions: number;
  readonly dryRun: boolean;
  /** Most rows of one commit. Absent: some thousand. */
  readonly batchRows?: number;
  /** Ends the import between two commits. */
  readonly signal: AbortSignal;
  /** Receives what is being done, and how much of it; total is undefined if it is not known. */
  readonly onProgress: (step: string, done: number, total: number | undefined) => void;
}

/**
 * Brings the balances of another system into the book, or only compares (dry run): reads every source into temporary
 * tables, compares them, and writes wallets, openings and history, some thousand rows in a commit. An import that ended
 * anywhere and is run again goes on: what is in the book stays as it is.
 * @param use receives the report. Its rows can be read until it returns
 * @throws SourceError if a source cannot be read; the signal's reason
 */
export async function runImport<T>(
  options: ImportOptions,
  use: (report: ImportReport) => Promise<T>,
): Promise<T> {
  const startedAt = new Date();
  const sessions = await openSessions(options);
  const cut = (): void => {
    for (const session of sessions) session.cut();
  };
  options.signal.addEventListener('abort', cut, { once: true });
  try {
    const staged = await stage(sessions, options);
    await write(sessions, options, staged);
    const report = await inOneSnapshot(sessions, async () => {
      const currencies = await reportCurrencies(sessions, options, staged);
      const aside = sum(await each(sessions, countSetAside), (one) => one.get('') ?? 0n);
      return use({
        ...{ dryRun: options.dryRun, startedAt, finishedAt: new Date(), currencies },
        ...{ mapping: staged.mapping, inputs: staged.inputs },
        setAside: setAsideOf(sessions, '', aside, wordsIn(options.mapping)),
      });
    });
    return report;
  } catch (error) {
    options.signal.throwIfAborted();
    throw error;
  } finally {
    options.signal.removeEventListener('abort', cut);
    await Promise.allSettled(sessions.map(async (session) => session.close()));
  }
}

async function openSessions({ sessions, url, book }: ImportOptions): Promise<ImportSession[]> {
  const opened: ImportSession[] = [];
  try {
    for (let count = 0; count < sessions; count += 1)
      opened.push(await ImportSession.open(url, book));
    return opened;
  } catch (error) {
    await Promise.allSettled(opened.map(async (session) => session.close()));
    throw error;
  }
}

interface Staged {
  readonly digits: ReadonlyMap<string, number>;
  readonly inputs: readonly ImportInput[];
  readonly mapping: ImportReport['mapping'];
  readonly inputHash: Buffer;
}

async function stage(
  sessions: readonly ImportSession[],
  { mapping, url, signal, onProgress }: ImportOptions,
): Promise<Staged> {
  const [first] = sessions;
  if (!first) throw new Error('an import needs a session');
  const digits = new Map(
    (await first.rows<{ code: string; digits: number }>('SELECT code, digits FROM currency')).map(
      (row) => [row.code, row.digits],
    ),
  );
  refuseUnknownCurrencies(mapping, digits.keys());
  const [clock] = await first.rows<{ now: Date }>('SELECT clock_timestamp() AS now');
  const inputs = await stageSources(sessions, mapping, {
    ...{ bookUrl: url, digits, now: clock?.now ?? new Date(), signal },
    onProgress: (source, done, total) => onProgress(`Reading ${source}`, done, total),
  });
  const sha256 = hex(await readFile(mapping.file));
  const inputHash = createHash('sha256')
    .update(JSON.stringify([sha256, inputs]))
    .digest();
  return { digits, inputs, inputHash, mapping: { file: mapping.file, sha256 } };
}

function hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Compares, plans and, unless it is a dry run, writes. */
async function write(
  sessions: readonly ImportSession[],
  { mapping, dryRun, batchRows, signal, onProgress }: ImportOptions,
  { inputHash }: Staged,
): Promise<void> {
  const { sources, history } = mapping;
  const place = sources.findIndex((source) => 'history' in source);
  onProgress('Comparing', 0, undefined);
  await each(sessions, (session) =>
    compareSources(session, sources.length, place < 0 ? undefined : place),
  );
  const plan = {
    ...{ source: sources[0]?.name ?? '', rowWord: wordsIn(mapping)(0).word, batchRows },
    ...{ hasHistory: history !== undefined, isAuthority: place === 0 },
    isDeducted: history?.pending === 'deducted',
  };
  const plans = await each(sessions, (session) => planImport(session, plan));
  refuseTooMuch((await each(sessions, sumsOfPlan)).flat());
  if (dryRun) return;
  const total = plans.flat().reduce((wallets, batch) => wallets + batch.wallets, 0);
  let written = 0;
  const onWritten = (wallets: number): void => {
    written += wallets;
    onProgress('Importing', written, total);
  };
  onWritten(0);
  await Promise.all(
    sessions.map(async (session, index) =>
      writeBatches(session, plans[index] ?? [], { inputHash, signal, onWritten }),
    ),
  );
}

/** @throws SourceError if the chains of the system accounts could not hold what comes in */
function refuseTooMuch(sums: readonly { readonly currency: string; readonly sum: bigint }[]): void {
  for (const { currency } of sums) {
    const total = sum(
      sums.filter((one) => one.currency === currency),
      (one) => one.sum,
    );
    if (total > MAX_AMOUNT)
      throw new SourceError(
        `the amounts in ${currency} add up to ${total} minor units, and an account holds at most 38 digits: ` +
          'look for rows that cannot be right, and leave them out with where',
      );
  }
}

/** Runs the work while all sessions see the book at one moment. */
async function inOneSnapshot<T>(
  sessions: readonly ImportSession[],
  work: () => Promise<T>,
): Promise<T> {
  const [first, ...others] = sessions;
  if (!first) throw new Error('an import needs a session');
  await first.run('BEGIN ISOLATION LEVEL REPEATABLE READ');
  const [exported] = await first.rows<{ id: string }>('SELECT pg_export_snapshot() AS id');
  for (const session of others)
    await session.run(
      'BEGIN ISOLATION LEVEL REPEATABLE READ',
      `SET TRANSACTION SNAPSHOT '${exported?.id ?? ''}'`,
    );
  const result = await work();
  for (const session of sessions) await session.run('COMMIT');
  return result;
}

async function reportCurrencies(
  sessions: readonly ImportSession[],
  { mapping, dryRun }: ImportOptions,
  { digits }: Staged,
): Promise<CurrencyReport[]> {
  const counted = await each(sessions, (session) => countCompared(session, mapping.sources.length));
  const sides = await each(sessions, readBookSide);
  const planned = await each(sessions, countPlanned);
  const asides = await each(sessions, countSetAside);
  const stayed = await each(sessions, (session) => readStayedOut(session, mapping.sources.length));
  const codes = new Set([
    ...counted.flat().map(({ currency }) => currency),
    ...asides.flatMap((one) => [...one.keys()].filter((code) => code !== '')),
  ]);
  return [...codes].sort().map((currency) => {
    const parts = counted.flat().filter((one) => one.currency === currency);
    const book = sides.flatMap((one) => one.get(currency) ?? []);
    const differing = sum(book, (one) => one.differing);
    const incoming = sum(planned, (one) => one.get(currency) ?? 0n);
    return {
      ...{ currency, digits: digits.get(currency) ?? 0 },
      ...addedUp(parts, mapping),
      disagreements: disagreementsOf(sessions, mapping.sources.length, currency, parts),
      setAside: setAsideOf(
        ...([sessions, currency] as const),
        sum(asides, (one) => one.get(currency) ?? 0n),
        wordsIn(mapping),
      ),
      stayedOut: addStayedOut(
        stayed.flatMap((one) => one.get(currency) ?? []),
        mapping.sources.length,
      ),
      ...{ planned: incoming, imported: dryRun ? 0n : incoming },
      skipped: sum(book, (one) => one.skipped),
      book: {
        ...bookOf(book),
        differences: {
          count: differing,
          // Looking for them reads every balance again.
          rows: () => differencesFromBook(differing === 0n ? [] : sessions, currency),
        },
      },
    };
  });
}

function addedUp(
  parts: readonly ComparedCurrency[],
  { sources }: Mapping,
): Pick<CurrencyReport, 'owners' | 'sources' | 'drift'> {
  return {
    owners: sum(parts, (one) => one.owners),
    sources: sources.map(({ name }, place) => ({
      name,
      rows: sum(parts, (one) => one.sources[place]?.rows ?? 0n),
      missing: sum(parts, (one) => one.sources[place]?.missing ?? 0n),
      sum: sum(parts, (one) => one.sources[place]?.sum ?? 0n),
    })),
    drift: sum(parts, (one) => one.drift),
  };
}

function bookOf(sides: readonly BookSide[]): Omit<CurrencyReport['book'], 'differences'> {
  return {
    wallets: sum(sides, (one) => one.wallets),
    sum: sum(sides, (one) => one.sum),
    // Each session reads that of the whole book.
    opening: sides[0]?.opening ?? 0n,
    drift: sum(sides, (one) => one.drift),
  };
}

/** What a report calls a source by its place; -1 is the history. */
function wordsIn(mapping: Mapping): (place: number) => SourceWords {
  return (place) => {
    const source = mapping.sources[place];
    // A source that is the history itself has no origin of its own.
    const { origin } = source && 'origin' in source ? source : (mapping.history ?? {});
    return {
      name: source?.name ?? historyName(mapping),
      word: origin?.type === 'csv' ? 'line' : 'row',
    };
  };
}

function each<T>(
  sessions: readonly ImportSession[],
  work: (session: ImportSession) => Promise<T>,
): Promise<T[]> {
  return Promise.all(sessions.map(work));
}

function sum<T>(items: readonly T[], of: (item: T) => bigint): bigint {
  return items.reduce((total, item) => total + of(item), 0n);
}
