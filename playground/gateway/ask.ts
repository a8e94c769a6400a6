import { explanation, type GatewayError } from './explain.js';

export type Headers = Readonly<Record<string, string>>;
export type Result = Record<string, unknown>;

/** Posts an operation. Resolves to the response, also if it holds errors, or if there was none. */
export async function post(endpoint: URL, body: object, headers: Headers): Promise<Result> {
  try {
    return await send(endpoint, body, headers);
  } catch (error) {
    // Returned as a response, because GraphiQL would show a thrown error with a stack trace.
    return { errors: [{ message: `The gateway is unreachable. ${String(error)}` }] };
  }
}

async function send(endpoint: URL, body: object, headers: Headers): Promise<Result> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...headers,
    },
    body: JSON.stringify(body),
  });
  if (/[/+]json\b/.test(response.headers.get('content-type') ?? ''))
    return (await response.json()) as Result;
  const message = `The response is not JSON: ${response.status} ${response.statusText}. Check that the gateway runs at this address.`;
  return { errors: [{ message }] };
}

/** Asks the page's own questions. @throws Error in words for the user, if the answer has errors or no data */
export type Ask = <T>(query: string, variables?: object) => Promise<T>;

export function createAsk(endpoint: URL, token: string): Ask {
  return async <T>(query: string, variables?: object) => {
    const headers = { authorization: `Bearer ${token}` };
    const { data, errors } = await post(endpoint, { query, variables }, headers);
    const [first] = (errors ?? []) as readonly GatewayError[];
    if (first !== undefined) throw new Error(explanation(first) ?? first.message);
    if (data === undefined || data === null) throw new Error('The gateway answered without data.');
    return data as T;
  };
}
