import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ERROR_CODES } from '../../src/server/error-codes.js';
import { BareSocket } from '../support/live.js';
import { startTestServer, type TestServer, tokenFor } from '../support/http-server.js';
import { until } from '../support/until.js';

/** Codes that need a request of their own to appear. */
const OTHERS = [
  'CLIENT_GONE', // whose client never reads it
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL_SERVER_ERROR',
  'NOT_CONFIGURED',
  'RATE_LIMITED',
];

/** When a client may retry after each code, by hand: the milliseconds that an error says, and the header's seconds. */
const RETRY_AFTER: Readonly<Record<string, number | undefined>> = {
  ANSWER_INCOMPLETE: 1_000,
  ANSWER_TOO_LARGE: undefined,
  BAD_REQUEST: undefined,
  BAD_USER_INPUT: undefined,
  CHANGES_MISSED: 1_000,
  DOCUMENT_NOT_TRUSTED: undefined,
  DOCUMENT_TOO_COMPLEX: undefined,
  DOCUMENT_TOO_LARGE: undefined,
  FORBIDDEN: undefined,
  GRAPHQL_PARSE_FAILED: undefined,
  HEADERS_TOO_LARGE: undefined,
  METHOD_NOT_ALLOWED: undefined,
  NOT_ACCEPTABLE: undefined,
  NOT_FOUND: undefined,
  OPERATION_NOT_SUPPORTED: undefined,
  OPERATION_RESOLUTION_FAILURE: undefined,
  ORIGIN_NOT_ALLOWED: undefined,
  OUTCOME_UNKNOWN: 1_000,
  OVERLOADED: 1_000,
  PAYLOAD_TOO_LARGE: undefined,
  PERSISTED_QUERY_NOT_FOUND: undefined,
  PERSISTED_QUERY_NOT_SUPPORTED: undefined,
  REQUEST_TIMEOUT: undefined,
  SUBSCRIBER_TOO_SLOW: 1_000,
  TRANSACTION_NOT_FOUND: undefined,
  UNAUTHENTICATED: undefined,
  UNAVAILABLE: 1_000,
  UNSUPPORTED_MEDIA_TYPE: undefined,
  WALLET_NOT_FOUND: undefined,
};

interface ClientError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

let gateway: TestServer;
let token: string;
beforeAll(async () => {
  const rateLimit = new Map([['AUDITOR', 10]]);
  gateway = await startTestServer({
    config: { host: '127.0.0.1', port: 0, production: false, rateLimit },
  });
  token = await tokenFor('alice', 'MEMBER');
});
afterAll(() => gateway.server.close());

const query = 'query ($code: String!) { coded(code: $code) }';

const overHttp = async (code: string): Promise<ClientError[]> => {
  const { errors, headers } = await gateway.graphql(query, { variables: { code } });
  const seconds = headers.get('retry-after');
  expect(seconds).toBe(RETRY_AFTER[code] === undefined ? null : '1');
  expect(errors?.[0]?.extensions['requestId']).toBe(headers.get('x-request-id'));
  return errors ?? [];
};

const overSocket = async (code: string): Promise<ClientError[]> => {
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const { value } = await client.iterate({ query, variables: { code } }).next();
  await client.dispose();
  return (value as { errors: ClientError[] }).errors;
};

