import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signToken } from '../../src/auth/sign.js';
import { developmentSecret } from '../../src/auth/development-secret.js';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import {
  type ConsolePage,
  faultsOf,
  LOOKS,
  openConsole,
  picture,
  signInAs,
} from '../support/console.js';
import { GatewayProcess } from '../support/gateway-process.js';
import { startTestServer } from '../support/http-server.js';

const root = join(import.meta.dirname, '..', '..');

describeInBrowser('the frame of the console', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  beforeAll(async () => {
    gateway = await GatewayProcess.create({ AUTH_JWT_SECRET: '', DEMO: 'true' });
    [chromium] = await Promise.all([launchBrowser(), gateway.start()]);
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
  });

  test('the console is served under a policy without any "unsafe" and without another origin', async () => {
    const page = await fetch(`${gateway.url}/console`);
    expect(page.url).toBe(`${gateway.url}/console/`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "frame-src 'self'",
      "img-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
  });

  test('the sign-in page has no fault of accessibility, and offers each person of the staff and no member', async () => {
    const { page, complaints, close } = await openConsole(chromium, gateway.url);
    const people = page.getByRole('group', { name: 'Sign in as' }).getByRole('button');
    await people.first().waitFor();
    expect(await people.allInnerTexts()).toEqual(['cashier', 'admin', 'auditor']);
    for (const look of LOOKS) {
      expect(await faultsOf(page, look)).toEqual([]);
      await picture(page, `sign-in-${String(look.width)}-${look.theme}`);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  describe.each(['cashier', 'admin', 'auditor'])('signed in as %s', (person) => {
    let opened: ConsolePage;
    beforeAll(async () => {
      opened = await openConsole(chromium, gateway.url);
      await signInAs(opened.page, person);
    });
    afterAll(() => opened.close());

    test(`the overview of ${person} shows live figures, and the treasury to those who may see it`, async () => {
      const { page } = opened;
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
      await page.locator('[data-connection=live]').waitFor();
      await page.getByText('0 open').waitFor();
      await page.getByText('Pushes per second').waitFor();
      const treasury = page.getByRole('table', { name: 'Treasury by currency' });
      if (person === 'cashier') expect(await treasury.count()).toBe(0);
      else await treasury.getByRole('row', { name: /^USD / }).waitFor();
    });

    test.each(LOOKS)(
      `the overview of ${person} has no fault of accessibility at $width px in $theme`,
      async (look) => {
        expect(await faultsOf(opened.page, look)).toEqual([]);
        await picture(opened.page, `overview-${person}-${String(look.width)}-${look.theme}`);
      },
    );

    test(`the token of ${person} is in this tab's storage only, and a reload keeps the session and the route`, async () => {
      const { page } = opened;
      await page.evaluate(`location.hash = '/nowhere?of=${person}'`);
      await page.getByRole('heading', { level: 1, name: 'Not here' }).waitFor();
      const kept = await page.evaluate<{ tab: string; outlives: string }>(
        `({ tab: JSON.stringify({ ...sessionStorage }), outlives: JSON.stringify([{ ...localStorage }, document.cookie]) })`,
      );
      const token = /eyJ[\w.-]+/.exec(kept.tab)?.[0] ?? 'none';
      expect(token.split('.')).toHaveLength(3);
      expect(kept.outlives).not.toContain('eyJ');
      expect(page.url()).toBe(`${gateway.url}/console/#/nowhere?of=${person}`);
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Not here' }).waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('Token', { exact: true }).waitFor();
      expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).toBe('{}');
      expect(page.url()).toBe(`${gateway.url}/console/#/nowhere?of=${person}`);
    });

    test(`the console of ${person} has logged no error`, () => {
      expect(opened.complaints).toEqual([]);
    });
  });

  const tokenOf = async (sub: string, role: 'MEMBER' | 'CASHIER', ttlSeconds = 3_600) =>
    signToken({
      secret: await developmentSecret(gateway.dataDir),
      sub,
      roles: [role],
      ttlSeconds,
    });
  const paste = async ({ page }: ConsolePage, token: string) => {
    await page.getByLabel('Token', { exact: true }).fill(token);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };

  test('a member is told that the console is for staff', async () => {
    const opened = await openConsole(chromium, gateway.url);
    await paste(opened, await tokenOf('alice', 'MEMBER'));
    await opened.page
      .getByRole('alert')
      .filter({ hasText: 'The console is for staff: CASHIER, ADMIN, AUDITOR. alice has MEMBER.' })
      .waitFor();
    await opened.close();
  });

  test('a token that is none, and one of another gateway, are refused with the reason', async () => {
    const opened = await openConsole(chromium, gateway.url);
    await paste(opened, 'Bearer half-of-it');
    const reason = opened.page.getByRole('alert');
    await reason.filter({ hasText: 'This is not a token of the gateway' }).waitFor();
    const secret = 'the secret of another gateway, also long enough';
    await paste(opened, await signToken({ secret, sub: 'eve', roles: ['ADMIN'], ttlSeconds: 60 }));
    await reason.filter({ hasText: 'The gateway does not accept this token' }).waitFor();
    await opened.close();
  });

  test('a token that ends while the console is open leads to the sign-in page, with the reason and without losing the route', async () => {
    const opened = await openConsole(chromium, gateway.url, { route: '/later?of=today' });
    await paste(opened, await tokenOf('carol', 'CASHIER', 4));
    await opened.page.getByRole('heading', { level: 1, name: 'Not here' }).waitFor();
    await opened.page.getByRole('alert').filter({ hasText: 'Your token expired at' }).waitFor();
    await paste(opened, await tokenOf('carol', 'CASHIER'));
    await opened.page.getByRole('heading', { level: 1, name: 'Not here' }).waitFor();
    expect(opened.page.url()).toContain('#/later?of=today');
    await opened.close();
  });

  test('the keyboard alone signs in, skips to the page and changes the theme', async () => {
    const opened = await openConsole(chromium, gateway.url);
    const { page } = opened;
    await page.getByRole('button', { name: 'auditor' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe(
      'Skip to the page',
    );
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    expect(page.url()).toBe(`${gateway.url}/console/#/`);
    await page.getByLabel('Theme').selectOption('dark');
    await page.locator('html[data-theme=dark]').waitFor();
    await opened.close();
  });
});

test('the console is served in production, too, and without its files the gateway says how to build it', async () => {
  const built = await startTestServer({ production: true, consoleDir: join(root, 'dist/console') });
  const missing = await startTestServer({ production: true });
  try {
    const page = await fetch(`${built.url}/console/`);
    expect(await page.text()).toContain('<title>Onebook console');
    const answer = await fetch(`${missing.url}/console/`);
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining('npm run build'),
    ]);
  } finally {
    await Promise.all([built.server.close(), missing.server.close()]);
  }
});
