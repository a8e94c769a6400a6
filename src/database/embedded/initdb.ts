import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './command.js';
import { EmbeddedPostgresError } from './error.js';
import { discard, exists, readIfThere, syncDirectory, uniqueSuffix, writeWhole } from './files.js';
import { STAGING } from './place.js';
import { withReach } from './reach.js';
import type { Binaries } from './binaries.js';
import type { Log, Place, ServiceUser } from './types.js';

/** The owner of the embedded database. */
export const OWNER = 'onebook';

interface Options {
  readonly binaries: Binaries;
  readonly user: ServiceUser | undefined;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * The owner's password, made at the first start.
 * @throws EmbeddedPostgresError when there is a cluster and its password is gone
 */
export async function ensurePassword(place: Place): Promise<string> {
  const kept = (await readIfThere(place.passwordFile))?.trim();
  if (kept) return kept;
  if (await exists(place.cluster)) {
    throw new EmbeddedPostgresError(
      `${place.passwordFile}, the password of the database in ${place.cluster}, is missing: ` +
        'put it back, or move both away to begin anew',
    );
  }
  const made = randomBytes(24).toString('base64url');
  await writeWhole(place.passwordFile, `${made}\n`);
  return made;
}

/**
 * Makes the data directory unless it is there. It is made under another name and renamed when it
 * is complete, so a cluster that has its name is whole.
 * @throws EmbeddedPostgresError when initdb fails, or the cluster is of another major version
 */
export async function ensureCluster(place: Place, options: Options): Promise<void> {
  if (await exists(place.cluster)) {
    await checkVersion(place, options.binaries);
    return;
  }
  const started = performance.now();
  const staging = path.join(place.directory, `${STAGING}${uniqueSuffix()}`);
  try {
    await makeStaging(staging, await ensurePassword(place), options.user);
    await runInitdb(staging, options);
    await rename(path.join(staging, 'data'), place.cluster);
    await syncDirectory(place.directory);
  } finally {
    await discard(staging, options.log);
  }
  const took = Math.round(performance.now() - started);
  options.log.info(`made a new database in ${place.cluster} (${took} ms)`);
}

async function makeStaging(staging: string, password: string, user: ServiceUser | undefined) {
  await mkdir(staging, { mode: 0o700 });
  await writeFileFor(path.join(staging, 'password'), password, user);
  await chmod(staging, 0o700);
  if (user) await chown(staging, user.uid, user.gid);
}

async function writeFileFor(file: string, text: string, user: ServiceUser | undefined) {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    if (user) await handle.chown(user.uid, user.gid);
  } finally {
    await handle.close();
  }
}

async function runInitdb(staging: string, options: Options): Promise<void> {
  const outcome = await withReach(staging, options.user, ({ path: at, descriptors }) =>
    runCommand(options.binaries.initdb, initdbArguments(at), { ...options, descriptors }),
  );
  options.signal.throwIfAborted();
  if (outcome.status === 0) return;
  const reason = outcome.output.split('\n').find((line) => /error|fatal|could not/i.test(line));
  throw new EmbeddedPostgresError(
    `initdb could not make a database (${outcome.status}): ${reason ?? (outcome.output.slice(-300) || 'it says nothing')}`,
  );
}

function initdbArguments(staging: string): string[] {
  return [
    `--pgdata=${staging}/data`,
    `--pwfile=${staging}/password`,
    `--username=${OWNER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and case rules on every machine, without a locale of the system's.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ];
}

async function checkVersion(place: Place, binaries: Binaries): Promise<void> {
  const version = (await readFile(path.join(place.cluster, 'PG_VERSION'), 'utf8')).trim();
  if (version === binaries.major) return;
  throw new EmbeddedPostgresError(
    `the database in ${place.cluster} was made by PostgreSQL ${version}, and this is ${binaries.major}: ` +
      'move it over with pg_dump and pg_restore, or set DATA_DIR to another directory',
  );
}
