import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { signToken } from '../../src/auth/sign.js';
import type { Role } from '../../src/domain/viewer.js';
import { createTestDatabase, DatabaseProxy, type TestDatabase } from '../support/book.js';
import { GatewayProcess, SECRET } from '../support/gateway-process.js';
import { onebook } from '../support/onebook-command.js';
import { until } from '../support/until.js';

// Two gateways on one book, one with TRUSTED_DOCUMENTS=only and one with allow, and the operator's command.

const VIEWER = 'query Viewer {\n  viewer {\n    id\n  }\n}';
const WALLET_ADDED =
  'subscription Added($id: ID!) { balanceChanged(walletId: $id) { balance { version } } }';
const OPEN = `mutation Open($key: IdempotencyKey!) {
  openWallet(input: { ownerId: "ann", currency: "USD", idempotencyKey: $key }) {
    ... on OpenWalletPayload { wallet { id } }
  }
}`;
const TYPENAME = '{ __typename }';
/** With an empty text for an optional input, which counts as not given. */
const UNFILTERED = `query Unfiltered($first: Int = 1) {
  viewer { wallets { transactions(first: $first, filter: { reference: "" }) { edges { cursor } } } }
}`;
const OTHER = 'query Other { viewer { roles } }';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const apq = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });

let database: TestDatabase;
let proxy: DatabaseProxy;
let folder: string;
/** TRUSTED_DOCUMENTS=only, its database through `proxy`. */
let only: GatewayProcess;
/** TRUSTED_DOCUMENTS=allow. */
let allow: GatewayProcess;
let authorization: string;
let wallet: string;

const documents = (...args: string[]) =>
  onebook({ DATABASE_URL: database.url }, 'documents', ...args);

async function manifest(name: string, texts: Record<string, string>): Promise<string> {
  const file = join(folder, `${name}.json`);
  await writeFile(file, JSON.stringify(texts, null, 2));
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook documents '));
  database = await createTestDatabase();
  proxy = await DatabaseProxy.to(database.url);
  authorization = await bearer('ann', 'MEMBER');
  const texts = {
    'viewer-1': VIEWER,
    added: WALLET_ADDED,
    open: OPEN,
    typename: TYPENAME,
    unfiltered: UNFILTERED,
  };
  expect(await documents('add', await manifest('first', texts))).toMatchObject({ code: 0 });
  only = await GatewayProcess.create({ DATABASE_URL: proxy.url, TRUSTED_DOCUMENTS: 'only' });
  allow = await GatewayProcess.create({ DATABASE_URL: database.url, TRUSTED_DOCUMENTS: 'allow' });
  await Promise.all([only.start(), allow.start()]);
  const opened = await post(only, { documentId: 'open', variables: { key: 'k' } });
  wallet = (opened.data as { openWallet: { wallet: { id: string } } }).openWallet.wallet.id;
});
afterAll(async () => {
  await only.discard();
  await allow.discard();
  proxy.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function bearer(sub: string, ...roles: Role[]): Promise<string> {
  return `Bearer ${await signToken({ secret: SECRET, sub, roles, ttlSeconds: 3_600 })}`;
}

interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}
interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
}

const answerOf = (status: number, { data, errors }: Result): Answer => ({
  status,
  ...(data !== undefined && { data }),
  ...(errors && { code: errors[0]?.extensions.code, message: errors[0]?.message }),
});

async function post(to: GatewayProcess, body: object, headers = { authorization }) {
  const response = await fetch(`${to.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return answerOf(response.status, (await response.json()) as Result);
}

async function get(to: GatewayProcess, query: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${to.url}/graphql?${new URLSearchParams(query)}`, {
    headers: { authorization },
  });
  return answerOf(response.status, (await response.json()) as Result);
}

