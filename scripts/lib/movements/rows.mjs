import { isRefusal } from '../../../src/domain/index.ts';
import { EXPIRY, STEPS } from './actions.mjs';
import { refusalsGiven } from './refusals.mjs';
import { Sample } from './samples.mjs';

/** Steps with a section of their own. */
const ELSEWHERE = ['payReferralCommission'];

/**
 * What begins one of a kind, and every step that one of its statuses allows. A row: the action, what becomes
 * of the status, the entries for each of the wallets, the refusals, and in which
 * statuses, and after what, the step is refused.
 */
export function rowsOf({ mutations, docs: { wallets, begins, reaches } }) {
  // These make no transaction.
  const besides = Object.keys({ ...mutations.quote, ...mutations.wallet });
  return [
    ...besides.map((mutation) => beginning([mutation], wallets, () => 'no transaction')),
    ...begins.map((path) => beginning(path, wallets, (status) => `→ ${status}`)),
    ...STEPS.filter((step) => !ELSEWHERE.includes(step)).flatMap((step) =>
      steps(step, wallets, reaches),
    ),
  ];
}

/** What a path's last action does to a fresh wallet of each kind. */
function beginning(path, wallets, statusText) {
  const action = path.at(-1);
  const before = path.slice(0, -1);
  const statuses = new Set();
  const entries = Object.entries(wallets).map(([wallet, holdings]) => {
    const sample = reached(before, holdings);
    const plan = sample.do(action);
    statuses.add(sample.status);
    return [wallet, sample.entries(plan)];
  });
  const { codes, ofLines } = refusalsGiven(action, reachesOf(before, wallets));
  const becomes = [...statuses].map(statusText).join();
  return { action, becomes, entries, refusals: { codes, ofLines }, notFrom: [] };
}

/** A row for each status from which the step goes on. */
function steps(step, wallets, paths) {
  const tried = Object.keys(paths).map((status) => ({
    status,
    found: tryStep(step, wallets, paths, status),
  }));
  const refused = tried.filter(({ found }) => !found).map(({ status }) => status);
  const done = tried.filter(({ found }) => found);
  return done.map(({ status, found }) => {
    const reaches = reachesOf(paths[status], wallets, isDueFor(step, status));
    const { reasons, ...refusals } = refusalsGiven(step, reaches);
    return {
      action: step,
      becomes: found.made ? `stays ${status}; a ${found.made}` : `${status} → ${found.next}`,
      ...{ entries: found.entries, refusals, notFrom: [...refused, ...reasons] },
    };
  });
}

/** What follows, for each of the wallets; nothing where it is refused for the status that it has. */
function tryStep(step, wallets, paths, status) {
  const all = Object.entries(wallets).map(([wallet, holdings]) => {
    const sample = reached(pathFor(wallet, paths[status]), holdings, isDueFor(step, status));
    const { transactionId, state } = sample;
    if (sample.status !== status) throw new Error(`${paths[status]} is not ${status}`);
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
export function whyNotReversed({ wallets, reaches }) {
  const [wallet, holdings] = Object.entries(wallets)[0];
  const sample = reached(pathFor(wallet, reaches.COMPLETED), holdings);
  const decided = sample.decide('reverseTransaction');
  return isRefusal(decided) ? refusedFor('reverseTransaction', decided) && decided.message : '';
}

/** The statuses in which a step goes on. */
export function statusesFor(step, { wallets, reaches }) {
  return Object.keys(reaches).filter((status) => tryStep(step, wallets, reaches, status));
}

/** A hold only ends by itself where its time is over. */
function isDueFor(step, status) {
  return step === EXPIRY && status === 'PENDING';
}

/** How to come to a fresh sample at the end of a path, for each kind of wallet. */
function reachesOf(path, wallets, due = false) {
  return Object.entries(wallets).map(
    ([wallet, holdings]) =>
      (isDue = due) =>
        reached(pathFor(wallet, path), holdings, isDue),
  );
}

/** A path, or that of this wallet where each has its own. */
function pathFor(wallet, path) {
  return Array.isArray(path) ? path : path[wallet];
}

/** @returns undefined where what is over its time cannot come so far */
function reached(path, holdings, isDue) {
  const sample = new Sample(holdings, isDue);
  for (const action of path) {
    if (isDue && isRefusal(sample.decide(action))) return undefined;
    sample.do(action);
  }
  return sample;
}
