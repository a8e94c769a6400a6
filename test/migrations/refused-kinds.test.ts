import { describe, expect, test } from '@jest/globals';
import { PHASES, TRANSACTION_KINDS, TRANSACTION_STATUSES } from '../../src/domain/index.js';
import {
  insert,
  NEW_QUOTE,
  NEW_TRANSACTION,
  next,
  quoted,
  quoteRow,
  SENDERS,
  transactionRow,
  usePlainSql,
  type Facts,
  type Row,
} from '../support/plain-sql.js';

const sql = usePlainSql();

type Kind = (typeof TRANSACTION_KINDS)[number];
type Status = (typeof TRANSACTION_STATUSES)[number];

/**
 * The transitions of each kind, stated independently of migrations/. The key '' gives the first
 * statuses.
 */
const TRANSITIONS: Readonly<Record<Kind, Partial<Record<'' | Status, readonly Status[]>>>> = {
  DEPOSIT: {
    '': ['PENDING', 'COMPLETED'],
    PENDING: ['COMPLETED', 'FAILED'],
    COMPLETED: ['FAILED'],
  },
  WITHDRAWAL: { '': ['PENDING'], PENDING: ['COMPLETED', 'FAILED', 'CANCELLED'] },
  PURCHASE: {
    '': ['PENDING'],
    PENDING: ['COMPLETED', 'FAILED', 'CANCELLED'],
    COMPLETED: ['FAILED'],
  },
  REFUND: { '': ['COMPLETED'] },
  TRANSFER: { '': ['COMPLETED'] },
  EXCHANGE: { '': ['COMPLETED'] },
  BONUS: { '': ['COMPLETED'] },
  COMMISSION: { '': ['COMPLETED'] },
  EARNING: { '': ['COMPLETED'] },
  CREDIT_DRAW: { '': ['COMPLETED'] },
  CREDIT_REPAYMENT: { '': ['COMPLETED'] },
  ADJUSTMENT: { '': ['PENDING', 'COMPLETED'], PENDING: ['COMPLETED', 'FAILED'] },
  POSTING: { '': ['COMPLETED'] },
  OPENING_BALANCE: { '': ['COMPLETED'] },
  REVERSAL: { '': ['COMPLETED'] },
};

/** The phases that a kind writes besides POST, stated independently as well. */
const OTHER_PHASES: Partial<Record<Kind, readonly string[]>> = {
  DEPOSIT: ['REVERT'],
  WITHDRAWAL: ['HOLD', 'RELEASE'],
  PURCHASE: ['HOLD', 'RELEASE', 'REVERT'],
};

const CHECK = '23514';

/** Why 5 from alice to bob cannot be what comes back of another transaction, or of one that posted nothing. */
const NOT_WHAT_COMES_BACK: Partial<Record<string, string>> = {
  'DEPOSIT REVERT': 'return_is_whole',
  'REVERSAL POST': 'return_is_whole',
  'REFUND POST': 'refund_within_purchase',
  'PURCHASE REVERT': 'refund_goes_to_the_payer',
};

const ILLEGAL_TRANSITION = { state: CHECK, constraint: 'transaction_follows_transitions' };

/** Begins a transaction of this kind that is legal, except perhaps for its status. */
function begin(facts: Facts, kind: Kind, status: string): string[] {
  const own: Partial<Record<Kind, Row>> = {
    REFUND: { original_id: quoted(facts.captured) },
    COMMISSION: { original_id: quoted(facts.deposited) },
    REVERSAL: { original_id: quoted(facts.deposited) },
    EXCHANGE: { quote_id: NEW_QUOTE },
    BONUS: { bonus_owner: quoted('alice') },
    OPENING_BALANCE: {
      ...{ initiated_by: quoted('onebook:import') },
      details: quoted('{"part": "WHOLE", "direction": "CREDIT"}'),
    },
  };
  const row = transactionRow(facts, {
    ...{ kind: quoted(kind), status: quoted(status), completed_at: 'NULL' },
    ...own[kind],
  });
  return [insert('exchange_quote', quoteRow(facts)), insert('transaction', row)];
}

const changed = (status: string): string =>
  `UPDATE transaction SET status = '${status}' WHERE id = ${NEW_TRANSACTION}`;

/** The statuses on a legal way to this one; undefined if there is no such way. */
function pathTo(kind: Kind, status: Status): Status[] | undefined {
  for (const first of TRANSITIONS[kind]['']?.slice() ?? []) {
    if (first === status) return [first];
    if (TRANSITIONS[kind][first]?.includes(status)) return [first, status];
  }
  return undefined;
}

