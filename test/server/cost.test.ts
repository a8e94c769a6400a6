import { describe, expect, test } from '@jest/globals';
import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  parse,
  print,
  validate,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { buildSchema } from '../../src/graphql/schema.js';
import { type CostedOperation, Costs } from '../../src/server/limits/cost.js';
import { DEFAULT_LIMITS } from '../../src/server/limits/limits.js';
import { PRICES } from '../../src/server/limits/prices.js';

const schema = buildSchema();
const costs = new Costs(schema);
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}.graphql`, import.meta.url), 'utf8');
const published = fixture('acceptance-operations');

function requested(
  document: DocumentNode,
  operationName: string | undefined,
  variables: CostedOperation['variables'],
): CostedOperation {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('the document has no such operation');
  return { document, operation, operationName, variables };
}
const check = (...operation: Parameters<typeof requested>): void =>
  costs.check(requested(...operation), DEFAULT_LIMITS.cost);
const costOf = (...operation: Parameters<typeof requested>): number =>
  costs.costOf(requested(...operation));

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

describe('the cost counts rows that must be read', () => {
  const REPORT = `treasuryReport(from: "2026-01-01", to: "2026-02-01") { currencies { days { kinds { kind } } } }`;
  const aliased = (count: number, field: string) =>
    Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');
  const ofWallet = (fields: string) =>
    document(
      `query ${fields.includes('$at') ? '($at: DateTime)' : ''} { wallet(id: "wal_a") { ${fields} } }`,
    );

  test.each([
    ['explain', 'wallet', 'explain { parts { count } }', 10, 45],
    [
      'explain at a moment',
      'wallet',
      'explain(at: "2026-01-01T00:00:00Z") { parts { count } }',
      10,
      45,
    ],
    [
      'the totals of a statement',
      'wallet',
      'statement(from: "2026-01-01", to: "2026-02-01") { totals { count } }',
      5,
      15,
    ],
    [
      'filtered transactions',
      'wallet',
      'transactions(filter: { statuses: [FAILED] }) { pageInfo { hasNextPage } }',
      10,
      45,
    ],
    ['a treasury report', 'root', REPORT, 2, 4],
    ['treasury', 'root', 'treasury(currency: "USD") { memberTotal { amount } }', 3, 5],
    [
      'the list of wallets',
      'root',
      'wallets(filter: { status: FROZEN }) { pageInfo { hasNextPage } }',
      15,
      45,
    ],
    ['verifyIntegrity', 'mutation', 'verifyIntegrity { healthy }', 1, 2],
  ])(
    '%s is refused if it is asked for many times over under other names',
    (_, where, field, few, many) => {
      const asked = (count: number) =>
        where === 'wallet'
          ? ofWallet(aliased(count, field))
          : document(`${where === 'root' ? 'query' : 'mutation'} { ${aliased(count, field)} }`);
      expect(() => check(asked(few), undefined, {})).not.toThrow();
      expect(() => check(asked(many), undefined, {})).toThrow(
        /asks for about \d{5} values and rows to be read for them/,
      );
    },
  );

  test('entries below entries count as many as a posting has, also through fragments', () => {
    const ofTransaction = (below: string): DocumentNode =>
      document(`{ transaction(id: "txn_a") { ${below} } }`);
    const once = ofTransaction('entries { id transaction { id } }');
    expect(costOf(once, undefined, {})).toBe(1 + 1 + 10 * (1 + 2));
    const twice = 'entries { id transaction { entries { id } } }';
    expect(costOf(ofTransaction(twice), undefined, {})).toBe(1 + 1 + 10 * (1 + 2 + 100));
    const three = ofTransaction(
      'entries { transaction { entries { transaction { entries { id } } } } }',
    );
    const through = document(`{ transaction(id: "txn_a") { entries { transaction { ...T } } } }
      fragment T on Transaction { entries { transaction { ... on Posting { entries { id } } } } }`);
    for (const deep of [three, through])
      expect(() => check(deep, undefined, {})).toThrow(/asks for about \d{6} values/);
  });

  test('a balance of the past costs more than the balance of now, if its moment is a variable too', () => {
    const now = costOf(ofWallet('balance { version }'), undefined, {});
    const written = ofWallet('balance(at: "2026-01-01T00:00:00Z") { version }');
    expect(costOf(written, undefined, {})).toBe(now + 100);
    const variable = ofWallet('balance(at: $at) { version }');
    expect(costOf(variable, undefined, { at: '2026-01-01T00:00:00Z' })).toBe(now + 100);
    expect(costOf(variable, undefined, { at: null })).toBe(now);
    expect(costOf(variable, undefined, {})).toBe(now);
  });

  test('a history in the order of effect costs more than one in the order of the book, if the order is a variable too', () => {
    const cost = (args: string, variables = {}): number => {
      const source = `query ($o: HistoryOrder) { wallet(id: "wal_a") { history(first: 10${args}) { edges { cursor } } } }`;
      return costOf(parse(source), undefined, variables);
    };
    const [book, effect] = [22 + 10 * 5, 302 + 10 * 32];
    expect([cost(''), cost(', orderBy: BOOK'), cost(', orderBy: null')]).toEqual([
      book,
      book,
      book,
    ]);
    expect(cost(', orderBy: EFFECTIVE_AT')).toBe(effect);
    const variable = ', orderBy: $o';
    expect(cost(variable, { o: 'EFFECTIVE_AT' })).toBe(effect);
    expect([cost(variable, { o: 'BOOK' }), cost(variable)]).toEqual([book, book]);
  });

  test('a page with first and last costs the larger of the two, whichever of them counts', () => {
    const query = document(`query ($first: Int, $last: Int, $before: String) {
      transactions(first: $first, last: $last, before: $before) { edges { cursor } } }`);
    const cost = (page: object) => costOf(query, undefined, { ...page });
    expect(cost({ first: 1, last: 200, before: 'c' })).toBe(cost({ last: 200, before: 'c' }));
    expect(cost({ first: 200, last: 1 })).toBe(cost({ first: 200 }));
    expect(cost({ first: null, last: 5 })).toBeLessThan(cost({ last: 6 }));
    const deep =
      document(`query ($first: Int, $last: Int) { transactions(first: $first, last: $last) {
      edges { node { entries { id } } } wallets: edges { node { wallet { entries(first: 200) { edges { cursor } } } } } } }`);
    expect(() => check(deep, undefined, { first: 1, last: 200 })).toThrow(/about \d+ values/);
    expect(() => check(deep, undefined, { first: 1 })).not.toThrow();
  });

  test('the cost to charge follows the variables: page sizes, defaults and lines', () => {
    const page = document(
      `query ($n: Int = 200) { wallet(id: "wal_a") { history(first: $n) { edges { cursor } } } }`,
    );
    const costs = [{ n: 10 }, { n: 100 }, {}].map((variables) =>
      costOf(page, undefined, variables),
    );
    // 20 for the list, and for each line 3 rows, an edge and its cursor.
    expect(costs).toEqual([10, 100, 200].map((n) => 22 + n * 5));
    const lines = document(transfers('wallet { entries(first: 100) { edges { cursor } } }'));
    const [one = 0, thousand = 0] = [1, 1_000].map((n) => costOf(lines, undefined, many(n)));
    expect(thousand).toBeGreaterThan(100 * one);
  });

  test('every document that is published is far within the limit', () => {
    // The second file uses fragments of the first.
    const all = document(published + fixture('more-operations'));
    const operations = all.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
    expect(operations.length).toBeGreaterThan(40);
    for (const operation of operations) {
      const cost = costOf(all, operation.name?.value, {});
      // One of them reads the whole book.
      const part = print(operation).includes('verifyIntegrity') ? 1 : 1 / 3;
      expect(cost).toBeLessThan(DEFAULT_LIMITS.cost * part);
    }
  });

  test('every field that reads a list or takes arguments has a price, and every price is of such a field', () => {
    const owners = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !/^__|^Mutation$|(Connection|Payload)$/.test(type.name),
    );
    const priced = owners.flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter(
              ({ args, type: of }) =>
                args.length > 0 ||
                (isListType(getNullableType(of)) && isCompositeType(getNamedType(of))),
            )
            .map(({ name }) => ({ type, name }))
        : [],
    );
    const namesOf = ({ type, name }: (typeof priced)[number]) =>
      [type, ...type.getInterfaces()].map((owner) => `${owner.name}.${name}`);
    const unpriced = priced.filter((field) => !namesOf(field).some((name) => name in PRICES));
    expect(unpriced.flatMap(namesOf)).toEqual([]);
    const known = new Set(priced.flatMap(namesOf));
    expect(Object.keys(PRICES).filter((name) => !known.has(name))).toEqual([
      // They read what no field below them shows.
      ...['Report.csv', 'Report.html', 'Mutation.verifyIntegrity'],
    ]);
  });
});
