import { describe, expect, test } from '@jest/globals';
import {
  insert,
  NEW_ACCOUNT,
  NEW_TRANSACTION,
  next,
  OTHER_TRANSACTION,
  quoted,
  SENDERS,
  transactionRow,
  usePlainSql,
  type Chain,
  type Facts,
  type Refused,
  type Row,
} from '../support/plain-sql.js';

const sql = usePlainSql();

const UNIQUE = '23505';
const CHECK = '23514';
const FOREIGN_KEY = '23503';

type Part = 'WHOLE' | 'BEFORE_HISTORY' | 'AFTER_HISTORY';

const detailsOf = (part: string, direction = 'CREDIT'): Row => ({
  details: quoted(JSON.stringify({ part, direction, origin: { source: 'users', row: 'line 2' } })),
});

/** An opening of 5 for alice, except for `otherwise`. */
const opening = (facts: Facts, otherwise: Row = {}): string =>
  insert(
    'transaction',
    transactionRow(facts, {
      ...{ kind: quoted('OPENING_BALANCE'), counter_wallet_id: 'NULL' },
      ...{ initiated_by: quoted('onebook:import'), ...detailsOf('WHOLE') },
      ...otherwise,
    }),
  );

/** A chain of OPENING in a shard of an import, which begins here. */
const IN_IMPORT: Chain = { id: NEW_ACCOUNT, kind: 'OPENING', seq: 0, balance: 0n };
const importChain = insert('account', {
  ...{ id: quoted(NEW_ACCOUNT), kind: quoted('OPENING'), currency: quoted('USD') },
  shard: `nextval('import_shard')`,
});

const after = (chain: Chain, amount: bigint): Chain => ({
  ...{ ...chain, seq: chain.seq + 1 },
  balance: chain.balance + amount,
});

const YESTERDAY: Row = { created_at: `now() - interval '1 day'` };

type Case = readonly [what: string, refused: Refused, (facts: Facts) => readonly string[]];

const twice = (first: Part, second: Part): Case => [
  `an opening ${second} after one ${first}`,
  { state: UNIQUE, constraint: 'transaction_opened_once' },
  (facts) => [
    opening(facts, detailsOf(first)),
    opening(facts, { id: OTHER_TRANSACTION, ...detailsOf(second) }),
  ],
];

const malformed = (what: string, otherwise: Row): Case => [
  `an opening ${what}`,
  { state: CHECK, constraint: 'transaction_opening_of_import' },
  (facts) => [opening(facts, otherwise)],
];

const CASES: readonly Case[] = [
  twice('WHOLE', 'WHOLE'),
  twice('WHOLE', 'BEFORE_HISTORY'),
  twice('BEFORE_HISTORY', 'WHOLE'),
  twice('AFTER_HISTORY', 'AFTER_HISTORY'),
  malformed('without details', { details: quoted('{}') }),
  malformed('with an unknown part', detailsOf('HALF')),
  malformed('with an unknown direction', detailsOf('WHOLE', 'UP')),
  malformed('that takes money before the history', detailsOf('BEFORE_HISTORY', 'DEBIT')),
  malformed('that takes money in whole', detailsOf('WHOLE', 'DEBIT')),
  malformed('of a person', { initiated_by: quoted('admin') }),
  [
    'an opening that takes more than there is',
    { state: CHECK, constraint: 'entry_not_below_floor' },
    (facts) => [
      importChain,
      opening(facts, { amount: '1000000', ...detailsOf('AFTER_HISTORY', 'DEBIT') }),
      insert('entry', next(facts.aliceCash, -1_000_000n), next(IN_IMPORT, 1_000_000n)),
    ],
  ],
  [
    'a chain of an import for a transaction of another caller',
    { state: FOREIGN_KEY, constraint: 'entry_import_chain_of_its_import' },
    (facts) => [
      importChain,
      insert('transaction', transactionRow(facts, { kind: quoted('ADJUSTMENT') })),
      insert('entry', next(facts.aliceCash, 5n), next(IN_IMPORT, -5n)),
    ],
  ],
  [
    'a chain of an import that goes back in time',
    { state: FOREIGN_KEY, constraint: 'entry_not_before_the_last' },
    (facts) => [
      importChain,
      opening(facts),
      insert('entry', next(facts.aliceCash, 5n), next(IN_IMPORT, -5n)),
      opening(facts, { id: OTHER_TRANSACTION, ...detailsOf('AFTER_HISTORY'), ...YESTERDAY }),
      insert(
        'entry',
        next(after(facts.aliceCash, 5n), 5n, { transaction_id: OTHER_TRANSACTION }),
        next(after(IN_IMPORT, -5n), -5n, { transaction_id: OTHER_TRANSACTION, ...YESTERDAY }),
      ),
    ],
  ],
  [
    'a shard of imports for an account of a wallet',
    { state: CHECK, constraint: 'account_shard_known' },
    (facts) => [
      insert('account', {
        ...{ id: quoted(NEW_ACCOUNT), wallet_id: quoted(facts.alice), kind: quoted('HELD') },
        ...{ currency: quoted('USD'), shard: '64' },
      }),
    ],
  ],
];

describe.each(SENDERS)('as %s, what an import must not write is refused', (sender) => {
  test.each(CASES)('PostgreSQL refuses %s', async (_, refused, statements) => {
    await sql.expectRefusal(sender, statements(sql.facts), refused);
  });

  test('PostgreSQL takes an opening before a history and one after it, in a chain of the import', async () => {
    const said = await sql.refusal(sender, [
      importChain,
      opening(sql.facts, detailsOf('BEFORE_HISTORY')),
      opening(sql.facts, { id: OTHER_TRANSACTION, ...detailsOf('AFTER_HISTORY', 'DEBIT') }),
      insert(
        'entry',
        next(sql.facts.aliceCash, 5n),
        next(IN_IMPORT, -5n),
        next(after(sql.facts.aliceCash, 5n), -5n, { transaction_id: OTHER_TRANSACTION }),
        next(after(IN_IMPORT, -5n), 5n, { transaction_id: OTHER_TRANSACTION }),
      ),
    ]);
    expect(said).toBe('NOT REFUSED');
  });
});

test('PostgreSQL refuses an entry of a later commit in the chain of an import', async () => {
  const { owner } = sql.clients;
  const { facts } = sql;
  await owner.query('BEGIN');
  for (const statement of [
    importChain,
    opening(facts),
    insert('entry', next(facts.aliceCash, 5n), next(IN_IMPORT, -5n)),
    // As an import does, so that the book is right.
    `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
     SELECT 'onebook:import', 'key', 'import', '{}', sha256('["import",{}]'), jsonb_build_object('done', jsonb_build_object('imported', jsonb_build_object(
              'wallets', 0, 'transactions', 1, 'writer', pg_current_xact_id() || ' of ' || pg_postmaster_start_time()))), now()`,
  ])
    await owner.query(statement);
  await owner.query('COMMIT');
  const said = await sql.refusal('gateway', [
    `UPDATE transaction SET status = 'FAILED' WHERE false`,
    insert(
      'entry',
      next(after(facts.aliceCash, 5n), 5n, { transaction_id: NEW_TRANSACTION }),
      next(after(IN_IMPORT, -5n), -5n, { transaction_id: NEW_TRANSACTION }),
    ),
  ]);
  expect(said).toEqual({ state: FOREIGN_KEY, constraint: 'entry_import_chain_of_its_import' });
});
