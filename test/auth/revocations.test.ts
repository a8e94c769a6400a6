import { describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { Revocations } from '../../src/auth/revocations.js';
import { createAuthenticator } from '../../src/auth/token.js';

const SECRET = 'a secret of the tests, long enough to be one';
const AT = '2026-11-21T12:00:07';
const at = (rest: string): Date => new Date(`${AT}${rest}`);
const seconds = (date: Date): number => date.getTime() / 1000;

/** alice's tokens were revoked in the middle of a second. */
const REVOKED = new Map([['alice', at('.500Z')]]);

function revocations(latest: ReadonlyMap<string, Date> = REVOKED): Revocations {
  const list = new Revocations();
  list.replace(latest);
  return list;
}

describe('a revoked token', () => {
  test.each<[what: string, issuedAt: Date | undefined, revoked: boolean]>([
    ['of long before', new Date(0), true],
    ['of the second before', new Date('2026-11-21T12:00:06Z'), true],
    ['of that second', at('Z'), true],
    ['of that second, as if later in it', at('.900Z'), true],
    ['of the second after', new Date('2026-11-21T12:00:08Z'), false],
    ['without iat', undefined, true],
  ])('%s', (_, issuedAt, revoked) => {
    expect(revocations().isRevoked({ id: 'alice', issuedAt })).toBe(revoked);
  });

  test.each(['alice', 'Alice', 'alice ', '', 'bob', 'constructor'])(
    'is of that subject alone, and not of %j',
    (id) => {
      expect(revocations().isRevoked({ id })).toBe(id === 'alice');
    },
  );

  test('is so by the list that is there now, and by none before it is there', () => {
    const list = new Revocations();
    const token = { id: 'alice', issuedAt: at('Z') };
    expect(list.isRevoked(token)).toBe(false);
    const latest = new Map(REVOKED);
    list.replace(latest);
    latest.clear(); // the list is its own
    expect(list.isRevoked(token)).toBe(true);
    list.replace(new Map([['bob', at('Z')]]));
    expect(list.isRevoked(token)).toBe(false);
    expect(list.isRevoked({ id: 'bob', issuedAt: at('Z') })).toBe(true);
  });
});

describe('the authenticator', () => {
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

  test('says when a token was issued', async () => {
    const { as } = gateway();
    const iat = seconds(at('Z'));
    expect(await as(await token({ iat }))).toMatchObject({ id: 'alice', issuedAt: at('Z') });
    expect((await as(await token({}))).issuedAt).toBeUndefined();
  });

  test('refuses what was issued up to that second, and nothing else', async () => {
    const { as } = gateway(REVOKED);
    const iat = seconds(at('Z'));
    await expect(as(await token({ iat }))).rejects.toMatchObject(REFUSED);
    await expect(as(await token({}))).rejects.toMatchObject(REFUSED);
    expect(await as(await token({ iat: iat + 1 }))).toMatchObject({ id: 'alice' });
    expect(await as(await token({ iat, sub: 'bob' }))).toMatchObject({ id: 'bob' });
  });

  test('refuses a token that it remembers, at every request from then on', async () => {
    const { list, as } = gateway();
    const jwt = await token({ iat: seconds(at('Z')) });
    const other = await token({ iat: seconds(at('Z')), sub: 'bob' });
    const viewer = await as(jwt);
    expect(await as(jwt)).toBe(viewer); // the very same: it was remembered
    await as(other);
    list.replace(REVOKED);
    await expect(as(jwt)).rejects.toMatchObject(REFUSED);
    await expect(as(jwt)).rejects.toMatchObject(REFUSED);
    expect(await as(other)).toMatchObject({ id: 'bob' });
  });

  test('refuses a token that is revoked while it is looked at', async () => {
    const { list, as } = gateway();
    const asked = as(await token({ iat: seconds(at('Z')) }));
    list.replace(REVOKED);
    await expect(asked).rejects.toMatchObject(REFUSED);
  });

  test.each([
    ['iat as text', { iat: '1' }, /iat/],
    ['an iat beyond every calendar', { iat: 1e300 }, /iat must be a time/],
    ['an iat that is null', { iat: null }, /iat/],
  ])('refuses %s, which could be neither before nor after', async (_, claims, message) => {
    const { as } = gateway(REVOKED);
    const refused = as(await token(claims));
    await expect(refused).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(refused).rejects.toThrow(message);
  });

  test('refuses an exp beyond every calendar, which would never be over', async () => {
    const jwt = await new SignJWT({ sub: 'bob', exp: 1e300 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(SECRET));
    await expect(gateway().as(jwt)).rejects.toThrow(/exp must be a time/);
  });
});
