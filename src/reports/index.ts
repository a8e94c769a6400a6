/* What the log and the gateways’ figures say of a day, week or month. Writes its own tables; moves no money. */
export { csvRows } from './rendering/csv-rows.js';
export { reportCsv } from './rendering/report-csv.js';
export { reportHtml } from './rendering/report-html.js';
export type { ReportTexts } from './rendering/report-texts.js';
export { reportJobs } from './report-jobs.js';
