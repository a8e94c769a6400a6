import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Page, Request } from 'playwright-core';
import { EXAMPLES } from '../../playground/examples/examples.js';
import { describeInBrowser, launchBrowser, type TestBrowser } from '../support/browser.js';
import { GatewayProcess } from '../support/gateway-process.js';
import { startTestServer } from '../support/http-server.js';
import { until } from '../support/until.js';

const root = join(import.meta.dirname, '..', '..');

/** What the page sends in the body of a POST to /graphql. */
interface Sent {
  readonly operationName?: string;
  readonly variables?: {
    readonly input?: { readonly idempotencyKey: string; readonly amount?: object };
  };
}

/** Answers to the operations of the tabs. */
interface Answer {
  readonly data?: Record<string, { readonly __typename?: string; readonly replayed?: boolean }>;
  readonly errors?: unknown;
}

function bodyOf(request: Request): Sent {
  return JSON.parse(request.postData() ?? '{}') as Sent;
}

/** The roles of a root field, as the text of the SDL has them: independent of what the page was built with. */
function rolesOf(field: string, file: string): string[] {
  const sdl = readFileSync(join(root, 'schema', `${file}.graphql`), 'utf8');
  const may = new RegExp(`^  ${field}\\b(?:[^@](?!^  \\w))*@may\\(roles: \\[([A-Z, ]+)\\]\\)`, 'm');
  const roles = may.exec(sdl)?.[1];
  if (roles === undefined) throw new Error(`${field} has no @may in ${file}.graphql`);
  return roles.split(', ');
}

/** Where the root field of each tab stands in schema/. */
const FILES: Readonly<Record<string, string>> = {
  MyWallets: 'viewer',
  OpenWallet: 'wallet',
  Deposit: 'deposit',
  Transfer: 'transfer',
  Withdraw: 'withdrawal',
  Approve: 'withdrawal',
  Follow: 'live',
  Purchase: 'purchase',
  Refund: 'purchase',
  Sales: 'transaction',
  Post: 'posting',
  Treasury: 'treasury',
  Verify: 'integrity',
  Monitoring: 'monitoring',
};

const TABS = EXAMPLES.map(({ name, query }) => {
  const operation = parse(query).definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const [selection] = operation?.selectionSet.selections ?? [];
  const field = selection?.kind === Kind.FIELD ? selection.name.value : '';
  return { name, field, roles: rolesOf(field, FILES[name] ?? name) };
});

