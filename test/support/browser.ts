import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..');

/** A real Chromium without a window. */
export interface TestBrowser {
  readonly browser: Browser;
  /** Ends it and removes its files. */
  close(): Promise<void>;
}

/** `describe`, if this machine has a browser. Otherwise it says loudly that the tests are skipped. */
export function describeInBrowser(name: string, body: () => void): void {
  const missing = whyNoBrowser();
  if (missing !== undefined) console.error(`NOT TESTED: ${name}: ${missing}.`);
  (missing === undefined ? describe : describe.skip)(name, body);
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
export async function launchBrowser(): Promise<TestBrowser> {
  const { options, remove } = await unpackBrowser();
  try {
    const browser = await chromium.launch(options);
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

/** A Chromium that has not been started. */
export interface UnpackedBrowser {
  readonly options: LaunchOptions;
  /** Its temporary folder. */
  readonly home: string;
  /** Removes that folder. */
  remove(): Promise<void>;
}

/** Puts Chromium into a temporary folder of its own. */
export async function unpackBrowser(): Promise<UnpackedBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'onebook browser '));
  const remove = () => rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  try {
    const path = chromePath();
    const { executablePath, env } = path ? { executablePath: path, env: {} } : await unpack(home);
    const options = {
      executablePath,
      // Its sandbox needs a user who is not root and a kernel that lets users have namespaces. The only
      // page that it opens is ours.
      chromiumSandbox: false,
      env: { PATH: process.env['PATH'], HOME: home, TMPDIR: tmpdir(), ...env },
    };
    return { options, home, remove };
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
