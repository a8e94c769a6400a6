import { SYSTEM_ACCOUNTS } from '../../../src/domain/index.ts';
import { MAX_AMOUNT } from '../../../src/money/amount.ts';
import { EXPIRY, IMPORTS, money, mutationOf, OWNER, WITH_SPLITS } from './actions.mjs';
import { rolesOf } from './sdl.mjs';

/*
 * Obstacles: everything that can make a rule refuse a movement. An obstacle has only the parts that it changes.
 * `isDue`: the hold or quote has expired. `arrange`: changes the sample before (false: it cannot change this one).
 * `input`: changes the input. `by`: the caller. `label`: its name in the table.
 */

const STRANGER = { id: 'stranger', roles: ['MEMBER'] };
/** The system accounts that never rise above zero, and the one that never falls below it. */
const NEVER_POSITIVE = ['BONUSES', 'COMMISSIONS', 'EARNINGS'];
const NEVER_NEGATIVE = ['SALES'];

const AMOUNTS = [
  money('0'),
  money('0.001'),
  money('100', 'EUR'),
  money('100', 'XXX'),
  money('9'.repeat(39)),
  // More than is available, remains, is owed or may be drawn.
  money('1000'),
];

const walletsOf = ({ wallet, other, euros, merchant }) => [wallet, other, euros, merchant];
const walletAccount = ({ id, currency }, kind) => ({ walletId: id, kind, currency });

const OF_SAMPLES = [
  { isDue: true, label: 'expired' },
  { arrange: (sample) => sample.aside('reverseTransaction'), label: 'reversed' },
  { arrange: refundInFull, label: 'refunded in full' },
  { arrange: (sample, action) => sample.aside(action) },
  // Another transaction: with another kind or status, or with a tiny amount.
  { arrange: (sample) => void sample.do('initiateDeposit') },
  { arrange: (sample) => void sample.do('deposit of 0.01') },
  { arrange: (sample) => sample.aside('setCreditLine unapproved') },
  { arrange: (sample) => walletsOf(sample).forEach((one) => sample.change(one, 'freezeWallet')) },
  { arrange: (sample) => close(sample, walletsOf(sample)) },
  { arrange: (sample) => close(sample, [sample.merchant]) },
  { arrange: (sample) => setWallets(sample, ['CASH', 'CREDIT'], 0n) },
  {
    arrange: (sample) =>
      sample.setAll([{ account: walletAccount(sample.merchant, 'CASH'), to: 0n }]),
  },
  { arrange: (sample) => setWallets(sample, ['CASH'], MAX_AMOUNT) },
  { arrange: (sample) => setSystemAccounts(sample, NEVER_POSITIVE, MAX_AMOUNT) },
  { arrange: (sample) => setSystemAccounts(sample, NEVER_NEGATIVE, -MAX_AMOUNT) },
];

const OF_INPUTS = [
  { input: replacing(['walletId', 'fromWalletId', 'toWalletId'], () => 'none') },
  { input: replacing(['transactionId', 'sourceTransactionId', 'quoteId'], () => 'none') },
  { input: replacing(['toWalletId'], ({ wallet }) => wallet.id) },
  { input: replacing(['walletId'], ({ wallet }) => wallet.id) },
  { input: replacing(['walletId', 'toWalletId'], ({ euros }) => euros.id) },
  { input: replacing(['walletId'], ({ otherEuros }) => otherEuros.id) },
  { input: replacing(['systemAccount'], () => 'NONE') },
  // A movement that takes no moment of effect does not look at it.
  { input: (input) => ({ ...input, effectiveAt: new Date('9999-01-01Z') }) },
  // Nor does one that repairs nothing look at a finding.
  { input: (input) => ({ ...input, findingId: 'none' }) },
  ...AMOUNTS.map((amount) => ({ input: replacing(['amount', 'limit'], () => amount) })),
  ...AMOUNTS.map((amount) => ({ input: besides(replacing(['amount'], () => amount)) })),
];

const OF_SPLITS = [
  { input: inSplits(() => ({ to: { walletId: 'none' } })) },
  { input: inSplits(({ wallet }) => ({ to: { walletId: wallet.id } })) },
  { input: inSplits(({ euros }) => ({ to: { walletId: euros.id } })) },
  { input: inSplits(() => ({ to: { systemAccount: 'NONE' } })) },
  ...AMOUNTS.map((amount) => ({ input: inSplits(() => ({ amount })) })),
];

/** Every obstacle of an action. */
export function obstaclesOf(action) {
  // An import names its own rows, line by line, that it cannot bring in.
  if (action in IMPORTS) return [];
  // The gateway itself never sends wrong input.
  if (action === EXPIRY) return OF_SAMPLES;
  const roles = rolesOf(mutationOf(action));
  const strangers = roles.includes('MEMBER') ? [{ by: STRANGER }] : [];
  const owners = roles.map((role) => ({ by: { id: OWNER.id, roles: [role] } }));
  const ofSplits = action.endsWith(WITH_SPLITS) ? OF_SPLITS : [];
  return [...OF_SAMPLES, ...OF_INPUTS, ...ofSplits, ...strangers, ...owners];
}

/** Changes the first split of an input, or of each of its lines. */
function inSplits(changeOf) {
  return function change({ splits, inputs, ...input }, sample) {
    if (inputs) return { ...input, inputs: inputs.map((line) => change(line, sample)) };
    const [first, ...others] = splits;
    return { ...input, splits: [{ ...first, ...changeOf(sample) }, ...others] };
  };
}

/** Replaces the values of these fields in an input, also in its lines, and in the accounts of its legs. */
function replacing(fields, valueOf) {
  return function change(input, sample) {
    const changed = Object.entries(input).map(([field, value]) => {
      if (Array.isArray(value)) return [field, value.map((line) => change(line, sample))];
      if (field === 'account') return [field, change(value, sample)];
      return [field, fields.includes(field) ? valueOf(sample) : value];
    });
    return Object.fromEntries(changed);
  };
}

/** Adds the changed lines after the unchanged ones. */
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

/** Empties and closes every one of the wallets that holds nothing. */
function close(sample, wallets) {
  for (const wallet of wallets.filter((one) => !holds(sample, one))) {
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

/** Sets the system accounts to the bound in one direction, except those that never go there. */
function setSystemAccounts(sample, never, to) {
  const kinds = SYSTEM_ACCOUNTS.filter((kind) => !never.includes(kind));
  const accounts = ['USD', 'EUR'].flatMap((currency) =>
    kinds.map((kind) => ({ account: { walletId: null, kind, currency }, to })),
  );
  sample.setAll(accounts);
}
