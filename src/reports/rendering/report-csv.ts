import type { Report } from '../../entities/index.js';
import type { ReportTexts } from './report-texts.js';
import { csvRows } from './csv-rows.js';
import { sectionsOf } from './sections.js';

const COLUMNS = [
  ...(['item', 'direction', 'outcome', 'currency', 'count', 'amount', 'at'] as const),
  ...(['transaction', 'original', 'wallet', 'person', 'text'] as const),
];

/**
 * A report as CSV by RFC 4180, with one header for all its parts: `section` names the part. Moments are in UTC. A text that a
 * spreadsheet would take as a formula begins with an apostrophe; an amount does not.
 */
export function reportCsv(report: Report, texts: ReportTexts): string {
  const rows = sectionsOf(report, texts).flatMap(({ name, rows: own }) =>
    own.map((row) => [name, ...COLUMNS.map((column) => textOf(row[column]))]),
  );
  return csvRows([['section', ...COLUMNS], ...rows]);
}

function textOf(value: string | number | Date | undefined): string {
  return value instanceof Date ? value.toISOString() : String(value ?? '');
}
