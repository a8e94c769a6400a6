import { REFUSAL_CODES } from '../../../src/domain/index.ts';
import { isMutation, mutationOf } from './actions.mjs';
import { obstaclesOf } from './obstacles.mjs';
import { refusalsOf } from './sdl.mjs';

/** The refusal that depends on the key alone, so that no movement decides it. */
const EVERYWHERE = 'IDEMPOTENCY_CONFLICT';

/**
 * Finds every refusal of an action, by trying it with each obstacle.
 * @param reaches a function for each kind of wallet. It makes a fresh sample for an obstacle, or returns undefined if
 *   the sample cannot have that obstacle
 * @returns codes of the whole action and of a line, in the SDL's order, and the labels that cause INVALID_TRANSITION
 */
export function findRefusals(action, reaches) {
  const found = reaches.flatMap((reach) =>
    obstaclesOf(action).flatMap((obstacle) => refusedBy(obstacle, action, reach)),
  );
  const codesOf = (wanted) =>
    REFUSAL_CODES.filter((code) => found.some((one) => one.code === code && wanted(one)));
  const labelled = found.filter(({ code, label }) => label && code === 'INVALID_TRANSITION');
  return {
    codes: codesOf(({ isOfLine }) => !isOfLine),
    ofLines: codesOf(({ isOfLine }) => isOfLine),
    reasons: [...new Set(labelled.map(({ label }) => label))],
  };
}

function refusedBy(obstacle, action, reach) {
  const sample = reach(obstacle.isDue);
  if (!sample || obstacle.arrange?.(sample, action) === false) return [];
  const refusal = sample.refusal(action, obstacle);
  return refusal ? [{ ...refusal, label: obstacle.label }] : [];
}

/**
 * Compares the refusals of all rows with the unions in the SDL.
 * @throws Error that names each mutation and code in which they differ
 */
export function compareWithUnions(rows) {
  const ofSdl = rows.filter(({ action }) => isMutation(action));
  const mutations = new Set(ofSdl.map(({ action }) => mutationOf(action)));
  const faults = [...mutations].flatMap((mutation) => {
    const own = ofSdl.filter(({ action }) => mutationOf(action) === mutation);
    return differences(mutation, new Set(own.flatMap(({ refusals }) => refusals.codes)));
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

function differences(mutation, found) {
  const union = refusalsOf(mutation);
  if (!union.includes(EVERYWHERE)) return [`${mutation}: its union lacks ${EVERYWHERE}.`];
  const never = union.filter((code) => code !== EVERYWHERE && !found.has(code));
  const missing = [...found].filter((code) => !union.includes(code));
  return [
    ...never.map(
      (code) =>
        `${mutation}: its union has ${code}, but none of its rows is refused with it. Remove it from the union, or add an obstacle that causes it to scripts/lib/movements/obstacles.mjs.`,
    ),
    ...missing.map((code) => `${mutation}: it is refused with ${code}, which its union lacks.`),
  ];
}
