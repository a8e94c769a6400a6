/** SQL of the tables of a shadow. @param s the quoted name of its schema */
export function tables(s: string): string[] {
  return [...capturedTables(s), ...digestedTables(s), ...stateTables(s)];
}

/** Runs, mapped columns, and what the triggers write. */
function capturedTables(s: string): string[] {
  return [
    `CREATE SEQUENCE ${s}.ordinal AS bigint`,
    // A run from start to stop. The row of the one that runs is locked by the gateway that follows.
    `CREATE TABLE ${s}.run (
       number integer PRIMARY KEY,
       started_at timestamptz(3) NOT NULL,
       taken_over_at timestamptz(3),
       compared_at timestamptz(3),
       stopped_at timestamptz(3))`,
    `CREATE UNIQUE INDEX run_one_at_a_time ON ${s}.run ((true)) WHERE stopped_at IS NULL`,
    // A mapped column. The cells are places in the captured arrays; cell 0 is the row's key.
    `CREATE TABLE ${s}.source (
       id integer PRIMARY KEY,
       run integer NOT NULL REFERENCES ${s}.run,
       place smallint NOT NULL,
       name text NOT NULL,
       relation text NOT NULL,
       relation_oid oid NOT NULL,
       amount_column text NOT NULL,
       unit text NOT NULL,
       table_number integer NOT NULL,
       where_cell smallint,
       owner_cell smallint NOT NULL,
       amount_cell smallint NOT NULL,
       currency_cell smallint,
       currency text,
       wallet_cell smallint,
       wallet text,
       columns text[] NOT NULL,
       UNIQUE (run, place))`,
    // A trigger: one number in each captured row instead of three values.
    `CREATE TABLE ${s}.capturer (
       id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
       run integer NOT NULL,
       table_number integer NOT NULL,
       operation text NOT NULL)`,
    // Written by the triggers, one row a statement, and moved by digest(). No constant of a statement is ever in it. Without
    // an index, and with few columns, as the statement of the old system waits until it is written.
    `CREATE TABLE ${s}.capture (
       ordinal bigint NOT NULL DEFAULT nextval('${s}.ordinal'),
       capturer integer NOT NULL,
       statement text,
       via text,
       application text NOT NULL,
       db_user name NOT NULL,
       xact xid8 NOT NULL,
       at timestamptz NOT NULL,
       old_rows text[],
       new_rows text[])`,
    // What digest() has moved, in order: a long backlog is taken in a part at a time.
    `CREATE TABLE ${s}.queue (LIKE ${s}.capture, PRIMARY KEY (ordinal))`,
    // Rows of both live for a moment, so the statement that is captured does not wait for their compression.
    ...['capture', 'queue'].map(
      (table) =>
        `ALTER TABLE ${s}.${table} ALTER COLUMN old_rows SET STORAGE EXTERNAL, ALTER COLUMN new_rows SET STORAGE EXTERNAL`,
    ),
  ];
}

/** What was taken in: changes, and present values. */
function digestedTables(s: string): string[] {
  return [
    `CREATE TABLE ${s}.statement (id uuid PRIMARY KEY, text text NOT NULL, via text)`,
    // Every change of a mapped column, kept for good.
    `CREATE TABLE ${s}.change (
       run integer NOT NULL,
       ordinal bigint NOT NULL,
       source integer NOT NULL,
       key text NOT NULL,
       owner_id text NOT NULL,
       currency text NOT NULL,
       wallet text NOT NULL,
       old_value text,
       new_value text,
       old_minor numeric,
       new_minor numeric,
       is_present boolean NOT NULL,
       operation text NOT NULL,
       statement uuid,
       application text,
       db_user text,
       xact xid8,
       at timestamptz(3) NOT NULL,
       PRIMARY KEY (ordinal, source, key, owner_id, currency, wallet))`,
    `CREATE INDEX change_of_owner ON ${s}.change (run, owner_id, currency, wallet, ordinal)`,
    // The present values, as the captured changes left them.
    `CREATE TABLE ${s}.value (
       source integer NOT NULL,
       key text NOT NULL,
       owner_id text NOT NULL,
       currency text NOT NULL,
       wallet text NOT NULL,
       value text,
       minor numeric,
       PRIMARY KEY (source, key))`,
    `CREATE INDEX value_of_owner ON ${s}.value (source, owner_id, currency, wallet)`,
  ];
}

/** What is to be followed, and what disagrees. */
function stateTables(s: string): string[] {
  return [
    // What the book should hold, and up to which change it does. A target of NULL cannot be followed.
    `CREATE TABLE ${s}.target (
       run integer NOT NULL,
       owner_id text NOT NULL,
       currency text NOT NULL,
       wallet text NOT NULL,
       minor numeric,
       changed bigint NOT NULL,
       followed bigint NOT NULL DEFAULT -1,
       attempt integer NOT NULL DEFAULT 0,
       refused text,
       retry_at timestamptz(3),
       PRIMARY KEY (run, owner_id, currency, wallet))`,
    `CREATE INDEX target_due ON ${s}.target (run, changed) WHERE followed < changed AND minor IS NOT NULL`,
    // Disagreements. Amounts, by the place of their source, are those of the last change while it was open.
    `CREATE TABLE ${s}.drift (
       id bigint PRIMARY KEY DEFAULT nextval('${s}.ordinal'),
       run integer NOT NULL,
       owner_id text NOT NULL,
       currency text NOT NULL,
       wallet text NOT NULL,
       since timestamptz(3) NOT NULL,
       cause bigint,
       closed_at timestamptz(3),
       amounts numeric[] NOT NULL,
       texts text[] NOT NULL,
       difference numeric NOT NULL,
       problem text)`,
    `CREATE UNIQUE INDEX drift_open_once ON ${s}.drift (run, owner_id, currency, wallet) WHERE closed_at IS NULL`,
    `CREATE INDEX drift_of_owner ON ${s}.drift (owner_id, id)`,
  ];
}
