import { makeExecutableSchema } from '@graphql-tools/schema';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execute, type GraphQLResolveInfo } from 'graphql';
import { CompiledExecution } from '../src/index.js';
import {
  type Pool,
  type RandomDocument,
  RandomDocuments,
  validDocument,
} from './support/random-documents.js';

// Random documents of a schema in which every way to arrive and every way to fail occurs, at some ids and not at
// others: answered by compiled execution and by graphql-js alone.

// Every error reads its stack, which takes most of the time of these tests if it has one.
Error.stackTraceLimit = 0;

const RUNS = Number(process.env['ONEBOOK_RANDOM_DOCUMENTS'] ?? 500);

const typeDefs = /* GraphQL */ `
  enum Unit {
    YEARS
    DAYS
  }
  interface Node {
    id: ID!
    name: String
  }
  interface Owned implements Node {
    id: ID!
    name: String
    owner: Person
  }
  union Pet = Cat | Dog
  type Person implements Node {
    id: ID!
    name: String
    age(in: Unit = YEARS): Int
    pet: Pet
    pets(first: Int = 1): [Pet!]!
    friends(first: Int, filter: Filter): [Person]
    groups: [[Person!]!]
    best: Person!
  }
  type Cat implements Node & Owned {
    id: ID!
    name: String
    owner: Person
    lives: Int!
  }
  type Dog implements Node & Owned {
    id: ID!
    name: String
    owner: Person
    likes: [Node!]
  }
  input Filter {
    units: [Unit!]
    name: String = "x"
    from: Int
    inner: Filter
  }
  type Query {
    person(id: ID!): Person
    node(id: ID!): Node
    people(first: Int = 2, filter: Filter): [Person!]!
    pets: [Pet]
    echo(filter: Filter!, units: [Unit!], ratio: Float): String
  }
  type Mutation {
    rename(input: Filter!): Person
    adopt(input: Filter!): Pet!
  }
`;

/** Delivers a value in one of the ways that resolvers have. */
function deliver<T>(way: number, value: () => T): T | Promise<T> {
  if (way % 3 === 0) return value();
  if (way % 3 === 1) return Promise.resolve().then(value);
  return new Promise<void>((resolve) => setImmediate(resolve)).then(value);
}

/** Things have the numbers from 0; every third is a person, every third a cat, the others are dogs. */
interface Thing {
  readonly n: number;
  readonly __typename: string;
}

const thing = (n: number): Thing => ({ n, __typename: ['Person', 'Cat', 'Dog'][n % 3]! });
const person = (n: number): Thing => thing(n * 3);
const pet = (n: number): Thing => thing(n * 3 + 1 + (n % 2));

function wholeOf(id: string): number {
  const n = Number(id);
  if (!Number.isInteger(n)) throw new Error(`${id} is no id`);
  return n;
}

/**
 * A list of things.
 * @param way how each item is delivered. In a list of non-null items it must be the same for all: if an item that is there
 *   fails at once, graphql-js forgets the promises of those before it, and their rejections end the process
 */
function listOf(
  first: number | null | undefined,
  one: (n: number) => Thing | null,
  way: (n: number) => number = () => (first ?? 1) + 1,
) {
  if (first === 0) throw new Error('first is 0');
  return Array.from({ length: first ?? 1 }, (_, n) => deliver(way(n), () => one(n)));
}

/** Records the calls of resolvers. Of each execution, because graphql-js can answer before all resolvers have ended. */
interface Context {
  readonly calls: string[];
}

type Resolver = (source: Thing, args: never, context: Context, info: GraphQLResolveInfo) => unknown;

function counted<R extends Record<string, Resolver>>(resolvers: R): R {
  return Object.fromEntries(
    Object.entries(resolvers).map(([name, resolve]): [string, Resolver] => [
      name,
      (source, args, context, info) => {
        context.calls.push(`${info.parentType.name}.${name} ${source?.n} ${JSON.stringify(args)}`);
        return resolve(source, args, context, info);
      },
    ]),
  ) as R;
}

const node = {
  id: ({ n }: Thing) => deliver(n, () => n),
  name: ({ n }: Thing) =>
    deliver(n + 1, () => {
      if (n % 13 === 12) throw new Error(`${n} has a bad name`);
      return n % 5 === 4 ? null : `name ${n}`;
    }),
};
const owner = ({ n }: Thing) => deliver(n, () => (n % 4 === 3 ? null : person(n % 7)));

