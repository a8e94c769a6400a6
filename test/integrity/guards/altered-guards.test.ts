import { expect, test } from '@jest/globals';
import { migrations } from '../../../migrations/index.js';
import { GATEWAY_ROLE } from '../../../src/database/data-source.js';
import { checkGuards } from '../../../src/integrity/guards/check-guards.js';
import type { Finding } from '../../../src/integrity/finding.js';
import { useBook } from '../../support/book.js';

const at = useBook();
const expected = await migrations.guards();

/** What the gateway's role finds after these statements of the owner, which are then rolled back. */
async function findingsAfter(...statements: string[]): Promise<Finding[]> {
  await at.owner.query('BEGIN');
  try {
    for (const statement of statements) await at.owner.query(statement);
    await at.owner.query(`SET LOCAL ROLE ${GATEWAY_ROLE}`);
    return await checkGuards(
      {
        query: async <T>(sql: string, values?: unknown[]) =>
          (await at.owner.query(sql, values)).rows as T,
      },
      expected,
    );
  } finally {
    await at.owner.query('ROLLBACK');
  }
}

const OTHER = 'CREATE ROLE guards_of_another';

/** Statements, and what is found: the guard and, if it says more, its definition. */
test.each<[string, readonly string[], string, RegExp]>([
  [
    'a CHECK that lets more through',
    [
      'ALTER TABLE entry DROP CONSTRAINT entry_not_below_floor',
      'ALTER TABLE entry ADD CONSTRAINT entry_not_below_floor CHECK (balance >= -100)',
    ],
    'constraint entry_not_below_floor on entry',
    /-100/,
  ],
  [
    'a CHECK that was not validated',
    [
      'ALTER TABLE entry DROP CONSTRAINT entry_seq_from_one',
      'ALTER TABLE entry ADD CONSTRAINT entry_seq_from_one CHECK (seq >= 1) NOT VALID',
    ],
    'constraint entry_seq_from_one on entry',
    /NOT VALID/,
  ],
  [
    'a foreign key that was not validated',
    [
      'ALTER TABLE account DROP CONSTRAINT account_system_currency_known',
      'ALTER TABLE account ADD CONSTRAINT account_system_currency_known FOREIGN KEY (system_currency) REFERENCES currency NOT VALID',
    ],
    'constraint account_system_currency_known on account',
    /NOT VALID/,
  ],
  [
    'a foreign key whose triggers are disabled',
    ['ALTER TABLE currency DISABLE TRIGGER ALL'],
    'constraint account_system_currency_known on account',
    /enforced by 2 triggers/,
  ],
  [
    'a foreign key that removes rows',
    [
      'ALTER TABLE account DROP CONSTRAINT account_system_currency_known',
      'ALTER TABLE account ADD CONSTRAINT account_system_currency_known FOREIGN KEY (system_currency) REFERENCES currency ON DELETE CASCADE',
    ],
    'constraint account_system_currency_known on account',
    /CASCADE/,
  ],
  [
    'a unique index of another condition',
    [
      'DROP INDEX transaction_reversed_once',
      `CREATE UNIQUE INDEX transaction_reversed_once ON transaction (original_id) WHERE kind = 'REVERSAL' AND status = 'FAILED'`,
    ],
    'unique index transaction_reversed_once on transaction',
    /FAILED/,
  ],
  [
    'an index that is not unique',
    [
      'DROP INDEX transaction_reversed_once',
      `CREATE INDEX transaction_reversed_once ON transaction (original_id) WHERE kind = 'REVERSAL'`,
    ],
    'unique index transaction_reversed_once on transaction',
    /^nothing$/,
  ],
  [
    'a unique index that is not valid',
    [
      `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'transaction_quote_used_once'::regclass`,
    ],
    'unique index transaction_quote_used_once on transaction',
    /not valid/,
  ],
  [
    'a primary key whose index is not valid',
    [`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'entry_pkey'::regclass`],
    'constraint entry_pkey on entry',
    /not valid/,
  ],
  [
    'a trigger at another event',
    [
      'DROP TRIGGER entry_stays ON entry',
      'CREATE TRIGGER entry_stays BEFORE UPDATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    ],
    'trigger entry_stays on entry',
    /BEFORE UPDATE ON/,
  ],
  [
    'a trigger that the migrations did not make',
    [
      'CREATE TRIGGER more BEFORE INSERT ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    ],
    'trigger more on entry',
    /BEFORE INSERT/,
  ],
  [
    'a table whose triggers the catalog hides',
    [`UPDATE pg_class SET relhastriggers = false WHERE oid = 'entry'::regclass`],
    'table entry',
    /without triggers/,
  ],
  [
    'a table whose checks the catalog hides',
    [`UPDATE pg_class SET relchecks = 0 WHERE oid = 'entry'::regclass`],
    'table entry',
    /with 0 checks/,
  ],
  [
    'a rule that turns a change into nothing',
    ['CREATE RULE silent AS ON INSERT TO entry DO INSTEAD NOTHING'],
    'rule silent on entry',
    /NOTHING/,
  ],
  [
    'row security',
    ['ALTER TABLE entry ENABLE ROW LEVEL SECURITY'],
    'row security on entry',
    /^on$/,
  ],
  [
    'a policy',
    ['CREATE POLICY only_first ON entry USING (seq = 1)'],
    'policy only_first on entry',
    /./,
  ],
  ['a child table', ['CREATE TABLE more () INHERITS (entry)'], 'child table of entry', /more/],
  [
    'a parent table',
    ['CREATE TABLE above (seq bigint NOT NULL)', 'ALTER TABLE entry INHERIT above'],
    'parent table of entry',
    /above/,
  ],
  ['an unlogged table', ['ALTER TABLE entry SET UNLOGGED'], 'table entry', /unlogged/],
  [
    'a view in place of a table',
    [
      'ALTER TABLE token_revocation RENAME TO hidden',
      'CREATE VIEW token_revocation AS SELECT * FROM hidden WHERE false',
    ],
    'table token_revocation',
    /a view/,
  ],
  [
    'a column of another type',
    ['ALTER TABLE trusted_document ALTER COLUMN added_at TYPE timestamptz(0)'],
    'column added_at of trusted_document',
    /timestamp\(0\)/,
  ],
  [
    'a column that the migrations did not make',
    ['ALTER TABLE wallet ADD COLUMN balance numeric'],
    'column balance of wallet',
    /numeric/,
  ],
  [
    'a column without its default',
    ['ALTER TABLE account ALTER COLUMN shard DROP DEFAULT'],
    'column shard of account',
    /^smallint NOT NULL$/,
  ],
  [
    'a domain that accepts NaN',
    ['ALTER DOMAIN minor_units DROP CONSTRAINT minor_units_is_a_number'],
    'constraint minor_units_is_a_number on type minor_units',
    /^nothing$/,
  ],
  [
    'another owner of a table',
    [OTHER, 'ALTER TABLE entry OWNER TO guards_of_another'],
    'table entry',
    /owned by guards_of_another/,
  ],
  [
    'another owner of a function',
    [OTHER, 'ALTER FUNCTION refuse_change() OWNER TO guards_of_another'],
    'function refuse_change()',
    /owned by guards_of_another/,
  ],
  [
    'a function that fits the types of the book better',
    [`CREATE FUNCTION length(minor_units) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'`],
    'function length(minor_units)',
    /sql, immutable/,
  ],
  [
    'an operator that fits the types of the book better',
    [
      `CREATE FUNCTION pg_temp.no(minor_units, minor_units) RETURNS boolean LANGUAGE sql AS 'SELECT false'`,
      `CREATE OPERATOR <> (LEFTARG = minor_units, RIGHTARG = minor_units, FUNCTION = pg_temp.no)`,
    ],
    'operator <>(minor_units,minor_units)',
    /defined/,
  ],
  [
    'a right of the gateway that it must not have',
    [`GRANT UPDATE ON entry TO ${GATEWAY_ROLE}`],
    'right to UPDATE on entry',
    /held by the gateway/,
  ],
  [
    'a right on a column that it must not have',
    [`GRANT UPDATE (amount) ON transaction TO ${GATEWAY_ROLE}`],
    'right to UPDATE (amount) on transaction',
    /held by the gateway/,
  ],
  [
    'a right that comes to the gateway by PUBLIC',
    ['GRANT DELETE ON wallet TO PUBLIC'],
    'right to DELETE on wallet',
    /held by the gateway/,
  ],
  [
    'a right that comes to the gateway by another role',
    [
      OTHER,
      'GRANT INSERT ON shard TO guards_of_another',
      `GRANT guards_of_another TO ${GATEWAY_ROLE}`,
    ],
    'right to INSERT on shard',
    /held by the gateway/,
  ],
  [
    'a right that the gateway may pass on',
    [`GRANT INSERT ON entry TO ${GATEWAY_ROLE} WITH GRANT OPTION`],
    'right to INSERT on entry',
    /pass it on/,
  ],
  [
    'a right to make tables in the schema of the book',
    [`GRANT CREATE ON SCHEMA book TO ${GATEWAY_ROLE}`],
    'right to CREATE on the schema',
    /held by the gateway/,
  ],
  [
    'a right to write of another role',
    [OTHER, 'GRANT UPDATE (balance) ON entry TO guards_of_another'],
    'right to UPDATE on entry (balance) of role guards_of_another',
    /granted/,
  ],
  [
    'a transition that the migrations did not allow',
    [
      `INSERT INTO transaction_transition VALUES ('TRANSFER', 'COMPLETED', 'FAILED') RETURNING kind`,
    ],
    'transition of TRANSFER from COMPLETED to FAILED',
    /allowed/,
  ],
  [
    'a migration of a newer version',
    [`INSERT INTO migration (timestamp, name) VALUES (9, 'Newer9') RETURNING id`],
    'migration Newer9',
    /applied/,
  ],
  [
    'a session without triggers',
    [`SET LOCAL session_replication_role = 'replica'`],
    'setting session_replication_role',
    /replica/,
  ],
  [
    'a session that reads damaged pages as empty',
    ['SET LOCAL zero_damaged_pages = on'],
    'setting zero_damaged_pages',
    /on/,
  ],
])('checkGuards finds %s', async (_, statements, subject, actual) => {
  expect(await findingsAfter(...statements)).toContainEqual({
    check: 'guard',
    subject,
    expected: expected[subject] ?? 'nothing',
    actual: expect.stringMatching(actual),
  });
});

test('checkGuards takes no notice of what an operator adds for reading', async () => {
  expect(
    await findingsAfter(
      OTHER,
      'GRANT USAGE ON SCHEMA book TO guards_of_another',
      'GRANT SELECT ON entry TO guards_of_another',
      'CREATE INDEX more ON transaction (description)',
      'CREATE TABLE notes (text text)',
      'GRANT ALL ON notes TO guards_of_another',
      'CREATE VIEW totals AS SELECT count(*) FROM entry',
    ),
  ).toEqual([]);
});

test('verify names a missing guard first, and finds nothing once it is back', async () => {
  at.spoilt = true;
  await at.owner.query('ALTER TABLE entry DISABLE TRIGGER entry_stays');
  const report = await at.gateway.book.verify();
  await at.owner.query('ALTER TABLE entry ENABLE TRIGGER entry_stays');
  at.spoilt = false;
  expect(report).toMatchObject({ healthy: false, findings: [{}] });
  expect(report.findings[0]).toMatchObject({
    check: 'guard',
    subject: 'trigger entry_stays on entry',
    actual: expect.stringMatching(/, disabled$/),
  });
});
