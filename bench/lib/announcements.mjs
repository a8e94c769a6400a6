import { channelOf } from '../../dist/src/ledger/index.js';

/**
 * Writes and listens for announcements of commits meanwhile.
 * @param silent whether the writer is expected not to announce its commits
 * @throws if a silent writer announces, or another one does not: the comparison would be mislabelled
 */
export async function checkAnnouncements({ owner }, silent, write) {
  let heard = 0;
  const count = () => (heard += 1);
  owner.on('notification', count);
  await owner.query(`LISTEN "${channelOf('book')}"`);
  const result = await write();
  await owner.query('UNLISTEN *');
  owner.removeListener('notification', count);
  if (heard > 0 === silent)
    throw new Error(
      `expected ${silent ? 'no announcements' : 'announcements'} from the writer, received ${heard}`,
    );
  return result;
}
