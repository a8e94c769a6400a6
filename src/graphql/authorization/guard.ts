import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { GraphQLFieldConfig, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { hasRole, type Role } from '../../domain/index.js';
import type { GraphQLContext } from '../context.js';
import { asClientError, forbidden, unauthenticated } from '../errors.js';
import { checkRules, ownRule } from './permissions.js';

type Resolve = GraphQLFieldResolver<unknown, GraphQLContext>;

/**
 * The schema with its `@may` rules enforced, and its resolvers' errors turned into what clients may be
 * told. Fields with neither a rule of their own nor a resolver stay as they are, and cost nothing.
 */
export function guarded(schema: GraphQLSchema): GraphQLSchema {
  checkRules(schema);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: GraphQLFieldConfig<unknown, GraphQLContext>, name) => {
      const told = field.resolve && telling(field.resolve);
      const roles = ownRule(schema, field);
      if (roles === undefined) return told && { ...field, resolve: told };
      if (told === undefined) throw new Error(`${name} has a @may of its own and no resolver`);
      const resolve = allowing(name, roles, told);
      if (field.subscribe === undefined) return { ...field, resolve };
      // Asked at the start, and by `resolve` again with each push.
      return { ...field, resolve, subscribe: allowing(name, roles, telling(field.subscribe)) };
    },
  });
}

function allowing(name: string, roles: readonly Role[], resolve: Resolve): Resolve {
  const message = `${name} is for ${listed(roles)}.`;
  return (source, args, context, info) => {
    if (context.viewer === undefined) throw unauthenticated();
    if (!hasRole(context.viewer, ...roles)) throw forbidden(message);
    return resolve(source, args, context, info);
  };
}

/** Kept free of promises where the resolver has none: some fields run a thousand times a response. */
function telling(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    try {
      const result: unknown = resolve(source, args, context, info);
      return result instanceof Promise ? result.catch(tell) : result;
    } catch (error) {
      return tell(error);
    }
  };
}

function tell(error: unknown): never {
  throw asClientError(error);
}

function listed(roles: readonly Role[]): string {
  const last = roles.at(-1) ?? 'nobody';
  return roles.length < 2 ? last : `${roles.slice(0, -1).join(', ')} or ${last}`;
}
