/**
 * Rows of the sources as they were read, in each session those of its owners. A row that cannot be used has its reason
 * instead of what could not be read, and is set aside.
 */
export const CREATE_STAGED = [
  `CREATE TEMP TABLE staged_balance (
     -- The place of the source in the mapping, from 0 on.
     source   integer NOT NULL,
     line     bigint NOT NULL,
     currency text,
     owner_id text,
     -- NULL: the row names no wallet that the book could have.
     name     text,
     amount   numeric,
     metadata jsonb,
     reason   text
   )`,
  `CREATE TEMP TABLE staged_line (
     line        bigint NOT NULL,
     currency    text,
     owner_id    text,
     -- As above.
     name        text,
     kind        text,
     status      text,
     -- What it adds to the wallet, if it is an adjustment, and above zero otherwise.
     amount      numeric,
     at          timestamptz(3),
     reference   text,
     description text,
     reason      text
   )`,
] as const;

export const STAGED_BALANCE =
  'pg_temp.staged_balance (source, line, currency, owner_id, name, amount, metadata, reason)';
export const STAGED_LINE =
  'pg_temp.staged_line (line, currency, owner_id, name, kind, status, amount, at, reference, description, reason)';
