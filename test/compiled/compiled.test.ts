import { makeExecutableSchema } from '@graphql-tools/schema';
import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLResolveInfo,
  getOperationAST,
  parse,
} from 'graphql';
import { CompiledOperations } from '../../src/server/graphql/compiled/compiled.js';

// Behaviour that graphql-js allows and our resolvers do not use. A compiled operation must answer
// the same, or leave the answer to graphql-js.

const typeDefs = /* GraphQL */ `
  enum Colour {
    RED
    BLUE
  }
  interface Named {
    name: String
  }
  type Cat implements Named {
    name: String
    lives: Int!
  }
  type Dog implements Named {
    name: String
    friend: Named
  }
  union Pet = Cat | Dog
  type Odd {
    sync: String
    property: String
    promised: String
    method: String
    missing: String
    number: Int
    colour: Colour
    list: [Int]
    promises: [Int!]
    nested: [[String!]!]
    pets: [Pet!]
    named: Named
    odd: Odd
    must: String!
    args(a: Int = 3, list: [Colour!], text: String): String
    path: String
    about: String
  }
  type Query {
    odd: Odd
    must: Odd!
    throws: String
    rejects: String
    returnsError: String
    lateType: Named
    wrongType: Named
    notAList: [Int]
    notANumber: Int
  }
  type Mutation {
    count: Int
    countLate: Int
    countAndThrow: Int
    countAndAnswer: Odd
  }
`;

const later = <T>(value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), 1));
const cat = { __typename: 'Cat', name: 'Tom', lives: 9 };
const dog = { __typename: 'Dog', name: 'Rex', friend: cat };
const odd: Record<string, unknown> = {
  ...{ property: 'p', number: 4, colour: 2, list: [1, null, 3], must: 'm' },
  promised: Promise.resolve('later'),
  method() {
    return `called with ${Object.keys(this).length} around it`;
  },
  promises: [later(1), 2, later(3)],
  nested: new Set([['a'], new Set(['b', 'c'])]),
  pets: [cat, later(dog)],
  named: dog,
  get odd() {
    return odd;
  },
};

let done: string[] = [];
const boom = (): never => {
  throw new GraphQLError('boom', { extensions: { code: 'BOOM' } });
};
const did = (name: string): number => done.push(name);

const schema = makeExecutableSchema({
  typeDefs,
  resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
  resolvers: {
    Colour: { RED: 1, BLUE: 2 },
    Odd: {
      sync: () => 's',
      args: (_: unknown, args: unknown) => JSON.stringify(args),
      path: (_: unknown, __: unknown, ___: unknown, { path }: GraphQLResolveInfo) =>
        String(path.key),
      about: (_: unknown, __: unknown, ___: unknown, info: GraphQLResolveInfo) =>
        JSON.stringify([
          ...[
            info.fieldName,
            info.fieldNodes.length,
            String(info.returnType),
            info.parentType.name,
          ],
          ...[info.schema.getQueryType()?.name, Object.keys(info.fragments), info.rootValue],
          ...[info.operation.operation, info.variableValues],
        ]),
    },
    Query: {
      odd: () => odd,
      must: () => later(null),
      throws: boom,
      rejects: () => later(0).then(boom),
      returnsError: () => new Error('returned'),
      lateType: () => ({ name: 'x' }),
      wrongType: () => ({ __typename: 'Odd' }),
      notAList: () => 'text',
      notANumber: () => 'text',
    },
    Mutation: {
      count: () => did('count'),
      countLate: () => later(0).then(() => did('late')),
      countAndThrow: () => {
        did('thrown');
        return boom();
      },
      countAndAnswer: () => {
        did('answered');
        return later({ ...odd, must: null });
      },
    },
  },
});

let compiled: CompiledOperations;
let answered: string[];
beforeEach(() => {
  done = [];
  answered = [];
  compiled = new CompiledOperations(schema, (by) => answered.push(by));
});

/** The documents by their texts, because the compiled operations are kept with the document. */
const documents = new Map<string, DocumentNode>();

/**
 * Executes by a compiled operation, or by graphql-js after it if it gives up, and compares that
 * with graphql-js alone.
 */
async function bothWays(text: string, variables: Record<string, unknown> = {}) {
  const document = documents.get(text) ?? parse(text);
  documents.set(text, document);
  const operation = getOperationAST(document)!;
  const contextValue = {};
  const data = await compiled.run({ document, operation, variables, contextValue });
  const args = { document, variableValues: variables };
  const result = data
    ? { data }
    : await execute({ ...args, schema: compiled.schema, contextValue });
  const doneByUs = done;
  done = [];
  const expected = await execute({ ...args, schema, contextValue: {} });
  expect(JSON.stringify(result)).toBe(JSON.stringify(expected));
  expect(doneByUs).toEqual(done);
  return { byPlan: data !== undefined, result: expected };
}

