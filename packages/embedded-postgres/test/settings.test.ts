import { describe, expect, test } from '@jest/globals';
import { totalmem } from 'node:os';
import { serverArguments, settingsForMemory } from '../src/server/settings.js';
import { memoryBytes } from '../src/system/memory.js';

const GB = 1024 ** 3;

/** The settings on a command line, by name; the last one counts. */
function settingsOf(args: readonly string[]): Record<string, string> {
  const settings = args.filter((arg) => arg !== '-c').map((arg) => arg.split(/=(.*)/s));
  return Object.fromEntries(settings.map(([name = '', value = '']) => [name, value]));
}

describe('the settings of the embedded PostgreSQL fit the machine', () => {
  test.each([
    [0.25, '128MB', '256MB', '2048MB'],
    [1, '128MB', '512MB', '2048MB'],
    [4, '512MB', '2048MB', '2048MB'],
    [12, '1536MB', '6144MB', '3072MB'],
    [64, '2048MB', '32768MB', '4096MB'],
  ])('of %d GB of memory, PostgreSQL takes its share', (gigabytes, buffers, cache, log) => {
    expect(settingsForMemory(gigabytes * GB)).toEqual({
      shared_buffers: buffers,
      effective_cache_size: cache,
      max_wal_size: log,
    });
  });

  test('the memory is no more than the machine has', () => {
    expect(memoryBytes()).toBeGreaterThan(64 * 1024 * 1024);
    expect(memoryBytes()).toBeLessThanOrEqual(totalmem());
  });

  test('a server starts with the settings that fit, with durability, and with those of the caller instead', () => {
    const fitting = settingsForMemory(memoryBytes());
    const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
    expect(settingsOf(serverArguments(5432, {}))).toMatchObject({ ...fitting, ...durable });
    const own = settingsOf(serverArguments(5432, { shared_buffers: '16MB' }));
    expect(own).toMatchObject({ ...fitting, ...durable, shared_buffers: '16MB' });
  });
});
