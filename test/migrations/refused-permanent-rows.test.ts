import { describe, expect, test } from '@jest/globals';
import {
  insert,
  quoted,
  SENDERS,
  usePlainSql,
  type Refused,
  type Row,
} from '../support/plain-sql.js';

const sql = usePlainSql();

const CHECK = '23514';
const NOT_NULL = '23502';
const UNIQUE = '23505';
const NO_RIGHT: Refused = { state: '42501' };

const currencyRow = (otherwise: Row = {}): Row => ({
  code: quoted('GEM'),
  digits: '2',
  name: quoted('Gems'),
  created_at: 'now()',
  ...otherwise,
});
const accountRow = (otherwise: Row = {}): Row => ({
  name: quoted('FEES'),
  description: quoted('Fees of the shop'),
  created_by: quoted('an admin'),
  created_at: 'now()',
  ...otherwise,
});
const currency = (otherwise: Row = {}): string => insert('currency', currencyRow(otherwise));
const account = (otherwise: Row = {}): string => insert('system_account', accountRow(otherwise));
const characters = (length: number): string => quoted('ä'.repeat(length));
const check = (constraint: string): Refused => ({ state: CHECK, constraint });
const missing = (column: string): Refused => ({ state: NOT_NULL, column });

const ROWS: readonly (readonly [what: string, refused: Refused, statement: string])[] = [
  ...['US', 'usd', '1USD', 'US D', 'U'.repeat(13), 'USÄ', 'USD\n'].map(
    (code) =>
      [
        `code ${JSON.stringify(code)}`,
        check('currency_code_form'),
        currency({ code: quoted(code) }),
      ] as const,
  ),
  ['-1 digits', check('currency_digits_range'), currency({ digits: '-1' })],
  ['19 digits', check('currency_digits_range'), currency({ digits: '19' })],
  ['an empty currency name', check('currency_name_form'), currency({ name: quoted('') })],
  ['a currency name of 101', check('currency_name_form'), currency({ name: characters(101) })],
  [
    'a currency of no moment',
    check('currency_created_at_a_moment'),
    currency({ created_at: quoted('infinity') }),
  ],
  [
    'a currency that is there',
    { state: UNIQUE, constraint: 'currency_pkey' },
    currency({ code: quoted('USD') }),
  ],
  ...Object.keys(currencyRow()).map(
    (column) => [`no ${column}`, missing(column), currency({ [column]: 'NULL' })] as const,
  ),
  ...['F', 'fees', '1FEES', 'FEES OF', 'F'.repeat(33), '_FEES'].map(
    (name) =>
      [
        `account ${name}`,
        check('system_account_name_form'),
        account({ name: quoted(name) }),
      ] as const,
  ),
  ...['CASH', 'HELD', 'CREDIT', 'HELD_CREDIT', 'OWED'].map(
    (name) =>
      [
        `${name}, which has a floor`,
        check('system_account_of_no_wallet'),
        account({ name: quoted(name) }),
      ] as const,
  ),
  ['no words', check('system_account_description_form'), account({ description: quoted('') })],
  [
    '501 words',
    check('system_account_description_form'),
    account({ description: characters(501) }),
  ],
  ['an empty creator', check('system_account_by_form'), account({ created_by: quoted('') })],
  [
    'an account of no moment',
    check('system_account_created_at_a_moment'),
    account({ created_at: quoted('-infinity') }),
  ],
  [
    'an account that is there',
    { state: UNIQUE, constraint: 'system_account_pkey' },
    account({ name: quoted('SALES') }),
  ],
  ...Object.keys(accountRow()).map(
    (column) =>
      [`no ${column} of an account`, missing(column), account({ [column]: 'NULL' })] as const,
  ),
];

describe.each(SENDERS)('as %s, a malformed currency or system account is refused', (sender) => {
  test.each(ROWS)('the book refuses a row with %s', async (_, refused, statement) => {
    await sql.expectRefusal(sender, [statement], refused);
  });

  test('the book accepts rows of the greatest lengths', async () => {
    const longest = [
      currency({ code: quoted('G'.repeat(12)), digits: '18', name: characters(100) }),
      account({ name: quoted('F'.repeat(32)), description: characters(500) }),
    ];
    expect(await sql.refusal(sender, longest)).toBe('NOT REFUSED');
  });

  test('an account of the system has a name that system_account has, and a new one can be used at once', async () => {
    const chain = insert('account', {
      id: quoted('01900000-0000-7000-8000-00000000000c'),
      wallet_id: 'NULL',
      kind: quoted('FEES'),
      currency: quoted('USD'),
      shard: '5',
    });
    await sql.expectRefusal(sender, [chain], {
      ...{ state: '23503', constraint: 'account_system_account_known' },
    });
    expect(await sql.refusal(sender, [account(), chain])).toBe('NOT REFUSED');
  });
});

describe('the gateway can neither change nor remove a currency or a system account', () => {
  test.each([
    'UPDATE currency SET name = name',
    'DELETE FROM currency',
    'TRUNCATE currency CASCADE',
    'UPDATE system_account SET description = description',
    'DELETE FROM system_account',
    'TRUNCATE system_account CASCADE',
  ])('the gateway has no right to %s', async (statement) => {
    await sql.expectRefusal('gateway', [statement], NO_RIGHT);
  });
});
