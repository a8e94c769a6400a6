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

/**
 * The time that so many runs may take, in milliseconds, and as much again for the search for a smaller
 * sequence that fails too: each one goes to a database.
 */
const milliseconds = (runs: number): number => 30_000 + runs * 4_000;

export const jestTimeout = (runs: number): number => milliseconds(runs) + 60_000;

/** `repetitions` is how often fast-check runs the property for so many runs. */
export function settings(runs: number, repetitions = runs): Settings<unknown> {
  return {
    numRuns: repetitions,
    plugins: [
      fc.interruptAfterTimeLimit(milliseconds(runs), { failOnInterrupt: true }),
      // Small numbers and first choices are no likelier to go wrong here than others.
      fc.unbiased(),
    ],
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(path !== undefined && { path }),
  };
}
