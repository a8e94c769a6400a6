// @ts-check
import { chown, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Gives a file that root has made in another user's directory to that user, who can then go on
 * without root. Does nothing for any other user.
 *
 * @param {string} file
 */
export async function giveToOwner(file) {
  if (process.getuid?.() !== 0) return;
  const parent = await stat(path.dirname(file));
  if (parent.uid !== 0) await chown(file, parent.uid, parent.gid);
}
