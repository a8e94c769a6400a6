import { expect, test } from '@jest/globals';
import { affectedIds } from '../../src/ledger/affected.js';
import { NOW } from '../support/locked-state.js';

test('affectedIds refuses a movement that changes nothing and does not say what it is about', () => {
  expect(() => affectedIds({}, NOW)).toThrow('neither changes anything nor names');
  expect(affectedIds({ affected: { walletId: 'w' }, replayed: true }, NOW)).toEqual({
    walletId: 'w',
  });
});
