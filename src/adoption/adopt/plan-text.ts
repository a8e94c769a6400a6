import type { AdoptionPlan } from './plan.js';
import type { Adopted } from './adopt.js';
import type { Replaced } from './replaced-numbers.js';
import type { Undone } from './undo.js';

/** What an adoption would do, for a terminal. */
export function planAsText(plan: AdoptionPlan): string {
  const { tables, wallets, differences, replaced, withoutRow, endsShadow, surroundings } = plan;
  const lines = tables.map(
    ({ sql, baseSql, balances }) =>
      `${sql} becomes a view of that name, over the table ${baseSql}. The book shows in ${balances.map(({ column }) => column.name).join(', ')}.`,
  );
  const first = tables[0]?.balances[0]?.name ?? '';
  lines.push(`${wallets} rows of ${first} have a wallet in the book.`);
  for (const { currency, wallets: count, sum } of differences)
    lines.push(
      `The book has another number for ${walletsText(count)}, by ${sum} ${currency} in all: an ADJUSTMENT brings each up to date.`,
    );
  for (const one of replaced) lines.push(...replacedText(one, first));
  for (const { currency, wallets: count, sum, owners } of withoutRow)
    lines.push(
      `Without a row in ${first}: ${walletsText(count)} of the same name in the book (${owners.join(', ')}${count > owners.length ? ', …' : ''}), with ${sum} ${currency} in all. A new row of such an owner ` +
        'shows that money and can spend it. If the row was deleted, take the money out of the wallet first.',
    );
  if (endsShadow) lines.push('The shadow of the book ends.');
  return [...lines, ...surroundings.lines, ''].join('\n');
}

export function adoptedAsText({ plan, adjusted, blockedMs }: Adopted): string {
  const names = plan.tables.map(({ sql }) => sql).join(', ');
  return [
    `${names}: the balances are those of the book now. ${walletsText(adjusted)} got an ADJUSTMENT on the way.`,
    `Statements of the old system waited for ${Math.ceil(blockedMs)} ms. \`onebook adopt --undo --yes --mapping FILE\`, with this mapping, takes it back.`,
    '',
  ].join('\n');
}

export function undoneAsText({ tables, changed, restored, blockedMs }: Undone): string {
  return [
    `Tables again, with the numbers of the book: ${tables.join(', ')}. Rows with another number than before the adoption: ${changed}.`,
    ...(restored.length > 0 ? [`Brought back: ${restored.join(', ')}.`] : []),
    `Statements of the old system waited for ${Math.ceil(blockedMs)} ms.`,
    'The book stays as it is, and the old system is in charge.',
    '',
  ].join('\n');
}

function replacedText({ source, currency, rows, sum, largest }: Replaced, first: string): string[] {
  const more = rows - largest.length;
  return [
    `${rows === 1 ? '1 row' : `${rows} rows`} of ${source} will show another number, by ${sum} ${currency} in all: that of ${first}. ` +
      '--undo leaves that number, and does not bring the old one back.',
    ...largest.map(
      ({ owner, before, after }) => `  ${owner}: ${before ?? 'NULL'} becomes ${after}`,
    ),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

function walletsText(count: number): string {
  return count === 1 ? '1 wallet' : `${count} wallets`;
}
