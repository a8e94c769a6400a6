import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { BalanceSource, Mapping } from '../../../src/adoption/mapping/mapping.js';

/*
 * A real system that drifted: a table of users with two balance columns. Some operations update one, some both. The page
 * showed one, the check of withdrawals read the other. Its SQL is the example of docs/adoption.md.
 */

const example = join(import.meta.dirname, '..', '..', '..', 'examples', 'adoption', 'two-columns');
const read = (file: string) => readFileSync(join(example, file), 'utf8');

const ROWS = /\((\d+), '[^']*', (\d+), (\d+)\)/g;

/** Users with their balance and wallet_balance in USD. 14 of 16 disagree, by 15 at most. */
export const USERS: readonly (readonly [id: number, balance: string, walletBalance: string])[] = [
  ...read('users.sql').matchAll(ROWS),
].map(([, id, balance = '', walletBalance = '']) => [Number(id), balance, walletBalance]);

export const IN_DISAGREEMENT = 14;

/** Makes the schema `legacy`, with rights for a role of the application, which has none in the book. */
export async function createLegacy(
  owner: Client,
  { users = USERS, role = 'legacy_app' } = {},
): Promise<void> {
  await owner.query(
    `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;`,
  );
  await owner.query(read('legacy.sql'));
  await owner.query(
    `GRANT USAGE ON SCHEMA legacy TO ${role};
     GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON legacy.users TO ${role};`,
  );
  await owner.query(
    `INSERT INTO legacy.users (id, username, balance, wallet_balance)
     SELECT u.id, 'user ' || u.id, u.balance, u.wallet_balance FROM unnest($1::int[], $2::numeric[], $3::numeric[]) u (id, balance, wallet_balance)`,
    [users.map(([id]) => id), users.map(([, one]) => one), users.map(([, , other]) => other)],
  );
}

/**
 * The statements of an operation, as operations.sql has them for user 32 and 2.00.
 * @param user what to write in place of 32
 * @param amount what to write in place of 2.00
 */
function statements(name: string, user: number | string, amount: string): string[] {
  const text = read('operations.sql').split(`\n-- ${name}\n`)[1]?.split('\n\n')[0];
  if (text === undefined) throw new Error(`operations.sql has no ${name}`);
  return text
    .split(';')
    .map((one) =>
      one
        .trim()
        .replaceAll(/\b32\b/g, () => String(user))
        .replaceAll('2.00', () => amount),
    )
    .filter((one) => one !== '');
}

/** Sends an operation as a prepared statement, as most of the old code does. @returns the result of the last one */
async function prepared(
  client: Client,
  name: string,
  user: number,
  amount: string,
): Promise<unknown> {
  let result: unknown;
  for (const one of statements(name, '$1', '$2')) {
    const values = one.includes('$2') ? [user, amount] : one.includes('$1') ? [user] : [];
    result = await client.query(one, values);
  }
  return result;
}

type Operation = (client: Client, user: number, amount: string) => Promise<unknown>;

/** The seven operations, as the old code has them. The first two update one column only. */
export const OPERATIONS = {
  dailyLoginBonus: (client, user) => prepared(client, 'dailyLoginBonus', user, ''),
  // Its old code writes the values into the text.
  adminAdjustment: (client, user, amount) =>
    client.query(statements('adminAdjustment', user, amount).join(';')),
  depositApproval: (client, user, amount) => prepared(client, 'depositApproval', user, amount),
  dailyEarnings: (client, user, amount) => prepared(client, 'dailyEarnings', user, amount),
  referralCommission: (client, user, amount) =>
    prepared(client, 'referralCommission', user, amount),
  withdrawal: (client, user, amount) => prepared(client, 'withdrawal', user, amount),
  automatedEarnings: (client, _user, amount) =>
    client.query(statements('automatedEarnings', '', '$1').join(';'), [amount]),
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
