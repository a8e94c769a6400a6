import { describe, expect, test } from '@jest/globals';
import type { Changes, Wallet } from '../../src/ledger/index.js';
import {
  completePurchase,
  deposit,
  failPurchase,
  purchase,
  refundPurchase,
  transfer,
} from '../../src/movements/index.js';
import { ADMIN, money, OWNER, reason, SERVICE } from '../support/inputs.js';
import { plan, posted, postings, Rows } from '../support/locked-state.js';

const to = (wallet: Wallet, amount: string, label = 'merchant') => ({
  ...{ to: { walletId: wallet.id }, amount: money(amount), label },
});
const fee = (amount: string, name = 'FEES') => ({
  ...{ to: { systemAccount: name }, amount: money(amount), label: 'fee' },
});

function wallets() {
  const rows = new Rows();
  const payer = rows.wallet('owner', 'USD', { CASH: 1000n });
  const shop = rows.wallet('shop', 'USD');
  const rest = rows.wallet('rest', 'USD');
  return { rows, payer, shop, rest };
}

describe('the payer pays the amount, each split its receiver, and the rest goes where the whole would', () => {
  test('a transfer pays the splits in its one commit', () => {
    const { rows, payer, shop, rest } = wallets();
    const input = {
      ...{ fromWalletId: payer.id, toWalletId: rest.id, amount: money('10') },
      splits: [to(shop, '2.5'), fee('0.29'), to(shop, '1', 'tip')],
    };
    const made = plan(transfer, input, OWNER, rows.state());
    expect(posted(rows, made)).toEqual([
      'POST owner CASH -1000 USD',
      'POST shop CASH +350 USD',
      'POST FEES +29 USD',
      'POST rest CASH +621 USD',
    ]);
    expect(made.transaction?.splits).toEqual([
      { walletId: shop.id, amount: 250n, label: 'merchant' },
      { systemAccount: 'FEES', amount: 29n, label: 'fee' },
      { walletId: shop.id, amount: 100n, label: 'tip' },
    ]);
  });

  test('splits of the whole amount leave no rest', () => {
    const { rows, payer, shop } = wallets();
    const input = { walletId: payer.id, amount: money('3'), splits: [to(shop, '3')] };
    expect(posted(rows, plan(deposit, input, SERVICE, rows.state()))).toEqual([
      'POST EXTERNAL -300 USD',
      'POST shop CASH +300 USD',
    ]);
  });

  test('a purchase holds the amount, and pays no receiver before it completes', () => {
    const { rows, payer, shop } = wallets();
    const input = { walletId: payer.id, amount: money('10'), splits: [to(shop, '8'), fee('1')] };
    expect(posted(rows, plan(purchase, input, OWNER, rows.state()))).toEqual([
      'HOLD owner CASH -1000 USD',
      'HOLD owner HELD +1000 USD',
    ]);
  });
});

/** A purchase of 10.00: 8.03 to the shop, 0.29 to FEES, 1.68 to SALES, of which `captured` cents were captured. */
function bought(captured: bigint | undefined, refunds: readonly bigint[] = [], shopHas = 803n) {
  const rows = new Rows();
  const payer = rows.wallet('owner', 'USD', {
    CASH: 0n,
    HELD: captured === undefined ? 1000n : 0n,
  });
  const shop = rows.wallet('shop', 'USD', { CASH: shopHas });
  const held = postings(payer, 'HOLD', { CASH: -1000n, HELD: 1000n });
  const { id } = rows.transaction(
    {
      ...{ kind: 'PURCHASE', status: captured === undefined ? 'PENDING' : 'COMPLETED' },
      ...{ amount: 1000n, walletId: payer.id, furtherWalletIds: [shop.id] },
      splits: [
        { walletId: shop.id, amount: 803n, label: 'merchant' },
        { systemAccount: rows.ownAccount('FEES'), amount: 29n, label: 'fee' },
      ],
    },
    captured === undefined ? held : [...held, ...postings(payer, 'POST', { HELD: -captured })],
  );
  for (const amount of refunds)
    rows.transaction({ kind: 'REFUND', amount, walletId: payer.id, originalId: id });
  return { rows, payer, shop, id };
}

