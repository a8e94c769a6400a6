import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { developmentSecret } from '../../src/auth/development-secret.js';

describe('developmentSecret keeps one private secret in the data directory', () => {
  let dir: string;
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'one book ')), 'data dir');
  });
  afterEach(() => rm(join(dir, '..'), { recursive: true }));

  test('developmentSecret makes the secret once, for its owner only, and leaves no draft behind', async () => {
    const secret = await developmentSecret(dir);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await developmentSecret(dir)).toBe(secret);
    expect((await stat(join(dir, 'jwt-secret'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dir)).toEqual(['jwt-secret']);
  });

  test('developmentSecret gives 20 concurrent starts the same secret', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => developmentSecret(dir)));
    expect(new Set(secrets).size).toBe(1);
    expect((await readFile(join(dir, 'jwt-secret'), 'utf8')).trim()).toBe(secrets[0]);
  });

  test('developmentSecret closes a secret file that others can read', async () => {
    await developmentSecret(dir);
    await chmod(join(dir, 'jwt-secret'), 0o644);
    await developmentSecret(dir);
    expect((await stat(join(dir, 'jwt-secret'))).mode & 0o777).toBe(0o600);
  });

  test('developmentSecret names a file that does not hold a secret, and does not use it', async () => {
    await developmentSecret(dir);
    await writeFile(join(dir, 'jwt-secret'), 'secret');
    await expect(developmentSecret(dir)).rejects.toThrow(/jwt-secret does not hold/);
  });

  test('developmentSecret says where it cannot make the secret, and what to do', async () => {
    await developmentSecret(dir);
    const file = join(dir, 'jwt-secret');
    await expect(developmentSecret(file)).rejects.toThrow(/jwt-secret.*Set AUTH_JWT_SECRET/);
  });
});
