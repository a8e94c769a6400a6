import { expect, test } from '@jest/globals';
import { AggregatorRegistry, Registry } from 'prom-client';
import { Durations } from '../../src/metrics/durations.js';

function durations() {
  const registry = new Registry();
  const name = 'seconds';
  const options = { name, help: 'How long.', labelNames: ['route', 'status'], registry };
  return { registry, durations: new Durations(options) };
}

/** The lines of a metric's text, by name and labels. */
function linesOf(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line))]),
  );
}

test('each bucket counts what is not longer, and +Inf all', async () => {
  const { registry, durations: seconds } = durations();
  for (const value of [0.001, 0.0011, 0.3, 10, 11]) seconds.observe(value, '/a', '200');
  seconds.observe(0.5, '/a', '500');
  const text = await registry.metrics();
  expect(text).toContain('# HELP seconds How long.\n# TYPE seconds histogram\n');
  const lines = linesOf(text);
  const bucket = (le: string, status = '200') =>
    lines[`seconds_bucket{le="${le}",route="/a",status="${status}"}`];
  expect(['0.001', '0.0025', '0.25', '0.5', '5', '10', '+Inf'].map((le) => bucket(le))).toEqual([
    1, 2, 2, 3, 3, 4, 5,
  ]);
  expect([bucket('0.25', '500'), bucket('0.5', '500')]).toEqual([0, 1]);
  expect(lines['seconds_sum{route="/a",status="200"}']).toBeCloseTo(21.3021);
  expect(lines['seconds_count{route="/a",status="200"}']).toBe(5);
});

test('the figures of two processes are added up', async () => {
  const two = [durations(), durations()];
  two.forEach(({ durations: seconds }, index) => seconds.observe(index + 1, '/a', '200'));
  const metrics = await Promise.all(two.map(({ registry }) => registry.getMetricsAsJSON()));
  const lines = linesOf(await AggregatorRegistry.aggregate(metrics).metrics());
  expect(lines['seconds_sum{route="/a",status="200"}']).toBe(3);
  expect(lines['seconds_bucket{le="1",route="/a",status="200"}']).toBe(1);
  expect(lines['seconds_bucket{le="+Inf",route="/a",status="200"}']).toBe(2);
});

test('values of labels that only join alike are kept apart', async () => {
  const { registry, durations: seconds } = durations();
  seconds.observe(1, 'a', 'bc');
  seconds.observe(1, 'ab', 'c');
  const counts = Object.entries(linesOf(await registry.metrics())).filter(([name]) =>
    name.startsWith('seconds_count'),
  );
  expect(counts.map(([, count]) => count)).toEqual([1, 1]);
});
