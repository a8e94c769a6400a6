import { isRefusal } from '../../../src/domain/index.ts';
import { formatAmount } from '../../../src/money/decimal.ts';
import { divided, money } from './actions.mjs';
import { Sample } from './samples.mjs';
import { SHARES } from './prose.mjs';
import { table } from './tables.mjs';

/** A purchase whose parts and refunds need rounding. */
const PRICE = 10_00n;
const REFUNDS = ['3.33', '3.33', '3.34'];
const splitsOf = ({ merchant }) => [
  { to: { systemAccount: 'FEES' }, amount: money('0.29'), label: 'fee' },
  { to: { systemAccount: 'VAT' }, amount: money('1.67'), label: 'VAT' },
  { to: { walletId: merchant.id }, amount: money('8.03'), label: 'merchant' },
];

/** A wallet with the price, a book with the accounts, and the purchase that is completed. */
function sold() {
  const sample = new Sample({ CASH: PRICE }, false, ['FEES', 'VAT']);
  const amount = formatAmount(PRICE, 2);
  sample.do(`purchase of ${amount}`, (input) => divided(input, splitsOf(sample)));
  return { sample, completed: sample.do('completePurchase') };
}

/** The section about splits, with an example that the movements compute. */
export function sharesText() {
  const { sample, completed } = sold();
  const { transactionId } = sample;
  let held = receivedOf(sample, completed);
  const rows = [row('paid', held)];
  for (const refund of REFUNDS) {
    const shares = refunded(sample, transactionId, refund);
    const left = held.map((one, index) => one - shares[index]);
    rows.push(
      [`exact shares of ${refund}`, ...exactShares(held, sum(shares)), refund],
      row('**given back**', shares),
      row('left', left),
    );
    held = left;
  }
  const head = ['', ...splitsOf(sample).map(({ label }) => label), 'the rest, for _SALES_', 'sum'];
  return [SHARES, table(head, rows), shortText()].join('\n\n');
}

/** What a refund takes from each receiver. */
function refunded(sample, transactionId, amount) {
  sample.transactionId = transactionId;
  return receivedOf(sample, sample.do(`refundPurchase of ${amount}`)).map((one) => -one);
}

/** What each receiver gets by these changes, the rest last. */
function receivedOf({ merchant }, { postings }) {
  const on = (wanted) =>
    postings.filter(({ account }) => wanted(account)).reduce((all, { amount }) => all + amount, 0n);
  return [
    on(({ kind }) => kind === 'FEES'),
    on(({ kind }) => kind === 'VAT'),
    on(({ walletId }) => walletId === merchant.id),
    on(({ kind }) => kind === 'SALES'),
  ];
}

/** The shares before they are rounded, with four digits more than the currency has. */
function exactShares(held, amount) {
  const all = sum(held);
  return held.map((one) => {
    const exact = (one * amount * 10_000n) / all;
    const isExact = (one * amount * 10_000n) % all === 0n;
    return `${formatAmount(exact, 6)}${isExact ? '' : '…'}`;
  });
}

/** The refusal if a receiver has spent its part. */
function shortText() {
  const { sample } = sold();
  const { merchant } = sample;
  sample.setAll([{ account: { walletId: merchant.id, kind: 'CASH', currency: 'USD' }, to: 2_00n }]);
  const refused = sample.decide(`refundPurchase of ${REFUNDS[0]}`);
  if (!isRefusal(refused) || refused.walletId !== merchant.id)
    throw new Error('the merchant should be short of its share');
  return `If the merchant has only 2.00 left at the first refund, that is refused with \`${refused.code}\` and the \`walletId\` of the merchant's wallet: \`${refused.message}\``;
}

function row(name, amounts) {
  return [name, ...[...amounts, sum(amounts)].map((amount) => formatAmount(amount, 2))];
}

function sum(amounts) {
  return amounts.reduce((all, one) => all + one, 0n);
}
