import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { IdentityUnavailableError } from '../../src/auth/token.js';
import { startTestServer, type TestServer, tokenFor } from '../support/http-server.js';

let gateway: TestServer;
beforeAll(async () => {
  gateway = await startTestServer();
});
afterAll(() => gateway.server.close());

const MASKED = 'Something went wrong on our side';

describe('the viewer is the bearer of the token', () => {
  test('a request with a token runs as its bearer', async () => {
    const { status, data } = await gateway.graphql('{ me }');
    expect({ status, data }).toEqual({ status: 200, data: { me: 'alice' } });
  });

  test('a request without a token may ask only for the schema: 401, and nothing runs', async () => {
    for (const document of [
      '{ me }',
      '{ __typename ...A } fragment A on Query { me }',
      'mutation { touch }',
    ]) {
      const { status, headers, code, data } = await gateway.graphql(document, { token: null });
      expect({ status, code, data }).toEqual({
        status: 401,
        code: 'UNAUTHENTICATED',
        data: undefined,
      });
      expect(headers.get('www-authenticate')).toBe('Bearer');
    }
    expect(await gateway.graphql('{ __typename }', { token: null })).toMatchObject({ status: 200 });
  });

  test('a request with a bad token gets 401 before its body is read, and the token is not repeated', async () => {
    const token = `${await tokenFor('eve', 'ADMIN')}x`;
    const before = gateway.contexts.made;
    const response = await gateway.post('not even JSON', { authorization: `Bearer ${token}` });
    const body = await response.text();
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(JSON.parse(body)).toMatchObject({
      errors: [
        { message: 'the token’s signature is wrong', extensions: { code: 'UNAUTHENTICATED' } },
      ],
    });
    expect(body).not.toContain(token);
    expect(gateway.contexts.made).toBe(before);
  });

  test('a request gets 503, not 401, while the identity provider is unavailable', async () => {
    const away = await startTestServer({
      authenticate: () => Promise.reject(new IdentityUnavailableError('the keys are away')),
    });
    try {
      const { status, code, headers } = await away.graphql('{ me }');
      expect({ status, code }).toEqual({ status: 503, code: 'UNAVAILABLE' });
      expect(headers.get('retry-after')).toBe('1');
    } finally {
      await away.server.close();
    }
  });
});

