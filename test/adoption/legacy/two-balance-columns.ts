import type { Client } from 'pg';
import type { BalanceSource, Mapping } from '../../../src/adoption/mapping/mapping.js';

/*
 * A real system that drifted: a table of users with two balance columns. Some operations update one, some both. The page
 * showed one, the check of withdrawals read the other.
 */

/** Users with their balance and wallet_balance in USD. 14 of 16 disagree, by 15 at most. */
export const USERS: readonly (readonly [id: number, balance: string, walletBalance: string])[] = [
  [3, '4', '0'],
  [5, '509', '500'],
  [12, '144', '129'],
  [13, '31', '16'],
  [14, '31', '16'],
  [16, '3', '1'],
  [18, '104', '96'],
  [19, '8', '0'],
  [26, '5', '0'],
  [27, '501', '500'],
  [28, '1', '0'],
  [29, '3', '0'],
  [30, '1', '0'],
  [31, '1', '0'],
  [32, '0', '0'],
  [33, '0', '0'],
];

export const IN_DISAGREEMENT = 14;

/** Makes the schema `legacy`, with rights for a role of the application, which has none in the book. */
export async function createLegacy(
  owner: Client,
  { users = USERS, role = 'legacy_app' } = {},
): Promise<void> {
  await owner.query(`
    DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
    CREATE SCHEMA legacy;
    CREATE TABLE legacy.users (
      id integer PRIMARY KEY,
      username text NOT NULL,
      balance numeric(20, 2) NOT NULL DEFAULT 0,
      wallet_balance numeric(20, 2) NOT NULL DEFAULT 0,
      last_login timestamptz
    );
    CREATE FUNCTION legacy.run_earnings(rate numeric) RETURNS void LANGUAGE plpgsql AS $f$
    BEGIN
      UPDATE legacy.users SET balance = balance + rate, wallet_balance = wallet_balance + rate WHERE id % 2 = 0;
    END $f$;
    GRANT USAGE ON SCHEMA legacy TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON legacy.users TO ${role};`);
  await owner.query(
    `INSERT INTO legacy.users (id, username, balance, wallet_balance)
     SELECT u.id, 'user ' || u.id, u.balance, u.wallet_balance FROM unnest($1::int[], $2::numeric[], $3::numeric[]) u (id, balance, wallet_balance)`,
    [users.map(([id]) => id), users.map(([, one]) => one), users.map(([, , other]) => other)],
  );
}

type Operation = (client: Client, user: number, amount: string) => Promise<unknown>;

/** The seven operations, as the old code has them. The first two update one column only. */
export const OPERATIONS = {
  dailyLoginBonus: (client, user) =>
    client.query(
      'UPDATE legacy.users SET balance = balance + 1.00, last_login = now() WHERE id = $1',
      [user],
    ),
  adminAdjustment: (client, user, amount) =>
    client.query(
      `UPDATE legacy.users SET wallet_balance = wallet_balance + ${amount} WHERE id = ${user}`,
    ),
  depositApproval: (client, user, amount) =>
    client.query(
      'UPDATE legacy.users SET balance = balance + $2, wallet_balance = wallet_balance + $2 WHERE id = $1',
      [...[user, amount]],
    ),
  dailyEarnings: (client, user, amount) =>
    client.query(
      'UPDATE legacy.users SET balance = balance + $2, wallet_balance = wallet_balance + $2 WHERE id BETWEEN $1 AND $1 + 3',
      [user, amount],
    ),
  referralCommission: async (client, user, amount) => {
    await client.query('BEGIN');
    await client.query(
      'UPDATE legacy.users SET balance = balance + $2 /* commission */ WHERE id = $1',
      [user, amount],
    );
    await client.query(
      'UPDATE legacy.users SET wallet_balance = wallet_balance + $2 /* commission */ WHERE id = $1',
      [...[user, amount]],
    );
    await client.query('COMMIT');
  },
  withdrawal: (client, user, amount) =>
    client.query(
      `UPDATE legacy.users SET balance = balance - $2, wallet_balance = wallet_balance - $2
        WHERE id = $1 AND wallet_balance >= $2 AND balance >= $2`,
      [user, amount],
    ),
  automatedEarnings: (client, _user, amount) =>
    client.query('SELECT legacy.run_earnings($1)', [amount]),
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationName = keyof typeof OPERATIONS;

/** A balance column of a table in the book's database. */
export function tableSource(
  name: string,
  amount: string,
  more: Partial<BalanceSource> & { table?: string } = {},
): BalanceSource {
  const { table = 'legacy.users', ...rest } = more;
  return {
    name,
    origin: { type: 'postgres', url: undefined, from: { table } },
    owner: 'id',
    amount,
    where: {},
    metadata: [],
    currency: { constant: 'USD' },
    wallet: { constant: 'main' },
    unit: 'major',
    ...rest,
  };
}

export function mappingOf(...sources: Mapping['sources']): Mapping {
  return {
    file: 'mapping.yml',
    sources,
    history: undefined,
    adopt: { drop: [], keep: ['run_earnings'] },
  };
}

/** `balance` is authoritative. */
export const TWO_COLUMNS = mappingOf(
  tableSource('users.balance', 'balance'),
  tableSource('users.wallet_balance', 'wallet_balance'),
);
