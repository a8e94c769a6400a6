import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { signToken } from '../../src/auth/sign.js';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import { GatewayProcess, SECRET, type GatewayClient } from '../support/gateway-process.js';
import { until } from '../support/until.js';
import { fillGateway, SMALL } from './full-gateway.js';
import { HoldingProxy } from './holding-proxy.js';
import { depositInto, openWallet } from './wallets.js';

const root = join(import.meta.dirname, '..', '..');
const pages = join(root, 'dist', 'examples', 'clients');
describeInBrowser('pages of another origin, with normalised caches,', () => {
  let gateway: GatewayProcess;
  let proxy: HoldingProxy;
  let origin: { readonly server: Server; readonly url: string };
  let chromium: TestBrowser;
  let context: BrowserContext;
  let page: Page;
  let staff: GatewayClient;
  let ids: { readonly ann: string; readonly bob: string };
  let owner: string;
  let complaints: string[];

  beforeAll(async () => {
    gateway = await GatewayProcess.create(SMALL);
    const building = promisify(execFile)(process.execPath, [
      join(root, 'scripts', 'build-page.mjs'),
      'examples/clients',
    ]);
    [chromium] = await Promise.all([launchBrowser(), gateway.start(), building]);
    proxy = await HoldingProxy.start(gateway.url);
    origin = await serve(pages);
    staff = await gateway.client('till', 'CASHIER');
  });

  afterAll(async () => {
    await chromium.close();
    origin.server.closeAllConnections();
    origin.server.close();
    await proxy.close();
    await gateway.discard();
  });

  beforeEach(async () => {
    owner = `ann ${randomUUID()}`;
    ids = {
      ann: await openWallet(staff, owner),
      bob: await openWallet(staff, `bob ${randomUUID()}`),
    };
    complaints = [];
    proxy.exchanges.length = 0;
  });

  afterEach(async () => {
    await context.close();
  });

  /** The page of a client, as the owner of `ids.ann`. Keeps each version that a view shows. */
  const open = async (client: string): Promise<void> => {
    context = await chromium.browser.newContext();
    // Far longer than any step takes.
    context.setDefaultTimeout(120_000);
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A refused request is logged by Chromium, whatever the page makes of it.
      if (message.type() === 'error' && !message.text().includes('503'))
        complaints.push(message.text());
    });
    const identity = { sub: owner, roles: ['MEMBER' as const], ttlSeconds: 3_600 };
    const token = await signToken({ secret: SECRET, ...identity });
    const link = new URLSearchParams({
      url: `${proxy.url}/graphql`,
      token,
      wallet: ids.ann,
      to: ids.bob,
    });
    await page.addInitScript(WATCH);
    await page.goto(`${origin.url}/${client}/#${link}`);
    await show('100.00', 1);
    await until(async () => (await pushes()) > 0);
  };

  /** Resolves when both views show this. */
  const show = async (available: string, version: number): Promise<void> => {
    for (const view of ['header', 'list'])
      await page
        .locator(`[data-view=${view}]`)
        .getByText(`${available} version ${version}`, { exact: true })
        .waitFor();
  };

  const pushes = async (): Promise<number> =>
    Number(await page.locator('[data-pushes]').textContent());

  const refresh = async (): Promise<() => Promise<void>> => {
    const before = Number(await page.locator('[data-refreshes]').textContent());
    await page.getByRole('button', { name: 'Refresh' }).click();
    return () =>
      page
        .locator('[data-refreshes]')
        .getByText(String(before + 1), { exact: true })
        .waitFor();
  };

  const deposit = (amount: string): Promise<unknown> => depositInto(staff, ids.ann, amount);

  /** Every version that either view has shown, in its order. */
  const shownVersions = (): Promise<Record<string, number[]>> => page.evaluate('window.versions');

  const expectNoneBack = async (): Promise<void> => {
    const seen = await shownVersions();
    expect(Object.keys(seen).sort()).toEqual(['header', 'list']);
    for (const versions of Object.values(seen))
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(complaints).toEqual([]);
  };

  describe.each(['apollo', 'urql', 'relay'])('with %s,', (client) => {
    test(`a push moves every view (${client})`, async () => {
      await open(client);
      const asked = proxy.exchanges.length;
      await deposit('25.00');
      await show('125.00', 2);
      // The push alone has moved them: no view asked again.
      expect(proxy.exchanges).toHaveLength(asked);
      await expectNoneBack();
    });

    test(`an answer that comes late moves no view back (${client})`, async () => {
      await open(client);
      const held = proxy.holdNext(client === 'relay' ? 'WalletsListQuery' : 'WalletList');
      const answered = await refresh();
      const { text, release } = await held;
      expect(text).toContain('"version":1');
      await deposit('25.00');
      await show('125.00', 2);
      release();
      await answered();
      await show('125.00', 2);
      await expectNoneBack();
    });

    test(`a push that comes late moves no view back (${client})`, async () => {
      await open(client);
      proxy.holdPushes();
      await deposit('25.00');
      await proxy.untilHeld(/"version":2/);
      await deposit('5.00');
      const answered = await refresh();
      await answered();
      await show('130.00', 3);
      const before = await pushes();
      proxy.releaseHeld();
      await until(async () => (await pushes()) > before);
      await show('130.00', 3);
      proxy.stopHolding();
      await expectNoneBack();
    });

    test(`a payment moves every view, and a refusal none (${client})`, async () => {
      await open(client);
      await pay('40.00');
      await outcome(/^paid: txn_/);
      await show('60.00', 2);
      await pay('60.01');
      await outcome(/^refused: 60.00 of 60.01 available$/);
      await show('60.00', 2);
      await expectNoneBack();
    });

    test(`a payment that finds the gateway full is sent again with its key, and done once (${client})`, async () => {
      await open(client);
      const free = await fillGateway(gateway);
      await pay('40.00');
      await until(() => transfers().some(({ response }) => response?.status === 503));
      const refusals = transfers().filter(({ response }) => response?.status === 503);
      expect(refusals[0]?.response?.text).toContain('OVERLOADED');
      await free();
      await outcome(/^paid: txn_/);
      await show('60.00', 2);
      const bodies = new Set(transfers().map(({ body }) => body));
      expect([...bodies]).toHaveLength(1);
      await expectNoneBack();
    });
  });

  test('urql queries by GET at its defaults, from another origin', async () => {
    await open('urql');
    const gets = proxy.exchanges.filter(({ method }) => method === 'GET');
    expect(gets.map(({ response }) => response?.status)).toEqual([200, 200]);
    expect(proxy.exchanges.some(({ method }) => method === 'OPTIONS')).toBe(true);
    expect(proxy.exchanges.some(({ method }) => method === 'POST')).toBe(false);
  });

  const pay = async (amount: string): Promise<void> => {
    await page.getByLabel('Amount').fill(amount);
    await page.getByRole('button', { name: 'Pay' }).click();
  };

  const outcome = (text: RegExp): Promise<void> =>
    page.getByRole('status').filter({ hasText: text }).waitFor();

  const transfers = (): HoldingProxy['exchanges'] =>
    proxy.exchanges.filter(({ method, body }) => method === 'POST' && body.includes('mutation'));
});

/** Keeps in `window.versions` each version that a view shows. */
const WATCH = `
  window.versions = {};
  const look = () => {
    for (const view of document.querySelectorAll('[data-view]')) {
      const version = Number(view.textContent.split(' version ')[1]);
      const seen = (window.versions[view.dataset.view] ??= []);
      if (!Number.isNaN(version) && seen.at(-1) !== version) seen.push(version);
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
`;

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Serves the files of a folder, under an origin of their own. */
async function serve(folder: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const path = normalize(request.url ?? '/').replace(/\/$/, '/index.html');
    readFile(join(folder, path)).then(
      (content) => {
        response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}
