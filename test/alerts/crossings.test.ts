import { describe, expect, test } from '@jest/globals';
import {
  balanceTurns,
  type CashEntry,
  cashLinesOf,
  velocityTurns,
} from '../../src/alerts/watching/crossings.js';

/** Entries of a chain: a letter for the transaction, and the amount in minor units. */
function entriesOf(before: bigint, ...changes: readonly [string, bigint, number?][]): CashEntry[] {
  let balance = before;
  return changes.map(([transactionId, amount, second = 0], index) => {
    balance += amount;
    return {
      ...{ seq: index + 1, transactionId, phase: 'POST', amount, balance },
      at: new Date(second * 1_000),
    };
  });
}

describe('a balance turns where its bound lies between the ends of a line', () => {
  test.each([
    ['at the bound nothing is below it', 'BALANCE_BELOW', 15n, [['a', -5n]], []],
    ['one less is below', 'BALANCE_BELOW', 15n, [['a', -6n]], ['crossed 1']],
    ['at the bound nothing is above it', 'BALANCE_ABOVE', 5n, [['a', 5n]], []],
    ['one more is above', 'BALANCE_ABOVE', 5n, [['a', 6n]], ['crossed 1']],
    [
      'each dip is a crossing, and each return an end',
      'BALANCE_BELOW',
      15n,
      [
        ['a', -6n],
        ['b', -1n],
        ['c', 9n],
        ['d', -8n],
      ],
      ['crossed 1', 'back 3', 'crossed 4'],
    ],
    [
      'what is between two entries of one transaction is no balance',
      'BALANCE_BELOW',
      15n,
      [
        ['a', -9n],
        ['a', 8n],
      ],
      [],
    ],
    [
      'what is beyond from the beginning crosses nothing',
      'BALANCE_BELOW',
      5n,
      [
        ['a', -1n],
        ['b', 7n],
      ],
      ['back 2'],
    ],
  ] as const)('%s', (_, kind, before, changes, turns) => {
    const lines = cashLinesOf(
      entriesOf(before, ...changes.map(([id, by]) => [id, by] as [string, bigint])),
      before,
    );
    const found = balanceTurns(kind, 10n, lines).map(({ type, line }) => `${type} ${line.seq}`);
    expect(found).toEqual(turns);
  });
});

describe('what leaves a wallet within ten seconds crosses the bound of 10', () => {
  const turnsOf = (...changes: readonly [string, bigint, number][]) =>
    velocityTurns(10n, 10, [], cashLinesOf(entriesOf(100n, ...changes), 100n)).map(
      ({ line, sum }) => `${line.seq}: ${sum}`,
    );

  test('by the line that brings the sum above it, and by none that follows while the sum stays above', () => {
    expect(turnsOf(['a', -6n, 0], ['b', -4n, 1], ['c', -1n, 2], ['d', -1n, 3])).toEqual(['3: 11']);
  });
  test('not by what left longer ago', () => {
    expect(turnsOf(['a', -6n, 0], ['b', -6n, 10], ['c', -6n, 20])).toEqual([]);
    expect(turnsOf(['a', -6n, 0], ['b', -6n, 9])).toEqual(['2: 12']);
  });
  test('again once the sum has fallen to the bound', () => {
    expect(turnsOf(['a', -11n, 0], ['b', -1n, 9], ['c', -10n, 11])).toEqual(['1: 11', '3: 11']);
  });
  test('also if money came in meanwhile', () => {
    expect(turnsOf(['a', -6n, 0], ['b', 50n, 1], ['c', -6n, 2])).toEqual(['3: 12']);
  });
  test('with what was looked at before', () => {
    const lines = cashLinesOf(entriesOf(100n, ['a', -6n, 0], ['b', -3n, 1], ['c', -2n, 2]), 100n);
    for (const seen of [0, 1, 2])
      expect(
        velocityTurns(10n, 10, lines.slice(0, seen), lines.slice(seen)).map(({ line }) => line.seq),
      ).toEqual([3]);
  });
});
