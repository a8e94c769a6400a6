import { expect, test } from '@jest/globals';
import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import {
  constraintName,
  isConnectionError,
  isRefusedByServer,
  isUnavailable,
} from '../../src/database/errors.js';

const coded = (code: string) => Object.assign(new Error(`code ${code}`), { code });

test.each([
  [new QueryRunnerAlreadyReleasedError(), true, true],
  // TypeORM throws this if PostgreSQL is killed between two statements of a commit.
  [new QueryRunnerProviderAlreadyReleasedError(), true, true],
  [new Error('Query read timeout'), true, true],
  [coded('ECONNRESET'), true, true],
  [coded('57P01'), true, true],
  [coded('57014'), false, true],
  [coded('55P03'), false, true],
  [coded('23505'), false, false],
  [new Error('anything else'), false, false],
])('%p: isConnectionError is %s and isUnavailable is %s', (error, isConnection, isTransient) => {
  expect([isConnectionError(error), isUnavailable(error)]).toEqual([isConnection, isTransient]);
});

test.each([
  ['entry_pkey', 'entry_pkey'],
  // As Citus names it on a shard of the table.
  ['entry_pkey_102008', 'entry_pkey'],
  ['transaction_reversed_once_102014', 'transaction_reversed_once'],
  ['entry_2_fits', 'entry_2_fits'],
  [undefined, undefined],
])('constraintName reads the constraint %s as %s, wherever TypeORM wrapped it', (said, name) => {
  const error = Object.assign(new Error('refused'), { code: '23505', constraint: said });
  expect(constraintName(error)).toBe(name);
  expect(constraintName({ driverError: error })).toBe(name);
});

test.each([
  ['23505', 'ERROR', true],
  ['23505', 'FEHLER', true],
  ['P0001', 'ERREUR', true],
  ['57P01', 'FATAL', false],
  ['57P01', 'FATAL:', false],
  ['25P03', '致命的エラー', false],
  ['XX000', 'PANIK', false],
  ['EPIPE', undefined, false],
])(
  'isRefusedByServer judges %s with the severity %s, in whatever language, as %s',
  (code, severity, refused) => {
    const error = Object.assign(coded(code), severity === undefined ? {} : { severity });
    expect(isRefusedByServer(error)).toBe(refused);
    expect(isRefusedByServer({ driverError: error })).toBe(refused);
  },
);
