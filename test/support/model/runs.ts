import fc, { type Parameters as Settings } from 'fast-check';

/**
 * How long the model tests look, by the environment:
 * - ONEBOOK_MODEL_RUNS: how many runs each of them makes (500 for a soak).
 * - ONEBOOK_MODEL_SEED, ONEBOOK_MODEL_PATH: the seed and the path that fast-check printed with a
 *   failure: the same commands again.
 */
const environment = (name: string): string | undefined => process.env[`ONEBOOK_MODEL_${name}`];

const seed = environment('SEED');
const path = environment('PATH');

/** True where a certain run is asked for, so that nothing can be said of all. */
export const AGAIN = seed !== undefined;

export function runsOr(few: number): number {
  const runs = Number(environment('RUNS') ?? few);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`ONEBOOK_MODEL_RUNS is a whole number from 1, not ${environment('RUNS')}`);
  return runs;
}

/** A limit for what hangs, in milliseconds: the busiest machine makes that many runs sooner. */
export const jestTimeout = (runs: number): number => 600_000 + runs * 20_000;

/** How long fast-check looks for a smaller sequence that fails too: each one goes to a database. */
const SEARCH_MS = 120_000;

/**
 * The predicate as it is until it fails. From then on it is tried for so long and no longer; what comes later
 * counts as right, which ends the search.
 */
export function searchingFor<T>(
  predicate: (value: T) => Promise<void>,
  milliseconds = SEARCH_MS,
): (value: T) => Promise<void> {
  let failedAt: number | undefined;
  return async (value) => {
    if (failedAt !== undefined && performance.now() - failedAt > milliseconds) return;
    try {
      await predicate(value);
    } catch (error) {
      failedAt ??= performance.now();
      throw error;
    }
  };
}

/** @param repetitions how often fast-check runs the property */
export function settings(repetitions: number): Settings<unknown> {
  return {
    numRuns: repetitions,
    // Small numbers and first choices are no likelier to go wrong here than others.
    plugins: [fc.unbiased()],
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(path !== undefined && { path }),
  };
}
