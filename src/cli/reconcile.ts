import { Command } from 'commander';
import { migrations } from '../../migrations/index.js';
import {
  loadMapping,
  type Mapping,
  refuseUnknownCurrenciesIn,
  type RunReport,
  runNow,
} from '../adoption/index.js';
import { openBook } from '../book/index.js';
import { connectForWriting } from '../database/index.js';
import { GATEWAY_PREFIX } from '../domain/index.js';
import { environment, progressLog } from './environment.js';
import { withSteps } from './progress-bar.js';

/** Who asks for the run of a command. No token can have this `sub`. */
const OPERATOR = `${GATEWAY_PREFIX}operator`;

/** Exit codes besides 0. */
const WITH_FINDINGS = 1;
const NOTHING_DONE = 2;

interface ReconcileArguments {
  readonly json?: boolean;
  readonly mapping?: string;
}

export function reconcileCommand(): Command {
  return new Command('reconcile')
    .description(
      'Check the book, compare it with the sources and statements of a mapping, and store what is wrong as findings. ' +
        'Exit codes: 0 nothing is wrong, 1 there are findings, 2 nothing done.',
    )
    .option(
      '--mapping <file>',
      'the sources and statements to compare with, as YAML: see docs/adoption.md. Default: RECONCILE_MAPPING',
    )
    .option('--json', 'print the result as JSON')
    .action(async ({ json = false, mapping }: ReconcileArguments) => {
      const report = await reconcile(mapping).catch((error: unknown) => {
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

/** @throws Error if the mapping is wrong, another run is under way, or the book cannot be opened */
async function reconcile(file: string | undefined): Promise<RunReport> {
  const config = { ...environment(), readers: 1, writers: 1, migrations };
  const named = file ?? config.reconcileMapping;
  const mapping =
    named === undefined ? undefined : await loadMapping(named, process.env, 'reconciliation');
  const database = await connectForWriting(config, progressLog);
  try {
    const observer = { committed: ignore, settled: ignore, retried: ignore };
    const limits = { batchMax: 1, writers: 1, queueMax: 1, commandTimeoutMs: 1 };
    const book = await openBook(database, { ...limits, observer });
    try {
      if (mapping) await refuseUnknownCurrenciesIn(database.checks, mapping);
      const report = await withSteps((onProgress) =>
        runNow(
          {
            ...{ book, source: database.checks },
            progress: (done, total) => onProgress('Checking', done, total),
            ...(mapping && { others: othersOf(mapping, database.url, onProgress) }),
          },
          OPERATOR,
        ),
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

function othersOf(
  mapping: Mapping,
  bookUrl: string,
  onProgress: (step: string, done: number, total: number | undefined) => void,
) {
  // A signal ends the process, and the server rolls back.
  const { signal } = new AbortController();
  return { mapping: () => Promise.resolve(mapping), bookUrl, signal, onProgress };
}

function ignore(): void {
  // The command writes no command of a caller, so no event matters.
}

/** The result as an object. */
function asJson({ reconciliationId, status, reason, ...report }: RunReport): string {
  const { startedAt, finishedAt, scopes, inputs, totals, findings, opened, closed, left } = report;
  const shown = findings.map(({ scope, code, severity, subject, currency, expected, actual }) => ({
    ...{ scope, code, severity, subject, currency: currency ?? null, expected, actual },
  }));
  const result = {
    ...{ id: reconciliationId, status, reason, startedAt, finishedAt, covered: scopes, inputs },
    ...{
      totals: { ...totals, findings: findings.length, opened, closed },
      findings: shown,
      stayOpen: left,
    },
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Findings that the text shows. */
const MAX_SHOWN = 100;

/** The result as lines. */
export function asText(report: RunReport): string {
  const { status, reason, findings, opened, closed, left } = report;
  const counts = countsText(report);
  const gone = closed > 0 ? `; ${closed} earlier ${closed === 1 ? 'one is' : 'ones are'} gone` : '';
  const lines = findings
    .slice(0, MAX_SHOWN)
    .map(
      ({ code, subject, expected, actual }) =>
        `${code}: ${printable(`${subject}: expected ${expected}, found ${actual}`)}\n`,
    );
  if (findings.length > MAX_SHOWN)
    lines.push(`… and ${findings.length - MAX_SHOWN} more. --json lists them.\n`);
  if (status === 'FAILED')
    return `${lines.join('')}The reconciliation failed: ${reason ?? 'unknown'}\n`;
  if (findings.length === 0) {
    const what = left.length === 0 ? 'Nothing is wrong' : 'Nothing is wrong in what was compared';
    return `${what}: ${counts}${gone}.\n${leftText(report)}`;
  }
  const many = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  return `${lines.join('')}${many}, ${opened} of them new${gone}; ${counts}.\n${leftText(report)}`;
}

/** What this run says nothing of. */
function leftText({ left, scopes }: RunReport): string {
  return left
    .map(({ scope, findings }) => {
      const stay = findings === 1 ? '1 earlier finding stays' : `${findings} earlier findings stay`;
      const why = scopes.includes(scope)
        ? 'this run did not compare all of it'
        : 'this run did not compare it. Run it with a mapping that names it (--mapping or RECONCILE_MAPPING)';
      return `${stay} open, of ${printable(scope)}: ${why}.\n`;
    })
    .join('');
}

/** A payer writes the reference of a statement, and could move the cursor or forge a line. */
function printable(text: string): string {
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

function countsText({ totals }: RunReport): string {
  const { checkedEntries = 0, checkedWallets = 0, comparedWallets, comparedLines } = totals;
  const entries = checkedEntries === 1 ? '1 entry' : `${checkedEntries} entries`;
  const counted = (count: number, what: string): string =>
    `${count} ${what}${count === 1 ? '' : 's'}`;
  return [
    `${entries} and ${counted(checkedWallets, 'wallet')} checked`,
    ...(comparedWallets === undefined
      ? []
      : [`${counted(comparedWallets, 'wallet')} of sources compared`]),
    ...(comparedLines === undefined
      ? []
      : [`${counted(comparedLines, 'line')} of statements compared`]),
  ].join(', ');
}
