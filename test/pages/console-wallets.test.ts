import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import {
  type ConsolePage,
  faultsOf,
  LOOKS,
  openConsole,
  picture,
  signInAs,
} from '../support/console.js';
import { GatewayProcess } from '../support/gateway-process.js';
import { ConsoleBook } from '../support/console-book.js';

describeInBrowser('a cashier’s day on the wallets pages of the console', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  let opened: ConsolePage;
  let page: Page;
  let book: ConsoleBook;

  beforeAll(async () => {
    gateway = await GatewayProcess.create({ AUTH_JWT_SECRET: '', DEMO: 'true' });
    [chromium] = await Promise.all([launchBrowser(), gateway.start()]);
    book = await ConsoleBook.open(gateway);
    opened = await openConsole(chromium, gateway.url, { route: '/wallets' });
    page = opened.page;
    await signInAs(page, 'cashier');
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
  });

  const heading = (name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  const region = (name: string) => page.getByRole('region', { name });
  const figure = (name: string) =>
    region('Balance')
      .locator('div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('.money');
  const shows = (name: string, amount: string) =>
    figure(name).getByText(amount, { exact: true }).waitFor();
  const confirm = async (title: string, button: string): Promise<string> => {
    const dialog = page.getByRole('dialog', { name: title });
    const text = await dialog.innerText();
    await dialog.getByRole('button', { name: button, exact: true }).click();
    return text;
  };
  const outcome = (of: Locator) => of.locator('.outcome .notice');

  test('the list finds the wallets of an owner, and its balances change without a reload', async () => {
    await page.getByLabel('Owner, wallet or transaction').fill('alice');
    await page.getByRole('button', { name: 'Search' }).click();
    const row = page.getByRole('row').filter({ hasText: 'main, USD' });
    await row.getByText('$100.00').first().waitFor();
    expect(page.url()).toContain('#/wallets?owner=alice');
    await book.deposit(book.alice, '1.00');
    await row.getByText('$101.00').first().waitFor();
    await row.getByRole('link', { name: 'alice' }).click();
    await heading('alice · main · USD');
    await shows('Total', '$101.00');
  });

  test('a deposit asks first with owner, wallet and amount, and the new balance is there without a reload', async () => {
    await region('Actions').getByRole('button', { name: 'Deposit …', exact: true }).click();
    const form = page.getByRole('group', { name: 'Deposit', exact: true });
    await form.getByLabel('Amount in USD').fill('20');
    await form.getByLabel('Reference').fill('receipt 77');
    await form.getByRole('button', { name: 'Deposit', exact: true }).click();
    const asked = await confirm('Deposit this money?', 'Deposit $20.00');
    for (const words of ['alice', 'main', book.alice, '$20.00', 'USD'])
      expect(asked).toContain(words);
    await outcome(form).getByText('Deposited: $20.00.').waitFor();
    await shows('Total', '$121.00');
    expect(await form.getByLabel('Amount in USD').inputValue()).toBe('');
    await picture(page, 'wallets-deposit-done');
  });

  test.each([
    [' ', 'Enter an amount of USD'],
    ['1,5', 'Write the amount with digits and a point only'],
    ['1.234', 'USD has at most 2 digits after the point'],
  ])('an amount of "%s" is not sent, and the field says what is right', async (amount, words) => {
    const form = page.getByRole('group', { name: 'Deposit', exact: true });
    const another = form.getByRole('button', { name: 'Another' });
    if (await another.isVisible()) await another.click();
    const field = form.getByLabel('Amount in USD');
    await field.fill(amount);
    await form.getByRole('button', { name: 'Deposit', exact: true }).click();
    await form.getByText(words).waitFor();
    await field.and(page.locator(':focus')).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('a withdrawal is approved under Waiting, and a second one rejected with its reason', async () => {
    await book.requestWithdrawal(book.alice, '30.00', 'account ending in 99');
    await book.requestWithdrawal(book.alice, '5.00', 'account ending in 98');
    await shows('Held', '$35.00');
    const waiting = page.getByRole('list', { name: 'Waiting' });
    const large = waiting.getByRole('listitem').filter({ hasText: 'account ending in 99' });
    await large.getByRole('button', { name: 'Approve withdrawal …' }).click();
    await large.getByRole('button', { name: 'Approve withdrawal', exact: true }).click();
    const asked = await confirm('Approve withdrawal?', 'Approve withdrawal: $30.00');
    for (const words of ['alice', book.alice, '$30.00']) expect(asked).toContain(words);
    await outcome(large)
      .getByText('Approved. The withdrawal of $30.00 is now completed.')
      .waitFor();
    await shows('Held', '$5.00');
    const small = waiting.getByRole('listitem').filter({ hasText: 'account ending in 98' });
    await small.getByRole('button', { name: 'Reject withdrawal …' }).click();
    await small.getByLabel('Reason').fill('not her account');
    await small.getByRole('button', { name: 'Reject withdrawal', exact: true }).click();
    await confirm('Reject withdrawal?', 'Reject withdrawal: $5.00');
    await outcome(small).getByText('Rejected. The withdrawal of $5.00 is now failed.').waitFor();
    await shows('Held', '$0.00');
    await shows('Available', '$91.00');
    // What was decided stays to be read, and is offered to nobody.
    await large.getByText('does not wait any more').waitFor();
    expect(await large.getByRole('button', { name: /…$/ }).count()).toBe(0);
    await picture(page, 'wallets-waiting-decided');
  });

  test('a withdrawal that another person decided meanwhile is refused in words', async () => {
    const id = await book.requestWithdrawal(book.alice, '7.00', 'account ending in 97');
    const item = page
      .getByRole('list', { name: 'Waiting' })
      .getByRole('listitem')
      .filter({ hasText: 'account ending in 97' });
    await item.getByRole('button', { name: 'Approve withdrawal …' }).click();
    await item.getByRole('button', { name: 'Approve withdrawal', exact: true }).click();
    await page.getByRole('dialog', { name: 'Approve withdrawal?' }).waitFor();
    await book.rejectWithdrawal(id);
    await confirm('Approve withdrawal?', 'Approve withdrawal: $7.00');
    await outcome(item).getByText('INVALID_TRANSITION').waitFor();
    await outcome(item).getByText('The WITHDRAWAL is FAILED').waitFor();
    await shows('Available', '$91.00');
  });

  test('a wallet is frozen with a reason that the page then shows, and unfrozen again', async () => {
    const actions = region('Actions');
    await actions.getByRole('button', { name: 'Freeze …' }).click();
    const form = page.getByRole('group', { name: 'Freeze', exact: true });
    await form.getByLabel('Reason').fill('card reported lost');
    await form.getByRole('button', { name: 'Freeze wallet' }).click();
    await confirm('Freeze this wallet?', 'Freeze wallet');
    await outcome(form).getByText('The wallet is now frozen.').waitFor();
    await region('About this wallet').getByText('card reported lost').waitFor();
    await page.locator('main .row').first().getByText('Frozen').waitFor();
    await actions.getByRole('button', { name: 'Unfreeze …' }).click();
    await page.getByRole('group', { name: 'Unfreeze' }).getByLabel('Reason').fill('card found');
    await page.getByRole('button', { name: 'Unfreeze wallet' }).click();
    await confirm('Unfreeze this wallet?', 'Unfreeze wallet');
    await page.locator('main .row').first().getByText('Active').waitFor();
  });

  test('the history says what happened, and leads to the transaction with its entries', async () => {
    await page.getByRole('tab', { name: 'History' }).click();
    const history = page.getByRole('table', { name: 'History' });
    const row = history.getByRole('row').filter({ hasText: 'receipt 77' });
    await row.getByText('+$20.00').waitFor();
    await row.getByRole('link', { name: 'Deposit' }).click();
    await heading('Deposit of $20.00');
    await region('About this transaction').getByText('by cashier').waitFor();
    await page.getByRole('table', { name: 'Entries' }).getByText('CASH').waitFor();
    await page.getByRole('button', { name: 'Take deposit back …' }).waitFor();
    expect(await page.getByRole('button', { name: 'Reverse …' }).count()).toBe(0);
  });

  test('a deposit that is taken back is refused with available and required if the money is spent', async () => {
    const id = await book.deposit(book.poor, '10.00');
    await book.spend(book.poor, '6.00');
    await page.getByRole('link', { name: 'Wallets' }).click();
    await page.getByLabel('Owner, wallet or transaction').fill(id);
    await page.getByRole('button', { name: 'Search' }).click();
    await heading('Deposit of $10.00');
    await page.getByRole('button', { name: 'Take deposit back …' }).click();
    await page.getByLabel('Reason').fill('the bank called it back');
    await page.getByRole('button', { name: 'Take deposit back', exact: true }).click();
    await confirm('Take deposit back?', 'Take deposit back: $10.00');
    const refusal = page.locator('.outcome .notice.bad');
    await refusal.getByText('INSUFFICIENT_FUNDS').waitFor();
    expect(await refusal.locator('dl').innerText()).toMatch(
      /Available\s+\$4.00\s+Required\s+\$10.00/,
    );
  });

  test.each([
    '/wallets',
    '/wallets/ALICE',
    '/wallets/ALICE?tab=history',
    '/wallets/ALICE?tab=transactions',
    '/transactions/TXN',
  ])(
    'the page at %s has no fault of accessibility at any width and in any theme',
    async (route) => {
      const id = await book.requestWithdrawal(book.alice, '1.00', 'looked at');
      await page.evaluate(
        `location.hash = '${route.replace('ALICE', book.alice).replace('TXN', id)}'`,
      );
      await page.getByText('Loading', { exact: false }).waitFor({ state: 'detached' });
      await page.locator('main table, main li').first().waitFor();
      for (const look of LOOKS) {
        expect(await faultsOf(page, look)).toEqual([]);
        await picture(
          page,
          `wallets-${route.replaceAll(/\W+/g, '-')}-${String(look.width)}-${look.theme}`,
        );
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    },
  );

  test('the wallets pages have logged no error', () => {
    expect(opened.complaints).toEqual([]);
  });
});
