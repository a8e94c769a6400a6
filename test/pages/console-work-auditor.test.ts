import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import {
  type ConsolePage,
  faultsOf,
  LOOKS,
  openConsole,
  picture,
  signInAs,
} from '../support/console.js';
import { act, demoClient, demoWallets, startDemoGateway, usd } from '../support/console-demo.js';
import type { GatewayClient, GatewayProcess } from '../support/gateway-process.js';
import { Receiver } from '../webhooks/receiver.js';

/** Buttons that change nothing: filters, pages, files, and the check of the book. */
const READING = /^(Apply|Clear|First|Next|Previous|Dismiss|Check the whole book|(CSV|HTML)\b.*)$/;

/** The work pages, with their headings and what each of them shows of the book below. */
const PAGES = [
  { path: '/work', heading: 'Waiting for a decision', shows: 'To a bank' },
  { path: '/work/alerts?state=ALL', heading: 'Alerts', shows: 'Watch all' },
  { path: '/work/schedules', heading: 'Schedules', shows: '0 9 * * MON' },
  { path: '/work/webhooks', heading: 'Webhooks', shows: 'The shop' },
  { path: '/work/reconciliations', heading: 'Reconciliations', shows: 'Passed' },
  { path: '/work/audit', heading: 'Audit', shows: 'scheduleTransaction' },
] as const;

describeInBrowser('the work pages of the console', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  let auditor: GatewayClient;
  let withdrawalId: string;
  const receiver = new Receiver();

  beforeAll(async () => {
    [gateway, chromium] = await Promise.all([startDemoGateway(), launchBrowser()]);
    await receiver.start();
    const [alice, cashier, admin] = await Promise.all([
      demoClient(gateway, 'alice'),
      demoClient(gateway, 'cashier'),
      demoClient(gateway, 'admin'),
    ]);
    auditor = await demoClient(gateway, 'auditor');
    const wallets = await demoWallets(cashier);
    const to = { walletId: wallets.alice.id };
    await act(alice, 'requestWithdrawal', {
      ...{ ...to, amount: usd('5.00'), destination: 'To a bank' },
    });
    const { transactions } = await admin.ask<{
      transactions: { edges: { node: { id: string } }[] };
    }>('{ transactions(filter: { kinds: [WITHDRAWAL] }, first: 1) { edges { node { id } } } }');
    withdrawalId = transactions.edges[0]!.node.id;
    const webhook = { url: receiver.url, description: 'The shop' };
    const watch = { on: 'AMOUNT_ABOVE', amount: usd('10.00') };
    const schedule = {
      ...{ mutation: 'deposit', input: { ...to, amount: usd('1.00') } },
      ...{ cron: '0 9 * * MON', timeZone: 'UTC' },
    };
    for (const [name, input] of [
      ['createWebhook', webhook],
      ['createMonitor', { name: 'Watch all', ...watch }],
      ['scheduleTransaction', schedule],
      ['runReconciliation', {}],
      ['deposit', { ...to, amount: usd('11.00') }],
    ] as const)
      await act(admin, name, input);
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
    await receiver.stop();
  });

  describe.each(['auditor', 'admin'] as const)('signed in as %s', (person) => {
    let opened: ConsolePage;
    beforeAll(async () => {
      opened = await openConsole(chromium, gateway.url);
      await signInAs(opened.page, person);
    });
    afterAll(() => opened.close());

    test.each(PAGES)(
      `${person} reads $path, with no fault of accessibility and no sideways scrolling at any width and in any theme`,
      async ({ path, heading, shows }) => {
        const { page } = opened;
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        await page.getByText(shows).first().waitFor();
        const names = await page.locator('main button').allInnerTexts();
        const acts = names.filter((name) => !READING.test(name));
        if (person === 'auditor') expect(acts).toEqual([]);
        else if (path !== '/work/audit') expect(acts).not.toEqual([]);
        const name = path.replace(/\?.*/, '').slice(1).replace('/', '-');
        for (const look of LOOKS) {
          expect(await faultsOf(page, look)).toEqual([]);
          await picture(page, `${name}-${person}-${String(look.width)}-${look.theme}`);
        }
      },
    );

    test(`the console of ${person} has logged no error`, () => {
      expect(opened.complaints).toEqual([]);
    });
  });

  test('the gateway itself refuses an auditor who decides, whatever a page offers', async () => {
    const { errors } = await auditor.send(
      `mutation ($input: ApproveWithdrawalInput!) { approveWithdrawal(input: $input) { __typename } }`,
      { input: { transactionId: withdrawalId, idempotencyKey: 'auditor-approves-0001' } },
    );
    expect(errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'FORBIDDEN' }) }),
    ]);
  });

  test('a cashier is offered the pages that a cashier may see, and is told for whom another one is', async () => {
    const { page, close } = await openConsole(chromium, gateway.url, { route: '/work' });
    await signInAs(page, 'cashier');
    const links = page.getByRole('navigation', { name: 'Work' }).getByRole('link');
    await links.first().waitFor();
    expect(await links.allInnerTexts()).toEqual([
      ...['Waiting', 'Alerts', 'Schedules', 'Reconciliations'],
    ]);
    await page.evaluate(`location.hash = '/work/audit'`);
    await page.getByText('Audit is for ADMIN, AUDITOR. You are CASHIER.').waitFor();
    await page.evaluate(`location.hash = '/work/reconciliations'`);
    await page.getByText('Without a shadowed system there never is any.').waitFor();
    expect(await page.locator('main h2').allInnerTexts()).toEqual(['Drift of a shadowed system']);
    await page.evaluate(`location.hash = '/work/alerts'`);
    const alert = page
      .getByRole('table', { name: 'Alerts' })
      .getByRole('row')
      .filter({ hasText: 'Watch all' });
    await alert.getByRole('button', { name: /^Acknowledge/ }).waitFor();
    expect(await page.getByRole('heading', { name: 'New monitor' }).count()).toBe(0);
    await close();
  });
});
