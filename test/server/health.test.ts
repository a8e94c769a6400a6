import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Readiness } from '../../src/server/http/readiness.js';
import {
  RawConnection,
  startTestServer,
  type TestServer,
  tokenFor,
} from '../support/http-server.js';

const json = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
};

describe('the gateway answers before the database is there', () => {
  let state: () => Promise<Readiness>;
  let gateway: TestServer;
  beforeAll(async () => {
    gateway = await startTestServer({ probes: { ready: () => state() } });
  });
  afterAll(() => gateway.server.close());

  test('/healthz is ok, /readyz says why it is not ready, and /graphql asks the client to come back', async () => {
    state = () => Promise.resolve({ ready: false, reasons: ['not migrated'] });
    expect(await json(`${gateway.url}/healthz`)).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await json(`${gateway.url}/readyz`)).toEqual({
      status: 503,
      body: { ready: false, reasons: ['not migrated'] },
    });
    const answer = await gateway.graphql('{ me }');
    expect(answer).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(gateway.contexts.made).toBe(0);
  });

  test('a readiness probe that throws or hangs counts as not ready, and its error stays in the log', async () => {
    state = () => Promise.reject(new Error('password of the database'));
    const thrown = await json(`${gateway.url}/readyz`);
    expect(thrown).toEqual({
      status: 503,
      body: { ready: false, reasons: ['the readiness probe failed'] },
    });
    expect(gateway.log()).toContain('password of the database');
    state = () => new Promise(() => undefined);
    expect(await json(`${gateway.url}/readyz`)).toMatchObject({
      status: 503,
      body: { reasons: ['the readiness probe does not answer'] },
    });
  });

  test('a gateway that was ready once goes on serving, and only /readyz reports a later failure', async () => {
    state = () => Promise.resolve({ ready: true, reasons: [] });
    expect(await gateway.graphql('{ me }')).toMatchObject({ status: 200 });
    expect((await json(`${gateway.url}/readyz`)).status).toBe(200);
    state = () => Promise.resolve({ ready: false, reasons: ['no connection'] });
    expect((await json(`${gateway.url}/readyz`)).status).toBe(503);
    expect(await gateway.graphql('{ me }')).toMatchObject({ status: 200 });
  });
});

describe('the metrics describe the operations', () => {
  test('the metrics count by kind, outcome and route, and no label comes from a client', async () => {
    const gateway = await startTestServer();
    try {
      await gateway.graphql('query Named { me }');
      await gateway.graphql('mutation { touch }');
      await gateway.graphql('{ nothing }');
      await gateway.graphql('{ strictCrash }');
      await gateway.graphql('query ($c: String!) { coded(code: $c) }', {
        variables: { c: 'MADE_UP_1' },
      });
      await fetch(`${gateway.url}/made-up-path`);
      await fetch(`${gateway.url}/graphql?query={made-up-query}`, { method: 'PROPFIND' });
      const response = await fetch(`${gateway.url}/metrics`);
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
      const text = await response.text();
      const operations = (labels: string) =>
        `onebook_graphql_operation_duration_seconds_count{${labels}}`;
      expect(text).toContain(`${operations('kind="query",outcome="ok"')} 1`);
      expect(text).toContain(`${operations('kind="mutation",outcome="ok"')} 1`);
      expect(text).toContain(`${operations('kind="none",outcome="GRAPHQL_VALIDATION_FAILED"')} 1`);
      expect(text).toContain(`${operations('kind="query",outcome="INTERNAL_SERVER_ERROR"')} 1`);
      expect(text).toContain(`${operations('kind="query",outcome="OTHER"')} 1`);
      expect(text).toContain('onebook_graphql_errors_total{code="INTERNAL_SERVER_ERROR"} 1');
      expect(text).toContain('nodejs_eventloop_lag_seconds');
      expect(text).not.toMatch(/made-up|MADE_UP|Named/);
    } finally {
      await gateway.server.close();
    }
  });
});

describe('the gateway drains as it closes', () => {
  const slowRequest = async (gateway: TestServer) => {
    const authorization = `Bearer ${await tokenFor('alice')}`;
    const answer = gateway.post('{"query":"{ slow }"}', { authorization });
    await gateway.latch.reached;
    return answer;
  };
  const hold = (gateway: TestServer) => {
    const answer = slowRequest(gateway);
    answer.catch(() => undefined);
    return answer;
  };

  test('closing lets running requests finish, accepts no others and disconnects idle clients', async () => {
    const gateway = await startTestServer();
    const idle = new RawConnection(gateway.url).send('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await idle.until('"ok"');
    const answer = hold(gateway);
    await gateway.latch.reached;
    let closed = false;
    const closing = gateway.server.close().then(() => (closed = true));
    await idle.closed;
    await expect(fetch(`${gateway.url}/healthz`)).rejects.toThrow();
    expect(closed).toBe(false);
    gateway.latch.release();
    const finished = await answer;
    expect(finished.headers.get('connection')).toBe('close');
    expect(await finished.json()).toEqual({ data: { slow: 'done' } });
    await closing;
    expect(gateway.contexts).toEqual({ made: 1, ended: 1 });
    await gateway.server.close();
  });

  test('closing refuses the next request on a connection that is still busy', async () => {
    const gateway = await startTestServer();
    const authorization = `Bearer ${await tokenFor('alice')}`;
    const request = (query: string) => {
      const body = JSON.stringify({ query });
      return `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    };
    const raw = new RawConnection(gateway.url).send(request('{ slow }'));
    await gateway.latch.reached;
    const closing = gateway.server.close();
    raw.send(request('{ me }'));
    gateway.latch.release();
    const text = await raw.closed;
    expect(text).toContain('"done"');
    expect(text).not.toContain('alice');
    await closing;
  });

  test('closing waits no longer than the drain time', async () => {
    const gateway = await startTestServer({ timeouts: { drainMs: 300 } });
    const answer = hold(gateway);
    await gateway.latch.reached;
    await gateway.server.close();
    await expect(answer).rejects.toThrow();
    expect(gateway.log()).toContain('drain time is over');
    gateway.latch.release();
  });
});
