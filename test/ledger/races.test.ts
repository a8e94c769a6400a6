import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../src/domain/viewer.js';
import { EXPIRY_VIEWER } from '../../src/jobs/hold-expiry.js';
import type { Movement, Result } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import { done, refusalCode, TestGateway, useBook } from '../support/book.js';
import { untilClearOfMidnight } from '../support/until.js';
import { ADMIN, member, money, reason, SERVICE, viewerWith } from '../support/inputs.js';

// Each race sends two commands that conflict, through a gateway each, a hundred times: one wins, and
// the other learns why.

const at = useBook();
let other: TestGateway;

const ROUNDS = 100;
const AT_ONCE = 5;
const usd = (amount: string) => money(amount, 'USD');

beforeAll(async () => {
  other = await TestGateway.open(at.database.url);
});
afterAll(async () => {
  await other.close();
});

/** A movement with its input and its caller, ready to be sent. */
interface Sending {
  send(gateway: TestGateway): Promise<Result>;
}

function sending<I>(movement: Movement<I>, input: I, by: Viewer = SERVICE): Sending {
  return { send: ({ book }) => book.ledger.submit(movement, input, by, randomUUID()) };
}

async function made<I>(movement: Movement<I>, input: I, by: Viewer = SERVICE) {
  const answer = done(await sending(movement, input, by).send(at.gateway));
  return { ...answer, transactionId: answer.transactionId ?? '' };
}

/** A wallet with 100.00, and its owner. */
async function walletOf100(): Promise<{ walletId: string; owner: Viewer }> {
  const ownerId = randomUUID();
  return { walletId: await at.gateway.wallet(ownerId, 'USD', '100.00'), owner: member(ownerId) };
}

/** A pending transaction on such a wallet. */
async function pendingOn<I>(movement: Movement<I>, input: (walletId: string) => I) {
  const { walletId, owner } = await walletOf100();
  const { transactionId } = await made(movement, input(walletId), owner);
  return { walletId, owner, transactionId };
}

const withdrawal = () =>
  pendingOn(movements.requestWithdrawal, (walletId) => ({ walletId, amount: usd('60.00') }));
const held = () =>
  pendingOn(movements.purchase, (walletId) => ({ walletId, amount: usd('60.00') }));
const announced = () =>
  pendingOn(movements.initiateDeposit, (walletId) => ({ walletId, amount: usd('60.00') }));

async function captured() {
  const bought = await held();
  await made(movements.completePurchase, { transactionId: bought.transactionId });
  return bought;
}

/** The two commands that race, and the pairs of codes in which the race may end. */
interface Race {
  readonly set: () => Promise<readonly [Sending, Sending]>;
  readonly ends: readonly (readonly [left: string, right: string])[];
}

const either = (loser: string): Race['ends'] => [
  ['DONE', loser],
  [loser, 'DONE'],
];

