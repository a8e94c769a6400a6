/**
 * The rows that an import hands to the ledger: temporary tables of the session, so that a million of them neither pass
 * through this process nor leave anything behind. `adoption` fills them, and decides what comes in. `writeIncoming`
 * writes them to the book batch by batch.
 */
export const CREATE_INCOMING = [
  `CREATE TEMP TABLE incoming_wallet (
     batch     integer NOT NULL,
     n         bigint NOT NULL,
     owner_id  text NOT NULL,
     currency  text NOT NULL,
     name      text NOT NULL,
     -- The next number of its owner, as the book is while this is filled in.
     owner_number integer NOT NULL,
     metadata  jsonb NOT NULL,
     -- When the wallet's history begins. NULL: with this import.
     began     timestamptz(3),
     -- Whether the wallet is in the book already, without a transaction.
     is_open   boolean NOT NULL,
     wallet_id uuid NOT NULL,
     -- NULL: no entry of such an account comes in.
     cash_id   uuid,
     held_id   uuid
   )`,
  // Transactions of these wallets: the order in a wallet is that of ord, and follows the times.
  `CREATE TEMP TABLE incoming_transaction (
     batch       integer NOT NULL,
     n           bigint NOT NULL,
     ord         bigint NOT NULL,
     id          uuid NOT NULL,
     kind        text NOT NULL,
     status      text NOT NULL,
     -- Minor units. Below zero for what takes cash from the wallet though its kind can do both.
     amount      numeric NOT NULL,
     -- NULL: at the time of the commit.
     at          timestamptz(3),
     reference   text,
     description text,
     details     jsonb NOT NULL
   )`,
] as const;

/** The statements to run once both tables are filled: batches are found by them. */
export const INDEX_INCOMING = [
  'CREATE INDEX ON pg_temp.incoming_wallet (batch)',
  'CREATE INDEX ON pg_temp.incoming_transaction (batch)',
  'ANALYZE pg_temp.incoming_wallet',
  'ANALYZE pg_temp.incoming_transaction',
] as const;

/**
 * SQL of a fresh UUIDv7 (RFC 9562, section 5.7), because PostgreSQL has a function for it from version 18 on.
 * @param hex SQL of the first 13 characters: the milliseconds since 1970 in hexadecimal, with the hyphen
 */
export function freshIdSql(hex: string): string {
  return `(${hex} || '-7' || substr(gen_random_uuid()::text, 16))::uuid`;
}

/**
 * SQL of the nth of many fresh UUIDv7s that are made at once, each greater than the one before: so an index takes them at
 * its end. The 12 bits after the time count, and carry into the time (RFC 9562, section 6.2). The other 60 bits are a
 * hash of a secret, so that they take no random bits for each id.
 * @param at SQL of the time, in milliseconds since 1970
 * @param secret SQL of a text with at least 122 random bits, of one use of this function
 * @param n SQL of a bigint, which differs for each id
 */
export function nthIdSql(at: string, secret: string, n: string): string {
  // 28672 is 0x7000: the version, between the time and the count.
  const counted = `(((${at} + (${n} >> 12)) << 16) | 28672 | (${n} & 4095))`;
  return `(lpad(to_hex(${counted}), 16, '0') || '8' || right(encode(sha256((${secret} || ${n})::bytea), 'hex'), 15))::uuid`;
}

/** SQL of the first 13 characters of a UUIDv7 of now, for `freshIdSql`. */
export const ID_TIME = `(SELECT substr(hex, 1, 8) || '-' || substr(hex, 9, 4)
  FROM (SELECT lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') AS hex) now)`;
