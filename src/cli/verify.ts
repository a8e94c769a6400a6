import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import { connectForReading } from '../database/index.js';
import { environment, progressLog } from './environment.js';
import { openBook } from '../book/index.js';
import type { AnchorUse, Finding, IntegrityReport } from '../integrity/index.js';
import { openAnchorFile } from './anchor-file.js';
import { withBar } from './progress-bar.js';

interface VerifyOptions {
  readonly json?: boolean;
  readonly anchor?: string;
  readonly keepAnchor?: boolean;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'Check the guards and every row of the book. The exit code is 1 if something is wrong or cannot be read.',
    )
    .option('--json', 'print the report as JSON')
    .option(
      '--anchor <file>',
      'hold the book against this file, which an earlier verify wrote, and replace it if the book passes. Keep it on another machine',
    )
    .option('--keep-anchor', 'do not replace the anchor')
    .action(async ({ json, anchor: file, keepAnchor = false }: VerifyOptions, command: Command) => {
      if (keepAnchor && file === undefined)
        command.error('error: --keep-anchor needs --anchor <file>', { exitCode: 2 });
      const anchor = file === undefined ? undefined : await openAnchorFile(file, keepAnchor);
      const report = await verify(anchor);
      if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      else process.stdout.write(`${asText(report)}${anchorText(report, anchor)}`);
      if (!report.healthy) process.exitCode = 1;
    });
}

/**
 * Checks the book that the environment names.
 * @param signal ends the check, within the seconds that a running statement gets
 * @throws the signal's reason if it is aborted
 */
export async function verify(anchor?: AnchorUse, signal?: AbortSignal): Promise<IntegrityReport> {
  signal?.throwIfAborted();
  const database = await connectForReading({ ...environment(), migrations }, progressLog);
  try {
    const observer = { committed: ignore, settled: ignore, retried: ignore };
    const limits = { batchMax: 1, writers: 1, queueMax: 1, commandTimeoutMs: 1 };
    const book = await openBook(database, { ...limits, observer });
    return await withBar('Checking', 'entries', (progress) =>
      Promise.race([book.verify(progress, anchor), ...(signal ? [abortOf(signal)] : [])]),
    );
  } catch (error) {
    // The gateway's words are for clients. Here the reader runs the database, and wants to know what it said.
    const { cause } = error as Error;
    if (!(cause instanceof Error)) throw error;
    throw new Error(
      `the check did not come to its end, so nothing is known about the book: ${cause.message}. Run it again`,
      { cause: error },
    );
  } finally {
    await database.close();
  }
}

/** Rejects when the signal is aborted. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

function anchorText({ healthy }: IntegrityReport, anchor: AnchorUse | undefined): string {
  if (!anchor) return '';
  const at = anchor.previous?.header.at;
  const held =
    at === undefined
      ? 'There was no anchor to hold the book against.'
      : healthy
        ? `It holds everything that the anchor of ${at} names.`
        : `It was held against the anchor of ${at}.`;
  if (!healthy) return `${held} The anchor was not replaced.\n`;
  return anchor.keep ? `${held} A new anchor was written.\n` : `${held}\n`;
}

function ignore(): void {
  // The command writes nothing, so no event matters.
}

/** The report as lines. */
export function asText(report: IntegrityReport): string {
  const counts = `${report.checkedEntries} entries and ${report.checkedWallets} wallets checked`;
  if (report.healthy) return `The book is correct: ${counts}.\n`;
  const lines = report.findings.map(
    ({ check, subject, expected, actual }: Finding) =>
      `${check}: ${subject}: expected ${expected}, found ${actual}`,
  );
  return `${lines.join('\n')}\nThe book has errors: ${report.findings.length} findings; ${counts}.\n`;
}
