import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useBook } from '../../support/book.js';
import { describeInBrowser } from '../../support/browser.js';
import { LiveServer } from '../../support/live.js';
import { until } from '../../support/until.js';
import { Net, type Sent } from '../support/net.js';
import { deposit, open, transfers } from '../support/payments.js';
import { crash, Profile } from './profile.js';
import { buildPage, Site } from './site.js';

/** The code of the page runs there, so its types do not matter here. */
type Value = unknown;

const isTransfer = ({ key }: Sent) => key !== undefined;

describeInBrowser('the SDK in a real Chromium, in pages of another origin', () => {
  const at = useBook();
  let site: Site;
  let server: LiveServer;
  let net: Net;
  let profile: Profile;
  let merchant: string;

  beforeAll(async () => {
    await buildPage();
    site = await Site.start();
    const config = { host: '127.0.0.1', port: 0, production: true, corsOrigins: [site.origin] };
    server = await LiveServer.start(at, { config });
    net = await Net.before(server.url);
    profile = await Profile.start();
    merchant = await open(server, 'merchant');
  });
  afterAll(async () => {
    await profile?.discard();
    await net?.close();
    await server?.close();
    await site?.close();
  });
  afterEach(async () => {
    net.fate = () => 'arrives';
    net.isDown = false;
    net.release();
    await profile.closeTabs();
    expect(profile.uncaught.splice(0)).toEqual([]);
  });

  type Store = 'indexedDb' | 'localStorage' | 'memory';
  interface Payer {
    readonly walletId: string;
    /** Opens the page as this payer. */
    tab(more?: { live?: boolean; timeoutMs?: number; patienceMs?: number }): Promise<Page>;
  }

  async function payer(name: string, store: Store = 'indexedDb'): Promise<Payer> {
    const walletId = await open(server, name);
    await deposit(server, walletId, '100.00');
    const token = await server.token(name, ['MEMBER']);
    return {
      walletId,
      tab: async ({ live = false, timeoutMs = 20_000, patienceMs = 30_000 } = {}) => {
        const page = await profile.newTab();
        const given = new URLSearchParams({
          ...{ url: net.url, token, store, walletId, toWalletId: merchant },
          ...{ timeoutMs: String(timeoutMs), patienceMs: String(patienceMs) },
          ...(live && { live: 'true' }),
        });
        await page.goto(`${site.origin}/#${given}`);
        await page.getByRole('button', { name: 'Send' }).waitFor();
        return page;
      },
    };
  }

  const form = (page: Page) => page.getByRole('region', { name: 'Pay' });
  async function fill(page: Page, reference: string, amount = '1.00'): Promise<void> {
    await form(page).getByLabel('Amount').fill(amount);
    await form(page).getByLabel('Reference').fill(reference);
  }
  const send = (page: Page) => form(page).getByRole('button', { name: 'Send' }).click();
  /** Waits until the form shows the phase, and what is written there. */
  async function inPhase(page: Page, phase: string, words: string): Promise<void> {
    const shown = page.locator(`section[aria-label=Pay][data-phase=${phase}] output`);
    await shown.filter({ hasText: words }).waitFor({ state: 'attached' });
  }
  const inPage = <T = Value>(page: Page, script: string) => page.evaluate<T>(script);
  /** The references of intents that the page has in its store. */
  const pending = (page: Page) =>
    inPage<string[]>(
      page,
      'client.intents.pending().then((all) => all.map((one) => one.input.reference))',
    );
  const settled = (page: Page) =>
    inPage<string[]>(
      page,
      'settled.map(({ intent, result }) => intent.input.reference + " " + result?.__typename)',
    );
  const booked = async (reference: string) => (await transfers(at, reference)).length;

  /** Waits until so many intents are held by tabs, and so many are waited for. */
  async function untilLocks(page: Page, wanted: { held: number; pending: number }): Promise<void> {
    const count = `navigator.locks.query().then(({ held, pending }) =>
      ({ held: held.length, pending: pending.length }))`;
    await until(async () => JSON.stringify(await inPage(page, count)) === JSON.stringify(wanted));
  }

  /** Sends a payment whose answer does not arrive, though the gateway has done it. */
  async function payInVain(page: Page, reference: string): Promise<void> {
    net.fate = (sent) => (isTransfer(sent) ? 'answer held' : 'arrives');
    await fill(page, reference);
    await send(page);
    await until(() => net.held > 0);
    expect(await booked(reference)).toBe(1);
    net.fate = () => 'arrives';
  }

  /** Waits until a later page has found out what became of a payment, by its key. */
  async function resolves(page: Page, reference: string): Promise<void> {
    await page.waitForFunction('settled.length > 0');
    expect(await settled(page)).toEqual([`${reference} TransferPayload`]);
    expect(await pending(page)).toEqual([]);
    expect(await booked(reference)).toBe(1);
    const keys = net.keysOf(reference);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  }

  test.each([
    ['indexedDb', 'crashes', crash],
    ['indexedDb', 'is closed', (page: Page) => page.close()],
    ['localStorage', 'crashes', crash],
    ['localStorage', 'is closed', (page: Page) => page.close()],
  ] as const)(
    '%sIntents: if a page %s before the answer to its payment, the next page gets the answer by the same key',
    async (store, how, end) => {
      const reference = `${store} ${how}`;
      const { tab } = await payer(reference, store);
      const page = await tab();
      await payInVain(page, reference);
      await end(page);
      await resolves(await tab(), reference);
    },
  );

  test.each(['indexedDb', 'localStorage'] as const)(
    '%sIntents: a second tab leaves alone what the first one sends, and takes over when it is killed',
    async (store) => {
      const reference = `${store} two tabs`;
      const { tab } = await payer(reference, store);
      const first = await tab();
      await payInVain(first, reference);
      const second = await tab();
      // It has found the intent and waits for its lock, as long as the first one lives.
      await untilLocks(second, { held: 1, pending: 1 });
      expect(await pending(second)).toEqual([reference]);
      expect(net.keysOf(reference)).toHaveLength(1);
      await crash(first);
      await resolves(second, reference);
    },
  );

  test('a second tab says nothing and sends nothing if the first one gets its answer', async () => {
    const reference = 'first tab';
    const { tab } = await payer(reference);
    const first = await tab();
    await payInVain(first, reference);
    const second = await tab();
    await untilLocks(second, { held: 1, pending: 1 });
    net.release();
    await inPhase(first, 'done', 'TransferPayload');
    await untilLocks(second, { held: 0, pending: 0 });
    expect(await settled(second)).toEqual([]);
    expect([net.keysOf(reference).length, await booked(reference)]).toEqual([1, 1]);
  });

  test('a double click on the button is one transfer', async () => {
    const { tab } = await payer('double click');
    const page = await tab();
    await fill(page, 'double click');
    await form(page).getByRole('button', { name: 'Send' }).dblclick();
    await inPhase(page, 'done', 'TransferPayload');
    await until(async () => (await pending(page)).length === 0);
    expect([net.keysOf('double click').length, await booked('double click')]).toEqual([1, 1]);
  });

  test('useTransfer shows done, refused and failed, and that an outcome is unknown until it is known', async () => {
    const { tab } = await payer('phases');
    // Whoever waits longer than both of them and two seconds hears that the outcome is unknown.
    const page = await tab({ timeoutMs: 500, patienceMs: 500 });
    await inPhase(page, 'idle', '');
    await fill(page, 'phases done');
    await send(page);
    await inPhase(page, 'done', 'TransferPayload');
    await fill(page, 'phases refused', '100000.00');
    await send(page);
    await inPhase(page, 'refused', 'InsufficientFunds');
    await fill(page, 'phases failed', '1,5');
    await send(page);
    await inPhase(page, 'failed', 'BAD_USER_INPUT no');
    await form(page).getByRole('button', { name: 'Another one' }).click();
    await inPhase(page, 'idle', '');

    net.fate = (sent) => (isTransfer(sent) ? 'answer lost' : 'arrives');
    await fill(page, 'phases unknown');
    await send(page);
    await inPhase(page, 'sending', '');
    await inPhase(page, 'unknown', 'NO_ANSWER unknown');
    expect(await pending(page)).toEqual(['phases unknown']);
    net.fate = () => 'arrives';
    await inPhase(page, 'done', 'TransferPayload');
    expect(await pending(page)).toEqual([]);
    const all = (await transfers(at, 'phases')).map(({ reference }) => reference);
    expect(all).toEqual(['phases done', 'phases unknown']);
    expect(new Set(net.keysOf('phases unknown')).size).toBe(1);
  });

  /** Waits until both components show the phase and the amount. */
  async function show(page: Page, phase: string, amount: string): Promise<void> {
    for (const name of ['First', 'Second'])
      await page
        .locator(`section[aria-label=${name}][data-phase=${phase}]`)
        .filter({ hasText: new RegExp(`^\\s*${amount.replace('.', '\\.')} ACTIVE`) })
        .waitFor();
  }
  const history = (page: Page) => page.getByRole('region', { name: 'History' });
  const lines = (page: Page) => history(page).getByRole('listitem').allTextContents();
  /** Waits until the history shows exactly these lines. */
  const hasLines = (page: Page, wanted: readonly string[]): Promise<void> => {
    let last: string[] = [];
    return until(
      async () => (last = await lines(page)).join() === wanted.join(),
      () => `${wanted.join()} is wanted, and there is ${last.join()}.`,
    );
  };

  /** Counts the subscriptions that a page has opened and not ended. */
  function countSubscriptions(page: Page): { opened: number; open: number } {
    const count = { opened: 0, open: 0 };
    page.on('websocket', (socket) => {
      let open = 0;
      socket.on('framesent', ({ payload }) => {
        const { type } = JSON.parse(String(payload)) as { type: string };
        const change = type === 'subscribe' ? 1 : type === 'complete' ? -1 : 0;
        if (change > 0) count.opened += 1;
        open += change;
        count.open += change;
      });
      socket.on('close', () => (count.open -= open));
    });
    return count;
  }

  /** No component has ever shown an older balance after a newer one. */
  async function neverWentBack(page: Page): Promise<void> {
    const seen = await inPage<Record<string, number[]>>(page, 'seen');
    expect(Object.keys(seen)).toEqual(['First', 'Second']);
    for (const versions of Object.values(seen))
      expect(versions).toEqual([...versions].sort((one, other) => one - other));
  }

  test('a push moves every component by one subscription, and an old answer moves none back', async () => {
    const { walletId, tab } = await payer('push');
    const page = await tab({ live: true });
    await show(page, 'live', '100.00');
    net.fate = ({ query }) => (query.startsWith('query wallet(') ? 'answer held' : 'arrives');
    await inPage(page, `void (window.late = client.wallet({ id: '${walletId}' }))`);
    await until(() => net.held === 1);
    await deposit(server, walletId, '5.00');
    await show(page, 'live', '105.00');
    net.release();
    expect(await inPage(page, 'late.then(({ balance }) => balance.available.amount)')).toBe(
      '105.00',
    );
    await deposit(server, walletId, '1.00');
    await show(page, 'live', '106.00');
    await neverWentBack(page);
  });

  test('components of a wallet share one subscription, which ends with the last of them', async () => {
    const { walletId, tab } = await payer('shared');
    const page = await tab();
    const count = countSubscriptions(page);
    await page.goto(`${page.url()}&live=true`);
    await page.reload();
    await show(page, 'live', '100.00');
    const { opened } = count;
    for (const amount of ['101.00', '102.00', '103.00']) {
      await deposit(server, walletId, '1.00');
      await show(page, 'live', amount);
    }
    await page.getByRole('button', { name: 'Second' }).click();
    await deposit(server, walletId, '1.00');
    await page.getByRole('region', { name: 'First' }).getByText('104.00').waitFor();
    expect(count).toEqual({ opened, open: 1 });
  });

  test('a broken socket is shown as such with the last balance, and then the truth', async () => {
    const { walletId, tab } = await payer('broken');
    const page = await tab({ live: true });
    await show(page, 'live', '100.00');
    net.isDown = true;
    net.breakSockets();
    await show(page, 'reconnecting', '100.00');
    await deposit(server, walletId, '5.00');
    net.isDown = false;
    await show(page, 'live', '105.00');
    await neverWentBack(page);
  });

  test('useHistory gets new lines at its top without a gap, and older ones at its end', async () => {
    const { walletId, tab } = await payer('history');
    for (let number = 1; number <= 5; number += 1) await deposit(server, walletId, '1.00');
    const page = await tab({ live: true });
    await hasLines(page, ['105.00', '104.00', '103.00']);
    await deposit(server, walletId, '1.00');
    await hasLines(page, ['106.00', '105.00', '104.00', '103.00']);
    // More than one read brings, while the page hears nothing.
    net.isDown = true;
    net.breakSockets();
    await show(page, 'reconnecting', '106.00');
    const newer: string[] = [];
    for (let balance = 107; balance <= 131; balance += 1) {
      await deposit(server, walletId, '1.00');
      newer.unshift(`${balance}.00`);
    }
    net.isDown = false;
    const all = [...newer, '106.00', '105.00', '104.00', '103.00'];
    await hasLines(page, all);
    await page.getByRole('button', { name: 'More' }).click();
    await hasLines(page, [...all, '102.00', '101.00', '100.00']);
    await page.locator('section[aria-label=History][data-more=false]').waitFor();
    expect(await history(page).locator('p').count()).toBe(0);
  });

  test('indexedDbIntents: if the browser is killed before the answer to a payment, the next one gets the answer', async () => {
    const reference = 'killed browser';
    const { tab } = await payer(reference);
    await payInVain(await tab(), reference);
    await profile.kill();
    await profile.start();
    await resolves(await tab(), reference);
  });
});
