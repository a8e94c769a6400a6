import fc, { type Parameters as Settings } from 'fast-check';
import type { RefusalCode } from '../../src/domain/index.js';
import type { Viewer } from '../../src/domain/viewer.js';
import type { Movement, Outcome, Result } from '../../src/ledger/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import * as movements from '../../src/movements/index.js';
import type { TestGateway } from '../support/book.js';
import { money, reason } from '../support/inputs.js';
import {
  type Command,
  type CommandOf,
  type Dividing,
  type MoneyText,
  successOf,
} from './commands-and-state.js';

/*
 * What every run of the model tests needs: random steps, settings, the way to the ledger, and counts.
 */

/** An amount of a step, before the wallet is known. */
export interface StepAmount {
  /** If `near`: so many quarters of what the wallet has, plus `off`. Otherwise `text`. */
  readonly near: boolean;
  readonly quarters: bigint;
  readonly off: bigint;
  readonly text: string;
}

/** A split of a step, before its receiver and the amount that it divides are known. */
export interface StepSplit {
  readonly to: number;
  readonly toAccount: boolean;
  /** Hundredths of the amount, rounded down, and at least one minor unit. */
  readonly hundredths: bigint;
  /** Chooses any receiver: the wallet itself, one in another currency, one that does not exist. */
  readonly wild: boolean;
}

/** A leg of a step. */
export interface StepLeg {
  readonly on: number;
  readonly onAccount: boolean;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly amount: StepAmount;
  /** Chooses any account, in any currency. */
  readonly wild: boolean;
}

/** A command before its wallet is known: numbers choose among the wallets and transactions so far. */
export interface Step {
  readonly do: Command['do'] | 'resend' | 'otherInput' | 'nothing';
  readonly a: number;
  readonly b: number;
  readonly by: number;
  readonly amount: StepAmount;
  /** The amounts of further lines, for commands with several lines. */
  readonly more: readonly StepAmount[];
  readonly currency: 'its own' | 'USD' | 'JPY' | 'BHD' | 'ZZZ';
  readonly flag: boolean;
  /** Chooses anything instead of what makes sense. */
  readonly wild: boolean;
  readonly expiresInSeconds: number | undefined;
  readonly rate: string;
  readonly rateBps: number;
  readonly splits: readonly StepSplit[];
  /** Whether the splits leave a rest, are exactly the amount, or are more than it. */
  readonly together: 'as they are' | 'all' | 'too much';
  readonly legs: readonly StepLeg[];
  readonly balanced: boolean;
  /** When a deposit or an adjustment took effect. */
  readonly effect: 'now' | 'at the opening' | 'since' | 'before' | 'in the future';
}

const WEIGHTS: Record<Step['do'], number> = {
  // Never generated. fast-check shrinks the commands that a failure does not need to it, because it is first.
  nothing: 0,
  openWallet: 2,
  freezeWallet: 2,
  unfreezeWallet: 4,
  closeWallet: 2,
  deposit: 4,
  initiateDeposit: 4,
  confirmDeposit: 4,
  failDeposit: 3,
  requestWithdrawal: 6,
  approveWithdrawal: 4,
  rejectWithdrawal: 2,
  cancelWithdrawal: 2,
  purchase: 10,
  completePurchase: 8,
  failPurchase: 4,
  cancelPurchase: 2,
  refundPurchase: 6,
  expireHold: 2,
  claimDailyBonus: 4,
  payReferralCommission: 4,
  distributeEarnings: 3,
  setCreditLine: 4,
  drawCredit: 6,
  repayCredit: 6,
  quoteExchange: 5,
  exchange: 7,
  transfer: 4,
  transferMany: 4,
  adjustBalance: 3,
  proposeRepair: 3,
  approveRepair: 5,
  rejectRepair: 2,
  reverseTransaction: 5,
  createSystemAccount: 1,
  post: 5,
  resend: 4,
  otherInput: 2,
};

const amount: fc.Arbitrary<StepAmount> = fc.record({
  near: fc.boolean(),
  quarters: fc.constantFrom(1n, 1n, 2n, 2n, 3n, 4n, 4n, 4n),
  off: fc.constantFrom(0n, 0n, 0n, 0n, 0n, -1n, 1n, 1n),
  text: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 30 }).map(String) },
    { weight: 3, arbitrary: fc.constantFrom('0.5', '1.50', '7.0', '1.5', '2.000') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...['0', '0.00', '0.0001', '1.00000', '9'.repeat(39), `1${'0'.repeat(40)}.5`],
      ),
    },
  ),
});

