import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signToken } from '../../src/auth/sign.js';
import { type GatewayClient, GatewayProcess, SECRET } from '../support/gateway-process.js';
import { openWallet } from '../support/transfers.js';
import { until } from '../support/until.js';
import { attribute, OtlpReceiver, type ReceivedSpan } from './otlp-receiver.js';

// A whole gateway that exports its traces to a collector: a real OTLP/HTTP receiver.

const TRANSFER = `mutation Pay($input: TransferInput!) {
  transfer(input: $input) { __typename ... on TransferPayload { transaction { id } } } }`;
const ERROR = 2;

let receiver: OtlpReceiver;
let gateway: GatewayProcess;
let client: GatewayClient;
let token: string;
let from: string;
let to: string;

beforeAll(async () => {
  receiver = await OtlpReceiver.start();
  gateway = await GatewayProcess.create({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=tests',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    LOG_LEVEL: 'info',
    COMMAND_TIMEOUT: '1000',
  });
  await gateway.start();
  client = await gateway.client('service', 'SERVICE');
  token = await signToken({ secret: SECRET, sub: 'service', roles: ['SERVICE'], ttlSeconds: 600 });
  from = await openWallet(client, 'private-ann', '1000.00');
  to = await openWallet(client, 'private-ben', '1.00');
});
afterAll(async () => {
  await gateway.discard();
  await receiver.close();
});

