import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { FieldNode, GraphQLFieldConfig, GraphQLFieldResolver, GraphQLSchema } from 'graphql';

type Found = Map<unknown, Map<unknown, PromiseLike<unknown>>>;

/** What resolvers promised in one run of a plan. */
export class Outcomes {
  readonly #promised: (readonly [FieldNode | undefined, unknown, PromiseLike<unknown>])[] = [];
  /** By field and object. Most runs go well, and nobody looks for anything. */
  #found: Found | undefined;

  /** @param source the object that the field was asked of */
  add(node: FieldNode | undefined, source: unknown, promise: PromiseLike<unknown>): void {
    this.#promised.push([node, source, promise]);
  }

  find(node: FieldNode | undefined, source: unknown): PromiseLike<unknown> | undefined {
    return (this.#found ??= this.#ordered()).get(node)?.get(source);
  }

  #ordered(): Found {
    const found: Found = new Map();
    for (const [node, source, promise] of this.#promised)
      found.set(node, (found.get(node) ?? new Map<unknown, never>()).set(source, promise));
    return found;
  }
}

/** By context, of which a request has one. */
const kept = new WeakMap<object, Outcomes>();

/** Keeps what was promised in this context, for {@link replaying} to give it again. */
export function keepOutcomes(context: object, outcomes: Outcomes): void {
  kept.set(context, outcomes);
}

/**
 * The schema for an execution after a plan that gave up: what was promised then is not asked for again. So a
 * mutation is done once, the book is asked once, and what could not be read is not waited for twice.
 */
export function replaying(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: GraphQLFieldConfig<unknown, object>) =>
      field.resolve && { ...field, resolve: replayed(field.resolve) },
  });
}

type Resolve = GraphQLFieldResolver<unknown, object>;

function replayed(resolve: Resolve): Resolve {
  return (source, args, context, info) =>
    kept.get(context)?.find(info.fieldNodes[0], source) ?? resolve(source, args, context, info);
}
