import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { unpackBrowser, type UnpackedBrowser } from '../../support/browser.js';

/** Far longer than any step takes. */
const GIVE_UP_MS = 30_000;

/** A real Chromium whose profile, with what pages have stored, outlives it. */
export class Profile {
  #context: BrowserContext | undefined;
  /** Errors of pages that no code has caught. */
  readonly uncaught: string[] = [];

  private constructor(private readonly browser: UnpackedBrowser) {}

  static async start(): Promise<Profile> {
    const profile = new Profile(await unpackBrowser());
    try {
      await profile.start();
      return profile;
    } catch (error) {
      await profile.discard();
      throw error;
    }
  }

  async start(): Promise<void> {
    const { options, home } = this.browser;
    this.#context = await chromium.launchPersistentContext(join(home, 'profile'), options);
    this.#context.setDefaultTimeout(GIVE_UP_MS);
  }

  /** A new tab. */
  async newTab(): Promise<Page> {
    const page = await this.#context!.newPage();
    page.on('pageerror', (error) => this.uncaught.push(error.message));
    return page;
  }

  /** Kills the browser by SIGKILL. */
  async kill(): Promise<void> {
    const session = await this.#context!.browser()!.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const closed = new Promise((resolve) => this.#context!.once('close', resolve));
    process.kill(processInfo.find(({ type }) => type === 'browser')!.id, 'SIGKILL');
    await closed;
  }

  /** Closes the tabs that a test has opened. */
  async closeTabs(): Promise<void> {
    for (const page of this.#context!.pages()) await page.close();
  }

  async discard(): Promise<void> {
    await this.#context?.close();
    await this.browser.remove();
  }
}

/** Crashes the process of a tab. Resolves when it is dead. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Nobody is left to answer.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}