const sometimes = <T>(weight: number, seldom: fc.Arbitrary<T>, mostly: T): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(mostly) }, { weight: 1, arbitrary: seldom });

const splits: fc.Arbitrary<StepSplit[]> = fc.array(
  fc.record({
    to: fc.nat(23),
    toAccount: sometimes(2, fc.constant(true), false),
    hundredths: fc.bigInt({ min: 0n, max: 45n }),
    wild: sometimes(14, fc.constant(true), false),
  }),
  { minLength: 1, maxLength: 4 },
);

const leg: fc.Arbitrary<StepLeg> = fc.record({
  on: fc.nat(23),
  onAccount: sometimes(2, fc.constant(true), false),
  direction: fc.constantFrom('CREDIT', 'DEBIT'),
  amount,
  wild: sometimes(9, fc.constant(true), false),
});

export const step: fc.Arbitrary<Step> = fc.record({
  do: fc.oneof(
    { withCrossShrink: true },
    ...Object.entries(WEIGHTS).map(([name, weight]) => ({
      weight,
      arbitrary: fc.constant(name as Step['do']),
    })),
  ),
  a: fc.nat(23),
  b: fc.nat(23),
  by: fc.nat(59),
  amount,
  more: fc.array(amount, { maxLength: 3 }),
  currency: sometimes<Step['currency']>(14, fc.constantFrom('USD', 'JPY', 'BHD', 'ZZZ'), 'its own'),
  flag: fc.boolean(),
  wild: sometimes(9, fc.constant(true), false),
  // Few expire during the sequence, because it waits for them.
  expiresInSeconds: sometimes<number | undefined>(
    3,
    sometimes(6, fc.constant(1), 3_600),
    undefined,
  ),
  rate: sometimes(9, fc.constantFrom('0.000001', `1${'0'.repeat(40)}`), '1.0873').chain((rate) =>
    rate === '1.0873' ? fc.constantFrom(rate, '1', '0.5', '150.25', '0.0066') : fc.constant(rate),
  ),
  rateBps: fc.constantFrom(1, 250, 500, 1_000, 3_333, 10_000),
  splits: fc.oneof(fc.constant([]), splits),
  together: sometimes<Step['together']>(
    3,
    fc.constantFrom('all', 'all', 'too much'),
    'as they are',
  ),
  legs: fc.array(leg, { minLength: 1, maxLength: 6 }),
  balanced: sometimes(9, fc.constant(false), true),
  effect: sometimes<Step['effect']>(
    1,
    fc.constantFrom(
      'at the opening',
      'at the opening',
      'since',
      'since',
      'since',
      'before',
      'in the future',
    ),
    'now',
  ),
});

/** Commands in their order, with a trail of their outcomes. */
export interface Steps<T> {
  readonly steps: readonly T[];
  /** Readable lines, printed with a failure. */
  readonly trail: string[];
}

/** The number of steps that shrinking removes at once, before it tries single ones. */
const PORTION = 10;

/** Fifty steps in portions, so that shrinking needs few attempts. */
export function fiftyCommands<T>(one: fc.Arbitrary<T>): fc.Arbitrary<Steps<T>> {
  const portion = orNothing(fc.array(one, { minLength: PORTION, maxLength: PORTION }));
  return orNothing(fc.array(portion, { minLength: 5, maxLength: 5 })).map((portions) => {
    const trail: string[] = [];
    const steps = portions.flat();
    return { steps, trail, [fc.toStringMethod]: () => `\n${trail.join('\n')}` };
  });
}

/** Never generates an empty list, but shrinks to one first. */
function orNothing<T>(items: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> {
  const nothing = { weight: 0, arbitrary: fc.constant<T[]>([]) };
  return fc.oneof({ withCrossShrink: true }, nothing, { weight: 1, arbitrary: items });
}

/*
 * Settings from the environment:
 * - ONEBOOK_MODEL_RUNS: the number of runs of each model test (500 for a soak).
 * - ONEBOOK_MODEL_SEED, ONEBOOK_MODEL_PATH: the seed and the path that fast-check prints with a failure, to send
 *   the same commands again.
 */
const environment = (name: string): string | undefined => process.env[`ONEBOOK_MODEL_${name}`];

const seed = environment('SEED');
const path = environment('PATH');

/** True if the environment names one run, so that claims about all runs do not apply. */
export const REPLAYS_A_RUN = seed !== undefined;

export function runsOr(few: number): number {
  const runs = Number(environment('RUNS') ?? few);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`ONEBOOK_MODEL_RUNS must be a whole number from 1, not ${environment('RUNS')}`);
  return runs;
}

