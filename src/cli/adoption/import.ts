import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import {
  type ImportReport,
  isAllRight,
  loadMapping,
  type Mapping,
  MappingError,
  runImport,
  SourceError,
  type Write,
  writeHtml,
  writeJson,
  writeText,
} from '../../adoption/index.js';
import { withMapping } from './mapping-option.js';
import { migrations } from '../../../migrations/index.js';
import type { Config } from '../../config/index.js';
import { BulkConnection, connectForWriting, findBooks, migrate } from '../../database/index.js';
import { listenForStopSignals } from '../../stop-signals.js';
import { progressLog } from '../environment.js';
import { fileWriter, type Page } from './file-writer.js';
import { withSteps } from '../progress-bar.js';
import { asOwner, type Owner } from '../with-owner.js';

/** Finished, with rows set aside or drift. */
const WITH_REST = 1;
/** Nothing was done: the mapping or a source is wrong, or the database cannot be reached. */
const NOTHING_DONE = 2;
/** It ended on the way. What was committed stays, and the next run goes on. */
const NOT_FINISHED = 3;
/** Connections that share the owners. More than PostgreSQL has cores bring nothing. */
const MAX_SESSIONS = 4;

interface ImportArguments {
  readonly mapping: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly html?: string;
}

export function importCommand(): Command {
  return withMapping(
    new Command('import').description(
      'Bring the balances of another system into the book, with their history. Compares all sources of the mapping first. ' +
        'Run again, it goes on where it ended, and imports nothing twice. ' +
        'Exit codes: 0 all right, 1 finished with rows set aside or drift, 2 nothing done, 3 not finished: run it again.',
    ),
  )
    .option('--dry-run', 'compare, and write nothing')
    .option('--json', 'print the report as JSON, with every row')
    .option('--html <file>', 'write the report to a page too, with every row')
    .action(async (options: ImportArguments) => {
      const run = new Run(options);
      try {
        if (!(await run.finish())) process.exitCode = WITH_REST;
      } catch (error) {
        const [said, code] = run.endedBy(error as Error);
        process.stderr.write(`onebook: ${said}\n`);
        process.exitCode = code;
      }
    });
}

/** One run of the command. */
class Run {
  #step: 'before' | 'importing' | 'reporting' = 'before';

  constructor(private readonly options: ImportArguments) {}

  /** @returns what to say of the error that ended it, and the exit code */
  endedBy(error: Error): readonly [said: string, code: number] {
    const { message } = error;
    if (this.#step === 'importing')
      return [
        `the import did not finish: ${message}. What it brought in stays. Run it again, and it goes on`,
        NOT_FINISHED,
      ];
    if (this.#step === 'reporting')
      return [
        `the import is finished, but its report was not written: ${message}. Run it again: it imports nothing twice`,
        NOT_FINISHED,
      ];
    const isClear = error instanceof MappingError || error instanceof SourceError;
    return [isClear ? message : `${message}\nonebook: nothing was imported`, NOTHING_DONE];
  }

  /** @returns whether everything is right */
  async finish(): Promise<boolean> {
    const { mapping: file, html } = this.options;
    const mapping = await loadMapping(file);
    // Before anything is read: it shows whether it can be written.
    const page = html === undefined ? undefined : await fileWriter(html);
    const { graceful } = listenForStopSignals();
    try {
      return await asOwner((owner) => this.#import(owner, mapping, page, graceful), graceful);
    } finally {
      await page?.discard();
    }
  }

  /** @returns whether everything is right */
  async #import(
    { url, config, isEmbedded }: Owner,
    mapping: Mapping,
    page: Page | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { dryRun = false, json = false } = this.options;
    // A database of the project's own gets its book with the first command. In another one it is for `migrate` to make.
    if (isEmbedded && dryRun) await refuseSecondBook(url, config.book);
    if (isEmbedded) await migrate({ url, book: config.book, migrations, log: progressLog });
    await refuseUnfitBook(config);
    return withSteps(async (show) => {
      const onProgress: typeof show = (step, done, total) => {
        if (step === 'Importing') this.#step = 'importing';
        show(step, done, total);
      };
      return runImport(
        {
          ...{ mapping, dryRun, onProgress, book: config.book, signal },
          ...{ url, sessions: Math.min(MAX_SESSIONS, availableParallelism()) },
        },
        async (report) => {
          if (this.#step === 'importing') this.#step = 'reporting';
          onProgress('Reporting', 0, undefined);
          await print(report, json, page);
          return isAllRight(report);
        },
      );
    });
  }
}

/**
 * The first command in a fresh clone can be a dry run, which needs a book for its currencies. In a database that has books, a book that
 * is missing is more likely a mistake in BOOK.
 */
async function refuseSecondBook(url: string, book: string): Promise<void> {
  const connection = await BulkConnection.open({ url, book, name: 'onebook import' });
  try {
    const books = await findBooks(connection.source);
    if (books.length > 0 && !books.includes(book))
      throw new Error(
        `the database has no book ${book}, and a dry run makes none: it has ${books.join(', ')}. Set BOOK, or run \`onebook migrate\` first`,
      );
  } finally {
    await connection.close();
  }
}

/** @throws DatabaseSetupError if the book is missing, of another version, or without its guards */
async function refuseUnfitBook(config: Config): Promise<void> {
  const database = await connectForWriting(
    { ...config, readers: 1, writers: 1, migrations },
    progressLog,
  );
  await database.close();
}

async function print(report: ImportReport, json: boolean, page: Page | undefined): Promise<void> {
  await (json ? writeJson : writeText)(report, standardOutput());
  if (!page) return;
  await writeHtml(report, page.write);
  await page.end();
}

/** Prints for as long as anything reads. A reader that has seen enough (`| head`) ends no import. */
function standardOutput(): Write {
  let isClosed = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isClosed = true;
  });
  return async (text) => {
    if (isClosed || process.stdout.write(text)) return;
    await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(
      () => undefined,
    );
  };
}
