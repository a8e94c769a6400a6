import { expect, test } from '@jest/globals';
import { walletId } from '../../src/graphql/ids.js';
import { legsIn, splitsIn } from '../../src/graphql/inputs/receiver-inputs.js';
import type { Split, PostingLeg } from '../../src/graphql/generated/resolvers.js';
import { money } from '../support/inputs.js';

const UUID = '01234567-89ab-4def-8123-456789abcdef';
const wallet = { toWalletId: walletId(UUID) };
const split = (more: Partial<Split> = wallet): Split => ({
  ...{ amount: money('1'), label: 'fee', ...more },
});
const leg = (more: Partial<PostingLeg>): PostingLeg => ({
  ...{ direction: 'CREDIT', amount: money('1'), ...more },
});

test('splits name a wallet or a system account', () => {
  expect(splitsIn({ splits: [split(), split({ toSystemAccount: 'FEES' })] })).toEqual([
    { to: { walletId: UUID }, amount: money('1'), label: 'fee' },
    { to: { systemAccount: 'FEES' }, amount: money('1'), label: 'fee' },
  ]);
});

test.each([[{}], [{ splits: null }], [{ splits: [] }]])('%j are no splits', (input) => {
  expect(splitsIn(input)).toBeUndefined();
});

const EITHER = 'Name one of them.';
test.each<[string, Split[], string]>([
  [
    'neither receiver',
    [split({})],
    `splits[0] names neither of toWalletId and toSystemAccount. ${EITHER}`,
  ],
  [
    'both receivers',
    [split(), split({ ...wallet, toSystemAccount: 'FEES' })],
    `splits[1] names both of toWalletId and toSystemAccount. ${EITHER}`,
  ],
  [
    'more than 20',
    Array.from({ length: 21 }, () => split()),
    'splits has 21 items. It must have at most 20.',
  ],
  [
    'a blank label',
    [split({ ...wallet, label: ' ' })],
    'splits[0].label is blank. It must have a character that can be seen.',
  ],
  [
    'a label of 101 characters',
    [split({ ...wallet, label: 'x'.repeat(101) })],
    'splits[0].label is too long. It must have at most 100 characters.',
  ],
])('splits with %s are refused by name', (_, splits, message) => {
  expect(() => splitsIn({ splits })).toThrow(message);
});

test.each<[string, PostingLeg[], string]>([
  ['one leg', [leg({ systemAccount: 'FEES' })], 'legs has 1 items. It must have 2 to 100.'],
  [
    'a wallet twice',
    [
      leg({ walletId: wallet.toWalletId }),
      leg({ systemAccount: 'FEES' }),
      leg({ walletId: wallet.toWalletId, direction: 'DEBIT' }),
    ],
    'legs[0] and legs[2] are on one account. Add them up in one leg.',
  ],
  [
    'a system account twice in a currency',
    [leg({ systemAccount: 'FEES' }), leg({ systemAccount: 'FEES' })],
    'legs[0] and legs[1] are on one account. Add them up in one leg.',
  ],
  [
    'neither account',
    [leg({ systemAccount: 'FEES' }), leg({})],
    `legs[1] names neither of walletId and systemAccount. ${EITHER}`,
  ],
])('a posting with %s is refused by name', (_, legs, message) => {
  expect(() => legsIn(legs)).toThrow(message);
});

test('a posting may have a system account in several currencies', () => {
  const legs = [
    leg({ systemAccount: 'FEES' }),
    leg({ systemAccount: 'FEES', amount: money('1', 'EUR') }),
  ];
  expect(legsIn(legs)).toHaveLength(2);
});
