import { isInputObjectType } from 'graphql';
import { parseDecimal } from '../../../src/money/decimal.ts';
import { KIND_DEFINITIONS, MUTATION_NAMES } from '../../../src/movements/index.ts';
import { requiredFields, rolesOf } from './sdl.mjs';

/*
 * An action is a mutation's name, perhaps with a difference from its usual example: 'refundPurchase of 50',
 * 'adjustBalance DEBIT', 'deposit with splits'. The usual example has a value for every field that the SDL requires.
 */

export const money = (amount, currency = 'USD') => ({ amount: parseDecimal(amount), currency });
/** An owner does what an owner may, and an admin the rest. Steps are another admin's: no caller approves their own request. */
export const OWNER = { id: 'owner', roles: ['MEMBER'] };
export const ADMIN = { id: 'admin', roles: ['ADMIN'] };
const APPROVER = { id: 'approver', roles: ['ADMIN'] };
export function viewerOf(action) {
  if (!isMutation(action)) return ADMIN;
  if (STEPS.includes(action)) return APPROVER;
  return rolesOf(mutationOf(action)).includes('MEMBER') ? OWNER : ADMIN;
}

/** The value of each field in the usual examples, by the field's name. */
const USUAL_VALUES = {
  walletId: ({ wallet }) => wallet.id,
  fromWalletId: ({ wallet }) => wallet.id,
  toWalletId: ({ other }) => other.id,
  transactionId: ({ transactionId }) => transactionId,
  sourceTransactionId: ({ transactionId }) => transactionId,
  quoteId: ({ quoteId }) => quoteId,
  amount: () => money('100'),
  limit: () => money('500'),
  rate: () => parseDecimal('0.925'),
  rateBps: () => 500,
  approved: () => true,
};

/** Values that an action adds to the usual ones, or replaces. */
const OWN_VALUES = {
  requestWithdrawal: ({ isDue }) => ({ expiresInSeconds: isDue ? 0 : undefined }),
  purchase: ({ isDue }) => ({ expiresInSeconds: isDue ? 0 : undefined }),
  transferMany: () => ({ atomic: true }),
  quoteExchange: ({ euros, isDue }) => ({ toWalletId: euros.id, expiresInSeconds: isDue ? 0 : 60 }),
  payReferralCommission: (sample) => ({ walletId: walletOfAnotherOwner(sample).id }),
  post: ({ wallet, other }) => ({
    legs: [
      { account: { walletId: wallet.id }, direction: 'DEBIT', amount: money('100') },
      { account: { walletId: other.id }, direction: 'CREDIT', amount: money('60') },
      { account: { systemAccount: OWN_ACCOUNT }, direction: 'CREDIT', amount: money('40') },
    ],
  }),
  'setCreditLine unapproved': () => ({ approved: false }),
  'adjustBalance CREDIT': () => ({ direction: 'CREDIT' }),
  'adjustBalance DEBIT': () => ({ direction: 'DEBIT' }),
  'proposeRepair CREDIT': () => ({ direction: 'CREDIT' }),
  'proposeRepair DEBIT': () => ({ direction: 'DEBIT' }),
};

/** The system account of the operator's own in the examples. */
export const OWN_ACCOUNT = 'FEES';

/** The difference of an action whose amount is divided, and how: 35 of the usual 100 are left. */
export const WITH_SPLITS = ' with splits';
const splitsOf = ({ merchant }) => [
  { to: { systemAccount: OWN_ACCOUNT }, amount: money('5'), label: 'fee' },
  { to: { walletId: merchant.id }, amount: money('60'), label: 'merchant' },
];

/** A wallet of another owner than that of the sample's transaction. */
function walletOfAnotherOwner({ state, transactionId, wallet, other }) {
  return state.transaction(transactionId)?.walletId === other.id ? wallet : other;
}

/** The gateway's own movement, which is not a mutation. */
export const EXPIRY = 'expireHold';

/** What an import writes, which no mutation makes: by action, a function of a wallet, an amount and a state. */
export const IMPORTS = Object.assign(
  {},
  ...Object.values(KIND_DEFINITIONS).map(({ imported }) => imported),
);

/** Whether the action is a mutation, and not an act of the program itself. */
export const isMutation = (action) => action !== EXPIRY && !(action in IMPORTS);

/** Mutations for transactions of more than one kind. */
const TO_ANY_KIND = ['reverseTransaction', 'payReferralCommission'];

/** The examples of a step that has others than the usual one. */
const EXAMPLES = {
  completePurchase: ['completePurchase', 'completePurchase of 70'],
  refundPurchase: ['refundPurchase of 50'],
};

/** Every action on an existing transaction. */
export const STEPS = [
  ...MUTATION_NAMES.filter((name) => !TO_ANY_KIND.includes(name))
    .filter((name) => requiredFields(name).some((field) => field.name === 'transactionId'))
    .flatMap((name) => EXAMPLES[name] ?? [name]),
  EXPIRY,
  ...TO_ANY_KIND,
];

export const mutationOf = (action) => action.split(' ')[0];

/** The input of an action's movement, with the ids of a sample. */
export function inputOf(action, sample) {
  if (action === EXPIRY) return { transactionId: sample.transactionId };
  const mutation = mutationOf(action);
  const [, amount] = / of (.+)$/.exec(action) ?? [];
  const input = {
    ...filled(requiredFields(mutation), sample),
    ...OWN_VALUES[mutation]?.(sample),
    ...(action !== mutation && OWN_VALUES[action]?.(sample)),
    ...(amount && { amount: money(amount) }),
  };
  return action.endsWith(WITH_SPLITS) ? divided(input, splitsOf(sample)) : input;
}

/** Divides the amount of an input, or of each of its lines. */
export function divided(input, splits) {
  if ('amount' in input) return { ...input, splits };
  const { inputs } = input;
  return { ...input, inputs: inputs.map((line) => ({ ...line, splits })) };
}

/** A value for each field; one line for a list of lines. */
function filled(fields, sample) {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, sample)]));
}

function valueOf({ name, type, isList, fields }, sample) {
  if (name in USUAL_VALUES) return USUAL_VALUES[name](sample);
  if (isInputObjectType(type)) return isList ? [filled(fields, sample)] : filled(fields, sample);
  if (type.name === 'String') return `some ${name}`;
  // OWN_VALUES of the action has it.
  return undefined;
}
