import { Command } from 'commander';
import {
  adoptedSchema,
  lastAdoption,
  loadMapping,
  LOCKING_HELP,
  type Mapping,
  MappingError,
  readShadowReport,
  reportAsJson,
  reportAsText,
  ShadowError,
  type ShadowReport,
  ShadowRunsError,
  startShadow,
  stopShadow,
  takeIn,
} from '../../adoption/index.js';
import { type BulkConnection, inTransaction } from '../../database/index.js';
import { shadowSchema } from '../../reader/index.js';
import { environment } from '../environment.js';
import { follow } from './follow.js';
import { withMapping } from './mapping-option.js';
import { withOwner } from '../with-owner.js';

/** Exit codes besides 0. */
const WITH_DRIFT = 1;
const NOTHING_DONE = 2;

interface ShadowArguments {
  readonly mapping: string;
  readonly json?: boolean;
  readonly follow?: boolean;
  readonly openMissing?: boolean;
}

export function shadowCommand(): Command {
  return new Command('shadow')
    .description(
      'Let the old system stay in charge, record each change of its balance columns, and let the book follow them. ' +
        'Exit codes: 0 all right, 1 drift found, 2 nothing done.\n\n' +
        LOCKING_HELP,
    )
    .addCommand(
      subcommand('start', 'Install triggers on the mapped tables. A gateway then follows them.')
        .option('--follow', 'follow here until a signal, for a book without a gateway')
        .option('--open-missing', 'open wallets that the book does not have with an ADJUSTMENT')
        .action((options: ShadowArguments) => carryOut(() => start(options))),
    )
    .addCommand(
      subcommand('report', 'Show who has other balances in other columns, and what caused it.')
        .option('--json', 'print the report as JSON, with every owner and statement')
        .action((options: ShadowArguments) => carryOut(() => report(options))),
    )
    .addCommand(
      subcommand('stop', 'Remove the triggers, and keep what was recorded.').action(
        (options: ShadowArguments) => carryOut(() => stop(options)),
      ),
    );
}

function subcommand(name: string, description: string): Command {
  return withMapping(new Command(name).description(description));
}

/** Sets the exit code. What a command could not do is one line on standard error, also an unexpected error. */
async function carryOut(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    const isExpected = error instanceof MappingError || error instanceof ShadowError;
    const { message } = error as Error;
    process.stderr.write(`onebook: ${message}\n${isExpected ? '' : 'onebook: nothing was done\n'}`);
    process.exitCode = NOTHING_DONE;
  }
}

async function start({ mapping: file, ...options }: ShadowArguments): Promise<number> {
  const mapping = await loadMapping(file);
  const openMissing = options.openMissing ?? false;
  const exitCode = await withOwner('onebook shadow', async (connection, book) => {
    try {
      const { run, tables, missingWallets } = await startShadow({
        ...{ connection, book, mapping, openMissing },
      });
      const missing =
        missingWallets === 0 ? '' : ` ${missingWallets} wallets are opened on the way.`;
      process.stdout.write(
        `Shadow ${run} records changes of ${tables.map(({ sql }) => sql).join(', ')}.${missing}\n`,
      );
    } catch (error) {
      // One that was interrupted goes on.
      if (!(error instanceof ShadowRunsError && options.follow)) throw error;
      refuseOther(mapping, await readReport(connection, book));
    }
    return takeInOrTell(connection, book);
  });
  if (options.follow) await follow(environment());
  return exitCode;
}

/** The shadow is installed, whatever happens here: a gateway does the same. */
async function takeInOrTell(connection: BulkConnection, book: string): Promise<number> {
  try {
    await takeIn(connection, book);
    return 0;
  } catch (error) {
    const { message } = error as Error;
    process.stderr.write(`onebook: the present values are not taken over yet: ${message}\n`);
    process.stderr.write(
      'onebook: a gateway does it, or the next `onebook shadow report --mapping FILE`\n',
    );
    return WITH_DRIFT;
  }
}

async function report({ mapping: file, json = false }: ShadowArguments): Promise<number> {
  const mapping = await loadMapping(file);
  return withOwner('onebook shadow', async (connection, book) => {
    await takeIn(connection, book);
    const read = await readReport(connection, book);
    refuseOther(mapping, read);
    const digits = await readDigits(connection);
    const digitsOf = (currency: string): number | undefined => digits.get(currency);
    process.stdout.write(
      json
        ? `${JSON.stringify(reportAsJson(read, digitsOf), null, 2)}\n`
        : reportAsText(read, digitsOf),
    );
    if (read.endedByAdoption) return 0;
    return read.drift.length + read.changedTables.length > 0 ? WITH_DRIFT : 0;
  });
}

async function stop({ mapping: file }: ShadowArguments): Promise<number> {
  const mapping = await loadMapping(file);
  return withOwner('onebook shadow', async (connection, book) => {
    refuseOther(mapping, await readReport(connection, book));
    const run = await stopShadow({ connection, book });
    process.stdout.write(
      `Shadow ${run} is stopped: its triggers are gone, and what it recorded stays.\n`,
    );
    return 0;
  });
}

/** @throws ShadowError if nothing was ever shadowed */
async function readReport({ source }: BulkConnection, book: string): Promise<ShadowReport> {
  const read = await inTransaction(source, async (sql) => {
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const adoption = await lastAdoption(sql, adoptedSchema(book));
    return readShadowReport(sql, shadowSchema(book), adoption);
  });
  if (read) return read;
  throw new ShadowError(
    'nothing was ever shadowed: start with `onebook shadow start --mapping FILE`',
  );
}

/** @throws ShadowError if the mapping is of other columns than the shadow */
function refuseOther({ sources }: Mapping, { sources: shadowed, run }: ShadowReport): void {
  const named = sources.map(({ name }) => name);
  if (JSON.stringify(named) !== JSON.stringify(shadowed))
    throw new ShadowError(
      `shadow ${run.number} is of ${shadowed.join(', ')}, and this mapping of ${named.join(', ')}: ` +
        'pass the mapping that it was started with',
    );
}

async function readDigits({ source }: BulkConnection): Promise<Map<string, number>> {
  const rows = await source.query<{ code: string; digits: number }[]>(
    'SELECT code, digits FROM currency',
  );
  return new Map(rows.map(({ code, digits }) => [code, digits]));
}
