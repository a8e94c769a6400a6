import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, test } from '@jest/globals';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { CompiledExecution } from '../src/index.js';
import { BothWays } from './support/both-ways.js';
import { later, oddSchema } from './support/odd-schema.js';

const both = new BothWays(oddSchema);

/** Expects that a compiled operation answers, without errors. @returns its data as text */
async function answers(text: string, variables?: Record<string, unknown>): Promise<string> {
  const { isCompiled, result } = await both.compare(text, variables);
  expect([text, isCompiled, result.errors]).toEqual([text, true, undefined]);
  return JSON.stringify(result.data);
}

test.each([
  ['every form of value', '{ odd { sync property promised missing number colour list must } }'],
  ['lists with promises and iterables', '{ odd { promises nested } }'],
  ['aliases', '{ a: odd { b: sync c: sync d: odd { e: number } } }'],
  ['objects in objects', '{ odd { odd { odd { property b: property } } } }'],
  ['abstract types', '{ odd { pets { __typename ... on Cat { lives } ... on Named { name } } } }'],
  ['types below types', '{ odd { named { name ... on Dog { friend { __typename name } } } } }'],
  ['a field twice', '{ odd { sync sync odd { sync } odd { sync number } } }'],
  [
    'fields merged across fragments, in the order they come',
    `{ odd { ...A must ... on Odd { odd { number } } ...B } }
     fragment A on Odd { odd { sync } list } fragment B on Odd { property }`,
  ],
  ['a fragment twice', '{ a: odd { ...A } b: odd { ...A ...A } } fragment A on Odd { sync must }'],
  [
    'fragments in fragments on interfaces',
    `{ odd { named { __typename ...N ... on Dog { dogs: name ...N } } pets { ... on Cat { lives } } } }
     fragment N on Named { name ... on Named { again: name ... on Dog { friend { name } } } }`,
  ],
  ['__typename everywhere', '{ __typename odd { __typename t: __typename odd { __typename } } }'],
  [
    'keys that objects have',
    '{ odd { constructor: sync toString: must then: number toJSON: sync hasOwnProperty: sync } }',
  ],
  ['a fragment that never applies', '{ odd { named { ... on Cat { lives } } } }'],
  ['info', 'query Q { odd { about ...F } } fragment F on Odd { about }'],
  ['a mutation', 'mutation { count }'],
  ['a mutation that takes time', 'mutation { countLate }'],
])('a compiled operation answers %s', async (_, text) => {
  await answers(text);
});

test.each([
  ['a property that is a function', '{ odd { method } }', undefined],
  ['a resolver that reads info.path', '{ odd { path } }', undefined],
  ['a field called __proto__', '{ odd { __proto__: sync } }', undefined],
  ['introspection', '{ __schema { queryType { name } } odd { sync } }', undefined],
  ['a type with isTypeOf', '{ ghost { name } }', undefined],
  ['several mutations', 'mutation { count countLate again: count }', undefined],
  ['a resolver that throws', '{ throws odd { sync } }', 'boom'],
  ['two errors', '{ rejects throws }', 'boom'],
  ['a resolver that returns an error', '{ returnsError }', 'returned'],
  ['an error in place of an object', '{ returnsErrorObject { must } }', 'no object'],
  ['an error that makes all null', '{ odd { sync } must { sync } throws }', 'boom'],
  ['an unknown type', '{ lateType { name } }', 'Abstract type'],
  ['a wrong type', '{ wrongType { name } }', 'Runtime Object type "Odd"'],
  ['no list', '{ notAList }', 'Expected Iterable'],
  ['a wrong leaf', '{ notANumber }', 'Int cannot represent'],
  ['a mutation that throws', 'mutation { countAndThrow }', 'boom'],
  [
    'an error below a mutation',
    'mutation { countAndAnswer { sync must odd { must } } }',
    'Cannot return null',
  ],
  ['a missing variable', 'query ($a: Int!) { odd { args(a: $a) } }', 'Variable "$a"'],
])('a compiled operation leaves %s to graphql-js', async (_, text, message) => {
  const { isCompiled, result } = await both.compare(text);
  expect(isCompiled).toBe(false);
  expect(result.errors?.[0]?.message ?? 'none').toContain(message ?? 'none');
});

test('a run handles the rejections beside what made it fail', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', note);
  try {
    // Not both ways: graphql-js 16 leaves these rejections unhandled.
    const compiled = new CompiledExecution(oddSchema([]));
    const document = parse('{ failsBeside rejects throws }');
    expect(await compiled.run({ document, contextValue: {} })).toBeUndefined();
    await later(0);
    await later(0);
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});

