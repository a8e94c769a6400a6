import { EXPIRY, IMPORTS, mutationOf, OWN_ACCOUNT } from './actions.mjs';
import { statusesFor, whyNotReversed } from './rows.mjs';
import { rolesOf } from './sdl.mjs';

/** The refusals of amounts, which a table shows as one. */
const OF_AMOUNTS = ['INVALID_AMOUNT', 'AMOUNT_TOO_LARGE', 'CURRENCY_MISMATCH', 'UNKNOWN_CURRENCY'];

const code = (text) => `\`${text}\``;

/** A kind's table and, if it cannot be reversed, the reason. @param docs the docs of its definition */
export function kindText(docs, rows) {
  const head = ['Mutation', 'Status', 'Entries', 'Refused with', 'Who may'];
  const cells = rows.map((row, index) => cellsOf(row, rows[index - 1]));
  const instead = whyNotReversed(docs);
  return instead ? `${table(head, cells)}\n\n${instead}` : table(head, cells);
}

/** The table of a kind whose amount is divided: the rows that differ. Empty if there are none. */
export function dividedText(rows) {
  if (rows.length === 0) return '';
  const head = ['Mutation', 'Status', 'Entries', 'Also refused with'];
  const cells = rows.map(({ action, becomes, entries, besides }) => [
    nameOf(action),
    becomes,
    entriesCell(entries),
    refusedCell({ refusals: besides }) || 'no more',
  ]);
  return `With [splits](#splits) of 5 for _${OWN_ACCOUNT}_ and 60 for a merchant's wallet, which leave 35, these rows differ:\n\n${table(head, cells)}`;
}

/** @param before the row above, if there is one */
function cellsOf(row, before) {
  const isSame = (cell) => row.action === before?.action && cell(row) === cell(before);
  const unlessSame = (cell) => (isSame(cell) ? 'the same' : cell(row));
  return [
    nameOf(row.action),
    row.becomes,
    entriesCell(row.entries),
    unlessSame(refusedCell),
    unlessSame(whoCell),
  ];
}

/** The table of reversals and commissions: whether a kind can be reversed, or the remedy; and when it pays commissions. */
export function afterwardsTable(definitions) {
  const rows = definitions.map(({ kind, docs }) => {
    const [, instead] = whyNotReversed(docs).split('. ');
    const statuses = statusesFor('payReferralCommission', docs);
    return [kind, instead ? `no. ${instead}` : 'yes, once', statuses.join(', ') || 'never'];
  });
  return table(['Kind', code('reverseTransaction'), code('payReferralCommission')], rows);
}

export function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function nameOf(action) {
  if (action === EXPIRY) return 'the hold expires';
  if (action in IMPORTS) return action.replace(/^import/, code('onebook import'));
  const mutation = mutationOf(action);
  return `${code(mutation)}${action.slice(mutation.length)}`;
}

/** The entries; one line for each wallet if they differ. */
function entriesCell(entries) {
  const texts = new Set(entries.map(([, text]) => text || 'none'));
  if (texts.size === 1) return [...texts].join();
  return entries.map(([wallet, text]) => `_${wallet}_ ${text}`).join('<br>');
}

function refusedCell({ refusals: { codes, ofLines }, notFrom }) {
  const whole = codesText(codes, notFrom);
  return ofLines.length === 0 ? whole : `${whole ? `${whole}; ` : ''}a line: ${codesText(ofLines)}`;
}

/** @param notFrom statuses and events that cause INVALID_TRANSITION */
function codesText(codes, notFrom = []) {
  const isAmounts = OF_AMOUNTS.every((one) => codes.includes(one));
  const shown = codes
    .filter((one) => !isAmounts || !OF_AMOUNTS.includes(one))
    .map((one) => {
      const where = one === 'INVALID_TRANSITION' && notFrom.length > 0;
      return where ? `${code(one)} (${notFrom.join(', ')})` : code(one);
    });
  return [...shown, ...(isAmounts ? ["an amount's"] : [])].join(', ');
}

function whoCell({ action }) {
  if (action === EXPIRY) return 'the gateway itself';
  if (action in IMPORTS) return 'the operator';
  return rolesOf(mutationOf(action))
    .map((role) => (role === 'MEMBER' ? 'MEMBER (own)' : role))
    .join(', ');
}
