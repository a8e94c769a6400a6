import { Balances, renewBalances } from './balances/balances.js';
import { DOCUMENTS } from './documents.js';
import type { IntentStore } from './intents/intent.js';
import { Intents } from './intents/intents.js';
import { type SentDocument, textOf } from './document.js';
import { OnebookError } from './http/errors.js';
import { download } from './http/download.js';
import { Gateway } from './http/gateway.js';
import { Live } from './live/live.js';
import { type TokenSource, Tokens } from './http/token.js';
import { type Methods, methodsOf } from './methods.js';
import type { Observer, RequestOptions } from './operation.js';

export interface OnebookOptions {
  /** The gateway's GraphQL endpoint: `https://wallet.example.com/graphql`. */
  readonly url: string;
  readonly token: TokenSource;
  /** Where intents are kept until their outcome is known. */
  readonly intents: IntentStore;
  /** Milliseconds that one attempt may take. Default: 10,000. */
  readonly timeoutMs?: number;
  /** Milliseconds for which a call is tried again. Its promise is settled at most `timeoutMs` and two seconds later. Default: 30,000. */
  readonly patienceMs?: number;
  /** Milliseconds within which an equal mutation is the second click of a double click. Default: 1,000. 0: never. */
  readonly doubleClickMs?: number;
  /** Milliseconds after which a stored intent is not sent again by itself. Default: a day. 0: none is. */
  readonly maxAgeMs?: number;
  /** The WebSocket to use where there is no global one. */
  readonly webSocket?: unknown;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
  /** Receives errors that no call waits for. Default: `console.error`. */
  readonly onError?: (error: unknown) => void;
}

/** A client of a gateway for one caller, with a method for each operation. */
export interface Onebook extends Methods {
  /** The newest balance of each wallet that any answer or push has brought. */
  readonly balances: Pick<Balances, 'get' | 'subscribe'>;
  /** What has been sent and has no outcome yet. */
  readonly intents: Pick<Intents, 'pending' | 'resume' | 'discard' | 'onSettled'>;
  /**
   * Sends a query of your own and returns its data. Balances in it are as the gateway sent them.
   * @throws OnebookError
   */
  query<Data, Variables = Readonly<Record<string, unknown>>>(
    document: SentDocument<Data, Variables>,
    variables?: Variables,
    options?: RequestOptions,
  ): Promise<Data>;
  /** Follows a subscription of your own. @returns a function that ends it */
  subscribe<Data, Variables>(
    document: SentDocument<Data, Variables>,
    variables: Variables,
    observer: Observer<Data>,
  ): () => void;
  /**
   * Opens the file of a wallet's statement: the period as in `walletStatement`, written while it is read.
   * @returns the response: `body` is a stream, `blob()` the whole, `content-disposition` has a name for it
   * @throws OnebookError
   */
  statementFile(
    input: StatementFileInput,
    options?: Pick<RequestOptions, 'signal'>,
  ): Promise<Response>;
  /** Ends subscriptions and retries. Intents without an outcome stay stored. */
  close(): void;
}

/** Which statement, and in which format: `xml` is camt.053. */
export interface StatementFileInput {
  readonly walletId: string;
  readonly format: 'csv' | 'json' | 'pdf' | 'xml';
  /** A DateTime, or a date of the time zone, which stands for its first moment. */
  readonly from: string;
  /** The end, exclusive. */
  readonly to: string;
  /** Default: UTC. */
  readonly timeZone?: string | undefined;
}

const DAY_MS = 86_400_000;

type Data = Readonly<Record<string, unknown>>;

/**
 * Makes a client of one caller. Intents that an earlier one left in the store are sent again at once.
 * @throws TypeError if the URL is none
 */
export function createOnebook(options: OnebookOptions): Onebook {
  const { timeoutMs = 10_000, patienceMs = 30_000, doubleClickMs = 1_000 } = options;
  const onError = options.onError ?? ((error: unknown) => console.error(error));
  const url = checkedUrl(options.url);
  const tokens = new Tokens(options.token, timeoutMs);
  const balances = new Balances(onError);
  const send = options.fetch ?? ((...args) => fetch(...args));
  const gateway = new Gateway({ url, tokens, fetch: send, timeoutMs, patienceMs });
  const renewed = (data: Data): unknown => {
    renewBalances(data, balances);
    return Object.values(data)[0];
  };
  const intents = new Intents({
    store: options.intents,
    caller: async () => `${url} ${await tokens.caller()}`,
    send: async (intent, signal) =>
      renewed(await gateway.mutate(documentOf(intent.operation), intent, signal)),
    patienceMs,
    timeoutMs,
    doubleClickMs,
    maxAgeMs: options.maxAgeMs ?? DAY_MS,
    onError,
  });
  intents.resume().catch(onError);
  const live = new Live({ url, tokens, webSocket: options.webSocket }, onError);
  const methods = methodsOf({
    query: async (query, variables, request) =>
      renewed(await gateway.query({ query, variables }, request)),
    once: async (query, variables, request) =>
      renewed(await gateway.request({ query, variables }, { timeoutMs: Infinity, ...request })),
    intend: (name, input, request) => intents.run(name, input, request),
    follow: (query, variables, observer) =>
      live.follow(query, variables, observer, (data) => observer.next(renewed(data))),
  });
  return {
    ...methods,
    balances,
    intents,
    query: (document, variables, request) =>
      gateway.query({ query: textOf(document), variables }, request) as Promise<never>,
    subscribe: (document, variables, observer) =>
      live.follow(textOf(document), variables, observer, (data) => observer.next(data as never)),
    statementFile: ({ walletId, format, ...query }, { signal } = {}) =>
      download(
        { path: `statements/${encodeURIComponent(walletId)}.${format}`, query },
        { url, tokens, fetch: send, signal },
      ),
    close: () => {
      gateway.isClosed = true;
      intents.close();
      live.close();
    },
  };
}

/** The whole URL; in a page it may be a path. @throws TypeError */
function checkedUrl(url: string): string {
  const { location } = globalThis as { location?: { href: string } };
  try {
    const { href, protocol } = new URL(url, location?.href);
    if (/^https?:$/.test(protocol)) return href;
  } catch {
    // Reported below.
  }
  throw new TypeError(
    `"${url}" is no URL of a gateway. Pass one like https://wallet.example/graphql.`,
  );
}

/** @throws OnebookError if another version of the client has stored an intent that this one does not know */
function documentOf(operation: string): string {
  const text = DOCUMENTS.get(operation);
  if (text !== undefined) return text;
  throw new OnebookError(`This version of the client does not know ${operation}.`, {
    code: 'UNKNOWN_OPERATION',
    executed: 'no',
  });
}
