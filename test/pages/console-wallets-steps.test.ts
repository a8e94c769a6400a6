import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import { type ConsolePage, faultsOf, openConsole, picture, signInAs } from '../support/console.js';
import { ConsoleBook } from '../support/console-book.js';
import { GatewayProcess } from '../support/gateway-process.js';

describeInBrowser('steps of transactions on the wallets pages of the console, on a phone', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  let book: ConsoleBook;
  let opened: ConsolePage;
  let page: Page;
  let wallet: string;

  beforeAll(async () => {
    gateway = await GatewayProcess.create({ AUTH_JWT_SECRET: '', DEMO: 'true' });
    [chromium] = await Promise.all([launchBrowser(), gateway.start()]);
    book = await ConsoleBook.open(gateway);
    opened = await openConsole(chromium, gateway.url, { route: '/wallets', width: 360 });
    page = opened.page;
    await signInAs(page, 'cashier');
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
  });

  const group = (name: string) => page.getByRole('group', { name, exact: true });
  const confirm = (button: string) =>
    page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  const shows = (name: string, amount: string) =>
    page
      .getByRole('region', { name: 'Balance' })
      .locator('div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('.money')
      .getByText(amount, { exact: true })
      .waitFor();
  const waiting = (words: string) =>
    page.getByRole('list', { name: 'Waiting' }).getByRole('listitem').filter({ hasText: words });
  /** Opens the form of a step, sends it and answers its question. */
  const step = async (within: Page | ReturnType<typeof waiting>, label: string, button: string) => {
    await within.getByRole('button', { name: `${label} …` }).click();
    await within.getByRole('button', { name: label, exact: true }).click();
    await confirm(button);
  };

  test('a wallet is opened, and opening it again says that it exists', async () => {
    await page.getByRole('button', { name: 'Open a wallet …' }).click();
    const form = page.getByRole('region', { name: 'Open a wallet' });
    for (const words of ['Opened', 'It exists already']) {
      await form.getByLabel('Owner').fill('phone');
      await form.getByLabel('Currency').selectOption('USD');
      await form.getByRole('button', { name: 'Open wallet' }).click();
      await confirm('Open wallet');
      await form.getByText(words).waitFor();
      if (words === 'Opened') await form.getByRole('button', { name: 'Another' }).click();
    }
    await form.getByRole('link', { name: 'phone' }).click();
    await page.getByRole('heading', { level: 1, name: 'phone · main · USD' }).waitFor();
    wallet = /wal_\w+/.exec(page.url())?.[0] ?? '';
  });

  test('a deposit that a cashier announces is confirmed by another person, not by them', async () => {
    await page.getByRole('button', { name: 'Announce deposit …' }).click();
    await group('Announce deposit').getByLabel('Amount in USD').fill('9.00');
    await group('Announce deposit').getByRole('button', { name: 'Announce deposit' }).click();
    await confirm('Announce $9.00');
    const own = waiting('by cashier');
    await own.getByText('You requested it. Another person approves it.').waitFor();
    expect(await own.getByRole('button', { name: 'Confirm deposit …' }).count()).toBe(0);
    await own.getByRole('button', { name: 'Fail deposit …' }).waitFor();
    await book.announce(wallet, '50.00');
    await step(waiting('Deposit of $50.00'), 'Confirm deposit', 'Confirm deposit: $50.00');
    await waiting('Deposit of $50.00').getByText('Confirmed.').waitFor();
    await shows('Total', '$50.00');
  });

  test('a purchase is completed in part, then refunded in part, and no more than that is offered', async () => {
    const id = await book.purchase(wallet, '40.00');
    await shows('Held', '$40.00');
    const item = waiting('a bicycle');
    await item.getByText('Held until').waitFor();
    await item.getByRole('button', { name: 'Complete purchase …' }).click();
    await item.getByLabel('Amount in USD').fill('30');
    await item.getByRole('button', { name: 'Complete purchase', exact: true }).click();
    await confirm('Complete purchase: $30.00');
    await item.getByText('Completed.').waitFor();
    await shows('Total', '$20.00');
    await page.evaluate(`location.hash = '/transactions/${id}'`);
    await page.getByRole('button', { name: 'Refund …' }).click();
    const form = group('Refund');
    expect(await form.getByLabel('Amount in USD').inputValue()).toBe('30.00');
    await form.getByLabel('Amount in USD').fill('12.00');
    await form.getByLabel('Reason').fill('no bell');
    await form.getByRole('button', { name: 'Refund', exact: true }).click();
    await confirm('Refund: $12.00');
    await form.getByText('Refunded.').waitFor();
    await page
      .getByRole('region', { name: 'About this transaction' })
      .getByText('$12.00')
      .waitFor();
    await page.getByRole('button', { name: 'Refund …' }).click();
    await page.getByRole('button', { name: 'Refund …' }).click();
    expect(await form.getByLabel('Amount in USD').inputValue()).toBe('18.00');
    await picture(page, 'wallets-refund-360');
    expect(await faultsOf(page, { width: 360, theme: 'light' })).toEqual([]);
  });

  test('steps on a phone have logged no error', () => {
    expect(opened.complaints).toEqual([]);
  });
});
