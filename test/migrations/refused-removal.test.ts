import { describe, expect, test } from '@jest/globals';
import { GATEWAY_ROLE } from '../../src/database/data-source.js';
import {
  insert,
  next,
  quoted,
  transactionRow,
  usePlainSql,
  type Refused,
} from '../support/plain-sql.js';

const sql = usePlainSql();

const STAYS = '23001';
const NO_RIGHT = '42501';
const REFERENCED = '0A000';

const TABLES = [
  'entry',
  'account',
  'transaction',
  'wallet',
  'currency',
  'system_account',
  'further_wallet',
  'backdated_entry',
  'balance_checkpoint',
  'command',
  'credit_line',
  'exchange_quote',
  'token_revocation',
  'shard',
  'reconciliation',
  'reconciler',
  'reconciliation_result',
  'finding',
  'finding_state',
  'report',
  'schedule',
  'webhook',
  'erasure',
  'monitor',
  'alert',
  'notification',
  'monitoring_place',
  'monitor_place',
] as const;
const stays = (table: string): Refused => ({ state: STAYS, constraint: `${table}_stays` });

/** A column of each table that a test sets to its own value. Even that counts as a change. */
const COLUMN = {
  entry: 'balance',
  account: 'kind',
  transaction: 'amount',
  wallet: 'owner_id',
  currency: 'digits',
  system_account: 'description',
  further_wallet: 'position',
  backdated_entry: 'run',
  balance_checkpoint: 'cash',
  command: 'input_hash',
  credit_line: 'credit_limit',
  exchange_quote: 'rate',
  token_revocation: 'revoked_at',
  shard: 'number',
  reconciliation: 'asked_by',
  reconciler: 'number',
  reconciliation_result: 'status',
  finding: 'subject',
  finding_state: 'open',
  report: 'content',
  schedule: 'mutation',
  webhook: 'url',
  erasure: 'owner_id',
  monitor: 'watches',
  alert: 'summary',
  notification: 'email',
  monitoring_place: 'number',
  monitor_place: 'monitor_id',
} as const;

describe('the owner can neither change nor remove what is in the book', () => {
  const CHANGE = [
    ...['transaction', 'wallet', 'schedule', 'erasure', 'monitor', 'alert', 'webhook'],
    ...['notification', 'monitoring_place', 'monitor_place'],
  ];
  test.each(TABLES.filter((table) => !CHANGE.includes(table)))(
    'the owner cannot UPDATE %s',
    async (table) => {
      const column = COLUMN[table];
      await sql.expectRefusal('owner', [`UPDATE ${table} SET ${column} = ${column}`], stays(table));
      await sql.expectRefusal(
        'owner',
        [`UPDATE ${table} SET ${column} = ${column} WHERE false`],
        stays(table),
      );
    },
  );

  test.each(TABLES)('the owner cannot DELETE FROM %s', async (table) => {
    await sql.expectRefusal('owner', [`DELETE FROM ${table}`], stays(table));
    await sql.expectRefusal('owner', [`DELETE FROM ${table} WHERE false`], stays(table));
  });

  test.each(TABLES)('the owner cannot TRUNCATE %s CASCADE', async (table) => {
    await sql.expectRefusal('owner', [`TRUNCATE ${table} CASCADE`], stays(table));
  });

  test.each(TABLES)('the owner cannot TRUNCATE %s', async (table) => {
    const referenced = [
      ...['wallet', 'currency', 'system_account', 'exchange_quote'],
      ...['reconciliation', 'reconciliation_result', 'finding', 'monitor', 'alert'],
    ].includes(table);
    await sql.expectRefusal(
      'owner',
      [`TRUNCATE ${table}`],
      referenced ? { state: REFERENCED } : stays(table),
    );
  });

  test('the owner cannot TRUNCATE all tables at once', async () => {
    await sql.expectRefusal('owner', [`TRUNCATE ${TABLES.join(', ')}`], stays('entry'));
  });

  test('the owner cannot change or delete an entry by an upsert or a merge', async () => {
    const again = insert(
      'entry',
      next({ ...sql.facts.aliceCash, seq: sql.facts.aliceCash.seq - 1 }, 1n),
    );
    await sql.expectRefusal(
      'owner',
      [`${again} ON CONFLICT (account_id, seq) DO UPDATE SET balance = excluded.balance`],
      stays('entry'),
    );
    await sql.expectRefusal(
      'owner',
      [`MERGE INTO entry e USING account a ON a.id = e.account_id WHEN MATCHED THEN DELETE`],
      stays('entry'),
    );
  });
});

