import { type Report as ReportRow } from '../../reader/index.js';
import { reportCsv, reportHtml, type ReportTexts } from '../../reports/index.js';
import { dear } from '../answers/dear.js';
import type { QueryResolvers, ReportResolvers } from '../generated/resolvers.js';
import { reportId, SHOWN_IDS } from '../ids.js';
import { asIs, ifSent } from '../inputs/inputs.js';
import type { Loaders } from '../loaders.js';

export const reportQueries = {
  reports: dear((lists, _, { filter, ...page }) =>
    lists.reportsPage(ifSent(filter?.period, asIs), page),
  ),
} satisfies Pick<Required<QueryResolvers>, 'reports'>;

export const Report: ReportResolvers = {
  id: ({ id }) => reportId(id),
  csv: async (report, _, { loaders }) => reportCsv(report, await textsOf(report, loaders)),
  html: async (report, _, { loaders }) => reportHtml(report, await textsOf(report, loaders)),
};

async function textsOf({ content }: ReportRow, loaders: Loaders): Promise<ReportTexts> {
  const ids = content.corrections.listed.map(({ transactionId }) => transactionId);
  const transactions = await Promise.all(ids.map(async (id) => loaders.transaction(id)));
  const reasons = transactions.flatMap((transaction) => {
    if (transaction === null) return [];
    const { id, statusReason, description } = transaction;
    const texts = new Set([statusReason, description].filter((text) => text !== null));
    return [[id, [...texts].join(' – ')] as const];
  });
  return { reasons: new Map(reasons), ids: SHOWN_IDS };
}
