import { Client } from 'pg';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';
import { mappingOf, tableSource } from './two-balance-columns.js';

/** The mapping of the two columns to wallets of a name: the book of a test file keeps those of all its tests. */
export function twoColumns(wallet: string): Mapping {
  const more = { wallet: { constant: wallet } };
  return mappingOf(
    tableSource('users.balance', 'balance', more),
    tableSource('users.wallet_balance', 'wallet_balance', more),
  );
}

export async function openSession(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Drops an old system by its schemas, with what adoptions and shadows have made. */
export async function dropOldSystem(owner: Client, ...schemas: string[]): Promise<void> {
  await owner.query(
    `DROP SCHEMA ${schemas.join(', ')} CASCADE;
     DROP SCHEMA IF EXISTS onebook_adopted_book, onebook_rows_book, onebook_shadow_book CASCADE`,
  );
}
