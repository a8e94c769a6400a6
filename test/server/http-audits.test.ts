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
const withToken: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...init?.headers, authorization } });

test('all audits of GraphQL over HTTP pass', async () => {
  const audits = serverAudits({ url: `${gateway.url}/graphql`, fetchFn: withToken });
  const results = [];
  for (const audit of audits) results.push({ ...(await audit.fn()), id: audit.id });
  expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(61);
});
