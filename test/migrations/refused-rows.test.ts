import { describe, expect, test } from '@jest/globals';
import {
  insert,
  NEW_ACCOUNT,
  quoted,
  SENDERS,
  transactionRow,
  usePlainSql,
  type Facts,
  type Refused,
  type Row,
  type Statements,
} from '../support/plain-sql.js';

const sql = usePlainSql();

const CHECK = '23514';
const FOREIGN_KEY = '23503';
const UNIQUE = '23505';
const NOT_NULL = '23502';
const OUT_OF_RANGE = '22003';

const MISSING_ID = '01900000-0000-7000-8000-0000000000ff';
const MISSING = quoted(MISSING_ID);

const transaction =
  (otherwise: Row | ((facts: Facts) => Row)): Statements =>
  (facts) => [
    insert(
      'transaction',
      transactionRow(facts, typeof otherwise === 'function' ? otherwise(facts) : otherwise),
    ),
  ];

const accountRow = (facts: Facts): Row => ({
  id: quoted(NEW_ACCOUNT),
  wallet_id: quoted(facts.alice),
  kind: quoted('HELD'),
  currency: quoted('USD'),
});

/** A system account in a shard of its own. */
const IN_SHARD: Row = {
  id: quoted(NEW_ACCOUNT),
  wallet_id: 'NULL',
  kind: quoted('EXTERNAL'),
  currency: quoted('USD'),
  shard: '63',
};

const account =
  (otherwise: Row): Statements =>
  (facts) => [insert('account', { ...accountRow(facts), ...otherwise })];

const WALLET_ROW: Row = {
  id: MISSING,
  owner_id: quoted('new'),
  currency: quoted('USD'),
  owner_number: '1',
  status: quoted('ACTIVE'),
  created_at: 'now()',
};

const wallet =
  (otherwise: Row): Statements =>
  () => [insert('wallet', { ...WALLET_ROW, ...otherwise })];

const KEY_ROW: Row = {
  caller: quoted('caller'),
  key: quoted('key'),
  movement: quoted('transfer'),
  input: quoted('{}'),
  input_hash: `sha256('input')`,
  outcome: quoted('{}'),
  created_at: 'now()',
};

const key =
  (otherwise: Row): Statements =>
  () => [insert('command', { ...KEY_ROW, ...otherwise })];

const reversalOf = (original: string): Row => ({
  kind: quoted('REVERSAL'),
  counter_wallet_id: 'NULL',
  original_id: quoted(original),
});

type Case = readonly [what: string, refused: Refused, statements: Statements];

const TRANSACTIONS: readonly Case[] = [
  ...['PENDING', 'FAILED', 'CANCELLED', 'DONE', ''].map((status): Case => [
    `a transfer that begins as "${status}"`,
    { state: CHECK, constraint: 'transaction_follows_transitions' },
    transaction({ status: quoted(status) }),
  ]),
  [
    'an unknown kind',
    { state: CHECK, constraint: 'transaction_follows_transitions' },
    transaction({ kind: quoted('GIFT') }),
  ],
  [
    'an illegal row among legal ones',
    { state: CHECK, constraint: 'transaction_follows_transitions' },
    (facts) => [
      insert(
        'transaction',
        transactionRow(facts, { id: MISSING }),
        transactionRow(facts, { kind: quoted('GIFT') }),
      ),
    ],
  ],
  [
    'of zero',
    { state: CHECK, constraint: 'transaction_amount_positive' },
    transaction({ amount: '0' }),
  ],
  [
    'of less than zero',
    { state: CHECK, constraint: 'transaction_amount_positive' },
    transaction({ amount: '-1' }),
  ],
  [
    'of a fraction that rounds to zero',
    { state: CHECK, constraint: 'transaction_amount_positive' },
    transaction({ amount: '0.4' }),
  ],
  [
    'of NaN',
    { state: CHECK, constraint: 'minor_units_is_a_number' },
    transaction({ amount: quoted('NaN') }),
  ],
  ['of Infinity', { state: OUT_OF_RANGE }, transaction({ amount: quoted('Infinity') })],
  ['of 39 digits', { state: OUT_OF_RANGE }, transaction({ amount: `1${'0'.repeat(38)}` })],
  [
    'in an unknown currency',
    { state: FOREIGN_KEY, constraint: 'transaction_in_its_wallets_currency' },
    transaction({ currency: quoted('ZZZ') }),
  ],
  [
    'about an unknown wallet',
    { state: FOREIGN_KEY, constraint: 'transaction_in_its_wallets_currency' },
    transaction({ wallet_id: MISSING }),
  ],
  [
    'about an unknown other wallet',
    { state: FOREIGN_KEY, constraint: 'transaction_counter_wallet_id_fkey' },
    transaction({ counter_wallet_id: MISSING }),
  ],
  [
    'from a wallet to itself',
    { state: CHECK, constraint: 'transaction_between_two_wallets' },
    transaction(({ alice }) => ({ counter_wallet_id: quoted(alice) })),
  ],
  [
    'a reversal without an original',
    { state: CHECK, constraint: 'transaction_reversal_names_original' },
    transaction({ kind: quoted('REVERSAL') }),
  ],
  [
    'a reversal of an unknown transaction',
    { state: FOREIGN_KEY, constraint: 'transaction_original_id_fkey' },
    transaction({ kind: quoted('REVERSAL'), original_id: MISSING }),
  ],
  [
    'a second reversal of one transaction',
    { state: UNIQUE, constraint: 'transaction_reversed_once' },
    transaction(({ reversed }) => reversalOf(reversed)),
  ],
  [
    'two reversals of one transaction at once',
    { state: UNIQUE, constraint: 'transaction_reversed_once' },
    (facts) => [
      insert(
        'transaction',
        transactionRow(facts, reversalOf(facts.deposited)),
        transactionRow(facts, { ...reversalOf(facts.deposited), id: MISSING }),
      ),
    ],
  ],
  [
    'a second row with the same id',
    { state: UNIQUE, constraint: 'transaction_pkey' },
    transaction(({ deposited }) => ({ id: quoted(deposited) })),
  ],
];