/** The limit for a test that hangs. The busiest machine is faster. Milliseconds. */
export const jestTimeout = (runs: number): number => 600_000 + runs * 20_000;

/** The time that fast-check has to shrink a failure, because each attempt goes to a database. */
const SEARCH_MS = 120_000;

/**
 * Limits the time for shrinking: once the predicate has failed and the time is over, every further attempt
 * succeeds, which ends the search.
 */
export function withShrinkLimit<T>(
  predicate: (value: T) => Promise<void>,
  milliseconds = SEARCH_MS,
): (value: T) => Promise<void> {
  let failedAt: number | undefined;
  return async (value) => {
    if (failedAt !== undefined && performance.now() - failedAt > milliseconds) return;
    try {
      await predicate(value);
    } catch (error) {
      failedAt ??= performance.now();
      throw error;
    }
  };
}

/** @param repetitions the number of times that fast-check runs the property */
export function fastCheckSettings(repetitions: number): Settings<unknown> {
  return {
    numRuns: repetitions,
    // Small numbers and first choices are no more likely to fail here than others.
    plugins: [fc.unbiased()],
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(path !== undefined && { path }),
  };
}

/** Names of the outcome of a command: `transfer done`, `transfer INSUFFICIENT_FUNDS`. */
function outcomeNames(command: Command, outcome: Outcome): string[] {
  if ('refused' in outcome) return [`${command.do} ${outcome.refused.code}`];
  if ('done' in outcome) return [`${command.do} ${successOf(command)}`];
  const { done, refused } = outcome.many;
  const whole = refused.length === 0 ? ['done'] : done.length > 0 ? ['done in part'] : [];
  return [...whole, ...refused.map((one) => one.refused.code)].map(
    (what) => `${command.do} ${what}`,
  );
}

/** Counts the outcomes of commands by name. */
export function tally(seen: Map<string, number>, command: Command, outcome: Outcome): void {
  for (const name of outcomeNames(command, outcome)) seen.set(name, (seen.get(name) ?? 0) + 1);
}

/** The refusals that sequences must meet besides success, or they prove less than they seem to. */
const REACHED: Readonly<
  Record<Exclude<Command['do'], 'expireHold'>, readonly (RefusalCode | 'divided')[]>
> = {
  openWallet: [],
  freezeWallet: [],
  unfreezeWallet: [],
  closeWallet: ['WALLET_NOT_EMPTY'],
  setCreditLine: [],
  deposit: [
    ...(['INVALID_AMOUNT', 'EFFECTIVE_AT_OUT_OF_RANGE'] as const),
    ...(['divided', 'SPLITS_EXCEED_AMOUNT', 'UNKNOWN_SYSTEM_ACCOUNT'] as const),
  ],
  initiateDeposit: ['WALLET_NOT_FOUND'],
  confirmDeposit: [],
  failDeposit: ['INSUFFICIENT_FUNDS'],
  requestWithdrawal: ['INSUFFICIENT_FUNDS', 'WALLET_NOT_ACTIVE', 'WALLET_NOT_FOUND', 'divided'],
  approveWithdrawal: [],
  rejectWithdrawal: [],
  cancelWithdrawal: [],
  purchase: [
    ...([
      'INSUFFICIENT_FUNDS',
      'WALLET_NOT_ACTIVE',
      'WALLET_NOT_FOUND',
      'CURRENCY_MISMATCH',
    ] as const),
    ...(['divided', 'SPLITS_EXCEED_AMOUNT', 'SAME_WALLET'] as const),
  ],
  completePurchase: ['INVALID_TRANSITION', 'WALLET_NOT_ACTIVE'],
  failPurchase: ['INSUFFICIENT_FUNDS'],
  cancelPurchase: [],
  refundPurchase: ['INSUFFICIENT_FUNDS'],
  claimDailyBonus: [],
  payReferralCommission: ['INVALID_AMOUNT', 'SAME_WALLET'],
  distributeEarnings: [],
  drawCredit: ['CREDIT_NOT_APPROVED', 'WALLET_NOT_ACTIVE'],
  repayCredit: ['AMOUNT_EXCEEDS_REMAINING'],
  quoteExchange: ['INVALID_AMOUNT', 'WALLET_NOT_FOUND'],
  exchange: ['QUOTE_NOT_FOUND', 'INSUFFICIENT_FUNDS'],
  transfer: ['CURRENCY_MISMATCH', 'divided', 'SPLITS_EXCEED_AMOUNT'],
  transferMany: ['INSUFFICIENT_FUNDS', 'CURRENCY_MISMATCH'],
  adjustBalance: ['EFFECTIVE_AT_OUT_OF_RANGE'],
  proposeRepair: ['WALLET_NOT_ACTIVE'],
  approveRepair: ['INSUFFICIENT_FUNDS', 'SELF_APPROVAL'],
  rejectRepair: [],
  reverseTransaction: ['INSUFFICIENT_FUNDS'],
  createSystemAccount: ['SYSTEM_ACCOUNT_EXISTS'],
  post: [
    ...(['UNBALANCED_POSTING', 'INSUFFICIENT_FUNDS', 'WALLET_NOT_ACTIVE'] as const),
    ...(['UNKNOWN_SYSTEM_ACCOUNT', 'CURRENCY_MISMATCH', 'SELF_APPROVAL'] as const),
  ],
};

