import { describe, expect, test } from '@jest/globals';
import {
  insert,
  newAccount,
  next,
  NEW_ACCOUNT,
  NEW_TRANSACTION,
  OTHER_TRANSACTION,
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

/**
 * A transfer of 5 from alice to bob that is right except for the columns given for alice's
 * entry.
 */
const wrongly =
  (otherwise: Row | ((facts: Facts) => Row)): Statements =>
  (facts) => [
    insert('transaction', transactionRow(facts)),
    insert(
      'entry',
      next(facts.aliceCash, -5n, typeof otherwise === 'function' ? otherwise(facts) : otherwise),
      next(facts.bobCash, 5n),
    ),
  ];

/** A transaction with these entries, each of which is right by itself. */
const entries =
  (rows: (facts: Facts) => readonly Row[]): Statements =>
  (facts) => [
    insert('transaction', transactionRow(facts), transactionRow(facts, { id: OTHER_TRANSACTION })),
    insert('entry', ...rows(facts)),
  ];

/** The first entry of a new account of alice, balanced by bob's cash. */
const beginning =
  (kind: string, amount: bigint, otherwise: Row = {}): Statements =>
  (facts) => {
    const { chain, statement } = newAccount(facts.alice, kind);
    return [
      insert('transaction', transactionRow(facts)),
      statement,
      insert('entry', next(chain, amount, otherwise), next(facts.bobCash, -amount)),
    ];
  };

const CASES: readonly (readonly [what: string, refused: Refused, statements: Statements])[] = [
  // The chain.
  [
    'skips a seq',
    { state: FOREIGN_KEY, constraint: 'entry_chain_continues' },
    wrongly(({ aliceCash }) => ({ seq: String(aliceCash.seq + 2) })),
  ],
  [
    'forks the chain: the newest seq again',
    { state: UNIQUE, constraint: 'entry_pkey' },
    wrongly(({ aliceCash }) => ({ seq: String(aliceCash.seq) })),
  ],
  [
    'forks the chain: the first seq again',
    { state: UNIQUE, constraint: 'entry_pkey' },
    wrongly({ seq: '1', balance: '10000', amount: '10000' }),
  ],
  [
    'carries a balance too high by one',
    { state: FOREIGN_KEY, constraint: 'entry_chain_continues' },
    wrongly(({ aliceCash }) => ({ balance: String(aliceCash.balance - 4n) })),
  ],
  [
    'carries a balance too low by one',
    { state: FOREIGN_KEY, constraint: 'entry_chain_continues' },
    wrongly(({ aliceCash }) => ({ balance: String(aliceCash.balance - 6n) })),
  ],
  [
    'leaves the balance as it was',
    { state: FOREIGN_KEY, constraint: 'entry_chain_continues' },
    wrongly(({ aliceCash }) => ({ balance: String(aliceCash.balance) })),
  ],
  [
    'continues an older link',
    { state: FOREIGN_KEY, constraint: 'entry_chain_continues' },
    wrongly(({ aliceCash }) => ({ seq: String(aliceCash.seq + 1), balance: '9996', amount: '-5' })),
  ],
  [
    'begins with money from nowhere',
    { state: CHECK, constraint: 'entry_chain_begins_at_zero' },
    beginning('HELD', 5n, { balance: '6' }),
  ],
  [
    'begins at seq 2',
    { state: FOREIGN_KEY, constraint: 'entry_chain_continues' },
    beginning('HELD', 5n, { seq: '2' }),
  ],
  [
    'begins at seq 2 with a wrong balance',
    { state: FOREIGN_KEY, constraint: 'entry_chain_continues' },
    beginning('HELD', 5n, { seq: '2', balance: '1000' }),
  ],
  [
    'is at seq 0',
    { state: CHECK, constraint: 'entry_seq_from_one' },
    beginning('HELD', 5n, { seq: '0' }),
  ],
  [
    'is at seq -1',
    { state: CHECK, constraint: 'entry_seq_from_one' },
    beginning('HELD', 5n, { seq: '-1' }),
  ],
  // The floor.
  [
    'brings CASH below zero',
    { state: CHECK, constraint: 'entry_not_below_floor' },
    entries(({ aliceCash, bobCash }) => [
      next(aliceCash, -aliceCash.balance - 1n),
      next(bobCash, aliceCash.balance + 1n),
    ]),
  ],
  [
    'brings CASH below zero in the middle of a statement',
    { state: CHECK, constraint: 'entry_not_below_floor' },
    entries(({ aliceCash, bobCash }) => [
      next(aliceCash, -aliceCash.balance - 1n),
      next({ ...aliceCash, seq: aliceCash.seq + 1, balance: -1n }, 1n),
      next(bobCash, aliceCash.balance),
    ]),
  ],
  [
    'brings HELD below zero',
    { state: CHECK, constraint: 'entry_not_below_floor' },
    beginning('HELD', -1n),
  ],
  [
    'brings CREDIT below zero',
    { state: CHECK, constraint: 'entry_not_below_floor' },
    beginning('CREDIT', -1n),
  ],
  [
    'brings HELD_CREDIT below zero',
    { state: CHECK, constraint: 'entry_not_below_floor' },
    beginning('HELD_CREDIT', -1n),
  ],
  [
    'brings OWED above zero',
    { state: CHECK, constraint: 'entry_owed_not_above_zero' },
    beginning('OWED', 1n),
  ],
  [
    "calls CASH another of the wallet's kinds",
    { state: FOREIGN_KEY, constraint: 'entry_kind_is_its_accounts' },
    wrongly({ account_kind: quoted('HELD') }),
  ],
  [
    'calls CASH a kind without a floor, below zero',
    { state: FOREIGN_KEY, constraint: 'entry_kind_is_its_accounts' },
    entries(({ aliceCash, bobCash }) => [
      next(aliceCash, -aliceCash.balance - 1n, { account_kind: quoted('EXTERNAL') }),
      next(bobCash, aliceCash.balance + 1n),
    ]),
  ],
  [
    'names an unknown kind',
    { state: FOREIGN_KEY, constraint: 'entry_kind_is_its_accounts' },
    wrongly({ account_kind: quoted('cash') }),
  ],
  // The zero sum.
  [
    'stands alone',
    { state: CHECK, constraint: 'entry_sums_to_zero' },
    entries(({ aliceCash }) => [next(aliceCash, 5n)]),
  ],
  [
    'does not sum to zero',
    { state: CHECK, constraint: 'entry_sums_to_zero' },
    entries(({ aliceCash, bobCash }) => [next(aliceCash, -4n), next(bobCash, 5n)]),
  ],
  [
    'sums to zero only over two currencies',
    { state: CHECK, constraint: 'entry_sums_to_zero' },
    entries(({ aliceCash, erinCash }) => [next(aliceCash, -5n), next(erinCash, 5n)]),
  ],
  [
    'sums to zero only over two phases',
    { state: CHECK, constraint: 'entry_sums_to_zero' },
    entries(({ aliceCash, bobCash }) => [
      next(aliceCash, -5n, { phase: quoted('HOLD') }),
      next(bobCash, 5n),
    ]),
  ],
  [
    'sums to zero only over two transactions',
    { state: CHECK, constraint: 'entry_sums_to_zero' },
    entries(({ aliceCash, bobCash }) => [
      next(aliceCash, -5n),
      next(bobCash, 5n, { transaction_id: OTHER_TRANSACTION }),
    ]),
  ],
  [
    'has its other half in another statement',
    { state: CHECK, constraint: 'entry_sums_to_zero' },
    (facts) => [
      insert('transaction', transactionRow(facts)),
      insert('entry', next(facts.aliceCash, -5n)),
    ],
  ],
  // Amounts.
  [
    'is of zero',
    { state: CHECK, constraint: 'entry_amount_not_zero' },
    entries(({ aliceCash, bobCash }) => [next(aliceCash, 0n), next(bobCash, 0n)]),
  ],
  [
    'is of a fraction that rounds to zero',
    { state: CHECK, constraint: 'entry_amount_not_zero' },
    wrongly(({ aliceCash }) => ({ amount: '-0.4', balance: String(aliceCash.balance) })),
  ],
  [
    'is of NaN',
    { state: CHECK, constraint: 'minor_units_is_a_number' },
    wrongly({ amount: quoted('NaN') }),
  ],
  [
    'carries NaN',
    { state: CHECK, constraint: 'minor_units_is_a_number' },
    wrongly({ balance: quoted('NaN') }),
  ],
  [
    'is of NaN and carries NaN',
    { state: CHECK, constraint: 'minor_units_is_a_number' },
    wrongly({ amount: quoted('NaN'), balance: quoted('NaN') }),
  ],
  ['is of Infinity', { state: OUT_OF_RANGE }, wrongly({ amount: quoted('Infinity') })],
  ['carries Infinity', { state: OUT_OF_RANGE }, wrongly({ balance: quoted('Infinity') })],
  [
    'is of -Infinity and carries it',
    { state: OUT_OF_RANGE },
    wrongly({ amount: quoted('-Infinity'), balance: quoted('-Infinity') }),
  ],
  ['has 39 digits', { state: OUT_OF_RANGE }, wrongly({ balance: `1${'0'.repeat(38)}` })],
  // References and words.
  [
    'is of an unknown transaction',
    { state: FOREIGN_KEY, constraint: 'entry_has_its_transaction' },
    (facts) => [insert('entry', next(facts.aliceCash, -5n), next(facts.bobCash, 5n))],
  ],
  [
    'is on an unknown account',
    { state: FOREIGN_KEY, constraint: 'entry_kind_is_its_accounts' },
    // An entry without an account has no currency, so the check would refuse bob's half by itself.
    entries(({ aliceCash }) => [next({ ...aliceCash, id: NEW_ACCOUNT, seq: 0, balance: 0n }, 5n)]),
  ],
  [
    'names an unknown phase',
    { state: CHECK, constraint: 'entry_phase_known' },
    wrongly({ phase: quoted('post') }),
  ],
  [
    'is in a phase that its kind does not have',
    { state: FOREIGN_KEY, constraint: 'entry_phase_of_its_kind' },
    entries(({ aliceCash, bobCash }) => [
      next(aliceCash, -5n, { phase: quoted('RELEASE') }),
      next(bobCash, 5n, { phase: quoted('RELEASE') }),
    ]),
  ],
  [
    'is on a wallet that its transaction is not about',
    { state: FOREIGN_KEY, constraint: 'entry_wallet_of_its_transaction' },
    (facts) => [
      insert('transaction', transactionRow(facts, { counter_wallet_id: 'NULL' })),
      insert('entry', next(facts.aliceCash, -5n), next(facts.bobCash, 5n)),
    ],
  ],
  [
    'is older than the one before it',
    { state: FOREIGN_KEY, constraint: 'entry_not_before_the_last' },
    wrongly({ created_at: quoted('2001-01-01') }),
  ],
  [
    'is a millisecond older than the one before it',
    { state: FOREIGN_KEY, constraint: 'entry_not_before_the_last' },
    (facts) => {
      const last = `(SELECT max(created_at) FROM entry WHERE account_id = ${quoted(facts.aliceCash.id)})`;
      return wrongly({ created_at: `${last} - interval '1 millisecond'` })(facts);
    },
  ],
];

const COLUMNS = [
  'account_id',
  'seq',
  'account_kind',
  'transaction_id',
  'phase',
  'amount',
  'balance',
  'created_at',
];

describe.each(SENDERS)('as %s, a wrong entry is refused', (sender) => {
  test.each(CASES)('PostgreSQL refuses an entry that %s', async (_, refused, statements) => {
    await sql.expectRefusal(sender, statements(sql.facts), refused);
  });

  test.each(COLUMNS)('PostgreSQL refuses an entry that has no %s', async (column) => {
    const statements = wrongly({ [column]: 'NULL' })(sql.facts);
    await sql.expectRefusal(sender, statements, { state: NOT_NULL, column });
  });

  test('PostgreSQL accepts the entries that the cases start from', async () => {
    const statements = wrongly({})(sql.facts);
    expect(await sql.refusal(sender, statements)).toBe('NOT REFUSED');
    for (const kind of ['HELD', 'CREDIT', 'HELD_CREDIT'])
      expect(await sql.refusal(sender, beginning(kind, 1n)(sql.facts))).toBe('NOT REFUSED');
    expect(await sql.refusal(sender, beginning('OWED', -1n)(sql.facts))).toBe('NOT REFUSED');
  });
});

describe('PostgreSQL rounds fractions before it checks them', () => {
  // numeric(38,0) rounds as it stores, half away from zero, and the checks see the stored value. So
  // no fraction enters the book. The gateway sends none, because it parses amounts strictly.
  test.each([
    ['1.5', '2'],
    ['1.4', '1'],
    ['2.5', '3'],
    ['0.5', '1'],
  ])('the fraction %s is stored as %s, in amount and balance alike', async (written, stored) => {
    const { owner } = sql.clients;
    const { facts } = sql;
    const amount = BigInt(stored);
    await owner.query('BEGIN');
    await owner.query(insert('transaction', transactionRow(facts, { amount: written })));
    await owner.query(
      insert(
        'entry',
        next(facts.aliceCash, -amount, { amount: `-${written}` }),
        next(facts.bobCash, amount, {
          amount: written,
          balance: `${facts.bobCash.balance}.0 + ${written}`,
        }),
      ),
    );
    const { rows } = await owner.query(
      `SELECT e.amount, e.balance, t.amount AS of FROM entry e JOIN transaction t ON t.id = e.transaction_id
        WHERE t.id = ${NEW_TRANSACTION} ORDER BY e.amount`,
    );
    await owner.query('ROLLBACK');
    expect(rows).toEqual([
      { amount: `-${stored}`, balance: String(facts.aliceCash.balance - amount), of: stored },
      { amount: stored, balance: String(facts.bobCash.balance + amount), of: stored },
    ]);
  });
});