const ACCOUNTS: readonly Case[] = [
  [
    'another CASH of one wallet',
    { state: UNIQUE, constraint: 'account_one_per_wallet_and_kind' },
    account({ kind: quoted('CASH') }),
  ],
  [
    'another EXTERNAL of one currency',
    { state: UNIQUE, constraint: 'account_one_per_currency_kind_and_shard' },
    account({ wallet_id: 'NULL', kind: quoted('EXTERNAL') }),
  ],
  [
    'another EXTERNAL of one currency in one shard',
    { state: UNIQUE, constraint: 'account_one_per_currency_kind_and_shard' },
    () => [NEW_ACCOUNT, MISSING_ID].map((id) => insert('account', { ...IN_SHARD, id: quoted(id) })),
  ],
  [
    'a system account in shard -1',
    { state: CHECK, constraint: 'account_shard_known' },
    account({ ...IN_SHARD, shard: '-1' }),
  ],
  [
    'a shard for a wallet',
    { state: CHECK, constraint: 'account_shard_known' },
    account({ shard: '1' }),
  ],
  [
    'a kind without a floor for a wallet',
    { state: CHECK, constraint: 'account_kind_known' },
    account({ kind: quoted('EXTERNAL') }),
  ],
  [
    'a CASH of no wallet',
    { state: FOREIGN_KEY, constraint: 'account_system_account_known' },
    account({ wallet_id: 'NULL', kind: quoted('CASH') }),
  ],
  [
    'an unknown kind',
    { state: CHECK, constraint: 'account_kind_known' },
    account({ kind: quoted('held') }),
  ],
  [
    "another currency than its wallet's",
    { state: FOREIGN_KEY, constraint: 'account_in_its_wallets_currency' },
    account({ currency: quoted('EUR') }),
  ],
  [
    'an unknown wallet',
    { state: FOREIGN_KEY, constraint: 'account_in_its_wallets_currency' },
    account({ wallet_id: MISSING }),
  ],
  [
    'a system account in an unknown currency',
    { state: FOREIGN_KEY, constraint: 'account_system_currency_known' },
    account({ wallet_id: 'NULL', kind: quoted('EXTERNAL'), currency: quoted('ZZZ') }),
  ],
];

const WALLETS: readonly Case[] = [
  [
    'a second wallet of one owner, currency and name',
    { state: UNIQUE, constraint: 'wallet_one_per_owner_currency_and_name' },
    wallet({ owner_id: quoted('alice'), owner_number: '2' }),
  ],
  [
    'a second first wallet of one owner',
    { state: UNIQUE, constraint: 'wallet_numbered_once' },
    wallet({ owner_id: quoted('alice'), name: quoted('savings') }),
  ],
  [
    'a wallet before the first of its owner',
    { state: CHECK, constraint: 'wallet_owner_number_from_one' },
    wallet({ owner_number: '0' }),
  ],
  ...['', '-savings', 'Savings', 'my wallet', 'ÿ', 'main\n', 'x'.repeat(41)].map((name): Case => [
    `a wallet with the name ${JSON.stringify(name)}`,
    { state: CHECK, constraint: 'wallet_name_form' },
    wallet({ name: quoted(name) }),
  ]),
  ...['[]', '"text"', '1', 'null'].map((json): Case => [
    `metadata ${json}, which are no object`,
    { state: CHECK, constraint: 'wallet_metadata_is_object' },
    wallet({ metadata: quoted(json) }),
  ]),
  [
    'an unknown currency',
    { state: FOREIGN_KEY, constraint: 'wallet_in_a_currency' },
    wallet({ currency: quoted('ZZZ') }),
  ],
  [
    'an unknown status',
    { state: CHECK, constraint: 'wallet_status_known' },
    wallet({ status: quoted('OPEN') }),
  ],
  [
    'an owner without a name',
    { state: CHECK, constraint: 'owner_id_form' },
    wallet({ owner_id: quoted('') }),
  ],
  [
    'an owner with a name too long',
    { state: CHECK, constraint: 'owner_id_form' },
    wallet({ owner_id: `repeat('x', 256)` }),
  ],
];

