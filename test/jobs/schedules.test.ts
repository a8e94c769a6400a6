import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readScheduled } from '../../src/graphql/inputs/scheduled-mutation.js';
import { capitalized } from '../../src/graphql/payloads.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { readScheduleId, scheduleId, walletId } from '../../src/graphql/ids.js';
import { Schedules } from '../../src/jobs/schedules.js';
import { scheduledMomentOf } from '../../src/domain/index.js';
import { useBook } from '../support/book.js';
import { Asker, askers, moneyInput } from '../support/graphql.js';
import { until } from '../support/until.js';

const at = useBook();
const { service, admin, wallet } = askers(() => at.gateway.book);
const program = (id: string): Asker => new Asker(() => at.gateway.book, { id, roles: ['SERVICE'] });
const schema = buildSchema();
const errors: unknown[] = [];
const jobOn = (book = at.gateway.book) =>
  new Schedules(book, {
    read: (schedule, creator) => readScheduled(schema, schedule, creator),
    onError: (error) => errors.push(error),
  });

interface Scheduled {
  readonly id: string;
  readonly nextAt: string | null;
  readonly status: string;
}

const FIELDS = 'id nextAt status';
const SCHEDULE = `mutation ($input: ScheduleTransactionInput!) { scheduleTransaction(input: $input) {
  ... on ScheduleTransactionPayload { schedule { ${FIELDS} } replayed } ... on UserError { code message } } }`;
const change = (
  name: 'pauseSchedule' | 'resumeSchedule' | 'cancelSchedule',
) => `mutation ($input: ${capitalized(name)}Input!) { ${name}(input: $input) {
  ... on SchedulePayload { schedule { ${FIELDS} } replayed } ... on UserError { code message } } }`;
const RUNS = `query ($id: ID!) { node(id: $id) { ... on Schedule { ${FIELDS} runs(first: 200) { edges { node {
  due outcome message doneLines refusedLines transaction { id kind initiatedBy } } } } } } }`;

const AUDIT = `{ auditLog(filter: { actor: "audited" }) { edges { node {
  movement input outcome idempotencyKey requestId eventTypes transaction { id } } } } }`;

interface Entry {
  readonly movement: string;
  readonly idempotencyKey: string;
}

interface Run {
  readonly due: string;
  readonly outcome: string;
  readonly transaction: {
    readonly id: string;
    readonly kind: string;
    readonly initiatedBy: string;
  } | null;
  readonly doneLines: number;
  readonly refusedLines: number;
}

const HOUR = 3_600_000;
const ahead = (ms = HOUR): string => new Date(Date.now() + ms).toISOString();

async function schedule(
  by: Asker,
  mutation: string,
  input: object,
  when: object = {},
): Promise<Scheduled> {
  const sent = { mutation, input, at: ahead(), ...when };
  const made = (await by.send(SCHEDULE, sent)) as unknown as { schedule?: Scheduled };
  if (!made.schedule) throw new Error(JSON.stringify(made));
  return made.schedule;
}

async function sendChange(
  by: Asker,
  name: Parameters<typeof change>[0],
  id: string,
): Promise<Scheduled | string> {
  const made = await by.send(change(name), { scheduleId: id });
  const { schedule, code } = made as unknown as { schedule?: Scheduled; code?: string };
  return schedule ?? code ?? '';
}

async function seen(id: string, by = admin): Promise<Scheduled & { runs: Run[] }> {
  const { runs, ...shown } = (await by.run(RUNS, { id })) as unknown as Scheduled & {
    runs: { edges: { node: Run }[] };
  };
  return { ...shown, runs: runs.edges.map(({ node }) => node) };
}

const outcomes = async (id: string) => (await seen(id)).runs.map(({ outcome }) => outcome);

