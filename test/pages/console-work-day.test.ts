import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import { type ConsolePage, openConsole, picture, signInAs } from '../support/console.js';
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
import { Receiver } from '../webhooks/receiver.js';

describeInBrowser("an admin's day at the work pages of the console", () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  let cashier: GatewayClient;
  let wallets: Readonly<Record<'alice' | 'bob' | 'carol', DemoWallet>>;
  let opened: ConsolePage;
  let page: Page;
  const receiver = new Receiver();

  beforeAll(async () => {
    [gateway, chromium] = await Promise.all([startDemoGateway(), launchBrowser()]);
    await receiver.start();
    cashier = await demoClient(gateway, 'cashier');
    wallets = await demoWallets(cashier);
    opened = await openConsole(chromium, gateway.url, { route: '/work/schedules' });
    ({ page } = opened);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signInAs(page, 'admin');
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
    await receiver.stop();
  });

  const open = async (name: string) => {
    await page.getByRole('navigation', { name: 'Work' }).getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const close = (name = 'Close') => page.getByRole('dialog').getByRole('button', { name }).click();
  const rowOf = (table: string, text: string) =>
    page
      .getByRole('table', { name: table })
      .locator('tbody')
      .getByRole('row')
      .filter({ hasText: text });

  test('a transfer is scheduled after a question that repeats both owners and the amount, and its run appears by itself', async () => {
    const form = section('New schedule');
    await form.getByRole('button', { name: 'Schedule it' }).click();
    await form.getByText('Enter the id of the wallet that pays, wal_…').waitFor();
    await form.getByLabel('From wallet').fill(wallets.alice.id);
    await form.getByLabel('To wallet').fill(wallets.bob.id);
    await form.getByLabel('Amount').fill('1.23');
    await form.getByLabel('Currency').fill('usd');
    const at = new Date(Date.now() + 15_000).toISOString().slice(0, 19);
    await form.getByLabel('At', { exact: true }).fill(at);
    await form.getByRole('button', { name: 'Schedule it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Schedule this transfer?' });
    await dialog.getByText('alice · main').waitFor();
    await dialog.getByText('bob · main').waitFor();
    await dialog.getByText('1.23 USD').waitFor();
    await picture(page, 'work-schedule-question');
    await dialog.getByRole('button', { name: 'Schedule it' }).click();
    await form.getByRole('link', { name: 'See its runs' }).click();
    const run = rowOf('Runs, newest first', 'Completed');
    await run.getByRole('link', { name: /^txn_/ }).waitFor();
    await picture(page, 'work-schedule-run');
    await rowOf('Schedules, newest first', 'transfer').getByText('Ended').waitFor();
  });

  test('a rule is scheduled by JSON, the gateway says what is wrong with it, and the schedule is paused, resumed and cancelled', async () => {
    const form = section('New schedule');
    await form.getByRole('button', { name: 'Another' }).click();
    await form.getByLabel('Mutation').selectOption('deposit');
    await form.getByLabel('Input').fill('{ "walletId": ');
    await form.getByLabel('When').selectOption('rule');
    await form.getByLabel('Cron rule').fill('0 9 * * MON-FRI');
    await form.getByLabel('Time zone of the rule').fill('Europe/Berlin');
    await form.getByRole('button', { name: 'Schedule it' }).click();
    await form.getByText('This is no JSON').waitFor();
    await form.getByLabel('Input').fill(JSON.stringify({ walletId: wallets.bob.id, amount: 3 }));
    await form.getByRole('button', { name: 'Schedule it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Schedule it' }).click();
    await form.getByText('Nothing was executed').waitFor();
    await picture(page, 'work-schedule-invalid');
    const input = JSON.stringify({ walletId: wallets.bob.id, amount: usd('3.00') });
    await form.getByLabel('Input').fill(input);
    await form.getByRole('button', { name: 'Schedule it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Schedule it' }).click();
    await form.getByText('Scheduled:').waitFor();
    const row = rowOf('Schedules, newest first', 'deposit');
    for (const [button, state] of [
      ['Pause', 'Paused'],
      ['Resume', 'Active'],
    ] as const) {
      await row.getByRole('button', { name: new RegExp(`^${button}`) }).click();
      await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
      await page.getByRole('dialog').getByText('Done.').waitFor();
      await close();
      await row.getByText(state).waitFor();
    }
    await row.getByRole('button', { name: /^Cancel/ }).click();
    await close('Cancel the schedule');
    await page.getByRole('dialog').getByText('Done.').waitFor();
    await close();
    await row.getByText('Cancelled').waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
  });

  test('a monitor is created, its alert arrives while the page is open, and it is acknowledged with a note', async () => {
    await open('Alerts');
    const form = section('New monitor');
    await form.getByLabel('Name').fill('Large deposits');
    await form.getByLabel('What it watches').selectOption('AMOUNT_ABOVE');
    await form.getByRole('button', { name: 'Create the monitor' }).click();
    await form.getByText('Enter an amount such as 100.00.').waitFor();
    await form.getByLabel('Amount').fill('50.00');
    await form.getByLabel('Currency').fill('USD');
    await form.getByRole('button', { name: 'Create the monitor' }).click();
    await form.getByText('Large deposits watches from now on').waitFor();
    const monitor = rowOf('Monitors, newest first', 'Large deposits');
    await monitor.getByText('$50.00').waitFor();
    await act(cashier, 'deposit', { walletId: wallets.bob.id, amount: usd('60.00') });
    await page.getByRole('status').filter({ hasText: 'New alert: ' }).waitFor();
    const alert = rowOf('Alerts, newest first', 'Large deposits');
    await monitor.getByRole('link', { name: '1 alert of Large deposits' }).waitFor();
    await picture(page, 'work-alert-raised');
    await alert.getByRole('button', { name: /^Acknowledge/ }).click();
    await page.getByRole('dialog').getByLabel('Note').fill('Called bob');
    await close('Acknowledge');
    await page.getByRole('dialog').getByText('Acknowledged.').waitFor();
    await close();
    await section('Alerts').getByText('There is no such alert.').waitFor();
    await page.getByLabel('State').selectOption('Acknowledged');
    await alert.getByText('Called bob').waitFor();
    expect(page.url()).toContain('#/work/alerts?state=ACKNOWLEDGED');
  });

  test('a monitor is paused, resumed and deleted', async () => {
    const monitor = rowOf('Monitors, newest first', 'Large deposits');
    for (const [button, state] of [
      ['Pause', 'Paused'],
      ['Resume', 'Active'],
    ] as const) {
      await monitor.getByRole('button', { name: `${button} Large deposits` }).click();
      await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
      await page.getByRole('dialog').getByText('Done.').waitFor();
      await close();
      await monitor.getByText(state).waitFor();
    }
    await monitor.getByRole('button', { name: 'Delete Large deposits' }).click();
    await close('Delete');
    await page.getByRole('dialog').getByText('Done.').waitFor();
    await close();
    await monitor.waitFor({ state: 'detached' });
  });

  test('a webhook is created, its secret is shown once and can be copied, and its deliveries appear with their answers', async () => {
    await open('Webhooks');
    const form = section('New webhook');
    await form.getByLabel('URL').fill('shop');
    await form.getByRole('button', { name: 'Create the webhook' }).click();
    await form.getByText('Enter a URL such as').waitFor();
    await form.getByLabel('URL').fill(receiver.url);
    await form.getByLabel('Types of events').fill('transaction.completed');
    await form.getByLabel('What it is for').fill('The shop');
    await form.getByRole('button', { name: 'Create the webhook' }).click();
    const secret = await form.getByText(/^whsec_/).innerText();
    await form.getByRole('button', { name: 'Copy the secret' }).click();
    await form.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
    await picture(page, 'work-webhook-created');
    await form.getByRole('button', { name: 'Another' }).click();
    expect(await page.evaluate<string>('document.body.innerText')).not.toContain(secret);
    const row = rowOf('Webhooks, newest first', receiver.url);
    await row.getByRole('button', { name: /^Test/ }).click();
    await close('Send it');
    await page
      .getByRole('dialog')
      .getByText(/^Delivered: status 2\d\d after \d+ ms/)
      .waitFor();
    await close();
    await row.getByRole('link', { name: `Show: deliveries to ${receiver.url}` }).click();
    await act(cashier, 'deposit', { walletId: wallets.bob.id, amount: usd('2.00') });
    const delivery = rowOf('Deliveries, newest first', 'transaction.completed');
    await delivery.getByText('Delivered').waitFor();
    await until(() => receiver.requests.some(({ body }) => body.type === 'transaction.completed'));
    await picture(page, 'work-webhook-delivery');
  });

  test('a webhook whose receiver fails shows why, gets a new secret, is paused, resumed, sent to again and deleted', async () => {
    receiver.answer = () => 'error';
    await act(cashier, 'deposit', { walletId: wallets.bob.id, amount: usd('2.50') });
    const failed = rowOf('Deliveries, newest first', 'Pending');
    await failed.getByText(/50\d/).first().waitFor();
    await picture(page, 'work-webhook-failing');
    receiver.answer = () => 'ok';
    const row = rowOf('Webhooks, newest first', receiver.url);
    await row.getByRole('button', { name: /^Rotate/ }).click();
    await close('Make a new secret');
    await page
      .getByRole('dialog')
      .getByText(/^whsec_/)
      .waitFor();
    await close();
    await row.getByText('old secret until').waitFor();
    for (const [button, state] of [
      ['Pause', 'Paused'],
      ['Resume', 'Active'],
    ] as const) {
      await row.getByRole('button', { name: new RegExp(`^${button}`) }).click();
      await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
      await page.getByRole('dialog').getByText('Done.').waitFor();
      await close();
      await row.getByText(state).waitFor();
    }
    const taken = receiver.requests.length;
    await page.getByText('Deliver again what happened since a moment').click();
    await page
      .getByLabel('Since')
      .fill(new Date(Date.now() - 3_600_000).toISOString().slice(0, 19));
    await section('Deliveries').getByRole('button', { name: 'Deliver again' }).click();
    await close('Deliver again');
    await page.getByText('It is being delivered again.').waitFor();
    await until(() => receiver.requests.length > taken);
    await row.getByRole('button', { name: /^Delete/ }).click();
    await close('Delete');
    await page.getByRole('dialog').getByText('Done.').waitFor();
    await close();
    await row.waitFor({ state: 'detached' });
  });

  test('a reconciliation is started and its result appears by itself, and the whole book is checked', async () => {
    await open('Reconciliations');
    await page.getByRole('button', { name: 'Start a run' }).click();
    await close('Start it');
    await page.getByRole('dialog').getByText('Asked for:').waitFor();
    await close();
    const run = rowOf('Reconciliations, newest first', 'admin');
    await run.getByText('Passed').waitFor();
    await run.getByRole('link', { name: /findings of/ }).click();
    await section('Findings of a run').getByText('There is no such finding.').waitFor();
    await page.getByRole('button', { name: 'Check the whole book' }).click();
    await page
      .getByText(/The book is correct: \d+ entries and \d+ wallets were checked\./)
      .waitFor();
    await page.getByText('Without a shadowed system there never is any.').waitFor();
    await picture(page, 'work-reconciliations');
  });

  test('the audit log is filtered by what was done and by whom, and shows the input that was sent', async () => {
    await open('Audit');
    const filter = page.getByRole('search', { name: 'Filter of the audit log' });
    await filter.getByLabel('Mutation').fill('createMonitor');
    await filter.getByLabel('Actor').fill('admin');
    await filter.getByRole('button', { name: 'Apply' }).click();
    const row = rowOf('Commands, newest first', 'createMonitor');
    await row.getByText('Input of createMonitor').click();
    expect(await row.getByRole('region').innerText()).toContain('"name": "Large deposits"');
    await picture(page, 'work-audit-input');
    await filter.getByLabel('Actor').fill('cashier');
    await filter.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('No command matches these filters.').waitFor();
    await filter.getByRole('button', { name: 'Clear' }).click();
    await rowOf('Commands, newest first', 'runReconciliation').first().waitFor();
    const soon = new Date(Date.now() + 3_600_000).toISOString().slice(0, 19);
    await filter.getByLabel('From').fill(soon);
    await filter.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('No command matches these filters.').waitFor();
  });

  test('a report is listed and given as CSV and as HTML', async () => {
    const owner = await gateway.owner();
    // A report of the day before yesterday, so that the gateway makes the one of yesterday.
    await owner.query(
      `INSERT INTO report (id, period, from_at, to_at, time_zone, log_end, content, created_at)
       SELECT gen_random_uuid(), 'DAY', today - interval '2 days', today - interval '1 day', 'UTC', 0, '{}', clock_timestamp()
         FROM (SELECT date_trunc('day', clock_timestamp(), 'UTC')) t (today)`,
    );
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const made = async (): Promise<boolean> => {
      const { rowCount } = await owner.query(
        `SELECT FROM report WHERE period = 'DAY' AND from_at = $1::timestamptz`,
        [`${yesterday}T00:00:00Z`],
      );
      return rowCount === 1;
    };
    await until(made);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    const row = rowOf('Reports, the newest first', 'Day').first();
    for (const [format, part] of [
      ['CSV', 'section'],
      ['HTML', '<!doctype html>'],
    ] as const) {
      const coming = page.waitForEvent('download');
      await row.getByRole('button', { name: new RegExp(`^${format}`) }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toBe(`onebook-day-${yesterday}.${format.toLowerCase()}`);
      const text = await readFile(await download.path(), 'utf8');
      expect(text.toLowerCase()).toContain(part);
    }
  });

  test('the console of the admin has logged no error', () => {
    expect(opened.complaints).toEqual([]);
  });
});
