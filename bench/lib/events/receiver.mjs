// A process that receives webhooks and answers each at once. It counts the distinct ids.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { serve } from '../processes/child.mjs';
import { postAll } from './poster.mjs';

let ids = new Set();
let repeated = 0;
let first;
let last;

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const id = request.headers['webhook-id'];
    if (ids.has(id)) repeated += 1;
    ids.add(id);
    last = performance.now();
    first ??= last;
    response.end();
  });
});
// A connection may rest between rounds.
server.keepAliveTimeout = 60_000;

async function listen() {
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${server.address().port}/`;
}

/** Forgets what came before. */
function begin() {
  ids = new Set();
  repeated = 0;
  first = last = undefined;
}

/** @returns how many ids came, how many came again, and the seconds from the first request to the last */
function counted() {
  const seconds = first === undefined ? 0 : (last - first) / 1_000;
  return { distinct: ids.size, repeated, seconds };
}

serve({ listen, begin, counted, postAll: (asked) => postAll({ ...asked, key: randomBytes(32) }) });
