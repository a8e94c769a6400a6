import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Viewer } from '../../src/domain/viewer.js';
import type { Outcome, Result } from '../../src/ledger/index.js';
import { recordRetries, trackNewFindings, useBook } from '../support/book.js';
import { expectInvariants } from './checks.js';
import type { Names } from './choose-parts.js';
import { add, Flows } from './flows.js';
import { expectSameFigures, expectSameLists, systemAccountsOf } from './same.js';
import { untilClearOfMidnight } from '../support/until.js';
import { callerFor, forecastOutcomes, Model } from './model.js';
import {
  type Command,
  type Expected,
  isKnown,
  isMany,
  type LineCommand,
  linesOf,
  type ManyCommand,
  type ModelLine,
  type ModelWallet,
  type SimpleCommand,
  totalOf,
} from './commands-and-state.js';
import { Chooser, waitsFor } from './choose.js';
import {
  REPLAYS_A_RUN,
  fiftyCommands,
  jestTimeout,
  notReached,
  runsOr,
  withShrinkLimit,
  fastCheckSettings,
  step,
  type Step,
  type Steps,
  submit,
  tally,
} from './runs.js';

// Commands one after another must end as the model says. fast-check prints the seed and the path of
// a failure; ONEBOOK_MODEL_SEED=… ONEBOOK_MODEL_PATH=… sends the same commands again, and
// ONEBOOK_MODEL_RUNS=500 runs longer (see runs.ts in this folder).

const retries = recordRetries();
const at = useBook({ observer: retries.observer });

/**
 * How many sequences of fifty commands run. On average SIDE_BY_SIDE of them run at once and
 * share commits.
 */
const RUNS = runsOr(40);
const SIDE_BY_SIDE = 4.5;

interface Sent {
  readonly command: Command;
  readonly by: Viewer;
  readonly key: string;
  readonly result: Result;
}

/** A command that could be sent next, and a number that chooses its caller. */
interface Candidate {
  readonly command: Command;
  readonly caller: number;
}
type Candidates = readonly Candidate[];

function candidatesOf(choose: Chooser, steps: readonly Step[]): Candidates {
  return steps.flatMap((one) => {
    if (one.do === 'nothing' || one.do === 'resend' || one.do === 'otherInput') return [];
    const command = choose.command(one, one.do);
    return command ? [{ command, caller: one.by }] : [];
  });
}

/** Commands after which others are refused: they change a status, or take a receiver's money away. */
const LEAD_TO_REFUSALS: readonly Command['do'][] = [
  ...(['freezeWallet', 'unfreezeWallet', 'closeWallet', 'setCreditLine'] as const),
  ...(['transfer', 'requestWithdrawal'] as const),
];

/** One sequence of commands against the book and the model side by side, with owners of its own. */
class Sequence {
  readonly sent: Sent[] = [];
  constructor(private readonly trail: string[]) {}
  readonly #model = new Model();
  readonly flows = new Flows(this.#model.state);
  readonly #run = randomUUID();
  readonly #names: Names = {
    owner: (choice) => `${['ann', 'ben', 'cat'][choice % 3] ?? ''} ${this.#run}`,
    account: (choice) =>
      `${['FEES', 'VAT', 'POOL'][choice % 3] ?? ''}_${this.#run.slice(-12).toUpperCase()}`,
  };
  readonly #choose = new Chooser(this.#model.state, this.#names);
  /** When each hold that expires soon has expired, by its id. */
  readonly #expired = new Map<string, number>();

  async take(one: Step): Promise<void> {
    if (one.do === 'nothing') return;
    if (one.do === 'resend' || one.do === 'otherInput') return this.#again(one, one.do);
    const command = this.#choose.command(one, one.do);
    if (command) await this.send(command, one.by);
  }

  /**
   * Sends one of these steps that leads to a wanted outcome according to the model, or two of
   * which the second does. Otherwise sends the first, so that later ones can build on it.
   */
  async takeTowards(wanted: readonly string[], steps: readonly Step[]): Promise<void> {
    const candidates = candidatesOf(this.#choose, steps);
    const leads = this.#leadTo(wanted, this.#model, candidates);
    const pair = leads ? [leads] : this.#pairTowards(wanted, candidates, steps);
    for (const { command, caller } of pair ?? candidates.slice(0, 1))
      await this.send(command, caller);
  }

  #leadTo(wanted: readonly string[], model: Model, candidates: Candidates): Candidate | undefined {
    return candidates.find(({ command, caller }) =>
      forecastOutcomes(model, command, this.#callerOf(command, caller)).some((name) =>
        wanted.includes(name),
      ),
    );
  }

