import { isRefusal, REFUSAL_CODES } from '../../../src/ledger/index.ts';
import { mutationOf, Sample, STEPS } from './samples.mjs';
import { refusalsOf, rolesOf } from './sdl.mjs';

/** Refusals that stand for one thing in a table. */
const OF_AMOUNTS = ['INVALID_AMOUNT', 'AMOUNT_TOO_LARGE', 'CURRENCY_MISMATCH', 'UNKNOWN_CURRENCY'];
const EVERYWHERE = 'IDEMPOTENCY_CONFLICT';
/** Mutations of many lines, each of which is refused as by another mutation. */
const OF_LINES = { transferMany: 'transfer', distributeEarnings: 'deposit' };
/** Steps with a section of their own. */
const ELSEWHERE = ['payReferralCommission'];

const code = (text) => `\`${text}\``;

/** A kind's table: what begins one, and every step that one of its statuses allows. */
export function kindText({ wallets, begins, standings, besides = [] }) {
  const rows = [
    ...besides.map((path) => beginning(path, wallets, () => 'no transaction')),
    ...begins.map((path) => beginning(path, wallets, (status) => `→ ${status}`)),
    ...STEPS.filter((step) => !ELSEWHERE.includes(step)).flatMap((step) =>
      steps(step, wallets, standings),
    ),
  ];
  const head = ['Mutation', 'Status', 'Entries', 'Refused with', 'Who may'];
  const instead = whyNotReversed(wallets, standings);
  return instead ? `${table(head, rows)}\n\n${instead}` : table(head, rows);
}

/** What a path's last action does to a fresh wallet of each kind. */
function beginning(path, wallets, statusText) {
  const action = path.at(-1);
  const statuses = new Set();
  const entries = Object.entries(wallets).map(([wallet, holdings]) => {
    const sample = reached(path.slice(0, -1), holdings);
    const plan = sample.do(action);
    statuses.add(sample.status);
    return [wallet, sample.entries(plan)];
  });
  return [
    nameOf(action),
    [...statuses].map(statusText).join(),
    entriesCell(entries),
    refusedCell(mutationOf(action), []),
    whoCell(mutationOf(action)),
  ];
}

/** A row for each status from which the step goes on. */
function steps(step, wallets, standings) {
  const tried = Object.keys(standings).map((status) => ({
    status,
    found: tryStep(step, wallets, standings, status),
  }));
  const refused = tried.filter(({ found }) => !found).map(({ status }) => status);
  const done = tried.filter(({ found }) => found);
  return done.map(({ status, found }, index) => [
    nameOf(step),
    found.made ? `stays ${status}; a ${found.made}` : `${status} → ${found.next}`,
    entriesCell(found.entries),
    index === 0 ? refusedCell(mutationOf(step), refused) : 'the same',
    index === 0 ? whoCell(mutationOf(step)) : 'the same',
  ]);
}

/** What follows, for each of the wallets; nothing where it is refused for the status that it has. */
function tryStep(step, wallets, standings, status) {
  const all = Object.entries(wallets).map(([wallet, holdings]) => {
    const isDue = step === 'expireHold' && status === 'PENDING';
    const sample = reached(standings[status], holdings, isDue);
    const { transactionId, state } = sample;
    if (sample.status !== status) throw new Error(`${standings[status]} is not ${status}`);
    const decided = sample.decide(step);
    if (isRefusal(decided)) return refusedFor(step, decided) && undefined;
    sample.do(step);
    const { status: next } = state.transaction(transactionId);
    return { next, made: decided.transaction?.kind, entries: [wallet, sample.entries(decided)] };
  });
  const done = all.filter((one) => one !== undefined);
  if (done.length === 0) return undefined;
  if (done.length < all.length) throw new Error(`${step} of some wallets and not of others`);
  return { ...done[0], entries: done.map(({ entries }) => entries) };
}

/** The samples are such that only a status is in the way. */
function refusedFor(step, { code: given, message }) {
  if (given !== 'INVALID_TRANSITION') throw new Error(`${step}: ${given} ${message}`);
  return true;
}

/** The words with which the code refuses to reverse a completed one; nothing where it reverses it. */
function whyNotReversed(wallets, standings) {
  const sample = reached(standings.COMPLETED, Object.values(wallets)[0]);
  const decided = sample.decide('reverseTransaction');
  return isRefusal(decided) ? refusedFor('reverseTransaction', decided) && decided.message : '';
}

/** For each kind whether it is reversed, or what is done instead, and in which status it pays commissions. */
export function afterwardsTable(kinds) {
  const rows = Object.entries(kinds).map(([kind, { wallets, standings }]) => {
    const statuses = Object.keys(standings).filter((status) => {
      const { next } = tryStep('payReferralCommission', wallets, standings, status) ?? {};
      return next !== undefined;
    });
    const instead = whyNotReversed(wallets, standings).split(': ')[1];
    return [kind, instead ? `no: ${instead}` : 'yes, once', statuses.join(', ') || 'never'];
  });
  return table(['Kind', code('reverseTransaction'), code('payReferralCommission')], rows);
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function reached(path, holdings, isDue) {
  const sample = new Sample(holdings, isDue);
  for (const action of path) sample.do(action);
  return sample;
}

function nameOf(action) {
  if (action === 'expireHold') return 'its time is over';
  const mutation = mutationOf(action);
  return `${code(mutation)}${action.slice(mutation.length)}`;
}

/** One line, or one for each of the wallets where they differ. */
function entriesCell(entries) {
  const texts = new Set(entries.map(([, text]) => text || 'none'));
  if (texts.size === 1) return [...texts].join();
  return entries.map(([wallet, text]) => `_${wallet}_ ${text}`).join('<br>');
}

function refusedCell(mutation, statuses) {
  if (mutation === 'expireHold') return '';
  const codes = refusalsOf(mutation);
  if (!codes.includes(EVERYWHERE)) throw new Error(`${mutation} is without ${EVERYWHERE}`);
  const rest = OF_AMOUNTS.every((one) => codes.includes(one))
    ? [...codes.filter((one) => !OF_AMOUNTS.includes(one)), 'an amount']
    : codes;
  const place = (one) => REFUSAL_CODES.indexOf(one) >>> 0;
  const shown = rest
    .filter((one) => one !== EVERYWHERE)
    .sort((a, b) => place(a) - place(b))
    .map((one) => {
      if (one === 'an amount') return "an amount's";
      const where = one === 'INVALID_TRANSITION' && statuses.length > 0;
      return where ? `${code(one)} (${statuses.join(', ')})` : code(one);
    });
  if (mutation in OF_LINES) shown.push(`each line as by ${code(OF_LINES[mutation])}`);
  return shown.join(', ');
}

function whoCell(mutation) {
  if (mutation === 'expireHold') return 'the gateway itself';
  return rolesOf(mutation)
    .map((role) => (role === 'MEMBER' ? 'MEMBER (own)' : role))
    .join(', ');
}
