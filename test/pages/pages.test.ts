import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer } from '../support/http-server.js';

const PATH = '/examples/cashier-and-player';
const config = (production: boolean) => ({ host: '127.0.0.1', port: 0, production });

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'example page '));
  await writeFile(join(dir, 'index.html'), '<!doctype html><title>Example</title>');
});
afterAll(() => rm(dir, { recursive: true }));

describe('the gateway serves the example page in development only', () => {
  test('the example page is served in development, under a policy without any "unsafe"', async () => {
    const { url, server } = await startTestServer({ exampleDir: dir, config: config(false) });
    try {
      const page = await fetch(`${url}${PATH}`);
      expect(page.url).toBe(`${url}${PATH}/`);
      expect(await page.text()).toContain('<title>Example');
      const policy = page.headers.get('content-security-policy');
      expect(policy).toMatch(/default-src 'none'; script-src 'self'; connect-src 'self';/);
      expect(policy).not.toContain('unsafe');
    } finally {
      await server.close();
    }
  });

  test('the example page gets 404 in production, without a word about it', async () => {
    const { url, server } = await startTestServer({ exampleDir: dir, config: config(true) });
    try {
      for (const path of [PATH, `${PATH}/`, `${PATH}/index.html`]) {
        const answer = await fetch(url + path, { redirect: 'manual' });
        expect(answer.status).toBe(404);
        expect(await answer.text()).toContain('There is nothing here');
      }
    } finally {
      await server.close();
    }
  });
});

describe('onebook example prints a link to the example page', () => {
  const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
    promisify(execFile)(
      process.execPath,
      [join(import.meta.dirname, '../../dist/programs/onebook.js'), 'example', ...args],
      { env: { AUTH_JWT_SECRET: 'a secret of more than thirty-two bytes', ...env } },
    );
  const claimsOf = (token: string | null): unknown =>
    JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());

  test('onebook example prints a link with everything behind the #', async () => {
    const { stdout } = await run(['--sub', 'zoë & co', '--currency', 'COIN'], { PORT: '4321' });
    const link = new URL(stdout);
    expect(link.origin + link.pathname).toBe(`http://127.0.0.1:4321${PATH}/`);
    expect(link.search).toBe('');
    const given = new URLSearchParams(link.hash.slice(1));
    expect(given.get('owner')).toBe('zoë & co');
    expect(given.get('currency')).toBe('COIN');
    expect(claimsOf(given.get('player'))).toMatchObject({ sub: 'zoë & co', roles: ['MEMBER'] });
    expect(claimsOf(given.get('cashier'))).toMatchObject({ sub: 'cashier', roles: ['CASHIER'] });
  });

  test('onebook example takes the address from --url', async () => {
    const { stdout } = await run(['--url', 'https://wallet.example:8443/']);
    expect(stdout).toMatch(/^https:\/\/wallet\.example:8443\/examples\/cashier-and-player\/#/);
  });

  test.each([
    ['in production', [], { NODE_ENV: 'production' }, /NODE_ENV is production/],
    ['for an address that is not a URL', ['--url', 'localhost:4000'], {}, /must be a URL such as/],
    ['for an owner without a name', ['--sub', ''], {}, /1 to 255 characters/],
  ])('onebook example is refused %s', async (_, args, env, words) => {
    await expect(run(args, env)).rejects.toMatchObject({
      stdout: '',
      stderr: expect.stringMatching(words),
    });
  });
});
