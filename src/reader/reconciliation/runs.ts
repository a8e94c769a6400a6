import type { EntityManager } from 'typeorm';
import { Reconciliation } from '../../entities/index.js';
import type { Page, PageArguments } from '../pages/page.js';
import { Parameters } from '../pages/parameters.js';
import { pageByPosition } from '../pages/position-pages.js';

/** A run, and how it ended. */
export interface ReconciliationRun extends Reconciliation {
  /** null: it waits for its turn, or runs. */
  readonly result: ReconciliationResult | null;
}

/** How a run ended. */
interface ReconciliationResult {
  /** The place of its end among the ends of all runs. A bigint as text. */
  readonly number: string;
  readonly status: 'PASSED' | 'FINDINGS' | 'FAILED' | 'INTERRUPTED';
  /** Why it came to no result. */
  readonly reason: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** What it compared. */
  readonly scopes: readonly string[];
  readonly inputs: readonly ReconciledInput[];
  readonly totals: Readonly<Partial<Record<Total, number>>>;
}

/** A file or table that a run read. `sha256` in hexadecimal digits. */
interface ReconciledInput {
  readonly name: string;
  readonly sha256: string;
  readonly rows: number;
}

type Total =
  | 'checkedEntries'
  | 'checkedWallets'
  | 'comparedWallets'
  | 'comparedLines'
  | 'findings'
  | 'opened'
  | 'closed';

/** Runs by id. Leaves out ids that do not exist. */
export async function readReconciliations(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, ReconciliationRun>> {
  const runs = await manager
    .createQueryBuilder(Reconciliation, 'run')
    .where('run.id = ANY(:ids)', { ids })
    .getMany();
  const results = await readResults(manager, ids);
  return new Map(runs.map((run) => [run.id, { ...run, result: results.get(run.id) ?? null }]));
}

/** A page of runs, newest first. */
export async function readReconciliationsPage(
  manager: EntityManager,
  page: PageArguments,
): Promise<Page<ReconciliationRun>> {
  const { edges, pageInfo } = await pageByPosition(
    manager,
    {
      name: 'reconciliations',
      entity: Reconciliation,
      table: 'reconciliation',
      conditions: [],
      parameters: new Parameters(),
    },
    page,
  );
  const results = await readResults(
    manager,
    edges.map(({ node }) => node.id),
  );
  return {
    pageInfo,
    edges: edges.map(({ cursor, node }) => ({
      cursor,
      node: { ...node, result: results.get(node.id) ?? null },
    })),
  };
}

interface ResultRow {
  id: string;
  number: string;
  status: ReconciliationResult['status'];
  reason: string | null;
  started_at: Date;
  finished_at: Date;
  scopes: string[];
  inputs: ReconciledInput[];
  totals: ReconciliationResult['totals'];
}

async function readResults(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, ReconciliationResult>> {
  const rows = await manager.query<ResultRow[]>(
    `/* reconciliationResults */
     SELECT reconciliation_id AS id, number, status, reason, started_at, finished_at, scopes, inputs, totals
       FROM reconciliation_result WHERE reconciliation_id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, started_at: startedAt, finished_at: finishedAt, ...result }) => [
      id,
      { ...result, startedAt, finishedAt },
    ]),
  );
}
