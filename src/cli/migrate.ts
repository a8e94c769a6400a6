import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import { findOwner } from '../database/connect.js';
import { migrate } from '../database/migrate.js';
import { environment, progressLog } from './environment.js';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'Bring the book up to date, as the owner (DATABASE_URL, or the embedded PostgreSQL).',
    )
    .action(async () => {
      const config = environment();
      const owner = await findOwner(config, progressLog);
      if (owner.url === undefined)
        throw new Error('DATABASE_URL must be set: DATABASE_GATEWAY_URL may not migrate');
      try {
        const done = await migrate({ url: owner.url, book: config.book, migrations });
        const report = done.length > 0 ? done.map((name) => `${name} done`) : ['nothing to do'];
        process.stdout.write(
          `${report.map((line) => `book ${config.book}: ${line}`).join('\n')}\n`,
        );
      } finally {
        await owner.embedded?.stop();
      }
    });
}
