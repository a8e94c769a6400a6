// migrations/guards.json is read from a freshly migrated book, so it says what the migrations make.
import pg from 'pg';
import { format, resolveConfig } from 'prettier';
import { inRoot } from '../lib/project.mjs';
import { keepSnapshot } from '../lib/snapshot.mjs';
// Must come before the first import of TypeScript.
import '../lib/ts-loader.mjs';

const file = 'migrations/guards.json';
const { startTestServer, stopTestServer } = await import('../lib/jest/test-server.mjs');
const { migrations } = await import('../../migrations/index.ts');
const { migrate } = await import('../../src/database/migrate.ts');
const { GATEWAY_ROLE } = await import('../../src/database/data-source.ts');
const { readGuards } = await import('../../src/integrity/guards/check-guards.ts');

const running = await startTestServer();
try {
  const options = { ...(await resolveConfig(inRoot(file))), filepath: inRoot(file) };
  const now = await format(JSON.stringify(await freshGuards(running.server.url)), options);
  keepSnapshot({
    file,
    now,
    step: 'guards',
    differs: `The book that the migrations make differs from ${file}.`,
  });
} finally {
  await stopTestServer(running);
}

async function freshGuards(url) {
  await migrate({ url, book: 'book', migrations });
  const client = new pg.Client({
    connectionString: url,
    options: `-c search_path=book,pg_temp -c role=${GATEWAY_ROLE}`,
  });
  await client.connect();
  try {
    return await readGuards({ query: async (...query) => (await client.query(...query)).rows });
  } finally {
    await client.end();
  }
}