/** Lets time pass for one schedule: moves all its moments back, as only the owner can. */
async function passTime(id: string, ms: number): Promise<void> {
  await at.owner.query('BEGIN');
  await at.owner.query(`SET LOCAL session_replication_role = 'replica'`);
  await at.owner.query(
    `UPDATE schedule SET next_at = next_at - $2 * interval '1 millisecond', at = at - $2 * interval '1 millisecond',
            resumed_at = resumed_at - $2 * interval '1 millisecond'
      WHERE id = $1`,
    [readScheduleId(id), ms],
  );
  await at.owner.query('COMMIT');
}

const total = async (id: string): Promise<string> => {
  const { total: amount } = await at.gateway.balance((await toUuid(id))!);
  return `${amount}`;
};
const toUuid = async (id: string) => {
  const { rows } = await at.owner.query<{ id: string }>('SELECT id FROM wallet');
  return rows.map((row) => row.id).find((uuid) => walletId(uuid) === id);
};

/** What is due is run by two jobs at once, as two gateways do. */
async function runDue(): Promise<void> {
  await Promise.all([jobOn().runDue(), jobOn().runDue()]);
  expect(errors.splice(0)).toEqual([]);
}

describe('a schedule with one moment', () => {
  test('runs once at its moment, as its creator, and ends', async () => {
    const to = await wallet('once');
    const { id, status, nextAt } = await schedule(service, 'deposit', {
      walletId: to,
      amount: moneyInput('5.00'),
    });
    expect({ status, ahead: Date.parse(nextAt!) > Date.now() }).toEqual({
      status: 'ACTIVE',
      ahead: true,
    });
    await runDue();
    expect(await outcomes(id)).toEqual([]);
    await passTime(id, HOUR);
    await runDue();
    await runDue();
    const after = await seen(id);
    expect(after).toMatchObject({ status: 'ENDED', nextAt: null });
    expect(after.runs).toMatchObject([
      {
        outcome: 'COMPLETED',
        transaction: { kind: 'DEPOSIT', initiatedBy: 'service' },
        doneLines: 0,
      },
    ]);
    expect(await total(to)).toBe('500');
  });

  test('has a refused run with the code of the refusal', async () => {
    const from = await wallet('poor');
    const to = await wallet('poor-friend');
    const input = { fromWalletId: from, toWalletId: to, amount: moneyInput('1.00') };
    const { id } = await schedule(program('payer'), 'transfer', input);
    await passTime(id, HOUR);
    await runDue();
    expect(await seen(id)).toMatchObject({
      status: 'ENDED',
      runs: [{ outcome: 'INSUFFICIENT_FUNDS', transaction: null }],
    });
    const { rows } = await at.owner.query<{ key: string }>(
      `SELECT key FROM command WHERE caller = 'payer' AND outcome ? 'refused'`,
    );
    expect(rows.map(({ key }) => scheduledMomentOf(key)?.scheduleId)).toEqual([readScheduleId(id)]);
  });

  test('is decided by the rules with its creator as the caller', async () => {
    const own = await wallet('admin');
    const { id } = await schedule(admin, 'deposit', { walletId: own, amount: moneyInput('1.00') });
    await passTime(id, HOUR);
    await runDue();
    expect(await outcomes(id)).toEqual(['SELF_APPROVAL']);
    expect(await total(own)).toBe('0');
  });

  test.each(['MEMBER', 'CASHIER', 'AUDITOR'] as const)(
    'a %s can schedule nothing',
    async (role) => {
      const asker = new Asker(() => at.gateway.book, { id: 'other', roles: [role] });
      const input = { walletId: await wallet(`of ${role}`), amount: moneyInput('1.00') };
      const sent = { mutation: 'deposit', input, at: ahead(), idempotencyKey: randomUUID() };
      expect(await asker.codes(SCHEDULE, { input: sent })).toEqual(['FORBIDDEN']);
    },
  );

  test('is refused if the creator’s tokens were revoked after it was scheduled, and not if they were before', async () => {
    const to = await wallet('paid');
    const revoked = program('revoked');
    const before = await schedule(revoked, 'deposit', { walletId: to, amount: moneyInput('1.00') });
    await admin.send('RevokeTokens', { subject: 'revoked', reason: 'It leaked.' });
    // A revocation covers the whole second in which it was made.
    const second = Math.floor(Date.now() / 1_000);
    await until(() => Math.floor(Date.now() / 1_000) > second);
    const after = await schedule(revoked, 'deposit', { walletId: to, amount: moneyInput('2.00') });
    for (const { id } of [before, after]) await passTime(id, HOUR);
    await runDue();
    expect(await outcomes(before.id)).toEqual(['TOKENS_REVOKED']);
    expect(await outcomes(after.id)).toEqual(['COMPLETED']);
    expect(await total(to)).toBe('200');
  });
});

