import { resolve } from 'node:path';
import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import { backupBook, type BackupReport, refuseExisting, rowsIn } from '../backup/index.js';
import { listenForStopSignals } from '../stop-signals.js';
import { besideBook } from './beside-book.js';
import { progressLog } from './environment.js';
import { withBar } from './progress-bar.js';
import { withOwner } from './with-owner.js';

const ADOPTED =
  'tables of an old system are adopted: this file has the book without them, so save the whole database too, as with pg_dump';

export function backupCommand(): Command {
  return new Command('backup')
    .description(
      'Write the whole book, as it is at one moment, to a file. Gateways can go on meanwhile. ' +
        'The file can be restored into the embedded PostgreSQL and into any other.',
    )
    .argument('<file>', 'the file to write, such as book.backup')
    .option('--force', 'replace the file if it exists')
    .option('--json', 'print what was written as JSON')
    .action(async (file: string, { force, json }: { force?: boolean; json?: boolean }) => {
      const { graceful } = listenForStopSignals();
      const report = await backup(resolve(file), force ?? false, graceful);
      process.stdout.write(json ? `${JSON.stringify(asJson(report), null, 2)}\n` : asText(report));
    });
}

async function backup(
  file: string,
  overwrite: boolean,
  signal: AbortSignal,
): Promise<BackupReport> {
  if (!overwrite) await refuseExisting(file);
  return withOwner(
    'onebook backup',
    async (connection, book) => {
      const beside = besideBook(book);
      if (await beside.hasAdopted(connection.source)) progressLog.warn(ADOPTED);
      return withBar('Writing', 'rows', (onProgress) =>
        backupBook(connection, {
          ...{ file, overwrite, signal, onProgress, book },
          knownMigrations: migrations.all.map(({ name }) => name),
          knownTables: Object.keys(migrations.rights.tables),
          shadow: beside.shadow,
          onLeftOut: (tables) =>
            progressLog.warn(`left out, because Onebook did not make them: ${tables.join(', ')}`),
        }),
      );
    },
    signal,
  );
}

function asJson({ file, bytes, head }: BackupReport): object {
  const { createdAt, book, postgres, migrations: names, tables, shadow } = head;
  return {
    ...{ file, bytes, createdAt, book, postgres, migrations: names, tables },
    ...(shadow && { shadow: { tables: shadow.tables } }),
  };
}

function asText({ file, bytes, head }: BackupReport): string {
  return `Book ${head.book} as of ${head.createdAt}: ${rowsIn(head)} rows in ${bytes} bytes, ${file}.\n`;
}
