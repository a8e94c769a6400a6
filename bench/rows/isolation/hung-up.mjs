import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { requestsFor } from '../../lib/load/requests.mjs';
import { token } from '../../lib/processes/servers.mjs';
import { ratioOf } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { othersMeanwhile } from './others.mjs';
import { rawRequest } from './raw-request.mjs';

const CLIENTS = 48;

/** Clients that asked while the gateway was stopped (SIGSTOP), and hung up before it went on. */
export async function hungUp(context) {
  const { testbed, seconds } = context;
  const side = await onebook(testbed);
  const [gateway] = side.servers;
  let late;
  const disturb = async () => {
    gateway.signal('SIGSTOP');
    for (let client = 0; client < CLIENTS; client++) await askAndHangUp(side, client);
    await delay(8_000 * seconds);
    gateway.signal('SIGCONT');
    return {
      async end() {
        const { rows } = await side.book.owner.query(LATE);
        late = rows[0].count;
        return `${late} of ${CLIENTS} committed after ${8 * seconds} s`;
      },
    };
  };
  const line = await othersMeanwhile(context, { row: 'hung-up', side, disturb });
  line.ratios.push(ratioOf('committed late', late / CLIENTS, 'hung-up-late'));
  return { lines: [line] };
}

/** Transfers that members asked for. */
const LATE = `SELECT count(*)::int FROM transaction WHERE kind = 'TRANSFER' AND initiated_by LIKE 'owner-%'`;

/** One member's transfer. Its bytes reach the gateway's machine, and then the client is gone. */
async function askAndHangUp({ urls: [url], wallets }, client) {
  const bearer = await token(`owner-${client}`, 'MEMBER');
  const pair = [wallets[client], wallets[client + 1]];
  const body = requestsFor({ kind: 'retry', wallets: pair }).body(client);
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  await new Promise((resolve) => socket.end(rawRequest(bearer, body), resolve));
  socket.destroy();
}
