import { migrations } from '../../../migrations/index.js';
import { LegacyFollower } from '../../../src/adoption/index.js';
import { openBook } from '../../../src/book/index.js';
import { connectForWriting } from '../../../src/database/index.js';

/* A gateway's follower in a process of its own, for a test to kill. */
const [databaseUrl = ''] = process.argv.slice(2);
const ignore = (): void => undefined;
const database = await connectForWriting(
  {
    ...{ databaseUrl, databaseGatewayUrl: undefined, dataDir: '', book: 'book' },
    ...{ writers: 1, readers: 2, migrations },
  },
  { info: ignore, warn: ignore, error: ignore },
);
const book = await openBook(database, {
  ...{ batchMax: 64, writers: 1, queueMax: 10_000, commandTimeoutMs: 10_000 },
  observer: { committed: ignore, settled: ignore, retried: ignore },
});
new LegacyFollower(book, database, 'book', ignore, { everyMs: 5, idleMs: 50 }).start();
process.send?.('started');
// It ends with the test.
process.once('disconnect', () => process.exit());