const schema = makeExecutableSchema({
  typeDefs,
  resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
  resolvers: {
    Unit: { YEARS: 1, DAYS: 365 },
    Person: counted({
      ...node,
      age: ({ n }, args: { in: number }) => (n % 17 === 16 ? 'old' : n * args.in),
      pet: ({ n }) => deliver(n, () => (n % 2 === 0 ? pet(n) : null)),
      pets: ({ n }, { first }: { first: number | null }) =>
        deliver(n, () => listOf(first, (i) => pet(n + i))),
      friends: ({ n }, { first }: { first?: number | null }) =>
        listOf(
          first,
          (i) => (i === 3 ? null : person((n + i) % 11)),
          (i) => i,
        ),
      groups: ({ n }) => deliver(n, () => new Set([[], new Set([person(n % 5)])])),
      best: ({ n }) => deliver(n, () => (n % 9 === 6 ? null : person((n % 9) + 1))),
    }),
    Cat: counted({ ...node, owner, lives: ({ n }) => deliver(n, () => 9 - (n % 9)) }),
    Dog: counted({ ...node, owner, likes: ({ n }) => [thing(n), deliver(n, () => thing(n + 1))] }),
    Query: counted({
      person: (_, { id }: { id: string }) => deliver(1, () => person(wholeOf(id))),
      node: (_, { id }: { id: string }) => deliver(wholeOf(id), () => thing(wholeOf(id))),
      people: (_, { first }: { first: number | null }) => listOf(first, person),
      pets: () => [pet(1), null, deliver(2, () => pet(2))],
      echo: (_, args: object) => JSON.stringify(args),
    }),
    Mutation: counted({
      rename: (_, { input }: { input: { from?: number | null } }) =>
        deliver(input.from ?? 0, () => person(input.from ?? 0)),
      adopt: (_, { input }: { input: { from?: number | null } }) =>
        deliver(input.from ?? 1, () => (input.from === 5 ? null : pet(input.from ?? 1))),
    }),
  },
});

const pool: Pool = {
  ID: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '30', 'x'],
  first: [1, 1, 1, 2, 4, 0],
  from: [0, 1, 2, 3, 4, 5, null],
  Int: [1, 2, 3],
  Float: [0.5, 1],
  String: ['x', 'a "quoted" name', null],
};

const isMutation = (call: string): boolean => call.startsWith('Mutation.');

/** Executes both ways. @returns whether a compiled operation answered */
async function compare({
  document,
  variables: variableValues,
}: ReturnType<typeof validDocument>): Promise<boolean> {
  const answered: boolean[] = [];
  const compiled = new CompiledExecution(schema, { onRun: (has) => answered.push(has) });
  const args = { document, variableValues };
  const alone: Context = { calls: [] };
  const expected = await execute({ ...args, schema, contextValue: alone });
  // The second time a kept operation answers.
  for (const _ of ['made', 'kept']) {
    const context: Context = { calls: [] };
    const result = await compiled.execute({ ...args, contextValue: context });
    expect(JSON.stringify(result)).toBe(JSON.stringify(expected));
    const [ours, theirs] = [context, alone].map(({ calls }) =>
      // After a failure reads run again, and mutations do not.
      answered.at(-1) ? calls.sort() : calls.filter(isMutation),
    );
    expect(ours).toEqual(theirs);
  }
  const hasAnswered = expected.errors === undefined;
  expect(answered).toEqual([hasAnswered, hasAnswered]);
  return hasAnswered;
}

/** Compares random documents, and expects that enough of them succeed and enough fail. */
async function compareMany(random: (seed: number) => RandomDocument, runs: number): Promise<void> {
  const count = { right: 0, failed: 0 };
  const property = async (seed: number): Promise<void> => {
    const hasAnswered = await compare(validDocument(schema, seed, random));
    count[hasAnswered ? 'right' : 'failed'] += 1;
  };
  await fc.assert(fc.asyncProperty(fc.nat(), property), { numRuns: runs });
  expect(Math.min(count.right, count.failed)).toBeGreaterThan(runs / 20);
}

test('a compiled operation answers random queries as graphql-js does, calls the same resolvers, and leaves every error to it', async () => {
  await compareMany((seed) => new RandomDocuments(schema, pool, seed).query(2 + (seed % 3)), RUNS);
});

test('a compiled operation answers random mutations as graphql-js does, and each runs once', async () => {
  await compareMany(
    (seed) => {
      const input = { from: seed % 9, ...(seed % 2 === 0 && { units: ['DAYS'] }) };
      const name = seed % 3 === 0 ? 'adopt' : 'rename';
      return new RandomDocuments(schema, pool, seed).mutation(name, input, 1 + (seed % 4));
    },
    Math.ceil(RUNS / 4),
  );
});
