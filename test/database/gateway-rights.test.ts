import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { rights } from '../../migrations/rights.js';
import { refuseTooManyRights } from '../../src/database/rights/gateway-rights.js';
import { DatabaseSetupError } from '../../src/database/errors.js';
import { useBook } from '../support/book.js';

const at = useBook();

/** @param role to work as; undefined: the owner */
async function connectAs(role: string | undefined): Promise<DataSource> {
  const source = createDataSource({
    ...{ url: at.database.url, book: 'book', name: 'rights', connections: 1, role },
  });
  return source.initialize();
}

test('a gateway may start with the rights of the gateway role alone', async () => {
  const source = await connectAs(GATEWAY_ROLE);
  await refuseTooManyRights(source, rights).finally(() => source.destroy());
});

test('a gateway may not start as the owner, who may change everything', async () => {
  const source = await connectAs(undefined);
  const refusal = await refuseTooManyRights(source, rights).catch((error: unknown) => error);
  await source.destroy();
  expect(refusal).toBeInstanceOf(DatabaseSetupError);
  expect((refusal as Error).message).toMatch(
    /may change or delete rows of the book \(.+\): set DATABASE_GATEWAY_URL to a login that only has role wallet_gateway$/,
  );
});

describe('a gateway whose login has the gateway role', () => {
  /** Roles belong to the whole server, so each database has one of its own. */
  let login: string;
  let source: DataSource;

  beforeAll(async () => {
    login = `login_of_${at.database.name}`;
    await at.owner.query(`CREATE ROLE ${login} IN ROLE ${GATEWAY_ROLE}`);
    source = await connectAs(login);
  });
  afterAll(async () => {
    await source.destroy();
    await at.owner.query(`DROP OWNED BY ${login}`);
    await at.owner.query(`DROP ROLE ${login}`);
  });

  const WRITE_ONCE = ['currency', 'entry', 'command', 'system_account'];
  const ALSO_WRITE_ONCE = [
    'backdated_entry',
    'balance_checkpoint',
    'credit_line',
    'exchange_quote',
    'finding',
    'finding_state',
    'reconciliation',
    'reconciliation_result',
    'report',
    'token_revocation',
    'trusted_document',
  ];
  const OTHERS = [
    'monitor',
    'alert',
    'schedule',
    'webhook',
    'wallet',
    'account',
    'transaction',
    'migration',
    'transaction_phase',
  ];

  test.each([
    ...[...WRITE_ONCE, ...ALSO_WRITE_ONCE].map((table) => ['UPDATE', table]),
    ...['DELETE', 'TRUNCATE', 'TRIGGER'].flatMap((right) =>
      [...WRITE_ONCE, ...ALSO_WRITE_ONCE, ...OTHERS].map((table) => [right, table]),
    ),
    ['UPDATE (balance)', 'entry'],
    ['UPDATE (digits)', 'currency'],
    ['UPDATE (input_hash)', 'command'],
    ['UPDATE (owner_id)', 'wallet'],
    ['INSERT', 'transaction_transition'],
    ['INSERT', 'trusted_document'],
    ['INSERT (kind)', 'transaction_phase'],
  ])('may start, but not with %s on %s besides', async (right, table) => {
    await at.owner.query(`GRANT ${right} ON ${table} TO ${login}`);
    await expect(refuseTooManyRights(source, rights)).rejects.toThrow(DatabaseSetupError);
    await at.owner.query(`REVOKE ${right} ON ${table} FROM ${login}`);
    await refuseTooManyRights(source, rights);
  });
});
