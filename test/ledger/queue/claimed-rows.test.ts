import { expect, test } from '@jest/globals';
import type { Locks } from '../../../src/ledger/index.js';
import { ClaimedRows } from '../../../src/ledger/queue/claimed-rows.js';
import type { QueuedCommand } from '../../../src/ledger/queue/queued-command.js';

let keys = 0;
const command = (locks: Locks, key = `k${keys++}`) =>
  ({ locks, by: { id: 'caller' }, key }) as unknown as QueuedCommand;
const on = (...wallets: string[]) => command({ wallets });

function choices(inFlight: readonly QueuedCommand[], waiting: readonly QueuedCommand[]): string {
  const claimed = new ClaimedRows();
  claimed.claim(inFlight);
  return waiting.map(claimed.beside()).join(' ');
}

test('commands on other wallets are taken beside a batch, and those on its wallets wait', () => {
  expect(choices([on('a', 'b')], [on('c', 'd'), on('b', 'e'), on('f')])).toBe('take leave take');
});

test('what waits for one wallet keeps its other one free of commands behind it', () => {
  expect(choices([on('a')], [on('a', 'b'), on('b', 'c'), on('c'), on('d')])).toBe(
    'leave leave leave take',
  );
});

test('commands that are taken together may want the same wallet', () => {
  expect(choices([on('a')], [on('b'), on('b', 'c')])).toBe('take take');
});

test.each<[string, Locks]>([
  ['a transaction', { transactions: ['t'] }],
  ['a quote', { quotes: ['q'] }],
  ['a name', { openWallet: { ownerId: 'o', currency: 'USD', name: 'main' } }],
  ['the bonuses of an owner', { wallets: ['c'], bonuses: true }],
])(
  'the wallets behind %s are not known, so nothing goes beside such a command or passes it',
  (_, locks) => {
    expect(choices([command(locks)], [on('a')])).toBe('stop');
    expect(choices([on('a')], [on('b'), command(locks)])).toBe('take stop');
  },
);

test('a key that is sent again waits for the command that has it', () => {
  expect(
    choices([command({ wallets: ['a'] }, 'same')], [command({ wallets: ['b'] }, 'same')]),
  ).toBe('leave');
});

test('rows that were given back are free, unless another batch has them too', () => {
  const claimed = new ClaimedRows();
  const first = claimed.claim([on('a'), on('a', 'b')]);
  const second = claimed.claim([on('b')]);
  first();
  expect([on('a'), on('b')].map(claimed.beside())).toEqual(['take', 'leave']);
  second();
  expect([on('b')].map(claimed.beside())).toEqual(['take']);
});
