import type { Facts } from '../gateway/facts.js';
import * as documents from './documents.js';
import * as fill from './fill.js';
import type { Fitting } from './fitting.js';
import { PLACEHOLDERS } from './placeholders.js';

/** One tab of GraphiQL. Its operation's name is its title. */
export interface Example {
  readonly name: string;
  readonly query: string;
  /** Finds variables for a viewer, with a new idempotencyKey each time. Absent: the document has none. */
  readonly fit?: (facts: Facts) => Fitting;
}

/** The tabs of a first visit. From the left, each makes what those after it need. */
export const EXAMPLES: readonly Example[] = [
  example(documents.myWallets),
  example(documents.openWallet, fill.openWallet),
  example(documents.deposit, fill.deposit),
  example(documents.transfer, fill.transfer),
  example(documents.requestWithdrawal, fill.requestWithdrawal),
  example(documents.approveWithdrawal, fill.approveWithdrawal),
  example(documents.follow, fill.follow),
  example(documents.purchase, fill.purchase),
  example(documents.refund, fill.refundPurchase),
  example(documents.sales, fill.sales),
  example(documents.posting, fill.posting),
  example(documents.treasury, fill.treasury),
  example(documents.integrity),
  example(documents.monitoring),
];

/** The variables of an example as text, for a viewer of whom nothing is known: with placeholders such as `wal_…`. */
export function blankText({ fit }: Example): string {
  const fitting = fit?.(PLACEHOLDERS);
  return fitting !== undefined && 'variables' in fitting ? textOf(fitting.variables) : '';
}

export function textOf(variables: object): string {
  return JSON.stringify(variables, null, 2);
}

function example(query: string, fit?: Example['fit']): Example {
  const name = /^(?:query|mutation|subscription) (\w+)/m.exec(query)?.[1];
  if (name === undefined) throw new Error(`an example has no operation: ${query}`);
  return { name, query, ...(fit && { fit }) };
}
