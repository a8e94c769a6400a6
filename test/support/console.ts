import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { TestBrowser } from './browser.js';

/** A page of the console in a browser context of its own, which fails its test by what it logs as an error. */
export interface ConsolePage {
  readonly page: Page;
  /** The errors that the page has logged. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Opens the console. @param route such as `/wallets` */
export async function openConsole(
  chromium: TestBrowser,
  url: string,
  { route = '/', width = 1440 }: { readonly route?: string; readonly width?: number } = {},
): Promise<ConsolePage> {
  const context = await chromium.browser.newContext({ viewport: { width, height: 900 } });
  // Far longer than any step takes.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // The page of an identity provider has errors of its own.
    if (message.type() !== 'error' || !message.location().url.startsWith(url)) return;
    complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${url}/console/#${route}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, complaints, close: () => context.close() };
}

/** Signs in as a person of the demo: `cashier`, `admin` or `auditor`. */
export async function signInAs(page: Page, person: string): Promise<void> {
  await page
    .getByRole('group', { name: 'Sign in as' })
    .getByRole('button', { name: person })
    .click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/**
 * What is wrong with the page at the width and in the theme: what axe finds, and whether it scrolls sideways.
 * @param without a selector of what is not looked at
 */
export async function faultsOf(
  page: Page,
  { width, theme }: { readonly width: number; readonly theme: 'light' | 'dark' },
  { without }: { readonly without?: string } = {},
): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme=${theme}]`).waitFor();
  // By the protocol, which the policy of the page does not keep from running scripts.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const found = await page.evaluate<
    string[]
  >(`axe.run({ exclude: ${JSON.stringify(without ?? [])} }, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) =>
      id + ': ' + help + '\\n' + html + '\\n' + failureSummary)))`);
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return overflow > 0 ? [...found, `the page is ${String(overflow)} px too wide`] : found;
}

/** The widths and themes at which every page of the console is looked at. */
export const LOOKS = [
  { width: 1440, theme: 'light' },
  { width: 1440, theme: 'dark' },
  { width: 360, theme: 'light' },
  { width: 360, theme: 'dark' },
] as const;

/** Takes a picture, if CONSOLE_PICTURES names a folder for it. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CONSOLE_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
