import { once } from 'node:events';
import { migrations } from '../../../migrations/index.js';
import { LegacyFollower } from '../../adoption/index.js';
import { openBook } from '../../book/index.js';
import type { Config } from '../../config/index.js';
import { connectForWriting } from '../../database/index.js';
import { listenForStopSignals } from '../../stop-signals.js';
import { progressLog } from '../environment.js';

/** Follows the shadow of the book until a signal, as a gateway does. Reports errors, and goes on. */
export async function follow(config: Config): Promise<void> {
  const { graceful } = listenForStopSignals();
  const { batchMax, writers, queueMax, commandTimeoutMs } = config;
  const database = await connectForWriting({ ...config, migrations }, progressLog);
  try {
    const observer = { committed: ignore, settled: ignore, retried: ignore };
    const limits = { batchMax, writers, queueMax, commandTimeoutMs };
    const book = await openBook(database, { ...limits, observer });
    const follower = new LegacyFollower(book, database, config.book, (error) =>
      progressLog.warn(`the legacy system could not be followed yet: ${(error as Error).message}`),
    );
    follower.start();
    progressLog.info('Following the legacy system. Stop with Ctrl-C: a later start goes on.');
    if (!graceful.aborted) await once(graceful, 'abort');
    await follower.stop();
    await book.close();
  } finally {
    await database.close();
  }
}

function ignore(): void {
  // No caller waits for a command of the follower, so no event of one matters.
}
