import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ConsoleMessage, Locator, Page } from 'playwright-core';
import { signToken } from '../../src/auth/sign.js';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import { GatewayProcess, SECRET } from '../support/gateway-process.js';

const root = join(import.meta.dirname, '..', '..');
/** The file to which `npm run picture` wants a picture of the page. */
const picture = process.env['ONEBOOK_PICTURE'];

describeInBrowser('the example page shows a cashier and a player one balance', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser | undefined;
  let page: Page;
  let link: string;
  /** Errors in the console, except for connections that could not be made. */
  const complaints: string[] = [];
  const origins = new Set<string>();
  const cashier = () => page.getByRole('region', { name: 'Cashier' });
  const player = () => page.getByRole('region', { name: 'Player' });

  beforeAll(async () => {
    gateway = await GatewayProcess.create({ DEMO: 'true' });
    chromium = await launchBrowser();
    await gateway.start();
    link = await linkTo(gateway);
    const context = await chromium.browser.newContext({ viewport: { width: 1200, height: 540 } });
    // Far longer than any step takes.
    context.setDefaultTimeout(120_000);
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !isOfConnection(message)) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    page.on('websocket', (socket) => origins.add(new URL(socket.url()).origin));
  });

  afterAll(async () => {
    await chromium?.close();
    await gateway.discard();
  });

  const deposit = async (amount: string) => {
    await cashier().getByLabel('Amount').fill(amount);
    await cashier().getByRole('button', { name: 'Deposit' }).click();
  };

  test('both panes show the balance of one book, and no token stays in the address', async () => {
    expect(gateway.output).toContain('node bin/onebook.js example');
    await page.goto(link);
    for (const pane of [cashier(), player()]) await shows(pane, 'live', '100.00');
    expect(page.url()).toBe(`${gateway.url}/examples/cashier-and-player/`);
    await page.evaluate(WATCH);
  });

  test('a deposit of the cashier moves the number of the player without a reload', async () => {
    await deposit('25.00');
    for (const pane of [cashier(), player()]) await shows(pane, 'live', '125.00');
    await cashier().getByText('25.00 USD deposited txn_').waitFor();
    expect(await cashier().getByLabel('Amount').inputValue()).toBe('');
    await player().getByRole('row', { name: 'deposit +25.00 125.00' }).waitFor();
    expect(await page.evaluate('window.marker')).toBe('still here');
    if (picture !== undefined)
      await page.screenshot({ path: picture, animations: 'disabled', caret: 'hide' });
  });

  test.each([
    ['0', 'INVALID_AMOUNT'],
    ['1.234', 'INVALID_AMOUNT'],
    ['9'.repeat(37), 'AMOUNT_TOO_LARGE'],
  ])('a deposit of %s is refused in the words of the gateway', async (amount, words) => {
    await deposit(amount);
    await cashier().locator('.outcome .bad', { hasText: words }).waitFor();
    await shows(player(), 'live', '125.00');
  });

  test('the gateway refuses an amount that it cannot read, and the browser logs that', async () => {
    await deposit('1,5');
    await cashier().locator('.outcome .bad', { hasText: '"1,5"' }).waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400 (Bad Request)')]);
  });

  test('a deposit whose answer is lost is sent again under its key and done once', async () => {
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation Deposit')) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await deposit('5.00');
    await cashier().getByText('Unknown whether 5.00 USD was deposited').waitFor();
    for (const pane of [cashier(), player()]) await shows(pane, 'live', '130.00');
    await page.unroute('**/graphql');
    // As good as a reload: the page keeps a deposit without an answer beyond it.
    await page.goto(link);
    await cashier().getByRole('button', { name: 'Send again' }).click();
    await cashier().getByText('5.00 USD deposited by the first attempt').waitFor();
    for (const pane of [cashier(), player()]) await shows(pane, 'live', '130.00');
    expect(await page.evaluate('window.marker')).toBe('still here');
  });

  test('both panes are right again without a reload after the gateway was killed', async () => {
    await gateway.end('SIGKILL');
    for (const pane of [cashier(), player()]) await shows(pane, 'reconnecting', '130.00');
    await cashier().getByText('reconnecting … last known').waitFor();
    await gateway.start();
    await depositElsewhere(gateway, '10.00');
    for (const pane of [cashier(), player()]) await shows(pane, 'live', '140.00');
    await deposit('1.00');
    for (const pane of [cashier(), player()]) await shows(pane, 'live', '141.00');
    expect(await page.evaluate('window.marker')).toBe('still here');
  });

  test('no version ever fell, the console shows no error, and the page asked no other origin', async () => {
    const versions = await page.evaluate<Record<string, number[]>>('window.versions');
    expect(Object.keys(versions).sort()).toEqual(['Cashier', 'Player']);
    for (const seen of Object.values(versions)) {
      expect(seen.length).toBeGreaterThan(3);
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
    }
    expect(complaints).toEqual([]);
    const { host } = new URL(gateway.url);
    expect([...origins].sort()).toEqual([`http://${host}`, `ws://${host}`]);
  });

  test('the page without tokens says how to get a link', async () => {
    const other = await page.context().newPage();
    await other.goto(`${gateway.url}/examples/cashier-and-player`);
    await other.getByText('node bin/onebook.js example').waitFor();
    await other.close();
  });

  test('the page with a token that expires shows the last number as the last, and why', async () => {
    const other = await page.context().newPage();
    const pane = other.getByRole('region', { name: 'Player' });
    const isLiveBeforeItEnds = async (ttlSeconds: number): Promise<boolean> => {
      const token = await signToken({
        secret: SECRET,
        sub: 'alice',
        roles: ['MEMBER'],
        ttlSeconds,
      });
      await other.goto(link.replace(/player=[^&]*/, `player=${token}`));
      const isLive = shows(pane, 'live', '141.00').then(() => true);
      const hasEnded = pane
        .getByRole('alert')
        .waitFor()
        .then(() => false);
      return Promise.race([isLive, hasEnded]);
    };
    // A busy machine can take longer to open the page than a short token lasts.
    for (let ttlSeconds = 6; !(await isLiveBeforeItEnds(ttlSeconds));) ttlSeconds *= 2;
    await shows(pane, 'ended', '141.00');
    await pane.getByRole('alert').filter({ hasText: 'expired' }).waitFor();
    await other.close();
  });

  test('the page with a token that is no good says so and shows no number', async () => {
    const other = await page.context().newPage();
    await other.goto(link.replace(/player=[^&]*/, 'player=none'));
    const pane = other.getByRole('region', { name: 'Player' });
    await pane.getByRole('alert').waitFor();
    expect(await pane.locator('[data-figure]').count()).toBe(0);
    await shows(other.getByRole('region', { name: 'Cashier' }), 'live', '141.00');
    await other.close();
  });
});

