import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import {
  type BackupHead,
  checkBackup,
  refuseNewerBackup,
  RestoredError,
  type RestoredShadow,
  restoreBook,
  RUN_VERIFY,
} from '../backup/index.js';
import { DatabaseSetupError, findOwner } from '../database/index.js';
import type { IntegrityReport } from '../integrity/index.js';
import { listenForStopSignals } from '../stop-signals.js';
import { besideBook } from './beside-book.js';
import { environment, progressLog } from './environment.js';
import { withBar } from './progress-bar.js';
import { asText as verificationAsText, verify } from './verify.js';

const OF_SHADOW: Readonly<Record<Exclude<RestoredShadow, 'none'>, string>> = {
  restored:
    'the record of the shadow is restored, up to the moment of the backup; nothing is shadowed here',
  kept: 'this database has the record of a shadow, which stays',
  follows:
    'a shadow runs in this database and goes on: gateways bring the restored book to the tables of the old system',
};

export function restoreCommand(): Command {
  return new Command('restore')
    .description(
      'Restore a book from a file of `onebook backup`, and verify it. There must be no book yet, or an empty one. ' +
        'The exit code is 1 if the restored book has errors.',
    )
    .argument('<file>', 'a file that `onebook backup` wrote')
    .option('--json', 'print the report of the verification as JSON')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const file = resolve(name);
      const { graceful } = listenForStopSignals();
      const { head, shadow } = await restore(file, graceful);
      const { book } = environment();
      if (shadow !== 'none') progressLog.info(OF_SHADOW[shadow]);
      progressLog.info(`book ${book} is restored as of ${head.createdAt}; now it is verified`);
      const report = await verifyRestored(book, graceful);
      process.stdout.write(
        json ? `${JSON.stringify(report, null, 2)}\n` : verificationAsText(report),
      );
      if (!report.healthy) process.exitCode = 1;
    });
}

async function verifyRestored(book: string, signal: AbortSignal): Promise<IntegrityReport> {
  try {
    return await verify(undefined, signal);
  } catch (error) {
    if (signal.aborted) throw new RestoredError(book, RUN_VERIFY, signal.reason);
    throw error;
  }
}

/** Reads the whole file before anything is started or made. */
async function restore(
  file: string,
  signal: AbortSignal,
): Promise<{ readonly head: BackupHead; readonly shadow: RestoredShadow }> {
  const config = environment();
  const bytes = await stat(file).then(
    ({ size }) => size,
    () => 0,
  ); // reading it says why it cannot be read
  const head = await withBar('Reading', 'bytes', (report) =>
    checkBackup(file, (done) => {
      signal.throwIfAborted();
      report(done, bytes);
    }),
  );
  refuseNewerBackup(file, head, migrations);
  const owner = await findOwner(config, progressLog, signal);
  try {
    const { url } = owner;
    if (url === undefined)
      throw new DatabaseSetupError(
        'DATABASE_URL must be set: the login of DATABASE_GATEWAY_URL may not restore',
      );
    const shadow = await withBar('Loading', 'bytes', (report) =>
      restoreBook({
        url,
        file,
        head,
        migrations,
        signal,
        book: config.book,
        beside: besideBook(config.book),
        onProgress: (done) => report(done, bytes),
      }),
    );
    return { head, shadow };
  } finally {
    await owner.embedded?.stop();
  }
}
