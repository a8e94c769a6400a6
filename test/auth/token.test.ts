import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { signToken } from '../../src/auth/sign.js';
import { createAuthenticator } from '../../src/auth/token.js';
import { until } from '../support/until.js';

const SECRET = 'a secret of the tests, long enough to be one';
const now = () => Math.floor(Date.now() / 1000);
const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token made by hand, so that it can be wrong in any way. */
function forge(claims: object, header: object = { alg: 'HS256' }, secret = SECRET): string {
  const body = `${b64(header)}.${b64(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const good = () => ({ sub: 'alice', roles: ['MEMBER'], exp: now() + 60 });
const authenticator = createAuthenticator({ secret: SECRET });
const as = async (token: string) => authenticator.authenticate(`Bearer ${token}`);

describe('a token signed with the secret authenticates its bearer', () => {
  test('the authenticator reads the id, the roles and the expiry from a token', async () => {
    const exp = now() + 60;
    expect(await as(forge({ ...good(), exp }))).toEqual({
      id: 'alice',
      roles: ['MEMBER'],
      expiresAt: new Date(exp * 1000),
    });
  });

  test('the authenticator accepts a token made by signToken', async () => {
    const token = await signToken({ secret: SECRET, sub: 'bob', roles: ['ADMIN'], ttlSeconds: 60 });
    expect(await as(token)).toMatchObject({ id: 'bob', roles: ['ADMIN'] });
  });

  test('the authenticator accepts the scheme Bearer in any case', async () => {
    expect(await authenticator.authenticate(`bEARER ${forge(good())}`)).toMatchObject({
      id: 'alice',
    });
  });

  test('the authenticator keeps only known roles, each once', async () => {
    const roles = ['AUDITOR', 'root', 7, null, 'MEMBER', 'MEMBER', 'admin'];
    expect((await as(forge({ ...good(), roles }))).roles).toEqual(['MEMBER', 'AUDITOR']);
  });

  test('a token without roles gives its bearer no roles', async () => {
    expect((await as(forge({ ...good(), roles: undefined }))).roles).toEqual([]);
  });
});

const badTokens: [string, string, RegExp][] = [
  ['expired', forge({ ...good(), exp: now() - 60 }), /expired/],
  ['without exp', forge({ ...good(), exp: undefined }), /no exp/],
  ['with exp as text', forge({ ...good(), exp: '9999999999' }), /exp/],
  ['not valid yet', forge({ ...good(), nbf: now() + 60 }), /not valid yet/],
  ['without sub', forge({ ...good(), sub: undefined }), /no sub/],
  ['with an empty sub', forge({ ...good(), sub: '' }), /sub/],
  ['with a sub that is a number', forge({ ...good(), sub: 7 }), /sub/],
  ['with a sub of 256 characters', forge({ ...good(), sub: 'x'.repeat(256) }), /at most 255/],
  ['with a sub of white space', forge({ ...good(), sub: ' ' }), /white space/],
  ['with an invisible character in sub', forge({ ...good(), sub: 'a\u200bb' }), /U\+200B/],
  ['with a sub of the gateway itself', forge({ ...good(), sub: 'onebook:expiry' }), /onebook:/],
  ['with a line break in sub', forge({ ...good(), sub: 'a\nb' }), /control/],
  ['with half a character in sub', forge({ ...good(), sub: 'a\ud800' }), /Unicode/],
  ['with roles as text', forge({ ...good(), roles: 'ADMIN' }), /roles must be a list/],
  ['with roles null', forge({ ...good(), roles: null }), /roles must be a list/],
  ['signed with another secret', forge(good(), { alg: 'HS256' }, 'another'), /signature/],
  ['unsigned (alg none)', `${b64({ alg: 'none' })}.${b64(good())}.`, /malformed/],
  ['alg none with a signature', forge(good(), { alg: 'none' }), /not accepted/],
  ['claiming HS512', forge(good(), { alg: 'HS512' }), /not accepted/],
  ['claiming RS256 without a JWKS', forge(good(), { alg: 'RS256' }), /not accepted/],
  [
    'with a critical extension',
    forge(good(), { alg: 'HS256', crit: ['b'], b: 1 }),
    /not accepted|malformed/,
  ],
  ['with claims that are a list', forge([1]), /malformed|no exp/],
  ['of one part', 'abc', /malformed/],
  ['of junk', 'a.b.c', /malformed/],
  ['far too long', `a.${'b'.repeat(9000)}.c`, /malformed/],
];

describe('a token that was verified a moment ago is known', () => {
  test('a known token gives its viewer at once, and a token revoked meanwhile is refused', async () => {
    let revoked = false;
    const revocations = { isRevoked: () => revoked };
    const { authenticate } = createAuthenticator({ secret: SECRET, revocations });
    const header = `Bearer ${forge(good())}`;
    const viewer = await authenticate(header);
    expect(authenticate(header)).toBe(viewer);
    expect(authenticate(`${header} `)).toBeInstanceOf(Promise);
    revoked = true;
    await expect(authenticate(header)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    revoked = false;
    expect(authenticate(header)).toBe(viewer);
  });

  test('a token that expires while it is known is refused', async () => {
    const { authenticate } = createAuthenticator({ secret: SECRET });
    // The clocks of two machines may differ by five seconds.
    const header = `Bearer ${forge({ ...good(), exp: now() - 3 })}`;
    for (const _ of [1, 2]) {
      const answer = authenticate(header);
      expect(answer).toBeInstanceOf(Promise);
      await expect(answer).resolves.toMatchObject({ id: 'alice' });
    }
  });
});

describe('the authenticator refuses bad tokens', () => {
  test.each(badTokens)('a bad token (%s) is refused, never echoed', async (_, token, message) => {
    const error = await as(token).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'UnauthenticatedError', code: 'UNAUTHENTICATED' });
    expect((error as Error).message).toMatch(message);
    for (const part of token.split('.').filter((p) => p.length > 3))
      expect((error as Error).message).not.toContain(part);
  });

  test.each([undefined, '', 'Basic YTpi', 'Bearer', 'Bearer a b', 'token'])(
    'the authenticator refuses the Authorization header %j',
    async (header) => {
      await expect(authenticator.authenticate(header)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    },
  );

  test('a forged token stays bad after the token whose signature it borrows is cached', async () => {
    const token = forge(good());
    await as(token);
    const [head, , signature] = token.split('.');
    const promoted = `${head}.${b64({ ...good(), roles: ['ADMIN'] })}.${signature}`;
    await expect(as(promoted)).rejects.toThrow(/signature/);
  });
});

describe('the authenticator checks issuer and audience', () => {
  const strict = createAuthenticator({ secret: SECRET, issuer: 'https://id', audience: 'wallet' });
  const claims = (extra: object) => strict.authenticate(`Bearer ${forge({ ...good(), ...extra })}`);

  test('the authenticator refuses a token whose issuer or audience is not as configured', async () => {
    expect(await claims({ iss: 'https://id', aud: ['wallet', 'x'] })).toMatchObject({
      id: 'alice',
    });
    await expect(claims({ iss: 'https://evil', aud: 'wallet' })).rejects.toThrow('another issuer');
    await expect(claims({ iss: 'https://id', aud: 'shop' })).rejects.toThrow('another audience');
    await expect(claims({ aud: 'wallet' })).rejects.toThrow('no iss');
    await expect(claims({ iss: 'https://id' })).rejects.toThrow('no aud');
  });
});

test('createAuthenticator throws without a secret and a JWKS', () => {
  expect(() => createAuthenticator({})).toThrow(/secret or a JWKS/);
});

describe('the authenticator trusts an identity provider by its JWKS', () => {
  let server: Server | undefined;
  afterEach(async () => {
    const running = server;
    server = undefined;
    if (running) await new Promise((resolve) => running.close(resolve));
  });

  /** Starts a provider that publishes what `body` returns, or answers 500 if `body` throws. */
  async function provider(body: () => unknown): Promise<string> {
    server = createServer((_, response) => {
      try {
        response.end(JSON.stringify(body()));
      } catch {
        response.writeHead(500).end();
      }
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  }

  const sign = (key: Parameters<SignJWT['sign']>[0], alg: string, kid = 'k1') =>
    new SignJWT(good()).setProtectedHeader({ alg, kid }).sign(key);

  test('the authenticator accepts tokens that the provider signs with RS256, ES256 or Ed25519', async () => {
    for (const alg of ['RS256', 'ES256', 'EdDSA']) {
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
      const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg };
      const jwksUrl = await provider(() => ({ keys: [jwk] }));
      const token = await sign(privateKey, alg);
      const viewer = await createAuthenticator({ jwksUrl }).authenticate(`Bearer ${token}`);
      expect(viewer).toMatchObject({ id: 'alice', roles: ['MEMBER'] });
      await new Promise((resolve) => server?.close(resolve));
    }
    server = undefined;
  });

  test('the authenticator trusts a provider and a secret together, but neither in place of the other', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1' };
    const jwksUrl = await provider(() => ({ keys: [jwk] }));
    const both = createAuthenticator({ jwksUrl, secret: SECRET });
    const ask = (token: string) => both.authenticate(`Bearer ${token}`);
    expect(await ask(await sign(privateKey, 'RS256'))).toMatchObject({ id: 'alice' });
    expect(await ask(forge(good()))).toMatchObject({ id: 'alice' });
    // The oldest attack: an HMAC whose secret is the public key.
    const confused = forge(good(), { alg: 'HS256', kid: 'k1' }, await exportSPKI(publicKey));
    await expect(ask(confused)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const only = createAuthenticator({ jwksUrl });
    await expect(only.authenticate(`Bearer ${confused}`)).rejects.toThrow('not accepted');
  });

  test('a token is bad if the provider does not know its key', async () => {
    const known = await generateKeyPair('RS256', { extractable: true });
    const other = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(known.publicKey)), kid: 'k1' };
    const jwksUrl = await provider(() => ({ keys: [jwk] }));
    const { authenticate } = createAuthenticator({ jwksUrl });
    const unknown = await sign(other.privateKey, 'RS256', 'k2');
    await expect(authenticate(`Bearer ${unknown}`)).rejects.toThrow('not the issuer’s');
    const forged = await sign(other.privateKey, 'RS256', 'k1');
    await expect(authenticate(`Bearer ${forged}`)).rejects.toThrow('signature');
  });

  test.each([
    [
      'answers 500',
      () => {
        throw new Error('broken');
      },
    ],
    ['answers nonsense', () => 'nonsense'],
    ['answers too much', () => ({ keys: [], more: 'x'.repeat(300_000) })],
    ['has too many keys', () => ({ keys: Array.from({ length: 101 }, () => ({ kty: 'RSA' })) })],
  ])('a provider that %s makes tokens UNAVAILABLE until it recovers', async (_, breaks) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1' };
    let broken = true;
    const jwksUrl = await provider(() => (broken ? breaks() : { keys: [jwk] }));
    const { authenticate } = createAuthenticator({ jwksUrl });
    const header = `Bearer ${await sign(privateKey, 'RS256')}`;
    await expect(authenticate(header)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    broken = false;
    expect(await authenticate(header)).toMatchObject({ id: 'alice' });
  });

  test('a provider whose answer does not end makes tokens UNAVAILABLE, and is cut off', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    let gone = false;
    server = createServer((_, response) => {
      response.once('close', () => (gone = true));
      const more = (): void => {
        if (!gone) response.write(' '.repeat(65_536), more);
      };
      more();
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    const { authenticate } = createAuthenticator({ jwksUrl });
    const header = `Bearer ${await sign(privateKey, 'RS256')}`;
    await expect(authenticate(header)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      cause: { message: 'the key set has more than 262144 bytes' },
    });
    await until(() => gone);
  });

  test('a provider that redirects is not followed', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const paths: unknown[] = [];
    server = createServer(({ url }, response) => {
      paths.push(url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    const { authenticate } = createAuthenticator({ jwksUrl });
    const header = `Bearer ${await sign(privateKey, 'RS256')}`;
    await expect(authenticate(header)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(paths).toEqual(['/jwks']);
  });

  test('a provider that cannot be reached makes tokens UNAVAILABLE', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const url = await provider(() => ({}));
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    const { authenticate } = createAuthenticator({ jwksUrl: url });
    await expect(authenticate(`Bearer ${await sign(privateKey, 'RS256')}`)).rejects.toMatchObject({
      name: 'IdentityUnavailableError',
      code: 'UNAVAILABLE',
    });
  });
});
