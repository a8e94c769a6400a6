import { getArgumentValues } from 'graphql';
import { FieldInfo, type Running } from './info.js';
import { keepOutcomes, Outcomes } from './outcomes.js';
import {
  type OperationSource,
  type CompiledField,
  type Fields,
  NotCompiled,
  type CompiledOperation,
  type Shape,
} from './plan.js';

/** What a request brings. Variables are coerced. */
export interface ExecutionInput {
  readonly rootValue: unknown;
  /** Of this request alone. */
  readonly contextValue: object;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Data = Record<string, unknown>;

/** The data of an answer in which nothing at all went wrong; otherwise the first thing that did. */
export type ExecutionResult = { readonly data: Data } | { readonly failure: unknown };

/**
 * Carries a plan out. When it resolves nothing of it runs any more. What resolvers promised is kept with the
 * context: after a failure it is for graphql-js to execute the operation, and to say what went wrong, where, and
 * what is null for it.
 */
export async function run(
  plan: CompiledOperation,
  given: ExecutionInput,
): Promise<ExecutionResult> {
  const running = new Run(plan.asked, given);
  const data: Data = {};
  await running.start(plan.fields, data);
  keepOutcomes(given.contextValue, running.outcomes);
  return running.failed ? { failure: running.failed.with } : { data };
}

const NO_ARGUMENTS: Data = Object.freeze({});

/**
 * One run of a plan. Values take their places in the answer as they come, and what is still to come is
 * counted: no promise is made for an object or a list whose parts are awaited, which is most of what this saves.
 */
class Run implements Running {
  readonly rootValue: unknown;
  readonly variables;
  failed: { readonly with: unknown } | undefined;
  readonly outcomes = new Outcomes();
  readonly #context: object;
  /** By slot. */
  readonly #arguments: Data[] = [];
  readonly #infos: FieldInfo[] = [];
  #pending = 0;
  #settled: () => void = () => undefined;

  constructor(
    readonly asked: OperationSource,
    { rootValue, contextValue, variables }: ExecutionInput,
  ) {
    this.rootValue = rootValue;
    this.variables = variables;
    this.#context = contextValue;
  }

  /** Resolves when nothing of it runs any more. */
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
    const value = this.#valueOf(field, source);
    if (!isPromise(value)) return this.#complete(value, field, field.shape);
    const { nodes, isMutation } = field;
    this.outcomes.add({ node: nodes[0], source, isMutation, promise: value });
    return this.#later(value, field, field.shape, into, field.key);
  }

  #valueOf(field: CompiledField, source: unknown): unknown {
    const { resolve, name } = field.definition;
    if (!resolve) return propertyOf(source, name);
    const value = (): unknown =>
      resolve(source, this.#argumentsOf(field), this.#context, this.#infoOf(field));
    // As a promise whatever it gives or throws, to be kept.
    return field.isMutation ? new Promise((settle) => settle(value())) : value();
  }

  /** Puts a value where it belongs when it comes. Its place is taken at once: that is where it will stand. */
  #later<Key extends string | number>(
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
          if (this.failed) leaveUnheard(value);
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

  /** @throws an error where graphql-js has one */
  #complete(value: unknown, field: CompiledField, shape: Shape): unknown {
    if (value === null || value === undefined) {
      if (shape.nonNull) throw new NotCompiled('null where there must be a value');
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
        if (typeof name !== 'string') throw new NotCompiled('a type that is not told at once');
        return this.#fill(shape.fieldsOf(name), value, {});
      }
    }
  }

  #completeList(value: unknown, field: CompiledField, shape: Shape): unknown[] {
    if (!isIterable(value)) throw new NotCompiled('no list where there must be one');
    const items = [...value];
    const list: unknown[] = [];
    try {
      for (const [place, item] of items.entries()) {
        list.push(undefined);
        list[place] = isPromise(item)
          ? this.#later(item, field, shape, list, place)
          : this.#complete(item, field, shape);
      }
    } catch (error) {
      leaveUnheard(items);
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

/** As graphql-js reads a field that has no resolver; where it would call it, it is left to graphql-js. */
function propertyOf(source: unknown, name: string): unknown {
  if (typeof source !== 'object' || source === null) throw new NotCompiled(`${name} of no object`);
  const value = (source as Data)[name];
  if (typeof value === 'function') throw new NotCompiled(`${name} is a function`);
  return value;
}

function serialized(value: unknown): unknown {
  if (value === null || value === undefined) throw new NotCompiled('a value that is none outside');
  return value;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** What nobody waits for any more may fail, and would end the process where nobody hears it. */
function leaveUnheard(value: unknown): void {
  if (Array.isArray(value)) value.forEach(leaveUnheard);
  else if (isPromise(value)) value.then(undefined, () => undefined);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