test('on a shard of Citus, whose name ends in a number, the refusal still names the table of the book', async () => {
  await sql.expectRefusal(
    'owner',
    [
      'CREATE TABLE entry_102008 ()',
      `CREATE TRIGGER entry_stays_102008 BEFORE DELETE ON entry_102008
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      'DELETE FROM entry_102008',
    ],
    stays('entry'),
  );
});

describe('the gateway has no rights beyond those that it needs', () => {
  test.each(TABLES)('the gateway cannot change, delete or truncate %s', async (table) => {
    const column = COLUMN[table];
    // SELECT … FOR UPDATE needs the right to update a column. The trigger refuses a real change.
    const update = ['shard', 'reconciler'].includes(table) ? stays(table) : { state: NO_RIGHT };
    await sql.expectRefusal('gateway', [`UPDATE ${table} SET ${column} = ${column}`], update);
    await sql.expectRefusal('gateway', [`DELETE FROM ${table}`], { state: NO_RIGHT });
    await sql.expectRefusal('gateway', [`TRUNCATE ${table}`], { state: NO_RIGHT });
    await sql.expectRefusal('gateway', [`TRUNCATE ${table} CASCADE`], { state: NO_RIGHT });
  });

  test.each([
    ...TABLES.flatMap((table) => [
      `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
      `ALTER TABLE ${table} DISABLE TRIGGER USER`,
      `DROP TABLE ${table} CASCADE`,
    ]),
    'ALTER TABLE entry DROP CONSTRAINT entry_not_below_floor',
    'ALTER TABLE entry DROP CONSTRAINT entry_pkey',
    'DROP TRIGGER entry_fits_the_book ON entry',
    'DROP FUNCTION refuse_wrong_entries() CASCADE',
    'DROP FUNCTION refuse_wrong_returns(uuid[], text[]) CASCADE',
    'DROP FUNCTION refuse_wrong_shares(uuid[]) CASCADE',
    'DROP TRIGGER transaction_lists_further_wallets ON transaction',
    'DROP TRIGGER further_wallet_of_its_transaction ON further_wallet',
    'DROP FUNCTION are_splits(jsonb, numeric, uuid[]) CASCADE',
    'DROP INDEX transaction_bonus_claimed_once',
    'ALTER TABLE credit_line DROP CONSTRAINT credit_line_limit_not_negative',
    'DROP DOMAIN minor_units CASCADE',
    'ALTER DOMAIN minor_units DROP CONSTRAINT minor_units_is_a_number',
    'DROP SCHEMA book CASCADE',
    'CREATE TABLE book.mine ()',
    'CREATE VIEW book.mine AS SELECT 1',
    `CREATE FUNCTION book.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    `CREATE OR REPLACE FUNCTION book.refuse_wrong_entries() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    'CREATE TRIGGER mine BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'CREATE RULE mine AS ON INSERT TO entry DO INSTEAD NOTHING',
    'CREATE SCHEMA mine',
    `SET session_replication_role = 'replica'`,
    `INSERT INTO transaction_transition VALUES ('TRANSFER', '', 'PENDING')`,
    `INSERT INTO transaction_phase VALUES ('TRANSFER', 'HOLD')`,
    'UPDATE transaction_phase SET phase = phase',
    'DELETE FROM transaction_phase',
    'TRUNCATE transaction_phase',
    'UPDATE transaction_transition SET from_status = from_status',
    'DELETE FROM transaction_transition',
    'TRUNCATE transaction_transition',
    `INSERT INTO migration (timestamp, name) VALUES (1, 'mine')`,
    `ALTER ROLE ${GATEWAY_ROLE} SUPERUSER`,
    `CREATE ROLE mine`,
    `COPY entry TO PROGRAM 'cat'`,
    `COPY entry FROM PROGRAM 'cat'`,
  ])('the gateway has no right to: %s', async (statement) => {
    await sql.expectRefusal('gateway', [statement], { state: NO_RIGHT });
  });

  test('the gateway has exactly the rights listed here on the tables and columns of the book', async () => {
    const { rows } = await sql.clients.owner.query<{ may: string }>(
      `SELECT privilege_type || ' ' || table_name AS may FROM information_schema.role_table_grants
        WHERE grantee = '${GATEWAY_ROLE}' AND table_schema = 'book'
       UNION
       SELECT privilege_type || ' ' || table_name || '.' || column_name FROM information_schema.role_column_grants c
        WHERE grantee = '${GATEWAY_ROLE}' AND table_schema = 'book'
          AND NOT EXISTS (SELECT FROM information_schema.role_table_grants t
                           WHERE t.grantee = c.grantee AND t.table_schema = c.table_schema
                             AND t.table_name = c.table_name AND t.privilege_type = c.privilege_type)
       ORDER BY 1`,
    );
    const written = [
      ...[
        'account',
        'backdated_entry',
        'balance_checkpoint',
        'credit_line',
        'currency',
        'entry',
        'exchange_quote',
        'further_wallet',
        'command',
      ],
      ...['finding', 'finding_state', 'reconciliation', 'reconciliation_result', 'schedule'],
      ...['erasure', 'webhook', 'webhook_place', 'webhook_delivery'],
      ...['system_account', 'token_revocation', 'transaction', 'wallet'],
      ...['monitor', 'alert', 'notification', 'monitor_place', 'report', 'gateway_figures'],
    ];
    const read = [
      ...written,
      ...[
        'migration',
        'monitoring_place',
        'reconciler',
        'shard',
        'transaction_transition',
        'transaction_phase',
        'trusted_document',
      ],
    ];
    const changed = [
      ...['status', 'status_reason', 'status_changed_by', 'status_changed_at'].flatMap((column) => [
        `transaction.${column}`,
        `wallet.${column}`,
      ]),
      ...['metadata', 'metadata_changed_by', 'metadata_changed_at', 'display_name'].map(
        (one) => `wallet.${one}`,
      ),
      ...['transaction.completed_at', 'shard.number', 'reconciler.number'],
      ...['status', 'next_at', 'resumed_at', 'changed_by', 'changed_at', 'input'].map(
        (one) => `schedule.${one}`,
      ),
      ...[
        ...['status', 'secret', 'secret_key', 'secret_version', 'old_secret', 'old_secret_key'],
        ...['old_until', 'changed_by', 'changed_at'],
      ].map((one) => `webhook.${one}`),
      ...['place', 'round', 'not_before'].map((one) => `webhook_place.${one}`),
      ...[
        ...['round', 'status', 'attempts', 'first_at', 'last_at', 'next_at'],
        ...['response_status', 'error', 'duration_ms'],
      ].map((one) => `webhook_delivery.${one}`),
      ...['reference', 'description', 'metadata', 'details', 'splits'].map(
        (one) => `transaction.${one}`,
      ),
      ...['transaction.erasure_id', 'transaction.erased_sha256', 'token_revocation.reason'],
      ...['input', 'outcome', 'erasure_id'].map((one) => `command.${one}`),
      ...['log_position', 'step', 'wallet_number', 'place', 'wallets', 'transactions'].map(
        (one) => `erasure.${one}`,
      ),
      ...['erasure.commands', 'erasure.finished_at'],
      ...['status', 'changed_by', 'changed_at', 'alerts', 'current_alert'].map(
        (one) => `monitor.${one}`,
      ),
      ...['after_commit', 'after_result', 'after_seq'].map((one) => `monitor.${one}`),
      ...['acknowledged_by', 'acknowledged_at', 'note', 'ended_at'].map((one) => `alert.${one}`),
      ...['due_at', 'attempts', 'sent_at', 'given_up_at', 'error'].map(
        (one) => `notification.${one}`,
      ),
      ...['after_commit', 'seq', 'beyond_at'].map((one) => `monitor_place.${one}`),
      ...['monitoring_place.position', 'gateway_figures.figures'],
    ];
    expect(rows.map(({ may }) => may).sort()).toEqual(
      [
        ...written.map((table) => `INSERT ${table}`),
        ...read.map((table) => `SELECT ${table}`),
        ...changed.map((column) => `UPDATE ${column}`),
        'DELETE webhook_delivery',
        'DELETE gateway_figures',
      ].sort(),
    );
  });

  test('the gateway cannot become the owner again', async () => {
    const { rows } = await sql.clients.owner.query<{ owner: string }>(
      'SELECT current_user AS owner',
    );
    const owner = rows[0]?.owner ?? '';
    expect(await sql.refusal('gateway', [`SET ROLE "${owner}"`])).toEqual({ state: NO_RIGHT });
    expect(await sql.refusal('gateway', [`SET SESSION AUTHORIZATION "${owner}"`])).toEqual({
      state: NO_RIGHT,
    });
    expect(await sql.refusal('gateway', ['RESET ROLE', 'DELETE FROM entry'])).toEqual({
      state: NO_RIGHT,
    });
  });

  test('the gateway cannot grant itself more rights', async () => {
    for (const privilege of ['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'])
      expect(
        await sql.refusal('gateway', [
          `GRANT ${privilege} ON entry TO ${sql.login}`,
          'DELETE FROM entry',
        ]),
      ).toEqual({
        state: NO_RIGHT,
      });
  });
});