describe('what is taken back comes from each receiver, its share by largest remainder', () => {
  test.each([
    ['10', ['shop CASH +803', 'FEES +29', 'SALES +168']],
    // 8.03 and 0.29 and 1.68 without 4.00: less 321.2, 11.6 and 67.2 cents.
    ['6', ['shop CASH +482', 'FEES +17', 'SALES +101']],
    ['0.01', ['shop CASH +1']],
  ])('a capture of %s pays each receiver its part of it', (amount, expected) => {
    const { rows, id } = bought(undefined);
    const input = { transactionId: id, amount: money(amount) };
    const paid = posted(rows, plan(completePurchase, input, ADMIN, rows.state()))
      .filter((text) => text.startsWith('POST') && !text.includes('HELD'))
      .map((text) => text.replace(/^POST (.*) USD$/, '$1'));
    expect(paid).toEqual(expected);
  });

  const back = (made: Changes, rows: Rows): string[] =>
    posted(rows, made).map((text) => text.replace(/^(POST|REVERT) (.*) USD$/, '$2'));

  test.each<[bigint[], string, string[]]>([
    [[], '3.33', ['shop CASH -267', 'FEES -10', 'SALES -56', 'owner CASH +333']],
    [[333n], '3.33', ['shop CASH -268', 'FEES -9', 'SALES -56', 'owner CASH +333']],
    [[333n, 333n], '3.34', ['shop CASH -268', 'FEES -10', 'SALES -56', 'owner CASH +334']],
    [[], '10', ['shop CASH -803', 'FEES -29', 'SALES -168', 'owner CASH +1000']],
  ])('after refunds of %s, one of %s takes from each its share', (refunds, amount, expected) => {
    const { rows, id } = bought(1000n, refunds);
    const input = { transactionId: id, amount: money(amount), reason };
    expect(back(plan(refundPurchase, input, ADMIN, rows.state()), rows)).toEqual(expected);
  });

  test('a failure after refunds takes back all that is left', () => {
    const { rows, id } = bought(1000n, [333n, 333n]);
    const made = plan(failPurchase, { transactionId: id, reason }, ADMIN, rows.state());
    expect(back(made, rows)).toEqual([
      ...['shop CASH -268', 'FEES -10', 'SALES -56', 'owner CASH +334'],
    ]);
  });

  test('a closed receiver keeps back only a refund of which it has a share', () => {
    const { rows, shop, id } = bought(1000n);
    const other = rows.wallet('other', 'USD', { CASH: 0n }, 'CLOSED');
    const [purchase] = rows.transactions;
    rows.transactions[0] = {
      ...purchase!,
      furtherWalletIds: [shop.id, other.id],
      splits: [...purchase!.splits, { walletId: other.id, amount: 1n, label: 'tip' }],
    };
    const refund = (amount: string) =>
      refundPurchase.decide(
        { transactionId: id, amount: money(amount), reason },
        ADMIN,
        rows.state(),
      );
    expect(refund('0.10')).not.toHaveProperty('code');
    expect(refund('10')).toEqual({
      code: 'WALLET_NOT_ACTIVE',
      message:
        'The wallet of the split "tip" is closed and can neither receive nor give back its part.',
    });
  });

  test('a receiver who cannot give back its part is named, and nothing moves', () => {
    const { rows, shop, id } = bought(1000n, [], 266n);
    const input = { transactionId: id, amount: money('3.33'), reason };
    expect(refundPurchase.decide(input, ADMIN, rows.state())).toEqual({
      code: 'INSUFFICIENT_FUNDS',
      message:
        'The receiver of the split "merchant": 2.67 USD is required and 2.66 USD is available.',
      walletId: shop.id,
      available: { amount: 266n, currency: 'USD' },
      required: { amount: 267n, currency: 'USD' },
    });
  });
});

describe('a split that cannot be is refused by its place', () => {
  const refused = (splits: ReturnType<typeof fee>[] | ReturnType<typeof to>[], rows: Rows) => {
    const [payer, , rest] = rows.wallets;
    const ids = { fromWalletId: payer?.id ?? '', toWalletId: rest?.id ?? '' };
    return transfer.decide({ ...ids, amount: money('1'), splits }, OWNER, rows.state());
  };

  test('SPLITS_EXCEED_AMOUNT says both figures', () => {
    const { rows, shop } = wallets();
    expect(refused([to(shop, '0.6'), to(shop, '0.41')], rows)).toEqual({
      code: 'SPLITS_EXCEED_AMOUNT',
      message: 'The splits add up to 1.01 USD. They can be at most the amount, 1.00 USD.',
    });
  });

  test.each([
    ['EXTERNAL', 'UNKNOWN_SYSTEM_ACCOUNT', /^splits\[0\]: EXTERNAL comes with the book/],
    ['NOT_MADE', 'UNKNOWN_SYSTEM_ACCOUNT', /^splits\[0\]: The book has no system account NOT_MADE/],
  ])('a split to %s is %s', (name, code, message) => {
    const { rows } = wallets();
    const decided = refused([fee('0.1', name)], rows);
    expect(decided).toMatchObject({ code, message: expect.stringMatching(message) as unknown });
  });

  test.each<[string, (rows: Rows, at: ReturnType<typeof wallets>) => Wallet, string, RegExp]>([
    ['the payer', (_, { payer }) => payer, 'SAME_WALLET', /^splits\[0\]: It names a wallet of/],
    ['the receiver', (_, { rest }) => rest, 'SAME_WALLET', /^splits\[0\]: It names a wallet of/],
    ['another currency', (rows) => rows.wallet('x', 'EUR'), 'CURRENCY_MISMATCH', /from USD to EUR/],
    [
      'a closed wallet',
      (rows) => rows.wallet('x', 'USD', {}, 'CLOSED'),
      'WALLET_NOT_ACTIVE',
      /"merchant" is closed/,
    ],
  ])('a split to %s is refused', (_, of, code, message) => {
    const at = wallets();
    const decided = refused([to(of(at.rows, at), '0.1')], at.rows);
    expect(decided).toMatchObject({ code, message: expect.stringMatching(message) as unknown });
  });
});
