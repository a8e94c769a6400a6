import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Viewer } from '../../src/domain/viewer.js';
import type { Result } from '../../src/ledger/index.js';
import {
  done,
  recordRetries,
  TestGateway,
  trackNewFindings,
  useBook,
  mapOf,
} from '../support/book.js';
import { groupBy } from '../support/random-history.js';
import { untilDue, untilBlocked } from '../support/until.js';
import { expectInvariants, Facts } from './checks.js';
import { burstStep, Bursts, type BurstStep } from './bursts.js';
import { type Command, minorUnits } from './commands-and-state.js';
import {
  REPLAYS_A_RUN,
  fiftyCommands,
  jestTimeout,
  notDone,
  runsOr,
  withShrinkLimit,
  fastCheckSettings,
  type Steps,
  submit,
  tally,
} from './runs.js';
import type { Refusal } from '../../src/domain/index.js';
import { SERVICE } from '../support/inputs.js';

// Fifty commands at once, or in a few bursts, over two gateways. Their order is unknown, so the
// test checks that what was done explains what there is. fast-check prints the seed and the path of
// a failure; ONEBOOK_MODEL_SEED=… ONEBOOK_MODEL_PATH=… sends the same commands again (though not in
// the same order), and ONEBOOK_MODEL_RUNS=500 runs longer (see runs.ts in this folder).

let other: TestGateway;
afterAll(() => other.close()); // declared before the book's own hook, which drops the database
const retries = recordRetries();
const { observer } = retries;
const at = useBook({ observer });

beforeAll(async () => {
  other = await TestGateway.open(at.database.url, { writers: 3, batchMax: 9, observer });
});

const RUNS = runsOr(20);

interface Run {
  readonly commands: Steps<BurstStep>;
  /** How many commands are sent at once. */
  readonly atOnce: number;
  /** Whether holds expire before the last burst. */
  readonly late: boolean;
}

const runs: fc.Arbitrary<Run> = fc.record({
  commands: fiftyCommands(burstStep),
  atOnce: fc.constantFrom(10, 25, 50),
  late: fc.nat(4).map((choice) => choice === 4),
});

interface Sent {
  readonly command: Command;
  readonly by: Viewer;
  readonly key: string;
  readonly result: Result;
}

const inputOf = ({ command }: Sent): string => JSON.stringify(command);

/** One outcome for each key: one first answer, replays of it, and refusals of other inputs. */
function expectOneWinner(sent: readonly Sent[]): void {
  const conflicts = (one: Sent): boolean =>
    'refused' in one.result.outcome && one.result.outcome.refused.code === 'IDEMPOTENCY_CONFLICT';
  const answered = sent.filter((one) => !conflicts(one));
  expect(answered.filter((one) => !one.result.replayed)).toHaveLength(1);
  const [winner] = answered;
  for (const one of answered) {
    expect(inputOf(one)).toBe(winner && inputOf(winner));
    expect(one.result.outcome).toEqual(winner?.result.outcome);
  }
  for (const one of sent.filter(conflicts))
    expect(inputOf(one)).not.toBe(winner && inputOf(winner));
}

const text = (what: object): string =>
  JSON.stringify(what, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));

async function carryOut({ commands: { steps, trail }, atOnce, late }: Run): Promise<Sent[]> {
  const run = randomUUID();
  const wallets = await Promise.all(
    (['ann USD', 'ben USD', 'cat USD', 'ann JPY'] as const).map(async (name) => {
      const [owner = '', currency = ''] = name.split(' ');
      const amount = currency === 'USD' ? '40.00' : '4000';
      const id = await at.gateway.wallet(`${owner} ${run}`, currency, amount);
      return { id, ownerId: `${owner} ${run}`, currency };
    }),
  );
  const facts = new Facts(wallets);
  const accounts = ['FEES', 'VAT'].map((name) => `${name}_${run.slice(-12).toUpperCase()}`) as [
    string,
    string,
  ];
  const bursts = new Bursts(wallets, accounts, facts);
  const sent: Sent[] = [];

  /** Sends a burst, every other command through the other gateway. */
  async function burst(
    commands: readonly { command: Command; by: Viewer; key: string }[],
  ): Promise<void> {
    const answers = await Promise.all(
      commands.map(async ({ command, by, key }, index): Promise<Sent> => {
        const said = (what: string): number =>
          trail.push(`${by.id} ${key}: ${text(command)} ${what}`);
        try {
          const result = await submit(index % 2 ? other : at.gateway, command, by, `${run} ${key}`);
          said(text(result.outcome));
          return { command, by, key, result };
        } catch (error) {
          said(String(error));
          throw error;
        }
      }),
    );
    trail.push('');
    for (const { command, result } of answers) facts.learn(command, result);
    sent.push(...answers);
  }

  for (const beginning of bursts.beginnings(late)) await burst(beginning);
  for (let from = 0; from < steps.length; from += atOnce) {
    const due = late && from + atOnce >= steps.length;
    if (due) await untilDue(at.owner, bursts.due);
    await burst(steps.slice(from, from + atOnce).flatMap((one) => bursts.command(one, due) ?? []));
  }
  for (const same of groupBy(sent, (one) => `${one.by.id} ${one.key}`).values())
    expectOneWinner(same);
  // One key at both gateways at once is the only conflict that PostgreSQL alone can see.
  expect(retries.take().filter((one) => !one.includes('command_pkey'))).toEqual([]);
  expectJustified(sent, facts, bursts.due);
  expectDecidedOnce(facts);
  expect(facts.wrongCommissions).toEqual([]);
  await orderRefunds(facts);
  await expectExplained(
    wallets.map(({ id }) => id),
    facts,
  );
  await expectSystemAccounts(accounts, facts);
  return sent;
}

