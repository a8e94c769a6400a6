import { open } from 'node:fs/promises';
import { EmbeddedPostgresError } from './error.js';
import { canReach } from './user.js';
import type { ServiceUser } from './types.js';

/** How a directory is named to a child process. */
export interface Reach {
  readonly path: string;
  /** Descriptors that the child inherits, from 3 up. */
  readonly descriptors: readonly number[];
}

/**
 * Lets the service user's process work in `directory` even where that user cannot get to it: a clone
 * under /root is the ordinary case. The process inherits the directory itself, opened by us, as
 * descriptor 3, and /proc/self/fd/3 leads into it past everything above. PostgreSQL changes into
 * its data directory once and works with relative names; its children inherit the descriptor.
 * @throws EmbeddedPostgresError where there is no such way (not Linux, no /proc)
 */
export async function withReach<T>(
  directory: string,
  user: ServiceUser | undefined,
  use: (reach: Reach) => Promise<T>,
): Promise<T> {
  if (!user || (await canReach(directory, user))) return use({ path: directory, descriptors: [] });
  if (process.platform !== 'linux') {
    throw new EmbeddedPostgresError(
      `started by root, PostgreSQL runs as user ${user.uid}, who cannot get to ${directory}: ` +
        'start as an ordinary user, or set DATA_DIR to a directory that everybody may pass through',
    );
  }
  const handle = await open(directory, 'r');
  try {
    return await use({ path: '/proc/self/fd/3', descriptors: [handle.fd] });
  } finally {
    await handle.close();
  }
}
