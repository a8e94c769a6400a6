import { belowHttp } from './book/below-http.mjs';
import { checks } from './book/checks.mjs';
import { compiledExecution } from './book/compiled-execution.mjs';
import { snapshot } from './book/snapshot.mjs';
import { transactionEach } from './book/transaction-each.mjs';
import { twoGateways } from './book/two-gateways.mjs';
import { twoProcesses } from './book/two-processes.mjs';
import { ISOLATION } from './isolation/index.mjs';
import { largeWrites } from './large/large-writes.mjs';
import { longChain } from './large/long-chain.mjs';
import { balance } from './paths/balance.mjs';
import { lists } from './paths/lists.mjs';
import { request } from './paths/request.mjs';
import { traces } from './paths/traces.mjs';
import { hot, revision, transfers } from './paths/transfers.mjs';
import { overload } from './stress/overload.mjs';
import { pushes } from './stress/pushes.mjs';

/** Rows by the names that --only accepts, in the order of the table. */
export const ROWS = {
  balance,
  transfers,
  hot,
  revision,
  request,
  traces,
  lists,
  pushes,
  overload,
  ...ISOLATION,
  'transaction-each': transactionEach,
  'below-http': belowHttp,
  'two-gateways': twoGateways,
  'two-processes': twoProcesses,
  'compiled-execution': compiledExecution,
  snapshot,
  checks,
  'long-chain': longChain,
  'large-writes': largeWrites,
};

/** Rows that share the large book. */
export const LARGE = ['long-chain', 'large-writes'];

/** Rows that need many open files, and how many. */
export const OPEN_FILES = { overload: 2_500, pushes: 10_500 };
