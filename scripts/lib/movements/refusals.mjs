import { REFUSAL_CODES } from '../../../src/domain/index.ts';
import { EXPIRY, mutationOf } from './actions.mjs';
import { obstaclesOf } from './obstacles.mjs';
import { refusalsOf } from './sdl.mjs';

/** Given before a movement is asked, by the key. */
const EVERYWHERE = 'IDEMPOTENCY_CONFLICT';

/**
 * Everything with which an action is refused, found by putting each obstacle in its way.
 * @param reach gives a fresh sample in which only that obstacle is, or
 *   undefined where it cannot be; once for each kind of wallet
 * @returns codes of the whole and of a line, in the SDL's order, and what is told of INVALID_TRANSITION
 */
export function refusalsGiven(action, reaches) {
  const given = reaches.flatMap((reach) =>
    obstaclesOf(action).flatMap((obstacle) => refusedBy(obstacle, action, reach)),
  );
  const codesOf = (wanted) =>
    REFUSAL_CODES.filter((code) => given.some((one) => one.code === code && wanted(one)));
  const told = given.filter(({ code, told }) => told && code === 'INVALID_TRANSITION');
  return {
    codes: codesOf(({ isOfLine }) => !isOfLine),
    ofLines: codesOf(({ isOfLine }) => isOfLine),
    reasons: [...new Set(told.map((one) => one.told))],
  };
}

function refusedBy(obstacle, action, reach) {
  const sample = reach(obstacle.isDue);
  if (!sample || obstacle.arrange?.(sample, action) === false) return [];
  const refusal = sample.refusal(action, obstacle);
  return refusal ? [{ ...refusal, told: obstacle.told }] : [];
}

/**
 * Holds what was given in all rows against the SDL.
 * @throws Error that names each mutation and code of which the two differ
 */
export function holdAgainstUnions(rows) {
  const ofSdl = rows.filter(({ action }) => action !== EXPIRY);
  const mutations = new Set(ofSdl.map(({ action }) => mutationOf(action)));
  const faults = [...mutations].flatMap((mutation) => {
    const own = ofSdl.filter(({ action }) => mutationOf(action) === mutation);
    return differences(mutation, new Set(own.flatMap(({ refusals }) => refusals.codes)));
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

function differences(mutation, given) {
  const union = refusalsOf(mutation);
  if (!union.includes(EVERYWHERE)) return [`${mutation}: its union is without ${EVERYWHERE}.`];
  const never = union.filter((code) => code !== EVERYWHERE && !given.has(code));
  const missing = [...given].filter((code) => !union.includes(code));
  return [
    ...never.map(
      (code) =>
        `${mutation}: its union has ${code}, with which none of its rows is refused. Take it out of the union, or put into scripts/lib/movements/obstacles.mjs what provokes it.`,
    ),
    ...missing.map((code) => `${mutation}: it is refused with ${code}, which its union lacks.`),
  ];
}
