import { describe, expect, test } from '@jest/globals';
import { availableCredit } from '../../src/domain/index.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { reason } from '../support/inputs.js';

const at = useBook();
const { admin, cashier, member, service, wallet } = askers(() => at.gateway.book);

const CREDIT = `query ($id: ID!) { wallet(id: $id) { status creditLine { approved limit { amount } available { amount } } } }`;

describe('a wallet that is not active shows only what its owner can use', () => {
  test.each([
    ['ACTIVE', true, 400n],
    ['ACTIVE', false, 0n],
    ['FROZEN', true, 0n],
    ['CLOSED', true, 0n],
  ] as const)('credit of a wallet that is %s and approved %s: %s', (status, approved, expected) => {
    expect(availableCredit({ approved, limit: 500n }, 100n, status)).toBe(expected);
  });

  test('no credit is available above a limit that was lowered below the debt', () => {
    expect(availableCredit({ approved: true, limit: 99n }, 100n, 'ACTIVE')).toBe(0n);
  });

  test('a frozen or closed wallet shows no credit that can be drawn, in payloads and queries', async () => {
    const walletId = await wallet('line');
    const available = async () => {
      const seen = await member('line').run(CREDIT, { id: walletId });
      return (seen as unknown as { creditLine: { available: unknown } }).creditLine.available;
    };
    const line = { walletId, approved: true, limit: moneyInput('500') };
    await admin.send('SetCreditLine', line);
    expect(await available()).toEqual({ amount: '500.00' });
    await cashier.send('FreezeWallet', { walletId, reason });
    expect(await available()).toEqual({ amount: '0.00' });
    const draw = await member('line').send('DrawCredit', { walletId, amount: moneyInput('1') });
    expect(draw).toMatchObject({ code: 'WALLET_NOT_ACTIVE' });
    await cashier.send('UnfreezeWallet', { walletId, reason });
    expect(await available()).toEqual({ amount: '500.00' });
    await admin.send('CloseWallet', { walletId, reason });
    expect(await available()).toEqual({ amount: '0.00' });
  });

  test('an owner whose wallet is frozen can open it again and sees that it is frozen; a closed one is refused', async () => {
    const walletId = await wallet('again');
    const open = () => member('again').send('OpenWallet', { ownerId: 'again', currency: 'USD' });
    await cashier.send('FreezeWallet', { walletId, reason });
    expect(await open()).toMatchObject({
      replayed: true,
      wallet: { id: walletId, status: 'FROZEN' },
    });
    await admin.send('CloseWallet', { walletId, reason });
    expect(await open()).toMatchObject({ code: 'WALLET_NOT_ACTIVE' });
  });

  test('a wallet closes once nothing is pending, and an open quote does not keep it open', async () => {
    const walletId = await wallet('leaver');
    const toWalletId = await wallet('leaver', '0', 'EUR');
    const close = () => admin.send('CloseWallet', { walletId, reason });
    const asked = { fromWalletId: walletId, toWalletId, amount: moneyInput('1'), rate: '1' };
    const { quote } = await service.send('QuoteExchange', asked);
    const begun = await service.send('InitiateDeposit', { walletId, amount: moneyInput('50') });
    expect(await close()).toMatchObject({ code: 'WALLET_NOT_EMPTY' });
    await service.send('FailDeposit', { transactionId: begun.transaction.id, reason });
    expect(await close()).toMatchObject({ __typename: 'WalletPayload' });
    expect(await member('leaver').send('Exchange', { quoteId: quote.id })).toMatchObject({
      code: 'WALLET_NOT_ACTIVE',
      message: 'This wallet is closed and can neither pay nor receive. Use another wallet.',
    });
  });
});
