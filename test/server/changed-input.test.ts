import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { BareSocket, LiveServer } from '../support/live.js';
import { until } from '../support/until.js';

const at = useBook();
let server: LiveServer;
let authorization: string;
let wallet: string;

beforeAll(async () => {
  server = await LiveServer.start(at);
  authorization = `Bearer ${await server.token('staff', ['ADMIN', 'SERVICE'])}`;
  await at.gateway.wallet('ann', 'USD', '10');
  const { data } = await server.query('ann', ['MEMBER'], '{ viewer { wallets { id } } }');
  wallet = (data['viewer'] as { wallets: { id: string }[] }).wallets[0]?.id ?? '';
});
afterAll(() => server.close());

interface Answer {
  readonly code: unknown;
  readonly message: string;
  readonly data: unknown;
}

/** The answer in a JSON text: that of HTTP, or the payload of an `error` or `next` message. */
function answerOf(body: {
  errors?: { message: string; extensions: { code: unknown } }[];
  data?: unknown;
}): Answer {
  const [error] = body.errors ?? [];
  return { code: error?.extensions.code, message: error?.message ?? '', data: body.data };
}

/** Sends an operation whose variables are this JSON text, over one transport. */
type Send = (query: string, variables: string, extensions?: string) => Promise<Answer>;

const bodyOf = (query: string, variables: string, extensions = '{}') =>
  `{"query":${JSON.stringify(query)},"variables":${variables},"extensions":${extensions}}`;

async function http(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(server.url + path, {
    ...init,
    headers: {
      authorization,
      accept: path.startsWith('/graphql/stream')
        ? 'text/event-stream'
        : 'application/graphql-response+json',
      'content-type': 'application/json',
    },
  });
  const text = await response.text();
  const event = /^data: (.*)$/m.exec(text)?.[1];
  return answerOf(JSON.parse(event ?? text) as Parameters<typeof answerOf>[0]);
}

const queryString = (query: string, variables: string, extensions = '{}') =>
  `?${new URLSearchParams({ query, variables, extensions }).toString()}`;

async function overSocket(query: string, variables: string, extensions?: string): Promise<Answer> {
  const bare = await BareSocket.open(server.url);
  bare.send({ type: 'connection_init', payload: { authorization } });
  await until(() => bare.messages.length === 1);
  bare.send(`{"type":"subscribe","id":"1","payload":${bodyOf(query, variables, extensions)}}`);
  await until(() => bare.messages.length > 1 || bare.closed !== undefined);
  bare.socket.close();
  const message = bare.messages[1];
  const payload = message?.['payload'] as Parameters<typeof answerOf>[0];
  return answerOf(message?.['type'] === 'error' ? { errors: payload as never } : payload);
}

const POSTS: Readonly<Record<string, Send>> = {
  POST: (...asked) => http('/graphql', { method: 'POST', body: bodyOf(...asked) }),
  'an event stream by POST': (...asked) =>
    http('/graphql/stream', { method: 'POST', body: bodyOf(...asked) }),
  'a WebSocket': overSocket,
};
const ALL: Readonly<Record<string, Send>> = {
  ...POSTS,
  GET: (...asked) => http(`/graphql${queryString(...asked)}`, { method: 'GET' }),
  'an event stream by GET': (...asked) =>
    http(`/graphql/stream${queryString(...asked)}`, { method: 'GET' }),
};

const BY_ID = 'query ($id: ID!) { node(id: $id) { id } }';
const BAD = 'BAD_USER_INPUT';

/** Requests that are refused: what they send, the document, the variables, and the error's message. */
const REFUSED: readonly (readonly [
  what: string,
  query: string,
  variables: string,
  message: RegExp,
])[] = [
  ['a number for an ID', BY_ID, '{"id":42}', /42 is not an ID/],
  [
    'a number for an ID that would be rounded',
    BY_ID,
    '{"id":9332244199254740993}',
    /variables\.id has the number 9332244199254740993/,
  ],
  ['a literal number for an ID', '{ node(id: 42) { id } }', '{}', /42 is not an ID/],
  ['a key twice', BY_ID, '{"id":"a","id":"b"}', /variables\.id is there twice/],
  [
    'a number that nothing asks for',
    '{ __typename }',
    '{"x":[1e400]}',
    /variables\.x\[0\] has the number 1e400/,
  ],
];

