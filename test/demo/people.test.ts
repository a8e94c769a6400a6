import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { developmentSecret } from '../../src/auth/development-secret.js';
import { createAuthenticator } from '../../src/auth/token.js';
import { readConfig } from '../../src/config/config.js';
import { demoTokens } from '../../src/demo/people.js';
import { ROLES } from '../../src/domain/viewer.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'onebook people '));
});
afterAll(() => rm(dataDir, { recursive: true }));

const tokensWith = (environment: NodeJS.ProcessEnv) =>
  demoTokens(readConfig({ DATA_DIR: dataDir, ...environment }, dataDir));

test('a development gateway with its demo and its own secret signs tokens that expire, one for each role', async () => {
  const tokens = tokensWith({});
  if (tokens === undefined) throw new Error('there are no tokens');
  const secret = await developmentSecret(dataDir);
  const { authenticate } = createAuthenticator({ secret });
  const viewers = await Promise.all(
    tokens.people.map(async (person) => authenticate(`Bearer ${await tokens.sign(person)}`)),
  );
  expect(viewers.flatMap((viewer) => viewer?.roles ?? [])).toEqual([...ROLES]);
  expect(viewers.map((viewer) => viewer?.id)).toEqual(tokens.people.map(({ id }) => id));
  for (const viewer of viewers) {
    const seconds = (Number(viewer?.expiresAt) - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(3_000);
    expect(seconds).toBeLessThanOrEqual(3_600);
  }
});

const JWKS = {
  AUTH_JWKS_URL: 'https://login.example/jwks',
  AUTH_ISSUER: 'https://login.example',
  AUTH_AUDIENCE: 'onebook',
};
const SECRET = 'a secret of the operator, of more than 32 bytes';

test.each<[string, NodeJS.ProcessEnv]>([
  ['in production', { NODE_ENV: 'production', AUTH_JWT_SECRET: SECRET }],
  ['in production with an identity provider', { NODE_ENV: 'production', ...JWKS }],
  ['with an identity provider', JWKS],
  ['with a secret of the operator, which may open other gateways', { AUTH_JWT_SECRET: SECRET }],
  ['without the demo', { DEMO: 'false' }],
  ['with a database of the operator', { DATABASE_URL: 'postgres://owner@db.example/wallets' }],
])('there are no tokens at a click %s', (_, environment) => {
  expect(tokensWith(environment)).toBeUndefined();
});
