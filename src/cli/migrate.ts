import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import {
  DatabaseSetupError,
  faultOf,
  findOwner,
  migrate,
  sqlState,
  startFailure,
} from '../database/index.js';
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
      const { url } = owner;
      try {
        const mended: string[] = [];
        const applied = await migrate({
          url,
          book: config.book,
          migrations,
          log: progressLog,
          onMended: (statements) => mended.push(...statements),
        }).catch((error: unknown) => {
          throw isSetup(error) ? startFailure(url, error) : error;
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

/** Whether it is about the way to the database, and not about what is in it. */
function isSetup(error: unknown): boolean {
  return (
    !(error instanceof DatabaseSetupError) &&
    (['login_refused', 'unreachable', 'too_many_connections'].includes(faultOf(error).cause) ||
      sqlState(error) === NO_DATABASE)
  );
}

const NO_DATABASE = '3D000';
