import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import {
  type ConsolePage,
  faultsOf,
  LOOKS,
  openConsole,
  picture,
  signInAs,
} from '../support/console.js';
import { GatewayClient, GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';

interface Wallet {
  readonly id: string;
  readonly currency: string;
}

describeInBrowser('the overview of the console', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  let opened: ConsolePage;
  let cashier: GatewayClient;
  let wallet: Wallet;
  let deposits = 0;

  beforeAll(async () => {
    gateway = await GatewayProcess.create({ AUTH_JWT_SECRET: '', DEMO: 'true' });
    [chromium] = await Promise.all([launchBrowser(), gateway.start()]);
    cashier = await clientOf('cashier');
    const alice = await clientOf('alice');
    const { viewer } = await alice.ask<{ viewer: { wallets: Wallet[] } }>(
      '{ viewer { wallets { id currency } } }',
    );
    wallet = viewer.wallets.find(({ currency }) => currency === 'USD') as Wallet;
    await (
      await clientOf('admin')
    ).ask(
      `mutation ($input: CreateMonitorInput!) { createMonitor(input: $input) { __typename } }`,
      {
        input: {
          name: 'Large',
          on: 'AMOUNT_ABOVE',
          walletId: wallet.id,
          amount: { amount: '1000.00', currency: 'USD' },
          idempotencyKey: 'overview-monitor-0001',
        },
      },
    );
    opened = await openConsole(chromium, gateway.url);
    await signInAs(opened.page, 'admin');
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
  });

  const clientOf = async (sub: string): Promise<GatewayClient> => {
    const answer = await fetch(`${gateway.url}/playground/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: gateway.url },
      body: JSON.stringify({ sub }),
    });
    const { token } = (await answer.json()) as { token: string };
    return GatewayClient.withToken(gateway.url, token);
  };
  const deposit = (amount: string) =>
    cashier.ask(`mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`, {
      input: {
        walletId: wallet.id,
        amount: { amount, currency: 'USD' },
        idempotencyKey: `overview-deposit-${String((deposits += 1)).padStart(4, '0')}`,
      },
    });
  const plot = (name: string) => opened.page.getByRole('figure', { name, exact: true });
  /** The newest value of a series, as the plot names it. */
  const newest = (name: string, series: string) =>
    plot(name).getByRole('listitem').filter({ hasText: series }).getByRole('strong');

  test('deposits are seen in the plot of commands without a reload, and its table says the same in text', async () => {
    const commands = plot('Commands per second');
    await commands.locator('canvas').waitFor();
    for (let made = 0; made < 60; made += 1) await deposit('0.10');
    await newest('Commands per second', 'Done')
      .filter({ hasText: /^[1-9]/ })
      .waitFor();
    await commands.getByText('As a table').click();
    const row = commands.getByRole('row').nth(1);
    await row.getByText(await newest('Commands per second', 'Done').innerText()).waitFor();
    await commands.getByRole('columnheader', { name: 'Failed or unknown' }).waitFor();
  });

  test('an alert that is raised while the overview is open is counted and drawn at once', async () => {
    await opened.page.getByText('0 open', { exact: true }).waitFor();
    await deposit('1000.01');
    await opened.page.getByText('1 open', { exact: true }).waitFor();
    await newest('Open alerts', 'Open').getByText('1', { exact: true }).waitFor();
  });

  test('the last day of the treasury report is drawn as what the treasury has now, exactly', async () => {
    const { page } = opened;
    await page.getByLabel('Currency of the past days').selectOption('USD');
    await page.getByRole('button', { name: 'Show the last 30 days' }).click();
    const money = 'USD in wallets at the end of each day';
    await plot(money).locator('canvas').waitFor();
    const now = page.getByRole('row', { name: /^USD / }).getByRole('cell').first();
    // The table is read again every half minute.
    await until(
      async () => (await newest(money, 'In wallets').innerText()) === (await now.innerText()),
    );
    expect(await newest(money, 'In wallets').innerText()).toMatch(/^\$1,\d{3}\.\d{2}$/);
    expect(
      Number(await newest('Transactions in USD by day', 'Transactions').innerText()),
    ).toBeGreaterThanOrEqual(61);
  });

  test('a gateway that does not answer is shown as lost, and its time is a gap that names no figure', async () => {
    const { page, complaints } = opened;
    await page.route('**/graphql', (route) => route.abort());
    await page.locator('[data-connection=lost]').waitFor();
    await page.getByRole('alert').filter({ hasText: 'did not answer' }).first().waitFor();
    // Longer than the time after which the plot makes a gap.
    await page.waitForTimeout(17_000);
    await page.unroute('**/graphql');
    await page.locator('[data-connection=live]').waitFor();
    await plot('Commands per second').getByRole('cell', { name: 'no answer' }).first().waitFor();
    expect(complaints.splice(0).filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
  });

  test('the plots have no fault of accessibility at any width and in any theme, with their tables open', async () => {
    await opened.page.evaluate(
      'for (const one of document.querySelectorAll("details")) one.open = true',
    );
    for (const look of LOOKS) {
      expect(await faultsOf(opened.page, look)).toEqual([]);
      await picture(opened.page, `plots-${String(look.width)}-${look.theme}`);
    }
  });

  test('the overview has logged no error', () => {
    expect(opened.complaints).toEqual([]);
  });
});
