import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import { findOwner, migrate } from '../database/index.js';
import { environment, progressLog } from './environment.js';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'Apply pending migrations to the book, as its owner (DATABASE_URL, or the embedded PostgreSQL).',
    )
    .action(async () => {
      const config = environment();
      const owner = await findOwner(config, progressLog);
      if (owner.url === undefined)
        throw new Error(
          'DATABASE_URL must be set: the login of DATABASE_GATEWAY_URL may not migrate',
        );
      try {
        const mended: string[] = [];
        const applied = await migrate({
          url: owner.url,
          book: config.book,
          migrations,
          log: progressLog,
          onMended: (statements) => mended.push(...statements),
        });
        const done = [...applied.map((name) => `applied ${name}`), ...mended];
        const report = done.length > 0 ? done : ['already up to date'];
        process.stdout.write(
          `${report.map((line) => `book ${config.book}: ${line}`).join('\n')}\n`,
        );
      } finally {
        await owner.embedded?.stop();
      }
    });
}