/** Sends an operation within a trace of its own. */
async function send(query: string, variables: object = {}, flags = '01') {
  const traceId = randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      traceparent: `00-${traceId}-${spanId}-${flags}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  return { traceId, spanId, status: response.status, body: await response.text() };
}

function payment(idempotencyKey: string = randomUUID()) {
  const amount = { amount: '1.23', currency: 'USD' };
  return { input: { fromWalletId: from, toWalletId: to, amount, idempotencyKey } };
}

const isRequestOf = (traceId: string) => (span: ReceivedSpan) =>
  span.traceId === traceId && span.name === 'POST /graphql';

const ms = (nanos: string) => Number(BigInt(nanos) / 1_000_000n);
/** A span begins at a whole millisecond, and ends by a finer clock. */
const CLOCKS_MS = 5;

test('a transfer is one trace from its HTTP request over its operation and commit to its SQL', async () => {
  const { traceId, spanId, body } = await send(TRANSFER, payment());
  expect(body).toContain('TransferPayload');
  const request = await receiver.span(isRequestOf(traceId));
  // The trace of the client goes on.
  expect(request.parentSpanId).toBe(spanId);
  expect(attribute(request, 'http.response.status_code')).toBe(200);
  const [operation, ...others] = receiver.childrenOf(request).filter(({ kind }) => kind === 1);
  expect([operation?.name, others]).toEqual(['mutation Pay', []]);
  if (!operation) throw new Error('no operation');
  const [commit] = receiver.childrenOf(operation).filter(({ name }) => name === 'commit');
  if (!commit) throw new Error('no commit');
  const statements = receiver.childrenOf(commit);
  expect(statements.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^(BEGIN|START)/),
      expect.stringMatching(/^INSERT entry$/),
      expect.stringMatching(/^INSERT transaction$/),
      'COMMIT',
    ]),
  );
  for (const statement of statements) {
    expect(attribute(statement, 'db.system.name')).toBe('postgresql');
    expect(ms(statement.startTimeUnixNano)).toBeGreaterThanOrEqual(
      ms(commit.startTimeUnixNano) - CLOCKS_MS,
    );
    expect(ms(statement.endTimeUnixNano)).toBeLessThanOrEqual(
      ms(commit.endTimeUnixNano) + CLOCKS_MS,
    );
  }
  expect([request, operation, commit].map(({ status }) => status.code)).toEqual([0, 0, 0]);
});

test('the traces name the service, and attributes of the environment go before', async () => {
  await send('{ __typename }');
  await receiver.span(() => true);
  expect([...receiver.paths]).toEqual(['/v1/traces']);
  const [resource] = receiver.resources;
  if (!resource) throw new Error('no resource');
  expect(attribute(resource, 'service.name')).toBe('onebook');
  expect(attribute(resource, 'service.version')).toMatch(/^\d+\.\d+\.\d+/);
  expect(attribute(resource, 'deployment.environment.name')).toBe('tests');
});

test('a commit that serves several requests links to the operations of all, and each names the commit', async () => {
  const sent = await Promise.all(Array.from({ length: 20 }, () => send(TRANSFER, payment())));
  for (const { traceId } of sent) await receiver.span(isRequestOf(traceId));
  const traces = new Set(sent.map(({ traceId }) => traceId));
  const commits = receiver.spans.filter(
    ({ name, traceId }) => name === 'commit' && traces.has(traceId),
  );
  const shared = commits.filter(({ links }) => links.length >= 2);
  expect(shared.length).toBeGreaterThan(0);
  const linked = commits.flatMap(({ links }) => links.map(({ traceId }) => traceId));
  expect(linked.sort()).toEqual([...traces].sort());
  for (const commit of commits) {
    expect(attribute(commit, 'onebook.commit.commands')).toBe(commit.links.length);
    for (const { traceId, spanId } of commit.links) {
      const operation = receiver.spans.find((span) => span.spanId === spanId);
      const event = operation?.events.find(({ name }) => name === 'commit');
      if (!operation || !event) throw new Error('the operation does not name its commit');
      expect([operation.traceId, operation.name]).toEqual([traceId, 'mutation Pay']);
      expect(attribute(event, 'onebook.commit.span_id')).toBe(commit.spanId);
      expect(attribute(event, 'onebook.commit.trace_id')).toBe(commit.traceId);
    }
  }
});

test('a request whose caller does not sample it is not exported', async () => {
  const unsampled = await send(TRANSFER, payment(), '00');
  const sampled = await send(TRANSFER, payment());
  await receiver.span(isRequestOf(sampled.traceId));
  expect(receiver.spans.filter(({ traceId }) => traceId === unsampled.traceId)).toEqual([]);
});

test('the log line of a request has the id of its trace', async () => {
  const { traceId, status } = await send('{ nothing }');
  expect(status).toBe(400);
  await until(
    () => gateway.output.includes(traceId),
    () => gateway.output,
  );
  const line = gateway.output.split('\n').find((each) => each.includes(traceId)) ?? '';
  expect(JSON.parse(line)).toMatchObject({ trace_id: traceId, status: 400, msg: 'answered' });
});

describe('what failed is marked by its code', () => {
  test('an operation with an error has its code as status', async () => {
    const { traceId, body } = await send('query Look { wallet(id: "private-text") { id } }');
    const code = /"code":"(\w+)"/.exec(body)?.[1];
    await receiver.span(isRequestOf(traceId));
    const operation = receiver.spans.find(
      ({ name, traceId: id }) => id === traceId && name === 'query Look',
    );
    expect(code).toBeDefined();
    expect(operation?.status).toEqual({ code: ERROR, message: code });
  });

  test('a statement and a commit that the database refuses have its SQLSTATE as status', async () => {
    const owner = await gateway.owner();
    await owner.query('BEGIN');
    await owner.query('LOCK TABLE wallet IN ACCESS EXCLUSIVE MODE');
    try {
      const { traceId, body } = await send(TRANSFER, payment());
      expect(body).toContain('"code":"UNAVAILABLE"');
      await receiver.span(isRequestOf(traceId));
      const failed = receiver.spans.filter(
        ({ traceId: id, status }) => id === traceId && status.code === ERROR,
      );
      const marked = failed.map(({ name, status }) => [name, status.message]);
      expect(marked).toContainEqual(['commit', '55P03']);
      expect(marked).toContainEqual(['SELECT wallet', '55P03']);
      expect(marked).toContainEqual(['mutation Pay', 'UNAVAILABLE']);
    } finally {
      await owner.query('ROLLBACK');
    }
  });
});

test('no span has a token, an input, an owner or a value of a statement', async () => {
  const key = `private-${randomUUID()}`;
  const { traceId } = await send(TRANSFER, payment(key));
  await receiver.span(isRequestOf(traceId));
  expect(receiver.text.includes('INSERT entry')).toBe(true);
  for (const secret of [token, token.split('.')[1] ?? token, 'private-', '1.23', from, SECRET])
    expect([secret, receiver.text.includes(secret)]).toEqual([secret, false]);
});

test('a gateway whose collector is gone answers as before and says so in its log', async () => {
  await receiver.close();
  for (let count = 0; count < 3; count += 1)
    expect((await send(TRANSFER, payment())).body).toContain('TransferPayload');
  await until(
    () => gateway.output.includes('the traces could not be exported'),
    () => gateway.output,
  );
  expect(await gateway.end('SIGTERM')).toBe(0);
});
