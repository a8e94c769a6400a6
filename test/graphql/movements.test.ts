import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { askers, moneyInput, type AnswerFields, type Asker } from '../support/graphql.js';
import { reason } from '../support/inputs.js';

// Every mutation that moves money, as a client sends it, with its answer. Refusals are in
// refusals.test.ts, roles and bounds in movement-bounds.test.ts.

const at = useBook();
const { service, admin, cashier, auditor, member, wallet } = askers(() => at.gateway.book);

const details = (id: string, asker: Asker = admin) => asker.run('Details', { id });
const amount = (text: string) => ({ amount: text });
const creditLine = (id: string) => auditor.run('Wallet', { id });

/** The transaction of a payload, and the figures of its wallet. */
function shown({ __typename, replayed, transaction }: AnswerFields) {
  const { kind, status, amount: about } = transaction as unknown as Record<string, unknown>;
  const { balance } = transaction.wallet as unknown as {
    balance: Record<string, { amount: string }>;
  };
  const of = (name: string) => balance[name]?.amount;
  return {
    answered: [__typename, transaction.__typename, kind, status, replayed].join(' '),
    about,
    figures: [of('available'), of('spendable'), of('held'), of('total')].join(' '),
  };
}

const answered = (payload: string, type: string, kind: string, status: string) =>
  [`${payload}Payload`, type, kind, status, 'false'].join(' ');

test('a payload shows a transaction and its entries at one moment, even if another command has moved it on', async () => {
  const walletId = await wallet('moments', '10');
  const bought = await member('moments').send('Purchase', { walletId, amount: moneyInput('4') });
  const transactionId = bought.transaction.id;
  const complete = `mutation ($input: CompletePurchaseInput!) { completePurchase(input: $input) {
    ... on CompletePurchasePayload { transaction { status statusReason entries { phase } } } } }`;
  // The first keeps the ledger busy, so that the two after it share a commit.
  const [, answer] = await Promise.all([
    service.send('Deposit', { walletId, amount: moneyInput('1') }),
    service.send(complete, { transactionId }),
    service.send('FailPurchase', { transactionId, reason }),
  ]);
  const { status, statusReason, entries } = answer.transaction as unknown as {
    readonly [name: string]: unknown;
    readonly entries: readonly { readonly phase: string }[];
  };
  expect({ status, statusReason }).toEqual({ status: 'FAILED', statusReason: reason });
  expect(entries.map(({ phase }) => phase)).toContain('REVERT');
});

describe('a deposit moves through its statuses', () => {
  test('a deposit is announced, confirmed and taken back', async () => {
    const walletId = await wallet('dana');
    const dana = member('dana');
    const announced = await dana.send('InitiateDeposit', { walletId, amount: moneyInput('10') });
    expect(shown(announced)).toEqual({
      answered: answered('InitiateDeposit', 'Deposit', 'DEPOSIT', 'PENDING'),
      about: moneyInput('10.00'),
      figures: '0.00 0.00 0.00 0.00',
    });
    const transactionId = announced.transaction.id;
    expect(await details(transactionId)).toMatchObject({
      initiatedBy: 'dana',
      statusChangedBy: null,
      statusChangedAt: null,
      completedAt: null,
    });
    const confirmed = await cashier.send('ConfirmDeposit', { transactionId });
    expect(shown(confirmed)).toEqual({
      answered: answered('ConfirmDeposit', 'Deposit', 'DEPOSIT', 'COMPLETED'),
      about: moneyInput('10.00'),
      figures: '10.00 10.00 0.00 10.00',
    });
    const done = (await details(transactionId)) as unknown as Record<string, unknown>;
    expect(done).toMatchObject({ statusChangedBy: 'cashier', statusReason: null });
    expect(done['completedAt']).toEqual(expect.any(String));
    expect(done['statusChangedAt']).toEqual(done['completedAt']);
    const failed = await service.send('FailDeposit', { transactionId, reason: 'charged back' });
    expect(shown(failed)).toEqual({
      answered: answered('FailDeposit', 'Deposit', 'DEPOSIT', 'FAILED'),
      about: moneyInput('10.00'),
      figures: '0.00 0.00 0.00 0.00',
    });
    expect(await details(transactionId)).toMatchObject({
      statusReason: 'charged back',
      statusChangedBy: 'service',
      completedAt: done['completedAt'],
    });
  });
});