test.each([
  '{ odd { sync property promised missing number colour list promises nested must } }',
  '{ odd { odd { odd { property b: property } } pets { __typename ... on Cat { lives } ... on Named { name } } } }',
  '{ odd { named { name ... on Dog { friend { __typename name } } } } }',
  '{ odd { args a: args(a: 5, list: [RED], text: null) b: args(list: BLUE) c: args(a: null) } }',
  'query Q { odd { about ...F } } fragment F on Odd { about }',
  'mutation { count }',
  'mutation { countLate }',
])('a compiled operation answers %s', async (text) => {
  const { byPlan, result } = await bothWays(text);
  expect([byPlan, result.errors]).toEqual([true, undefined]);
});

test.each([
  ['{ odd { method } }', undefined],
  ['{ odd { path } }', undefined],
  ['{ odd { __proto__: sync } }', undefined],
  ['{ __schema { queryType { name } } odd { sync } }', undefined],
  ['mutation { count countLate again: count }', undefined],
  ['{ throws odd { sync } }', 'boom'],
  ['{ rejects throws }', 'boom'],
  ['{ returnsError }', 'returned'],
  ['{ odd { sync } must { sync } throws }', 'boom'],
  ['{ lateType { name } }', 'Abstract type'],
  ['{ wrongType { name } }', 'Runtime Object type "Odd"'],
  ['{ notAList }', 'Expected Iterable'],
  ['{ notANumber }', 'Int cannot represent'],
  ['mutation { countAndThrow }', 'boom'],
  ['mutation { countAndAnswer { sync must odd { must } } }', 'Cannot return null'],
  ['query ($a: Int!) { odd { args(a: $a) } }', 'Variable "$a"'],
])('a compiled operation leaves %s to graphql-js', async (text, message) => {
  const { byPlan, result } = await bothWays(text);
  expect(byPlan).toBe(false);
  expect(result.errors?.[0]?.message ?? 'none').toContain(message ?? 'none');
});

describe('a mutation runs once, even if its answer fails', () => {
  test('a mutation whose answer fails runs once for each request', async () => {
    for (const name of ['countAndThrow', 'countAndAnswer { must }']) {
      done = [];
      const document = parse(`mutation { ${name} }`);
      const contextValue = {};
      const operation = getOperationAST(document)!;
      expect(
        await compiled.run({ document, operation, variables: {}, contextValue }),
      ).toBeUndefined();
      await execute({ schema: compiled.schema, document, contextValue });
      expect(done).toHaveLength(1);
      await execute({ schema: compiled.schema, document, contextValue: {} });
      expect(done).toHaveLength(2); // another request
    }
  });
});

describe('graphql-js reads again only if a second read can help', () => {
  /**
   * Runs a compiled operation that fails with this error, and graphql-js after it. @returns how
   * often the field was read, and how often the context was renewed
   */
  async function readings(error: Error): Promise<{ reads: number; renewals: number }> {
    let [reads, renewals] = [0, 0];
    const failing = makeExecutableSchema({
      typeDefs: 'type Query { good: Int bad: Int }',
      resolvers: {
        Query: {
          good: () => later((reads += 1)),
          bad: () => later(0).then(() => Promise.reject(error)),
        },
      },
    });
    const operations = new CompiledOperations(failing);
    const document = parse('{ good bad }');
    const operation = getOperationAST(document)!;
    const contextValue = { renew: () => Promise.resolve(void (renewals += 1)) };
    const run = { document, operation, variables: null, contextValue };
    expect(await operations.run(run)).toBeUndefined();
    const { errors } = await execute({ schema: operations.schema, document, contextValue });
    expect(errors).toEqual([expect.objectContaining({ message: error.message, path: ['bad'] })]);
    return { reads, renewals };
  }

  test('after an error graphql-js reads again, in a renewed context', async () => {
    expect(await readings(new Error('x'))).toEqual({ reads: 2, renewals: 1 });
  });

  test('after an unavailable book graphql-js does not read again', async () => {
    const unavailable = new GraphQLError('away', { extensions: { code: 'UNAVAILABLE' } });
    expect(await readings(unavailable)).toEqual({ reads: 1, renewals: 0 });
  });
});

test('compiled operations are dropped when there are too many, and compiled again', async () => {
  compiled = new CompiledOperations(schema, (by) => answered.push(by), 10);
  const documents = Array.from({ length: 20 }, (_, n) => parse(`{ odd { a${n}: sync } }`));
  for (let round = 0; round < 2; round++)
    for (const [n, document] of documents.entries()) {
      const operation = getOperationAST(document)!;
      const data = await compiled.run({ document, operation, variables: {}, contextValue: {} });
      expect(JSON.stringify(data)).toBe(`{"odd":{"a${n}":"s"}}`);
    }
  expect(answered).toEqual(Array.from({ length: 40 }, () => 'plan'));
});

test('@skip and @include are decided for each request', async () => {
  const text =
    'query ($a: Boolean!) { odd { sync @skip(if: $a) ... @include(if: $a) { must property } } }';
  for (const a of [true, false, true]) expect((await bothWays(text, { a })).byPlan).toBe(true);
});
