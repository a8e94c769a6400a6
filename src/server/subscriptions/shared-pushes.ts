import type { ExecutionResult, OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../../domain/index.js';

/** What the result of a push depends on besides its value, as a text: the operation, its variables and the viewer. */
export type PushKey = string & { readonly pushKey: true };

const operationNumbers = new WeakMap<OperationDefinitionNode, number>();
let operations = 0;

/** The same for two subscriptions that show a value in the same way to the same viewer. */
export function pushKey(
  operation: OperationDefinitionNode,
  variables: unknown,
  viewer: Viewer,
): PushKey {
  const number = operationNumbers.get(operation) ?? (operations += 1);
  operationNumbers.set(operation, number);
  return JSON.stringify([number, viewer.id, [...viewer.roles].sort(), variables]) as PushKey;
}

/**
 * The results of pushes. A value that many subscriptions follow is read once for all of them; here it is also executed
 * once for all that show it in the same way, which is most of what a push costs.
 */
export class SharedPushes {
  /** By the value, which is one object for all who follow it, and leaves with the last of them. */
  readonly #results = new WeakMap<object, Map<PushKey, Promise<ExecutionResult>>>();

  /** The result for this value and key. An error is never shared: it can be of one subscription only. */
  async run(
    value: object,
    key: PushKey,
    execute: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const results = this.#results.get(value) ?? new Map<PushKey, Promise<ExecutionResult>>();
    this.#results.set(value, results);
    const first = results.get(key);
    if (first) {
      const result = await first.catch(() => undefined); // who executed it gets the error
      return result === undefined || result.errors ? execute() : result;
    }
    const own = execute();
    results.set(key, own);
    return own;
  }
}
