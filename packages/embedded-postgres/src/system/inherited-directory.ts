import { open } from 'node:fs/promises';
import { EmbeddedPostgresError } from '../errors.js';
import { canReach, type ServiceUser } from './service-user.js';

/** How a child process gets to a directory. */
export interface InheritedDirectory {
  /** The directory's path for the child process. */
  readonly path: string;
  /** Descriptors that the child inherits, from 3 up. */
  readonly descriptors: readonly number[];
}

/**
 * Lets a process of the service user work in `directory` even if that user cannot reach it: a clone
 * under root's home is the ordinary case. This process opens the directory, the child inherits it as
 * descriptor 3, and /proc/self/fd/3 leads into it past every directory above. PostgreSQL changes into
 * its data directory once and then works with relative names; its children inherit the descriptor.
 *
 * @throws EmbeddedPostgresError if there is no such way (not Linux, or no /proc)
 */
export async function withInheritedDirectory<T>(
  directory: string,
  user: ServiceUser | undefined,
  use: (inherited: InheritedDirectory) => Promise<T>,
): Promise<T> {
  if (!user || (await canReach(directory, user))) return use({ path: directory, descriptors: [] });
  if (process.platform !== 'linux') {
    throw new EmbeddedPostgresError(
      `started by root, PostgreSQL runs as user ${user.uid}, who cannot reach ${directory}: ` +
        'start as an ordinary user, or set DATA_DIR to a directory that every user can pass through',
    );
  }
  const handle = await open(directory, 'r');
  try {
    return await use({ path: '/proc/self/fd/3', descriptors: [handle.fd] });
  } finally {
    await handle.close();
  }
}