/** The required outcomes that have not been met. */
export function notReached(seen: ReadonlyMap<string, number>): string[] {
  return Object.entries(REACHED)
    .flatMap(([what, codes]) => ['done', ...codes].map((code) => `${what} ${code}`))
    .filter((name) => !seen.has(name));
}

/** The successes that bursts must meet and have not met yet. */
export function notDone(seen: ReadonlyMap<string, number>): string[] {
  const others = new Set(['openWallet', 'closeWallet', 'expireHold', 'unfreezeWallet']);
  return Object.entries(REACHED)
    .filter(([what]) => !others.has(what))
    .flatMap(([what, outcomes]) => [
      `${what} done`,
      ...(outcomes.includes('divided') ? [`${what} divided`] : []),
    ])
    .filter((name) => !seen.has(name));
}

const moneyOf = ({ amount, currency }: MoneyText) => money(amount, currency);

/** The splits of an input as a movement takes them. */
function dividing({ splits = [] }: Dividing) {
  if (splits.length === 0) return {};
  return { splits: splits.map(({ to, label, ...part }) => ({ to, label, amount: moneyOf(part) })) };
}

const momentOf = (effectiveAt: number | undefined) =>
  effectiveAt === undefined ? {} : { effectiveAt: new Date(effectiveAt) };

type Send = <I>(movement: Movement<I>, input: I) => Promise<Result>;

