import { Command, CommanderError } from 'commander';
import { importCommand } from './adoption/import.js';
import { shadowCommand } from './adoption/shadow.js';
import { backupCommand } from './backup.js';
import { currencyCommand } from './currency.js';
import { documentsCommand } from './documents/command.js';
import { exampleCommand } from './example.js';
import { migrateCommand } from './migrate.js';
import { reconcileCommand } from './reconcile.js';
import { restoreCommand } from './restore.js';
import { tokenCommand } from './token.js';
import { verifyCommand } from './verify.js';

/** Exit codes besides 0. */
const FAILED = 1; // the command failed, or the book has errors
const USAGE_ERROR = 2; // unknown command or wrong options

const program = new Command('onebook')
  .description('Onebook: a GraphQL wallet gateway on one double-entry book.')
  .addCommand(migrateCommand())
  .addCommand(tokenCommand())
  .addCommand(verifyCommand())
  .addCommand(shadowCommand())
  .addCommand(reconcileCommand())
  .addCommand(currencyCommand())
  .addCommand(documentsCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(importCommand())
  .addCommand(exampleCommand())
  .addHelpText(
    'after',
    '\nThe commands read the same environment variables as the gateway: DATABASE_URL, DATA_DIR, BOOK, AUTH_JWT_SECRET …',
  );

const commands = program.commands.flatMap((command) => [command, ...command.commands]);
for (const command of [program, ...commands]) command.exitOverride().showHelpAfterError();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
  else {
    process.stderr.write(`onebook: ${(error as Error).message}\n`);
    process.exitCode = FAILED;
  }
}