describe('a withdrawal moves through its statuses', () => {
  test('a withdrawal is held, and then approved, rejected or cancelled', async () => {
    const walletId = await wallet('wim', '100');
    const wim = member('wim');
    const request = (more: object = {}) =>
      wim.send('RequestWithdrawal', { walletId, amount: moneyInput('40'), ...more });
    const asked = await request({ destination: 'account …1234', expiresInSeconds: 3600 });
    expect(shown(asked)).toEqual({
      answered: answered('RequestWithdrawal', 'Withdrawal', 'WITHDRAWAL', 'PENDING'),
      about: moneyInput('40.00'),
      figures: '60.00 60.00 40.00 100.00',
    });
    const transactionId = asked.transaction.id;
    const held = await details(transactionId, wim);
    expect(held).toMatchObject({ destination: 'account …1234', initiatedBy: 'wim' });
    expect(Date.parse(held.expiresAt) - Date.parse(held.createdAt)).toBe(3_600_000);
    expect(shown(await cashier.send('ApproveWithdrawal', { transactionId }))).toEqual({
      answered: answered('ApproveWithdrawal', 'Withdrawal', 'WITHDRAWAL', 'COMPLETED'),
      about: moneyInput('40.00'),
      figures: '60.00 60.00 0.00 60.00',
    });
    // A member sees their own part in a change of status, but not which member of staff decided.
    expect(await details(transactionId, wim)).toMatchObject({ statusChangedBy: null });
    expect(await details(transactionId, auditor)).toMatchObject({ statusChangedBy: 'cashier' });

    const second = { transactionId: (await request()).transaction.id, reason: 'no such account' };
    expect(await details(second.transactionId)).toMatchObject({
      destination: null,
      expiresAt: null,
    });
    expect(shown(await admin.send('RejectWithdrawal', second))).toEqual({
      answered: answered('RejectWithdrawal', 'Withdrawal', 'WITHDRAWAL', 'FAILED'),
      about: moneyInput('40.00'),
      figures: '60.00 60.00 0.00 60.00',
    });
    expect(await details(second.transactionId, wim)).toMatchObject({
      statusReason: 'no such account',
    });

    const third = { transactionId: (await request()).transaction.id };
    expect(shown(await wim.send('CancelWithdrawal', third))).toEqual({
      answered: answered('CancelWithdrawal', 'Withdrawal', 'WITHDRAWAL', 'CANCELLED'),
      about: moneyInput('40.00'),
      figures: '60.00 60.00 0.00 60.00',
    });
    expect(await details(third.transactionId, wim)).toMatchObject({
      statusReason: null,
      statusChangedBy: 'wim',
    });
  });
});

