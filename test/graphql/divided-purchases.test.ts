import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { useBook } from '../support/book.js';
import { type DividedHistory, dividedHistories } from '../support/divided-amounts.js';
import { type Asker, askers } from '../support/graphql.js';
import { takeBackSlowly, total } from '../support/largest-remainder.js';

// Whole lives of purchases with splits over GraphQL: held, captured in whole or in part, and refunded until nothing is left.

const at = useBook();
const { admin, service, wallet } = askers(() => at.gateway.book);

const ACCOUNTS = ['FEES', 'VAT'];

const PURCHASE = `mutation ($input: PurchaseInput!) { purchase(input: $input) {
  __typename ... on PurchasePayload { transaction { id } } ... on UserError { code message } } }`;
const COMPLETE = `mutation ($input: CompletePurchaseInput!) { completePurchase(input: $input) {
  __typename ... on CompletePurchasePayload { transaction { ...Moved } } ... on UserError { code message } } }
  fragment Moved on Transaction { id amount { amount } entries { account amount { amount } } }`;
const REFUND = `mutation ($input: RefundPurchaseInput!) { refundPurchase(input: $input) {
  __typename ... on RefundPurchasePayload { transaction { ...Moved } } ... on UserError { code message } } }
  fragment Moved on Transaction { id amount { amount } entries { account amount { amount } } }`;
const FAIL = `mutation ($input: FailPurchaseInput!) { failPurchase(input: $input) {
  __typename ... on FailPurchasePayload { transaction { id status } } ... on UserError { code message } } }`;
const SPLITS = `query ($id: ID!) { transaction(id: $id) {
  splits { label amount { amount } takenBack { amount } } } }`;

interface Life extends DividedHistory {
  /** Whether the wallet pays a part with drawn credit. */
  readonly onCredit: boolean;
  /** Whether the last take-back is that of a purchase that fails. */
  readonly fails: boolean;
}

// Together they stay below what the chains of EXTERNAL hold.
const lives: fc.Arbitrary<Life> = fc
  .record({
    history: dividedHistories(10n ** 36n, 5),
    ...{ onCredit: fc.boolean(), fails: fc.boolean() },
  })
  .map(({ history, ...rest }) => ({ ...history, ...rest }));

const usd = (minor: bigint) => {
  const digits = minor.toString().padStart(3, '0');
  return { amount: `${digits.slice(0, -2)}.${digits.slice(-2)}`, currency: 'USD' };
};
const minorOf = (amount: string): bigint => BigInt(amount.replace('.', ''));

interface Moved {
  readonly id: string;
  readonly entries: readonly { readonly amount: { readonly amount: string } }[];
}

async function transactionOf(by: Asker, document: string, input: object): Promise<Moved> {
  const answer = (await by.send(document, { ...input })) as unknown as { transaction?: Moved };
  if (!answer.transaction) throw new Error(JSON.stringify(answer));
  return answer.transaction;
}

/** A wallet with exactly the amount, a part of it perhaps as drawn credit. */
async function funded({ amount, onCredit }: Life, name: string): Promise<string> {
  const credit = onCredit ? amount / 3n : 0n;
  const walletId = await wallet(name, usd(amount - credit).amount);
  if (credit === 0n) return walletId;
  await admin.send('SetCreditLine', { walletId, approved: true, limit: usd(credit) });
  await service.send('DrawCredit', { walletId, amount: usd(credit) });
  return walletId;
}

/** The balance of every account that is not zero, by owner, kind and currency. */
async function balances(): Promise<Map<string, string>> {
  const { rows } = await at.owner.query<{ account: string; balance: string }>(
    `SELECT concat_ws(' ', a.wallet_id, a.kind, a.currency) AS account, sum(e.balance)::text AS balance
       FROM account a
      CROSS JOIN LATERAL (SELECT balance FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) e
      GROUP BY 1 HAVING sum(e.balance) <> 0`,
  );
  return new Map(rows.map(({ account, balance }) => [account, balance]));
}

/** Lives one through, and expects that each split shows after each step what was taken back of it. */
async function live(
  { amount, parts, uncaptured, refunds, fails }: Life,
  walletId: string,
  receivers: readonly object[],
): Promise<void> {
  const splits = parts.map((part, index) => ({
    ...receivers[part.receiver],
    ...{ amount: usd(part.amount), label: `part ${index}` },
  }));
  const { id: transactionId } = await transactionOf(service, PURCHASE, {
    ...{ walletId, amount: usd(amount), splits },
  });
  const sizes = parts.map((part) => part.amount);
  let received = [...sizes, amount - total(sizes)];
  const takeBack = async (step: bigint): Promise<void> => {
    const shares = takeBackSlowly(received, step);
    received = received.map((one, index) => one - shares[index]!);
    const found = (await admin.run(SPLITS, { id: transactionId })) as unknown as {
      splits: { label: string; amount: { amount: string }; takenBack: { amount: string } }[];
    };
    expect(
      found.splits.map((split) => [
        ...[split.label, minorOf(split.amount.amount), minorOf(split.takenBack.amount)],
      ]),
    ).toEqual(sizes.map((size, index) => [`part ${index}`, size, size - received[index]!]));
  };
  await transactionOf(admin, COMPLETE, { transactionId, amount: usd(amount - uncaptured) });
  await takeBack(uncaptured);
  for (const [index, refund] of refunds.entries()) {
    if (fails && index === refunds.length - 1) {
      await transactionOf(admin, FAIL, { transactionId, reason: 'it broke' });
      received = received.map(() => 0n);
      await takeBack(0n);
      continue;
    }
    const { entries } = await transactionOf(admin, REFUND, {
      ...{ transactionId, amount: usd(refund), reason: 'it broke' },
    });
    const given = entries.map((entry) => minorOf(entry.amount.amount)).filter((one) => one < 0n);
    expect(total(given)).toBe(-refund);
    await takeBack(refund);
  }
  expect(received).toEqual(received.map(() => 0n));
}

/** Three wallets and two system accounts. All lives share them. */
async function makeReceivers(): Promise<object[]> {
  const wallets = ['shop', 'courier', 'designer'].map((name) => wallet(name));
  for (const name of ACCOUNTS)
    await admin.send('CreateSystemAccount', { name, description: 'for splits' });
  return [
    ...(await Promise.all(wallets)).map((toWalletId) => ({ toWalletId })),
    ...ACCOUNTS.map((toSystemAccount) => ({ toSystemAccount })),
  ];
}

test('after the full refund of purchases with splits every account stands where it began', async () => {
  const receivers = await makeReceivers();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(lives, { minLength: 12, maxLength: 12 }), async (all) => {
      run += 1;
      const wallets = await Promise.all(all.map((one, index) => funded(one, `${run} ${index}`)));
      const before = await balances();
      await Promise.all(all.map((one, index) => live(one, wallets[index]!, receivers)));
      expect(await balances()).toEqual(before);
    }),
    // Each attempt to shrink would be a run of its own. The seed is enough to find the fault.
    { numRuns: 3, endOnFailure: true },
  );
});
