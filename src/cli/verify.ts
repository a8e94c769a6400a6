import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import { connectForReading } from '../database/index.js';
import { environment, progressLog } from './environment.js';
import { openBook } from '../book/index.js';
import { withBar } from './progress-bar.js';
import type { Finding, IntegrityReport } from '../integrity/index.js';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('Check every row of the book. The exit code is 1 if the book has errors.')
    .option('--json', 'print the report as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const report = await verify();
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : asText(report));
      if (!report.healthy) process.exitCode = 1;
    });
}

/** Checks the book that the environment names. */
export async function verify(): Promise<IntegrityReport> {
  const database = await connectForReading({ ...environment(), migrations }, progressLog);
  try {
    const observer = { committed: ignore, settled: ignore, retried: ignore };
    const book = await openBook(database, { batchMax: 1, writers: 1, queueMax: 1, observer });
    return await withBar('Checking', 'entries', (progress) => book.verify(progress));
  } finally {
    await database.close();
  }
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