/** The first message about an operation over a new WebSocket. */
async function overWebSocket(to: GatewayProcess, payload: object): Promise<Answer> {
  const client = createClient({
    url: `${to.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  });
  try {
    return await first(client, payload);
  } finally {
    await client.dispose();
  }
}

/** The first event of a stream, or the response that refuses it. */
async function overEventStream(to: GatewayProcess, payload: object): Promise<Answer> {
  const client = createEventClient({
    url: `${to.url}/graphql/stream`,
    headers: { authorization },
    retryAttempts: 0,
  });
  try {
    return await first(client, payload);
  } catch (error) {
    const { response } = error as { response: Response };
    return answerOf(response.status, (await response.json()) as Result);
  } finally {
    client.dispose();
  }
}

function first(client: { subscribe: unknown }, payload: object): Promise<Answer> {
  const { subscribe } = client as {
    subscribe(
      asked: object,
      sink: {
        next(result: Result): void;
        error(error: Error | NonNullable<Result['errors']>): void;
        complete(): void;
      },
    ): () => void;
  };
  return new Promise((resolve, reject) => {
    const sink = {
      next: (result: Result) => resolve(answerOf(200, result)),
      // The errors of a WebSocket are a list, others are real ones.
      error: (error: Error | NonNullable<Result['errors']>) =>
        error instanceof Error ? reject(error) : resolve(answerOf(400, { errors: error })),
      complete: () => undefined,
    };
    subscribe(payload, sink);
  });
}

const REFUSED = { status: 400, code: 'DOCUMENT_NOT_TRUSTED' };
const ANN = { status: 200, data: { viewer: { id: 'ann' } } };
const isRefused = async (answer: Promise<Answer>) => expect(await answer).toMatchObject(REFUSED);

describe('a registered document is answered by its id', () => {
  const hash = sha256(VIEWER);
  test.each([
    ['documentId, with the id of the manifest', { documentId: 'viewer-1' }],
    ['documentId, with the SHA-256 of the text', { documentId: hash }],
    ['documentId, with the prefix of the specification', { documentId: `sha256:${hash}` }],
    ['doc_id', { doc_id: 'viewer-1' }],
    ['id', { id: 'viewer-1' }],
    ['persistedQuery, with the SHA-256 of the text', { extensions: apq(hash) }],
    ['persistedQuery, with the id of the manifest', { extensions: apq('viewer-1') }],
    ['documentId beside an empty text', { query: '', documentId: 'viewer-1' }],
  ])('in the member %s, by POST, WebSocket and event stream', async (_, body) => {
    for (const gateway of [only, allow]) {
      expect(await post(gateway, body)).toEqual(ANN);
      // Its protocol wants a text, which may be empty.
      expect(await overWebSocket(gateway, { query: '', ...body })).toEqual(ANN);
      expect(await overEventStream(gateway, body)).toEqual(ANN);
    }
  });

  test('by GET, with documentId and with persistedQuery', async () => {
    for (const gateway of [only, allow]) {
      expect(await get(gateway, { documentId: 'viewer-1' })).toEqual(ANN);
      expect(await get(gateway, { extensions: JSON.stringify(apq(hash)) })).toEqual(ANN);
    }
  });

  test('a mutation by GET is METHOD_NOT_ALLOWED by its id too', async () => {
    const answer = await get(only, { documentId: 'open', variables: '{"key": "k"}' });
    expect(answer).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  });

  test('a subscription pushes by its id, over both transports', async () => {
    const asked = { documentId: 'added', variables: { id: wallet } };
    const pushed = { status: 200, data: { balanceChanged: { balance: { version: 0 } } } };
    expect(await overWebSocket(only, { query: '', ...asked })).toEqual(pushed);
    expect(await overEventStream(only, asked)).toEqual(pushed);
  });

  test('an id that is no string is refused by its name', async () => {
    const answer = await post(only, { documentId: 7 });
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(answer.message).toContain('"documentId" must be a string');
  });
});

describe('with TRUSTED_DOCUMENTS=only, nothing else than a registered document is answered', () => {
  test.each([
    ['another query', OTHER],
    ['one more field', VIEWER.replace('id', 'id roles')],
    ['introspection', '{ __schema { queryType { name } } }'],
    ['a registered document with another beside it', `${VIEWER} ${OTHER}`],
    ['a mutation', 'mutation Other { verifyIntegrity { healthy } }'],
    ['a subscription', 'subscription Other($id: ID!) { balanceChanged(walletId: $id) { status } }'],
    ['a document that is not valid', '{ nothing }'],
  ])('%s is DOCUMENT_NOT_TRUSTED over every transport', async (_, query) => {
    const asked = { query, operationName: undefined, variables: { id: wallet } };
    await isRefused(post(only, asked));
    await isRefused(get(only, { query }));
    await isRefused(overWebSocket(only, asked));
    await isRefused(overEventStream(only, asked));
  });

  test('the error says what the operator does', async () => {
    expect((await post(only, { query: OTHER })).message).toBe(
      'This gateway answers registered documents only, and this is none of them. The operator registers it with `onebook documents add`.',
    );
  });

  test('the text of a registered document is answered over every transport, whatever its white space and comments', async () => {
    const query = `# of the app\n${VIEWER.replaceAll('\n', ' , ')}`;
    expect(await post(only, { query })).toEqual(ANN);
    expect(await get(only, { query })).toEqual(ANN);
    expect(await overWebSocket(only, { query })).toEqual(ANN);
    expect(await overEventStream(only, { query })).toEqual(ANN);
  });

  test('the text of a registered document with an empty optional text is answered like its id', async () => {
    const answer = await post(only, { documentId: 'unfiltered' });
    expect(answer).toEqual({
      status: 200,
      data: { viewer: { wallets: [{ transactions: { edges: [] } }] } },
    });
    expect(await post(only, { query: UNFILTERED })).toEqual(answer);
    expect(await post(only, { query: UNFILTERED.replace('""', '"a"') })).toMatchObject({
      code: 'DOCUMENT_NOT_TRUSTED',
    });
  });

  test('a text counts, whatever id stands beside it', async () => {
    await isRefused(post(only, { query: OTHER, documentId: 'viewer-1' }));
    await isRefused(post(only, { query: OTHER, extensions: apq(sha256(VIEWER)) }));
    await isRefused(overWebSocket(only, { query: OTHER, id: 'viewer-1' }));
  });

  test('the schema is not shown to anyone without a token, in development either', async () => {
    const headers = {} as { authorization: string };
    await isRefused(post(only, { query: '{ __schema { queryType { name } } }' }, headers));
    expect(await post(only, { documentId: 'viewer-1' }, headers)).toMatchObject({ status: 401 });
  });

  test('a document too large to be read is refused as too large, before it is read', async () => {
    const query = `{ ${'a '.repeat(100_000)} }`;
    expect(await post(only, { query })).toMatchObject({ status: 400, code: 'DOCUMENT_TOO_LARGE' });
  });
});

