import { expect, test } from '@jest/globals';
import type { FaultCause } from '../../src/database/index.js';
import { faultOf } from '../../src/database/fault.js';
import { isUnavailable } from '../../src/database/errors.js';
import { NotCommittedError } from '../../src/database/transaction.js';
import { WriteHealth } from '../../src/ledger/write-health.js';

test('commands that wait for three seconds without any commit are a problem, until one commits', () => {
  let now = 0;
  const health = new WriteHealth(() => now);
  now = 60_000;
  expect(health.problem).toBeUndefined(); // nothing waits
  health.accepted();
  now += 2_999;
  health.accepted();
  expect(health.problem).toBeUndefined();
  now += 1;
  expect(health.problem).toBe('no commit for 3 s while commands wait');
  health.settled(); // one failed, the other waits on
  expect(health.problem).toBe('no commit for 3 s while commands wait');
  health.committed();
  expect(health.problem).toBeUndefined();
  now += 3_000;
  expect(health.problem).toBe('no commit for 3 s while commands wait');
  health.settled();
  expect(health.problem).toBeUndefined();
});

test('commands that fail for three seconds because the database does not answer are a problem, one after another', () => {
  let now = 0;
  const health = new WriteHealth(() => now);
  const fail = (): void => {
    health.accepted();
    now += 1_500;
    health.failed(faultOf(coded('57P01')));
    health.settled();
  };
  health.committed();
  fail();
  expect(health.problem).toBeUndefined();
  fail();
  expect(health.problem).toBe('no commit for 3 s while commands wait');
  health.committed();
  expect(health.problem).toBeUndefined();
});

test('a command that waits for a row of another session says nothing about the write path', () => {
  let now = 0;
  const health = new WriteHealth(() => now);
  health.accepted();
  health.setAside();
  now += 60_000;
  expect(health.problem).toBeUndefined();
  health.accepted();
  health.settled();
  expect(health.problem).toBeUndefined();
});

test('a fault that every commit meets is a problem until a commit succeeds; a lock or a lost connection is none', () => {
  const health = new WriteHealth(() => 0);
  health.failed(faultOf(coded('55P03')));
  health.failed(faultOf(coded('08006')));
  expect(health.problem).toBeUndefined();
  health.failed(faultOf(coded('53100')));
  expect(health.problem).toBe('commits fail: the disk of the database is full (53100)');
  health.committed();
  expect(health.problem).toBeUndefined();
});

function coded(code: string, message = `code ${code}`): Error {
  return Object.assign(new Error(message), { code });
}

test.each<[FaultCause, string, Error]>([
  ['disk_full', '53100', coded('53100')],
  ['disk_full', 'XX000', coded('XX000', 'could not write to file "base/1": Disk quota exceeded')],
  ['storage', 'XX000', coded('XX000', 'could not extend file "base/5/1": File too large')],
  ['storage', '58030', coded('58030')],
  ['out_of_memory', '53200', coded('53200')],
  ['too_many_connections', '53300', coded('53300')],
  ['out_of_resources', '53400', coded('53400')],
  ['read_only', '25006', coded('25006')],
  ['login_refused', '28P01', coded('28P01')],
  ['lock_timeout', '55P03', coded('55P03')],
  ['unreachable', '57P01', coded('57P01')],
])(
  'a commit that fails with %s (%s) may succeed later, and the fault names it',
  (cause, state, error) => {
    expect(isUnavailable(error)).toBe(true);
    const wrapped = new NotCommittedError('not committed', { cause: error });
    expect(faultOf(wrapped)).toMatchObject({
      cause,
      words: expect.stringContaining(`(${state})`) as unknown,
    });
  },
);

test('an error of a statement itself is no fault of the database', () => {
  expect(faultOf(coded('23505')).cause).toBe('other');
  expect(faultOf(coded('XX000', 'cache lookup failed')).cause).toBe('other');
  expect(faultOf(new Error('a bug')).cause).toBe('other');
});
