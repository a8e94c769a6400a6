import type { AdoptionPlan } from './plan.js';
import type { Adopted } from './adopt.js';
import type { Undone } from './undo.js';

/** What an adoption would do, for a terminal. */
export function planAsText(plan: AdoptionPlan): string {
  const { tables, wallets, differences, endsShadow, surroundings } = plan;
  const lines = tables.map(
    ({ sql, baseSql, balances }) =>
      `${sql} becomes a view of that name, over the table ${baseSql}. The book shows in ${balances.map(({ column }) => column.name).join(', ')}.`,
  );
  lines.push(`${wallets} rows of ${tables[0]?.balances[0]?.name ?? ''} have a wallet in the book.`);
  for (const { currency, wallets: count, sum } of differences)
    lines.push(
      `${count} wallets get an ADJUSTMENT, of ${sum} ${currency} in all, because the book has another number by now.`,
    );
  if (endsShadow) lines.push('The shadow of the book ends.');
  return [...lines, ...surroundings.lines, ''].join('\n');
}

export function adoptedAsText({ plan, adjusted, blockedMs }: Adopted): string {
  const names = plan.tables.map(({ sql }) => sql).join(', ');
  return [
    `${names} read the book and write to it. ${adjusted} wallets were brought up to date on the way.`,
    `Statements on them waited for at most ${Math.ceil(blockedMs)} ms at this attempt. \`onebook adopt --undo\` takes it back.`,
    '',
  ].join('\n');
}

export function undoneAsText({ tables, changed, restored, blockedMs }: Undone): string {
  return [
    `${tables.join(', ')} are tables again. ${changed} rows have other numbers than before the adoption: those of the book.`,
    ...(restored.length > 0 ? [`Brought back: ${restored.join(', ')}.`] : []),
    `Statements on them waited for at most ${Math.ceil(blockedMs)} ms at this attempt.`,
    'The book stays as it is, and the old system is in charge.',
    '',
  ].join('\n');
}
