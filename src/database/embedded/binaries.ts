import path from 'node:path';
import { runCommand } from './command.js';
import { copyHomes, copyNative } from './copies.js';
import { EmbeddedPostgresError, errorText } from './error.js';
import { exists } from './files.js';
import { linkLibraries } from './links.js';
import { nativePackage } from './package.js';
import type { Log, Place, ServiceUser } from './types.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** PostgreSQL's major version, as in a cluster's PG_VERSION. */
  readonly major: string;
}

interface Options {
  readonly user: ServiceUser | undefined;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Programs that really run here, as the user who is to run them: those of the npm package where
 * they stand, or else (node_modules read-only, or out of that user's reach) a copy.
 * @throws EmbeddedPostgresError that says what kept each of them from running
 */
export async function locateBinaries(place: Place, options: Options): Promise<Binaries> {
  const source = await nativePackage();
  const problems: string[] = [];
  if (await linkLibraries(source.native)) {
    const found = await tryOut(source.native, options);
    if (typeof found !== 'string') return found;
    problems.push(found);
  } else {
    problems.push(`${source.native} lacks links between libraries and is read-only`);
  }
  for (const home of await copyHomes(place, options.user)) {
    try {
      const copy = await copyNative(source, home, options.log);
      const found = await tryOut(copy, options);
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

/** The binaries of a directory, or what is wrong with them. */
async function tryOut(native: string, options: Options): Promise<Binaries | string> {
  const postgres = path.join(native, 'bin', 'postgres');
  const { status, output } = await runCommand(postgres, ['--version'], options);
  options.signal.throwIfAborted();
  const major = /^postgres \(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (status === 0 && major) return { postgres, initdb: path.join(native, 'bin', 'initdb'), major };
  if (status === 'ENOENT' && (await exists(postgres))) {
    // What is missing is the loader that the program names, as on Alpine; a copy would miss it too.
    throw new EmbeddedPostgresError(
      'the embedded PostgreSQL needs glibc, and this system has another C library (Alpine and others with musl): ' +
        'set DATABASE_URL to a PostgreSQL of your own (15 or newer)',
    );
  }
  if (options.user && (status === 'EINVAL' || status === 'EPERM')) {
    // A user namespace that knows root only.
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and root here cannot become user ${options.user.uid} (${status}): ` +
        'start as an ordinary user, or set DATABASE_URL',
    );
  }
  const said = /^.+/.exec(output)?.[0] ?? String(status);
  return `${postgres} cannot be started (${said})`;
}
