import {
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { hasRole, type Role } from '../../domain/index.js';
import type { GraphQLContext } from '../context.js';
import { asClientError } from '../client-errors.js';
import { forbidden, unauthenticated } from '../errors.js';
import { checkRules, objectTypes, ownRule } from './permissions.js';

type Resolve = GraphQLFieldResolver<unknown, GraphQLContext>;
type Field = GraphQLField<unknown, GraphQLContext>;

/**
 * Enforces the schema's `@may` rules, and turns the resolvers' errors into what clients may see. A field with neither a
 * rule of its own nor a resolver stays as it is, and costs nothing.
 * @param schema is changed: a copy takes long
 */
export function guarded(schema: GraphQLSchema): GraphQLSchema {
  checkRules(schema);
  for (const type of objectTypes(schema))
    for (const field of Object.values<Field>(type.getFields())) guard(schema, field);
  return schema;
}

function guard(schema: GraphQLSchema, field: Field): void {
  const { name } = field;
  const resolver = field.resolve && withClientErrors(field.resolve);
  const roles = ownRule(schema, field);
  if (resolver) field.resolve = resolver;
  if (roles === undefined) return;
  if (resolver === undefined) throw new Error(`${name} has a @may of its own and no resolver`);
  field.resolve = requireRoles(name, roles, resolver);
  // `subscribe` checks the roles at the start, and `resolve` again with each push.
  if (field.subscribe)
    field.subscribe = requireRoles(name, roles, withClientErrors(field.subscribe));
}

function requireRoles(name: string, roles: readonly Role[], resolve: Resolve): Resolve {
  const message = `${name} requires the role ${listed(roles)}.`;
  return (source, args, context, info) => {
    if (context.viewer === undefined) throw unauthenticated();
    if (!hasRole(context.viewer, ...roles)) return refuse(forbidden(message), context, info);
    return resolve(source, args, context, info);
  };
}

/** Notes what the caller tried and may not. */
function refuse(error: GraphQLError, context: GraphQLContext, info: GraphQLResolveInfo): never {
  const { fieldName, parentType } = info;
  context.noteAttempt(fieldName, `${parentType.name}.${fieldName}`, error.message);
  throw error;
}

/** Adds no promise to a resolver that returns none: some fields run a thousand times in a response. */
function withClientErrors(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    try {
      const result: unknown = resolve(source, args, context, info);
      return result instanceof Promise
        ? result.catch((error: unknown) => throwClientError(error, context, info))
        : result;
    } catch (error) {
      return throwClientError(error, context, info);
    }
  };
}

function throwClientError(
  error: unknown,
  context: GraphQLContext,
  info: GraphQLResolveInfo,
): never {
  const shown = asClientError(error);
  const isForbidden = shown instanceof GraphQLError && shown.extensions['code'] === 'FORBIDDEN';
  if (isForbidden) return refuse(shown, context, info);
  throw shown;
}

function listed(roles: readonly Role[]): string {
  const last = roles.at(-1) ?? '(none)';
  return roles.length < 2 ? last : `${roles.slice(0, -1).join(', ')} or ${last}`;
}
