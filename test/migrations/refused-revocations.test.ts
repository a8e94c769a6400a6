import { beforeAll, describe, expect, test } from '@jest/globals';
import { revokeTokens } from '../../src/movements/index.js';
import { done } from '../support/book.js';
import {
  insert,
  quoted,
  SENDERS,
  usePlainSql,
  type Refused,
  type Row,
} from '../support/plain-sql.js';
import { ADMIN, reason } from '../support/inputs.js';

const sql = usePlainSql();

const STAYS: Refused = { state: '23001', constraint: 'token_revocation_stays' };
const ONLY_ERASED: Refused = {
  state: '23001',
  constraint: 'token_revocation_erased_by_erasure',
};
const NO_RIGHT: Refused = { state: '42501' };
const CHECK = '23514';
const NOT_NULL = '23502';

beforeAll(async () => {
  const { ledger } = sql.at.gateway.book;
  const input = { subject: 'mallory', reason };
  done(await ledger.submit(revokeTokens, input, ADMIN, 'mallory'));
});

const row = (otherwise: Row = {}): Row => ({
  subject: quoted('trudy'),
  revoked_at: 'now()',
  reason: quoted('because'),
  revoked_by: quoted('an admin'),
  ...otherwise,
});
const revocation = (otherwise: Row = {}): string[] => [insert('token_revocation', row(otherwise))];
const check = (name: string): Refused => ({ state: CHECK, constraint: `token_revocation_${name}` });
const OWNER_FORM: Refused = { state: CHECK, constraint: 'owner_id_form' };
const missing = (column: string): Refused => ({ state: NOT_NULL, column });
const characters = (count: number): string => quoted('ä'.repeat(count));

const ROWS: readonly (readonly [what: string, refused: Refused, statements: readonly string[]])[] =
  [
    ['an empty subject', OWNER_FORM, revocation({ subject: quoted('') })],
    ['a subject of 256 characters', OWNER_FORM, revocation({ subject: characters(256) })],
    ['no subject', missing('subject'), revocation({ subject: 'NULL' })],
    ['an empty reason', check('reason_form'), revocation({ reason: quoted('') })],
    ['a reason of 501 characters', check('reason_form'), revocation({ reason: characters(501) })],
    ['no reason', missing('reason'), revocation({ reason: 'NULL' })],
    ['an empty revoker', check('by_form'), revocation({ revoked_by: quoted('') })],
    ['a revoker of 256 characters', check('by_form'), revocation({ revoked_by: characters(256) })],
    ['no revoker', missing('revoked_by'), revocation({ revoked_by: 'NULL' })],
    ['an infinite moment', check('at_a_moment'), revocation({ revoked_at: quoted('infinity') })],
    ['no moment', missing('revoked_at'), revocation({ revoked_at: 'NULL' })],
    [
      'the subject and moment of another row',
      { state: '23505', constraint: 'token_revocation_pkey' },
      [...revocation(), ...revocation()],
    ],
  ];

describe.each(SENDERS)('as %s, a malformed revocation is refused', (sender) => {
  test.each(ROWS)('token_revocation refuses a row with %s', async (_, refused, statements) => {
    await sql.expectRefusal(sender, statements, refused);
  });

  test('token_revocation accepts a row of the greatest lengths', async () => {
    const longest = {
      subject: characters(255),
      reason: characters(500),
      revoked_by: characters(255),
    };
    expect(await sql.refusal(sender, revocation(longest))).toBe('NOT REFUSED');
  });
});

describe('a revocation can neither be changed nor removed', () => {
  test.each([
    `UPDATE token_revocation SET revoked_at = revoked_at - interval '1 hour'`,
    'DELETE FROM token_revocation',
    `DELETE FROM token_revocation WHERE subject = 'mallory'`,
    'TRUNCATE token_revocation',
  ])('token_revocation refuses: %s', async (statement) => {
    await sql.expectRefusal('owner', [statement], STAYS);
    await sql.expectRefusal('gateway', [statement], NO_RIGHT);
  });

  // An erasure may change the reason. The gateway has the right to, and the rules of an erasure refuse all else.
  test.each(['owner', 'gateway'] as const)('%s changes no reason', async (sender) => {
    await sql.expectRefusal(sender, [`UPDATE token_revocation SET reason = 'other'`], ONLY_ERASED);
    await sql.expectRefusal(
      sender,
      [
        insert('token_revocation', row()),
        `${insert('token_revocation', row())} ON CONFLICT (subject, revoked_at) DO UPDATE SET reason = 'other'`,
      ],
      ONLY_ERASED,
    );
  });
});
