// A process that sends transfers at a fixed rate and notes when each was acknowledged.
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from '../processes/child.mjs';
import { Connection } from '../load/connection.mjs';
import { requestsFor } from '../load/requests.mjs';

const now = () => performance.timeOrigin + performance.now();

/**
 * @param connections over which transfers go, one after another each
 * @returns for each transfer its id and the moment of its answer; `perSecond`, the rate of the answers; `latest`, the largest
 *   delay of this process, in milliseconds
 */
async function send({ url, tokens, wallets, perSecond, seconds, connections }) {
  const { body } = requestsFor({ kind: 'transfer', wallets });
  const acknowledged = new Map();
  const faults = [];
  const idle = [];
  const open = Array.from({ length: connections }, (_, index) => {
    const connection = new Connection(url, tokens[index % tokens.length], (error) => {
      if (error) faults.push(error.message);
    });
    idle.push(connection);
    return connection;
  });
  await Promise.all(open.map((connection) => connection.opened));
  const take = (status, text) => {
    const at = now();
    const id = /"id":"([^"]+)"/.exec(text)?.[1];
    if (status === 200 && id !== undefined && text.includes('"COMPLETED"'))
      acknowledged.set(id, at);
    else faults.push(`${status} ${text.slice(0, 200)}`);
  };
  const count = Math.round(perSecond * seconds);
  const began = performance.now();
  let waiting = 0;
  let latest = 0;
  const pump = () => {
    while (waiting > 0 && idle.length > 0) {
      waiting -= 1;
      const connection = idle.pop();
      connection.ask(body(), (status, text) => {
        take(status, text);
        idle.push(connection);
        pump();
      });
    }
  };
  for (let sent = 0; sent < count;) {
    const late = performance.now() - (began + (sent * 1_000) / perSecond);
    if (late < 0) {
      await delay(1);
      continue;
    }
    latest = Math.max(latest, late);
    sent += 1;
    waiting += 1;
    pump();
  }
  while (acknowledged.size + faults.length < count) await delay(5);
  const elapsed = (performance.now() - began) / 1_000;
  for (const connection of open) connection.end();
  if (faults.length > 0) throw new Error(`${faults.length} transfers failed: ${faults[0]}`);
  return { acknowledged, perSecond: count / elapsed, latest };
}

serve({ send });
