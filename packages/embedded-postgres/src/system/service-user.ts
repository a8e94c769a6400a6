import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError } from '../errors.js';

/** The system user that runs PostgreSQL, if that is not this process's own user. */
export interface ServiceUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. Systems have these users for such programs. */
const unprivilegedUsers = ['postgres', '_postgres', 'nobody'];

/**
 * An unprivileged user of this system, for root to run PostgreSQL.
 *
 * @throws EmbeddedPostgresError if the system has none
 */
export async function unprivilegedUser(): Promise<ServiceUser> {
  const accounts = await readPasswd();
  const name = unprivilegedUsers.find((candidate) => accounts.has(candidate));
  const user = name === undefined ? undefined : accounts.get(name);
  if (user) return user;
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and this system has neither a user postgres nor nobody: ' +
      'start as an ordinary user, or set DATABASE_URL',
  );
}

async function readPasswd(): Promise<Map<string, ServiceUser>> {
  const accounts = new Map<string, ServiceUser>();
  for (const line of (await readFile('/etc/passwd', 'utf8')).split('\n')) {
    const [name, , uid, gid] = line.split(':');
    // macOS writes the uid of nobody as -2; the system call wants the unsigned number.
    if (!name || !uid || !gid || Number(uid) === 0) continue;
    accounts.set(name, { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 });
  }
  return accounts;
}

/** Whether the user has search permission on `directory` and on every directory above it. */
export async function canReach(directory: string, user: ServiceUser | undefined): Promise<boolean> {
  if (!user) return true;
  for (let at = directory; ; at = path.dirname(at)) {
    const { uid, gid, mode } = await stat(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