describe('a purchase moves through its statuses', () => {
  test('a purchase takes cash first, and is captured in part, refunded and taken back', async () => {
    const walletId = await wallet('pia', '100');
    const pia = member('pia');
    await admin.send('SetCreditLine', { walletId, approved: true, limit: moneyInput('50') });
    await pia.send('DrawCredit', { walletId, amount: moneyInput('50') });
    const bought = await pia.send('Purchase', {
      walletId,
      amount: moneyInput('120'),
      description: 'chips',
      expiresInSeconds: 60,
    });
    expect(shown(bought)).toEqual({
      answered: answered('Purchase', 'Purchase', 'PURCHASE', 'PENDING'),
      about: moneyInput('120.00'),
      figures: '0.00 30.00 120.00 150.00',
    });
    const transactionId = bought.transaction.id;
    const pending = await details(transactionId);
    expect(pending).toMatchObject({
      description: 'chips',
      captured: null,
      refunded: amount('0.00'),
    });
    expect(Date.parse(pending.expiresAt) - Date.parse(pending.createdAt)).toBe(60_000);
    const completed = await service.send('CompletePurchase', {
      transactionId,
      amount: moneyInput('110'),
    });
    expect(shown(completed)).toEqual({
      answered: answered('CompletePurchase', 'Purchase', 'PURCHASE', 'COMPLETED'),
      about: moneyInput('120.00'),
      figures: '0.00 40.00 0.00 40.00',
    });
    expect(await details(transactionId, pia)).toMatchObject({
      captured: amount('110.00'),
      refunded: amount('0.00'),
    });
    const refund = { transactionId, amount: moneyInput('30'), reason: 'faulty' };
    const refunded = await cashier.send('RefundPurchase', refund);
    expect(shown(refunded)).toEqual({
      answered: answered('RefundPurchase', 'Refund', 'REFUND', 'COMPLETED'),
      about: moneyInput('30.00'),
      figures: '20.00 70.00 0.00 70.00',
    });
    expect(await details(refunded.transaction.id, pia)).toMatchObject({
      statusReason: 'faulty',
      purchase: { id: transactionId, refunded: amount('30.00') },
    });
    const failed = await cashier.send('FailPurchase', { transactionId, reason });
    expect(shown(failed)).toEqual({
      answered: answered('FailPurchase', 'Purchase', 'PURCHASE', 'FAILED'),
      about: moneyInput('120.00'),
      figures: '100.00 150.00 0.00 150.00',
    });
    expect(await details(transactionId)).toMatchObject({
      captured: amount('110.00'),
      refunded: amount('30.00'),
    });
  });

  test('a purchase is captured in full if no amount is given, and its hold is released if it fails', async () => {
    const walletId = await wallet('pim', '9');
    const buy = async (text: string) => ({
      transactionId: (await member('pim').send('Purchase', { walletId, amount: moneyInput(text) }))
        .transaction.id,
    });
    const whole = await buy('4');
    const taken = await service.send('CompletePurchase', { ...whole, amount: null });
    expect(shown(taken).figures).toBe('5.00 5.00 0.00 5.00');
    expect(await details(whole.transactionId)).toMatchObject({ captured: amount('4.00') });
    const failed = await service.send('FailPurchase', { ...(await buy('5')), reason });
    expect(shown(failed).figures).toBe('5.00 5.00 0.00 5.00');
  });

  test('the owner cancels a pending purchase, and another member cannot', async () => {
    const walletId = await wallet('pola', '9');
    const pola = member('pola');
    const bought = await pola.send('Purchase', { walletId, amount: moneyInput('4') });
    const { id: transactionId } = bought.transaction;
    expect(await member('another').send('CancelPurchase', { transactionId })).toMatchObject({
      __typename: 'TransactionNotFound',
    });
    expect(shown(await pola.send('CancelPurchase', { transactionId }))).toEqual({
      answered: answered('CancelPurchase', 'Purchase', 'PURCHASE', 'CANCELLED'),
      about: moneyInput('4.00'),
      figures: '9.00 9.00 0.00 9.00',
    });
    expect(await details(transactionId, pola)).toMatchObject({
      ...{ captured: null, statusReason: null, statusChangedBy: 'pola' },
    });
    const late = await service.send('CompletePurchase', { transactionId });
    expect(late).toMatchObject({ __typename: 'InvalidTransition' });
  });

  test('a commission on a purchase changes nothing of what its refunds return', async () => {
    const walletId = await wallet('paz', '10');
    const referrer = await wallet('referrer');
    const bought = await member('paz').send('Purchase', { walletId, amount: moneyInput('10') });
    const { id: transactionId } = bought.transaction;
    await service.send('CompletePurchase', { transactionId });
    const commission = { walletId: referrer, sourceTransactionId: transactionId, rateBps: 5_000 };
    await service.send('PayReferralCommission', commission);
    expect(await details(transactionId)).toMatchObject({ refunded: amount('0.00') });
    const refund = { transactionId, amount: moneyInput('7'), reason };
    expect(shown(await service.send('RefundPurchase', refund)).figures).toBe('7.00 7.00 0.00 7.00');
    const failed = await service.send('FailPurchase', { transactionId, reason });
    expect(shown(failed).figures).toBe('10.00 10.00 0.00 10.00');
  });
});

