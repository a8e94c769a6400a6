import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { FieldNode, GraphQLFieldConfig, GraphQLFieldResolver, GraphQLSchema } from 'graphql';

interface KeptResult {
  readonly node: FieldNode | undefined;
  /** The object whose field was resolved. */
  readonly source: unknown;
  readonly isMutation: boolean;
  readonly promise: PromiseLike<unknown>;
}

/** The promises that resolvers returned in one run of a compiled operation. */
export class KeptResults {
  #all: KeptResult[] = [];
  /** By field and object. Built on the first search, because most runs succeed and need none. */
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

/** By context, of which each request has its own. */
const kept = new WeakMap<object, KeptResults>();

/** Keeps the results of a run in this context, for {@link withKeptResults} to return again. */
export function keepResults(context: object, results: KeptResults): void {
  kept.set(context, results);
}

/** Forgets all results but those of mutations: reads can be repeated, mutations must not be. */
export function forgetReads(context: object): void {
  kept.get(context)?.forgetReads();
}

/** The schema with which graphql-js repeats a failed run: its resolvers return kept results if there are any. */
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
