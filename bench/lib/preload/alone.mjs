// Preloaded (--import) into a gateway whose reads are to stand each by itself, without the transaction that holds
// the reads of a response together: what that transaction costs is the difference.
import { changeStatements } from './statements.mjs';

const BEGIN = /^BEGIN ISOLATION LEVEL REPEATABLE READ/;
const without = new WeakSet();
let said = false;

changeStatements((text, client) => {
  if (BEGIN.test(text)) {
    without.add(client);
    if (!said) console.error('reads stand alone'); // so that a benchmark can tell that they do
    said = true;
    return undefined;
  }
  return text === 'COMMIT' && without.delete(client) ? undefined : text;
});
