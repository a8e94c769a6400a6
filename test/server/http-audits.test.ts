import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestServer, type TestServer, tokenFor } from '../support/http-server.js';

let gateway: TestServer;
let authorization: string;
beforeAll(async () => {
  gateway = await startTestServer();
  authorization = `Bearer ${await tokenFor('alice')}`;
});
afterAll(() => gateway.server.close());

/** Without a token, every audit would be answered 401. */
const withHeaders =
  (headers: Record<string, string> = {}): typeof fetch =>
  (input, init) =>
    fetch(input, { ...init, headers: { ...init?.headers, authorization, ...headers } });

/**
 * Audits of simple GETs, which CSRF prevention exists to refuse. A client adds one header to
 * pass them.
 */
const REFUSED_BY_CSRF_PREVENTION = ['5A70', 'D6D5', '6A70'];

test('all audits of GraphQL over HTTP pass, except those of GETs that another site could send', async () => {
  const audits = serverAudits({ url: `${gateway.url}/graphql`, fetchFn: withHeaders() });
  const results = [];
  for (const audit of audits) results.push({ ...(await audit.fn()), id: audit.id });
  const failed = results.filter(({ status }) => status !== 'ok');
  expect(failed.map(({ id, status }) => `${id} ${status}`).sort()).toEqual(
    REFUSED_BY_CSRF_PREVENTION.map((id) => `${id} notice`).sort(),
  );
  expect(results.length).toBeGreaterThanOrEqual(61);
});

test('the audits of GETs pass with the one header that another site cannot send', async () => {
  const withHeader = withHeaders({ 'apollo-require-preflight': '1' });
  const audits = serverAudits({ url: `${gateway.url}/graphql`, fetchFn: withHeader });
  const those = audits.filter(({ id }) => REFUSED_BY_CSRF_PREVENTION.includes(id));
  for (const audit of those) expect(await audit.fn()).toMatchObject({ status: 'ok' });
  expect(those).toHaveLength(3);
});