describe('credit stays within the credit line', () => {
  test('a credit line is set, drawn and repaid', async () => {
    const walletId = await wallet('cleo', '10');
    const line = (approved: boolean, limit: string, owed: string, available: string) => ({
      creditLine: {
        approved,
        limit: amount(limit),
        owed: amount(owed),
        available: amount(available),
      },
    });
    expect(await creditLine(walletId)).toMatchObject(line(false, '0.00', '0.00', '0.00'));
    const set = { walletId, approved: true, limit: moneyInput('50') };
    expect(await admin.send('SetCreditLine', set)).toMatchObject({
      __typename: 'SetCreditLinePayload',
      wallet: { id: walletId, ...line(true, '50.00', '0.00', '50.00') },
    });
    const cleo = member('cleo');
    expect(shown(await cleo.send('DrawCredit', { walletId, amount: moneyInput('30') }))).toEqual({
      answered: answered('DrawCredit', 'CreditDraw', 'CREDIT_DRAW', 'COMPLETED'),
      about: moneyInput('30.00'),
      figures: '10.00 40.00 0.00 40.00',
    });
    expect(await cleo.run('Wallet', { id: walletId })).toMatchObject(
      line(true, '50.00', '30.00', '20.00'),
    );
    // A limit below the debt, then no approval: nothing can be drawn, and the debt stays.
    for (const [approved, limit] of [
      [true, '20'],
      [false, '90'],
      [false, '0'],
    ] as const) {
      const answer = await admin.send('SetCreditLine', {
        ...set,
        approved,
        limit: moneyInput(limit),
      });
      expect(answer.wallet).toMatchObject(line(approved, `${limit}.00`, '30.00', '0.00'));
    }
    expect(shown(await cleo.send('RepayCredit', { walletId, amount: moneyInput('25') }))).toEqual({
      answered: answered('RepayCredit', 'CreditRepayment', 'CREDIT_REPAYMENT', 'COMPLETED'),
      about: moneyInput('25.00'),
      figures: '10.00 15.00 0.00 15.00',
    });
    expect(await creditLine(walletId)).toMatchObject(line(false, '0.00', '5.00', '0.00'));
  });
});

