import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type GraphQLFieldConfig,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { BookReader } from '../reader/index.js';
import type { GraphQLContext } from './context.js';

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

/**
 * A resolver that reads rows by their keys, but more than those if its field has this argument: a balance in the past. An
 * operation that sends the argument reads like one with a `dear` resolver.
 */
export function dearWith<Resolver extends object>(argument: string, resolver: Resolver): Resolver {
  dearResolvers.set(resolver, argument);
  return resolver;
}

/**
 * Lets the root fields find out whether their operation selects a field whose resolver is `dear`.
 * @param resolvers those that the schema was made with. The schema itself has copies of them
 */
export function withDearReads(schema: GraphQLSchema, resolvers: object): GraphQLSchema {
  const isDear = dearOperations(schema, dearFields(resolvers));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].map(
    (type) => type?.name,
  );
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (
      field: GraphQLFieldConfig<unknown, GraphQLContext>,
      _: string,
      typeName: string,
    ) => {
      const { resolve } = field;
      if (!resolve || !roots.includes(typeName)) return field;
      return {
        ...field,
        resolve: (source: unknown, args: unknown, context: GraphQLContext, info) => {
          if (isDear(info)) context.readDearly();
          return resolve(source, args, context, info);
        },
      };
    },
  });
}

/** A check whether an operation selects a dear field, under whatever condition. Each operation is looked through once. */
function dearOperations(
  schema: GraphQLSchema,
  fields: ReadonlyMap<string, string | undefined>,
): (info: GraphQLResolveInfo) => boolean {
  const known = new WeakMap<OperationDefinitionNode, boolean>();
  return ({ operation, fragments }) => {
    let isDear = known.get(operation);
    if (isDear !== undefined) return isDear;
    isDear = [operation, ...Object.values(fragments)].some((node) => {
      const types = new TypeInfo(schema);
      let found = false;
      visit(
        node,
        visitWithTypeInfo(types, {
          Field: ({ name, arguments: sent = [] }) => {
            const parent = types.getParentType();
            const possible = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
            found ||= possible.some((type) => {
              const field = `${type?.name ?? ''}.${name.value}`;
              if (!fields.has(field)) return false;
              const argument = fields.get(field);
              return argument === undefined || sent.some((one) => one.name.value === argument);
            });
          },
        }),
      );
      return found;
    });
    known.set(operation, isDear);
    return isDear;
  };
}

/** The fields with a dear resolver, such as `Wallet.history`, each with the argument that makes it dear. */
function dearFields(resolvers: object): ReadonlyMap<string, string | undefined> {
  const ofTypes = Object.entries(resolvers as Record<string, Record<string, unknown>>);
  return new Map(
    ofTypes.flatMap(([type, fields]) =>
      Object.entries(fields).flatMap(([field, resolve]) =>
        typeof resolve === 'function' && dearResolvers.has(resolve)
          ? [[`${type}.${field}`, dearResolvers.get(resolve)] as const]
          : [],
      ),
    ),
  );
}