describeInBrowser('the playground in a browser', () => {
  let gateway: GatewayProcess;
  let chromium: TestBrowser | undefined;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    // It makes its own secret, in a data directory with spaces in its name.
    gateway = await GatewayProcess.create({
      AUTH_JWT_SECRET: '',
      AUTH_ISSUER: "the dev's own",
      AUTH_AUDIENCE: 'one book',
      DEMO: 'true',
    });
    [chromium] = await Promise.all([launchBrowser(), gateway.start()]);
    page = await open(`${gateway.url}/playground/`);
  });
  afterAll(async () => {
    await chromium?.close();
    await gateway.discard();
  });

  async function open(url: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
    const context = await chromium?.browser.newContext({ viewport: { width: 1440, height: 900 } });
    if (context === undefined) throw new Error('there is no browser');
    // Far longer than any step takes.
    context.setDefaultTimeout(120_000);
    const opened = await context.newPage();
    await prepare?.(opened);
    opened.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    opened.on('pageerror', (error) => complaints.push(error.message));
    await opened.goto(url);
    await opened.locator('.graphiql-tab-button').first().waitFor();
    return opened;
  }

  const note = (ready: boolean) => page.locator(`.tab-note [data-ready=${String(ready)}]`);
  const result = (text: string | RegExp) =>
    page.locator('.result-window .view-lines', { hasText: text }).waitFor();
  const press = () => page.locator('.graphiql-execute-button').click();

  const choose = async (person: string) => {
    await page.getByRole('button', { name: person, exact: true }).click();
    const role = /[A-Z]+/.exec(person)?.[0] ?? '';
    await page.locator('.token-bar output', { hasText: role }).waitFor();
    // Every role may see its own wallets, so this says that the page has read what the viewer sees.
    await show('MyWallets');
    await note(true).waitFor();
  };
  const tab = (name: string) =>
    page.locator('.graphiql-tab-button', { hasText: new RegExp(`^${name}$`) });
  const show = (name: string) => tab(name).click();

  /** Presses play on the tab in front. @returns what was sent and what came back */
  const send = async (name: string): Promise<{ sent: Sent; answer: Answer }> => {
    const [response] = await Promise.all([
      page.waitForResponse((one) => bodyOf(one.request()).operationName === name),
      press(),
    ]);
    return { sent: bodyOf(response.request()), answer: (await response.json()) as Answer };
  };

  const variables = () =>
    page.locator('section[aria-label=Variables] .graphiql-editor:not(.hidden) .view-lines');
  /** Puts a text in the place of the variables, as a user does. */
  const edit = async (values: object) => {
    await variables().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(JSON.stringify(values));
    // The editor has closed brackets that the text closes itself.
    await page.keyboard.press('Control+Shift+End');
    await page.keyboard.press('Delete');
  };

  describe.each([
    ['alice (MEMBER)', 'MEMBER'],
    ['CASHIER', 'CASHIER'],
    ['ADMIN', 'ADMIN'],
    ['AUDITOR', 'AUDITOR'],
  ])('with the token of %s, which is a click away', (person, role) => {
    beforeAll(() => choose(person));

    test.each(TABS)(
      `the tab $name works for ${role} at the first press, or says whose it is`,
      async (tab) => {
        const { name, field, roles } = tab;
        await show(name);
        if (!roles.includes(role)) {
          const words = `${field} is for the role ${roles.slice(0, -1).join(', ')} or ${roles.at(-1) ?? ''}. This token has ${role}`;
          await note(false).filter({ hasText: words }).waitFor();
          const requests: Request[] = [];
          // The page may load a part of itself meanwhile.
          const record = (request: Request) => {
            if (new URL(request.url()).pathname.startsWith('/graphql')) requests.push(request);
          };
          page.on('request', record);
          await press();
          await result('notSent');
          page.off('request', record);
          expect(requests.map(bodyOf)).toEqual([]);
          return;
        }
        await note(true).waitFor();
        if (name === 'Follow') {
          await press();
          await result('balanceChanged');
          await press();
          return;
        }
        const { answer } = await send(name);
        expect(answer.errors).toBeUndefined();
        const payload = answer.data?.[field];
        if (payload?.__typename !== undefined) expect(payload.__typename).toMatch(/Payload$/);
        await result('"data"');
      },
    );
  });

  test('a second press is a retry, another amount is another intent, and so is "New intent"', async () => {
    await choose('CASHIER');
    await show('Deposit');
    await page.getByRole('button', { name: 'New intent' }).click();
    const keyOf = ({ sent }: { sent: Sent }) => sent.variables?.input?.idempotencyKey;
    const first = await send('Deposit');
    const retry = await send('Deposit');
    expect(keyOf(retry)).toBe(keyOf(first));
    expect([first, retry].map(({ answer }) => answer.data?.['deposit']?.replayed)).toEqual([
      false,
      true,
    ]);
    const { input } = first.sent.variables ?? {};
    await edit({ input: { ...input, amount: { ...input?.amount, amount: '7.00' } } });
    const other = await send('Deposit');
    expect(keyOf(other)).not.toBe(keyOf(first));
    expect(other.answer.data?.['deposit']?.replayed).toBe(false);
    await variables()
      .filter({ hasText: keyOf(other) ?? '' })
      .waitFor();
    await page.getByRole('button', { name: 'New intent' }).click();
    const another = await send('Deposit');
    expect(keyOf(another)).not.toBe(keyOf(other));
    expect(another.answer.data?.['deposit']?.replayed).toBe(false);
  });

  test('another token fills in the tabs, except for what the user has edited', async () => {
    await choose('ADMIN');
    await show('Deposit');
    await variables().filter({ hasText: '"7.00"' }).waitFor();
    await show('Follow');
    await note(true).waitFor();
    const before = await variables().innerText();
    await choose('alice (MEMBER)');
    await show('Follow');
    await note(true).waitFor();
    expect(await variables().innerText()).not.toBe(before);
    await show('Deposit');
    await variables().filter({ hasText: '"7.00"' }).waitFor();
  });

  test('the token of the page is in no address and no storage, and a reload forgets it', async () => {
    const token = await page.getByLabel('Token', { exact: true }).inputValue();
    expect(token).toMatch(/^eyJ/);
    expect(page.url()).toBe(`${gateway.url}/playground/`);
    // GraphiQL stores the tab in front half a second after a change.
    await until(() =>
      page.evaluate(
        `localStorage['graphiql:query']?.includes('mutation Deposit') && localStorage['graphiql:variables']?.includes('7.00')`,
      ),
    );
    const kept = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    );
    expect(kept).toContain('Deposit');
    expect(kept).not.toContain(token.slice(-40));
    await page.reload();
    await note(false).filter({ hasText: 'Choose a token first.' }).waitFor();
    expect(await page.getByLabel('Token', { exact: true }).inputValue()).toBe('');
  });

  test('the keyboard alone chooses a token and runs a tab', async () => {
    await page.getByRole('button', { name: 'AUDITOR', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.locator('[aria-pressed=true]', { hasText: 'AUDITOR' }).waitFor();
    await tab('Treasury').focus();
    await page.keyboard.press('Enter');
    await note(true).waitFor();
    await variables().click();
    await page.keyboard.press('Control+Enter');
    await result('memberTotal');
  });

  test('a press before the editors have loaded goes out once they have', async () => {
    let load: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (load = resolve));
    const early = await open(`${gateway.url}/playground/`, (opened) =>
      opened.route(/\/monaco-editor-[^/]+\.js$/, async (route) => {
        await held;
        await route.continue();
      }),
    );
    const asked: Sent[] = [];
    early.on('request', (request) => {
      if (request.url() === `${gateway.url}/graphql`) asked.push(bodyOf(request));
    });
    const sent = () => asked.filter(({ operationName }) => operationName === 'MyWallets').length;
    await early.getByRole('button', { name: 'alice (MEMBER)', exact: true }).click();
    await early
      .locator('.tab-note [data-ready=false]', { hasText: 'Loading the editors' })
      .waitFor();
    const response = early.waitForResponse(
      (one) =>
        one.url().endsWith('/graphql') && bodyOf(one.request()).operationName === 'MyWallets',
    );
    await early.locator('.graphiql-execute-button').click();
    await early.locator('.graphiql-execute-button').click();
    expect(sent()).toBe(0);
    load();
    expect(await (await response).json()).toMatchObject({ data: { viewer: { id: 'alice' } } });
    await early.locator('.tab-note [data-ready=true]').waitFor();
    await early.locator('.result-window .view-lines', { hasText: '"alice"' }).waitFor();
    expect(sent()).toBe(1);
    await early.context().close();
  });

  test('a page of another origin on this machine gets no token', async () => {
    const other = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Another</title>');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const stranger = await page.context().newPage();
      await stranger.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
      for (const mode of ['cors', 'no-cors']) {
        const read = await stranger.evaluate(
          `fetch('${gateway.url}/playground/tokens', { method: 'POST', mode: '${mode}', body: '{"sub":"alice"}' })
            .then(() => 'read', () => 'blocked')`,
        );
        expect([mode, read]).toEqual([mode, 'blocked']);
      }
      await stranger.close();
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });

  test('the playground of a gateway in production says why it has no schema, and offers no token', async () => {
    const production = await startTestServer({
      playgroundDir: join(root, 'dist', 'playground'),
      production: true,
    });
    try {
      expect(complaints.splice(0)).toEqual([]);
      const there = await open(`${production.url}/playground/`);
      await there
        .locator('.result-window .view-lines', { hasText: 'does not show its schema here' })
        .waitFor();
      expect(await there.locator('.people').count()).toBe(0);
      await there.close();
      // Chromium logs the refusals of the schema and of the tokens.
      for (const complaint of complaints.splice(0))
        expect(complaint).toMatch(/^Failed to load resource: .* (401|404)/);
    } finally {
      await production.server.close();
    }
  });

  test('the page has logged no error', () => {
    expect(complaints).toEqual([]);
  });

  /** The command after a label of the banner. */
  const printed = (label: string): string => {
    const command = new RegExp(`^  ${label} +(.*)$`, 'm').exec(gateway.output)?.[1];
    if (command === undefined) throw new Error(`no line "${label}" in:\n${gateway.output}`);
    return command;
  };
  /** Runs what a person copies into a new shell, which has only PATH. */
  const paste = async (command: string): Promise<string> => {
    const env = { PATH: process.env['PATH'] };
    const { stdout } = await promisify(execFile)('sh', ['-c', command], { cwd: root, env });
    return stdout.trim();
  };

  test('the token command of the start banner, copied, prints a token that the playground takes', async () => {
    expect(printed('A token')).toContain(`PORT=${gateway.port} `);
    const token = await paste(printed('A token'));
    await page.getByLabel('Token', { exact: true }).fill(`Authorization: Bearer ${token}`);
    await show('MyWallets');
    await note(true).waitFor();
    expect((await send('MyWallets')).answer.data?.['viewer']).toMatchObject({ id: 'alice' });
  });

  test('the example command of the start banner, copied, prints a link to this gateway', async () => {
    const link = new URL(await paste(printed('An example')));
    expect(link.origin).toBe(gateway.url);
    expect((await fetch(link)).status).toBe(200);
    const cashier = new URLSearchParams(link.hash.slice(1)).get('cashier') ?? '';
    await page.getByLabel('Token', { exact: true }).fill(cashier);
    await note(true).waitFor();
    expect((await send('MyWallets')).answer.data?.['viewer']).toMatchObject({ id: 'cashier' });
  });
});