describe('conditions are decided for each request', () => {
  const CONDITIONAL = `query ($a: Boolean!, $b: Boolean = true, $c: Boolean! = false) {
    odd {
      must @skip(if: $a)
      odd @include(if: $b) { number odd @skip(if: $c) { sync } }
      ... @include(if: $a) { must property }
      ...F @skip(if: $b)
      ... on Odd @include(if: true) @skip(if: $c) { odd { colour number } }
      list @skip(if: true) @include(if: $a)
    }
  }
  fragment F on Odd { sync odd { list ...G @include(if: $a) } }
  fragment G on Odd { number promised }`;

  test('a compiled operation follows every combination of @skip and @include, which also decides the order of fields', async () => {
    const bodies = new Set<string>();
    // Twice, so that kept variants answer too.
    for (let n = 0; n < 16; n++) {
      const [a, b, c] = [n & 1, n & 2, n & 4].map((bit) => bit !== 0);
      bodies.add(await answers(CONDITIONAL, { a, b, c }));
    }
    expect(bodies.size).toBe(8);
    await answers(CONDITIONAL, { a: true });
  });

  test('an operation with five conditions is compiled for 16 of their combinations', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const fields = names.map((name) => `${name}: sync @skip(if: $${name})`).join(' ');
    const query = `query (${names.map((n) => `$${n}: Boolean!`).join(', ')}) { odd { must ${fields} } }`;
    let compiled = 0;
    for (let n = 0; n < 32; n++) {
      const flags = Object.fromEntries(names.map((name, bit) => [name, (n & (1 << bit)) !== 0]));
      if ((await both.compare(query, flags)).isCompiled) compiled += 1;
    }
    expect(compiled).toBe(16);
  });
});

test('a compiled operation answers the named operation of several, and none without a known name', async () => {
  const text = `query A($a: Int!) { odd { args(a: $a) } } query B { odd { ...V } } fragment V on Odd { must }`;
  expect((await both.compare(text, {}, 'B')).isCompiled).toBe(true);
  expect((await both.compare(text, { a: 1 }, 'A')).isCompiled).toBe(true);
  for (const [name, message] of [
    [undefined, 'Must provide operation name'],
    [null, 'Must provide operation name'],
    ['C', 'Unknown operation'],
    ['', 'Unknown operation'],
    ['A', 'Variable "$a"'],
  ] as const) {
    const { isCompiled, result } = await both.compare(text, {}, name);
    expect([isCompiled, result.errors?.[0]?.message]).toEqual([
      false,
      expect.stringContaining(message),
    ]);
  }
});

describe('values are coerced as graphql-js does', () => {
  test.each([
    'query ($n: Int!) { odd { first(n: $n) } }',
    'query ($n: Int = 1) { odd { args(a: $n) } }',
    'query ($n: Int) { odd { args(a: $n) a: args(list: [RED]) } }',
    'query ($n: Int = 4) { odd { first(n: $n) } }',
  ])('an Int is coerced as graphql-js does in %s', async (query) => {
    const values = [1, 200, 1.0, null, 0, -1, 1.5, '1', true, 2 ** 31, 1e300, [], [1], {}];
    let compiled = 0;
    for (const n of values) if ((await both.compare(query, { n })).isCompiled) compiled += 1;
    expect(compiled).toBeGreaterThanOrEqual(5);
    expect(compiled).toBeLessThan(values.length);
    await both.compare(query);
    await answers(query, { n: 2, unknown: 'x' });
  });

  test('variables of every type are coerced as graphql-js does', async () => {
    const query = `query ($id: ID, $on: Boolean, $share: Float, $from: Moment, $colours: [Colour!], $filter: Filter) {
      odd { filtered(id: $id, on: $on, share: $share, from: $from, filter: { colours: $colours, from: $from })
            other: filtered(filter: $filter) } }`;
    const tries: Record<string, readonly unknown[]> = {
      id: ['x', 5, 1.5, '', null, true, ['x'], '12345678901234567890'],
      on: [true, false, null, 0, 'true'],
      share: [1, 1.5, '1', null, 1e300, -0],
      from: ['2026-01-01', 'x', 5, null, ''],
      colours: ['RED', ['BLUE'], [], [null], ['red'], [1], null, 'x', {}],
      filter: [
        ...[{}, null, [], 'x', { colours: 'RED' }, { x: 1 }, { from: 'x' }, { limit: null }],
        ...[{ colours: ['RED', 'x'] }, { inner: { inner: { from: '2026-01-01', text: null } } }],
        JSON.parse('{"__proto__": {"limit": 1}}'),
      ],
    };
    const seen = { true: 0, false: 0 };
    for (const [name, values] of Object.entries(tries))
      for (const value of values) {
        const { isCompiled } = await both.compare(query, { [name]: value });
        seen[`${isCompiled!}`] += 1;
      }
    expect(seen).toEqual({ true: expect.any(Number), false: expect.any(Number) });
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(10);
    await answers(query);
    expect((await both.compare(query, null)).isCompiled).toBe(true);
  });

  test('a compiled operation answers literals of every kind', async () => {
    const text = await answers(`query ($limit: Int! = 7, $text: String) { odd {
      a: filtered(filter: { colours: [RED, BLUE], from: "2020-01-01T00:00:00+01:00", limit: $limit }, on: true, share: 3, id: 5)
      b: filtered(filter: null, share: -1.5e3, id: "5")
      c: filtered(filter: { text: "\\u00a0 \\"quoted\\" \\\\ $\{x}", colours: BLUE })
      d: filtered(filter: { text: """block "text" """, inner: { inner: { text: $text } } })
      e: args(a: 5, list: [RED], text: null)
      f: args(list: BLUE)
      g: args(a: null)
    } }`);
    expect(text).toContain('literal moment 2020');
  });
});

