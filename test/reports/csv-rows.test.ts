import { describe, expect, test } from '@jest/globals';
import { csvRows } from '../../src/reports/rendering/csv-rows.js';

describe('a cell of a CSV is no formula', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['x;=1+1', "x;'=1+1"],
    ['x\t@sum', "x\t'@sum"],
    ['-5.00', '-5.00'],
    ['a; b-c', 'a; b-c'],
  ])('%j is written as %j', (text, written) => {
    expect(csvRows([[text]])).toBe(`${written}\r\n`);
  });
});
