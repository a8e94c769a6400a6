import { channelOf } from '../../dist/src/ledger/index.js';

/**
 * Writes, and listens meanwhile.
 * @param silent whether the writer is not to announce its commits
 * @throws where it does, or another does not: then two things would be compared that are not what they are called
 */
export async function listeningTo({ owner }, silent, write) {
  let heard = 0;
  const count = () => (heard += 1);
  owner.on('notification', count);
  await owner.query(`LISTEN "${channelOf('book')}"`);
  const result = await write();
  await owner.query('UNLISTEN *');
  owner.removeListener('notification', count);
  if (heard > 0 === silent)
    throw new Error(
      `a writer that is to be ${silent ? 'silent' : 'heard'} told of ${heard} commits`,
    );
  return result;
}