describe('a client of automatic persisted queries', () => {
  test('gets PersistedQueryNotFound for an unknown hash, and then the answer for a registered text', async () => {
    const text = VIEWER.replace('Viewer', 'Viewer '); // another hash, the same document
    for (const send of [post, overWebSocket, overEventStream])
      for (const gateway of [only, allow]) {
        const extensions = apq(sha256(text));
        expect(await send(gateway, { query: '', extensions })).toEqual({
          status: 400,
          code: 'PERSISTED_QUERY_NOT_FOUND',
          message: 'PersistedQueryNotFound',
        });
        expect(await send(gateway, { query: text, extensions })).toEqual(ANN);
      }
  });

  test('is refused with its text if that is not registered, and answered with allow', async () => {
    const extensions = apq(sha256(OTHER));
    await isRefused(post(only, { query: OTHER, extensions }));
    expect(await post(allow, { query: OTHER, extensions })).toMatchObject({ status: 200 });
    // It was not kept.
    expect(await post(allow, { extensions })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });
});

describe('what is not registered', () => {
  test('is answered with allow; an unknown id is refused', async () => {
    expect(await post(allow, { query: OTHER })).toEqual({
      status: 200,
      data: { viewer: { roles: ['MEMBER'] } },
    });
    const unknown = await post(allow, { documentId: 'junk' });
    expect(unknown).toMatchObject(REFUSED);
    expect(unknown.message).toContain('or send its text in "query"');
  });

  test('is logged once with its hash and operation, without its text, and counted each time', async () => {
    const text = 'query Seldom { viewer { roles name: id } }';
    const count = () => untrusted(allow, 'answered');
    const before = await count();
    await post(allow, { query: text });
    await post(allow, { query: text.replace('{ viewer', '{  viewer') });
    expect(await count()).toBe(before + 2);
    const lines = allow.output.split('\n').filter((line) => line.includes('"Seldom"'));
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({
        operation: 'Seldom',
        sha256: sha256(text),
        msg: 'answered a document that is not registered: with TRUSTED_DOCUMENTS=only it would be refused',
      }),
    ]);
    expect(allow.output).not.toContain('name: id');
    const refused = await untrusted(only, 'refused');
    await isRefused(post(only, { query: text }));
    expect(await untrusted(only, 'refused')).toBe(refused + 1);
    expect(only.output).toContain('"msg":"refused a document that is not registered"');
  });

  test('a thousand documents are logged in at most twenty lines a minute', async () => {
    const from = only.output.length;
    for (let index = 0; index < 60; index++)
      await isRefused(post(only, { query: `query Flood${index} { viewer { id } }` }));
    expect(only.output.slice(from).split('Flood').length - 1).toBeLessThanOrEqual(20);
  });
});

async function untrusted(gateway: GatewayProcess, outcome: string): Promise<number> {
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  const line = new RegExp(
    `^onebook_untrusted_documents_total\\{outcome="${outcome}"\\} (\\d+)$`,
    'm',
  );
  return Number(line.exec(metrics)?.[1] ?? 0);
}

describe('running gateways', () => {
  test('use what was added and refuse what was removed, all of them, without a restart', async () => {
    await isRefused(post(only, { documentId: 'other' }));
    const file = await manifest('other', { other: OTHER });
    expect((await documents('add', file)).code).toBe(0);
    const answers = () =>
      Promise.all([
        post(only, { documentId: 'other' }),
        post(only, { query: OTHER }),
        post(allow, { documentId: 'other' }),
      ]);
    const statuses = async () => (await answers()).map(({ status }) => status);
    await until(async () => (await statuses()).join() === '200,200,200');
    expect((await documents('remove', 'other')).code).toBe(0);
    await until(async () => (await statuses()).join() === '400,400,400');
    expect(await post(only, { documentId: 'viewer-1' })).toEqual(ANN);
  });

  test('know in an outage what they knew before and nothing else, and read the database for no id', async () => {
    proxy.mode = 'refuses';
    proxy.cut();
    // It has looked at the table, in vain.
    await until(() =>
      Promise.resolve(only.output.includes('the trusted documents could not be read again')),
    );
    expect(await post(only, { documentId: 'typename' })).toEqual({
      status: 200,
      data: { __typename: 'Query' },
    });
    await isRefused(post(only, { query: OTHER }));
    await isRefused(post(only, { documentId: 'other' }));
    const file = await manifest('late', { late: 'query Late { __typename }' });
    expect((await documents('add', file)).code).toBe(0);
    await isRefused(post(only, { documentId: 'late' }));
    proxy.mode = 'relays';
    await until(async () => (await post(only, { documentId: 'late' })).status === 200);
  });
});
