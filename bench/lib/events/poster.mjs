import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

const BODY = JSON.stringify({
  type: 'transaction.completed',
  timestamp: new Date().toISOString(),
  data: { walletId: `wal_${'0'.repeat(26)}`, transactionId: `tra_${'0'.repeat(26)}` },
});

/**
 * The yardstick of webhooks: posts signed bodies of their size with Node's client over connections that stay open, and does
 * nothing else. No log, no database, no order.
 */
export async function postAll({ url, count, inFlight, key }) {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  let left = count;
  const worker = async () => {
    while (left-- > 0) await post(url, agent, key);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  agent.destroy();
}

function post(url, agent, key) {
  const id = `evt_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${BODY}`).digest('base64');
  const headers = {
    ...{ 'content-type': 'application/json', 'content-length': BODY.length },
    ...{ 'webhook-id': id, 'webhook-timestamp': timestamp },
    'webhook-signature': `v1,${signature}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', resolve);
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
    });
    sent.on('error', reject);
    sent.end(BODY);
  });
}
