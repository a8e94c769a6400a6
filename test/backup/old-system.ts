import { Client } from 'pg';
import { createLegacy } from '../adoption/legacy/two-balance-columns.js';

/** The mapping of the two balance columns of an old system, for the command. */
export const MAPPING = `currency: USD
wallet: main
sources:
  - name: users.balance
    postgres: { table: legacy.users }
    owner: id
    amount: balance
  - name: users.wallet_balance
    postgres: { table: legacy.users }
    owner: id
    amount: wallet_balance
adopt:
  keep: [run_earnings]
`;

const USERS = 8;
/** What all users have together, whatever the load does. */
export const ALL_MONEY = '800.00';
const CLIENTS = 3;

/** Makes the old system: eight users with 100.00 each, as their number in both columns. */
export async function createOldSystem(owner: Client): Promise<void> {
  const users = Array.from({ length: USERS }, (_, at) => [at + 1, '100', '100'] as const);
  await createLegacy(owner, { users });
}

/** Old code that moves money between users all the time, in transactions that change both columns of both. */
export class OldCode {
  /** Transactions that were committed. */
  committed = 0;
  #isStopping = false;
  #failure: unknown;
  readonly #sessions: Promise<void>[];

  constructor(url: string) {
    this.#sessions = Array.from({ length: CLIENTS }, (_, at) =>
      this.#run(url, at).catch((error: unknown) => void (this.#failure ??= error)),
    );
  }

  /** Whether it has committed more than so many. @throws the error of a session */
  hasCommitted(count: number): boolean {
    if (this.#failure !== undefined) throw this.#failure as Error;
    return this.committed > count;
  }

  /** @throws the error of a session */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#sessions);
    if (this.#failure !== undefined) throw this.#failure as Error;
  }

  async #run(url: string, session: number): Promise<void> {
    const client = new Client({ connectionString: url, application_name: 'game-server' });
    await client.connect();
    for (let at = session; !this.#isStopping; at += 1) {
      // The lower one first, as every program that locks two rows.
      const [from, to] = [at % USERS, (at + 1) % USERS].sort((a, b) => a - b);
      // A round takes back what the one before gave.
      const isBack = Math.floor((at - session) / USERS) % 2 === 1;
      await client.query('BEGIN');
      for (const [user, amount] of [
        [from, isBack ? '1.00' : '-1.00'],
        [to, isBack ? '-1.00' : '1.00'],
      ] as const)
        await client.query(
          'UPDATE legacy.users SET balance = balance + $2, wallet_balance = wallet_balance + $2 WHERE id = $1',
          [(user ?? 0) + 1, amount],
        );
      await client.query('COMMIT');
      this.committed += 1;
    }
    await client.end();
  }
}

/** The sum of the cash of all wallets of a book, and how many adjustments it has. */
export async function moneyIn(
  client: Client,
  book = 'book',
): Promise<{ sum: string; adjustments: number }> {
  const { rows } = await client.query<{ sum: string; adjustments: number }>(
    `SELECT (SELECT round(sum(h.balance) / 100, 2)::text FROM ${book}.account a CROSS JOIN LATERAL (
              SELECT e.balance FROM ${book}.entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) h
              WHERE a.kind IN ('CASH', 'HELD') AND a.wallet_id IS NOT NULL) AS sum,
            (SELECT count(*)::int FROM ${book}.transaction WHERE kind = 'ADJUSTMENT') AS adjustments`,
  );
  return rows[0] ?? { sum: '', adjustments: 0 };
}