describe('an exchange uses a quote', () => {
  test('an exchange is quoted, read and carried out', async () => {
    const [usd, jpy] = [await wallet('exa', '10'), await wallet('exa', '0', 'JPY')];
    const exa = member('exa');
    const asked = {
      fromWalletId: usd,
      toWalletId: jpy,
      amount: moneyInput('2.5'),
      rate: '151.990',
    };
    const quoted = await service.send('QuoteExchange', asked);
    const terms = {
      fromWallet: { id: usd },
      toWallet: { id: jpy },
      gives: moneyInput('2.50'),
      receives: moneyInput('379', 'JPY'),
      rate: '151.99',
    };
    expect(quoted).toMatchObject({
      __typename: 'QuoteExchangePayload',
      replayed: false,
      quote: { ...terms, exchange: null },
    });
    const { id, expiresAt, createdAt } = quoted.quote;
    expect(id).toMatch(/^quo_/);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(60_000);
    expect(await exa.run('Node', { id })).toEqual({ __typename: 'ExchangeQuote', id });
    expect(await exa.run('ExchangeQuote', { id })).toMatchObject({ ...terms, exchange: null });

    const exchanged = await exa.send('Exchange', { quoteId: id });
    expect(shown(exchanged)).toEqual({
      answered: answered('Exchange', 'Exchange', 'EXCHANGE', 'COMPLETED'),
      about: moneyInput('2.50'),
      figures: '7.50 7.50 0.00 7.50',
    });
    const exchange = exchanged.transaction.id;
    expect(await details(exchange, exa)).toMatchObject({
      toWallet: { id: jpy },
      received: moneyInput('379', 'JPY'),
      rate: '151.99',
      quote: { id },
    });
    expect(await exa.run('Wallet', { id: jpy })).toMatchObject({
      balance: { available: moneyInput('379', 'JPY') },
    });
    expect(await auditor.run('ExchangeQuote', { id })).toMatchObject({
      exchange: { id: exchange, received: amount('379') },
    });
    const other = await service.send('QuoteExchange', { ...asked, expiresInSeconds: 86_400 });
    expect(Date.parse(other.quote.expiresAt) - Date.parse(other.quote.createdAt)).toBe(86_400_000);
  });

  test('a quote looks missing to other members', async () => {
    const [usd, jpy] = [await wallet('exo', '10'), await wallet('exo', '0', 'JPY')];
    const { quote } = await service.send('QuoteExchange', {
      ...{ fromWalletId: usd, toWalletId: jpy, amount: moneyInput('1'), rate: '150' },
    });
    const missing = { id: quote.id.slice(0, -6) + '000000' };
    for (const query of ['Node', 'ExchangeQuote'])
      for (const variables of [{ id: quote.id }, missing])
        expect(await member('exb').run(query, variables)).toBeNull();
    expect(await admin.codes('ExchangeQuote', { id: usd })).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the system pays bonuses, commissions and earnings', () => {
  test('claimDailyBonus pays one unit of the currency', async () => {
    const walletId = await wallet('bo');
    expect(shown(await member('bo').send('ClaimDailyBonus', { walletId }))).toEqual({
      answered: answered('ClaimDailyBonus', 'Bonus', 'BONUS', 'COMPLETED'),
      about: moneyInput('1.00'),
      figures: '1.00 1.00 0.00 1.00',
    });
  });

  test('payReferralCommission pays on a transaction that its receiver does not see', async () => {
    const [payer, walletId] = [await wallet('ray', '100'), await wallet('rex')];
    const bought = await service.send('Purchase', { walletId: payer, amount: moneyInput('99.99') });
    const sourceTransactionId = bought.transaction.id;
    await service.send('CompletePurchase', {
      transactionId: sourceTransactionId,
      amount: moneyInput('50.01'),
    });
    const paid = await service.send('PayReferralCommission', {
      walletId,
      sourceTransactionId,
      rateBps: 250,
    });
    expect(shown(paid)).toEqual({
      answered: answered('PayReferralCommission', 'Commission', 'COMMISSION', 'COMPLETED'),
      about: moneyInput('1.25'),
      figures: '1.25 1.25 0.00 1.25',
    });
    const { id } = paid.transaction;
    expect(await details(id)).toMatchObject({ source: { id: sourceTransactionId }, rateBps: 250 });
    expect(await details(id, member('rex'))).toMatchObject({ source: null, rateBps: 250 });
  });

  test('distributeEarnings pays or refuses each line by itself', async () => {
    const [one, two] = [await wallet('eva'), await wallet('evi')];
    const yen = await wallet('eva', '0', 'JPY');
    const lines = [
      { walletId: one, amount: moneyInput('0.37') },
      { walletId: yen, amount: moneyInput('5') },
      { walletId: two, amount: moneyInput('1.5') },
      { walletId: two, amount: moneyInput('0') },
      { walletId: two, amount: moneyInput('0.13') },
    ];
    const idempotencyKey = randomUUID();
    const send = (more: object = {}) =>
      service.send('DistributeEarnings', { idempotencyKey, lines, memo: 'daily', ...more });
    const first = await send();
    expect(first).toMatchObject({
      __typename: 'DistributeEarningsPayload',
      replayed: false,
      total: amount('2.00'),
      refused: [
        { walletId: yen, error: { __typename: 'CurrencyMismatch', code: 'CURRENCY_MISMATCH' } },
        { walletId: two, error: { __typename: 'InvalidAmount', code: 'INVALID_AMOUNT' } },
      ],
    });
    const type = answered('Earning', 'Earning', 'EARNING', 'COMPLETED');
    expect(first.paid.map(shown)).toEqual([
      { answered: type, about: moneyInput('0.37'), figures: '0.37 0.37 0.00 0.37' },
      // Read after the commit, so both lines of one wallet show its balance after both.
      { answered: type, about: moneyInput('1.50'), figures: '1.63 1.63 0.00 1.63' },
      { answered: type, about: moneyInput('0.13'), figures: '1.63 1.63 0.00 1.63' },
    ]);
    const [{ transaction: earned } = first] = first.paid;
    expect(await details(earned.id, member('eva'))).toMatchObject({ description: 'daily' });
    const index = `mutation ($input: DistributeEarningsInput!) { distributeEarnings(input: $input) {
      ... on DistributeEarningsPayload { refused { index } } } }`;
    expect(await service.run(index, { input: { idempotencyKey, lines, memo: 'daily' } })).toEqual({
      refused: [{ index: 1 }, { index: 3 }],
    });

    const again = await send();
    const replayed = first.paid.map((paid) => ({ ...paid, replayed: true }));
    expect(again).toEqual({ ...first, replayed: true, paid: replayed });
    expect((await send({ memo: 'nightly' })).__typename).toBe('IdempotencyConflict');
  });
});

describe('transferMany answers for each line', () => {
  test('transferMany executes or refuses each line by itself, in order', async () => {
    const [one, two] = [await wallet('tam', '5'), await wallet('tim')];
    const tam = member('tam');
    const line = (text: string, fromWalletId = one, toWalletId = two) => ({
      ...{ fromWalletId, toWalletId, amount: moneyInput(text) },
    });
    const inputs = [
      { ...line('3'), reference: 'first' },
      line('3'),
      line('1', two, one),
      line('2'),
    ];
    const idempotencyKey = randomUUID();
    const send = (more: object = {}) =>
      tam.send('TransferMany', { idempotencyKey, inputs, ...more });
    const first = await send();
    expect(first).toMatchObject({
      __typename: 'TransferManyPayload',
      replayed: false,
      refused: [
        {
          index: 1,
          error: {
            __typename: 'InsufficientFunds',
            available: moneyInput('2.00'),
            required: moneyInput('3.00'),
          },
        },
        { index: 2, error: { __typename: 'WalletNotFound', code: 'WALLET_NOT_FOUND' } },
      ],
    });
    const type = answered('Transfer', 'Transfer', 'TRANSFER', 'COMPLETED');
    expect(first.done.map(shown)).toEqual([
      { answered: type, about: moneyInput('3.00'), figures: '0.00 0.00 0.00 0.00' },
      { answered: type, about: moneyInput('2.00'), figures: '0.00 0.00 0.00 0.00' },
    ]);
    const filter = { reference: 'first' };
    const { transactions } = await tam.run('WalletTransactions', { id: one, filter });
    expect(transactions.edges).toMatchObject([{ node: { id: first.done[0]?.transaction.id } }]);
    const replayed = first.done.map((one) => ({ ...one, replayed: true }));
    expect(await send()).toEqual({ ...first, replayed: true, done: replayed });
    // The default of atomic is false.
    expect((await send({ atomic: false })).replayed).toBe(true);
    expect((await send({ atomic: true })).__typename).toBe('IdempotencyConflict');
  });

  test('an atomic transferMany executes all lines or none', async () => {
    const [one, two] = [await wallet('ton', '5'), await wallet('tun')];
    const line = (text: string) => ({
      ...{ fromWalletId: one, toWalletId: two, amount: moneyInput(text) },
    });
    const ton = member('ton');
    const refused = await ton.send('TransferMany', {
      inputs: [line('3'), line('3'), line('0')],
      atomic: true,
    });
    expect(refused).toMatchObject({
      done: [],
      refused: [{ index: 1, error: { code: 'INSUFFICIENT_FUNDS', available: moneyInput('2.00') } }],
    });
    expect(await ton.run('Wallet', { id: one })).toMatchObject({
      balance: { available: moneyInput('5.00'), version: 1 },
    });
    const done = await ton.send('TransferMany', { inputs: [line('3'), line('2')], atomic: true });
    expect(done.refused).toEqual([]);
    expect(done.done).toHaveLength(2);
    expect(await admin.run('Wallet', { id: two })).toMatchObject({
      balance: { available: moneyInput('5.00') },
    });
  });

  test('transferMany executes a thousand lines at once', async () => {
    const [one, two] = [await wallet('tom', '1000'), await wallet('tum')];
    const input = { fromWalletId: one, toWalletId: two, amount: moneyInput('1') };
    const inputs = Array.from({ length: 1000 }, () => input);
    const { done, refused } = await member('tom').send('TransferMany', { inputs });
    expect([done.length, refused]).toEqual([1000, []]);
    expect(new Set(done.map(({ transaction }) => transaction.id)).size).toBe(1000);
    expect(await admin.run('Wallet', { id: two })).toMatchObject({
      balance: { available: moneyInput('1000.00'), version: 1000 },
    });
  });
});
