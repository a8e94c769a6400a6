import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Browser,
  chromium,
  type ConsoleMessage,
  type Locator,
  type Page,
} from 'playwright-core';
import { signToken } from '../../src/auth/sign.js';
import { GatewayProcess, SECRET } from '../support/gateway-process.js';

const root = join(import.meta.dirname, '..', '..');
/** The file to which `npm run picture` wants a picture of the page. */
const picture = process.env['ONEBOOK_PICTURE'];

const missing = whyNoBrowser();
if (missing !== undefined) console.error(`The example page is NOT TESTED: ${missing}.`);
const describeWhereThereIsABrowser = missing === undefined ? describe : describe.skip;

describeWhereThereIsABrowser('the example page shows a cashier and a player one balance', () => {
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
    [join(root, 'dist', 'src', 'cli', 'main.js'), 'example', '--url', gateway.url],
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

/** A real Chromium without a window. */
interface TestBrowser {
  readonly browser: Browser;
  /** Ends it and removes its files. */
  close(): Promise<void>;
}

/**
 * Why there is no browser here; undefined where there is one. @sparticuz/chromium brings one for Linux
 * with glibc on x64; elsewhere CHROME_PATH can name a Chrome or Chromium that is installed.
 */
function whyNoBrowser(): string | undefined {
  if (chromePath() !== undefined) return undefined;
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const machine = `${process.platform} ${process.arch}`;
  if (machine === 'linux x64' && header.glibcVersionRuntime !== undefined) return undefined;
  return `no npm package brings a Chromium for ${machine} to this test: set CHROME_PATH to one that is installed`;
}

function chromePath(): string | undefined {
  return process.env['CHROME_PATH'] === '' ? undefined : process.env['CHROME_PATH'];
}

/** Starts Chromium in a temporary folder of its own, so that nothing installed on the machine matters. */
async function launchBrowser(): Promise<TestBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'onebook browser '));
  const remove = () => rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  try {
    const path = chromePath();
    const { executablePath, env } = path ? { executablePath: path, env: {} } : await unpack(home);
    const browser = await chromium.launch({
      executablePath,
      // Its sandbox needs a user who is not root and a kernel that lets users have namespaces. The only
      // page that it opens is ours.
      chromiumSandbox: false,
      env: { PATH: process.env['PATH'], HOME: home, TMPDIR: tmpdir(), ...env },
    });
    return {
      browser,
      close: async () => {
        await browser.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

interface Unpacked {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Unpacks @sparticuz/chromium. By itself it unpacks to fixed names in the temporary folder of all users,
 * and believes what it finds there; here it is another process, whose temporary folder is `home`.
 */
async function unpack(home: string): Promise<Unpacked> {
  const { stdout: executablePath } = await promisify(execFile)(
    process.execPath,
    [join(root, 'scripts/lib/jest/unpack-chromium.mjs')],
    {
      // Only where it takes itself to be in AWS Lambda does it unpack the libraries of `libraries`.
      env: { TMPDIR: home, HOME: home, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    },
  );
  const env = { ...(await fonts(home)), ...libraries(executablePath, home) };
  return { executablePath, env };
}

/** The package's one font and no other, so that a page looks the same on every machine. */
async function fonts(home: string): Promise<Record<string, string>> {
  const file = join(home, 'fonts.conf');
  const escaped = home.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <dir>${escaped}/fonts/fonts</dir><cachedir>${escaped}/font-cache</cachedir></fontconfig>`,
  );
  return { FONTCONFIG_FILE: file };
}

/**
 * Where the machine lacks libraries that Chromium needs (NSS, expat), those that the package brings.
 * @throws Error with what the loader says where it cannot run with them either
 */
function libraries(executablePath: string, home: string): Record<string, string> {
  const own = { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') };
  for (const env of [{}, own]) {
    const { status } = spawnSync(executablePath, ['--version'], { env });
    if (status === 0) return env;
  }
  const { stderr, error } = spawnSync(executablePath, ['--version'], { env: own });
  throw new Error(`Chromium does not run here: ${error?.message ?? String(stderr)}`);
}