describe('every transport takes input as it was sent, or refuses it', () => {
  test.each(Object.entries(ALL))(
    'numbers and keys that would change are BAD_USER_INPUT over %s',
    async (_, send) => {
      expect(await send(BY_ID, `{"id":"${wallet}"}`)).toMatchObject({
        data: { node: { id: wallet } },
      });
      for (const [what, query, variables, message] of REFUSED) {
        const answer = await send(query, variables);
        expect([what, answer]).toEqual([
          what,
          { code: BAD, message: expect.stringMatching(message), data: undefined },
        ]);
      }
      expect(await send('{ __typename }', '{}', '{"a":{"b":-0}}')).toMatchObject({
        code: BAD,
        message: expect.stringContaining('extensions.a.b has the number -0'),
      });
    },
  );

  test.each(Object.entries(POSTS))(
    'metadata comes back over %s as it was sent',
    async (name, send) => {
      const metadata =
        '{"n":[0,-1.5,1e2,0.1,9007199254740991],"s":"9007199254740993","u":"é\\u0301\\ud83d\\ude00","o":{"":null,"b":true}}';
      const mutation = `mutation ($m: JSONObject) { deposit(input: { walletId: "${wallet}", amount: { amount: "1", currency: "USD" }, idempotencyKey: "${name}", metadata: $m }) { __typename ... on DepositPayload { transaction { metadata } } } }`;
      const kept = { transaction: { metadata: JSON.parse(metadata) as unknown } };
      const sent = await send(mutation, `{"m":${metadata}}`);
      expect(sent.data).toMatchObject({ deposit: kept });
      const other = await send(mutation, `{"m":${metadata.replace('1e2', '101')}}`);
      expect(other.data).toEqual({ deposit: { __typename: 'IdempotencyConflict' } });
      const inexact = metadata.replace('1e2', '0.12345678901234567890');
      expect(await send(mutation, `{"m":${inexact}}`)).toMatchObject({
        code: BAD,
        data: undefined,
      });
    },
  );

  test('a query string that is not UTF-8 is refused, not repaired', async () => {
    for (const path of ['/graphql', '/graphql/stream'])
      expect(
        await http(`${path}?query=${encodeURIComponent('{ __typename }')}&x=%ff`, {
          method: 'GET',
        }),
      ).toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('a WebSocket message that would be changed ends the connection if it is no operation', async () => {
    const double = await BareSocket.open(server.url);
    double.send(
      `{"type":"connection_init","payload":{"authorization":"x","authorization":"${authorization}"}}`,
    );
    await until(() => double.closed !== undefined);
    expect(double.closed).toMatchObject({
      code: 4400,
      reason: expect.stringContaining('authorization'),
    });
    const binary = await BareSocket.open(server.url);
    binary.socket.send(Buffer.from([0x22, 0xff, 0x22]));
    await until(() => binary.closed !== undefined);
    expect(binary.closed).toMatchObject({ code: 4400 });
    const pinging = await BareSocket.open(server.url);
    pinging.send('{"type":"ping","payload":{"at":9007199254740993}}');
    await until(() => pinging.messages.length === 1);
    expect(pinging.messages).toMatchObject([{ type: 'pong' }]);
    pinging.socket.close();
  });

  test('an operation before the connection is authenticated is not answered', async () => {
    const bare = await BareSocket.open(server.url);
    bare.send(
      '{"type":"subscribe","id":"1","payload":{"query":"{ __typename }","variables":{"x":-0}}}',
    );
    await until(() => bare.closed !== undefined);
    expect(bare.messages).toEqual([]);
  });
});
