import type { Report } from '../../entities/index.js';
import type { ReportContent, ReportedTransaction } from '../../domain/index.js';
import { errorRateOf, latencyRows } from './gateway-rows.js';
import type { ReportRow } from './report-row.js';
import type { ReportTexts } from './report-texts.js';

/** A part of a report. */
export interface Section {
  /** Its name in files. */
  readonly name: string;
  readonly title: string;
  /** The fields that its rows can have, with their titles. */
  readonly columns: Readonly<Partial<Record<keyof ReportRow, string>>>;
  readonly rows: readonly ReportRow[];
  /** Whether its names of kinds and states are shown as words on a page. Codes stay, so that one can search for them. */
  readonly inWords?: boolean;
  /** What is said if there is no row. */
  readonly ifEmpty: string;
}

const AMOUNT_COLUMNS = {
  at: 'Completed',
  item: 'Kind',
  amount: 'Amount',
  currency: 'Currency',
};
const ROW_COLUMNS = { person: 'Requested by', wallet: 'Wallet', transaction: 'Transaction' };

/** The parts of a report, in their order. */
export function sectionsOf({ content }: Report, texts: ReportTexts): Section[] {
  return [
    totals(content),
    largest(content, texts),
    corrections(content, texts),
    refusals(content),
    refusedCallers(content),
    reconciliations(content),
    findings(content),
    alerts(content),
    operations(content),
    pushes(content),
  ];
}

function transactionRow(one: ReportedTransaction, { ids }: ReportTexts): ReportRow {
  return {
    item: one.kind,
    ...{ currency: one.currency, amount: one.amount, at: new Date(one.at) },
    transaction: ids.transaction(one.transactionId),
    ...(one.direction !== null && { direction: one.direction }),
    ...(one.originalId !== null && { original: ids.transaction(one.originalId) }),
    ...(one.walletId !== null && { wallet: ids.wallet(one.walletId) }),
    person: one.initiatedBy,
  };
}

function totals(content: ReportContent): Section {
  return {
    ...{ name: 'totals', title: 'Transactions by kind and currency' },
    inWords: true,
    columns: {
      ...{ item: 'Kind', direction: 'Direction', outcome: 'Became', currency: 'Currency' },
      ...{ count: 'Number', amount: 'Amount' },
    },
    rows: content.totals.map(({ kind, direction, ...row }) => ({
      item: kind,
      ...(direction !== null && { direction }),
      ...row,
    })),
    ifEmpty: 'There were none.',
  };
}

function largest(content: ReportContent, texts: ReportTexts): Section {
  return {
    ...{ name: 'largest', title: 'Largest transactions of each currency' },
    inWords: true,
    columns: { ...AMOUNT_COLUMNS, ...ROW_COLUMNS },
    rows: content.largest.map((one) => transactionRow(one, texts)),
    ifEmpty: 'None was completed.',
  };
}

function corrections(content: ReportContent, texts: ReportTexts): Section {
  return {
    ...{ name: 'corrections', title: 'Adjustments and reversals' },
    inWords: true,
    columns: {
      ...{ ...AMOUNT_COLUMNS, direction: 'Direction', text: 'Reason' },
      ...{ ...ROW_COLUMNS, original: 'Reversed' },
    },
    rows: [
      ...content.corrections.listed.map((one) => ({
        ...transactionRow(one, texts),
        text: texts.reasons.get(one.transactionId) ?? '',
      })),
      ...more(content.corrections, 'the query transactions lists them all'),
    ],
    ifEmpty: 'None was completed.',
  };
}

function refusals(content: ReportContent): Section {
  return {
    ...{ name: 'refusals', title: 'Refused commands and attempts' },
    columns: { item: 'Movement', outcome: 'Code', count: 'Number', text: 'Note' },
    rows: content.refusals.map(({ movement, code, isAttempt, count, notKept }) => ({
      ...{ item: movement, outcome: code, count },
      text: [
        ...(isAttempt ? ['attempts that the caller may not make'] : []),
        ...(notKept > 0 ? [`and ${notKept} more of any kind, which were not kept`] : []),
      ].join(', '),
    })),
    ifEmpty: 'Nothing was refused.',
  };
}

function refusedCallers(content: ReportContent): Section {
  return {
    ...{ name: 'refused', title: 'Who was refused most often' },
    columns: { person: 'Person', outcome: 'Code', count: 'Number' },
    rows: content.refusedCallers.map(({ caller, code, count }) => ({
      ...{ person: caller, outcome: code, count },
    })),
    ifEmpty: 'No one was refused.',
  };
}

function reconciliations({ findings: of }: ReportContent): Section {
  return {
    ...{ name: 'reconciliations', title: 'Reconciliations' },
    columns: { item: 'What', outcome: 'Result', count: 'Number' },
    rows: [
      ...of.runs.map(({ status, count }) => ({ item: 'runs', outcome: status, count })),
      { item: 'findings', outcome: 'opened', count: of.opened },
      { item: 'findings', outcome: 'closed', count: of.closed },
      { item: 'findings', outcome: 'open at the end', count: of.open },
    ],
    ifEmpty: '',
  };
}

function findings({ findings: { open, listed } }: ReportContent): Section {
  return {
    ...{ name: 'findings', title: 'Findings that are open at the end' },
    columns: { item: 'Code', outcome: 'Severity', at: 'First seen', text: 'What' },
    rows: [
      ...listed.map((one) => ({
        ...{ item: one.code, outcome: one.severity, at: new Date(one.firstSeenAt) },
        text: `${one.scope}, ${one.subject}: expected ${one.expected}, is ${one.actual}`,
      })),
      ...more({ count: open, listed }, 'the query reconciliations lists those that are open now'),
    ],
    ifEmpty: 'There are none.',
  };
}

function alerts(content: ReportContent): Section {
  return {
    ...{ name: 'alerts', title: 'Alerts' },
    inWords: true,
    columns: { item: 'Monitor', count: 'Raised', text: 'Note' },
    rows: content.alerts.map(({ watches, count, unacknowledged }) => ({
      ...{ item: watches, count },
      text: unacknowledged > 0 ? `${unacknowledged} not acknowledged yet` : '',
    })),
    ifEmpty: 'None was raised.',
  };
}

function operations({ gateways }: ReportContent): Section {
  return {
    ...{ name: 'operations', title: 'What the gateways answered' },
    columns: { item: 'Outcome', count: 'Operations', text: 'Note' },
    rows: [
      ...Object.entries(gateways.operations).map(([item, count]) => ({ item, count })),
      ...errorRateOf(gateways.operations),
    ],
    ifEmpty: 'No gateway has written what it answered.',
  };
}

function pushes({ gateways }: ReportContent): Section {
  return {
    ...{ name: 'pushes', title: 'How long pushes took, from the commit to the socket' },
    columns: { item: 'Time', count: 'Pushes' },
    rows: latencyRows(gateways.pushes),
    ifEmpty: 'No commit caused a push.',
  };
}

function more(
  { count, listed }: { readonly count: number; readonly listed: readonly unknown[] },
  where: string,
): ReportRow[] {
  const others = count - listed.length;
  return others > 0 ? [{ text: `and ${others} more: ${where}` }] : [];
}
