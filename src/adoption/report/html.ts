import { formatAmount } from '../../money/index.js';
import type { CurrencyReport, ImportReport, SetAsideRows } from '../import/report.js';
import type { Write } from './json.js';

/**
 * Writes a report as one page that needs nothing else: to read in a browser, to print, and to hand to an auditor. It is
 * written row by row, so it takes little memory however many rows it has.
 */
export async function writeHtml(report: ImportReport, write: Write): Promise<void> {
  const { dryRun, startedAt, finishedAt, mapping, inputs } = report;
  const title = dryRun ? 'Comparison of balances' : 'Import of balances';
  await write(
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n` +
      `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Onebook: ${title}</title>\n` +
      `<style>${STYLE}</style>\n</head>\n<body>\n<h1>${title}</h1>\n` +
      `<p class="lead">${dryRun ? 'A dry run: nothing was written to the book.' : 'The book was written.'}</p>\n`,
  );
  await write(
    definitions([
      ['Started', time(startedAt)],
      ['Finished', time(finishedAt)],
      ['Mapping', `${text(mapping.file)}<br><code>SHA-256 ${mapping.sha256}</code>`],
    ]),
  );
  await write(
    `<h2>Inputs</h2>\n<div class="wide"><table>\n<thead><tr><th>Input</th><th class="n">Rows</th><th>SHA-256</th></tr></thead>\n<tbody>\n` +
      inputs
        .map(
          ({ name, rows, sha256 }) =>
            `<tr><td>${text(name)}</td><td class="n">${rows}</td><td><code>${sha256}</code></td></tr>\n`,
        )
        .join('') +
      '</tbody></table></div>\n',
  );
  for (const currency of report.currencies) await writeCurrency(currency, dryRun, write);
  if (report.setAside.count > 0n) {
    await write('<h2>Rows that name no wallet of this book</h2>\n');
    await writeSetAside(report.setAside, write);
  }
  await write('</body>\n</html>\n');
}

/** A drift that leaves wallets out is no proof. */
function driftVerdict({ book, stayedOut: { unread }, owners, digits }: CurrencyReport): string {
  const drift = formatAmount(book.drift, digits);
  if (unread === 0n) return verdict(book.drift === 0n, drift);
  const without = `${unread} of ${owners} wallets have no number there`;
  return verdict(false, unread === owners ? without : `${drift}; ${without}`);
}

async function writeCurrency(one: CurrencyReport, dryRun: boolean, write: Write): Promise<void> {
  const amount = (minor: bigint): string => formatAmount(minor, one.digits);
  const { disagreements, book, sources } = one;
  const first = sources[0]?.name ?? '';
  await write(`<h2>${text(one.currency)}</h2>\n`);
  await write(
    definitions([
      ['Wallets in the sources', String(one.owners)],
      [dryRun ? 'Would come in' : 'Came in', String(dryRun ? one.planned : one.imported)],
      ['In the book before', String(one.skipped)],
      ['Rows set aside', verdict(one.setAside.count === 0n, String(one.setAside.count))],
      ...(sources.length > 1
        ? [['Drift between the sources', verdict(one.drift === 0n, amount(one.drift))] as const]
        : []),
      ...(one.stayedOut.wallets > 0n
        ? [['Stayed out', verdict(false, String(one.stayedOut.wallets))] as const]
        : []),
      [`Drift between ${text(first)} and the book`, driftVerdict(one)],
      ['OPENING, of all imports', amount(book.opening)],
    ]),
  );
  await write(
    `<div class="wide"><table>\n<thead><tr><th>Source</th><th class="n">Rows</th><th class="n">Wallets missing</th><th class="n">Sum</th></tr></thead>\n<tbody>\n` +
      sources
        .map(
          ({ name, rows, missing, sum }) =>
            `<tr><td>${text(name)}</td><td class="n">${rows}</td><td class="n">${missing}</td><td class="n">${amount(sum)}</td></tr>\n`,
        )
        .join('') +
      `<tr class="book"><td>The book</td><td class="n">${book.wallets}</td><td class="n">${one.owners - book.wallets}</td><td class="n">${amount(book.sum)}</td></tr>\n` +
      '</tbody></table></div>\n',
  );
  if (book.differences.count > 0n) await writeDifferences(one, write);
  if (disagreements.count > 0n) await writeDisagreements(one, write);
  if (one.setAside.count > 0n) {
    await write('<h3>Set aside</h3>\n');
    await writeSetAside(one.setAside, write);
  }
}

async function writeDifferences(
  { book, sources, digits }: CurrencyReport,
  write: Write,
): Promise<void> {
  await write(
    `<h3>Other balances in the book: ${book.differences.count}</h3>\n<div class="wide"><table>\n<thead><tr><th>Owner</th><th>Wallet</th>` +
      `<th class="n">${text(sources[0]?.name ?? '')}</th><th class="n">The book</th><th class="n">Difference</th></tr></thead>\n<tbody>\n`,
  );
  for await (const { owner, wallet, source, book: own } of book.differences.rows()) {
    const cells = [source, own, source - own]
      .map((value) => `<td class="n">${formatAmount(value, digits)}</td>`)
      .join('');
    await write(`<tr><td>${text(owner)}</td><td>${text(wallet)}</td>${cells}</tr>\n`);
  }
  await write('</tbody></table></div>\n');
}

async function writeDisagreements(
  { disagreements, sources, digits }: CurrencyReport,
  write: Write,
): Promise<void> {
  const heads = sources.map(({ name }) => `<th class="n">${text(name)}</th>`).join('');
  await write(
    `<h3>Disagreements: ${disagreements.count}, at most ${formatAmount(disagreements.largest, digits)}</h3>\n` +
      `<div class="wide"><table>\n<thead><tr><th>Owner</th><th>Wallet</th>${heads}<th class="n">Difference</th></tr></thead>\n<tbody>\n`,
  );
  for await (const { owner, wallet, values, difference } of disagreements.rows()) {
    const cells = values.map((value) =>
      value === null
        ? '<td class="n none">none</td>'
        : `<td class="n">${formatAmount(value, digits)}</td>`,
    );
    await write(
      `<tr><td>${text(owner)}</td><td>${text(wallet)}</td>${cells.join('')}<td class="n">${formatAmount(difference, digits)}</td></tr>\n`,
    );
  }
  await write('</tbody></table></div>\n');
}

async function writeSetAside(rows: SetAsideRows, write: Write): Promise<void> {
  await write(
    `<div class="wide"><table>\n<thead><tr><th>Source</th><th class="n">Place</th><th>Owner</th><th>Reason</th></tr></thead>\n<tbody>\n`,
  );
  for await (const { source, place, owner, reason } of rows.rows())
    await write(
      `<tr><td>${text(source)}</td><td class="n">${place.word} ${place.number}</td><td>${text(owner ?? '')}</td><td>${text(reason)}</td></tr>\n`,
    );
  await write('</tbody></table></div>\n');
}

function definitions(rows: readonly (readonly [name: string, html: string])[]): string {
  return `<dl>\n${rows.map(([name, html]) => `<dt>${name}</dt><dd>${html}</dd>\n`).join('')}</dl>\n`;
}

function verdict(isRight: boolean, value: string): string {
  return `<span class="${isRight ? 'right' : 'wrong'}">${isRight ? '✓' : '!'} ${value}</span>`;
}

function time(date: Date): string {
  const iso = date.toISOString();
  return `<time datetime="${iso}">${iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function text(raw: string): string {
  return raw.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const STYLE = `
  :root { color-scheme: light dark; --line: #8884; --soft: #8882; --right: #1a7f37; --wrong: #b35900; }
  @media (prefers-color-scheme: dark) { :root { --right: #4ac26b; --wrong: #e3a15a; } }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { margin-bottom: 0; } .lead { margin-top: .25rem; opacity: .75; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; } dt { opacity: .75; } dd { margin: 0; overflow-wrap: anywhere; }
  .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--soft); vertical-align: top; }
  thead th { border-bottom: 1px solid var(--line); } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .none { opacity: .6; } .book td { font-weight: 600; } .right { color: var(--right); } .wrong { color: var(--wrong); font-weight: 600; }
  code { font-size: .8rem; overflow-wrap: anywhere; }
  @media print { body { margin: 0; max-width: none; } thead { display: table-header-group; } tr { break-inside: avoid; } }
  @media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;
