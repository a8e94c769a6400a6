import { describe, expect, test } from '@jest/globals';
import {
  insert,
  newAccount,
  next,
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
  status: quoted('ACTIVE'),
  created_at: 'now()',
};

const wallet =
  (otherwise: Row): Statements =>
  () => [insert('wallet', { ...WALLET_ROW, ...otherwise })];

const KEY_ROW: Row = {
  caller: quoted('caller'),
  key: quoted('key'),
  input_hash: `sha256('input')`,
  outcome: quoted('{}'),
  created_at: 'now()',
};

const key =
  (otherwise: Row): Statements =>
  () => [insert('idempotency_key', { ...KEY_ROW, ...otherwise })];

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
  ...[-1, 64].map((shard): Case => [
    `a system account in shard ${shard}`,
    { state: CHECK, constraint: 'account_shard_known' },
    account({ ...IN_SHARD, shard: String(shard) }),
  ]),
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
    { state: FOREIGN_KEY, constraint: 'account_currency_fkey' },
    account({ wallet_id: 'NULL', kind: quoted('EXTERNAL'), currency: quoted('ZZZ') }),
  ],
];

const WALLETS: readonly Case[] = [
  [
    'a second wallet of one owner and currency',
    { state: UNIQUE, constraint: 'wallet_one_per_owner_and_currency' },
    wallet({ owner_id: quoted('alice') }),
  ],
  [
    'an unknown currency',
    { state: FOREIGN_KEY, constraint: 'wallet_currency_fkey' },
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
    { state: UNIQUE, constraint: 'idempotency_key_pkey' },
    () => [insert('idempotency_key', KEY_ROW), insert('idempotency_key', KEY_ROW)],
  ],
  ['an empty key', { state: CHECK, constraint: 'idempotency_key_form' }, key({ key: quoted('') })],
  [
    'a key that is too long',
    { state: CHECK, constraint: 'idempotency_key_form' },
    key({ key: `repeat('x', 256)` }),
  ],
  [
    'a hash that is not SHA-256',
    { state: CHECK, constraint: 'idempotency_key_sha256' },
    key({ input_hash: quoted('short') }),
  ],
];

