import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { FieldNode, GraphQLFieldConfig, GraphQLFieldResolver, GraphQLSchema } from 'graphql';

interface KeptResult {
  readonly node: FieldNode | undefined;
  /** The object that the field was asked of. */
  readonly source: unknown;
  readonly isMutation: boolean;
  readonly promise: PromiseLike<unknown>;
}

/** What resolvers promised in one run of a plan. */
export class KeptResults {
  #all: KeptResult[] = [];
  /** By field and object. Most runs go well, and nobody looks for anything. */
  #index: Map<unknown, Map<unknown, PromiseLike<unknown>>> | undefined;

  add(result: KeptResult): void {
    this.#all.push(result);
  }

  forgetReads(): void {
    this.#all = this.#all.filter(({ isMutation }) => isMutation);
  }

  find(node: FieldNode | undefined, source: unknown): PromiseLike<unknown> | undefined {
    this.#index ??= this.#buildIndex();
    return this.#index.get(node)?.get(source);
  }

  #buildIndex() {
    const found = new Map<unknown, Map<unknown, PromiseLike<unknown>>>();
    for (const { node, source, promise } of this.#all) {
      const ofNode = found.get(node) ?? new Map<unknown, PromiseLike<unknown>>();
      found.set(node, ofNode.set(source, promise));
    }
    return found;
  }
}

/** By context, of which a request has one. */
const kept = new WeakMap<object, KeptResults>();

/** Keeps what was promised in this context, for {@link withKeptResults} to give it again. */
export function keepResults(context: object, results: KeptResults): void {
  kept.set(context, results);
}

/** Keeps only what was done: that can be read again, and must not be done again. */
export function forgetReads(context: object): void {
  kept.get(context)?.forgetReads();
}

/** The schema for an execution after a plan that gave up: what was kept of that is not asked for again. */
export function withKeptResults(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: GraphQLFieldConfig<unknown, object>) =>
      field.resolve && { ...field, resolve: resolveFromKept(field.resolve) },
  });
}

type Resolve = GraphQLFieldResolver<unknown, object>;

function resolveFromKept(resolve: Resolve): Resolve {
  return (source, args, context, info) =>
    kept.get(context)?.find(info.fieldNodes[0], source) ?? resolve(source, args, context, info);
}