test('a run with lines says how many of them succeeded', async () => {
  const one = await wallet('earner');
  const lines = [one, scheduleless()].map((id) => ({ walletId: id, amount: moneyInput('1.00') }));
  const { id } = await schedule(service, 'distributeEarnings', { lines, memo: 'Daily' });
  const none = await schedule(service, 'distributeEarnings', { lines: lines.slice(1) });
  for (const made of [id, none.id]) await passTime(made, HOUR);
  await runDue();
  expect((await seen(id)).runs).toMatchObject([
    { outcome: 'COMPLETED', transaction: null, doneLines: 1, refusedLines: 1 },
  ]);
  expect((await seen(none.id)).runs).toMatchObject([
    { outcome: 'WALLET_NOT_FOUND', doneLines: 0, refusedLines: 1 },
  ]);
});

const scheduleless = () => walletId(randomUUID());

describe('moments that were missed', () => {
  const HOURLY = { at: undefined, cron: '0 * * * *', timeZone: 'UTC' };

  test.each([
    ['SKIP', 0],
    ['ONCE', 1],
    ['ALL', 5],
  ])('of an outage of five hours, %s runs %i', async (late, runs) => {
    const to = await wallet(`late-${late}`);
    const deposit = { walletId: to, amount: moneyInput('1.00') };
    const { id, nextAt } = await schedule(service, 'deposit', deposit, { ...HOURLY, late });
    // Five hours back is five moments, and the last of them is up to an hour ago.
    await passTime(id, 5 * HOUR);
    await runDue();
    const isFresh = Date.parse(nextAt!) - HOUR > Date.now() - 5 * 60_000;
    const after = await seen(id);
    expect(after.runs.length).toBe(late === 'ALL' ? runs : runs + Number(isFresh));
    expect(new Set(after.runs.map(({ due }) => due)).size).toBe(after.runs.length);
    expect(after).toMatchObject({ status: 'ACTIVE', nextAt });
    expect(await total(to)).toBe(String(after.runs.length * 100));
    await runDue();
    expect((await seen(id)).runs.length).toBe(after.runs.length);
  });

  test.each([
    ['SKIP', [], 'ENDED'],
    ['ONCE', ['COMPLETED'], 'ENDED'],
    ['ALL', ['COMPLETED'], 'ENDED'],
  ])('of one moment long ago, %s gives %j', async (late, expected, status) => {
    const to = await wallet(`single-${late}`);
    const { id } = await schedule(
      service,
      'deposit',
      { walletId: to, amount: moneyInput('1.00') },
      { late },
    );
    await passTime(id, HOUR + 6 * 60_000);
    await runDue();
    expect(await outcomes(id)).toEqual(expected);
    expect(await seen(id)).toMatchObject({ status, nextAt: null });
  });

  test('a moment that a gateway finds within five minutes is not missed', async () => {
    const to = await wallet('prompt');
    const { id } = await schedule(
      service,
      'deposit',
      { walletId: to, amount: moneyInput('1.00') },
      { late: 'SKIP' },
    );
    await passTime(id, HOUR + 4 * 60_000);
    await runDue();
    expect(await outcomes(id)).toEqual(['COMPLETED']);
  });

  test.each([
    ['SKIP', 0],
    ['ONCE', 1],
    ['ALL', 1],
  ])('while it was paused follow %s when it is resumed, however short ago', async (late, runs) => {
    const to = await wallet(`paused-${late}`);
    const deposit = { walletId: to, amount: moneyInput('1.00') };
    const { id } = await schedule(service, 'deposit', deposit, { late });
    expect(await sendChange(service, 'pauseSchedule', id)).toMatchObject({ status: 'PAUSED' });
    await passTime(id, HOUR);
    await runDue();
    expect(await outcomes(id)).toEqual([]);
    expect(await sendChange(service, 'resumeSchedule', id)).toMatchObject({ status: 'ACTIVE' });
    await runDue();
    expect(await seen(id)).toMatchObject({ status: 'ENDED' });
    expect((await outcomes(id)).length).toBe(runs);
  });
});