const SENDING: {
  [Name in Command['do']]: (send: Send, command: CommandOf<Name>) => Promise<Result>;
} = {
  openWallet: (send, { ownerId, currency, name }) =>
    send(movements.openWallet, { ownerId, currency, name }),
  freezeWallet: (send, { walletId }) => send(movements.freezeWallet, { walletId, reason }),
  unfreezeWallet: (send, { walletId }) => send(movements.unfreezeWallet, { walletId, reason }),
  closeWallet: (send, { walletId }) => send(movements.closeWallet, { walletId, reason }),
  setCreditLine: (send, { walletId, approved, ...limit }) =>
    send(movements.setCreditLine, { walletId, approved, limit: moneyOf(limit) }),
  deposit: (send, { walletId, effectiveAt, ...given }) =>
    send(movements.deposit, {
      ...{ walletId, amount: moneyOf(given), ...dividing(given), ...momentOf(effectiveAt) },
    }),
  initiateDeposit: (send, { walletId, ...given }) =>
    send(movements.initiateDeposit, { walletId, amount: moneyOf(given) }),
  confirmDeposit: (send, { transactionId }) => send(movements.confirmDeposit, { transactionId }),
  failDeposit: (send, { transactionId, onlyIfPending }) =>
    send(movements.failDeposit, { transactionId, reason, onlyIfPending }),
  requestWithdrawal: (send, { walletId, expiresInSeconds, ...given }) =>
    send(movements.requestWithdrawal, {
      ...{ walletId, amount: moneyOf(given), expiresInSeconds, ...dividing(given) },
      destination: 'an account',
    }),
  approveWithdrawal: (send, { transactionId }) =>
    send(movements.approveWithdrawal, { transactionId }),
  rejectWithdrawal: (send, { transactionId }) =>
    send(movements.rejectWithdrawal, { transactionId, reason }),
  cancelWithdrawal: (send, { transactionId }) =>
    send(movements.cancelWithdrawal, { transactionId }),
  purchase: (send, { walletId, expiresInSeconds, ...given }) =>
    send(movements.purchase, {
      ...{ walletId, amount: moneyOf(given), expiresInSeconds, ...dividing(given) },
    }),
  completePurchase: (send, { transactionId, money: given }) =>
    send(movements.completePurchase, { transactionId, ...(given && { amount: moneyOf(given) }) }),
  failPurchase: (send, { transactionId, onlyIfPending }) =>
    send(movements.failPurchase, { transactionId, reason, onlyIfPending }),
  cancelPurchase: (send, { transactionId }) => send(movements.cancelPurchase, { transactionId }),
  refundPurchase: (send, { transactionId, ...given }) =>
    send(movements.refundPurchase, { transactionId, amount: moneyOf(given), reason }),
  expireHold: (send, { transactionId }) => send(movements.expireHold, { transactionId }),
  claimDailyBonus: (send, { walletId }) => send(movements.claimDailyBonus, { walletId }),
  payReferralCommission: (send, { walletId, sourceTransactionId, rateBps }) =>
    send(movements.payReferralCommission, { walletId, sourceTransactionId, rateBps }),
  distributeEarnings: (send, { lines }) =>
    send(movements.distributeEarnings, {
      lines: lines.map(({ walletId, ...given }) => ({ walletId, amount: moneyOf(given) })),
      memo: reason,
    }),
  drawCredit: (send, { walletId, ...given }) =>
    send(movements.drawCredit, { walletId, amount: moneyOf(given) }),
  repayCredit: (send, { walletId, ...given }) =>
    send(movements.repayCredit, { walletId, amount: moneyOf(given) }),
  quoteExchange: (send, { fromWalletId, toWalletId, rate, expiresInSeconds, ...given }) =>
    send(movements.quoteExchange, {
      ...{ fromWalletId, toWalletId, amount: moneyOf(given), expiresInSeconds },
      rate: parseDecimal(rate),
    }),
  exchange: (send, { quoteId }) => send(movements.exchange, { quoteId }),
  transfer: (send, { fromWalletId, toWalletId, ...given }) =>
    send(movements.transfer, {
      ...{ fromWalletId, toWalletId, amount: moneyOf(given), ...dividing(given) },
    }),
  transferMany: (send, { inputs, atomic }) =>
    send(movements.transferMany, {
      atomic,
      inputs: inputs.map(({ fromWalletId, toWalletId, ...given }) => ({
        ...{ fromWalletId, toWalletId, amount: moneyOf(given), ...dividing(given) },
      })),
    }),
  adjustBalance: (send, { walletId, direction, effectiveAt, ...given }) =>
    send(movements.adjustBalance, {
      ...{ walletId, direction, amount: moneyOf(given), reason },
      ...momentOf(effectiveAt),
    }),
  proposeRepair: (send, { walletId, direction, ...given }) =>
    send(movements.proposeRepair, { walletId, direction, amount: moneyOf(given), reason }),
  approveRepair: (send, { transactionId }) => send(movements.approveRepair, { transactionId }),
  rejectRepair: (send, { transactionId }) =>
    send(movements.rejectRepair, { transactionId, reason }),
  reverseTransaction: (send, { transactionId }) =>
    send(movements.reverseTransaction, { transactionId, reason }),
  createSystemAccount: (send, { name }) =>
    send(movements.createSystemAccount, { name, description: reason }),
  post: (send, { legs }) =>
    send(movements.post, {
      legs: legs.map(({ account, direction, ...given }) => ({
        ...{ account, direction, amount: moneyOf(given) },
      })),
    }),
};

/** Sends a command to the real ledger. */
export function submit(
  gateway: TestGateway,
  command: Command,
  by: Viewer,
  key: string,
): Promise<Result> {
  const send: Send = (movement, input) => gateway.book.ledger.submit(movement, input, by, key);
  // The command's name selects the movement. TypeScript cannot follow that through a table.
  const sending = SENDING[command.do] as (send: Send, command: Command) => Promise<Result>;
  return sending(send, command);
}
