import { useSyncExternalStore } from 'react';

/** A value that components follow. Its functions are the same for its whole life. */
export interface Store<Value> {
  /** The value now. It is the same object until it changes. */
  readonly get: () => Value;
  /** Calls a function after each change. @returns a function that ends it */
  readonly subscribe: (listener: () => void) => () => void;
}

/** The value of a store, in a component. */
export function useStore<Value>({ subscribe, get }: Store<Value>): Value {
  return useSyncExternalStore(subscribe, get);
}

/** A store that is set from outside. */
export class ValueStore<Value> implements Store<Value> {
  readonly #listeners = new Set<() => void>();

  constructor(private value: Value) {}

  readonly get = (): Value => this.value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(value: Value): void {
    this.value = value;
    for (const listener of this.#listeners) listener();
  }
}