const races: Readonly<Record<string, Race>> = {
  'of two approvals one succeeds': {
    set: async () => {
      const { transactionId } = await withdrawal();
      return [
        sending(
          movements.approveWithdrawal,
          { transactionId },
          viewerWith('cashier one', 'CASHIER'),
        ),
        sending(
          movements.approveWithdrawal,
          { transactionId },
          viewerWith('cashier two', 'CASHIER'),
        ),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'of an approval and a cancellation one succeeds': {
    set: async () => {
      const { transactionId, owner } = await withdrawal();
      return [
        sending(
          movements.approveWithdrawal,
          { transactionId },
          viewerWith('cashier one', 'CASHIER'),
        ),
        sending(movements.cancelWithdrawal, { transactionId }, owner),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'of a rejection and a cancellation one succeeds': {
    set: async () => {
      const { transactionId, owner } = await withdrawal();
      return [
        sending(
          movements.rejectWithdrawal,
          { transactionId, reason },
          viewerWith('cashier one', 'CASHIER'),
        ),
        sending(movements.cancelWithdrawal, { transactionId }, owner),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'a deposit fails whether its confirmation comes before or after': {
    // Both may succeed, because a confirmed deposit can fail later.
    set: async () => {
      const { transactionId } = await announced();
      return [
        sending(movements.confirmDeposit, { transactionId }),
        sending(movements.failDeposit, { transactionId, reason }),
      ];
    },
    ends: [
      ['DONE', 'DONE'],
      ['INVALID_TRANSITION', 'DONE'],
    ],
  },
  'of a reversal and a failure of a deposit one succeeds': {
    set: async () => {
      const { walletId } = await walletOf100();
      const { transactionId } = await made(movements.deposit, { walletId, amount: usd('60.00') });
      return [
        sending(movements.reverseTransaction, { transactionId, reason }, ADMIN),
        sending(movements.failDeposit, { transactionId, reason }),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'of two captures one succeeds': {
    set: async () => {
      const { transactionId } = await held();
      return [
        sending(movements.completePurchase, { transactionId }),
        sending(movements.completePurchase, { transactionId, amount: usd('10.00') }),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'of a capture and a cancellation one succeeds': {
    set: async () => {
      const { transactionId, owner } = await held();
      return [
        sending(movements.completePurchase, { transactionId }),
        sending(movements.cancelPurchase, { transactionId }, owner),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'of two refunds that together exceed the purchase one succeeds': {
    set: async () => {
      const { transactionId } = await captured();
      const input = { transactionId, amount: usd('40.00'), reason };
      return [sending(movements.refundPurchase, input), sending(movements.refundPurchase, input)];
    },
    ends: either('AMOUNT_EXCEEDS_REMAINING'),
  },
  'of a full refund and a recall one succeeds': {
    set: async () => {
      const { transactionId } = await captured();
      return [
        sending(movements.refundPurchase, { transactionId, amount: usd('60.00'), reason }),
        sending(movements.failPurchase, { transactionId, reason }),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'a draw succeeds only before its limit is lowered': {
    set: async () => {
      const { walletId, owner } = await walletOf100();
      const line = (limit: string) => ({ walletId, approved: true, limit: usd(limit) });
      await made(movements.setCreditLine, line('50.00'), ADMIN);
      return [
        sending(movements.drawCredit, { walletId, amount: usd('50.00') }, owner),
        sending(movements.setCreditLine, line('49.99'), ADMIN),
      ];
    },
    ends: [
      ['DONE', 'DONE'],
      ['CREDIT_LIMIT_EXCEEDED', 'DONE'],
    ],
  },
  'of two draws that together exceed the limit one succeeds': {
    set: async () => {
      const { walletId, owner } = await walletOf100();
      await made(movements.setCreditLine, { walletId, approved: true, limit: usd('50.00') }, ADMIN);
      const draw = sending(movements.drawCredit, { walletId, amount: usd('30.00') }, owner);
      return [draw, draw];
    },
    ends: either('CREDIT_LIMIT_EXCEEDED'),
  },
  'of two claims of a bonus one succeeds': {
    set: async () => {
      await untilClearOfMidnight();
      const { walletId, owner } = await walletOf100();
      const claim = sending(movements.claimDailyBonus, { walletId }, owner);
      return [claim, claim];
    },
    ends: either('ALREADY_CLAIMED'),
  },
  'a claim of a bonus succeeds again only after the reversal of the one before': {
    set: async () => {
      await untilClearOfMidnight();
      const { walletId, owner } = await walletOf100();
      const { transactionId } = await made(movements.claimDailyBonus, { walletId }, owner);
      return [
        sending(movements.claimDailyBonus, { walletId }, owner),
        sending(movements.reverseTransaction, { transactionId, reason }, ADMIN),
      ];
    },
    ends: [
      ['DONE', 'DONE'],
      ['ALREADY_CLAIMED', 'DONE'],
    ],
  },
  'of two commissions on one source one succeeds': {
    set: async () => {
      const { walletId } = await walletOf100();
      const friend = await walletOf100();
      const { transactionId: sourceTransactionId } = await made(movements.deposit, {
        walletId: friend.walletId,
        amount: usd('5.00'),
      });
      const pay = sending(movements.payReferralCommission, {
        ...{ walletId, sourceTransactionId },
        rateBps: 500,
      });
      return [pay, pay];
    },
    ends: either('ALREADY_PAID'),
  },
  'a commission succeeds only before a full refund of its source': {
    set: async () => {
      const { transactionId } = await captured();
      const { walletId } = await walletOf100();
      const pay = { walletId, sourceTransactionId: transactionId, rateBps: 500 };
      return [
        sending(movements.refundPurchase, { transactionId, amount: usd('60.00'), reason }),
        sending(movements.payReferralCommission, pay),
      ];
    },
    ends: [
      ['DONE', 'DONE'],
      ['DONE', 'INVALID_TRANSITION'],
    ],
  },
  'of two exchanges at one quote one succeeds': {
    set: async () => {
      const { walletId: fromWalletId, owner } = await walletOf100();
      const toWalletId = await at.gateway.wallet(owner.id, 'EUR');
      const { quoteId = '' } = await made(movements.quoteExchange, {
        ...{ fromWalletId, toWalletId, amount: usd('10.00'), expiresInSeconds: 60 },
        rate: parseDecimal('0.9'),
      });
      const use = sending(movements.exchange, { quoteId }, owner);
      return [use, use];
    },
    ends: either('QUOTE_USED'),
  },
  'a purchase succeeds only before its wallet is frozen': {
    set: async () => {
      const { walletId, owner } = await walletOf100();
      return [
        sending(movements.purchase, { walletId, amount: usd('60.00') }, owner),
        sending(movements.freezeWallet, { walletId, reason }, viewerWith('cashier one', 'CASHIER')),
      ];
    },
    ends: [
      ['DONE', 'DONE'],
      ['WALLET_NOT_ACTIVE', 'DONE'],
    ],
  },
  'an approval succeeds only before the wallet is frozen': {
    set: async () => {
      const { walletId, transactionId } = await withdrawal();
      return [
        sending(
          movements.approveWithdrawal,
          { transactionId },
          viewerWith('cashier one', 'CASHIER'),
        ),
        sending(movements.freezeWallet, { walletId, reason }, viewerWith('cashier two', 'CASHIER')),
      ];
    },
    ends: [
      ['DONE', 'DONE'],
      ['WALLET_NOT_ACTIVE', 'DONE'],
    ],
  },
  'of a deposit and a closing of its wallet one succeeds': {
    set: async () => {
      const { walletId } = await walletOf100();
      const target = await walletOf100();
      const transfer = { fromWalletId: walletId, toWalletId: target.walletId };
      await made(movements.transfer, { ...transfer, amount: usd('100.00') });
      return [
        sending(movements.deposit, { walletId, amount: usd('1.00') }, SERVICE),
        sending(movements.closeWallet, { walletId, reason }, ADMIN),
      ];
    },
    ends: [
      ['DONE', 'WALLET_NOT_EMPTY'],
      ['WALLET_NOT_ACTIVE', 'DONE'],
    ],
  },
  'of the announcement of a deposit and a closing of its wallet one succeeds': {
    set: async () => {
      const { walletId, owner } = await walletOf100();
      const target = await walletOf100();
      const transfer = { fromWalletId: walletId, toWalletId: target.walletId };
      await made(movements.transfer, { ...transfer, amount: usd('100.00') });
      return [
        sending(movements.initiateDeposit, { walletId, amount: usd('1.00') }, owner),
        sending(movements.closeWallet, { walletId, reason }, ADMIN),
      ];
    },
    ends: [
      ['DONE', 'WALLET_NOT_EMPTY'],
      ['WALLET_NOT_ACTIVE', 'DONE'],
    ],
  },
};

/** Sends both within a few milliseconds, now the one a little earlier, now the other. */
async function round(
  [left, right]: readonly [Sending, Sending],
  ends: Race['ends'],
  index: number,
): Promise<void> {
  const lead = (index % 5) - 2;
  const after = async (ms: number, one: Sending, gateway: TestGateway) => {
    if (ms > 0) await delay(ms);
    return refusalCode(await one.send(gateway));
  };
  const end = await Promise.all([
    after(lead, left, index % 2 ? at.gateway : other),
    after(-lead, right, index % 2 ? other : at.gateway),
  ]);
  expect(ends).toContainEqual(end);
}

async function deadlocks(): Promise<unknown> {
  const { rows } = await at.owner.query(
    `SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`,
  );
  return rows;
}

describe(`a race over two gateways ends in an allowed way and without a deadlock, ${ROUNDS} times`, () => {
  test.each(Object.entries(races))('%s', async (_, { set, ends }) => {
    // All at once, so that they share commits. The races themselves go on a few at a time.
    const pairs = await Promise.all(Array.from({ length: ROUNDS }, set));
    for (let i = 0; i < ROUNDS; i += AT_ONCE)
      await Promise.all(pairs.slice(i, i + AT_ONCE).map((pair, j) => round(pair, ends, i + j)));
    expect(await deadlocks()).toEqual([{ deadlocks: 0 }]);
  });

  test('of a capture and an expiry one succeeds, around the moment at which the hold expires', async () => {
    const holds = await Promise.all(
      Array.from({ length: ROUNDS }, async () => {
        const { walletId } = await walletOf100();
        return made(movements.purchase, { walletId, amount: usd('60.00'), expiresInSeconds: 1 });
      }),
    );
    const { rows } = await at.owner.query<{ expires_at: Date }>(
      `SELECT expires_at FROM transaction WHERE id = ANY($1::uuid[])
        ORDER BY array_position($1::uuid[], id)`,
      [holds.map(({ transactionId }) => transactionId)],
    );
    const ends = await Promise.all(
      holds.map(async ({ transactionId }, i) => {
        const due = (rows[i]?.expires_at.getTime() ?? 0) - Date.now();
        const capture = async () => {
          // From well before to a little after: a commit takes time, and some must fall on either side.
          await delay(Math.max(0, due - 250 + 3 * i));
          const sent = sending(movements.completePurchase, { transactionId });
          return refusalCode(await sent.send(at.gateway));
        };
        return Promise.all([capture(), expired(transactionId, due)]);
      }),
    );
    for (const end of ends) expect(either('INVALID_TRANSITION')).toContainEqual(end);
    expect(await deadlocks()).toEqual([{ deadlocks: 0 }]);
  });
});

/** The code of the expiry job on the other gateway. The job throws before the hold is due, so it is retried. */
async function expired(transactionId: string, due: number): Promise<string> {
  await delay(Math.max(0, due));
  for (;;) {
    const sent = { transactionId };
    const key = `expire ${transactionId}`;
    try {
      return refusalCode(
        await other.book.ledger.submit(movements.expireHold, sent, EXPIRY_VIEWER, key),
      );
    } catch (error) {
      if (!(error as Error).message.endsWith('is not due')) throw error;
      await delay(1);
    }
  }
}
