import { Command, CommanderError } from 'commander';
import { exampleCommand } from './example.js';
import { migrateCommand } from './migrate.js';
import { tokenCommand } from './token.js';
import { verifyCommand } from './verify.js';

/** Exit codes: 0 done; 1 it could not be done, or `verify` found something; 2 the command was not understood. */
const FAILED = 1;
const MISUSED = 2;

const program = new Command('onebook')
  .description('Onebook: a GraphQL wallet gateway on one double-entry book.')
  .addCommand(migrateCommand())
  .addCommand(tokenCommand())
  .addCommand(verifyCommand())
  .addCommand(exampleCommand())
  .addHelpText(
    'after',
    "\nThe environment is the gateway's: DATABASE_URL, DATA_DIR, BOOK, AUTH_JWT_SECRET …",
  );

for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
  else {
    process.stderr.write(`onebook: ${(error as Error).message}\n`);
    process.exitCode = FAILED;
  }
}
