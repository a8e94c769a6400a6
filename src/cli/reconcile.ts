import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import { type RunReport, runNow } from '../adoption/index.js';
import { openBook } from '../book/index.js';
import { connectForWriting } from '../database/index.js';
import { GATEWAY_PREFIX } from '../domain/index.js';
import { environment, progressLog } from './environment.js';
import { withBar } from './progress-bar.js';

/** Who asks for the run of a command. No token can have this `sub`. */
const OPERATOR = `${GATEWAY_PREFIX}operator`;

/** Exit codes besides 0. */
const WITH_FINDINGS = 1;
const NOTHING_DONE = 2;

export function reconcileCommand(): Command {
  return new Command('reconcile')
    .description(
      'Check the book, and store what is wrong as findings. The exit code is 1 if there are findings, and 2 if nothing was done.',
    )
    .option('--json', 'print the result as JSON')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const report = await reconcile().catch((error: unknown) => {
        process.stderr.write(`onebook: ${(error as Error).message}\n`);
        return undefined;
      });
      if (report) process.stdout.write(json ? asJson(report) : asText(report));
      process.exitCode = exitCodeOf(report);
    });
}

function exitCodeOf(report: RunReport | undefined): number {
  if (!report || report.status === 'FAILED') return NOTHING_DONE;
  return report.status === 'FINDINGS' ? WITH_FINDINGS : 0;
}

/** @throws Error if another run is under way, or the book cannot be opened */
async function reconcile(): Promise<RunReport> {
  const config = { ...environment(), readers: 1, writers: 1, migrations };
  const database = await connectForWriting(config, progressLog);
  try {
    const observer = { committed: ignore, settled: ignore, retried: ignore };
    const limits = { batchMax: 1, writers: 1, queueMax: 1, commandTimeoutMs: 1 };
    const book = await openBook(database, { ...limits, observer });
    try {
      const report = await withBar('Checking', 'entries', (progress) =>
        runNow({ book, source: database.checks, progress }, OPERATOR),
      );
      if (report) return report;
    } finally {
      await book.close();
    }
  } finally {
    await database.close();
  }
  throw new Error('another reconciliation of this book is under way: try again when it has ended');
}

function ignore(): void {
  // The command writes no command of a caller, so no event matters.
}

/** The result as an object. */
function asJson({ reconciliationId, status, reason, ...report }: RunReport): string {
  const { startedAt, finishedAt, scopes, inputs, totals, findings, opened, closed } = report;
  const shown = findings.map(({ scope, code, severity, subject, currency, expected, actual }) => ({
    ...{ scope, code, severity, subject, currency: currency ?? null, expected, actual },
  }));
  const result = {
    ...{ id: reconciliationId, status, reason, startedAt, finishedAt, covered: scopes, inputs },
    ...{ totals: { ...totals, findings: findings.length, opened, closed }, findings: shown },
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** The result as lines. */
export function asText(report: RunReport): string {
  const { status, reason, totals, findings, opened, closed } = report;
  if (status === 'FAILED') return `The reconciliation failed: ${reason ?? 'unknown'}\n`;
  const { checkedEntries = 0, checkedWallets = 0 } = totals;
  const counts = `${checkedEntries} entries and ${checkedWallets} wallets checked`;
  const gone = closed > 0 ? `; ${closed} earlier ${closed === 1 ? 'one is' : 'ones are'} gone` : '';
  if (findings.length === 0) return `Nothing is wrong: ${counts}${gone}.\n`;
  const lines = findings.map(
    ({ code, subject, expected, actual }) =>
      `${code}: ${subject}: expected ${expected}, found ${actual}`,
  );
  const many = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  return `${lines.join('\n')}\n${many}, ${opened} of them new${gone}; ${counts}.\n`;
}
