import { Command, CommanderError } from 'commander';

/** Exit codes besides 0. */
const FAILED = 1; // the command failed, or the book has errors
const USAGE_ERROR = 2; // unknown command or wrong options

/** Makes each command, by its name. Together they import most of the gateway, so one that does not run is not loaded. */
const COMMANDS = {
  start: async () => (await import('./start.js')).startCommand(),
  migrate: async () => (await import('./migrate.js')).migrateCommand(),
  token: async () => (await import('./token.js')).tokenCommand(),
  verify: async () => (await import('./verify.js')).verifyCommand(),
  shadow: async () => (await import('./adoption/shadow.js')).shadowCommand(),
  adopt: async () => (await import('./adoption/adopt.js')).adoptCommand(),
  reconcile: async () => (await import('./reconcile.js')).reconcileCommand(),
  currency: async () => (await import('./currency.js')).currencyCommand(),
  documents: async () => (await import('./documents/command.js')).documentsCommand(),
  backup: async () => (await import('./backup.js')).backupCommand(),
  restore: async () => (await import('./restore.js')).restoreCommand(),
  'general-ledger': async () => (await import('./general-ledger.js')).generalLedgerCommand(),
  import: async () => (await import('./adoption/import.js')).importCommand(),
  sql: async () => (await import('./sql.js')).sqlCommand(),
  example: async () => (await import('./example.js')).exampleCommand(),
};

const program = new Command('onebook')
  .description('Onebook: a GraphQL wallet gateway on one double-entry book.')
  .addHelpText(
    'after',
    '\nThe commands read the same environment variables as the gateway: DATABASE_URL, DATA_DIR, BOOK, AUTH_JWT_SECRET …',
  );

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

for (const command of await wantedCommands(process.argv[2])) program.addCommand(command);
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

/** Loads the command that the first argument names. All of them for anything else: a list of them, or a misspelt one. */
function wantedCommands(argument = ''): Promise<Command[]> {
  const makers = Object.entries(COMMANDS);
  const named = makers.filter(([name]) => name === argument);
  return Promise.all((named.length > 0 ? named : makers).map(([, make]) => make()));
}
