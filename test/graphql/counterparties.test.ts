import { beforeAll, describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';

// With whom a wallet dealt, line by line, as each viewer may know it.

const at = useBook();
const { admin, auditor, cashier, member, service, wallet } = askers(() => at.gateway.book);

const HISTORY = `query ($id: ID!) { wallet(id: $id) { history(first: 50) { edges { node {
  amount { amount } status transaction { kind } counterparty { displayName wallet { ownerId } } } } } } }`;

interface Line {
  readonly amount: { readonly amount: string };
  readonly status: string;
  readonly transaction: { readonly kind: string };
  readonly counterparty: {
    readonly displayName: string | null;
    readonly wallet: { readonly ownerId: string } | null;
  } | null;
}

/** Each line as `KIND amount: name of the counterparty (owner of its wallet)`, newest first. */
async function linesOf(asker: typeof admin, id: string): Promise<string[]> {
  const { data, errors } = await asker.ask(HISTORY, { id });
  expect(errors).toEqual([]);
  const { history } = data['wallet'] as unknown as {
    history: { edges: readonly { node: Line }[] };
  };
  return history.edges.map(({ node: { amount, transaction, counterparty } }) => {
    const shown =
      counterparty === null
        ? 'null'
        : `${counterparty.displayName} (${counterparty.wallet?.ownerId ?? 'hidden'})`;
    return `${transaction.kind} ${amount.amount}: ${shown}`;
  });
}

let ann: string;
let ben: string;
let shop: string;

beforeAll(async () => {
  await admin.send('CreateSystemAccount', { name: 'FEES', description: 'Fees' });
  [ann, ben, shop] = [await wallet('ann', '500'), await wallet('ben'), await wallet('shop')];
  const name = (walletId: string, owner: string, displayName: string) =>
    member(owner).send('SetWalletDisplayName', { walletId, displayName });
  await name(ann, 'ann', 'Ann');
  await name(shop, 'shop', 'The Shop');
  const transfer = (fromWalletId: string, toWalletId: string, amount: string) =>
    service.send('Transfer', { fromWalletId, toWalletId, amount: moneyInput(amount) });
  await transfer(ann, ben, '40');
  const back = await transfer(ben, ann, '10');
  await admin.send('ReverseTransaction', { transactionId: back.transaction.id, reason: 'wrong' });
  const splits = [{ toWalletId: shop, amount: moneyInput('20'), label: 'merchant' }];
  const sale = { walletId: ann, amount: moneyInput('30'), splits };
  const { id: transactionId } = (await service.send('Purchase', sale)).transaction;
  await service.send('CompletePurchase', { transactionId });
  const amount = moneyInput('15');
  await cashier.send('RefundPurchase', { transactionId, amount, reason: 'half of it' });
  await service.send('Deposit', {
    walletId: ann,
    amount: moneyInput('6'),
    splits: [{ toWalletId: shop, amount: moneyInput('2'), label: 'fee' }],
  });
  await service.run(`mutation ($input: PostInput!) { post(input: $input) { __typename } }`, {
    input: {
      idempotencyKey: 'post',
      legs: [
        { walletId: ann, direction: 'DEBIT', amount: moneyInput('5') },
        { walletId: shop, direction: 'CREDIT', amount: moneyInput('5') },
      ],
    },
  });
  const [posting] = (
    await admin.run(
      'query ($id: ID!) { transactions(first: 1, filter: { walletId: $id }) { edges { node { id } } } }',
      { id: shop },
    )
  ).edges;
  await admin.send('ReverseTransaction', { transactionId: posting?.node.id, reason: 'wrong' });
  await admin.send('AdjustBalance', {
    ...{ walletId: ann, amount: moneyInput('1'), direction: 'CREDIT', reason: 'welcome' },
  });
});

describe('the counterparty of a line in the history is what its viewer may know of the other side', () => {
  test('the payer of a transfer sees nobody if the receiver set no name, and nobody behind a system account', async () => {
    expect(await linesOf(member('ann'), ann)).toEqual([
      'ADJUSTMENT 1.00: null',
      'REVERSAL 5.00: null',
      'POSTING -5.00: null',
      'DEPOSIT 4.00: null',
      'REFUND 15.00: null',
      'PURCHASE -30.00: null',
      'REVERSAL -10.00: null',
      'TRANSFER 10.00: null',
      'TRANSFER -40.00: null',
      'DEPOSIT 500.00: null',
    ]);
  });

  test('the receiver of a transfer sees the name that the payer set, and not the wallet', async () => {
    expect(await linesOf(member('ben'), ben)).toEqual([
      'REVERSAL 10.00: Ann (hidden)',
      'TRANSFER -10.00: Ann (hidden)',
      'TRANSFER 40.00: Ann (hidden)',
    ]);
  });

  test('the receiver of a split sees the payer, also when a part is taken back, and no side of a posting', async () => {
    expect(await linesOf(member('shop'), shop)).toEqual([
      'REVERSAL -5.00: null',
      'POSTING 5.00: null',
      'DEPOSIT 2.00: Ann (hidden)',
      'REFUND -10.00: Ann (hidden)',
      'PURCHASE 20.00: Ann (hidden)',
    ]);
  });

  test('staff see the wallet as well, with a name or without', async () => {
    expect(await linesOf(auditor, ben)).toEqual([
      'REVERSAL 10.00: Ann (ann)',
      'TRANSFER -10.00: Ann (ann)',
      'TRANSFER 40.00: Ann (ann)',
    ]);
    expect((await linesOf(cashier, ann)).filter((line) => line.includes('TRANSFER'))).toEqual([
      'TRANSFER 10.00: null (ben)',
      'TRANSFER -40.00: null (ben)',
    ]);
  });

  test('both sides of an exchange are the owner\u2019s own wallets', async () => {
    const [from, to] = [await wallet('dot', '10'), await wallet('dot', '0', 'EUR')];
    const pair = { fromWalletId: from, toWalletId: to, amount: moneyInput('4') };
    const { quote } = await service.send('QuoteExchange', { ...pair, rate: '0.5' });
    await member('dot').send('Exchange', { quoteId: quote.id });
    expect(await linesOf(member('dot'), from)).toEqual([
      'EXCHANGE -4.00: null (dot)',
      'DEPOSIT 10.00: null',
    ]);
    expect(await linesOf(member('dot'), to)).toEqual(['EXCHANGE 2.00: null (dot)']);
  });

  test('a removed name is gone from every history', async () => {
    const [eve, fay] = [await wallet('eve', '9'), await wallet('fay')];
    await member('eve').send('SetWalletDisplayName', { walletId: eve, displayName: 'Eve' });
    await service.send('Transfer', { fromWalletId: eve, toWalletId: fay, amount: moneyInput('1') });
    expect(await linesOf(member('fay'), fay)).toEqual(['TRANSFER 1.00: Eve (hidden)']);
    await member('eve').send('SetWalletDisplayName', { walletId: eve, displayName: null });
    expect(await linesOf(member('fay'), fay)).toEqual(['TRANSFER 1.00: null']);
  });
});
