import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import {
  type ConsolePage,
  faultsOf,
  LOOKS,
  openConsole,
  picture,
  signInAs,
} from '../support/console.js';
import { ConsoleBook } from '../support/console-book.js';
import { GatewayProcess } from '../support/gateway-process.js';

describeInBrowser('ways through the wallets pages of the console', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  let book: ConsoleBook;

  beforeAll(async () => {
    gateway = await GatewayProcess.create({ AUTH_JWT_SECRET: '', DEMO: 'true' });
    [chromium] = await Promise.all([launchBrowser(), gateway.start()]);
    book = await ConsoleBook.open(gateway);
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
  });

  const walletPage = async (person: string, search = '', width = 1440): Promise<ConsolePage> => {
    const route = `/wallets/${book.alice}${search}`;
    const opened = await openConsole(chromium, gateway.url, { route, width });
    await signInAs(opened.page, person);
    await opened.page.getByRole('heading', { level: 1, name: 'alice · main · USD' }).waitFor();
    return opened;
  };
  const total = (page: Page) =>
    page
      .getByRole('region', { name: 'Balance' })
      .locator('div')
      .filter({ has: page.getByText('Total', { exact: true }) })
      .locator('.money');
  const axe = async (page: Page, name: string) => {
    for (const look of LOOKS) {
      expect(await faultsOf(page, look)).toEqual([]);
      await picture(page, `wallets-${name}-${String(look.width)}-${look.theme}`);
    }
  };

  test('the balance is explained in sentences for the customer, and figure by figure with sums that add up', async () => {
    await book.requestWithdrawal(book.alice, '10.00', 'account ending in 12');
    const { page, complaints, close } = await walletPage('cashier', '?tab=explain');
    const sentences = page.getByRole('list', { name: 'For the customer' });
    await sentences.getByText('Your wallet holds $100.00 in all.').waitFor();
    expect(await sentences.getByRole('listitem').allInnerTexts()).toEqual([
      'Your wallet holds $100.00 in all.',
      'You can withdraw or transfer $90.00 of it now.',
      '$10.00 is reserved for 1 withdrawal that waits for a decision. Until then, you cannot use it for anything else.',
      'Money came in by 1 deposit ($104.00).',
      'Money went out by 1 transfer ($4.00).',
    ]);
    const available = page.getByRole('table', { name: 'Available, by transactions' });
    expect(await available.getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/^Transactions\s+Changed it by$/),
      expect.stringMatching(/^1 deposit\s+\+\$104.00$/),
      expect.stringMatching(/^1 withdrawal that waits for a decision\s+-\$10.00$/),
      expect.stringMatching(/^1 transfer\s+-\$4.00$/),
    ]);
    await axe(page, 'explain');
    await page.getByLabel('At a moment').fill('2020-01-01T00:00:00');
    await page.getByRole('button', { name: 'Explain this moment' }).click();
    await sentences.getByText('Your wallet holds $0.00 in all.').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('the statement of this month is shown, and its CSV is downloaded with the token in a header only', async () => {
    const { page, complaints, close } = await walletPage('cashier', '?tab=statement');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('button', { name: 'Show statement' }).click();
    await page.getByRole('table', { name: 'Lines' }).getByText('+$104.00').waitFor();
    const totals = page.getByRole('table', { name: 'Totals' });
    expect(await totals.getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/^Kind\s+Lines\s+Money in\s+Money out$/),
      expect.stringMatching(/^Deposit\s+1\s+\$104.00\s+\$0.00$/),
      expect.stringMatching(/^Transfer\s+1\s+\$0.00\s+-\$4.00$/),
    ]);
    await axe(page, 'statement');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const text = await readFile(await file.path(), 'utf8');
    for (const words of ['104.00', '-4.00', 'dinner']) expect(text).toContain(words);
    await page.getByText(`Saved as ${file.suggestedFilename()}.`).waitFor();
    expect(asked.filter((url) => url.includes('/statements/'))).toHaveLength(1);
    expect(asked.filter((url) => url.includes('eyJ'))).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([
    ['JSON', 'json', '"104.00"'],
    ['XML', 'xml', 'camt.053'],
    ['PDF', 'pdf', '%PDF-'],
  ])('the statement is downloaded as %s', async (label, ending, words) => {
    const { page, close } = await walletPage('auditor', '?tab=statement');
    await page.getByLabel('Period').selectOption('other');
    await page.getByLabel('First day').fill('2020-01-01');
    await page.getByLabel('Last day').fill('2099-12-31');
    await page.getByLabel('Time zone', { exact: true }).last().fill('Europe/Berlin');
    await page.getByRole('button', { name: 'Show statement' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Download ${label}` }).click(),
    ]);
    expect(file.suggestedFilename().endsWith(`.${ending}`)).toBe(true);
    expect(await readFile(await file.path(), 'utf8')).toContain(words);
    await close();
  });

  test('the days and the time zone of a statement are checked before they are sent', async () => {
    const { page, close } = await walletPage('cashier', '?tab=statement');
    const zone = page.getByLabel('Time zone', { exact: true }).last();
    await zone.fill('Europe/Nowhere');
    await page.getByRole('button', { name: 'Show statement' }).click();
    await page.getByText('There is no time zone “Europe/Nowhere”.').waitFor();
    await zone.fill('UTC');
    await page.getByLabel('Period').selectOption('other');
    await page.getByLabel('First day').fill('2026-03-02');
    await page.getByLabel('Last day').fill('2026-03-01');
    await page.getByRole('button', { name: 'Show statement' }).click();
    await page.getByText('The last day is before the first.').waitFor();
    await close();
  });

  test('a deposit whose answer is lost is called unknown, and "Try again" pays it once', async () => {
    const { page, close } = await walletPage('cashier');
    const before = await book.depositsOf(book.alice);
    let lost = 0;
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation deposit')) return route.continue();
      await route.fetch();
      lost += 1;
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Deposit …', exact: true }).click();
    const form = page.getByRole('group', { name: 'Deposit', exact: true });
    await form.getByLabel('Amount in USD').fill('13.00');
    await form.getByRole('button', { name: 'Deposit', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deposit $13.00' }).dblclick();
    await form.getByText('The outcome is unknown').waitFor({ timeout: 120_000 });
    expect(await form.getByLabel('Amount in USD').isDisabled()).toBe(true);
    await picture(page, 'wallets-unknown');
    expect(lost).toBeGreaterThan(0);
    await page.unroute('**/graphql');
    await form.getByRole('button', { name: 'Try again' }).click();
    await form.getByText('Deposited: $13.00.').waitFor();
    expect(await book.depositsOf(book.alice)).toEqual([...before, '13.00']);
    await close();
  });

  test('an auditor reads everything about a wallet and a transaction, and is offered no action', async () => {
    const id = await book.deposit(book.alice, '2.00');
    const { page, complaints, close } = await walletPage('auditor');
    await page.getByRole('list', { name: 'Waiting' }).getByText('account ending in 12').waitFor();
    expect(await page.getByRole('button', { name: /…$/ }).count()).toBe(0);
    for (const tab of ['History', 'Transactions', 'Explain', 'Statement']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await page.getByRole('button', { name: /…$/ }).count()).toBe(0);
    }
    await page.evaluate(`location.hash = '/transactions/${id}'`);
    await page.getByRole('heading', { level: 1, name: 'Deposit of $2.00' }).waitFor();
    await page.getByRole('table', { name: 'Audit log' }).getByText('deposit').waitFor();
    await page.getByRole('table', { name: 'Entries' }).getByText('EXTERNAL').waitFor();
    expect(await page.getByRole('button', { name: /…$/ }).count()).toBe(0);
    await page.evaluate(`location.hash = '/wallets'`);
    await page.getByRole('table', { name: 'Wallets' }).waitFor();
    expect(await page.getByRole('button', { name: /…$/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test('the keyboard alone makes a deposit, and the focus stays on the page', async () => {
    const { page, close } = await walletPage('cashier');
    const before = await total(page).innerText();
    const focused = () =>
      page.evaluate<string>(
        'document.activeElement.textContent.trim() || document.activeElement.id',
      );
    const tabTo = async (words: string) => {
      for (let pressed = 0; pressed < 60; pressed += 1) {
        await page.keyboard.press('Tab');
        if ((await focused()) === words) return;
      }
      throw new Error(`Tab never reaches "${words}"`);
    };
    await page.locator('#main').focus();
    await tabTo('Deposit …');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Deposit', exact: true }).waitFor();
    const amount = page.getByLabel('Amount in USD').and(page.locator(':focus'));
    while ((await amount.count()) === 0) await page.keyboard.press('Tab');
    await page.keyboard.type('4.00');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo('Deposit $4.00');
    await page.keyboard.press('Enter');
    await page.getByText('Deposited: $4.00.').waitFor();
    expect(await total(page).innerText()).not.toBe(before);
    await page.locator('.outcome:focus').waitFor();
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('Another');
    await close();
  });

  test('what a check found about a wallet is a badge in the list, and stands with its numbers on the wallet', async () => {
    const broken = await book.spoiltWallet(gateway, 'broken');
    await book.reconcile(gateway);
    const { page, complaints, close } = await walletPage('auditor');
    await page.evaluate(`location.hash = '/wallets'`);
    const row = page.getByRole('table', { name: 'Wallets' }).getByRole('row');
    await row.filter({ hasText: 'broken' }).getByText('Book contradiction').first().waitFor();
    expect(await row.filter({ hasText: 'alice' }).getByText('Book contradiction').count()).toBe(0);
    await page.evaluate(`location.hash = '/wallets/${broken}'`);
    const findings = page.getByRole('region', { name: 'Findings' });
    await findings.getByText('Expected').first().waitFor();
    await axe(page, 'findings');
    expect(complaints).toEqual([]);
    await close();
  });

  describe('as an admin', () => {
    let opened: ConsolePage;
    let page: Page;
    beforeAll(async () => {
      opened = await walletPage('admin');
      page = opened.page;
    });
    afterAll(() => opened.close());
    const act = async (
      action: string,
      fields: Readonly<Record<string, string>>,
      button: string,
    ) => {
      await page.getByRole('button', { name: `${action} …`, exact: true }).click();
      const form = page.getByRole('group', { name: action, exact: true });
      for (const [label, value] of Object.entries(fields)) await form.getByLabel(label).fill(value);
      await form.locator('form button').first().click();
      await page.getByRole('dialog').getByRole('button', { name: button }).click();
      return form;
    };

    test('an admin lowers a balance by more than there is, and reads what is available and required', async () => {
      await page.getByRole('button', { name: 'Adjust balance …' }).click();
      await page.getByLabel('Direction').selectOption('DEBIT');
      const form = page.getByRole('group', { name: 'Adjust balance', exact: true });
      await form.getByLabel('Amount in USD').fill('5000');
      await form.getByLabel('Reason').fill('counted wrong');
      await form.getByRole('button', { name: 'Adjust balance', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Lower by $5,000.00' }).click();
      await form.getByText('INSUFFICIENT_FUNDS').waitFor();
      expect(await form.locator('.notice dl').innerText()).toMatch(/Required\s+\$5,000.00/);
      await picture(page, 'wallets-refused');
    });

    test('an admin sets a credit line, and the page shows it', async () => {
      const form = await act('Set credit line', { 'Limit in USD': '250' }, 'Allow $250.00');
      await form.getByText('The limit is $250.00').waitFor();
      await page
        .getByRole('region', { name: 'About this wallet' })
        .getByText('allowed up to $250.00')
        .waitFor();
    });

    test('an admin removes a display name that the owner chose', async () => {
      const form = await act('Remove display name', {}, 'Remove display name');
      await form.getByText('no display name any more').waitFor();
      await page.getByText('The owner calls this wallet “Alice”.').waitFor();
    });

    test('a wallet with money is not closed, and the refusal says why', async () => {
      const form = await act('Close wallet', { Reason: 'left us' }, 'Close wallet');
      await form.getByText('WALLET_NOT_EMPTY').waitFor();
    });

    test('an admin reverses a transaction, and it names its reversal', async () => {
      const id = await book.deposit(book.alice, '3.00');
      await page.evaluate(`location.hash = '/transactions/${id}'`);
      await page.getByRole('heading', { level: 1, name: 'Deposit of $3.00' }).waitFor();
      const form = await act('Reverse', { Reason: 'paid twice' }, 'Reverse: $3.00');
      await form.getByText('Reversed. The reversal of $3.00 is now completed.').waitFor();
      await page.getByText('Reversed by').waitFor();
      expect(await page.getByRole('button', { name: 'Reverse …' }).count()).toBe(0);
      expect(opened.complaints).toEqual([]);
    });
  });
});
