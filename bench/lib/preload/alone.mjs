// Preloaded (--import) into a gateway: drops the transaction around the reads of a response, so that each read runs
// by itself. The difference to a normal gateway is the cost of that transaction.
import { changeStatements } from './statements.mjs';

const BEGIN = /^BEGIN ISOLATION LEVEL REPEATABLE READ/;
const READS = 'onebook reads';
const without = new WeakSet();
let isReported = false;

changeStatements((text, client) => {
  // The start asks whether a transaction keeps its isolation level, in a session of its own.
  if (BEGIN.test(text) && client.connectionParameters.application_name === READS) {
    without.add(client);
    if (!isReported) console.error('reads stand alone'); // the benchmark checks this line
    isReported = true;
    return undefined;
  }
  return text === 'COMMIT' && without.delete(client) ? undefined : text;
});
