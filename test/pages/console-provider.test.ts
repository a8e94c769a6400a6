import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import { type ConsolePage, faultsOf, LOOKS, openConsole } from '../support/console.js';
import { freePort, GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';

const CHILD = join(import.meta.dirname, 'identity-provider-child.mjs');

describeInBrowser('signing in to the console with an identity provider', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  let provider: ChildProcess;
  let issuer: string;
  let opened: ConsolePage;
  /** The addresses of all requests. */
  const requests: string[] = [];

  beforeAll(async () => {
    issuer = `http://127.0.0.1:${String(await freePort())}`;
    gateway = await GatewayProcess.create({
      AUTH_JWT_SECRET: '',
      AUTH_JWKS_URL: `${issuer}/jwks`,
      AUTH_ISSUER: issuer,
      AUTH_AUDIENCE: 'https://book.example/api',
      AUTH_CONSOLE_CLIENT_ID: 'console',
    });
    let output = '';
    provider = spawn(
      process.execPath,
      [CHILD, new URL(issuer).port, `${gateway.url}/console/`],
      // Its input ends with this process.
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    for (const stream of [provider.stdout, provider.stderr])
      stream?.on('data', (text) => (output += String(text)));
    await until(
      () => output.includes('ready\n'),
      () => output,
    );
    [chromium] = await Promise.all([launchBrowser(), gateway.start()]);
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
    provider.kill();
  });

  const reason = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text });
  const leave = (page: Page) =>
    page.getByRole('button', { name: `Sign in with ${new URL(issuer).host}` }).click();
  /** Signs in at the provider, and agrees that the console gets a token. */
  const signInAt = async (page: Page, name: string) => {
    await page.locator('input[name=login]').fill(name);
    await page.locator('input[name=password]').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
  };
  const tokenRequests = () => requests.filter((url) => url === `${issuer}/token`).length;
  const grant = (page: Page) =>
    page.evaluate<string | null>(`sessionStorage['onebook-console:grant'] ?? null`);

  test('the console tells the identity provider from its gateway, and its policy allows that origin and no other', async () => {
    const told = await fetch(`${gateway.url}/console/sign-in.json`);
    expect(await told.json()).toEqual({
      hasDemoTokens: false,
      provider: {
        issuer,
        clientId: 'console',
        scope: 'openid',
        resource: 'https://book.example/api',
      },
    });
    const page = await fetch(`${gateway.url}/console/`);
    expect(page.headers.get('content-security-policy')).toContain(
      `; connect-src 'self' ${issuer};`,
    );
  });

  test('a cashier who signs in at the provider is signed in to the console at the route where they were', async () => {
    opened = await openConsole(chromium, gateway.url, { route: '/nowhere?of=today' });
    const { page } = opened;
    page.on('request', (request) => requests.push(request.url()));
    for (const look of LOOKS) expect(await faultsOf(page, look)).toEqual([]);
    await leave(page);
    await signInAt(page, 'cashier');
    await page.getByRole('heading', { level: 1, name: 'Not here' }).waitFor();
    await page.locator('.who', { hasText: 'cashier CASHIER' }).waitFor();
    expect(page.url()).toBe(`${gateway.url}/console/#/nowhere?of=today`);
    const asked = new URL(requests.find((url) => url.startsWith(`${issuer}/auth?`)) ?? '')
      .searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(asked.has('client_secret')).toBe(false);
  });

  test('neither code nor token of the provider reaches an address of the gateway or storage that outlives the tab', async () => {
    const { page } = opened;
    const ours = requests.filter((url) => url.startsWith(gateway.url));
    expect(ours.filter((url) => /[?&]code=|eyJ/.test(url))).toEqual([]);
    const outlives = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, document.cookie])',
    );
    expect(outlives).not.toContain('eyJ');
    await page.evaluate('history.back()');
    await page.waitForTimeout(500);
    expect(page.url()).not.toContain('code=');
    await page.goto(`${gateway.url}/console/#/nowhere?of=today`);
    await page.locator('.who', { hasText: 'cashier CASHIER' }).waitFor();
  });

  test('a token that is about to end is replaced by the refresh token, and the viewer notices nothing', async () => {
    const { page } = opened;
    const before = await grant(page);
    const count = tokenRequests();
    await until(() => tokenRequests() > count);
    await until(async () => (await grant(page)) !== before);
    await page.locator('[data-connection=live]').waitFor();
    await page.locator('.who', { hasText: 'cashier CASHIER' }).waitFor();
  });

  test('signing out forgets the tokens and ends the session of the provider, too', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${issuer}/session/end?**`);
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.waitForURL(`${gateway.url}/console/`);
    await page.getByLabel('Token', { exact: true }).waitFor();
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).toBe('{}');
    await leave(page);
    // It asks again, since its own session has ended.
    await page.locator('input[name=login]').waitFor();
  });

  test('a viewer who refuses at the provider is back at the sign-in page with the reason and the route', async () => {
    const { page } = opened;
    await page.goto(`${gateway.url}/console/#/nowhere?of=later`);
    await leave(page);
    await page.getByRole('link', { name: 'Cancel' }).click();
    await reason(page, 'failed: it refused (access_denied').waitFor();
    expect(page.url()).toBe(`${gateway.url}/console/#/nowhere?of=later`);
  });

  test('a member of the provider is told that the console is for staff', async () => {
    const { page } = opened;
    await leave(page);
    await signInAt(page, 'member');
    await reason(
      page,
      'The console is for staff: CASHIER, ADMIN, AUDITOR. member has MEMBER.',
    ).waitFor();
  });

  test.each([
    ['another state', 'another', undefined, 'this tab has not asked for its answer'],
    ['another issuer', undefined, 'https://other.example', '"iss"'],
  ])(
    'an answer with %s is refused, and its code is not exchanged',
    async (_, state, iss, words) => {
      const { page } = opened;
      await page.goto(`${gateway.url}/console/`);
      const left = requests.length;
      await leave(page);
      await page.waitForURL(`${issuer}/**`);
      const asked = requests.slice(left).find((url) => url.startsWith(`${issuer}/auth?`));
      const answer = new URLSearchParams({
        code: 'stolen',
        state: state ?? new URL(asked ?? '').searchParams.get('state') ?? '',
        iss: iss ?? issuer,
      });
      const count = tokenRequests();
      await page.goto(`${gateway.url}/console/#${answer.toString()}`);
      await reason(page, 'Signing in with the identity provider failed').waitFor();
      await reason(page, words).waitFor();
      expect(page.url()).toBe(`${gateway.url}/console/`);
      expect(tokenRequests()).toBe(count);
    },
  );

  test('the console has logged no error while it signed viewers in and out', () => {
    expect(opened.complaints).toEqual([]);
  });
});
