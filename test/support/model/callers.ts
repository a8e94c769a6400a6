import type { Viewer } from '../../../src/domain/viewer.js';
import type { Ask } from './ask.js';

const program: Viewer = { id: 'service', roles: ['SERVICE'] };
const admin: Viewer = { id: 'admin', roles: ['ADMIN'] };
const cashier: Viewer = { id: 'cashier', roles: ['CASHIER'] };
const expiry: Viewer = { id: 'expiry', roles: ['SERVICE'] };

/** Who is about: the owner of what is asked about, and somebody else who has wallets of their own. */
interface About {
  readonly owner: string;
  readonly other: string;
}

type Callers = (about: About) => readonly Viewer[];

const member = (id: string): Viewer => ({ id, roles: ['MEMBER'] });
/** An owner who works here. */
const ownerAtWork = ({ owner }: About): Viewer => ({ id: owner, roles: ['MEMBER', 'CASHIER'] });

const users: Callers = ({ owner, other }) => [
  ...[member(owner), member(owner), member(owner), member(owner), member(owner), member(owner)],
  ...[program, program, program, admin, admin, member(other)],
];
const tills: Callers = (about) => [
  ...[cashier, cashier, cashier, cashier, program, program, program, admin, admin],
  ownerAtWork(about),
];
const people: Callers = (about) => [cashier, cashier, cashier, cashier, admin, ownerAtWork(about)];
const programs: Callers = () => [program, admin];
const admins: Callers = () => [admin];

/** The callers whom the contract lets ask for it at all; the owner's own where it is for owners. */
const MAY: Record<Ask['do'], Callers> = {
  openWallet: tills,
  freezeWallet: people,
  unfreezeWallet: people,
  closeWallet: admins,
  setCreditLine: admins,
  deposit: tills,
  initiateDeposit: (about) => [...users(about), cashier, cashier],
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
  return callers[choice % callers.length] ?? admin;
}
