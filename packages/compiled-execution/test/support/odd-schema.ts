import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, type GraphQLResolveInfo, GraphQLScalarType, Kind } from 'graphql';

// A schema with what graphql-js allows: values of every form, and every way to fail.

const typeDefs = /* GraphQL */ `
  scalar Moment
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
  type Ghost {
    name: String
  }
  union Pet = Cat | Dog
  input Filter {
    colours: [Colour!]
    from: Moment
    text: String = "none"
    limit: Int! = 5
    inner: Filter
  }
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
    filtered(filter: Filter, from: Moment, id: ID, on: Boolean, share: Float): String
    first(n: Int! = 1): String
    path: String
    about: String
  }
  type Query {
    odd: Odd
    must: Odd!
    throws: String
    rejects: String
    returnsError: String
    returnsErrorObject: Odd
    lateType: Named
    wrongType: Named
    notAList: [Int]
    notANumber: Int
    ghost: Ghost
    failsBeside: [Int!]
  }
  type Mutation {
    count: Int
    countLate: Int
    countAndThrow: Int
    countAndAnswer: Odd
  }
`;

export const later = <T>(value: T): Promise<T> =>
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

const boom = (): never => {
  throw new GraphQLError('boom', { extensions: { code: 'BOOM' } });
};

function momentOf(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-/.test(value)) return `moment ${value}`;
  throw new GraphQLError('not a moment');
}

/** A scalar whose values in variables and in literals a client can tell apart. */
const Moment = new GraphQLScalarType({
  name: 'Moment',
  parseValue: (value) => `variable ${momentOf(value)}`,
  parseLiteral: (node) => `literal ${momentOf(node.kind === Kind.STRING ? node.value : undefined)}`,
});

const shown = (_: unknown, args: unknown): string => JSON.stringify(args);

/** What `info` says, apart from the path. */
function about(info: GraphQLResolveInfo): unknown[] {
  return [
    ...[info.fieldName, info.fieldNodes.length, String(info.returnType), info.parentType.name],
    ...[info.schema.getQueryType()?.name, Object.keys(info.fragments), info.rootValue],
    ...[info.operation.operation, info.variableValues],
  ];
}

/** The schema. @param done records the mutations that were executed */
export function oddSchema(done: string[]) {
  const did = (name: string): number => done.push(name);
  return makeExecutableSchema({
    typeDefs,
    resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
    resolvers: {
      Moment,
      Colour: { RED: 1, BLUE: 2 },
      Ghost: { __isTypeOf: () => true },
      Odd: {
        sync: () => 's',
        args: shown,
        filtered: shown,
        first: shown,
        path: (_: unknown, __: unknown, ___: unknown, { path }: GraphQLResolveInfo) =>
          String(path.key),
        about: (_: unknown, __: unknown, ___: unknown, info: GraphQLResolveInfo) =>
          JSON.stringify(about(info)),
      },
      Query: {
        odd: () => odd,
        must: () => later(null),
        throws: boom,
        rejects: () => later(0).then(boom),
        returnsError: () => new Error('returned'),
        returnsErrorObject: () => Object.assign(new Error('no object'), { must: 'm' }),
        lateType: () => ({ name: 'x' }),
        wrongType: () => ({ __typename: 'Odd' }),
        notAList: () => 'text',
        notANumber: () => 'text',
        ghost: () => ({ name: 'Casper' }),
        failsBeside: () => [later(1), 'text', later(0).then(boom)],
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
}
