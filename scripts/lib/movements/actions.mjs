import { isInputObjectType } from 'graphql';
import { parseDecimal } from '../../../src/money/decimal.ts';
import { MUTATION_NAMES } from '../../../src/movements/index.ts';
import { requiredFields } from './sdl.mjs';

/*
 * An action is a mutation's name, perhaps with what differs from its usual example: 'refundPurchase of 50',
 * 'adjustBalance DEBIT'. The usual example gives every field that the SDL requires.
 */

export const money = (amount, currency = 'USD') => ({ amount: parseDecimal(amount), currency });
/** Whoever asked does not approve. */
export const OWNER = { id: 'owner', roles: ['MEMBER'] };
export const ADMIN = { id: 'admin', roles: ['ADMIN'] };
export const viewerOf = (action) => (STEPS.includes(action) ? ADMIN : OWNER);

/** What an example gives in the field of this name. */
const GIVEN = {
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

/** What an action gives besides, or instead. */
const OWN = {
  requestWithdrawal: ({ isDue }) => ({ expiresInSeconds: isDue ? 0 : undefined }),
  purchase: ({ isDue }) => ({ expiresInSeconds: isDue ? 0 : undefined }),
  transferMany: () => ({ atomic: true }),
  quoteExchange: ({ euros, isDue }) => ({ toWalletId: euros.id, expiresInSeconds: isDue ? 0 : 60 }),
  payReferralCommission: ({ other }) => ({ walletId: other.id }),
  'setCreditLine unapproved': () => ({ approved: false }),
  'adjustBalance CREDIT': () => ({ direction: 'CREDIT' }),
  'adjustBalance DEBIT': () => ({ direction: 'DEBIT' }),
};

/** What the gateway does by itself; it is no mutation. */
export const EXPIRY = 'expireHold';

/** What is done to transactions of more than one kind. */
const TO_ANY_KIND = ['reverseTransaction', 'payReferralCommission'];

/** The examples of a step, if they are not the usual one. */
const EXAMPLES = {
  completePurchase: ['completePurchase', 'completePurchase of 70'],
  refundPurchase: ['refundPurchase of 50'],
};

/** Everything that is done to a transaction that is there. */
export const STEPS = [
  ...MUTATION_NAMES.filter((name) => !TO_ANY_KIND.includes(name))
    .filter((name) => requiredFields(name).some((field) => field.name === 'transactionId'))
    .flatMap((name) => EXAMPLES[name] ?? [name]),
  EXPIRY,
  ...TO_ANY_KIND,
];

export const mutationOf = (action) => action.split(' ')[0];

/** What an action is given, about a sample: the movement's input. */
export function inputOf(action, sample) {
  if (action === EXPIRY) return { transactionId: sample.transactionId };
  const mutation = mutationOf(action);
  const [, amount] = / of (.+)$/.exec(action) ?? [];
  return {
    ...filled(requiredFields(mutation), sample),
    ...OWN[mutation]?.(sample),
    ...(action !== mutation && OWN[action]?.(sample)),
    ...(amount && { amount: money(amount) }),
  };
}

/** A value for each field; one line where there are lines. */
function filled(fields, sample) {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, sample)]));
}

function valueOf({ name, type, isList, fields }, sample) {
  if (name in GIVEN) return GIVEN[name](sample);
  if (isInputObjectType(type)) return isList ? [filled(fields, sample)] : filled(fields, sample);
  if (type.name === 'String') return `some ${name}`;
  // Its action has it.
  return undefined;
}
