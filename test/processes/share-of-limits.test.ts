import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.js';
import { shareOfLimits } from '../../src/processes/share-of-limits.js';

test.each([
  [1, 512, 512],
  [2, 512, 256],
  [3, 512, 171],
  [4, 2, 1],
])('of %i processes with OPERATIONS_MAX=%i each carries %i', (processes, max, each) => {
  const config = readConfig(
    { PROCESSES: String(processes), OPERATIONS_MAX: String(max), SUBSCRIPTIONS_MAX: String(max) },
    '/home',
  );
  expect(shareOfLimits(config)).toMatchObject({ operationsMax: each, subscriptionsMax: each });
});