/** Statements that bring a transaction to this status; undefined if there is no legal way to it. */
function statementsTo(facts: Facts, kind: Kind, status: Status): string[] | undefined {
  const path = pathTo(kind, status);
  if (!path) return undefined;
  const [first = '', ...rest] = path;
  return [...begin(facts, kind, first), ...rest.map(changed)];
}

const SENT = SENDERS.flatMap((sender) => TRANSACTION_KINDS.map((kind) => [sender, kind] as const));

describe('each kind has exactly its own transitions and phases', () => {
  test('the book stores exactly the transitions and phases stated here', async () => {
    const { rows } = await sql.clients.owner.query<{ all: string }>(
      `SELECT concat_ws(' ', kind, from_status, to_status) AS all FROM transaction_transition
        UNION ALL SELECT 'phase ' || kind || ' ' || phase FROM transaction_phase`,
    );
    const transitions = TRANSACTION_KINDS.flatMap((kind) =>
      Object.entries(TRANSITIONS[kind]).flatMap(([from, to]) =>
        to.map((one) => `${kind} ${from} ${one}`),
      ),
    );
    const phases = TRANSACTION_KINDS.flatMap((kind) =>
      ['POST', ...(OTHER_PHASES[kind] ?? [])].map((phase) => `phase ${kind} ${phase}`),
    );
    expect(rows.map((row) => row.all).sort()).toEqual([...transitions, ...phases].sort());
  });

  test.each(SENT)('as %s, a %s makes exactly its own transitions', async (sender, kind) => {
    const before = await sql.fingerprint();
    const statuses = [...TRANSACTION_STATUSES, 'DONE', ''] as const;
    for (const to of statuses) {
      const legal = TRANSITIONS[kind]['']?.some((one) => one === to);
      const said = await sql.refusal(sender, begin(sql.facts, kind, to));
      expect([kind, '', to, said]).toEqual([
        kind,
        '',
        to,
        legal ? 'NOT REFUSED' : ILLEGAL_TRANSITION,
      ]);
    }
    for (const from of TRANSACTION_STATUSES)
      for (const to of statuses) {
        const reached = statementsTo(sql.facts, kind, from);
        if (!reached) continue;
        const legal = TRANSITIONS[kind][from]?.some((one) => one === to);
        const said = await sql.refusal(sender, [...reached, changed(to)]);
        expect([kind, from, to, said]).toEqual([
          ...[kind, from, to],
          legal ? 'NOT REFUSED' : ILLEGAL_TRANSITION,
        ]);
      }
    expect(await sql.fingerprint()).toBe(before);
  });

  // No statement leads to such a status. Only an owner who switches the triggers off gets there, and
  // no further.
  test.each(TRANSACTION_KINDS)(
    'a %s in a status that no transition reaches cannot leave it',
    async (kind) => {
      for (const from of TRANSACTION_STATUSES.filter((status) => !pathTo(kind, status)))
        for (const to of TRANSACTION_STATUSES) {
          const said = await sql.refusal('owner', [
            `SET LOCAL session_replication_role = 'replica'`,
            ...begin(sql.facts, kind, from),
            `SET LOCAL session_replication_role = 'origin'`,
            changed(to),
          ]);
          expect([kind, from, to, said]).toEqual([kind, from, to, ILLEGAL_TRANSITION]);
        }
    },
  );

  test.each(SENT)('as %s, a %s writes exactly its own phases', async (sender, kind) => {
    const { facts } = sql;
    for (const phase of PHASES) {
      const entry = { phase: quoted(phase) };
      const said = await sql.refusal(sender, [
        ...begin(facts, kind, TRANSITIONS[kind]['']?.[0] ?? ''),
        insert('entry', next(facts.aliceCash, -5n, entry), next(facts.bobCash, 5n, entry)),
      ]);
      const legal = phase === 'POST' || OTHER_PHASES[kind]?.includes(phase);
      const constraint = NOT_WHAT_COMES_BACK[`${kind} ${phase}`];
      const allowed = constraint ? { state: CHECK, constraint } : 'NOT REFUSED';
      expect([phase, said]).toEqual([
        phase,
        legal ? allowed : { state: '23503', constraint: 'entry_phase_of_its_kind' },
      ]);
    }
  });
});
