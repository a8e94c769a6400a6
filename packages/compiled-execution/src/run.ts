import { getArgumentValues } from 'graphql';
import { FieldInfo, type RunState } from './info.js';
import { RunResults } from './kept-results.js';
import {
  type OperationSource,
  type CompiledField,
  type Fields,
  NotCompiled,
  type CompiledOperation,
  type Shape,
} from './compile.js';

/** The values of one request. Variables are coerced. */
export interface ExecutionInput {
  readonly rootValue: unknown;
  /** Not shared with another request. */
  readonly contextValue: object;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Data = Record<string, unknown>;

/** The data of a response without any error, or the first error. With what the resolvers have returned. */
export type RunOutcome = { readonly results: RunResults } & (
  { readonly data: Data } | { readonly failure: unknown }
);

/** Executes a compiled operation. Resolves when all its resolvers have settled. */
export async function run(compiled: CompiledOperation, input: ExecutionInput): Promise<RunOutcome> {
  const current = new Run(compiled.source, input);
  const data: Data = {};
  await current.start(compiled.fields, data);
  const { results, failed } = current;
  return failed ? { results, failure: failed.with } : { results, data };
}

const NO_ARGUMENTS: Data = Object.freeze({});

/**
 * One run of a compiled operation. It writes values into the response as they arrive and counts the pending ones.
 * So an object or list with pending parts needs no promise of its own, which is most of what compilation saves.
 */
class Run implements RunState {
  readonly rootValue: unknown;
  readonly variables;
  failed: { readonly with: unknown } | undefined;
  readonly results = new RunResults();
  readonly #context: object;
  /** By a field's slot. */
  readonly #arguments: Data[] = [];
  readonly #infos: FieldInfo[] = [];
  #pending = 0;
  #settled: () => void = () => undefined;

  constructor(
    readonly source: OperationSource,
    { rootValue, contextValue, variables }: ExecutionInput,
  ) {
    this.rootValue = rootValue;
    this.variables = variables;
    this.#context = contextValue;
  }

  /** Fills `data`. Resolves when all resolvers have settled. */
  start(fields: Fields, data: Data): Promise<void> {
    return new Promise((resolve) => {
      this.#settled = resolve;
      this.#pending = 1;
      try {
        this.#fill(fields, this.rootValue, data);
      } catch (error) {
        this.#fail(error);
      }
      this.#release();
    });
  }

  #fail(error: unknown): void {
    this.failed ??= { with: error };
  }

  #release(): void {
    this.#pending -= 1;
    if (this.#pending === 0) this.#settled();
  }

  #fill(fields: Fields, source: unknown, into: Data): Data {
    for (const field of fields)
      into[field.key] = 'typename' in field ? field.typename : this.#resolve(field, source, into);
    return into;
  }

  #resolve(field: CompiledField, source: unknown, into: Data): unknown {
    const value = this.#callResolver(field, source);
    if (!isPromise(value)) return this.#complete(value, field, field.shape);
    const { nodes, isMutation } = field;
    this.results.add({ node: nodes[0], source, isMutation, promise: value });
    return this.#completeLater(value, field, field.shape, into, field.key);
  }

  #callResolver(field: CompiledField, source: unknown): unknown {
    const { resolve, name } = field.definition;
    if (!resolve) return propertyOf(source, name);
    const value = (): unknown =>
      resolve(source, this.#argumentsOf(field), this.#context, this.#infoOf(field));
    // Always a promise, whether it returns or throws, so that the result can be kept.
    return field.isMutation ? new Promise((settle) => settle(value())) : value();
  }

  /** Writes a value when its promise resolves. Returns undefined to reserve the key now, which keeps the order. */
  #completeLater<Key extends string | number>(
    promise: PromiseLike<unknown>,
    field: CompiledField,
    shape: Shape,
    into: Record<Key, unknown>,
    key: Key,
  ): undefined {
    this.#pending += 1;
    promise.then(
      (value) => {
        try {
          if (this.failed) ignoreRejections(value);
          else into[key] = this.#complete(value, field, shape);
        } catch (error) {
          this.#fail(error);
        }
        this.#release();
      },
      (error: unknown) => {
        this.#fail(error);
        this.#release();
      },
    );
    return undefined;
  }

  /** @throws an error if graphql-js would report one */
  #complete(value: unknown, field: CompiledField, shape: Shape): unknown {
    if (value === null || value === undefined) {
      if (shape.nonNull) throw new NotCompiled('null for a non-null field');
      return null;
    }
    if (value instanceof Error) throw value;
    switch (shape.kind) {
      case 'leaf':
        return serialized(shape.type.serialize(value));
      case 'list':
        return this.#completeList(value, field, shape.item);
      case 'object':
        return this.#fill(shape.fields(), value, {});
      case 'abstract': {
        const { type, typeOf } = shape;
        const name = typeOf(value, this.#context, this.#infoOf(field), type);
        if (typeof name !== 'string')
          throw new NotCompiled('a type that is resolved asynchronously');
        return this.#fill(shape.fieldsOf(name), value, {});
      }
    }
  }

  #completeList(value: unknown, field: CompiledField, shape: Shape): unknown[] {
    if (!isIterable(value)) throw new NotCompiled('a list field without a list');
    const items = [...value];
    const list: unknown[] = [];
    try {
      for (const [index, item] of items.entries()) {
        list.push(undefined);
        list[index] = isPromise(item)
          ? this.#completeLater(item, field, shape, list, index)
          : this.#complete(item, field, shape);
      }
    } catch (error) {
      ignoreRejections(items);
      throw error;
    }
    return list;
  }

  #argumentsOf(field: CompiledField): Data {
    const { definition, nodes, slot } = field;
    const [node] = nodes;
    if (definition.args.length === 0 || !node) return NO_ARGUMENTS;
    return (this.#arguments[slot] ??= getArgumentValues(definition, node, this.variables));
  }

  #infoOf(field: CompiledField): FieldInfo {
    return (this.#infos[field.slot] ??= new FieldInfo(this, field));
  }
}

/** Reads a field without a resolver as graphql-js does. A function, which graphql-js would call, is not compiled. */
function propertyOf(source: unknown, name: string): unknown {
  if (typeof source !== 'object' || source === null)
    throw new NotCompiled(`${name} of a value that is no object`);
  const value = (source as Data)[name];
  if (typeof value === 'function') throw new NotCompiled(`${name} is a function`);
  return value;
}

function serialized(value: unknown): unknown {
  if (value === null || value === undefined)
    throw new NotCompiled('a value that serializes to null');
  return value;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** Handles rejections of promises that are no longer awaited: unhandled, they would end the process. */
function ignoreRejections(value: unknown): void {
  if (Array.isArray(value)) value.forEach(ignoreRejections);
  else if (isPromise(value)) value.then(undefined, () => undefined);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