  /** Tries the first of the two in a copy of the model. */
  #pairTowards(
    wanted: readonly string[],
    candidates: Candidates,
    steps: readonly Step[],
  ): readonly [Candidate, Candidate] | undefined {
    for (const first of candidates.filter(({ command }) => LEAD_TO_REFUSALS.includes(command.do))) {
      const ahead = this.#model.copy();
      const expected = ahead.expect(
        first.command as SimpleCommand,
        this.#callerOf(first.command, first.caller),
      );
      if (expected.refusals.length > 0) continue;
      const id = randomUUID();
      expected.then(id);
      const choose = new Chooser(ahead.state, this.#names);
      // The book gives the first one's transaction another id, so the second must not name it.
      const seconds = candidatesOf(choose, steps).filter(
        ({ command }) => !text(command).includes(id),
      );
      const second = this.#leadTo(wanted, ahead, seconds);
      if (second) return [first, second];
    }
    return undefined;
  }

  #callerOf(command: Command, caller: number): Viewer {
    const about = { owner: this.#choose.ownerFor(command), other: this.#names.owner(caller) };
    return callerFor(command.do, about, caller);
  }

  async send(command: Command, caller: number): Promise<void> {
    const by = this.#callerOf(command, caller);
    await this.#untilExpired(command);
    // Around midnight it cannot be foreseen to which of the two days a bonus belongs.
    if (command.do === 'claimDailyBonus') await untilClearOfMidnight();
    const key = randomUUID();
    if (isMany(command)) {
      const result = await this.#submit(command, by, key);
      this.#compareLines(command, by, result.outcome);
      return;
    }
    const expected = this.#model.expect(command, by);
    const result = await this.#submit(command, by, key);
    this.#compare(result, expected, command);
    if (command.do === 'openWallet') await this.#learnOpening(result);
  }

  /** The model has no clock: the book says when it opened a wallet. */
  async #learnOpening({ outcome }: Result): Promise<void> {
    const id = 'done' in outcome ? (outcome.done.walletId ?? '') : '';
    const wallet = this.#model.state.wallets.get(id);
    if (!wallet) return;
    const row = await at.gateway.reading(async (reader) => reader.rows.wallet(id));
    if (row) wallet.openedAt = row.createdAt.getTime();
  }

  async #submit(command: Command, by: Viewer, key: string): Promise<Result> {
    this.trail.push(`${by.id} (${by.roles.join()}): ${text(command)}`);
    const result = await submit(at.gateway, command, by, key);
    this.trail.push(`  ${text(result.outcome)}`);
    this.sent.push({ command, by, key, result });
    return result;
  }

  /**
   * Sends an earlier key again: with its input it gets the first outcome, with other input a
   * conflict. Nothing is done.
   */
  async #again(one: Step, how: 'resend' | 'otherInput'): Promise<void> {
    const earlier = this.sent[(one.a * 24 + one.b) % Math.max(1, this.sent.length)];
    if (!earlier) return;
    const { by, key, result } = earlier;
    if (how === 'resend') {
      const again = await submit(at.gateway, earlier.command, by, key);
      expect(again).toEqual({ outcome: result.outcome, replayed: true });
      return;
    }
    expect(await submit(at.gateway, otherThan(earlier.command), by, key)).toMatchObject({
      outcome: { refused: { code: 'IDEMPOTENCY_CONFLICT' } },
      replayed: false,
    });
  }

  #compare({ outcome, replayed }: Result, expected: Expected, command: Command): void {
    if (expected.refusals.length > 0) return expectRefused(outcome, expected, command);
    if (!('done' in outcome)) throw new Error(`${text(outcome)} for ${text(command)}`);
    expect(replayed).toBe(expected.presentWalletId !== undefined);
    if (expected.presentWalletId) expect(outcome.done.walletId).toBe(expected.presentWalletId);
    const { transactionId, quoteId, walletId } = outcome.done;
    const id = transactionId ?? quoteId ?? walletId ?? '';
    const { wallets } = this.#model.state;
    const before = new Map([...wallets.values()].map((wallet) => [wallet.id, totalOf(wallet)]));
    expected.then(id);
    this.flows.learn(id, 'transactionId' in command ? command.transactionId : undefined);
    for (const wallet of wallets.values()) {
      const balance = totalOf(wallet);
      const amount = balance - (before.get(wallet.id) ?? 0n);
      const effectiveAt = 'effectiveAt' in command ? command.effectiveAt : undefined;
      if (amount !== 0n) wallet.lines.push({ transactionId: id, amount, balance, effectiveAt });
    }
    if ('expiresInSeconds' in command && command.expiresInSeconds !== undefined)
      this.#expired.set(id, Date.now() + command.expiresInSeconds * 1_000 + 20);
  }

  /**
   * Compares line by line: each line sees what those before it did. If an atomic command has a
   * refused line, none of it is done.
   */
  #compareLines(command: ManyCommand, by: Viewer, outcome: Outcome): void {
    if (command.do === 'distributeEarnings' && !command.lines.some(isKnown)) {
      expectRefused(outcome, { refusals: ['UNKNOWN_CURRENCY'] }, command);
      return;
    }
    if (!('many' in outcome)) throw new Error(`${text(outcome)} for ${text(command)}`);
    const { done, refused } = outcome.many;
    const lines = linesOf(command);
    if (command.do === 'transferMany' && command.atomic && refused.length > 0) {
      expect({ done, refused: refused.length }).toEqual({ done: [], refused: 1 });
      this.#compareUntilRefused(lines, by, refused[0]!);
      return;
    }
    expect([...done, ...refused].map(({ index }) => index).sort((a, b) => a - b)).toEqual([
      ...lines.keys(),
    ]);
    for (const [index, line] of lines.entries()) {
      const { transactionId } = done.find((one) => one.index === index) ?? {};
      const not = refused.find((one) => one.index === index);
      const of = not ? { refused: not.refused } : { done: { transactionId: transactionId ?? '' } };
      this.#compare({ outcome: of, replayed: false }, this.#model.expect(line, by), command);
    }
  }

  #compareUntilRefused(
    lines: readonly LineCommand[],
    by: Viewer,
    { index, refused }: Extract<Outcome, { many: unknown }>['many']['refused'][number],
  ): void {
    const tried = this.#model.copy();
    for (const line of lines.slice(0, index)) {
      const expected = tried.expect(line, by);
      expect({ line, refusals: expected.refusals }).toEqual({ line, refusals: [] });
      expected.then(randomUUID());
    }
    const line = lines[index]!;
    expectRefused({ refused }, tried.expect(line, by), line);
  }

  async #untilExpired(command: Command): Promise<void> {
    const soon = this.#expired.get(waitsFor(command, this.#model.state) ?? '');
    if (soon !== undefined && soon > Date.now()) await pause(soon - Date.now());
  }

  /** Compares every figure of every balance and every transaction. */
  async expectSame(): Promise<void> {
    await expectSameFigures(at.gateway, this.#model.state);
  }

  /** Compares lists, histories and splits. */
  async expectSameLists(): Promise<void> {
    for (const wallet of this.#model.state.wallets.values()) await expectHistories(wallet);
    await expectSameLists(at.gateway, this.#model.state);
  }

  async expectInvariants(): Promise<void> {
    await expectInvariants(at, [...this.#model.state.wallets.keys()]);
  }

  /** Makes some wallets with money, because otherwise most commands would find none. */
  async prepare(): Promise<void> {
    for (const [choice, currency, name] of [
      ...([
        [0, 'USD', 'main'],
        [1, 'USD', 'main'],
        [0, 'JPY', 'main'],
        [1, 'BHD', 'main'],
        [2, 'USD', 'main'],
        [0, 'USD', 'savings'],
      ] as const),
    ])
      await this.send({ do: 'openWallet', ownerId: this.#names.owner(choice), currency, name }, 0);
    await this.send({ do: 'createSystemAccount', name: this.#names.account(0) }, 0);
    const wallets = [...this.#model.state.wallets.values()].slice(0, 3);
    for (const [index, { id: walletId, currency }] of wallets.entries()) {
      const of = (amount: string) => ({ walletId, amount, currency });
      await this.send({ do: 'deposit', ...of('40') }, 0);
      await this.send({ do: 'setCreditLine', approved: true, ...of('50') }, 0);
      if (index === 1) continue;
      // A purchase that takes all of the cash and some of the credit.
      await this.send({ do: 'drawCredit', ...of('30') }, 0);
      await this.send({ do: 'purchase', ...of('55') }, 0);
    }
  }
}

/** Compares the history in both orders. Of the book's lines only their own moments are taken, which the model does not know. */
async function expectHistories({ id, lines }: ModelWallet): Promise<void> {
  const [book, byEffect] = await at.gateway.reading(async (reader) => [
    await reader.historyPage(id, { first: 200 }),
    await reader.historyPage(id, { first: 200 }, 'EFFECTIVE_AT'),
  ]);
  const shown = ({ transactionId, amount, balance }: Omit<ModelLine, 'effectiveAt'>) =>
    `${transactionId} ${amount} → ${balance}`;
  const newestFirst = [...lines].reverse();
  expect(book?.edges.map(({ node }) => shown(node))).toEqual(newestFirst.map(shown));
  const dated = newestFirst.map((line, index) => ({
    line,
    moment: line.effectiveAt ?? book?.edges[index]?.node.at.getTime() ?? 0,
  }));
  dated.sort((a, b) => b.moment - a.moment); // sort is stable
  expect(byEffect?.edges.map(({ node }) => shown(node))).toEqual(
    dated.map(({ line }) => shown(line)),
  );
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

function otherThan(command: Command): Command {
  if (command.do === 'deposit') return { ...command, amount: `${command.amount}1` };
  if (command.do === 'transferMany') return { ...command, atomic: !command.atomic };
  return { do: 'deposit', walletId: randomUUID(), amount: '1', currency: 'JPY' };
}

function expectRefused(
  outcome: Outcome,
  { refusals, shorts }: Pick<Expected, 'refusals' | 'shorts'>,
  command: object,
): void {
  const code = 'refused' in outcome ? outcome.refused.code : `DONE ${text(command)}`;
  expect(refusals).toContain(code);
  if (shorts && 'refused' in outcome && outcome.refused.code === 'INSUFFICIENT_FUNDS') {
    const { walletId, available, required } = outcome.refused;
    expect(shorts).toContainEqual({
      ...{ walletId, available: available.amount, required: required.amount },
    });
  }
}

const text = (what: object): string =>
  JSON.stringify(what, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));

async function carryOut({ steps, trail }: Steps<Step>): Promise<Sequence> {
  const sequence = new Sequence(trail);
  if (steps.length === 0) return sequence;
  await sequence.prepare();
  for (const [index, one] of steps.entries()) {
    await sequence.take(one);
    if (index % 10 === 9) await sequence.expectSame();
  }
  await sequence.expectSame();
  await sequence.expectSameLists();
  return sequence;
}

/** More than ever needed: a few for each outcome that may be missing. */
const MOST_SEQUENCES = 40;

/**
 * Continues until every required outcome has been met, because chance alone leaves something
 * out now and then. The model chooses each step among many, half of them of the movements that are
 * missing.
 */
async function reachTheRest(seen: Map<string, number>): Promise<Sequence[]> {
  const sequences: Sequence[] = [];
  for (let seed = 1; seed <= MOST_SEQUENCES && notReached(seen).length > 0; seed++) {
    const trail: string[] = [];
    const sequence = new Sequence(trail);
    sequences.push(sequence);
    try {
      await steer(sequence, seed, seen);
    } catch (error) {
      throw new Error(`on the way to what was missing:\n${trail.join('\n')}`, { cause: error });
    }
  }
  return sequences;
}

const STEPS = 50;
const CHOICE = 60;

async function steer(sequence: Sequence, seed: number, seen: Map<string, number>): Promise<void> {
  await sequence.prepare();
  for (let turn = 0; turn < STEPS && notReached(seen).length > 0; turn++) {
    const wanted = notReached(seen);
    const any = fc.sample(step, { numRuns: CHOICE, seed: seed * STEPS + turn });
    const steered = any.map((one, index) => {
      const what = wanted[Math.floor(index / 2) % wanted.length]?.split(' ')[0];
      return index % 2 === turn % 2 ? one : { ...one, do: what as Step['do'] };
    });
    const before = sequence.sent.length;
    await sequence.takeTowards(wanted, steered);
    for (const { command, result } of sequence.sent.slice(before))
      tally(seen, command, result.outcome);
  }
  await sequence.expectSame();
  await sequence.expectSameLists();
}

/** Carries all out side by side. One that fails lets the others end, so that they do not disturb the next run. */
async function carryOutAll(all: readonly Steps<Step>[]): Promise<Sequence[]> {
  const before = await systemAccountsOf(at.gateway);
  const settled = await Promise.allSettled(all.map(carryOut));
  const sequences = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  for (const { flows } of sequences)
    for (const [name, change] of flows.all) add(before, name, change);
  expect(await systemAccountsOf(at.gateway)).toEqual(before);
  return sequences;
}

async function expectSound(sequences: readonly Sequence[]): Promise<void> {
  for (const sequence of sequences) await sequence.expectInvariants();
  expect(retries.take()).toEqual([]);
}

test(
  `${RUNS} sequences of commands lead the book to what the model says`,
  async () => {
    const newFindings = trackNewFindings();
    const seen = new Map<string, number>();
    const sequences = fc.array(fiftyCommands(step), { minLength: 1, maxLength: 8, size: 'max' });
    await fc.assert(
      fc.asyncProperty(
        sequences,
        withShrinkLimit(async (all) => {
          const carriedOut = await carryOutAll(all);
          await expectSound(carriedOut);
          expect(await newFindings(at.gateway.book)).toEqual([]);
          for (const { command, result } of carriedOut.flatMap(({ sent }) => sent))
            tally(seen, command, result.outcome);
        }),
      ),
      fastCheckSettings(Math.ceil(RUNS / SIDE_BY_SIDE)),
    );
    if (REPLAYS_A_RUN) return;
    await expectSound(await reachTheRest(seen));
    expect(await newFindings(at.gateway.book)).toEqual([]);
    expect(notReached(seen)).toEqual([]);
  },
  jestTimeout(RUNS),
);