const overEvents = async (code: string): Promise<ClientError[]> => {
  const response = await fetch(`${gateway.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { code } }),
  });
  const [, data = ''] = /^data: (.+)$/m.exec(await response.text()) ?? [];
  return (JSON.parse(data) as { errors: ClientError[] }).errors;
};

describe('an error names its request, and says when to retry if that helps', () => {
  test.each(Object.keys(RETRY_AFTER))('%s does, over every transport', async (code) => {
    for (const transport of [overHttp, overSocket, overEvents]) {
      const [error] = await transport(code);
      const retryAfterMs = RETRY_AFTER[code];
      expect(error?.extensions).toEqual({
        ...{ code, requestId: expect.stringMatching(/^[\w.-]{36}$/) },
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      });
    }
  });

  test('every code of the server is in the table of this test', () => {
    expect([...Object.keys(RETRY_AFTER), ...OTHERS].sort()).toEqual([...ERROR_CODES].sort());
  });

  test('an internal error and an invalid document do not ask for a retry', async () => {
    for (const document of ['{ crash }', '{ nothing }']) {
      const { errors } = await gateway.graphql(document);
      expect(Object.keys(errors?.[0]?.extensions ?? {})).toEqual(['code', 'requestId']);
    }
  });

  test('RATE_LIMITED says the time that the debt takes, in the header rounded up to seconds', async () => {
    const auditor = await tokenFor('ina', 'AUDITOR');
    const dear = '{ wallets(first: 90) { edges { node { id amount } } } }';
    expect(await gateway.graphql(dear, { token: auditor })).toMatchObject({ status: 200 });
    const { status, code, errors, headers } = await gateway.graphql(dear, { token: auditor });
    expect([status, code]).toEqual([429, 'RATE_LIMITED']);
    const { retryAfterMs, requestId } = errors?.[0]?.extensions ?? {};
    expect(retryAfterMs).toBeGreaterThan(1_000);
    expect(headers.get('retry-after')).toBe(String(Math.ceil(Number(retryAfterMs) / 1_000)));
    expect(requestId).toBe(headers.get('x-request-id'));
  });

  test('a message that a socket refuses before it is an operation has an id that the log has, too', async () => {
    const socket = await BareSocket.open(gateway.url);
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await until(() => socket.messages.length === 1);
    // A number that JSON.parse would round.
    socket.send(
      '{"id":"1","type":"subscribe","payload":{"query":"{ me }","variables":{"n":9007199254740993}}}',
    );
    await until(() => socket.messages.length === 2);
    const [error] = (socket.messages[1] as { payload: ClientError[] }).payload;
    const { code, requestId } = error?.extensions ?? {};
    expect(code).toBe('BAD_USER_INPUT');
    const lines = gateway
      .log()
      .split('\n')
      .filter((line) => line.includes(String(requestId)));
    expect(lines.join()).toContain('BAD_USER_INPUT');
    socket.socket.terminate();
  });
});

describe('a client that batches or uploads is told so', () => {
  test.each([
    ['a list as the body', { body: '[{"query":"{ me }"},{"query":"{ me }"}]' }],
    ['several queries in the query string', { path: '?query={me}&query={me}' }],
    ['a list of queries in the query string', { path: '?query[]={me}' }],
  ] as [string, { body?: string; path?: string }][])(
    '%s is refused with the names of the switches',
    async (_, { body, path = '' }) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const init = body === undefined ? { headers } : { method: 'POST', headers, body };
      const response = await fetch(`${gateway.url}/graphql${path}`, init);
      expect(response.status).toBe(400);
      const answer = (await response.json()) as
        { errors: ClientError[] } | { errors: ClientError[] }[];
      // A batching client reads a list as long as its own.
      expect(Array.isArray(answer) ? answer.length : 1).toBe(body === undefined ? 1 : 2);
      for (const { errors } of [answer].flat()) {
        expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_REQUEST' });
        expect(errors[0]?.message).toMatch(/Batches are not supported.*HttpLink for BatchHttpLink/);
      }
    },
  );

  test('a batch too long for any client is refused once', async () => {
    const body = JSON.stringify(Array.from({ length: 51 }, () => ({ query: '{ me }' })));
    const answer: unknown = await (
      await gateway.post(body, { authorization: `Bearer ${token}` })
    ).json();
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  test('an upload is refused as multipart, and a compressed body as compressed', async () => {
    const form = new FormData();
    form.set('operations', '{"query":"{ me }"}');
    const send = async (body: FormData | string, headers: Record<string, string>) => {
      const all = { authorization: `Bearer ${token}`, ...headers };
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: all,
        body,
      });
      const { errors } = (await response.json()) as { errors: ClientError[] };
      return [response.status, errors[0]?.message];
    };
    expect(await send(form, {})).toEqual([415, expect.stringContaining('multipart')]);
    const gzipped = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect(await send('…', gzipped)).toEqual([415, expect.stringContaining('content-encoding')]);
  });
});