/** Checks each refusal because of something decided, used or paid: it was. */
function expectJustified(sent: readonly Sent[], facts: Facts, due: readonly string[]): void {
  for (const { command, result } of sent)
    if ('refused' in result.outcome && !isJustified(command, result.outcome.refused, facts, due))
      throw new Error(`${text(result.outcome.refused)} for ${text(command)}, but it is not so`);
}

/** Judges by the state at the end, because what is decided once stays decided. */
function isJustified(
  command: Command,
  refused: Refusal,
  facts: Facts,
  due: readonly string[],
): boolean {
  const about = 'transactionId' in command ? command.transactionId : '';
  const status = about && facts.statusOf(about);
  const { captured = 0n, refunded = 0n, decisions = [] } = facts.transactions.get(about) ?? {};
  switch (refused.code) {
    case 'INSUFFICIENT_FUNDS':
      return refused.available.amount < refused.required.amount && refused.available.amount >= 0n;
    case 'ALREADY_CLAIMED':
    case 'ALREADY_PAID':
    case 'QUOTE_USED':
      return facts.isUsed(command);
    case 'AMOUNT_EXCEEDS_REMAINING':
      return (
        command.do !== 'refundPurchase' ||
        minorUnits(command.amount, command.currency) > captured - refunded
      );
    case 'INVALID_TRANSITION':
      if (command.do === 'refundPurchase' || !about) return true;
      if (command.do === 'failPurchase')
        return (
          status === 'FAILED' || status === 'CANCELLED' || (captured > 0n && refunded === captured)
        );
      if (command.do === 'failDeposit' || command.do === 'reverseTransaction')
        return status === 'FAILED' || decisions.includes('reverseTransaction');
      return status !== 'PENDING' || due.includes(about);
    default:
      return true;
  }
}

/** Decisions that exclude each other. */
const ONE_OF: readonly (readonly Command['do'][])[] = [
  ['approveWithdrawal', 'rejectWithdrawal', 'cancelWithdrawal', 'expireHold'],
  ['failPurchase', 'expireHold', 'cancelPurchase'],
  ['completePurchase', 'expireHold', 'cancelPurchase'],
  ['confirmDeposit'],
  ['approveRepair', 'rejectRepair'],
  ['failDeposit', 'reverseTransaction'],
];

function expectDecidedOnce({ transactions }: Facts): void {
  for (const [id, { decisions }] of transactions)
    for (const alternatives of ONE_OF) {
      const taken = decisions.filter((one) => alternatives.includes(one));
      expect({ id, taken: taken.slice(1) }).toEqual({ id, taken: [] });
    }
}

/**
 * Checks that what was done is what there is: totals, debts and the status of every
 * transaction.
 */
async function expectExplained(wallets: readonly string[], facts: Facts): Promise<void> {
  await at.gateway.reading(async (reader) => {
    const balances = await mapOf(wallets, (id) => reader.rows.balance(id));
    for (const wallet of wallets)
      expect({ wallet, ...balances.get(wallet) }).toMatchObject({
        wallet,
        total: 4_000n + facts.total(wallet),
        owed: facts.owed(wallet),
      });
    const found = await mapOf([...facts.transactions.keys()], (id) => reader.rows.transaction(id));
    for (const [id, { walletId, currency, minor, captured, refunded }] of facts.transactions) {
      const status = facts.statusOf(id);
      expect(found.get(id)).toMatchObject({ id, status, walletId, currency, amount: minor });
      expect(refunded <= captured && captured <= minor).toBe(true);
    }
  });
  await expectInvariants(at, wallets);
}

