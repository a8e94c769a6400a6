import { Command } from 'commander';
import {
  adopt,
  adoptedAsText,
  adoptedSchema,
  AdoptError,
  findAdoption,
  loadMapping,
  LOCKING_HELP,
  type Mapping,
  MappingError,
  planAdoption,
  planAsText,
  ShadowError,
  undoAdoption,
  undoneAsText,
} from '../../adoption/index.js';
import { type BulkConnection, inTransaction } from '../../database/index.js';
import { withMapping } from './mapping-option.js';
import { withOwner } from '../with-owner.js';

const NOTHING_DONE = 2;

interface AdoptArguments {
  readonly mapping: string;
  readonly yes?: boolean;
  readonly undo?: boolean;
}

export function adoptCommand(): Command {
  return withMapping(
    new Command('adopt').description(
      'Put the mapped tables of the old system behind views, so that its balance columns read the book and write to it. ' +
        'Exit codes: 0 all right, 2 nothing done.\n\n' +
        LOCKING_HELP,
    ),
  )
    .option('--yes', 'do it; without it, print what it would do')
    .option('--undo', 'take the tables out again, with the numbers of the book')
    .action(async ({ mapping: file, yes = false, undo = false }: AdoptArguments) => {
      try {
        const mapping = await loadMapping(file);
        await withOwner('onebook adopt', (connection, book) =>
          undo
            ? takeBack(connection, book, mapping, yes)
            : carryOut(connection, book, mapping, yes),
        );
      } catch (error) {
        const isExpected =
          error instanceof MappingError ||
          error instanceof ShadowError ||
          error instanceof AdoptError;
        const { message } = error as Error;
        process.stderr.write(
          `onebook: ${message}\n${isExpected ? '' : 'onebook: nothing was done\n'}`,
        );
        process.exitCode = NOTHING_DONE;
      }
    });
}

async function carryOut(
  connection: BulkConnection,
  book: string,
  mapping: Mapping,
  yes: boolean,
): Promise<void> {
  const schema = adoptedSchema(book);
  const plan = await inTransaction(connection.source, (sql) =>
    planAdoption(sql, schema, book, mapping),
  );
  process.stdout.write(planAsText(plan));
  if (!yes) return void process.stdout.write('Nothing was changed: --yes does it.\n');
  process.stdout.write(adoptedAsText(await adopt({ connection, book, mapping })));
}

async function takeBack(
  connection: BulkConnection,
  book: string,
  mapping: Mapping,
  yes: boolean,
): Promise<void> {
  const { adoption, tables } = await findAdoption(connection.source, book);
  const named = mapping.sources.map(({ name }) => name);
  if (JSON.stringify(named) !== JSON.stringify(adoption.sources))
    throw new AdoptError(
      `${adoption.sources.join(', ')} is adopted, and this mapping is of ${named.join(', ')}: ` +
        'pass the mapping that it was adopted with',
    );
  if (!yes) {
    process.stdout.write(
      `Tables again, with the numbers that their views show: ${tables.join(', ')}.\nNothing was changed: --yes does it.\n`,
    );
    return;
  }
  process.stdout.write(undoneAsText(await undoAdoption(connection, book)));
}
