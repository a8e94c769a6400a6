import type { Client, ClientConfig } from 'pg';
import type { SessionClient } from './session-client.js';

type ClientClass = new (config?: ClientConfig) => SessionClient;

/** Receives the statements of connections, for traces. */
export interface StatementObserver {
  /**
   * Called as a statement is handed to its connection.
   * @param text with placeholders; values are not in it
   * @returns called once with the answer: the error, or undefined. Undefined if nothing is to be called
   */
  sending(text: string): ((error: unknown) => void) | undefined;
}

/** A subclass of `Base` whose instances tell the observer of their statements. */
export function observedClientOf(Base: ClientClass, observer: StatementObserver): ClientClass {
  return class extends Base {
    constructor(config?: ClientConfig) {
      super(config);
      const query = this.query.bind(this) as (...args: unknown[]) => unknown;
      this.query = ((...args: unknown[]) => {
        const answered = observer.sending(textOf(args[0]));
        if (!answered) return query(...args);
        const last = args.at(-1);
        if (typeof last === 'function')
          return query(...args.slice(0, -1), told(answered, last as Callback));
        const answer = query(...args);
        if (answer instanceof Promise) answer.then(() => answered(undefined), answered);
        // A stream, which ends by events of its own.
        else answered(undefined);
        return answer;
      }) as Client['query'];
    }
  };
}

type Callback = (error: unknown, ...answer: unknown[]) => void;

function told(answered: (error: unknown) => void, callback: Callback): Callback {
  return (error, ...answer) => {
    answered(error ?? undefined);
    callback(error, ...answer);
  };
}

/** The text of a statement in any of the forms that pg takes. */
function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { text } = (statement ?? {}) as { readonly text?: unknown };
  return typeof text === 'string' ? text : '';
}
