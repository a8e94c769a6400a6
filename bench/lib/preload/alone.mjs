// Preloaded (--import) into a gateway whose reads are to stand each by itself, without the transaction that holds
// the reads of a response together: what that transaction costs is the difference.
import { answerAtOnce } from './answer.mjs';

const BEGIN = /^BEGIN ISOLATION LEVEL REPEATABLE READ/;
const without = new WeakSet();

answerAtOnce((text, client) => {
  if (BEGIN.test(text)) {
    without.add(client);
    return true;
  }
  return text === 'COMMIT' && without.delete(client);
});