describe('an error shows clients no more than they may see', () => {
  test('an unforeseen error is masked with the request id and logged with its stack', async () => {
    const { status, data, errors } = await gateway.graphql('{ me crash }', {
      headers: { 'x-request-id': 'req-7' },
    });
    expect(status).toBe(200); // There is data beside it.
    expect(data).toEqual({ me: 'alice', crash: null });
    expect(errors).toEqual([
      expect.objectContaining({
        message: MASKED,
        path: ['crash'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'req-7' },
      }),
    ]);
    const line = gateway
      .log()
      .split('\n')
      .find((l) => l.includes('unexpected error') && l.includes('req-7'));
    expect(line).toContain('duplicate key');
    expect(line).toMatch(/at (Object\.)?crash/);
    expect(line).not.toMatch(/secret_table|parameter-of-the-statement/);
  });

  test('errors without any data have the HTTP status of their code', async () => {
    expect(await gateway.graphql('{ strictCrash }')).toMatchObject({ status: 500, data: null });
    const statuses = {
      UNAVAILABLE: 503,
      OVERLOADED: 503,
      OUTCOME_UNKNOWN: 503,
      ANSWER_INCOMPLETE: 503,
      FORBIDDEN: 403,
      BAD_USER_INPUT: 400,
      UNAUTHENTICATED: 401,
    };
    for (const [code, status] of Object.entries(statuses)) {
      const answer = await gateway.graphql('query ($code: String!) { coded(code: $code) }', {
        variables: { code },
      });
      expect(answer).toMatchObject({ status, code, errors: [{ message: 'refused' }] });
      expect(answer.headers.get('retry-after')).toBe(status === 503 ? '1' : null);
    }
  });

  test('a value that its type does not accept is BAD_USER_INPUT, in the document and in a variable', async () => {
    const written = await gateway.graphql('{ echo(amount: "1,0") }');
    const variable = await gateway.graphql('query ($a: Decimal) { echo(amount: $a) }', {
      variables: { a: '1,0' },
    });
    expect([written.status, written.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect([variable.status, variable.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect((await gateway.graphql('{ nothing }')).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('an error message quotes at most a little of what the client sent', async () => {
    const { errors } = await gateway.graphql('query ($a: Decimal) { echo(amount: $a) }', {
      variables: { a: 'x'.repeat(100_000) },
    });
    expect(errors?.[0]?.message.length).toBeLessThan(600);
  });

  test.each([
    '{ me',
    '{ nothing }',
    '{ crash }',
    '{ strictCrash }',
    'query A { me } query B { me }',
  ])('the errors of %s show no stack, path or statement', async (document) => {
    const { errors } = await gateway.graphql(document);
    expect(errors).toBeDefined();
    expect(JSON.stringify(errors)).not.toMatch(
      /stacktrace|node_modules|\.ts:|secret_table|parameter/,
    );
  });
});

describe('each request has a context that ends once', () => {
  const balanced = () => expect(gateway.contexts.ended).toBe(gateway.contexts.made);

  test.each([
    ['an answer', '{ me }'],
    ['an error', '{ crash }'],
  ])('the context of %s ends once', async (_, document) => {
    const before = gateway.contexts.made;
    await gateway.graphql(document);
    expect(gateway.contexts.made).toBe(before + 1);
    balanced();
  });

  test.each([
    ['a document that does not parse', '{ me'],
    ['a document that is not valid', '{ nothing }'],
    ['an unknown operation', 'query A { me } query B { me }'],
    ['a subscription', 'subscription { ticks }'],
  ])('%s is refused without a context', async (_, document) => {
    const before = gateway.contexts.made;
    await gateway.graphql(document);
    expect(gateway.contexts.made).toBe(before);
  });

  test('the context of a client that went away ends when its resolvers have ended', async () => {
    const own = await startTestServer();
    try {
      const leave = new AbortController();
      const gone = fetch(`${own.url}/graphql`, {
        method: 'POST',
        signal: leave.signal,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenFor('alice')}`,
        },
        body: JSON.stringify({ query: '{ slow }' }),
      });
      await own.latch.reached;
      leave.abort();
      await expect(gone).rejects.toThrow();
      expect(own.contexts).toEqual({ made: 1, ended: 0 });
      own.latch.release();
      await own.server.close();
      expect(own.contexts).toEqual({ made: 1, ended: 1 });
    } finally {
      await own.server.close();
    }
  });

  test('a server that is cut off closes without waiting for a request that hangs', async () => {
    const own = await startTestServer({ timeouts: { drainMs: 3_600_000 } });
    const hanging = own.graphql('{ slow }').catch((error: unknown) => error);
    await own.latch.reached;
    const closing = own.server.close();
    own.server.cutOff();
    await closing;
    expect(await hanging).toMatchObject({ message: 'fetch failed' });
    own.latch.release();
  });

  test('a context that cannot be made or ended is logged, and a failing end does not change the answer', async () => {
    const broken = await startTestServer({
      contextFor: (viewer, requestId) => {
        if (requestId === 'none') throw new Error('no context today');
        return { viewer, requestId, end: () => Promise.reject(new Error('stuck')) };
      },
    });
    try {
      const none = await broken.graphql('{ me }', { headers: { 'x-request-id': 'none' } });
      expect(none).toMatchObject({ status: 500, errors: [{ message: MASKED }] });
      expect(await broken.graphql('{ me }')).toMatchObject({ status: 200, data: { me: 'alice' } });
      expect(broken.log()).toMatch(/no context today/);
      expect(broken.log()).toMatch(/stuck/);
    } finally {
      await broken.server.close();
    }
  });
});

describe('the schema is hidden in production only', () => {
  let production: TestServer;
  beforeAll(async () => {
    production = await startTestServer({ production: true });
  });
  afterAll(() => production.server.close());

  test('a gateway in production neither shows the schema nor hints at it', async () => {
    const answer = await production.graphql(getIntrospectionQuery());
    expect(answer).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(answer.errors?.[0]?.message).toMatch(/^Introspection is off/);
    for (const [document, variables] of [
      ['{ wallett(id: 1) { id } }', {}],
      ['{ echo(txt: "a") }', {}],
      ['{ echo(nested: { txt: "a" }) }', {}],
      ['query ($n: Nested) { echo(nested: $n) }', { n: { txt: 'a' } }],
    ] as const) {
      const { errors, status } = await production.graphql(document, { variables });
      expect(status).toBe(400);
      expect(JSON.stringify(errors)).not.toContain('Did you mean');
    }
  });

  test('a gateway in development shows the schema and hints at it', async () => {
    expect(await gateway.graphql(getIntrospectionQuery())).toMatchObject({ status: 200 });
    const { errors } = await gateway.graphql('{ wallett(id: 1) { id } }');
    expect(errors?.[0]?.message).toContain('Did you mean');
  });
});

test('the log contains no token, variable, document or query string, even at its finest level', async () => {
  const token = await tokenFor('alice', 'MEMBER');
  await gateway.graphql('query Greeting($t: String) { echo(text: $t) }', {
    token,
    variables: { t: 'variable-to-hide' },
    headers: { cookie: 'session=cookie-to-hide' },
  });
  const query = encodeURIComponent('query Fetched { echo(text: "literal-to-hide") }');
  const got = await fetch(`${gateway.url}/graphql?query=${query}`, {
    headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' },
  });
  expect(await got.json()).toEqual({ data: { echo: 'literal-to-hide' } });
  await gateway.post('{"query": "body-to-hide', { authorization: `Bearer ${token}` });
  await fetch(`${gateway.url}/nowhere?secret=query-to-hide`);
  const log = gateway.log();
  expect(log).toContain('"operation":"Greeting"');
  expect(log).toContain('"operation":"Fetched"');
  expect(log).toMatch(/"route":"\/graphql","status":400/);
  expect(log).not.toMatch(/to-hide/);
  expect(log).not.toContain(token.split('.')[2]);
});

test('a request id that would forge a log line is replaced', async () => {
  const { headers } = await gateway.graphql('{ me }', { headers: { 'x-request-id': 'a b"}' } });
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
