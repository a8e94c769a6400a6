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
export class RunResults {
  #all: KeptResult[] = [];
  /** By field and object. Built on the first search, because most runs succeed and need none. */
  #index: Map<unknown, Map<unknown, PromiseLike<unknown>>> | undefined;

  add(result: KeptResult): void {
    this.#all.push(result);
  }

  forgetReads(): void {
    this.#all = this.#all.filter(({ isMutation }) => isMutation);
    this.#index = undefined;
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

/** The results of runs by their context, of which each request has its own. */
export class KeptResults {
  readonly #byContext = new WeakMap<object, RunResults>();

  keep(context: object, results: RunResults): void {
    this.#byContext.set(context, results);
  }

  /** Forgets all results but those of mutations: reads can be repeated, mutations must not be. */
  forgetReads(context: object): void {
    this.#byContext.get(context)?.forgetReads();
  }

  /** The schema with which graphql-js repeats a failed run: its resolvers return kept results if there are any. */
  schemaOver(schema: GraphQLSchema): GraphQLSchema {
    return mapSchema(schema, {
      [MapperKind.OBJECT_FIELD]: (field: GraphQLFieldConfig<unknown, object>) =>
        field.resolve && { ...field, resolve: this.#resolveFromKept(field.resolve) },
    });
  }

  #resolveFromKept(resolve: Resolve): Resolve {
    return (source, args, context, info) =>
      this.#byContext.get(context)?.find(info.fieldNodes[0], source) ??
      resolve(source, args, context, info);
  }
}

type Resolve = GraphQLFieldResolver<unknown, object>;
