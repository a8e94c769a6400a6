import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../src/domain/viewer.js';
import { EXPIRY_VIEWER } from '../../src/jobs/hold-expiry.js';
import type { Movement, Result } from '../../src/ledger/index.js';
import * as movements from '../../src/movements/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import {
  done,
  member,
  money,
  refusalCode,
  service,
  TestGateway,
  useBook,
} from '../support/book.js';
import { clearOfMidnight } from '../support/midnight.js';

// Two commands that cannot both stand, each through a gateway of its own, a hundred times: one wins,
// and the other reads why.

const at = useBook();
let other: TestGateway;

const ROUNDS = 100;
const AT_ONCE = 5;
const usd = (amount: string) => money(amount, 'USD');
const reason = 'the race wants it';
const ADMIN: Viewer = { id: 'admin', roles: ['ADMIN'] };
const cashier = (name: string): Viewer => ({ id: `cashier ${name}`, roles: ['CASHIER'] });

beforeAll(async () => {
  other = await TestGateway.open(at.database.url);
});
afterAll(async () => {
  await other.close();
});

/** A movement with its input, as somebody sends it. */
interface Sending {
  send(gateway: TestGateway): Promise<Result>;
}

function sending<I>(movement: Movement<I>, input: I, by: Viewer = service): Sending {
  return { send: ({ book }) => book.ledger.submit(movement, input, by, randomUUID()) };
}

async function made<I>(movement: Movement<I>, input: I, by: Viewer = service) {
  const answer = done(await sending(movement, input, by).send(at.gateway));
  return { ...answer, transactionId: answer.transactionId ?? '' };
}

/** A wallet with 100.00, and its owner. */
async function walletOf100(): Promise<{ walletId: string; owner: Viewer }> {
  const ownerId = randomUUID();
  return { walletId: await at.gateway.wallet(ownerId, 'USD', '100.00'), owner: member(ownerId) };
}

/** Something that waits to be decided, on such a wallet. */
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

/** The two that race, the codes of each of the ways in which it may end, and the wallet's figures then. */
interface Race {
  readonly set: () => Promise<readonly [Sending, Sending]>;
  readonly ends: readonly (readonly [left: string, right: string])[];
}

const either = (loser: string): Race['ends'] => [
  ['DONE', loser],
  [loser, 'DONE'],
];

const races: Readonly<Record<string, Race>> = {
  'two approvals': {
    set: async () => {
      const { transactionId } = await withdrawal();
      return [
        sending(movements.approveWithdrawal, { transactionId }, cashier('one')),
        sending(movements.approveWithdrawal, { transactionId }, cashier('two')),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'approval and cancellation': {
    set: async () => {
      const { transactionId, owner } = await withdrawal();
      return [
        sending(movements.approveWithdrawal, { transactionId }, cashier('one')),
        sending(movements.cancelWithdrawal, { transactionId }, owner),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'rejection and cancellation': {
    set: async () => {
      const { transactionId, owner } = await withdrawal();
      return [
        sending(movements.rejectWithdrawal, { transactionId, reason }, cashier('one')),
        sending(movements.cancelWithdrawal, { transactionId }, owner),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'confirmation and failure of a deposit': {
    // Both may stand: what was confirmed can fail later.
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
  'reversal and failure of a deposit': {
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
  'two captures': {
    set: async () => {
      const { transactionId } = await held();
      return [
        sending(movements.completePurchase, { transactionId }),
        sending(movements.completePurchase, { transactionId, amount: usd('10.00') }),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'refund and refund': {
    set: async () => {
      const { transactionId } = await captured();
      const input = { transactionId, amount: usd('40.00'), reason };
      return [sending(movements.refundPurchase, input), sending(movements.refundPurchase, input)];
    },
    ends: either('AMOUNT_EXCEEDS_REMAINING'),
  },
  'refund in full and recall': {
    set: async () => {
      const { transactionId } = await captured();
      return [
        sending(movements.refundPurchase, { transactionId, amount: usd('60.00'), reason }),
        sending(movements.failPurchase, { transactionId, reason }),
      ];
    },
    ends: either('INVALID_TRANSITION'),
  },
  'draw and a lowered limit': {
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
  'draw and draw up to the limit': {
    set: async () => {
      const { walletId, owner } = await walletOf100();
      await made(movements.setCreditLine, { walletId, approved: true, limit: usd('50.00') }, ADMIN);
      const draw = sending(movements.drawCredit, { walletId, amount: usd('30.00') }, owner);
      return [draw, draw];
    },
    ends: either('CREDIT_LIMIT_EXCEEDED'),
  },
  'claim and claim': {
    set: async () => {
      await clearOfMidnight();
      const { walletId, owner } = await walletOf100();
      const claim = sending(movements.claimDailyBonus, { walletId }, owner);
      return [claim, claim];
    },
    ends: either('ALREADY_CLAIMED'),
  },
  'commission and commission': {
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
  'a refund in full and a commission on it': {
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
  'two exchanges at one quote': {
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
  'spending and a freeze': {
    set: async () => {
      const { walletId, owner } = await walletOf100();
      return [
        sending(movements.purchase, { walletId, amount: usd('60.00') }, owner),
        sending(movements.freezeWallet, { walletId, reason }, cashier('one')),
      ];
    },
    ends: [
      ['DONE', 'DONE'],
      ['WALLET_NOT_ACTIVE', 'DONE'],
    ],
  },
  'paying out and a freeze': {
    set: async () => {
      const { walletId, transactionId } = await withdrawal();
      return [
        sending(movements.approveWithdrawal, { transactionId }, cashier('one')),
        sending(movements.freezeWallet, { walletId, reason }, cashier('two')),
      ];
    },
    ends: [
      ['DONE', 'DONE'],
      ['WALLET_NOT_ACTIVE', 'DONE'],
    ],
  },
  'spending and closing': {
    set: async () => {
      const { walletId, owner } = await walletOf100();
      const target = await walletOf100();
      const transfer = { fromWalletId: walletId, toWalletId: target.walletId };
      await made(movements.transfer, { ...transfer, amount: usd('100.00') });
      return [
        sending(movements.deposit, { walletId, amount: usd('1.00') }, owner),
        sending(movements.closeWallet, { walletId, reason }, ADMIN),
      ];
    },
    ends: [
      ['DONE', 'WALLET_NOT_EMPTY'],
      ['WALLET_NOT_ACTIVE', 'DONE'],
    ],
  },
};

/** Both sent within a few milliseconds, now the one a little earlier, now the other. */
async function round({ set, ends }: Race, index: number): Promise<void> {
  const [left, right] = await set();
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

describe(`each ${ROUNDS} times over two gateways`, () => {
  test.each(Object.entries(races))('%s', async (_, race) => {
    for (let i = 0; i < ROUNDS; i += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, (__, j) => round(race, i + j)));
    expect(await deadlocks()).toEqual([{ deadlocks: 0 }]);
  });

  test('capture and expiry, around the moment at which the hold expires', async () => {
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
          // From well before to a little after: commits take their time, and some must fall on either side.
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

/** What the expiry job comes to on the other gateway: before its time it is a fault, which is tried again. */
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
