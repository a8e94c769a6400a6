import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  approveRepair,
  closeWallet,
  type DeclaredMovement,
  proposeRepair,
  rejectRepair,
} from '../../src/movements/index.js';
import type { Role, Viewer } from '../../src/domain/viewer.js';
import { done, refusalCode, useBook } from '../support/book.js';
import { ADMIN, CASHIER, money, reason, viewerWith } from '../support/inputs.js';

const at = useBook();
const send = <I>(movement: DeclaredMovement<I>, input: I, by: Viewer, key: string) =>
  at.gateway.book.ledger.submit(movement, input, by, key);

const propose = async (
  walletId: string,
  direction: 'CREDIT' | 'DEBIT',
  amount: string,
  by = CASHIER,
) => {
  const input = { walletId, direction, amount: money(amount), reason };
  return done(await send(proposeRepair, input, by, randomUUID())).transactionId ?? '';
};
const transaction = (id: string) => at.gateway.reading(async ({ rows }) => rows.transaction(id));
const cash = async (walletId: string) => (await at.gateway.balance(walletId)).cash;
const OTHER = viewerWith('other', 'ADMIN');

describe('a repair is proposed by one person and approved by another', () => {
  test('a proposal moves nothing, and its approval posts it with the reason of the proposal', async () => {
    const walletId = await at.gateway.wallet('ann', 'USD', '5.00');
    const id = await propose(walletId, 'DEBIT', '2.00');
    expect(await cash(walletId)).toBe(500n);
    expect(await transaction(id)).toMatchObject({ status: 'PENDING', statusReason: reason });
    done(await send(approveRepair, { transactionId: id }, OTHER, randomUUID()));
    expect(await cash(walletId)).toBe(300n);
    expect(await transaction(id)).toMatchObject({
      ...{ status: 'COMPLETED', statusReason: reason, initiatedBy: 'cashier' },
      statusChangedBy: 'other',
    });
    const again = await send(approveRepair, { transactionId: id }, OTHER, randomUUID());
    expect(refusalCode(again)).toBe('INVALID_TRANSITION');
    expect(await cash(walletId)).toBe(300n);
  });

  test('a repair names a finding about its wallet, and no other', async () => {
    const [walletId, other] = [
      await at.gateway.wallet('found', 'USD'),
      await at.gateway.wallet('another', 'USD'),
    ];
    const finding = async (about: string | null) => {
      const id = randomUUID();
      await at.owner.query(
        `INSERT INTO finding (id, identity, scope, code, severity, subject, wallet_id, first_seen_at)
         VALUES ($1, sha256($2), 'book', 'BOOK_CONTRADICTION', 'ERROR', 'test', $3, now())`,
        [id, id, about],
      );
      return id;
    };
    const own = await finding(walletId);
    const input = { walletId, direction: 'CREDIT' as const, amount: money('1.00'), reason };
    const ask = (findingId: string) =>
      send(proposeRepair, { ...input, findingId }, CASHIER, randomUUID());
    for (const wrong of [await finding(other), await finding(null), randomUUID()])
      expect(refusalCode(await ask(wrong))).toBe('FINDING_NOT_FOUND');
    const id = done(await ask(own)).transactionId ?? '';
    expect((await transaction(id))?.details).toEqual({ direction: 'CREDIT', finding: own });
  });

  test('a debit is decided on the cash at its approval, not at its proposal', async () => {
    const walletId = await at.gateway.wallet('spender', 'USD', '1.00');
    const other = await at.gateway.wallet('shop', 'USD');
    const [short, later] = [
      await propose(walletId, 'DEBIT', '1.00'),
      await propose(walletId, 'DEBIT', '9.00'),
    ];
    await at.gateway.transfer(walletId, other, '0.01', 'USD');
    const refused = await send(approveRepair, { transactionId: short }, OTHER, randomUUID());
    expect(refusalCode(refused)).toBe('INSUFFICIENT_FUNDS');
    expect(await transaction(short)).toMatchObject({ status: 'PENDING' });
    await at.gateway.deposit(walletId, '8.01', 'USD');
    done(await send(approveRepair, { transactionId: later }, OTHER, randomUUID()));
    expect(await cash(walletId)).toBe(0n);
  });

  test('of two approvals at once, one posts', async () => {
    const walletId = await at.gateway.wallet('twice', 'USD');
    const id = await propose(walletId, 'CREDIT', '3.00');
    const outcomes = await Promise.all(
      [OTHER, ADMIN].map((by) => send(approveRepair, { transactionId: id }, by, randomUUID())),
    );
    expect(outcomes.map(refusalCode).sort()).toEqual(['DONE', 'INVALID_TRANSITION']);
    expect(await cash(walletId)).toBe(300n);
  });

  test.each<Role[][]>([
    [['ADMIN']],
    [['SERVICE']],
    [['ADMIN', 'SERVICE']],
    [['SERVICE', 'ADMIN', 'CASHIER']],
  ])('no token with the proposer’s sub approves it, with the roles %s either', async (roles) => {
    const walletId = await at.gateway.wallet('self', 'USD');
    const proposer = viewerWith('proposer', ...roles);
    const id = await propose(walletId, 'CREDIT', '1.00', proposer);
    const refused = await send(approveRepair, { transactionId: id }, proposer, randomUUID());
    expect(refusalCode(refused)).toBe('SELF_APPROVAL');
    expect(await cash(walletId)).toBe(0n);
  });

  test('the owner of the wallet neither proposes, approves nor rejects as staff', async () => {
    const walletId = await at.gateway.wallet('teller', 'USD');
    const teller = viewerWith('teller', 'ADMIN');
    const input = { walletId, direction: 'CREDIT' as const, amount: money('1.00'), reason };
    expect(refusalCode(await send(proposeRepair, input, teller, randomUUID()))).toBe(
      'SELF_APPROVAL',
    );
    const transactionId = await propose(walletId, 'CREDIT', '1.00');
    const outcomes = [
      await send(approveRepair, { transactionId }, teller, randomUUID()),
      await send(rejectRepair, { transactionId, reason }, teller, randomUUID()),
    ];
    expect(outcomes.map(refusalCode)).toEqual(['SELF_APPROVAL', 'SELF_APPROVAL']);
  });

  test('a rejected repair moves nothing, keeps what was proposed, and its proposer can withdraw it so', async () => {
    const walletId = await at.gateway.wallet('wrong', 'USD');
    const transactionId = await propose(walletId, 'CREDIT', '1.00');
    expect(refusalCode(await send(closeWallet, { walletId, reason }, ADMIN, randomUUID()))).toBe(
      'WALLET_NOT_EMPTY',
    );
    done(await send(rejectRepair, { transactionId, reason: 'no' }, CASHIER, randomUUID()));
    expect(await transaction(transactionId)).toMatchObject({
      ...{ status: 'FAILED', statusReason: 'no', description: reason, completedAt: null },
    });
    expect(await cash(walletId)).toBe(0n);
    expect(refusalCode(await send(approveRepair, { transactionId }, OTHER, randomUUID()))).toBe(
      'INVALID_TRANSITION',
    );
    done(await send(closeWallet, { walletId, reason }, ADMIN, randomUUID()));
  });

  test('a deposit that is announced is no repair', async () => {
    const walletId = await at.gateway.wallet('paid', 'USD');
    const result = await at.gateway.deposit(walletId, '1.00', 'USD');
    const { transactionId = '' } = done(result);
    expect(refusalCode(await send(approveRepair, { transactionId }, OTHER, randomUUID()))).toBe(
      'INVALID_TRANSITION',
    );
  });
});
