import type { Report } from '../../entities/index.js';
import { html, type Html } from './html.js';
import type { ReportRow } from './report-row.js';
import type { ReportTexts } from './report-texts.js';
import { type Section, sectionsOf } from './sections.js';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
div { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #8886; padding: 0.25rem 0.75rem 0.25rem 0; text-align: left; vertical-align: top; }
td.number, th.number { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
td.at { white-space: nowrap; }
td.text { min-width: 12rem; }
td.id { font-family: ui-monospace, monospace; font-size: 0.8em; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
`;

/** A report as a page of its own, without scripts, and without anything that is loaded from elsewhere. */
export function reportHtml(report: Report, texts: ReportTexts): string {
  const when = momentIn(report.timeZone);
  const title = titleOf(report, when);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${html.trusted(STYLE)}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        <p>
          From ${when(report.from)} to before ${when(report.to)}, in the time of ${report.timeZone}.
          Made on ${when(report.createdAt)}.
        </p>
        ${sectionsOf(report, texts).map((section) => sectionHtml(section, when))}
      </body>
    </html> `;
  return page.text;
}

const HOUR_MS = 3_600_000;
/** The title of each length, the hours that it has at least, and at most. */
const LENGTHS = {
  DAY: { title: 'Daily report', least: 22, most: 26 },
  WEEK: { title: 'Weekly report', least: 7 * 24 - 2, most: 7 * 24 + 2 },
  MONTH: { title: 'Monthly report', least: 28 * 24 - 2, most: 31 * 24 + 2 },
} as const;

/** A report with which the time zone changed is shorter or longer, so it is no report of a date. */
function titleOf({ period, from, to, timeZone }: Report, when: Moment): string {
  const { title, least, most } = LENGTHS[period];
  const hours = (to.getTime() - from.getTime()) / HOUR_MS;
  if (hours < least || hours > most) return `${title}: ${when(from)} to ${when(to)}`;
  const date = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...(period === 'MONTH'
      ? { month: 'long', year: 'numeric' }
      : { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  }).format(from);
  return `${title}: ${period === 'WEEK' ? 'from ' : ''}${date}`;
}

type Moment = (at: Date) => string;

function momentIn(timeZone: string): Moment {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, dateStyle: 'medium', timeStyle: 'medium' },
  });
  return (at) => format.format(at);
}

function sectionHtml(section: Section, when: Moment): Html {
  const { title, columns, rows, ifEmpty, inWords = false } = section;
  const names = Object.entries(columns) as [keyof ReportRow, string][];
  if (rows.length === 0)
    return html`<section>
      <h2>${title}</h2>
      <p>${ifEmpty}</p>
    </section> `;
  return html`<section>
    <h2>${title}</h2>
    <div tabindex="0" role="region" aria-label="${title}">
      <table>
        <thead>
          <tr>
            ${names.map(([name, text]) => html`<th scope="col" ${classOf(name)}>${text}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${names.map(([name]) => html`<td${classOf(name)}>${cell(row, name, when, inWords && WORDS.has(name))}</td>`)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section> `;
}

function classOf(name: keyof ReportRow): Html {
  if (name === 'amount' || name === 'count') return html` class="number"`;
  if (name === 'transaction' || name === 'wallet' || name === 'original') return html` class="id"`;
  return name === 'at' || name === 'text' ? html` class="${name}"` : html``;
}

function cell(row: ReportRow, name: keyof ReportRow, when: Moment, inWords: boolean): string {
  const value = row[name];
  if (value instanceof Date) return when(value);
  return inWords ? wordsOf(String(value ?? '')) : String(value ?? '');
}

const WORDS: ReadonlySet<keyof ReportRow> = new Set(['item', 'outcome', 'direction']);

/** A name of a kind or state as words: `CREDIT_DRAW` is `Credit draw`. */
function wordsOf(name: string): string {
  if (!/^[A-Z]+(_[A-Z]+)*$/.test(name)) return name;
  const words = name.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