const KEYS: readonly Case[] = [
  [
    'a key that the caller has sent before',
    { state: UNIQUE, constraint: 'command_pkey' },
    () => [insert('command', KEY_ROW), insert('command', KEY_ROW)],
  ],
  ['an empty key', { state: CHECK, constraint: 'command_key_form' }, key({ key: quoted('') })],
  [
    'a key that is too long',
    { state: CHECK, constraint: 'command_key_form' },
    key({ key: `repeat('x', 256)` }),
  ],
  [
    'a hash that is not SHA-256',
    { state: CHECK, constraint: 'command_input_sha256' },
    key({ input_hash: quoted('short') }),
  ],
];

/** The columns that must not be NULL in each table, with statements that leave one NULL. */
const REQUIRED: readonly (readonly [table: string, column: string, statements: Statements])[] = [
  ...['id', 'kind', 'status', 'currency', 'amount', 'initiated_by', 'created_at'].map(
    (column) => ['transaction', column, transaction({ [column]: 'NULL' })] as const,
  ),
  ...['metadata', 'details'].map(
    (column) => ['transaction', column, transaction({ [column]: 'NULL' })] as const,
  ),
  ...['id', 'kind', 'currency', 'shard'].map(
    (column) => ['account', column, account({ [column]: 'NULL' })] as const,
  ),
  ...Object.keys(WALLET_ROW).map(
    (column) => ['wallet', column, wallet({ [column]: 'NULL' })] as const,
  ),
  ...Object.keys(KEY_ROW).map((column) => ['command', column, key({ [column]: 'NULL' })] as const),
];

/** Rows that say of themselves when and by what they were written, or where they stand. */
const WRITERS: readonly [string, Refused, Statements][] = (
  [
    ['transaction', transaction],
    ['wallet', wallet],
  ] as const
).flatMap(([table, row]): [string, Refused, Statements][] => {
  const wrongWriter = { state: CHECK, constraint: `${table}_names_its_writer` };
  return [
    [`a ${table} of another writer`, wrongWriter, row({ written_by: `'1'` })],
    [
      `a ${table} of another run of the server`,
      wrongWriter,
      row({ server_run: `pg_postmaster_start_time() - interval '1 microsecond'` }),
    ],
    [
      `a ${table} at the position of another`,
      { state: UNIQUE, constraint: `${table}_position_taken_once` },
      row({ position: `(SELECT max(position) FROM ${table})` }),
    ],
  ];
});

describe.each(SENDERS)('as %s, a wrong row is refused', (sender) => {
  const refuses = async (_: string, refused: Refused, statements: Statements): Promise<void> =>
    sql.expectRefusal(sender, statements(sql.facts), refused);

  test.each(TRANSACTIONS)('PostgreSQL refuses a wrong transaction: %s', refuses);
  test.each(ACCOUNTS)('PostgreSQL refuses a wrong account: %s', refuses);
  test.each(WALLETS)('PostgreSQL refuses a wrong wallet: %s', refuses);
  test.each(KEYS)('PostgreSQL refuses a wrong idempotency key: %s', refuses);
  test.each(WRITERS)('PostgreSQL refuses %s', refuses);

  test.each(REQUIRED)('PostgreSQL refuses a %s without %s', async (_, column, statements) => {
    await sql.expectRefusal(sender, statements(sql.facts), { state: NOT_NULL, column });
  });

  test('PostgreSQL accepts the rows that the cases start from', async () => {
    for (const statements of [transaction({}), account({}), account(IN_SHARD), wallet({}), key({})])
      expect(await sql.refusal(sender, statements(sql.facts))).toBe('NOT REFUSED');
    expect(
      await sql.refusal(sender, transaction((facts) => reversalOf(facts.deposited))(sql.facts)),
    ).toBe('NOT REFUSED');
  });
});