test('a rule ends with the last moment up to `until`', async () => {
  const to = await wallet('ending');
  const next = Math.ceil(Date.now() / HOUR + 0.001) * HOUR;
  const { id } = await schedule(
    service,
    'deposit',
    { walletId: to, amount: moneyInput('1.00') },
    {
      at: undefined,
      cron: '0 * * * *',
      timeZone: 'UTC',
      late: 'ALL',
      until: new Date(next + HOUR).toISOString(),
    },
  );
  await at.owner.query(`SET session_replication_role = 'replica'`);
  await at.owner.query(
    `UPDATE schedule SET next_at = next_at - interval '4 hours', until = until - interval '4 hours' WHERE id = $1`,
    [readScheduleId(id)],
  );
  await at.owner.query(`SET session_replication_role = 'origin'`);
  await runDue();
  const after = await seen(id);
  expect(after).toMatchObject({ status: 'ENDED', nextAt: null });
  expect(after.runs.map(({ due }) => Date.parse(due))).toEqual([next - 3 * HOUR, next - 4 * HOUR]);
});

test('the audit log has a schedule, its changes and its runs, and an event of each transaction', async () => {
  const to = await wallet('of another');
  const audited = program('audited');
  const sent = { walletId: to, amount: moneyInput('4.00') };
  const { id, nextAt } = await schedule(audited, 'deposit', sent);
  await sendChange(audited, 'pauseSchedule', id);
  await sendChange(audited, 'resumeSchedule', id);
  await passTime(id, HOUR);
  await runDue();
  const due = new Date(Date.parse(nextAt!) - HOUR).toISOString();
  const { edges } = (await admin.run(AUDIT)) as unknown as { edges: { node: Entry }[] };
  const [run, ...changes] = edges.map(({ node }) => node);
  const [{ transaction }] = (await seen(id)).runs as [Run];
  expect(run).toEqual({
    ...{ movement: 'deposit', outcome: 'DONE', idempotencyKey: `run·${readScheduleId(id)}·${due}` },
    ...{ requestId: null, eventTypes: ['transaction.completed'] },
    input: { walletId: to, amount: { amount: '4', currency: 'USD' } },
    transaction: { id: transaction!.id },
  });
  const change = { outcome: 'DONE', eventTypes: [], transaction: null };
  expect(changes).toMatchObject([
    { ...change, movement: 'resumeSchedule', input: { scheduleId: id } },
    { ...change, movement: 'pauseSchedule', input: { scheduleId: id } },
    { ...change, movement: 'scheduleTransaction', input: { mutation: 'deposit', input: sent } },
  ]);
});

