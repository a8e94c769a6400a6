import { describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { Revocations } from '../../src/auth/revocations.js';
import { createAuthenticator } from '../../src/auth/token.js';

const SECRET = 'a secret of the tests, long enough to be one';
const AT = '2026-11-21T12:00:07';
const at = (rest: string): Date => new Date(`${AT}${rest}`);
const seconds = (date: Date): number => date.getTime() / 1000;

/** A revocation of alice's tokens in the middle of a second. */
const REVOKED = new Map([['alice', at('.500Z')]]);

function revocations(latest: ReadonlyMap<string, Date> = REVOKED): Revocations {
  const list = new Revocations();
  list.replace(latest);
  return list;
}

describe('Revocations covers the tokens issued up to the second of a revocation', () => {
  test.each<[what: string, issuedAt: Date | undefined, revoked: boolean]>([
    ['a token issued long before the revocation is revoked', new Date(0), true],
    ['a token issued in the second before is revoked', new Date('2026-11-21T12:00:06Z'), true],
    ['a token issued in that second is revoked', at('Z'), true],
    ['a token issued later within that second is revoked', at('.900Z'), true],
    ['a token issued in the second after is not revoked', new Date('2026-11-21T12:00:08Z'), false],
    ['a token without iat is revoked', undefined, true],
  ])('%s', (_, issuedAt, revoked) => {
    expect(revocations().isRevoked({ id: 'alice', issuedAt })).toBe(revoked);
  });

  test.each(['alice', 'Alice', 'alice ', '', 'bob', 'constructor'])(
    'Revocations matches the subject alice exactly, tried with %j',
    (id) => {
      expect(revocations().isRevoked({ id })).toBe(id === 'alice');
    },
  );

  test('Revocations follows its newest list, and revokes nothing before the first one', () => {
    const list = new Revocations();
    const token = { id: 'alice', issuedAt: at('Z') };
    expect(list.isRevoked(token)).toBe(false);
    const latest = new Map(REVOKED);
    list.replace(latest);
    latest.clear(); // Revocations keeps a copy
    expect(list.isRevoked(token)).toBe(true);
    list.replace(new Map([['bob', at('Z')]]));
    expect(list.isRevoked(token)).toBe(false);
    expect(list.isRevoked({ id: 'bob', issuedAt: at('Z') })).toBe(true);
  });
});

describe('the authenticator refuses revoked tokens', () => {
  const token = (claims: object): Promise<string> =>
    new SignJWT({ sub: 'alice', roles: ['ADMIN'], ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(SECRET));
  const REFUSED = {
    ...{ name: 'UnauthenticatedError', code: 'UNAUTHENTICATED' },
    message: 'the token was revoked',
  };

  function gateway(latest: ReadonlyMap<string, Date> = new Map()) {
    const list = revocations(latest);
    const { authenticate } = createAuthenticator({ secret: SECRET, revocations: list });
    return { list, as: async (jwt: string) => authenticate(`Bearer ${jwt}`) };
  }

  test('the authenticator returns when a token was issued', async () => {
    const { as } = gateway();
    const iat = seconds(at('Z'));
    expect(await as(await token({ iat }))).toMatchObject({ id: 'alice', issuedAt: at('Z') });
    expect((await as(await token({}))).issuedAt).toBeUndefined();
  });

  test('the authenticator refuses tokens issued up to the second of the revocation, and no others', async () => {
    const { as } = gateway(REVOKED);
    const iat = seconds(at('Z'));
    await expect(as(await token({ iat }))).rejects.toMatchObject(REFUSED);
    await expect(as(await token({}))).rejects.toMatchObject(REFUSED);
    expect(await as(await token({ iat: iat + 1 }))).toMatchObject({ id: 'alice' });
    expect(await as(await token({ iat, sub: 'bob' }))).toMatchObject({ id: 'bob' });
  });

  test('the authenticator refuses a cached token at every request after its revocation', async () => {
    const { list, as } = gateway();
    const jwt = await token({ iat: seconds(at('Z')) });
    const other = await token({ iat: seconds(at('Z')), sub: 'bob' });
    const viewer = await as(jwt);
    expect(await as(jwt)).toBe(viewer); // the same object, from the cache
    await as(other);
    list.replace(REVOKED);
    await expect(as(jwt)).rejects.toMatchObject(REFUSED);
    await expect(as(jwt)).rejects.toMatchObject(REFUSED);
    expect(await as(other)).toMatchObject({ id: 'bob' });
  });

  test('the authenticator refuses a token that is revoked while it is verified', async () => {
    const { list, as } = gateway();
    const asked = as(await token({ iat: seconds(at('Z')) }));
    list.replace(REVOKED);
    await expect(asked).rejects.toMatchObject(REFUSED);
  });

  test.each([
    ['an iat as text', { iat: '1' }, /iat/],
    ['an iat beyond every calendar', { iat: 1e300 }, /iat must be a time/],
    ['an iat that is null', { iat: null }, /iat/],
  ])('the authenticator refuses a token with %s', async (_, claims, message) => {
    const { as } = gateway(REVOKED);
    const refused = as(await token(claims));
    await expect(refused).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(refused).rejects.toThrow(message);
  });

  test('the authenticator refuses an exp beyond every calendar, which would never expire', async () => {
    const jwt = await new SignJWT({ sub: 'bob', exp: 1e300 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(SECRET));
    await expect(gateway().as(jwt)).rejects.toThrow(/exp must be a time/);
  });
});
