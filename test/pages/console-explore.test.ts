import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FrameLocator } from 'playwright-core';
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
import { until } from '../support/until.js';

describeInBrowser('GraphiQL inside the console', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser;
  let opened: ConsolePage;
  let graphiql: FrameLocator;
  const asked: string[] = [];

  beforeAll(async () => {
    gateway = await GatewayProcess.create({ AUTH_JWT_SECRET: '', DEMO: 'true' });
    [chromium] = await Promise.all([launchBrowser(), gateway.start()]);
    opened = await openConsole(chromium, gateway.url);
    graphiql = opened.page.frameLocator('iframe[title=GraphiQL]');
    opened.page.on('request', (request) => asked.push(request.url()));
    await signInAs(opened.page, 'auditor');
  });
  afterAll(async () => {
    await chromium.close();
    await gateway.discard();
  });

  const query = (hasText: string) =>
    graphiql.locator('.graphiql-query-editor .view-lines', { hasText });
  const open = (name: string) =>
    opened.page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name }).click();

  test('the overview loads nothing of GraphiQL, and Explore runs an operation as the viewer of the console', async () => {
    const { page } = opened;
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(asked.filter((url) => url.includes('/playground/'))).toEqual([
      `${gateway.url}/playground/tokens`,
    ]);
    await open('Explore');
    // GraphiQL ignores tabs until its editors are there.
    await query('MyWallets').waitFor();
    await graphiql.locator('.graphiql-tab-button', { hasText: 'Treasury' }).click();
    await query('treasury').waitFor();
    await graphiql.locator('.tab-note [data-ready=true]').waitFor();
    await graphiql.locator('.graphiql-execute-button').click();
    await graphiql.locator('.result-window .view-lines', { hasText: 'memberTotal' }).waitFor();
    expect(await graphiql.locator('.token-bar').count()).toBe(0);
  });

  test('Explore has no fault of accessibility around GraphiQL, which takes the theme of the console', async () => {
    for (const look of LOOKS) {
      expect(await faultsOf(opened.page, look, { without: 'iframe' })).toEqual([]);
      await graphiql.locator(`body.graphiql-${look.theme}`).waitFor();
      await picture(opened.page, `explore-${String(look.width)}-${look.theme}`);
    }
  });

  test('what is typed into GraphiQL stays in the tab, and signing out forgets it with the token', async () => {
    const { page } = opened;
    const kept = (storage: string) => page.evaluate<string>(`JSON.stringify({ ...${storage} })`);
    await until(async () => (await kept('sessionStorage')).includes('treasury'));
    expect(await kept('localStorage')).not.toMatch(/treasury|eyJ/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token', { exact: true }).waitFor();
    expect(await kept('sessionStorage')).toBe('{}');
  });

  test('another viewer in the same tab explores with their own token', async () => {
    await signInAs(opened.page, 'cashier');
    await query('MyWallets').waitFor();
    await graphiql.locator('.graphiql-tab-button', { hasText: 'Treasury' }).click();
    await graphiql
      .locator('.tab-note [data-ready=false]', { hasText: 'This token has CASHIER' })
      .waitFor();
  });

  test('only this gateway may frame the playground, and none the console', async () => {
    const headers = async (path: string) => {
      const answer = await fetch(`${gateway.url}${path}`);
      const policy = answer.headers.get('content-security-policy') ?? '';
      return [answer.headers.get('x-frame-options'), /frame-ancestors [^;]+/.exec(policy)?.[0]];
    };
    expect(await headers('/playground/')).toEqual(['SAMEORIGIN', "frame-ancestors 'self'"]);
    expect(await headers('/console/')).toEqual(['DENY', "frame-ancestors 'none'"]);
  });

  test('the console and GraphiQL inside it have logged no error', () => {
    expect(opened.complaints).toEqual([]);
  });
});
