/**
 * How many positions of the log one commit has. More than a commit can have commands: `LEDGER_BATCH_MAX` ends below it. The
 * default of `command.position` in migrations/book.sql states it too.
 */
export const COMMANDS_PER_COMMIT = 16_384;
