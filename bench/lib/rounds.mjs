import { medianOf } from './median.mjs';

/**
 * Measures each side once per round, in turn, so that a change of the machine affects all of them.
 * @param sides sides with a `name` @param measure returns the figures of one side @returns medians by name
 */
export async function inTurn(sides, rounds, measure) {
  const measured = Object.fromEntries(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const side of sides) measured[side.name].push(await measure(side));
  return Object.fromEntries(sides.map(({ name }) => [name, medianOf(measured[name])]));
}
