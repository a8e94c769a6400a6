import { stat } from 'node:fs/promises';
import { EmbeddedPostgresError } from '../errors.js';
import { exists } from '../system/files.js';
import { type ServiceUser, unprivilegedUser } from '../system/service-user.js';
import type { DataDirectory } from './data-directory.js';

/**
 * Refuses a cluster that belongs to another user: PostgreSQL runs only as the owner of its cluster,
 * and only root can choose a user.
 *
 * @throws EmbeddedPostgresError
 */
export async function refuseForeignCluster(dataDirectory: DataDirectory): Promise<void> {
  const self = process.getuid?.();
  if (self === 0 || !(await exists(dataDirectory.cluster))) return;
  const { uid } = await stat(dataDirectory.cluster);
  if (uid === self) return;
  throw new EmbeddedPostgresError(
    `the database in ${dataDirectory.path} belongs to another user (uid ${uid}): ` +
      'start as that user or as root, or set DATA_DIR to a directory of your own',
  );
}

/**
 * The user that runs PostgreSQL; undefined for this process's own user. Root runs it as the owner of
 * the cluster, so that root and that owner can take turns. If root owns the cluster's files, an
 * unprivileged user of the system runs it.
 *
 * @throws EmbeddedPostgresError if the system has no such user
 */
export async function serviceUser(dataDirectory: DataDirectory): Promise<ServiceUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { cluster, path } = dataDirectory;
  const owner = await stat((await exists(cluster)) ? cluster : path);
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return unprivilegedUser();
}
