import { SYSTEM_ACCOUNTS } from '../../../src/domain/index.ts';
import { MAX_AMOUNT } from '../../../src/money/amount.ts';
import { EXPIRY, money, mutationOf, OWNER } from './actions.mjs';
import { rolesOf } from './sdl.mjs';

/*
 * What may be in the way of a movement. Of each obstacle only what it changes is said: `isDue`, the time of
 * a hold or quote is over; `arrange`, what was done to the sample before (false: it cannot be done to this
 * one); `input`, what is asked for; `by`, who asks. `told` names it in the table.
 */

const STRANGER = { id: 'stranger', roles: ['MEMBER'] };
/** Of the house's accounts, those that no movements bring above zero, and the one that none bring below. */
const NEVER_POSITIVE = ['BONUSES', 'COMMISSIONS', 'EARNINGS'];
const NEVER_NEGATIVE = ['SALES'];

const AMOUNTS = [
  money('0'),
  money('0.001'),
  money('100', 'EUR'),
  money('100', 'XXX'),
  money('9'.repeat(39)),
  // More than is there, remains, is owed or may be drawn.
  money('1000'),
];

const walletsOf = ({ wallet, other, euros }) => [wallet, other, euros];
const walletAccount = ({ id, currency }, kind) => ({ walletId: id, kind, currency });

const OF_SAMPLES = [
  { isDue: true, told: 'expired' },
  { arrange: (sample) => sample.aside('reverseTransaction'), told: 'reversed' },
  { arrange: refundInFull, told: 'refunded in full' },
  { arrange: (sample, action) => sample.aside(action) },
  // Another transaction: of another kind or status, or of next to nothing.
  { arrange: (sample) => void sample.do('initiateDeposit') },
  { arrange: (sample) => void sample.do('deposit of 0.01') },
  { arrange: (sample) => sample.aside('setCreditLine unapproved') },
  { arrange: (sample) => walletsOf(sample).forEach((one) => sample.change(one, 'freezeWallet')) },
  { arrange: close },
  { arrange: (sample) => setWallets(sample, ['CASH', 'CREDIT'], 0n) },
  { arrange: (sample) => setWallets(sample, ['CASH'], MAX_AMOUNT) },
  { arrange: (sample) => setHouse(sample, NEVER_POSITIVE, MAX_AMOUNT) },
  { arrange: (sample) => setHouse(sample, NEVER_NEGATIVE, -MAX_AMOUNT) },
];

const OF_INPUTS = [
  { input: replacing(['walletId', 'fromWalletId', 'toWalletId'], () => 'none') },
  { input: replacing(['transactionId', 'sourceTransactionId', 'quoteId'], () => 'none') },
  { input: replacing(['toWalletId'], ({ wallet }) => wallet.id) },
  { input: replacing(['walletId', 'toWalletId'], ({ euros }) => euros.id) },
  ...AMOUNTS.map((amount) => ({ input: replacing(['amount', 'limit'], () => amount) })),
  ...AMOUNTS.map((amount) => ({ input: besides(replacing(['amount'], () => amount)) })),
];

/** All that can be in an action's way. */
export function obstaclesOf(action) {
  // The gateway itself asks for nothing else than what is there.
  if (action === EXPIRY) return OF_SAMPLES;
  const roles = rolesOf(mutationOf(action));
  const strangers = roles.includes('MEMBER') ? [{ by: STRANGER }] : [];
  const owners = roles.map((role) => ({ by: { id: OWNER.id, roles: [role] } }));
  return [...OF_SAMPLES, ...OF_INPUTS, ...strangers, ...owners];
}

/** An input with another value in these fields, in its lines too. */
function replacing(fields, valueOf) {
  return function change(input, sample) {
    const changed = Object.entries(input).map(([field, value]) => {
      if (Array.isArray(value)) return [field, value.map((line) => change(line, sample))];
      return [field, fields.includes(field) ? valueOf(sample) : value];
    });
    return Object.fromEntries(changed);
  };
}

/** Where there are lines: those as they were, and then as they are changed. */
function besides(change) {
  return (input, sample) => {
    const isLines = ([, value]) => Array.isArray(value);
    const changed = Object.entries(change(input, sample)).filter(isLines);
    return {
      ...input,
      ...Object.fromEntries(changed.map(([field, lines]) => [field, [...input[field], ...lines]])),
    };
  };
}

function refundInFull(sample) {
  const half = 'refundPurchase of 50';
  return sample.aside(half) && sample.aside(half);
}

/** Every wallet in which nothing is held is emptied and closed. */
function close(sample) {
  for (const wallet of walletsOf(sample).filter((one) => !holds(sample, one))) {
    const empty = ['CASH', 'CREDIT', 'OWED'].map((kind) => walletAccount(wallet, kind));
    sample.setAll(empty.map((account) => ({ account, to: 0n })));
    sample.change(wallet, 'closeWallet');
  }
}

function holds(sample, wallet) {
  return ['HELD', 'HELD_CREDIT'].some((kind) => sample.balance(walletAccount(wallet, kind)) > 0n);
}

function setWallets(sample, kinds, to) {
  const accounts = walletsOf(sample).flatMap((wallet) =>
    kinds.map((kind) => ({ account: walletAccount(wallet, kind), to })),
  );
  sample.setAll(accounts);
}

/** The house's accounts as full as they can be in one direction. */
function setHouse(sample, never, to) {
  const kinds = SYSTEM_ACCOUNTS.filter((kind) => !never.includes(kind));
  const accounts = ['USD', 'EUR'].flatMap((currency) =>
    kinds.map((kind) => ({ account: { walletId: null, kind, currency }, to })),
  );
  sample.setAll(accounts);
}
