import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import { connectForReading } from '../database/index.js';
import { environment, progressLog } from './environment.js';
import { openBook } from '../book/index.js';
import type { Finding, IntegrityReport, ReportProgress } from '../integrity/index.js';

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

async function verify(): Promise<IntegrityReport> {
  const database = await connectForReading({ ...environment(), migrations }, progressLog);
  try {
    const observer = { committed: ignore, settled: ignore, retried: ignore };
    const book = await openBook(database, { batchMax: 1, writers: 1, queueMax: 1, observer });
    return await withBar((progress) => book.verify(progress));
  } finally {
    await database.close();
  }
}

function ignore(): void {
  // The command writes nothing, so no event matters.
}

/** Shows a progress bar if standard error is a terminal. */
async function withBar<T>(work: (progress: ReportProgress) => Promise<T>): Promise<T> {
  const bar = new SingleBar({
    format: 'Checking [{bar}] {percentage} % | {value} of {total} entries',
    hideCursor: true,
  });
  if (!process.stderr.isTTY) return work(() => undefined);
  bar.start(0, 0);
  try {
    return await work((checked, total) => {
      bar.setTotal(total);
      bar.update(checked);
    });
  } finally {
    bar.stop();
  }
}

function asText(report: IntegrityReport): string {
  const counts = `${report.checkedEntries} entries and ${report.checkedWallets} wallets checked`;
  if (report.healthy) return `The book is correct: ${counts}.\n`;
  const lines = report.findings.map(
    ({ check, subject, expected, actual }: Finding) =>
      `${check}: ${subject}: expected ${expected}, found ${actual}`,
  );
  return `${lines.join('\n')}\nThe book has errors: ${report.findings.length} findings; ${counts}.\n`;
}