/** The columns that must not be NULL in each table, with statements that leave one NULL. */
const REQUIRED: readonly (readonly [table: string, column: string, statements: Statements])[] = [
  ...['id', 'kind', 'status', 'currency', 'amount', 'wallet_id', 'initiated_by', 'created_at'].map(
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
  ...Object.keys(KEY_ROW).map(
    (column) => ['idempotency_key', column, key({ [column]: 'NULL' })] as const,
  ),
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

const STAYS = '23001';
const NO_RIGHT = '42501';

/**
 * Changes that existing rows refuse. `byOwner` is the owner's refusal if the gateway lacks the
 * right to try.
 */
const CHANGES: readonly {
  what: string;
  byOwner?: Refused;
  refused: Refused;
  statements: Statements;
}[] = [
  ...['PENDING', 'CANCELLED', 'COMPLETED'].map((status) => ({
    what: `a completed deposit becomes ${status}`,
    refused: { state: CHECK, constraint: 'transaction_follows_transitions' },
    statements: ({ deposited }: Facts) => [
      `UPDATE transaction SET status = '${status}', status_reason = 'so' WHERE id = '${deposited}'`,
    ],
  })),
  {
    what: 'only the reason of a status changes',
    refused: { state: CHECK, constraint: 'transaction_follows_transitions' },
    statements: ({ deposited }: Facts) => [
      `UPDATE transaction SET status_reason = 'so' WHERE id = '${deposited}'`,
    ],
  },
  ...['status_changed_by', 'completed_at', 'status_changed_at'].map((column) => ({
    what: `only ${column} of a transaction changes`,
    refused: { state: CHECK, constraint: 'transaction_follows_transitions' },
    statements: ({ deposited }: Facts) => [
      `UPDATE transaction SET ${column} = NULL WHERE id = '${deposited}'`,
    ],
  })),
  ...[
    `id = ${MISSING}`,
    `kind = 'TRANSFER'`,
    `currency = 'EUR'`,
    `amount = amount + 1`,
    `wallet_id = (SELECT id FROM wallet WHERE owner_id = 'alice')`,
    `counter_wallet_id = (SELECT id FROM wallet WHERE owner_id = 'alice')`,
    `original_id = id`,
    `quote_id = ${MISSING}`,
    `expires_at = now()`,
    `reference = 'other'`,
    `description = 'other'`,
    `metadata = '{"a": 1}'`,
    `details = '{"a": 1}'`,
    `initiated_by = 'other'`,
    `created_at = created_at - interval '1 day'`,
  ].map((change) => ({
    what: `a transaction's ${change}`,
    byOwner: { state: STAYS, constraint: 'transaction_stays' },
    refused: { state: NO_RIGHT },
    statements: ({ deposited }: Facts) => [
      `UPDATE transaction SET ${change} WHERE id = '${deposited}'`,
    ],
  })),
  ...[
    `id = ${MISSING}`,
    `owner_id = 'other'`,
    `currency = 'EUR'`,
    `created_at = created_at - interval '1 day'`,
  ].map((change) => ({
    what: `a wallet's ${change}`,
    byOwner: { state: STAYS, constraint: 'wallet_stays' },
    refused: { state: NO_RIGHT },
    statements: ({ alice }: Facts) => [`UPDATE wallet SET ${change} WHERE id = '${alice}'`],
  })),
  {
    what: 'a wallet with cash closes',
    refused: { state: CHECK, constraint: 'wallet_empty_when_closed' },
    statements: ({ alice }: Facts) => [`UPDATE wallet SET status = 'CLOSED' WHERE id = '${alice}'`],
  },
  {
    what: 'a wallet that owes closes',
    refused: { state: CHECK, constraint: 'wallet_empty_when_closed' },
    statements: (facts) => {
      const { chain, statement } = newAccount(facts.alice, 'OWED');
      const cash = facts.aliceCash;
      return [
        insert('transaction', transactionRow(facts, { amount: String(cash.balance) })),
        statement,
        insert('entry', next(cash, -cash.balance), next(facts.bobCash, cash.balance)),
        insert('transaction', transactionRow(facts, { id: MISSING })),
        insert(
          'entry',
          next(chain, -5n, { transaction_id: MISSING }),
          next(
            {
              ...facts.bobCash,
              seq: facts.bobCash.seq + 1,
              balance: facts.bobCash.balance + cash.balance,
            },
            5n,
            {
              transaction_id: MISSING,
            },
          ),
        ),
        `UPDATE wallet SET status = 'CLOSED' WHERE id = '${facts.alice}'`,
      ];
    },
  },
  ...['DEPOSIT', 'WITHDRAWAL', 'PURCHASE'].map((kind) => ({
    what: `an emptied wallet with a pending ${kind} closes`,
    refused: { state: CHECK, constraint: 'wallet_nothing_pending_when_closed' },
    statements: (facts: Facts) => [
      insert('transaction', transactionRow(facts, { amount: String(facts.aliceCash.balance) })),
      insert(
        'entry',
        next(facts.aliceCash, -facts.aliceCash.balance),
        next(facts.bobCash, facts.aliceCash.balance),
      ),
      insert(
        'transaction',
        transactionRow(facts, {
          ...{ id: MISSING, kind: `'${kind}'`, status: `'PENDING'` },
          ...{ counter_wallet_id: 'NULL', completed_at: 'NULL' },
        }),
      ),
      `UPDATE wallet SET status = 'CLOSED' WHERE id = '${facts.alice}'`,
    ],
  })),
  ...['ACTIVE', 'FROZEN', 'CLOSED'].map((status) => ({
    what: `a closed wallet becomes ${status}`,
    refused: { state: CHECK, constraint: 'wallet_closed_stays' },
    statements: ({ closed }: Facts) => [
      `UPDATE wallet SET status = '${status}' WHERE id = '${closed}'`,
    ],
  })),
  {
    what: 'an unknown status of a wallet',
    refused: { state: CHECK, constraint: 'wallet_status_known' },
    statements: ({ alice }: Facts) => [`UPDATE wallet SET status = 'OPEN' WHERE id = '${alice}'`],
  },
];

describe.each(SENDERS)('as %s, a wrong change is refused', (sender) => {
  test.each(CHANGES)('PostgreSQL refuses this: $what', async ({ refused, byOwner, statements }) => {
    await sql.expectRefusal(
      sender,
      statements(sql.facts),
      sender === 'owner' ? (byOwner ?? refused) : refused,
    );
  });

  test('PostgreSQL lets an emptied wallet close', async () => {
    const emptied: Statements = (facts) => [
      insert('transaction', transactionRow(facts, { amount: String(facts.aliceCash.balance) })),
      insert(
        'entry',
        next(facts.aliceCash, -facts.aliceCash.balance),
        next(facts.bobCash, facts.aliceCash.balance),
      ),
      `UPDATE wallet SET status = 'CLOSED' WHERE id = '${facts.alice}'`,
    ];
    expect(await sql.refusal(sender, emptied(sql.facts))).toBe('NOT REFUSED');
  });
});
