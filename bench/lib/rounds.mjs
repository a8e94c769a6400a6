import { medianOf } from './median.mjs';

/**
 * Measures each side once a round, in turn: what happens to the machine meanwhile happens to all of them.
 * @param sides named; @param measure the figures of one side, once @returns medians by the sides' names
 */
export async function inTurn(sides, rounds, measure) {
  const measured = Object.fromEntries(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const side of sides) measured[side.name].push(await measure(side));
  return Object.fromEntries(sides.map(({ name }) => [name, medianOf(measured[name])]));
}
