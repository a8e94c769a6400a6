import type { Mutations, Queries, Subscriptions } from './generated/operations.js';
import { DOCUMENTS, pascalOf } from './documents.js';
import type { IntentOptions } from './intents/intent.js';
import type { Observer, RequestOptions } from './operation.js';

/** What the methods are made of. Each takes the text of an operation, and gives the value of its root field. */
export interface Ways {
  query: Request;
  /** A mutation that changes nothing, and may take long. */
  once: Request;
  intend: (name: string, input: object, options?: IntentOptions) => Promise<unknown>;
  follow: (text: string, variables: unknown, observer: Observer<unknown>) => () => void;
}

type Request = (text: string, variables?: unknown, options?: RequestOptions) => Promise<unknown>;

export type Methods = Queries & Mutations & Subscriptions;

/** A method for each operation. */
export function methodsOf(ways: Ways): Methods {
  const methods = [...DOCUMENTS].map(([name, text]) => method(name, text, ways));
  return Object.fromEntries(methods) as unknown as Methods;
}

function method(name: string, text: string, ways: Ways): [string, unknown] {
  const { query, once, intend, follow } = ways;
  if (text.startsWith('query')) return [name, query.bind(undefined, text)];
  if (text.startsWith('mutation') && text.includes('$input:'))
    return [name, intend.bind(undefined, name)];
  if (text.startsWith('mutation')) return [name, once.bind(undefined, text)];
  const subscribe = `subscribe${pascalOf(name)}`;
  return [subscribe, follow.bind(undefined, text)];
}
