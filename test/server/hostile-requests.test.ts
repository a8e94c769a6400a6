import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  RawConnection,
  startTestServer,
  type TestServer,
  tokenFor,
} from '../support/http-server.js';
import { BareSocket } from '../support/live.js';
import { until } from '../support/until.js';

let development: TestServer;
let production: TestServer;
let authorization: string;
beforeAll(async () => {
  development = await startTestServer();
  production = await startTestServer({ production: true });
  authorization = `Bearer ${await tokenFor('alice', 'MEMBER')}`;
});
afterAll(async () => {
  // Nothing that a client sends is an error of the gateway's.
  const logs = [development, production].map((gateway) => gateway.log());
  await Promise.all([development.server.close(), production.server.close()]);
  expect(logs.join('').match(/^.*"level":[56]0.*$/gm) ?? []).toEqual([]);
});

interface Request {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: unknown;
}

/** How a request was refused: the status over HTTP or 'error' over a socket, and the code. */
type Refused = readonly [status: number | string, code: unknown];

type Send = (gateway: TestServer, request: Request, token?: string) => Promise<Refused>;

const headers = (token = authorization): Record<string, string> =>
  token === '' ? {} : { authorization: token };

async function refusal(response: Response): Promise<Refused> {
  expect(response.headers.get('cache-control')).toBe('no-store');
  const body = (await response.json()) as { errors?: { extensions: { code: unknown } }[] };
  return [response.status, body.errors?.[0]?.extensions.code];
}

const byGet =
  (path: string): Send =>
  async (gateway, { query, operationName, variables }, token) => {
    const search = new URLSearchParams({ query });
    if (operationName !== undefined) search.set('operationName', operationName);
    if (variables !== undefined) search.set('variables', JSON.stringify(variables));
    return refusal(
      await fetch(`${gateway.url}${path}?${search.toString()}`, {
        headers: { ...headers(token), 'apollo-require-preflight': '1' },
      }),
    );
  };

const byPost =
  (path: string): Send =>
  async (gateway, request, token) =>
    refusal(
      await fetch(`${gateway.url}${path}`, {
        method: 'POST',
        headers: { ...headers(token), 'content-type': 'application/json' },
        body: JSON.stringify(request),
      }),
    );

const overSocket: Send = async (gateway, payload, token = authorization) => {
  const bare = await BareSocket.open(gateway.url);
  bare.send({ type: 'connection_init', payload: { authorization: token } });
  await until(() => bare.messages.length > 0 || bare.closed !== undefined);
  if (bare.closed) return [bare.closed.code, bare.closed.reason];
  bare.send({ type: 'subscribe', id: '1', payload });
  await until(() => bare.messages.length > 1 || bare.closed !== undefined);
  bare.socket.terminate();
  const [, answer] = bare.messages;
  const [error] = (answer?.['payload'] ?? []) as { extensions: { code: unknown } }[];
  return [String(answer?.['type']), error?.extensions.code];
};

const transports: readonly (readonly [string, Send])[] = [
  ['POST', byPost('/graphql')],
  ['GET', byGet('/graphql')],
  ['an event stream by POST', byPost('/graphql/stream')],
  ['an event stream by GET', byGet('/graphql/stream')],
  ['a WebSocket', overSocket],
];

const nest = (n: number, open: string, inside: string, close: string) =>
  open.repeat(n) + inside + close.repeat(n);
const many = (n: number, text: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => text(i)).join(' ');

const COMPLEX = 'DOCUMENT_TOO_COMPLEX';
const INVALID = 'GRAPHQL_VALIDATION_FAILED';

