import { useSyncExternalStore } from 'react';

/**
 * A value that components follow. Its functions are the same for its whole life: React follows it again whenever it gets another
 * `subscribe`, so one that is made in a render would end and begin the subscription with every render, without an end.
 */
export interface Store<Value> {
  /** The value now. It is the same object until it changes. */
  readonly get: () => Value;
  /** Calls a function after each change. @returns a function that ends it */
  readonly subscribe: (listener: () => void) => () => void;
}

/** The value of a store, in a component. */
export function useStore<Value>({ subscribe, get }: Store<Value>): Value {
  return useSyncExternalStore(subscribe, get, get);
}

/** A value that starts with its first follower and ends with its last. */
export abstract class SharedStore<Value> implements Store<Value> {
  readonly #listeners = new Set<() => void>();
  #end: (() => void) | undefined;

  constructor(private value: Value) {}

  readonly get = (): Value => this.value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#end ??= this.start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#end?.();
      this.#end = undefined;
    };
  };

  /** Begins to follow the source. @returns a function that ends it */
  protected abstract start(): () => void;

  protected set(value: Value): void {
    this.value = value;
    for (const listener of this.#listeners) listener();
  }
}

/** One store for each client and key, so that components share it. It is dropped with its client. */
export function sharedBy<Client extends object, S>(make: (client: Client, key: string) => S) {
  const ofClient = new WeakMap<Client, Map<string, S>>();
  return (client: Client, key: string): S => {
    const stores = ofClient.get(client) ?? new Map<string, S>();
    ofClient.set(client, stores);
    const store = stores.get(key) ?? make(client, key);
    stores.set(key, store);
    return store;
  };
}
