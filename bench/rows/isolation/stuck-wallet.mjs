import { setTimeout as delay } from 'node:timers/promises';
import { token } from '../../lib/processes/servers.mjs';
import { askGateway } from '../../lib/load/open-wallets.mjs';
import { onebook } from '../../lib/sides.mjs';
import { offend } from './offender.mjs';
import { othersMeanwhile, windowOf } from './others.mjs';
import { lockWallet } from './outsider.mjs';

/** A SELECT … FOR UPDATE on one wallet, and clients that try to pay from it again and again. */
const stuckWallet = (row, clients) => async (context) => {
  const { testbed } = context;
  const side = await onebook(testbed);
  const [wallet, other] = testbed.wallets;
  const disturb = async () => {
    const lock = await lockWallet(side.book, wallet.uuid);
    const retrying = await offend(testbed, {
      urls: side.urls,
      tokens: [await token('owner-0', 'MEMBER')],
      asked: { kind: 'retry', wallets: [wallet.id, other.id] },
      inFlight: clients,
      seconds: windowOf(context) + 0.5,
    });
    await delay(500);
    return {
      async end() {
        const said = await retrying.end();
        await lock.end();
        return said;
      },
    };
  };
  return { lines: [await othersMeanwhile(context, { row, side, disturb })] };
};

export const stuckWalletOne = stuckWallet('stuck-wallet', 1);
export const stuckWalletThree = stuckWallet('stuck-wallet-3', 3);

/** The same lock, and a hold on that wallet that has expired, so that both gateways want to release it. */
export async function stuckHold(context) {
  const { testbed } = context;
  const side = await onebook(testbed, { gateways: 2 });
  const [wallet] = testbed.wallets;
  const disturb = async () => {
    await holdForOneSecond(side.urls[0], wallet.id);
    const lock = await lockWallet(side.book, wallet.uuid);
    await delay(3_000); // the hold expires, and each gateway looks for expired ones every second or so
    return {
      async end() {
        const { rows } = await side.book.owner.query(PENDING);
        await lock.end();
        return `${rows[0].count} hold still pending`;
      },
    };
  };
  return { lines: [await othersMeanwhile(context, { row: 'stuck-hold', side, disturb })] };
}

const PENDING = `SELECT count(*)::int FROM transaction WHERE status = 'PENDING'`;

async function holdForOneSecond(url, walletId) {
  const amount = { amount: '1.00', currency: 'USD' };
  const input = { walletId, amount, expiresInSeconds: 1, idempotencyKey: 'hold' };
  const { data, ...rest } = await askGateway({
    url,
    token: await token('owner-0', 'MEMBER'),
    query:
      'mutation ($input: RequestWithdrawalInput!) { requestWithdrawal(input: $input) { __typename } }',
    variables: { input },
  });
  if (data?.requestWithdrawal.__typename !== 'RequestWithdrawalPayload')
    throw new Error(`nothing was held: ${JSON.stringify({ data, ...rest })}`);
}
