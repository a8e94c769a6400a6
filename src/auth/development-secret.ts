import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const SECRET = /^[0-9a-f]{64}$/;

/**
 * The HS256 secret of a development gateway. The first start makes a random one and stores it in
 * `<dataDir>/jwt-secret`, readable by its owner only. Later starts read it.
 * @throws Error that names the file, if it cannot be created or read, or does not hold such a secret
 */
export async function developmentSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'jwt-secret');
  try {
    const secret = (await readIfPresent(file)) ?? (await make(dataDir, file));
    if (SECRET.test(secret)) return secret;
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`${file}: ${message}. Set AUTH_JWT_SECRET to start without this file.`, {
      cause: error,
    });
  }
  throw new Error(
    `${file} does not hold a secret of 64 hexadecimal digits: delete it, and the next start makes a new one.`,
  );
}

async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    const secret = await readFile(file, 'utf8');
    await chmod(file, 0o600); // A copy made by hand may be readable by others.
    return secret.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Writes the secret under a temporary name and links it into place. `link` refuses a name that exists, so of two
 * concurrent starts one wins and both read the same secret. A crash never leaves a half-written secret.
 */
async function make(dataDir: string, file: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(draft, `${randomBytes(32).toString('hex')}\n`);
    await link(draft, file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
