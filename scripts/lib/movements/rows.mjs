import { isRefusal } from '../../../src/domain/index.ts';
import { WITH_CASH } from '../../../src/movements/definition.ts';
import { EXPIRY, STEPS, WITH_SPLITS } from './actions.mjs';
import { findRefusals } from './refusals.mjs';
import { Sample } from './samples.mjs';

/** Steps that have a section of their own. */
const ELSEWHERE = ['payReferralCommission'];

/**
 * The rows of a kind's table: the actions that begin a transaction, and every step that one of its statuses allows. A row
 * has the action, the change of status, the entries for each wallet, the refusals, and the statuses and events that make
 * the step an INVALID_TRANSITION.
 */
export function rowsOf({ mutations, docs: { wallets, begins, reaches } }) {
  // Mutations of the kind that make no transaction.
  const besides = Object.keys({ ...mutations.quote, ...mutations.wallet });
  return [
    ...besides.map((mutation) => beginning([mutation], wallets, () => 'no transaction')),
    ...begins.map((path) => beginning(path, wallets, (status) => `→ ${status}`)),
    ...STEPS.filter((step) => !ELSEWHERE.includes(step)).flatMap((step) =>
      steps(step, wallets, reaches),
    ),
  ];
}

/**
 * The rows of a kind whose amount is divided, if they differ from the others: with what is refused besides.
 * @param others what `rowsOf` gave for the kind
 */
export function dividedRows({ mutations, docs: { divided } }, others) {
  if (!divided) return [];
  const wallets = WITH_CASH;
  const all = rowsOf({
    mutations: { transaction: mutations.transaction },
    docs: { ...divided, wallets },
  });
  return all.flatMap((row) => {
    const undivided = others.find(
      ({ action, becomes }) =>
        action === row.action.replace(WITH_SPLITS, '') && becomes === row.becomes,
    );
    const besides = {
      codes: row.refusals.codes.filter((code) => !undivided.refusals.codes.includes(code)),
      ofLines: row.refusals.ofLines.filter((code) => !undivided.refusals.ofLines.includes(code)),
    };
    const [[, entries]] = row.entries;
    const isSame = entries === undivided.entries[0][1];
    const isRefusedAlike = besides.codes.length + besides.ofLines.length === 0;
    return isSame && isRefusedAlike ? [] : [{ ...row, besides }];
  });
}

/** The row of a path's last action, executed on a fresh wallet of each kind. */
function beginning(path, wallets, statusText) {
  const action = path.at(-1);
  const before = path.slice(0, -1);
  const statuses = new Set();
  const entries = Object.entries(wallets).map(([wallet, holdings]) => {
    const sample = reached(before, holdings);
    const changes = sample.do(action);
    statuses.add(sample.status);
    return [wallet, sample.entries(changes)];
  });
  const { codes, ofLines } = findRefusals(action, reachesOf(before, wallets));
  const becomes = [...statuses].map(statusText).join();
  return { action, becomes, entries, refusals: { codes, ofLines }, notFrom: [] };
}

/** A row for each status in which the step is allowed. */
function steps(step, wallets, paths) {
  const tried = Object.keys(paths).map((status) => ({
    status,
    found: tryStep(step, wallets, paths, status),
  }));
  const refused = tried.filter(({ found }) => !found).map(({ status }) => status);
  const done = tried.filter(({ found }) => found);
  return done.map(({ status, found }) => {
    const reaches = reachesOf(paths[status], wallets, isDueFor(step, status));
    const { reasons, ...refusals } = findRefusals(step, reaches);
    return {
      action: step,
      becomes: found.made ? `stays ${status}; a ${found.made}` : `${status} → ${found.next}`,
      entries: found.entries,
      refusals,
      notFrom: [...refused, ...reasons],
    };
  });
}

/** The result of a step in this status, for each wallet; undefined if the status does not allow it. */
function tryStep(step, wallets, paths, status) {
  const all = Object.entries(wallets).map(([wallet, holdings]) => {
    const sample = reached(pathFor(wallet, paths[status]), holdings, isDueFor(step, status));
    const { transactionId, state } = sample;
    if (sample.status !== status) throw new Error(`${paths[status]} does not lead to ${status}`);
    const decided = sample.decide(step);
    if (isRefusal(decided)) return refusedFor(step, decided) && undefined;
    sample.do(step);
    const { status: next } = state.transaction(transactionId);
    return { next, made: decided.transaction?.kind, entries: [wallet, sample.entries(decided)] };
  });
  const done = all.filter((one) => one !== undefined);
  if (done.length === 0) return undefined;
  if (done.length < all.length) throw new Error(`${step} is refused for some wallets only`);
  return { ...done[0], entries: done.map(({ entries }) => entries) };
}

/** Checks that only the status is refused: the samples have no other obstacle. */
function refusedFor(step, { code, message }) {
  if (code !== 'INVALID_TRANSITION') throw new Error(`${step}: ${code} ${message}`);
  return true;
}

/** The message with which the rules refuse to reverse a COMPLETED transaction; empty if they reverse it. */
export function whyNotReversed({ wallets, reaches }) {
  const [wallet, holdings] = Object.entries(wallets)[0];
  const sample = reached(pathFor(wallet, reaches.COMPLETED), holdings);
  const decided = sample.decide('reverseTransaction');
  return isRefusal(decided) ? refusedFor('reverseTransaction', decided) && decided.message : '';
}

/** The statuses in which a step is allowed. */
export function statusesFor(step, { wallets, reaches }) {
  return Object.keys(reaches).filter((status) => tryStep(step, wallets, reaches, status));
}

/** Whether the sample's hold must be due: the gateway releases only expired holds. */
function isDueFor(step, status) {
  return step === EXPIRY && status === 'PENDING';
}

/** For each kind of wallet, a function that makes a fresh sample at the end of a path. */
function reachesOf(path, wallets, due = false) {
  return Object.entries(wallets).map(
    ([wallet, holdings]) =>
      (isDue = due) =>
        reached(pathFor(wallet, path), holdings, isDue),
  );
}

/** The path of a wallet. All wallets can share one path, or each has its own. */
function pathFor(wallet, path) {
  return Array.isArray(path) ? path : path[wallet];
}

/** Makes a sample and executes a path on it. @returns undefined if an expired hold or quote stops the path */
function reached(path, holdings, isDue) {
  const sample = new Sample(holdings, isDue);
  for (const action of path) {
    if (isDue && isRefusal(sample.decide(action))) return undefined;
    sample.do(action);
  }
  return sample;
}
