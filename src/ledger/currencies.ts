import { uuidv7 } from 'uuidv7';
import type { Currency } from '../money/index.js';
import { SYSTEM_ACCOUNTS } from '../domain/index.js';
import type { AccountHead } from '../reader/index.js';

interface Queries {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/** The accounts with which a currency begins: in shard 0, those of the system that come with the book. */
export function firstAccountsOf(currency: string): AccountHead[] {
  return SYSTEM_ACCOUNTS.map((kind) => ({
    ...{ walletId: null, kind, currency, accountId: uuidv7() },
    ...{ seq: 0, balance: 0n, lastAt: null },
  }));
}

/**
 * Adds the currencies with which a book begins, each with its system accounts, all or none. Later ones are commands: see
 * `createCurrency`. A currency that exists already is an error, because currencies never change.
 */
export async function addCurrencies(
  owner: Queries,
  currencies: readonly Currency[],
): Promise<void> {
  const accounts = currencies.flatMap(({ code }) => firstAccountsOf(code));
  await owner.query(
    `/* addCurrencies */
     WITH added AS (
       INSERT INTO currency (code, digits, name, created_at)
       SELECT c.*, now() FROM unnest($1::text[], $2::smallint[], $3::text[]) AS c
       RETURNING code)
     INSERT INTO account (id, kind, currency)
     SELECT a.id, a.kind, added.code
       FROM unnest($4::uuid[], $5::text[], $6::text[]) AS a (id, kind, code) JOIN added USING (code)`,
    [
      currencies.map((currency) => currency.code),
      currencies.map((currency) => currency.digits),
      currencies.map((currency) => currency.name),
      accounts.map((account) => account.accountId),
      accounts.map((account) => account.kind),
      accounts.map((account) => account.currency),
    ],
  );
}
