/**
 * Commands as they are made up, before it is known what there is to ask about.
 */
import fc from 'fast-check';
import type { Ask } from './ask.js';

/** An amount before it is known what it could be near to. */
export interface StepAmount {
  /** So many quarters of what there is of it, and a little off; or the text. */
  readonly near: boolean;
  readonly quarters: bigint;
  readonly off: bigint;
  readonly text: string;
}

/** A command before it is known what there is: numbers choose among the wallets and transactions so far. */
export interface Step {
  readonly do: Ask['do'] | 'resend' | 'otherInput' | 'nothing';
  readonly a: number;
  readonly b: number;
  readonly by: number;
  readonly amount: StepAmount;
  /** The amounts of further lines, where several things are asked for together. */
  readonly more: readonly StepAmount[];
  readonly currency: 'its own' | 'USD' | 'JPY' | 'BHD' | 'ZZZ';
  readonly flag: boolean;
  /** Not what makes sense, but anything. */
  readonly wild: boolean;
  readonly expiresInSeconds: number | undefined;
  readonly rate: string;
  readonly rateBps: number;
}

const WEIGHTS: Record<Step['do'], number> = {
  // Never by itself: what a failing sequence's other commands are shrunk to, because it is first.
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
  reverseTransaction: 5,
  resend: 4,
  otherInput: 2,
};

const amount: fc.Arbitrary<StepAmount> = fc.record({
  near: fc.boolean(),
  quarters: fc.constantFrom(1n, 1n, 2n, 2n, 3n, 4n, 4n, 4n),
  off: fc.constantFrom(0n, 0n, 0n, 0n, 0n, -1n, 1n, 1n),
  text: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 30 }).map(String) },
    { weight: 3, arbitrary: fc.constantFrom('0.5', '1.50', '007', '1.5', '2.000') },
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
  // Few expire while the sequence goes on: it waits for them.
  expiresInSeconds: sometimes<number | undefined>(
    3,
    sometimes(6, fc.constant(1), 3_600),
    undefined,
  ),
  rate: sometimes(9, fc.constantFrom('0.000001', `1${'0'.repeat(40)}`), '1.0873').chain((rate) =>
    rate === '1.0873' ? fc.constantFrom(rate, '1', '0.5', '150.25', '0.0066') : fc.constant(rate),
  ),
  rateBps: fc.constantFrom(1, 250, 500, 1_000, 3_333, 10_000),
});

/** Commands in their order, and what they came to, line by line. */
export interface Steps<T> {
  readonly steps: readonly T[];
  /** Printed with a failure, so that it can be read. */
  readonly trail: string[];
}

/** So many steps go from a failing sequence at once, before they are looked at one by one. */
const PORTION = 10;

/** Fifty steps, or nothing at all: what is not needed for a failure goes from it in few attempts. */
export function fiftyOf<T>(one: fc.Arbitrary<T>): fc.Arbitrary<Steps<T>> {
  const portion = orNothing(fc.array(one, { minLength: PORTION, maxLength: PORTION }));
  return orNothing(fc.array(portion, { minLength: 5, maxLength: 5 })).map((portions) => {
    const trail: string[] = [];
    const steps = portions.flat();
    return { steps, trail, [fc.toStringMethod]: () => `\n${trail.join('\n')}` };
  });
}

/** Never empty by itself, but shrunk to that first. */
function orNothing<T>(items: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> {
  const nothing = { weight: 0, arbitrary: fc.constant<T[]>([]) };
  return fc.oneof({ withCrossShrink: true }, nothing, { weight: 1, arbitrary: items });
}
