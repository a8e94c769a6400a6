import type { DataSource, EntityManager } from 'typeorm';
import type { Book } from '../../book/index.js';
import { inTransaction } from '../../database/index.js';
import type { ReportProgress } from '../../integrity/index.js';
import { checkBook } from './check-book.js';
import { compareOthers, type Others } from './compare-others.js';
import type { Compared, StoredOutcome } from './outcome.js';
import {
  addCommandRun,
  endInterrupted,
  findWanted,
  holdingTheLock,
  type WantedRun,
} from './runs-table.js';
import { storeOutcome } from './store-outcome.js';

/** How a run ended, with what it changed. */
export type RunReport = StoredOutcome & Awaited<ReturnType<typeof storeOutcome>>;

/** What a run needs: the book, and a pool of connections to it of which it takes two. */
export interface ReconcilerParts {
  readonly book: Pick<Book, 'verify'>;
  readonly source: DataSource;
  /** Receives how far the book's own check is. */
  readonly progress?: ReportProgress;
  /** Absent: the book is compared with itself only. */
  readonly others?: Others;
}

/**
 * Carries out the oldest run that a caller or the clock asks for.
 * @returns undefined if there is none, or another process has one under way
 */
export async function runWanted(parts: ReconcilerParts): Promise<RunReport | undefined> {
  // Without the lock first: mostly there is nothing to do.
  if ((await findWanted(parts.source)) === undefined) return undefined;
  return underTheLock(parts, () => findWanted(parts.source));
}

/**
 * Carries out a run of its own, for a command.
 * @returns undefined if another process has one under way
 */
export async function runNow(
  parts: ReconcilerParts,
  askedBy: string,
): Promise<RunReport | undefined> {
  return underTheLock(parts, () => addCommandRun(parts.source, askedBy));
}

/** One transaction holds the lock and, at its end, writes the result. What is compared is read by others. */
function underTheLock(
  parts: ReconcilerParts,
  choose: () => Promise<WantedRun | undefined>,
): Promise<RunReport | undefined> {
  return inTransaction(parts.source, (manager) =>
    holdingTheLock(manager, async () => {
      await endInterrupted(parts.source);
      const run = await choose();
      return run && carryOut(parts, manager, run);
    }),
  );
}

async function carryOut(
  { book, source, progress, others }: ReconcilerParts,
  manager: EntityManager,
  { id }: WantedRun,
): Promise<RunReport> {
  const startedAt = new Date();
  const own = await attempt(() => checkBook(book, progress));
  const failure = 'failure' in own ? own.failure : null;
  const parts = [
    ...('failure' in own ? [] : [own]),
    ...(others ? await compareOthers(source, others) : []),
  ];
  const findings = parts.flatMap((part) => part.findings);
  const outcome: StoredOutcome = {
    reconciliationId: id,
    status: failure !== null ? 'FAILED' : findings.length > 0 ? 'FINDINGS' : 'PASSED',
    reason: failure,
    startedAt,
    finishedAt: new Date(Math.max(startedAt.getTime(), Date.now())),
    scopes: parts.map(({ scope }) => scope),
    inputs: parts.flatMap(({ inputs }) => inputs),
    totals: addedUp(parts.map(({ totals }) => totals)),
    findings,
  };
  const whole = parts.filter(({ isWhole }) => isWhole);
  return { ...outcome, ...(await storeOutcome(manager, outcome, whole)) };
}

function addedUp(totals: readonly Compared['totals'][]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of totals.flatMap((one) => Object.entries(one)))
    sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

/** The comparison, or why it could not be made. That is a result too: the next run may find the cause gone. */
async function attempt(
  compare: () => Promise<Compared>,
): Promise<Compared | { readonly failure: string }> {
  try {
    return await compare();
  } catch (error) {
    const { message, cause } = error as Error;
    return { failure: cause instanceof Error ? `${message} ${cause.message}` : message };
  }
}
