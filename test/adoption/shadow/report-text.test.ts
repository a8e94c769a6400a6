import { expect, test } from '@jest/globals';
import { reportAsText } from '../../../src/adoption/shadow/report-text.js';

const at = new Date('2026-01-02T03:04:05Z');

/** The last lines of a report in which everything happened so often. */
function counted(times: number): string[] {
  const statement = {
    ...{ statement: 'UPDATE users SET balance = $1', via: null, alike: 0, differently: 0 },
    ...{ only: { balance: times }, firstAt: at, lastAt: at, applications: [] },
  };
  const drift = {
    ...{ id: '1', owner: 'ann', currency: 'USD', wallet: 'main', values: [], difference: 100n },
    ...{ since: at, closedAt: null, problem: null, cause: null },
  };
  const text = reportAsText(
    {
      run: { number: 1, startedAt: at, stoppedAt: null, takenOverAt: at, comparedAt: at },
      endedByAdoption: false,
      sources: ['users'],
      drift: Array.from({ length: times }, () => drift),
      statements: Array.from({ length: times }, () => statement),
      changedTables: [],
      ...{ captured: times, notCaptured: times, waiting: times, toFollow: times },
    },
    () => 2,
  );
  return text.split('\n').filter((line) => /^\d/.test(line));
}

test.each([
  [
    1,
    '1 change captured, 1 found by comparison only, 1 statement and 1 wallet wait to be followed.',
    '1 owner disagrees, by 1.00 USD at most:',
    '1 statement changed one column and not the other, or by another amount:',
  ],
  [
    2,
    '2 changes captured, 2 found by comparison only, 2 statements and 2 wallets wait to be followed.',
    '2 owners disagree, by 1.00 USD at most:',
    '2 statements changed one column and not the other, or by another amount:',
  ],
])('the report of a shadow counts %s of each in plain English', (times, ...lines) => {
  expect(counted(times)).toEqual(lines);
});
