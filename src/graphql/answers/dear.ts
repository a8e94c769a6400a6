import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import type { BookReader } from '../../reader/index.js';
import type { GraphQLContext } from '../context.js';
import { operationCheck } from './operation-fields.js';

/** With the argument that makes the field dear; undefined: it always is. */
const dearResolvers = new WeakMap<object, string | undefined>();

/**
 * A resolver that reads more than rows by their keys: a page, a history, a sum over the book. Only such a resolver gets a
 * reader of lists. An operation that selects its field reads everything on a connection of its own, so that it never holds
 * up those who share a round.
 */
export function dear<Source, Args, Result>(
  resolve: (lists: BookReader, source: Source, args: Args, context: GraphQLContext) => Result,
): (source: Source, args: Args, context: GraphQLContext) => Result {
  const resolver = (source: Source, args: Args, context: GraphQLContext): Result =>
    resolve(context.lists, source, args, context);
  dearResolvers.set(resolver, undefined);
  return resolver;
}

/** Marks a resolver of another form as one that is `dear`. It takes `context.lists` itself. */
export function isDear<Resolver extends object>(resolver: Resolver): Resolver {
  dearResolvers.set(resolver, undefined);
  return resolver;
}

/**
 * A resolver that reads rows by their keys, but more than those if its field has this argument: a balance in the past. An
 * operation that sends the argument reads like one with a `dear` resolver.
 */
export function dearWith<Resolver extends object>(argument: string, resolver: Resolver): Resolver {
  dearResolvers.set(resolver, argument);
  return resolver;
}

/** The dear resolvers whose figures end with a moment that is over. */
const settledResolvers = new WeakSet<object>();

/** Marks a resolver as one that needs a settled reader. An operation that selects its field waits for the commits under way. */
export function settled<Resolver extends object>(resolver: Resolver): Resolver {
  settledResolvers.add(resolver);
  return resolver;
}

/** A check whether an operation selects a field whose resolver is `settled`. Parameters as those of `dearOperations`. */
export function settledOperations(
  schema: GraphQLSchema,
  resolvers: object,
): (info: GraphQLResolveInfo) => boolean {
  const settledOnes = resolversOf(resolvers).filter(([, resolve]) => settledResolvers.has(resolve));
  const names = new Set(settledOnes.map(([field]) => field));
  return operationCheck(schema, (fields) =>
    fields.some(({ node, types }) => types.some((type) => names.has(`${type}.${node.name.value}`))),
  );
}

/**
 * A check whether an operation selects a field whose resolver is `dear`, under whatever condition.
 * @param resolvers those that the schema was made with. The schema itself has copies of them
 */
export function dearOperations(
  schema: GraphQLSchema,
  resolvers: object,
): (info: GraphQLResolveInfo) => boolean {
  const dearArguments = dearFields(resolvers);
  return operationCheck(schema, (fields) =>
    fields.some(({ node: { name, arguments: sent = [] }, types }) =>
      types.some((type) => {
        const field = `${type}.${name.value}`;
        if (!dearArguments.has(field)) return false;
        const argument = dearArguments.get(field);
        return argument === undefined || sent.some((one) => one.name.value === argument);
      }),
    ),
  );
}

/** The fields with a dear resolver, such as `Wallet.history`, each with the argument that makes it dear. */
function dearFields(resolvers: object): ReadonlyMap<string, string | undefined> {
  const dearOnes = resolversOf(resolvers).filter(([, resolve]) => dearResolvers.has(resolve));
  return new Map(dearOnes.map(([field, resolve]) => [field, dearResolvers.get(resolve)]));
}

/** The resolvers of all fields, by the field's name with its type. */
function resolversOf(resolvers: object): (readonly [string, object])[] {
  const ofTypes = Object.entries(resolvers as Record<string, Record<string, unknown>>);
  return ofTypes.flatMap(([type, fields]) =>
    Object.entries(fields).flatMap(([field, resolve]) =>
      typeof resolve === 'function' ? [[`${type}.${field}`, resolve] as const] : [],
    ),
  );
}
