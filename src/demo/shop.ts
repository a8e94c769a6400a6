import type { Book } from '../book/index.js';
import {
  completePurchase,
  deposit,
  type LegInput,
  post,
  purchase,
  refundPurchase,
  setWalletDisplayName,
  type SplitInput,
  transfer,
} from '../movements/index.js';
import { act, addSystemAccount, ADMIN, money, open } from './steps.js';

/**
 * What Erin buys in Dave's shop, by price: 20 % VAT on the net price and 5 % of the price for the platform. Dave gets the
 * rest, so that nothing is left for SALES.
 */
const PARTS = {
  '120.00': { vat: '20.00', fee: '6.00', merchant: '94.00' },
  '240.00': { vat: '40.00', fee: '12.00', merchant: '188.00' },
  '60.00': { vat: '10.00', fee: '3.00', merchant: '47.00' },
} as const;

type Price = keyof typeof PARTS;

interface Shop {
  readonly book: Book;
  /** Wallets, by id. */
  readonly buyer: string;
  readonly shop: string;
  readonly merchant: string;
}

/**
 * Makes a marketplace in EUR: Erin buys in Dave's shop, the operator keeps a fee and owes the VAT, and pays both on.
 * Three purchases are captured: one whole, one by half, and one whole and refunded by a quarter.
 */
export async function loadShop(book: Book): Promise<void> {
  await addSystemAccount(book, 'FEES', 'Fees of the platform');
  await addSystemAccount(book, 'VAT', 'VAT that is owed to the tax office');
  const buyer = await open(book, { ownerId: 'erin', currency: 'EUR' });
  const shop = await open(book, { ownerId: 'dave', currency: 'EUR', name: 'shop' });
  await act(
    book,
    setWalletDisplayName,
    { walletId: shop, displayName: "Dave's Shop" },
    'name dave EUR shop',
    { id: 'dave', roles: ['MEMBER'] },
  );
  const merchant = await open(book, { ownerId: 'dave', currency: 'EUR' });
  const funds = { walletId: buyer, amount: eur('400.00'), reference: 'demo' };
  await act(book, deposit, funds, 'deposit erin EUR');
  const all = { book, buyer, shop, merchant };
  await sell(all, '120.00', 'Desk lamp');
  await sell(all, '240.00', 'Two chairs', eur('120.00'));
  const cushions = await sell(all, '60.00', 'Four cushions');
  if (cushions !== undefined) {
    const refund = { transactionId: cushions, amount: eur('15.00'), reason: 'one was torn' };
    await act(book, refundPurchase, refund, 'refund Four cushions');
  }
  await payOut(all);
  await settle(all);
}

/**
 * Sells something to Erin. @param captured what is in stock; absent: all of it
 * @returns the purchase; undefined if an earlier version of the demo made another one
 */
async function sell(
  { book, buyer, shop }: Shop,
  price: Price,
  description: string,
  captured = eur(price),
): Promise<string | undefined> {
  const { vat, fee, merchant } = PARTS[price];
  const splits: SplitInput[] = [
    { to: { systemAccount: 'VAT' }, amount: eur(vat), label: 'vat' },
    { to: { systemAccount: 'FEES' }, amount: eur(fee), label: 'fee' },
    { to: { walletId: shop }, amount: eur(merchant), label: 'merchant' },
  ];
  const input = { walletId: buyer, amount: eur(price), splits, description };
  const { transactionId } = await act(book, purchase, input, `purchase ${description}`);
  if (transactionId !== undefined)
    await act(
      book,
      completePurchase,
      { transactionId, amount: captured },
      `complete ${description}`,
    );
  return transactionId;
}

/** Dave moves 100.00 from his shop to his main wallet, of which 1.00 is a fee. */
async function payOut({ book, shop, merchant }: Shop): Promise<void> {
  const fee = { to: { systemAccount: 'FEES' }, amount: eur('1.00'), label: 'fee' } as const;
  const input = {
    fromWalletId: shop,
    toWalletId: merchant,
    amount: eur('100.00'),
    splits: [fee],
    description: 'weekly payout',
  };
  await act(book, transfer, input, 'transfer weekly payout');
}

/** The operator pays VAT to the tax office, and gives 5.00 of its fees back to the shop, in one posting. */
async function settle({ book, shop }: Shop): Promise<void> {
  const legs: LegInput[] = [
    { account: { systemAccount: 'VAT' }, direction: 'DEBIT', amount: eur('40.00') },
    { account: { systemAccount: 'EXTERNAL' }, direction: 'CREDIT', amount: eur('40.00') },
    { account: { systemAccount: 'FEES' }, direction: 'DEBIT', amount: eur('5.00') },
    { account: { walletId: shop }, direction: 'CREDIT', amount: eur('5.00') },
  ];
  const input = { legs, reference: 'settlement-1', description: 'VAT paid, and a rebate of fees' };
  await act(book, post, input, 'post settlement-1', ADMIN);
}

function eur(amount: string) {
  return money(amount, 'EUR');
}