/**
 * Sets a marker that a reload would lose, and records every version that each pane shows from
 * now on.
 */
const WATCH = `
  window.marker = 'still here';
  window.versions = {};
  const look = () => {
    for (const element of document.querySelectorAll('.version')) {
      const number = Number(element.textContent.replace('version ', ''));
      const seen = (window.versions[element.closest('section').ariaLabel] ??= []);
      if (element.textContent !== '' && seen.at(-1) !== number) seen.push(number);
    }
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true,
  });
  look();
`;

/** Waits until a pane shows this phase and this available amount. */
async function shows(pane: Locator, phase: string, available: string): Promise<void> {
  const exactly = new RegExp(`^${available.replace('.', '\\.')}$`);
  await pane
    .locator(`[data-phase=${phase}]`)
    .locator('[data-figure=available]', { hasText: exactly })
    .waitFor();
}

/** Chromium logs a failed connection to the console, whatever the page makes of it. */
function isOfConnection(message: ConsoleMessage): boolean {
  return /ERR_CONNECTION_(REFUSED|RESET|CLOSED)|ERR_EMPTY_RESPONSE|WebSocket connection to .* failed/.test(
    message.text(),
  );
}

/** The link as a user gets it: from the command. */
async function linkTo(gateway: GatewayProcess): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'dist', 'programs', 'onebook.js'), 'example', '--url', gateway.url],
    { env: { PATH: process.env['PATH'], AUTH_JWT_SECRET: SECRET } },
  );
  return stdout.trim();
}

/** Deposits as another cashier, who is not on the page. */
async function depositElsewhere(gateway: GatewayProcess, amount: string): Promise<void> {
  const alice = await gateway.client('alice', 'MEMBER');
  const { viewer } = await alice.ask<{ viewer: { wallets: { id: string; currency: string }[] } }>(
    '{ viewer { wallets { id currency } } }',
  );
  const walletId = viewer.wallets.find(({ currency }) => currency === 'USD')?.id;
  const other = await gateway.client('another cashier', 'CASHIER');
  await other.ask('mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }', {
    input: { walletId, amount: { amount, currency: 'USD' }, idempotencyKey: randomUUID() },
  });
}
