import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { FieldNode, GraphQLFieldConfig, GraphQLFieldResolver, GraphQLSchema } from 'graphql';

interface Outcome {
  readonly node: FieldNode | undefined;
  /** The object that the field was asked of. */
  readonly source: unknown;
  readonly isMutation: boolean;
  readonly promise: PromiseLike<unknown>;
}

/** What resolvers promised in one run of a plan. */
export class Outcomes {
  #all: Outcome[] = [];
  /** By field and object. Most runs go well, and nobody looks for anything. */
  #found: Map<unknown, Map<unknown, PromiseLike<unknown>>> | undefined;

  add(outcome: Outcome): void {
    this.#all.push(outcome);
  }

  forgetReads(): void {
    this.#all = this.#all.filter(({ isMutation }) => isMutation);
  }

  find(node: FieldNode | undefined, source: unknown): PromiseLike<unknown> | undefined {
    this.#found ??= this.#ordered();
    return this.#found.get(node)?.get(source);
  }

  #ordered() {
    const found = new Map<unknown, Map<unknown, PromiseLike<unknown>>>();
    for (const { node, source, promise } of this.#all) {
      const ofNode = found.get(node) ?? new Map<unknown, PromiseLike<unknown>>();
      found.set(node, ofNode.set(source, promise));
    }
    return found;
  }
}

/** By context, of which a request has one. */
const kept = new WeakMap<object, Outcomes>();

/** Keeps what was promised in this context, for {@link replaying} to give it again. */
export function keepOutcomes(context: object, outcomes: Outcomes): void {
  kept.set(context, outcomes);
}

/** Keeps only what was done: that can be read again, and must not be done again. */
export function forgetReads(context: object): void {
  kept.get(context)?.forgetReads();
}

/** The schema for an execution after a plan that gave up: what was kept of that is not asked for again. */
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
