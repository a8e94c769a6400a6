import { asOnebookError, errorOf, NO_ANSWER, OnebookError, type Problem } from './errors.js';

/** A GraphQL request as text. */
export interface Body {
  readonly query: string;
  readonly variables: unknown;
}

export interface PostOptions {
  readonly fetch: typeof fetch;
  readonly url: string;
  readonly token: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The data of a response, as far as there are any, and the error of its first problem. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly error: OnebookError | undefined;
}

/**
 * Sends a request once, by POST.
 * @throws OnebookError NO_ANSWER if no response of a gateway arrives in time, ABORTED if the signal is aborted
 */
export async function post(body: Body, options: PostOptions): Promise<Answer> {
  const { signal, timeoutMs } = options;
  const ending = new AbortController();
  const abort = (): void => ending.abort();
  const timer = timeoutMs < Infinity ? setTimeout(abort, timeoutMs) : undefined;
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  try {
    return await exchange(body, options, ending.signal);
  } catch (thrown) {
    if (!signal?.aborted) throw asOnebookError(thrown, options.url);
    throw new OnebookError('The request was aborted.', { code: 'ABORTED', executed: 'unknown' });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

async function exchange(body: Body, options: PostOptions, signal: AbortSignal): Promise<Answer> {
  const { fetch, url, token } = options;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(body),
    signal,
  });
  const { data, errors } = asGraphQL(await response.text(), response.status);
  const first = errors?.[0];
  if (data && !first) return { data, error: undefined };
  const error = errorOf(first, response.status, retryAfterMs(response.headers));
  return { data: data ?? undefined, error };
}

interface GraphQLResponse {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly Problem[];
}

/** The body, if a GraphQL server sent it. A proxy answers with a page of its own, and the outcome is unknown. */
function asGraphQL(text: string, status: number): GraphQLResponse {
  try {
    const body = JSON.parse(text) as GraphQLResponse | null;
    if (body?.data || Array.isArray(body?.errors)) return body;
  } catch {
    // Reported below.
  }
  const message = `The answer with status ${String(status)} is not GraphQL. Check the URL, and any proxy before the gateway.`;
  // A gateway answers at its address, whatever it thinks of the request.
  const isElsewhere = status === 404 || status === 405;
  throw new OnebookError(message, {
    code: isElsewhere ? 'WRONG_URL' : NO_ANSWER,
    executed: isElsewhere ? 'no' : 'unknown',
  });
}

/** Milliseconds in a header Retry-After; undefined if it has none, or a date. */
function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return seconds >= 0 ? seconds * 1_000 : undefined;
}