describe('a mutation runs once, even if its answer fails', () => {
  test.each(['countAndThrow', 'countAndAnswer { must }', 'countLate'])(
    'the mutation %s runs once for each context',
    async (name) => {
      const done: string[] = [];
      const compiled = new CompiledExecution(oddSchema(done));
      const document = parse(`mutation { ${name} }`);
      const contextValue = {};
      const data = await compiled.run({ document, contextValue });
      expect(data === undefined).toBe(name !== 'countLate');
      compiled.forgetReads(contextValue);
      await execute({ schema: compiled.schema, document, contextValue });
      expect(done).toHaveLength(1);
      await execute({ schema: compiled.schema, document, contextValue: {} });
      expect(done).toHaveLength(2); // another request
    },
  );
});

describe('graphql-js reads again, unless the option says no', () => {
  const failure = new Error('x');
  let reads = 0;
  const failing: GraphQLSchema = makeExecutableSchema({
    typeDefs: 'type Query { good: Int bad: Int }',
    resolvers: {
      Query: {
        good: () => later((reads += 1)),
        bad: () => later(0).then(() => Promise.reject(failure)),
      },
    },
  });
  const document = parse('{ good bad }');
  const bad = expect.objectContaining({ message: 'x', path: ['bad'] });

  test('after a failed run graphql-js reads again', async () => {
    reads = 0;
    const result = await new CompiledExecution(failing).execute({ document, contextValue: {} });
    expect(result).toEqual({ data: { good: 2, bad: null }, errors: [bad] });
    expect(reads).toBe(2);
  });

  test.each([true, false])(
    'mayReadAgain gets the failure and the context, and decides (%s)',
    async (mayReadAgain) => {
      reads = 0;
      const asked: unknown[] = [];
      const compiled = new CompiledExecution(failing, {
        mayReadAgain: async (...of) => later(asked.push(...of) > 0 && mayReadAgain),
      });
      const contextValue = { own: 'context' };
      const result = await compiled.execute({ document, contextValue });
      const times = mayReadAgain ? 2 : 1;
      expect(result).toEqual({ data: { good: times, bad: null }, errors: [bad] });
      expect(reads).toBe(times);
      expect(asked[0]).toBe(failure);
      expect(asked[1]).toBe(contextValue);
    },
  );

  test('forgetReads makes graphql-js read again, also after it has executed once', async () => {
    reads = 0;
    const contextValue = {};
    const compiled = new CompiledExecution(failing);
    const good = parse('{ good }');
    expect(await compiled.run({ document: good, contextValue })).toEqual({ good: 1 });
    const again = () => execute({ schema: compiled.schema, document: good, contextValue });
    expect(await again()).toEqual({ data: { good: 1 } });
    compiled.forgetReads(contextValue);
    expect(await again()).toEqual({ data: { good: 2 } });
  });
});

test('compiled operations are dropped when there are too many, and compiled again', async () => {
  const answered: boolean[] = [];
  const compiled = new CompiledExecution(oddSchema([]), {
    maxFields: 10,
    onRun: (hasAnswered) => answered.push(hasAnswered),
  });
  const documents = Array.from({ length: 20 }, (_, n) => parse(`{ odd { a${n}: sync } }`));
  for (let round = 0; round < 2; round++)
    for (const [n, document] of documents.entries()) {
      const data = await compiled.run({ document, contextValue: {} });
      expect(JSON.stringify(data)).toBe(`{"odd":{"a${n}":"s"}}`);
    }
  expect(answered).toEqual(Array.from({ length: 40 }, () => true));
});
