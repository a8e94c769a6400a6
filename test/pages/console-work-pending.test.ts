import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
import {
  act,
  demoClient,
  demoWallets,
  type DemoWallet,
  startDemoGateway,
  usd,
} from '../support/console-demo.js';
import type { GatewayClient, GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';

/** Rows of the list. */
const rows = (page: Page) =>
  page.getByRole('table', { name: 'Waiting for a decision' }).locator('tbody').getByRole('row');

describeInBrowser('the list of what waits in the console', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  let alice: GatewayClient;
  let cashier: GatewayClient;
  let admin: GatewayClient;
  let wallets: Readonly<Record<'alice' | 'bob' | 'carol', DemoWallet>>;
  let atCounter: ConsolePage;
  let atDesk: ConsolePage;

  beforeAll(async () => {
    [gateway, chromium] = await Promise.all([startDemoGateway(), launchBrowser()]);
    [alice, cashier, admin] = await Promise.all([
      demoClient(gateway, 'alice'),
      demoClient(gateway, 'cashier'),
      demoClient(gateway, 'admin'),
    ]);
    wallets = await demoWallets(cashier);
    [atCounter, atDesk] = await Promise.all([
      openConsole(chromium, gateway.url, { route: '/work' }),
      openConsole(chromium, gateway.url, { route: '/work' }),
    ]);
    await signInAs(atCounter.page, 'cashier');
    await signInAs(atDesk.page, 'admin');
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
  });

  const withdraw = (amount: string, destination: string) =>
    act(alice, 'requestWithdrawal', {
      walletId: wallets.alice.id,
      amount: usd(amount),
      destination,
      expiresInSeconds: 7_200,
    });
  const balanceOf = async (client: GatewayClient, { id }: DemoWallet) => {
    const { wallet } = await client.ask<{ wallet: { balance: { total: { amount: string } } } }>(
      'query ($id: ID!) { wallet(id: $id) { balance { total { amount } } } }',
      { id },
    );
    return wallet.balance.total.amount;
  };

  test('a withdrawal that is requested appears by itself, with owner, amount, age, expiry and destination', async () => {
    const { page } = atCounter;
    await page.getByRole('heading', { name: /\d+ waiting/ }).waitFor();
    await withdraw('7.01', 'IBAN 0001');
    const row = rows(page).filter({ hasText: '$7.01' });
    await row.getByText('IBAN 0001').waitFor();
    const text = await row.innerText();
    expect(text).toContain('alice · ');
    expect(text).toMatch(/\b\d+ s\b/);
    expect(text).toContain('in 1 h 59 min');
    await row.getByRole('link', { name: 'Withdrawal' }).waitFor();
  });

  test('one person approves, and the list of another lets the item go and says who decided it', async () => {
    await withdraw('7.02', 'IBAN 0002');
    const here = rows(atCounter.page).filter({ hasText: '$7.02' });
    const there = rows(atDesk.page).filter({ hasText: '$7.02' });
    await there.waitFor();
    const before = await balanceOf(cashier, wallets.alice);
    await here.getByRole('button', { name: 'Approve withdrawal of alice, $7.02' }).click();
    const dialog = atCounter.page.getByRole('dialog', {
      name: 'Approve this withdrawal of $7.02?',
    });
    const said = await dialog.innerText();
    for (const part of ['alice', wallets.alice.id, '$7.02', 'IBAN 0002'])
      expect(said).toContain(part);
    await dialog.getByRole('button', { name: 'Approve $7.02' }).click();
    await dialog.getByText('Done: withdrawal of $7.02.').waitFor();
    await picture(atCounter.page, 'work-pending-approved');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await here.waitFor({ state: 'detached' });
    await there.waitFor({ state: 'detached' });
    await atDesk.page.getByText('Withdrawal of alice, $7.02: completed by cashier.').waitFor();
    await picture(atDesk.page, 'work-pending-meanwhile');
    expect(Number(before) - Number(await balanceOf(cashier, wallets.alice))).toBeCloseTo(7.02);
  });

  test('an approval that comes too late is refused in words, and the dialog says that the item does not wait any more', async () => {
    await withdraw('7.03', 'IBAN 0003');
    const there = rows(atDesk.page).filter({ hasText: '$7.03' });
    await there.getByRole('button', { name: /^Approve/ }).click();
    const dialog = atDesk.page.getByRole('dialog');
    await rows(atCounter.page)
      .filter({ hasText: '$7.03' })
      .getByRole('button', { name: /^Reject/ })
      .click();
    const mine = atCounter.page.getByRole('dialog');
    await mine.getByRole('button', { name: 'Reject $7.03' }).click();
    await mine.getByText('Enter a reason.').waitFor();
    expect(await mine.locator('.outcome').getAttribute('data-phase')).toBe('idle');
    await mine.getByLabel('Reason').fill('The account is closed.');
    await mine.getByRole('button', { name: 'Reject $7.03' }).click();
    await mine.getByText('Done: withdrawal of $7.03.').waitFor();
    await mine.getByRole('button', { name: 'Close' }).click();
    await dialog.getByText('It does not wait any more: failed.').waitFor();
    await dialog.getByRole('button', { name: 'Approve $7.03' }).click();
    await dialog.getByText('INVALID_TRANSITION').waitFor();
    await picture(atDesk.page, 'work-pending-late');
    expect(await dialog.innerText()).toMatch(/Refused: .*FAILED/);
    await dialog.getByRole('button', { name: 'Back' }).click();
    await there.waitFor({ state: 'detached' });
  });

  test('a deposit is confirmed by another person than the one who announced it, who is told so and offered no approval', async () => {
    await act(cashier, 'initiateDeposit', { walletId: wallets.bob.id, amount: usd('8.01') });
    const mine = rows(atCounter.page).filter({ hasText: '$8.01' });
    await mine.getByText('Your own request: another person approves it.').waitFor();
    expect(await mine.getByRole('button').allInnerTexts()).toEqual(['Fail']);
    const before = await balanceOf(admin, wallets.bob);
    await rows(atDesk.page)
      .filter({ hasText: '$8.01' })
      .getByRole('button', { name: /^Confirm/ })
      .click();
    const dialog = atDesk.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Confirm $8.01' }).click();
    await dialog.getByText('Done: deposit of $8.01.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await mine.waitFor({ state: 'detached' });
    expect(Number(await balanceOf(admin, wallets.bob)) - Number(before)).toBeCloseTo(8.01);
  });

  test('a repair that a cashier proposes is approved by an admin, and the cashier may only reject it', async () => {
    await act(cashier, 'proposeRepair', {
      walletId: wallets.carol.id,
      direction: 'CREDIT',
      amount: usd('8.02'),
      reason: 'A row was lost',
    });
    const mine = rows(atCounter.page).filter({ hasText: '+$8.02' });
    await mine.getByText('Reason: A row was lost').waitFor();
    expect(await mine.getByRole('button').allInnerTexts()).toEqual(['Reject']);
    await atDesk.page.getByLabel('What', { exact: true }).selectOption('Repairs');
    await rows(atDesk.page)
      .filter({ hasText: '+$8.02' })
      .getByRole('button', { name: /^Approve/ })
      .click();
    const dialog = atDesk.page.getByRole('dialog', { name: 'Approve this repair of +$8.02?' });
    await dialog.getByRole('button', { name: 'Approve +$8.02' }).click();
    await dialog.getByText('Done: repair of +$8.02.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await atDesk.page.getByText('Nothing waits.').waitFor();
    await atDesk.page.getByLabel('What', { exact: true }).selectOption('All of it');
    await mine.waitFor({ state: 'detached' });
  });

  test('an answer that is lost is called unknown, and "Try again" asks with the same key, so that the money is paid once', async () => {
    const { page, complaints } = atCounter;
    await withdraw('7.04', 'IBAN 0004');
    const before = await balanceOf(cashier, wallets.alice);
    const keys: string[] = [];
    let isLost = true;
    await page.route('**/graphql', async (route) => {
      const body = route.request().postData() ?? '';
      const key = /"idempotencyKey":"([^"]+)"/.exec(body)?.[1];
      if (key === undefined || !isLost) return route.continue();
      keys.push(key);
      // The gateway executes it, and the page never hears of that.
      await route.fetch();
      return route.abort();
    });
    await rows(page)
      .filter({ hasText: '$7.04' })
      .getByRole('button', { name: /^Approve/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Approve $7.04' }).click();
    await dialog.getByText('The outcome is unknown').waitFor();
    await picture(page, 'work-pending-unknown');
    const sent = keys.length;
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await until(() => keys.length > sent);
    isLost = false;
    await dialog.getByText('Done: withdrawal of $7.04.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.unroute('**/graphql');
    expect(new Set(keys).size).toBe(1);
    expect(Number(before) - Number(await balanceOf(cashier, wallets.alice))).toBeCloseTo(7.04);
    expect(complaints.splice(0).filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
  });

  test('the keyboard alone opens a question, leaves it with Escape, and the focus is back on its button', async () => {
    const { page } = atCounter;
    await withdraw('7.05', 'IBAN 0005');
    const button = rows(page)
      .filter({ hasText: '$7.05' })
      .getByRole('button', { name: /^Reject/ });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'Reject withdrawal of alice, $7.05',
    );
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Reason').focus();
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.getByText('Done: withdrawal of $7.05.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('the list and a question have no fault of accessibility at any width and in any theme', async () => {
    const { page } = atCounter;
    await act(alice, 'purchase', {
      walletId: wallets.alice.id,
      amount: usd('3.33'),
      reference: 'order-with-a-long-reference-0001',
      expiresInSeconds: 600,
    });
    await withdraw(
      '7.06',
      'A destination with many words, such as the name of a bank and a number',
    );
    await act(cashier, 'initiateDeposit', { walletId: wallets.bob.id, amount: usd('8.03') });
    const row = rows(page).filter({ hasText: '$7.06' });
    await row.waitFor();
    await rows(page).filter({ hasText: '$8.03' }).waitFor();
    for (const look of LOOKS) {
      expect(await faultsOf(page, look)).toEqual([]);
      await picture(page, `work-pending-${String(look.width)}-${look.theme}`);
    }
    await row.getByRole('button', { name: /^Reject/ }).click();
    for (const look of LOOKS) {
      expect(await faultsOf(page, look)).toEqual([]);
      await picture(page, `work-pending-dialog-${String(look.width)}-${look.theme}`);
    }
  });

  test('the two consoles have logged no error', () => {
    expect([...atCounter.complaints, ...atDesk.complaints]).toEqual([]);
  });
});