// A gateway may create temporary tables, and by default they come first in every search path. The
// functions of the book set a search path of their own, or such a table would decide what they
// read.
describe('a temporary table with the name of a table of the book deceives no function', () => {
  const first = 'SET LOCAL search_path = pg_temp, book';

  test('the check of zero sums ignores a temporary account table with other currencies', async () => {
    const { facts } = sql;
    await sql.expectRefusal(
      'gateway',
      [
        insert('transaction', transactionRow(facts)),
        `CREATE TEMP TABLE account ON COMMIT DROP AS SELECT id, wallet_id, kind, 'USD' AS currency FROM book.account`,
        first,
        insert('book.entry', next(facts.aliceCash, -5n), next(facts.erinCash, 5n)),
      ],
      { state: '23514', constraint: 'entry_sums_to_zero' },
    );
  });

  test('the check of zero sums ignores an empty temporary account table', async () => {
    const { facts } = sql;
    await sql.expectRefusal(
      'gateway',
      [
        insert('transaction', transactionRow(facts)),
        `CREATE TEMP TABLE account (LIKE book.account) ON COMMIT DROP`,
        first,
        insert('book.entry', next(facts.aliceCash, 5n)),
      ],
      { state: '23514', constraint: 'entry_sums_to_zero' },
    );
  });

  test.each(['account', 'entry'])('closing a wallet ignores temporary %s tables', async (table) => {
    await sql.expectRefusal(
      'gateway',
      [
        `CREATE TEMP TABLE ${table} (LIKE book.${table}) ON COMMIT DROP`,
        first,
        `UPDATE book.wallet SET status = 'CLOSED' WHERE id = ${quoted(sql.facts.alice)}`,
      ],
      { state: '23514', constraint: 'wallet_empty_when_closed' },
    );
  });

  test('the check of transitions ignores a temporary table in which every transition is legal', async () => {
    const transitions = `CREATE TEMP TABLE transaction_transition ON COMMIT DROP AS
      SELECT kind, f AS from_status, t AS to_status FROM book.transaction_transition,
             unnest(ARRAY['', 'PENDING', 'COMPLETED', 'FAILED']) f, unnest(ARRAY['PENDING', 'COMPLETED', 'CANCELLED']) t`;
    const refused = { state: '23514', constraint: 'transaction_follows_transitions' };
    const begun = insert(
      'book.transaction',
      transactionRow(sql.facts, { status: quoted('PENDING') }),
    );
    await sql.expectRefusal('gateway', [transitions, first, begun], refused);
    const changed = `UPDATE book.transaction SET status = 'CANCELLED' WHERE id = ${quoted(sql.facts.deposited)}`;
    await sql.expectRefusal('gateway', [transitions, first, changed], refused);
  });

  test.each(['transaction', 'entry'])('a refund ignores a temporary %s table', async (table) => {
    const { facts } = sql;
    const row = transactionRow(facts, {
      ...{ kind: quoted('REFUND'), amount: '301', wallet_id: quoted(facts.carol) },
      ...{ counter_wallet_id: 'NULL', original_id: quoted(facts.captured) },
    });
    await sql.expectRefusal(
      'gateway',
      [
        insert('transaction', row),
        `CREATE TEMP TABLE ${table} (LIKE book.${table}) ON COMMIT DROP`,
        first,
        insert('book.entry', next(facts.sales, -301n), next(facts.carolCash, 301n)),
      ],
      { state: '23514', constraint: 'refund_within_purchase' },
    );
  });
});
