import { describe, expect, test } from '@jest/globals';
import { parse, print, validate, type DocumentNode } from 'graphql';
import { readFileSync } from 'node:fs';
import { buildSchema } from '../../src/graphql/schema.js';
import { createCostCheck } from '../../src/server/limits/cost.js';
import { DEFAULT_LIMITS } from '../../src/server/limits/limits.js';

const schema = buildSchema();
const check = createCostCheck(schema, DEFAULT_LIMITS.cost);
const fixture = new URL('../fixtures/acceptance-operations.graphql', import.meta.url);
const published = readFileSync(fixture, 'utf8');

/** Parses a document once, so that a second check of it meets a document that it knows. */
function document(source: string): DocumentNode {
  const parsed = parse(source);
  expect(validate(schema, parsed)).toEqual([]);
  return parsed;
}

const transfer = {
  ...{ fromWalletId: 'wal_a', toWalletId: 'wal_b' },
  amount: { amount: '1', currency: 'USD' },
};
const many = (count: number) => ({
  input: { idempotencyKey: 'k', inputs: Array.from({ length: count }, () => transfer) },
});

const transfers = (below: string) => `mutation Transfers($input: TransferManyInput!) {
  transferMany(input: $input) { ... on TransferManyPayload { done { transaction { ${below} } } } } }`;

describe('the cost of a mutation with many lines counts the answer of each line', () => {
  test('a mutation of 1,000 lines costs nothing more if each is answered as in the published documents', () => {
    const input = {
      idempotencyKey: 'k',
      lines: Array.from({ length: 1000 }, () => ({
        ...{ walletId: 'wal_a', amount: { amount: '1', currency: 'USD' } },
      })),
    };
    const all = document(published);
    expect(() => check(all, 'DistributeEarnings', { input })).not.toThrow();
  });

  test('the cost check charges each line for what its answer asks beyond the published documents', () => {
    const pages = document(transfers('wallet { entries(first: 100) { edges { cursor } } }'));
    expect(() => check(pages, undefined, many(50))).not.toThrow();
    expect(() => check(pages, undefined, many(1000))).toThrow(/about \d{6} values/);
    // With one line again: the check has not kept the cost of the many.
    expect(() => check(pages, undefined, many(1))).not.toThrow();
  });

  test('the cost check charges every line if a request has more than one such mutation', () => {
    const line = 'transaction { id kind status amount { amount currency } wallet { id } }';
    const aliased = (count: number) =>
      document(`mutation Several($input: TransferManyInput!) {
        ${Array.from({ length: count }, (_, i) => `a${i}: transferMany(input: $input) { ... on TransferManyPayload { done { ${line} } } }`).join('\n')} }`);
    expect(() => check(aliased(1), undefined, many(1000))).not.toThrow();
    expect(() => check(aliased(20), undefined, many(1000))).toThrow(/about \d{5,6} values/);
    expect(() => check(aliased(20), undefined, many(50))).not.toThrow();
  });

  test('the cost check counts lines that are written in the document as well', () => {
    const [line] = many(1).input.inputs;
    const literal = JSON.stringify(line).replace(/"(\w+)":/g, '$1:');
    const inputs = `[${Array.from({ length: 150 }, () => literal).join(' ')}]`;
    const written = document(
      print(parse(transfers('wallet { entries(first: 200) { edges { cursor } } }')))
        .replace('$input: TransferManyInput!', '$key: IdempotencyKey!')
        .replace('input: $input', `input: { idempotencyKey: $key, inputs: ${inputs} }`),
    );
    expect(() => check(written, undefined, { key: 'k' })).toThrow(/about \d{5} values/);
  });
});
