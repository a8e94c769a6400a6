import { times } from './format.mjs';

/** What goes wrong while the others must go on, by the name of the row. */
export const ISOLATION_ROWS = {
  'stuck-wallet': 'a wallet that an outsider locks, and one client that retries',
  'stuck-wallet-3': 'a wallet that an outsider locks, and three clients that retry',
  'stuck-hold': 'an expired hold on a wallet that an outsider locks',
  'stopped-gateway': 'another gateway stopped while it holds locks',
  'silent-postgres': 'PostgreSQL falls silent on every connection',
  'explain-flood': '8 requests of aliased `explain` on 150,000 entries',
  'refused-lists': 'ten `transferMany` of 1,000 lines, all refused',
  'many-lists': '20 lists of 1,000 lines at once',
  'unread-answers': '72 clients that do not read a large answer',
  'hung-up': '48 requests whose clients hung up while the gateway was stopped',
};

const TRANSFER = 'transfer with the new balance';

/**
 * The goals: the row that measures each, what it says, and the bound of the ratio. A goal of `main` belongs to the first
 * table of docs/performance.md, which lists it even if its row failed or did not run.
 */
const MAIN = [
  {
    id: 'balance',
    row: 'balance',
    what: '`wallet { balance }`, 64 in flight: rate against by hand',
    least: 1.1,
  },
  {
    id: 'balance-alone',
    row: 'balance',
    what: '`wallet { balance }` alone: p50 against by hand',
    most: 1.3,
  },
  {
    id: 'transfer',
    row: 'transfers',
    what: `${TRANSFER}, 256 in flight: rate against by hand`,
    least: 5,
  },
  {
    id: 'transfer-bare',
    row: 'transfers',
    what: `${TRANSFER}, 256 in flight: rate against bare Apollo’s \`{ hello }\`, 64 in flight`,
    least: 0.5,
  },
  {
    id: 'hot',
    row: 'hot',
    what: `${TRANSFER}, 256 in flight, half on one account: rate against by hand`,
    least: 10,
  },
  {
    id: 'transfer-alone',
    row: 'transfers',
    what: `${TRANSFER} alone: p50 against by hand`,
    most: 1.1,
  },
  {
    id: 'transfer-p99',
    row: 'transfers',
    what: `${TRANSFER}, 64 in flight: p99 against by hand`,
    most: 0.25,
  },
  {
    id: 'request',
    row: 'request',
    what: '`{ __typename }` with a token, 64 in flight: rate against bare Apollo’s `{ hello }`',
    least: 0.85,
  },
  {
    id: 'wallets',
    row: 'lists',
    what: '50 wallets with balances: rate against the revision of `--against`',
    least: 3,
  },
  {
    id: 'history',
    row: 'lists',
    what: '50 history lines: rate against the revision of `--against`',
    least: 3,
  },
  {
    id: 'pushes',
    row: 'pushes',
    what: '10,000 subscriptions on wallets that change: rate of transfers against none',
    least: 0.7,
  },
  {
    id: 'million',
    row: 'large-writes',
    what: 'transfers among a million wallets: rate against a small book',
    least: 0.6,
  },
  {
    id: 'long-chain',
    row: 'long-chain',
    what: '`wallet { balance }` at 10 million entries alone: p50 against 10 entries',
    most: 1.1,
  },
  {
    id: 'overload',
    row: 'overload',
    what: 'under four times the load: rate of what is done against before',
    least: 0.7,
  },
  ...Object.entries(ISOLATION_ROWS).flatMap(([row, what]) => [
    { id: `${row}-rate`, row, what: `${what}: rate of the others against quiet`, least: 0.7 },
    { id: `${row}-p99`, row, what: `${what}: p99 of the others against quiet`, most: 3 },
  ]),
  {
    id: 'hung-up-late',
    row: 'hung-up',
    what: 'of those 48 requests: share committed late',
    most: 0,
  },
];

/** Goals of earlier work, in the whole table only. */
const EARLIER = [
  { id: 'each-alone', row: 'transaction-each', most: 1.2 },
  { id: 'each-p99', row: 'transaction-each', most: 0.33 },
  { id: 'each', row: 'transaction-each', least: 5 },
  { id: 'each-hot', row: 'transaction-each', least: 12 },
  { id: 'below-http', row: 'below-http', least: 5 },
  { id: 'two-gateways', row: 'two-gateways', least: 0.9 },
  { id: 'snapshot', row: 'snapshot', most: 1.15 },
  { id: 'some-of-million', row: 'large-writes', least: 0.8 },
  { id: 'long-chain-page', row: 'long-chain', most: 1.2 },
];

const GOALS = new Map([...MAIN, ...EARLIER].map((goal) => [goal.id, goal]));

/** Names of the rows that `--goals` chooses. */
export const ROWS_WITH_GOALS = new Set(MAIN.map(({ row }) => row));

const boundOf = ({ least, most }) => (least === undefined ? `≤ ${most}` : `≥ ${least}`);

/** NaN meets no goal. */
const isMet = ({ least, most }, value) => (least === undefined ? value <= most : value >= least);

/** Text of a ratio, with its goal and whether it is met. */
export function ratioText({ name, value, goal: id }) {
  const text = `${name} × ${times(value)}`;
  if (id === undefined) return text;
  const goal = GOALS.get(id);
  return `${text} (goal ${boundOf(goal)}: ${isMet(goal, value) ? 'met' : 'missed'})`;
}

/**
 * Rows of the table of goals: what, goal, result, and whether it is met. Lists every goal of the rows that were chosen.
 * @param reasons why a row has no result, by its name
 */
export function goalRows({ lines, names, reasons }) {
  const results = new Map(
    lines.flatMap(({ ratios = [] }) => ratios.map(({ goal, value }) => [goal, value])),
  );
  return MAIN.filter(({ row }) => names.includes(row)).map((goal) => {
    const value = results.get(goal.id);
    const cells =
      value === undefined
        ? ['', reasons.get(goal.row) ?? 'not measured']
        : [times(value), isMet(goal, value) ? 'met' : '**missed**'];
    return [goal.what, boundOf(goal), ...cells];
  });
}
