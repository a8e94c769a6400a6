import { chmod, chown, mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError } from '../errors.js';
import { runCommand } from '../system/command.js';
import { discard, exists, syncDirectory, uniqueSuffix } from '../system/files.js';
import { withInheritedDirectory } from '../system/inherited-directory.js';
import { ensurePassword, ownerName } from './credentials.js';
import { type DataDirectory, stagingPrefix } from './data-directory.js';
import type { Binaries } from '../binaries/locate-binaries.js';
import type { Log } from '../log.js';
import type { ServiceUser } from '../system/service-user.js';

interface ClusterOptions {
  readonly binaries: Binaries;
  readonly user: ServiceUser | undefined;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Creates the cluster if it is missing. initdb works under another name, and a rename puts the
 * complete cluster in place; so a cluster that has its name is whole.
 *
 * @throws EmbeddedPostgresError if initdb fails, or the cluster is of another major version
 */
export async function ensureCluster(
  dataDirectory: DataDirectory,
  options: ClusterOptions,
): Promise<void> {
  if (await exists(dataDirectory.cluster)) {
    await refuseOtherVersion(dataDirectory, options.binaries);
    return;
  }
  const started = performance.now();
  const staging = path.join(dataDirectory.path, `${stagingPrefix}${uniqueSuffix()}`);
  try {
    await makeStaging(staging, await ensurePassword(dataDirectory), options.user);
    await runInitdb(staging, options);
    await rename(path.join(staging, 'data'), dataDirectory.cluster);
    await syncDirectory(dataDirectory.path);
  } finally {
    await discard(staging, options.log);
  }
  const tookMs = Math.round(performance.now() - started);
  options.log.info(`made a new database in ${dataDirectory.cluster} (${tookMs} ms)`);
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

async function runInitdb(staging: string, options: ClusterOptions): Promise<void> {
  const result = await withInheritedDirectory(staging, options.user, (inherited) =>
    runCommand(options.binaries.initdb, initdbArguments(inherited.path), {
      ...options,
      descriptors: inherited.descriptors,
    }),
  );
  options.signal.throwIfAborted();
  if (result.status === 0) return;
  const reason = result.output.split('\n').find((line) => /error|fatal|could not/i.test(line));
  throw new EmbeddedPostgresError(
    `initdb could not make a database (${result.status}): ${reason ?? (result.output.slice(-300) || 'it gives no reason')}`,
  );
}

function initdbArguments(staging: string): string[] {
  return [
    `--pgdata=${staging}/data`,
    `--pwfile=${staging}/password`,
    `--username=${ownerName}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and case rules on every machine, independent of the system's locales.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ];
}

async function refuseOtherVersion(
  { cluster }: DataDirectory,
  { major }: Pick<Binaries, 'major'>,
): Promise<void> {
  const version = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (version === major) return;
  throw new EmbeddedPostgresError(
    `the database in ${cluster} was made by PostgreSQL ${version}, and this is ${major}: ` +
      'back it up with the version of this program that made it and restore it into a new DATA_DIR, ' +
      'or set DATA_DIR to another directory',
  );
}
