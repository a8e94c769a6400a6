import { expect, test } from '@jest/globals';
import { KIND_DEFINITIONS, MUTATION_NAMES, MUTATIONS } from '../../src/movements/index.js';
import { TRANSACTION_KINDS } from '../../src/domain/index.js';

test('every mutation stands under the name that its idempotency keys are hashed with', () => {
  expect(MUTATION_NAMES.map((name) => MUTATIONS[name].movement.name)).toEqual(MUTATION_NAMES);
});

test('no two kinds define a mutation of the same name', () => {
  const names = Object.values(KIND_DEFINITIONS).flatMap(({ mutations }) =>
    Object.values<object>(mutations).flatMap((group) => Object.keys(group)),
  );
  expect(names.length).toBeGreaterThan(20);
  expect([...new Set(names)]).toEqual(names);
});

test('the definitions stand in the order of the kinds', () => {
  expect(Object.keys(KIND_DEFINITIONS)).toEqual(TRANSACTION_KINDS);
});
