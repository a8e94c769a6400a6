import type { Viewer } from '../../../src/domain/viewer.js';
import type { Ask } from './ask.js';
import { SERVICE, ADMIN, CASHIER, member, viewerWith } from '../inputs.js';

const expiry = viewerWith('expiry', 'SERVICE');

/** Who is about: the owner of what is asked about, and somebody else who has wallets of their own. */
interface About {
  readonly owner: string;
  readonly other: string;
}

type Callers = (about: About) => readonly Viewer[];

/** An owner who works here. */
const ownerAtWork = ({ owner }: About): Viewer => viewerWith(owner, 'MEMBER', 'CASHIER');

const users: Callers = ({ owner, other }) => [
  ...[member(owner), member(owner), member(owner), member(owner), member(owner), member(owner)],
  ...[SERVICE, SERVICE, SERVICE, ADMIN, ADMIN, member(other)],
];
const tills: Callers = (about) => [
  ...[CASHIER, CASHIER, CASHIER, CASHIER, SERVICE, SERVICE, SERVICE, ADMIN, ADMIN],
  ownerAtWork(about),
];
const people: Callers = (about) => [CASHIER, CASHIER, CASHIER, CASHIER, ADMIN, ownerAtWork(about)];
const programs: Callers = () => [SERVICE, ADMIN];
const admins: Callers = () => [ADMIN];

/** The callers whom the contract lets ask for it at all; the owner's own where it is for owners. */
const MAY: Record<Ask['do'], Callers> = {
  openWallet: tills,
  freezeWallet: people,
  unfreezeWallet: people,
  closeWallet: admins,
  setCreditLine: admins,
  deposit: tills,
  initiateDeposit: (about) => [...users(about), CASHIER, CASHIER],
  confirmDeposit: tills,
  failDeposit: tills,
  requestWithdrawal: users,
  approveWithdrawal: people,
  rejectWithdrawal: people,
  cancelWithdrawal: users,
  purchase: users,
  completePurchase: tills,
  failPurchase: tills,
  refundPurchase: tills,
  expireHold: () => [expiry],
  claimDailyBonus: users,
  payReferralCommission: programs,
  distributeEarnings: programs,
  drawCredit: users,
  repayCredit: users,
  quoteExchange: programs,
  exchange: users,
  transfer: users,
  transferMany: users,
  adjustBalance: admins,
  reverseTransaction: admins,
};

export function callerFor(what: Ask['do'], about: About, choice: number): Viewer {
  const callers = MAY[what](about);
  return callers[choice % callers.length] ?? ADMIN;
}
