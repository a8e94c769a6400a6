import { setTimeout as delay } from 'node:timers/promises';
import { onebook } from '../../lib/sides.mjs';
import { offend } from './offender.mjs';
import { othersMeanwhile, windowOf } from './others.mjs';

const ATTEMPTS = 500;
/** A session that has written or locked something, and waits for its client. */
const HOLDS_LOCKS = `
  SELECT count(*)::int FROM pg_stat_activity
   WHERE datname = current_database() AND state = 'idle in transaction' AND backend_xid IS NOT NULL`;

/** A gateway that is stopped (SIGSTOP) in the middle of a commit, and the clients of another one, on the same wallets. */
export async function stoppedGateway(context) {
  const { testbed } = context;
  const side = await onebook(testbed, { gateways: 2 });
  const [one, other] = side.servers;
  const disturb = async () => {
    const load = await offend(testbed, {
      urls: [other.url],
      tokens: testbed.tokens,
      asked: { kind: 'transfer', wallets: side.wallets },
      inFlight: 64,
      seconds: windowOf(context) + 5,
    });
    await stopWhileItHoldsLocks(side.book, other);
    return {
      async end() {
        other.signal('SIGCONT');
        return `of the requests to the gateway that was stopped, ${await load.end()}`;
      },
    };
  };
  const asked = { row: 'stopped-gateway', side, urls: [one.url], wallets: side.wallets, disturb };
  return { lines: [await othersMeanwhile(context, asked)] };
}

async function stopWhileItHoldsLocks({ owner }, gateway) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await delay(20 * Math.random());
    gateway.signal('SIGSTOP');
    if (await holdsLocks(owner)) return;
    gateway.signal('SIGCONT');
  }
  throw new Error(`the gateway was stopped ${ATTEMPTS} times, but never while it held locks`);
}

/** Whether a session holds locks and has nothing more to do: what the gateway had sent before it was stopped is done by then. */
async function holdsLocks(owner) {
  for (const waitMs of [20, 300]) {
    await delay(waitMs);
    const { rows } = await owner.query(HOLDS_LOCKS);
    if (rows[0].count === 0) return false;
  }
  return true;
}