const hostile: [string, Request | string, string][] = [
  ['lists without an end', `{ wallet(id: ${'['.repeat(1_990)}`, COMPLEX],
  ['lists in lists', `{ wallet(id: ${nest(900, '[', '1', ']')}) { id } }`, COMPLEX],
  ['objects in objects', `{ echo(nested: ${nest(450, '{inner:', '1', '}')}) }`, COMPLEX],
  ['fields in fields', `{ wallet(id: 1) ${nest(900, '{ parent ', '{ id }', '}')} }`, COMPLEX],
  ['fragments in fragments', `{ ${nest(450, '... {', 'me', '}')} }`, COMPLEX],
  ['types in types', `query ($a: ${nest(900, '[', 'Int', ']')}) { me }`, COMPLEX],
  ['lists in a default', `query ($a: Nested = ${nest(900, '[', '1', ']')}) { me }`, COMPLEX],
  ['lists in a directive', `{ me @skip(if: ${nest(900, '[', '1', ']')}) }`, COMPLEX],
  ['99 lists', `{ echo(text: ${nest(97, '[', '1', ']')}) }`, 'BAD_USER_INPUT'],
  ['closing brackets', '}'.repeat(1_900), 'GRAPHQL_PARSE_FAILED'],
  ['2,000 tokens and more', `{ ${many(2_000, () => 'me')} }`, 'DOCUMENT_TOO_LARGE'],
  ['51 aliases', `{ ${many(51, (i) => `a${i}: me`)} }`, COMPLEX],
  [
    'a cycle of fragments',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    INVALID,
  ],
  [
    'a cycle of fragments in a subscription',
    'subscription { ...A } fragment A on Subscription { ...A }',
    INVALID,
  ],
  ['an unterminated string', '{ echo(text: "abc) }', 'GRAPHQL_PARSE_FAILED'],
  ['no token of GraphQL', '{ me } ` ', 'GRAPHQL_PARSE_FAILED'],
  ['only a comment', '# nothing', 'GRAPHQL_PARSE_FAILED'],
  ['only a fragment', 'fragment F on Query { me }', INVALID],
  ['a type', 'type Query { me: String }', INVALID],
  [
    'a skipped subscription',
    {
      query: 'subscription ($b: Boolean!) { ticks @skip(if: $b) }',
      variables: { b: true },
    },
    INVALID,
  ],
  [
    'a skipped subscription without its variable',
    'subscription ($b: Boolean!) { ticks @skip(if: $b) }',
    INVALID,
  ],
  [
    'a subscription included in a fragment',
    'subscription { ... @include(if: false) { ticks } }',
    INVALID,
  ],
  ['two subscriptions', 'subscription { a: ticks b: ticks }', INVALID],
  ['@defer', '{ wallet(id: 1) { ... @defer { id } } }', INVALID],
  ['@stream', '{ wallets { edges @stream { node { id } } } }', INVALID],
  ['several operations', 'query A { me } query B { me }', 'OPERATION_RESOLUTION_FAILURE'],
  [
    'an unknown operation',
    { query: 'query A { me }', operationName: 'B' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'variables 300 deep',
    {
      query: 'query ($n: Nested) { echo(nested: $n) }',
      variables: { n: JSON.parse(nest(300, '{"inner":', '{}', '}')) as unknown },
    },
    COMPLEX,
  ],
];

describe.each(transports)('over %s', (_, send) => {
  const isSocket = send === overSocket;

  test.each(hostile)('%s get one code and the status 400', async (_, request, code) => {
    const asked = typeof request === 'string' ? { query: request } : request;
    expect(await send(development, asked)).toEqual([isSocket ? 'error' : 400, code]);
  });

  test('without a token a document is not even parsed', async () => {
    const expected = isSocket
      ? [4403, expect.stringContaining('malformed')]
      : [401, 'UNAUTHENTICATED'];
    for (const gateway of [development, production])
      for (const query of ['{ me', '{ nothing }', '{ __nothing me }', `{ ${'['.repeat(500)}`])
        expect(await send(gateway, { query }, isSocket ? 'Bearer x' : '')).toEqual(expected);
    expect(await send(production, { query: '{ __typename }' }, isSocket ? 'Bearer x' : '')).toEqual(
      expected,
    );
  });
});

describe.each(['/graphql', '/graphql/stream'])('a body that %s cannot read', (path) => {
  const post = async (body: string | Uint8Array, more: Record<string, string> = {}) => {
    const response = await fetch(development.url + path, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', ...more },
      body,
    });
    const text = await response.clone().text();
    return [...(await refusal(response)), text] as const;
  };

  test.each([
    ['nothing', ''],
    ['no JSON', '{"query":'],
    ['null', 'null'],
    ['a text', '"{ me }"'],
    ['no query', '{}'],
    ['an empty query', '{"query":""}'],
    ['a number as query', '{"query":7}'],
    ['a parsed document', '{"query":{"kind":"Document"}}'],
    ['a list of variables', '{"query":"{ me }","variables":[]}'],
    ['a text of variables', '{"query":"{ me }","variables":"{}"}'],
    ['a number as name', '{"query":"{ me }","operationName":7}'],
    ['a list of extensions', '{"query":"{ me }","extensions":[]}'],
    ['lists 100,000 deep', nest(100_000, '[', '', ']')],
    ['lists 100,000 deep as query', `{"query":${nest(100_000, '[', '', ']')}}`],
  ])('%s gets 400', async (_, body) => {
    expect((await post(body)).slice(0, 2)).toEqual([400, 'BAD_REQUEST']);
  });

  test('variables and extensions may nest without end, and variables are refused', async () => {
    const deep = nest(100_000, '[', '', ']');
    const [status, code] = await post(`{"query":"{ me }","variables":{"n":${deep}}}`);
    expect([status, code]).toEqual([400, COMPLEX]);
    const response = await development.post(`{"query":"{ me }","extensions":{"n":${deep}}}`, {
      authorization,
    });
    expect(response.status).toBe(200);
  });

  test('a batch is refused by its name', async () => {
    const [status, , text] = await post('[{"query":"{ me }"},{"query":"{ me }"}]');
    expect(status).toBe(400);
    expect(text).toContain('Batches are not supported');
  });

  test('a persisted query is refused as its clients expect, also beside a text', async () => {
    for (const sha256Hash of ['x', 'prepared'])
      for (const query of [undefined, '{ me }']) {
        const body = { query, extensions: { persistedQuery: { version: 1, sha256Hash } } };
        expect((await post(JSON.stringify(body))).slice(0, 2)).toEqual([
          400,
          'PERSISTED_QUERY_NOT_SUPPORTED',
        ]);
      }
  });

  test('an id of a document without a text is refused by the name of what is missing, and ignored beside one', async () => {
    for (const member of ['documentId', 'doc_id', 'id']) {
      const [status, code, text] = await post(JSON.stringify({ [member]: 'x' }));
      expect([status, code]).toEqual([400, 'BAD_REQUEST']);
      expect(text).toContain('is missing. Send the GraphQL document');
      const beside = JSON.stringify({ query: '{ me }', [member]: 'x' });
      const answered = await development.post(beside, { authorization });
      expect(answered.status).toBe(200);
    }
  });

  test('bytes that are not UTF-8, and other types, get 415, and a body over the limit gets 413', async () => {
    const bytes = new TextEncoder().encode('{"query":"{ me? }"}');
    bytes[bytes.indexOf(63)] = 0xff;
    expect((await post(bytes)).slice(0, 2)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    for (const type of ['text/plain', 'application/graphql', 'application/json; charset=latin1'])
      expect((await post('{ me }', { 'content-type': type }))[0]).toBe(415);
    const large = JSON.stringify({ query: '{ me }', variables: { x: 'x'.repeat(300_000) } });
    expect((await post(large)).slice(0, 2)).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  test('a mutation by GET gets 405 and changes nothing', async () => {
    const answer = await byGet(path)(development, { query: 'mutation { touch }' });
    expect(answer).toEqual([405, 'METHOD_NOT_ALLOWED']);
  });
});

test('a body may begin with a byte order mark', async () => {
  const response = await development.post('\ufeff{"query":"{ me }"}', { authorization });
  expect(await response.json()).toEqual({ data: { me: 'alice' } });
});

test('without a token development shows its schema and nothing else', async () => {
  const ask = (query: string) => development.graphql(query, { token: null });
  for (const query of ['{ __typename }', '{ __schema { queryType { name } } }'])
    expect(await ask(query)).toMatchObject({ status: 200 });
  for (const query of [
    '{ __typename me }',
    'mutation { __typename }',
    '{ ...A } fragment A on Query { __typename ...B } fragment B on Query { ...A me }',
    'query A { __typename } query B { me }',
  ])
    expect(await ask(query)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
});

describe('a client’s mistake on a WebSocket closes it with a code of the protocol', () => {
  const INIT = JSON.stringify({ type: 'connection_init' });
  const admit = () => JSON.stringify({ type: 'connection_init', payload: { authorization } });
  const subscribe = (id: string) =>
    JSON.stringify({ type: 'subscribe', id, payload: { query: '{ slow }' } });
  const invalid: [string, () => (string | Uint8Array)[], number][] = [
    ['no JSON', () => ['hello'], 4400],
    ['nothing', () => [''], 4400],
    ['a list', () => ['[]'], 4400],
    ['an unknown type', () => ['{"type":"hello"}'], 4400],
    ['no type', () => ['{}'], 4400],
    ['a message of the server', () => ['{"type":"connection_ack"}'], 4400],
    ['an answer', () => [admit(), '{"type":"next","id":"1","payload":{}}'], 4400],
    ['a completion without an id', () => [admit(), '{"type":"complete"}'], 4400],
    ['a subscription without a query', () => [admit(), '{"type":"subscribe","id":"1"}'], 4400],
    [
      'a query that is a number',
      () => [admit(), '{"type":"subscribe","id":"1","payload":{"query":7}}'],
      4400,
    ],
    [
      'a ping that nests',
      () => [admit(), `{"type":"ping","payload":{"a":${nest(50_000, '[', '', ']')}}}`],
      4400,
    ],
    [
      'variables that nest',
      () => [
        admit(),
        `{"type":"subscribe","id":"1","payload":{"query":"{ me }","variables":{"a":${nest(50_000, '[', '', ']')}}}}`,
      ],
      4400,
    ],
    [
      'a payload that is a list that nests',
      () => [`{"type":"ping","payload":${nest(50_000, '[', '', ']')}}`],
      4400,
    ],
    ['a binary message', () => [new TextEncoder().encode(admit())], 4400],
    [
      'a first message of 20 KB',
      () => [JSON.stringify({ type: 'connection_init', payload: { x: 'x'.repeat(20_000) } })],
      4400,
    ],
    ['a message over the limit', () => [admit(), 'x'.repeat(300_000)], 1009],
    ['no token', () => [INIT], 4403],
    [
      'a token that is a number',
      () => ['{"type":"connection_init","payload":{"authorization":7}}'],
      4403,
    ],
    ['a subscription before the token', () => [subscribe('1')], 4401],
    ['two first messages', () => [admit(), admit()], 4429],
    ['an id twice', () => [admit(), subscribe('1'), subscribe('1')], 4409],
    ['an id without an end', () => [admit(), subscribe('x'.repeat(129))], 4409],
  ];
  test.each(invalid)('%s', async (_, messages, code) => {
    const bare = await BareSocket.open(development.url);
    for (const [index, message] of messages().entries()) {
      bare.socket.send(message);
      if (index === 0 && messages().length > 1 && code !== 4429)
        await until(() => bare.messages.length > 0 || bare.closed !== undefined);
    }
    await until(() => bare.closed !== undefined);
    expect(bare.closed?.code).toBe(code);
    // The next test needs the slot of the slow operation.
    development.latch.release();
  });

  test('text that is not UTF-8, and a close code that is none, end the connection', async () => {
    for (const frame of [
      Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]), // text: C3 28
      Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x00, 0x01]), // close: code 1
      Buffer.from([0x83, 0x80, 0, 0, 0, 0]), // reserved opcode
    ]) {
      const bare = await BareSocket.open(development.url);
      (bare.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(frame);
      await until(() => bare.closed !== undefined);
      expect([1002, 1007]).toContain(bare.closed?.code);
    }
  });

  test('a client that floods with pings and reads nothing is cut off, and others are answered', async () => {
    const bare = await BareSocket.open(development.url);
    bare.send(admit());
    await until(() => bare.messages.length > 0);
    (bare.socket as unknown as { _socket: { pause(): void } })._socket.pause();
    const ping = JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(100_000) } });
    for (let sent = 0; sent < 200; sent += 1) bare.socket.send(ping);
    expect(await development.graphql('{ me }')).toMatchObject({ status: 200 });
    (bare.socket as unknown as { _socket: { resume(): void } })._socket.resume();
    bare.socket.terminate();
  });

  test.each([
    ['at another path', 'GET /elsewhere', '13', 404],
    ['of another version', 'GET /graphql', '7', 400],
    ['by another method', 'POST /graphql', '13', 405],
  ])('a handshake %s is refused, and not stored', async (_, line, version, status) => {
    const raw = new RawConnection(development.url).send(
      `${line} HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
        `sec-websocket-version: ${version}\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    const answer = await raw.closed;
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('cache-control: no-store');
  });
});

test('every response that is no file of a page says not to store it', async () => {
  const paths = [
    '/',
    '/graphql',
    '/graphql/stream',
    '/healthz',
    '/readyz',
    '/metrics',
    '/playground',
    '/playground/',
    '/%zz',
  ];
  for (const method of ['GET', 'POST', 'PUT', 'OPTIONS'])
    for (const path of paths) {
      const { status, headers } = await fetch(development.url + path, { method });
      expect([method, path, status, headers.get('cache-control')]).toEqual([
        method,
        path,
        expect.any(Number),
        'no-store',
      ]);
    }
});
