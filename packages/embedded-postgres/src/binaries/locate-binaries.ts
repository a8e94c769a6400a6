import path from 'node:path';
import { EmbeddedPostgresError, errorText } from '../errors.js';
import { runCommand } from '../system/command.js';
import { exists } from '../system/files.js';
import { copyHomes, copyNative } from './binary-copies.js';
import { linkLibraries } from './library-links.js';
import { nativePackage } from './native-package.js';
import type { Log } from '../log.js';
import type { ServiceUser } from '../system/service-user.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** PostgreSQL's major version, as in a cluster's PG_VERSION. */
  readonly major: string;
}

interface BinariesOptions {
  readonly user: ServiceUser | undefined;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Finds programs that the service user can run here: those of the npm package in place, or else (if
 * node_modules is read-only or that user cannot reach it) a copy.
 *
 * @throws EmbeddedPostgresError that says why none of them runs
 */
export async function locateBinaries(
  dataDirectory: { readonly path: string },
  options: BinariesOptions,
): Promise<Binaries> {
  const source = await nativePackage();
  const problems: string[] = [];
  if (await linkLibraries(source.native)) {
    const found = await tryBinaries(source.native, options);
    if (typeof found !== 'string') return found;
    problems.push(found);
  } else {
    problems.push(`${source.native} lacks links between libraries and is read-only`);
  }
  for (const home of await copyHomes(dataDirectory, options.user)) {
    try {
      const copy = await copyNative(source, home, options.log);
      const found = await tryBinaries(copy, options);
      if (typeof found !== 'string') return found;
      problems.push(found);
    } catch (error) {
      options.signal.throwIfAborted();
      problems.push(`${home}: ${errorText(error)}`);
    }
  }
  throw new EmbeddedPostgresError(
    `the embedded PostgreSQL does not run here: ${[...new Set(problems)].join('; ')}; ` +
      'set DATABASE_URL to a PostgreSQL of your own (15 or newer)',
  );
}

/** The binaries of a directory, or why they do not run. */
async function tryBinaries(native: string, options: BinariesOptions): Promise<Binaries | string> {
  const postgres = path.join(native, 'bin', 'postgres');
  const { status, output } = await runCommand(postgres, ['--version'], options);
  options.signal.throwIfAborted();
  const major = /^postgres \(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (status === 0 && major) return { postgres, initdb: path.join(native, 'bin', 'initdb'), major };
  if (status === 'ENOENT' && (await exists(postgres))) {
    // The loader that the program names is missing, as on Alpine. A copy would miss it too.
    throw new EmbeddedPostgresError(
      'the embedded PostgreSQL needs glibc, and this system has another C library (Alpine and others with musl): ' +
        'set DATABASE_URL to a PostgreSQL of your own (15 or newer)',
    );
  }
  if (options.user && (status === 'EINVAL' || status === 'EPERM')) {
    // A user namespace that knows no user but root.
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and root here cannot become user ${options.user.uid} (${status}): ` +
        'start as an ordinary user, or set DATABASE_URL',
    );
  }
  const reason = /^.+/.exec(output)?.[0] ?? String(status);
  return `${postgres} cannot be started (${reason})`;
}
