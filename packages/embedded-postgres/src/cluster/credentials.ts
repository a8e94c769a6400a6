import { randomBytes } from 'node:crypto';
import { EmbeddedPostgresError } from '../errors.js';
import { exists, readIfPresent, writeWhole } from '../system/files.js';
import type { DataDirectory } from './data-directory.js';

/** The owner of the embedded database, a superuser. */
export const ownerName = 'onebook';

/**
 * The owner's password. The first start makes it.
 *
 * @throws EmbeddedPostgresError if there is a cluster, but its password is missing
 */
export async function ensurePassword(dataDirectory: DataDirectory): Promise<string> {
  const kept = (await readIfPresent(dataDirectory.passwordFile))?.trim();
  if (kept) return kept;
  if (await exists(dataDirectory.cluster)) {
    throw new EmbeddedPostgresError(
      `${dataDirectory.passwordFile}, the password of the database in ${dataDirectory.cluster}, is missing: ` +
        'restore it, or move both away to start with an empty database',
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writeWhole(dataDirectory.passwordFile, `${password}\n`);
  return password;
}
