import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError } from './error.js';
import { exists } from './files.js';
import type { Place, ServiceUser } from './types.js';

/** PostgreSQL refuses to run as root; these users exist to run such things. */
const UNPRIVILEGED = ['postgres', '_postgres', 'nobody'];

/**
 * PostgreSQL runs as the owner of its data and as nobody else, and only root can choose.
 * @throws EmbeddedPostgresError when the data is somebody else's
 */
export async function checkOwner(place: Place): Promise<void> {
  const self = process.getuid?.();
  if (self === 0 || !(await exists(place.cluster))) return;
  const { uid } = await stat(place.cluster);
  if (uid === self) return;
  throw new EmbeddedPostgresError(
    `the database in ${place.directory} belongs to another user (uid ${uid}): ` +
      'start as that user or as root, or set DATA_DIR to a directory of your own',
  );
}

/**
 * As whom PostgreSQL runs. Undefined: as ourselves. For root: the owner of the data, so that a
 * start by root and one by them can take turns; for data of root's own, an unprivileged user of the
 * system.
 * @throws EmbeddedPostgresError when root has nobody to hand over to
 */
export async function serviceUser(place: Place): Promise<ServiceUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat((await exists(place.cluster)) ? place.cluster : place.directory);
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = await passwd();
  const name = UNPRIVILEGED.find((candidate) => accounts.has(candidate));
  const user = name === undefined ? undefined : accounts.get(name);
  if (user) return user;
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and this system has neither a user postgres nor nobody: ' +
      'start as an ordinary user, or set DATABASE_URL',
  );
}

async function passwd(): Promise<Map<string, ServiceUser>> {
  const accounts = new Map<string, ServiceUser>();
  for (const line of (await readFile('/etc/passwd', 'utf8')).split('\n')) {
    const [name, , uid, gid] = line.split(':');
    // macOS writes nobody as -2; the system call wants the unsigned number.
    if (!name || !uid || !gid || Number(uid) === 0) continue;
    accounts.set(name, { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 });
  }
  return accounts;
}

/** Whether the user can get to `directory`: search permission on it and on everything above it. */
export async function canReach(directory: string, user: ServiceUser | undefined): Promise<boolean> {
  if (!user) return true;
  for (let at = directory; ; at = path.dirname(at)) {
    const { uid, gid, mode } = await stat(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
