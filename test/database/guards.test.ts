import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrations } from '../../migrations/index.js';
import { connectDatabase, connectForReading } from '../../src/database/connect.js';
import { GATEWAY_ROLE } from '../../src/database/data-source.js';
import { DatabaseSetupError } from '../../src/database/errors.js';
import { useBook } from '../support/book.js';

/** A login that has the gateway's role. Roles belong to the whole server, so each database has one of its own. */
let login: string;
afterAll(() => at.owner.query(`DROP ROLE ${login}`)); // stated before the book's own, which closes the owner's client

const at = useBook();

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeAll(async () => {
  login = `login_of_${at.database.name}`;
  await at.owner.query(`CREATE ROLE ${login} LOGIN PASSWORD 'secret' IN ROLE ${GATEWAY_ROLE}`);
});

function config(as: 'owner' | 'login') {
  const url = new URL(at.database.url);
  const gatewayUrl = Object.assign(new URL(url), { username: login, password: 'secret' });
  return {
    ...{ dataDir: '', book: 'book', writers: 1, readers: 1, migrations },
    ...(as === 'owner'
      ? { databaseUrl: url.href, databaseGatewayUrl: undefined }
      : { databaseUrl: undefined, databaseGatewayUrl: gatewayUrl.href }),
  };
}

const start = (as: 'owner' | 'login') =>
  connectDatabase(config(as), log, new AbortController().signal);

test.each(['owner', 'login'] as const)(
  'a gateway that connects as the %s starts on a book with all guards',
  async (as) => {
    await (await start(as)).close();
  },
);

test.each(['owner', 'login'] as const)(
  'a gateway that connects as the %s refuses a book whose guards are off, in one line that says what to do',
  async (as) => {
    await at.owner.query('ALTER TABLE entry DISABLE TRIGGER entry_stays');
    await at.owner.query('ALTER TABLE entry DROP CONSTRAINT entry_seq_from_one');
    const refusal = await start(as).catch((error: unknown) => error);
    await at.owner.query('ALTER TABLE entry ENABLE TRIGGER entry_stays');
    await at.owner.query('ALTER TABLE entry ADD CONSTRAINT entry_seq_from_one CHECK (seq >= 1)');
    expect(refusal).toBeInstanceOf(DatabaseSetupError);
    expect((refusal as Error).message).toBe(
      'the guards of book book are not those that its migrations made: constraint entry_seq_from_one on entry: ' +
        'expected CHECK ((seq >= 1)), found nothing (and 1 more). ' +
        '`onebook verify` lists them. Put them back as migrations/book.sql states them',
    );
    await (await start(as)).close();
  },
);

test('a command that reads opens a book whose guards are off, so that verify can name them', async () => {
  await at.owner.query('ALTER TABLE entry DISABLE TRIGGER entry_stays');
  const database = await connectForReading(config('owner'), log);
  await database.close();
  await at.owner.query('ALTER TABLE entry ENABLE TRIGGER entry_stays');
});
