// A process that follows the events over a WebSocket and over SSE, and asks a bare Apollo meanwhile. It notes when each event
// came.
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { serve } from '../processes/child.mjs';

const QUERY =
  'subscription { eventAdded(filter: { types: ["transaction.completed"] }) { id data } }';
const PING_EVERY_MS = 20;

const now = () => performance.timeOrigin + performance.now();

/** By name of the transport, the moment at which the event of each transaction came. */
let arrived = { 'graphql-ws': new Map(), SSE: new Map() };
let pings = [];
const faults = [];
let isPinging = false;

function take(transport, { data, errors }) {
  const at = now();
  const id = data?.eventAdded.data.transactionId;
  if (errors || id === undefined) faults.push(`${transport}: ${JSON.stringify(errors)}`);
  else if (arrived[transport].has(id)) faults.push(`${transport}: ${id} came twice`);
  else arrived[transport].set(id, at);
}

async function follow({ url, token, ping }) {
  await followSocket(url, token);
  await followStream(url, token);
  isPinging = true;
  void pingOften(ping);
}

function followSocket(url, token) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  const send = (message) => socket.send(JSON.stringify(message));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () =>
      send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
    );
    socket.on('message', (text) => {
      const { type, payload } = JSON.parse(text);
      if (type === 'connection_ack') {
        send({ id: '1', type: 'subscribe', payload: { query: QUERY } });
        resolve();
      } else if (type === 'next') take('graphql-ws', payload);
      else faults.push(String(text));
    });
  });
}

async function followStream(url, token) {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', accept: 'text/event-stream' },
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query: QUERY }),
  });
  if (!response.ok) throw new Error(`SSE: ${response.status} ${await response.text()}`);
  void readStream(response.body).catch((error) => faults.push(`SSE: ${error.message}`));
}

async function readStream(body) {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of body) {
    text += decoder.decode(part, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const data = /^data: ?(.+)$/m.exec(block)?.[1];
      if (/^event: ?next$/m.test(block) && data) take('SSE', JSON.parse(data));
    }
  }
}

async function pingOften(url) {
  while (isPinging) {
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ hello }"}',
    });
    await response.text();
    pings.push(performance.now() - began);
    await delay(PING_EVERY_MS);
  }
}

/** Forgets what came before. */
function begin() {
  arrived = { 'graphql-ws': new Map(), SSE: new Map() };
  pings = [];
}

/** Waits until both transports have `count` events. @returns the moments of the events, and the durations of the pings */
async function result({ count }) {
  const began = performance.now();
  const isMissing = () => Object.values(arrived).some(({ size }) => size < count);
  while (isMissing() && faults.length === 0) {
    if (performance.now() - began > 30_000)
      throw new Error(
        `of ${count} events came ${Object.entries(arrived).map(([name, { size }]) => `${size} by ${name}`)}`,
      );
    await delay(20);
  }
  // What comes twice comes soon.
  await delay(500);
  if (faults.length > 0) throw new Error(`${faults.length} faults, the first: ${faults[0]}`);
  return { arrived, pings };
}

serve({ follow, begin, result });
