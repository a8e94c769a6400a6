import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { migrations } from '../../migrations/index.js';
import { refuseExisting } from '../backup/index.js';
import { openBook } from '../book/index.js';
import { connectForReading } from '../database/index.js';
import { LEDGER_FORMATS, type LedgerFormatName, openGeneralLedger } from '../exports/index.js';
import { parsedBound, zoneName } from '../graphql/index.js';
import type { LedgerRequest } from '../reader/index.js';
import { listenForStopSignals } from '../stop-signals.js';
import { fileWriter } from './adoption/file-writer.js';
import { environment, progressLog } from './environment.js';

interface Options {
  readonly format: LedgerFormatName;
  readonly from?: string;
  readonly to?: string;
  readonly timeZone: string;
  readonly currency?: string;
  readonly out?: string;
}

export function generalLedgerCommand(): Command {
  return new Command('general-ledger')
    .description(
      'Write every entry of a period, with the balances before and after it, as CSV or as a journal of hledger. ' +
        'Gateways can go on meanwhile.',
    )
    .addOption(
      new Option('--format <format>', 'how to write it')
        .choices(Object.keys(LEDGER_FORMATS))
        .makeOptionMandatory(),
    )
    .option(
      '--from <moment>',
      'the beginning, inclusive: a date, or a moment such as 2026-11-01T00:00:00Z. Default: the beginning of the book',
    )
    .option('--to <moment>', 'the end, exclusive. Default: now')
    .option('--time-zone <name>', 'the time zone of dates, such as Europe/Berlin', 'UTC')
    .option('--currency <code>', 'only this currency. Default: all')
    .option('--out <file>', 'the file to write, which must not exist. Default: standard output')
    .action(async ({ out, format, ...options }: Options) => {
      const { graceful } = listenForStopSignals();
      await write(requestOf(options), format, out, graceful);
    });
}

function requestOf({
  from,
  to,
  timeZone,
  currency,
}: Omit<Options, 'format' | 'out'>): LedgerRequest {
  return {
    from: from === undefined ? undefined : parsedBound(from),
    to: to === undefined ? undefined : parsedBound(to),
    timeZone: zoneName(timeZone, '--time-zone'),
    currency,
  };
}

/** @throws Error if the file exists, the request is wrong, or the book cannot be read to its end. Then no file is left. */
async function write(
  request: LedgerRequest,
  format: LedgerFormatName,
  out: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (out !== undefined) await refuseExisting(resolve(out));
  const database = await connectForReading({ ...environment(), migrations }, progressLog);
  try {
    const observer = { committed: ignore, settled: ignore, retried: ignore };
    const limits = { batchMax: 1, writers: 1, queueMax: 1, commandTimeoutMs: 1 };
    const book = await openBook(database, { ...limits, observer });
    const { chunks } = await openGeneralLedger(book, undefined, request, format);
    if (out === undefined)
      await pipeline(Readable.from(chunks, { objectMode: false }), process.stdout, {
        ...{ signal, end: false },
      });
    else await writeFile(chunks, resolve(out), signal);
  } finally {
    await database.close();
  }
}

async function writeFile(
  chunks: AsyncIterable<string>,
  out: string,
  signal: AbortSignal,
): Promise<void> {
  const file = await fileWriter(out);
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      await file.write(chunk);
    }
    await file.end();
  } finally {
    await file.discard();
  }
}

function ignore(): void {
  // The command writes nothing to the book, so no event matters.
}