/** Puts the refunds of each purchase into the book's order, after a check that they are those that were answered. */
async function orderRefunds(facts: Facts): Promise<void> {
  const bought = [...facts.transactions].filter(([, { refunds }]) => refunds.length > 1);
  await at.gateway.reading(async (reader) => {
    const found = await mapOf(
      bought.map(([id]) => id),
      (id) => reader.rows.purchase(id),
    );
    for (const [id, fact] of bought) {
      const refunds = found.get(id)?.refunds ?? [];
      expect({ id, refunds: refunds.map(String).sort() }).toEqual({
        id,
        refunds: fact.refunds.map(String).sort(),
      });
      fact.refunds = refunds;
    }
  });
}

/** Checks that the run's own system accounts have what splits and postings brought there. */
async function expectSystemAccounts(names: readonly string[], facts: Facts): Promise<void> {
  await at.gateway.reading(async (reader) => {
    const treasuries = await Promise.all([reader.treasury('USD'), reader.treasury('JPY')]);
    const has = (name: string): bigint =>
      treasuries
        .flatMap((treasury) => treasury?.systemAccounts ?? [])
        .filter((account) => account.name === name)
        .reduce((sum, { balance }) => sum + balance, 0n);
    expect(names.map((name) => [name, has(name)])).toEqual(
      names.map((name) => [name, facts.total(name)]),
    );
  });
}

/**
 * Checks that concurrent commits posted to system accounts in shards of their own, and in no
 * more shards than there are writers.
 */
async function expectShards(): Promise<void> {
  const { rows } = await at.owner.query<{ shard: number }>(
    'SELECT DISTINCT shard FROM account WHERE wallet_id IS NULL ORDER BY shard',
  );
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.map(({ shard }) => shard)).toEqual([0, 1, 2, 3].slice(0, rows.length));
}

/** More than ever needed: one run has fifty commands for what is missing. */
const MOST_MORE_RUNS = 20;

/**
 * Runs commands that have not succeeded yet, until all have. Chance alone leaves something out
 * now and then.
 */
async function doTheRest(seen: Map<string, number>): Promise<void> {
  for (let seed = 1; seed <= MOST_MORE_RUNS && notDone(seen).length > 0; seed++) {
    const missing = notDone(seen);
    const steps = fc.sample(burstStep, { numRuns: 50, seed }).map((one, index) => ({
      ...one,
      do: missing[index % missing.length]?.split(' ')[0] as BurstStep['do'],
    }));
    const trail: string[] = [];
    try {
      const sent = await carryOut({ commands: { steps, trail }, atOnce: 10, late: false });
      for (const { command, result } of sent) tally(seen, command, result.outcome);
    } catch (error) {
      throw new Error(`on the way to what was missing:\n${trail.join('\n')}`, { cause: error });
    }
  }
}

/**
 * Makes two commits overlap for certain: the commit of one gateway waits in its last statement
 * for a key that the test holds, while another gateway commits.
 */
async function commitTwoAtOnce(): Promise<void> {
  const run = randomUUID();
  const [mine, theirs] = await Promise.all(
    ['mine', 'theirs'].map((name) => at.gateway.wallet(`${name} ${run}`, 'USD')),
  );
  await at.owner.query('BEGIN');
  await at.owner.query(
    `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
     VALUES ($1, $2, 'deposit', '{}', sha256('["deposit",{}]'), '{}', clock_timestamp())`,
    [SERVICE.id, run],
  );
  const slow = at.gateway.deposit(mine ?? '', '1.00', 'USD', run);
  await untilBlocked(at.owner, 'insertCommandsAndNotify');
  done(await other.deposit(theirs ?? '', '1.00', 'USD'));
  await at.owner.query('ROLLBACK');
  done(await slow);
}

test(
  `${RUNS} runs of fifty commands over two gateways explain the book that they leave`,
  async () => {
    const newFindings = trackNewFindings();
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        runs,
        withShrinkLimit(async (run) => {
          for (const { command, result } of await carryOut(run))
            tally(seen, command, result.outcome);
          expect(await newFindings(at.gateway.book)).toEqual([]);
        }),
      ),
      fastCheckSettings(RUNS),
    );
    if (!REPLAYS_A_RUN) {
      await doTheRest(seen);
      await commitTwoAtOnce();
      expect(await newFindings(at.gateway.book)).toEqual([]);
      expect(notDone(seen)).toEqual([]);
      await expectShards();
    }
    const { rows } = await at.owner.query(
      `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`,
    );
    expect(rows).toEqual([{ deadlocks: '0' }]);
  },
  jestTimeout(RUNS),
);