describe('a schedule can be changed', () => {
  test('by its creator and an admin, and looks missing to others', async () => {
    const to = await wallet('mine');
    const input = {
      fromWalletId: to,
      toWalletId: await wallet('yours'),
      amount: moneyInput('1.00'),
    };
    const { id } = await schedule(program('mine'), 'transfer', input);
    expect(await sendChange(program('yours'), 'cancelSchedule', id)).toBe('SCHEDULE_NOT_FOUND');
    expect(await sendChange(service, 'cancelSchedule', id)).toBe('SCHEDULE_NOT_FOUND');
    expect(await sendChange(service, 'cancelSchedule', scheduleId(randomUUID()))).toBe(
      'SCHEDULE_NOT_FOUND',
    );
    expect(await program('yours').run(RUNS, { id })).toBeNull();
    expect(await sendChange(program('mine'), 'pauseSchedule', id)).toMatchObject({
      status: 'PAUSED',
    });
    expect(await sendChange(program('mine'), 'pauseSchedule', id)).toBe('INVALID_TRANSITION');
    expect(await sendChange(admin, 'resumeSchedule', id)).toMatchObject({ status: 'ACTIVE' });
    expect(await sendChange(program('mine'), 'resumeSchedule', id)).toBe('INVALID_TRANSITION');
    expect(await sendChange(program('mine'), 'cancelSchedule', id)).toMatchObject({
      ...{ status: 'CANCELLED', nextAt: null },
    });
    for (const name of ['pauseSchedule', 'resumeSchedule', 'cancelSchedule'] as const)
      expect(await sendChange(program('mine'), name, id)).toBe('INVALID_TRANSITION');
    await runDue();
    expect(await outcomes(id)).toEqual([]);
  });

  test('and is not run by a gateway that read it as due before', async () => {
    const to = await wallet('cancelled');
    const { id } = await schedule(service, 'deposit', { walletId: to, amount: moneyInput('1.00') });
    await passTime(id, HOUR);
    const { read, ledger } = at.gateway.book;
    // Cancels it between the read of what is due and the run.
    const job = jobOn({
      ...at.gateway.book,
      read: (...caller) => read.apply(at.gateway.book, caller),
      ledger: {
        submit: async (...command: Parameters<typeof ledger.submit>) => {
          await sendChange(service, 'cancelSchedule', id);
          return ledger.submit(...command);
        },
      } as unknown as typeof ledger,
    });
    await job.runDue();
    expect(errors.splice(0)).toEqual([]);
    expect(await seen(id)).toMatchObject({ status: 'CANCELLED', runs: [] });
    expect(await total(to)).toBe('0');
  });
});

describe('PostgreSQL refuses', () => {
  const refused = (sql: string, id: string) =>
    at.owner.query(sql, [readScheduleId(id)]).then(
      () => 'done',
      (error: unknown) => (error as { constraint?: string }).constraint,
    );

  test.each([
    [
      `UPDATE schedule SET next_at = next_at + interval '1 hour' WHERE id = $1`,
      'schedule_loses_no_moment',
    ],
    [
      `UPDATE schedule SET status = 'ENDED', next_at = NULL WHERE id = $1`,
      'schedule_loses_no_moment',
    ],
    [
      `UPDATE schedule SET next_at = next_at - interval '1 hour' WHERE id = $1`,
      'schedule_never_goes_back',
    ],
    [`UPDATE schedule SET mutation = 'transfer' WHERE id = $1`, 'schedule_stays'],
    [`UPDATE schedule SET roles = '{ADMIN}' WHERE id = $1`, 'schedule_stays'],
    [`DELETE FROM schedule WHERE id = $1`, 'schedule_stays'],
    [`UPDATE schedule SET next_at = NULL WHERE id = $1`, 'schedule_loses_no_moment'],
  ])('%s', async (sql, constraint) => {
    const to = await wallet('guarded');
    const { id } = await schedule(service, 'deposit', { walletId: to, amount: moneyInput('1.00') });
    expect(await refused(sql, id)).toBe(constraint);
    await sendChange(service, 'cancelSchedule', id);
  });

  test('to bring a cancelled schedule back', async () => {
    const to = await wallet('guarded');
    const { id } = await schedule(service, 'deposit', { walletId: to, amount: moneyInput('1.00') });
    await sendChange(service, 'cancelSchedule', id);
    const back = `UPDATE schedule SET status = 'ACTIVE', next_at = now() WHERE id = $1`;
    expect(await refused(back, id)).toBe('schedule_over_stays');
  });
});
