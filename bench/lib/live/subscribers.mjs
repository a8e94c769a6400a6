// A process that holds subscriptions. It uses bare WebSockets to cost as little processor time as possible.
import { WebSocket } from 'ws';
import { serve } from '../processes/child.mjs';

const QUERY =
  'subscription ($id: ID!) { balanceChanged(walletId: $id) { balance { version available { amount } } } }';
/** Number of sockets that are opened at once. */
const OPENING = 200;

let sockets = [];
let subscriptions = [];
const faults = [];
let closing = false;

/** Opens the sockets, each with its token and wallets. Resolves when every subscription has its first push. */
async function open({ url, planned }) {
  closing = false;
  const waiting = [...planned];
  const one = async () => {
    for (let plan = waiting.pop(); plan; plan = waiting.pop()) await openOne(url, plan);
  };
  await Promise.all(Array.from({ length: OPENING }, one));
}

function openOne(url, { token, wallets }) {
  const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
  sockets.push(socket);
  const own = wallets.map((wallet) => ({ wallet, versions: [], times: [] }));
  subscriptions.push(...own);
  return new Promise((resolve, reject) => {
    let waitingForFirst = own.length;
    socket.on('error', reject);
    socket.on('close', (code) => {
      if (!closing) faults.push(`a socket was closed with ${code}`);
      reject(new Error('closed'));
    });
    socket.on('open', () =>
      send(socket, { type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
    );
    socket.on('message', (text) => {
      const { type, id, payload } = JSON.parse(text);
      if (type === 'connection_ack') subscribe(socket, wallets);
      else if (type === 'next' && payload.data) {
        const { versions, times } = own[id];
        if (versions.length === 0 && --waitingForFirst === 0) resolve();
        versions.push(payload.data.balanceChanged.balance.version);
        times.push(performance.timeOrigin + performance.now());
      } else faults.push(String(text));
    });
  });
}

function subscribe(socket, wallets) {
  for (const [id, wallet] of wallets.entries())
    send(socket, {
      id: String(id),
      type: 'subscribe',
      payload: { query: QUERY, variables: { id: wallet } },
    });
}

const send = (socket, message) => socket.send(JSON.stringify(message));

/** Begins a round: forgets all pushes except the last of each subscription. */
function begin() {
  for (const one of subscriptions) {
    one.versions.splice(0, one.versions.length - 1);
    one.times.splice(0, one.times.length - 1);
  }
}

/**
 * Evaluates the pushes since `begin`. The latency of each version in each subscription counts from the timestamp of
 * its commit to the push of that version or a later one. Waits until all subscriptions have the last version.
 * @param book by wallet id: `first`, the version of the first entry, and `at`, the timestamps of all entries
 */
async function judge({ book }) {
  const last = ({ wallet }) => book.get(wallet).first + book.get(wallet).at.length - 1;
  const behind = () =>
    subscriptions.filter((one) => book.has(one.wallet) && one.versions.at(-1) < last(one));
  for (
    const began = Date.now();
    behind().length > 0;
    await new Promise((done) => setTimeout(done, 50))
  )
    if (Date.now() - began > 10_000)
      throw new Error(`${behind().length} subscriptions have not received the last balance`);
  if (faults.length > 0) throw new Error(`${faults.length} faults, the first: ${faults[0]}`);
  const latencies = subscriptions.flatMap((one) =>
    book.has(one.wallet) ? latenciesOf(one, book.get(one.wallet)) : [],
  );
  latencies.sort((a, b) => a - b);
  const at = (part) => latencies[Math.floor(latencies.length * part)];
  const pushes = subscriptions.reduce((sum, { versions }) => sum + versions.length - 1, 0);
  return { pushes, p50: at(0.5), p99: at(0.99) };
}

function latenciesOf({ wallet, versions, times }, { first, at }) {
  const latencies = [];
  for (let index = 1; index < versions.length; index++) {
    if (versions[index] <= versions[index - 1])
      throw new Error(`${wallet} went back to version ${versions[index]}`);
    for (let version = versions[index - 1] + 1; version <= versions[index]; version++)
      latencies.push(times[index] - at[version - first]);
  }
  return latencies;
}

async function close() {
  closing = true;
  await Promise.all(
    sockets.map((socket) => new Promise((closed) => socket.once('close', closed).terminate())),
  );
  sockets = [];
  subscriptions = [];
}

serve({ open, begin, judge, close });
