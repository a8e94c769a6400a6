import { signToken } from '../../src/auth/sign.js';
import type { Role } from '../../src/domain/viewer.js';
import { walletId } from '../../src/graphql/ids.js';
import { SECRET } from './gateway-process.js';
import type { Follow, PlannedSocket } from './live-messages.js';
import type { LoadWallet } from './live-writers.js';

/** Subscriptions over one socket of a page that follows many. */
const TOGETHER = 10;

/**
 * Who follows what: four in five subscriptions are members' on their own wallets, the rest staff's on any;
 * half of the members' go over a socket of their own, the others ten to a socket. Besides, at each gateway,
 * a cashier who follows all wallets, and a member who asks for what they may not have. Sockets are spread
 * over the gateways.
 */
export async function planSockets(
  urls: readonly string[],
  wallets: readonly LoadWallet[],
  subscriptions: number,
): Promise<PlannedSocket[]> {
  const sockets: PlannedSocket[] = [];
  const add = async (
    sub: string,
    role: Role,
    follows: Follow[],
    url = nth(urls, sockets.length),
  ): Promise<void> => {
    const token = await signToken({ secret: SECRET, sub, roles: [role], ttlSeconds: 3_600 });
    sockets.push({ url, token, follows });
  };
  const own = (ownerId: string): LoadWallet[] => wallets.filter((one) => one.ownerId === ownerId);
  const walletAt = (index: number): LoadWallet => nth(wallets, index);

  const alone = Math.floor(subscriptions * 0.4);
  for (let index = 0; index < alone; index++) {
    const { id, ownerId } = walletAt(index);
    await add(ownerId, 'MEMBER', [{ what: 'balance', walletId: id }]);
  }
  const pages = Math.floor((subscriptions * 0.4) / TOGETHER);
  for (let page = 0; page < pages; page++) {
    const { ownerId } = walletAt(page * 3);
    await add(ownerId, 'MEMBER', balances(own(ownerId), 0));
  }
  const staff = Math.floor((subscriptions - alone - pages * TOGETHER) / TOGETHER);
  for (let page = 0; page < staff; page++)
    await add(`auditor-${page}`, 'AUDITOR', balances(wallets, page * TOGETHER));
  for (const url of urls) {
    await add(`cashier at ${url}`, 'CASHIER', [{ what: 'all' }], url);
    const { ownerId } = walletAt(0);
    await add(ownerId, 'MEMBER', forbidden(wallets.filter((one) => one.ownerId !== ownerId)), url);
  }
  return sockets;
}

function balances(wallets: readonly LoadWallet[], first: number): Follow[] {
  return Array.from({ length: TOGETHER }, (_, index) => ({
    what: 'balance',
    walletId: nth(wallets, first + index).id,
  }));
}

/** Others' wallets, one that does not exist, and all of them. */
function forbidden(others: readonly LoadWallet[]): Follow[] {
  const missing = walletId('01900000-0000-7000-8000-000000000000');
  const ids = [...others.slice(0, TOGETHER).map(({ id }) => id), missing];
  return [
    ...ids.map((id): Follow => ({ what: 'forbidden', walletId: id, code: 'WALLET_NOT_FOUND' })),
    { what: 'forbidden', walletId: undefined, code: 'FORBIDDEN' },
  ];
}

function nth<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('there are none');
  return item;
}
