import type { Facts, Wallet } from '../gateway/facts.js';
import { atMost, digitsOf, minus, unitsOf, whole } from './amounts.js';
import type { Fitting } from './fitting.js';
import { newKey } from './keys.js';

/*
 * The variables of each example, from what the viewer sees. A member acts on wallets of their own; staff and programs act
 * on those of others, because on their own they have the rights of a member.
 */

const MEMBER_FIRST = 'in the tab OpenWallet. Then a CASHIER can deposit into it.';

export function openWallet({ id, own, others }: Facts): Fitting {
  const [wallet] = own.length > 0 ? own : others;
  return input('open', {
    ownerId: wallet?.ownerId ?? id,
    currency: wallet?.currency ?? 'USD',
    name: wallet === undefined ? 'main' : 'savings',
  });
}

export function deposit({ others }: Facts): Fitting {
  const [wallet] = others;
  if (wallet === undefined) return NO_OTHERS;
  const amount = money(whole(100n, wallet.available), wallet);
  return input('deposit', { walletId: wallet.id, amount, reference: 'till 1' });
}

export function transfer(facts: Facts): Fitting {
  const wallets = actsForOthers(facts) ? facts.others : facts.own;
  const payers = wallets.filter(hasCash);
  const [pair] = payers.flatMap((from) =>
    wallets
      .filter((to) => to !== from && to.currency === from.currency)
      .map((to) => ({ from, to })),
  );
  if (pair === undefined) return missingForTransfer(facts, payers);
  const { from, to } = pair;
  const amount = money(atMost(5n, from.available), from);
  return input('transfer', { fromWalletId: from.id, toWalletId: to.id, amount });
}

/** A member does not see the wallets of other people, but may know an id. */
function missingForTransfer(facts: Facts, payers: readonly Wallet[]): Fitting {
  const [payer] = payers;
  if (payer === undefined) return noCash(facts);
  const what = `There is no second ${payer.currency} wallet here that you see.`;
  return { missing: `${what} Open one first in the tab OpenWallet, or put in the id of another.` };
}

export function requestWithdrawal(facts: Facts): Fitting {
  const payer = payersFor(facts).find(hasCash);
  if (payer === undefined) return noCash(facts);
  const amount = money(atMost(2n, payer.available), payer);
  const destination = 'account ending in 1234';
  return input('withdrawal', { walletId: payer.id, amount, destination });
}

export function approveWithdrawal({ id, withdrawals }: Facts): Fitting {
  // No caller approves what they requested, nor on a wallet of their own.
  const waiting = withdrawals.find((one) => one.ownerId !== id && one.initiatedBy !== id);
  if (waiting === undefined)
    return {
      missing:
        'No withdrawal of another person is pending. Request one first, for example as alice (MEMBER) in the tab Withdraw.',
    };
  return input('approve', { transactionId: waiting.id });
}

export function follow({ own, others }: Facts): Fitting {
  const [wallet] = own.length > 0 ? own : others;
  if (wallet === undefined) return { missing: `You see no wallet. Open one first ${MEMBER_FIRST}` };
  return { variables: { walletId: wallet.id } };
}

export function purchase(facts: Facts): Fitting {
  const divided = dividedPurchase(facts);
  if (divided !== undefined) return divided;
  const payer = payersFor(facts).find(({ spendable }) => unitsOf(spendable) > 0n);
  if (payer === undefined) return noCash(facts);
  const amount = money(atMost(3n, payer.spendable), payer);
  return input('purchase', { walletId: payer.id, amount, description: 'Candle' });
}

/** A purchase of 12.00 with VAT and a fee, if the book has a payer, a merchant and both accounts. */
function dividedPurchase(facts: Facts): Fitting | undefined {
  const { others, systemAccounts } = facts;
  if (!actsForOthers(facts)) return undefined;
  if (!['VAT', 'FEES'].every((name) => systemAccounts.includes(name))) return undefined;
  const merchants = [...others].sort(
    (a, b) => Number(b.name === 'shop') - Number(a.name === 'shop'),
  );
  for (const merchant of merchants) {
    const payer = others.find(
      ({ ownerId, currency, spendable }) =>
        ownerId !== merchant.ownerId &&
        currency === merchant.currency &&
        digitsOf(spendable) === 2 &&
        unitsOf(spendable) >= 1200n,
    );
    if (payer === undefined) continue;
    const splits = [
      { toSystemAccount: 'VAT', amount: money('2.00', payer), label: 'vat' },
      { toSystemAccount: 'FEES', amount: money('0.60', payer), label: 'fee' },
      { toWalletId: merchant.id, amount: money('9.40', payer), label: 'merchant' },
    ];
    const amount = money('12.00', payer);
    return input('purchase', { walletId: payer.id, amount, description: 'Candle', splits });
  }
  return undefined;
}

export function refundPurchase({ id, purchases }: Facts): Fitting {
  const found = purchases
    .map((one) => ({ ...one, left: minus(one.captured, one.refunded) }))
    .find(({ ownerId, left }) => ownerId !== id && unitsOf(left) > 0n);
  if (found === undefined)
    return {
      missing:
        'There is no completed purchase of which something can be refunded. Make one first in the tab Purchase, and complete it with completePurchase.',
    };
  const amount = money(atMost(3n, found.left), found);
  return input('refund', { transactionId: found.id, amount, reason: 'broken' });
}

export function sales({ seesVat }: Facts): Fitting {
  const variables = { label: 'vat' };
  if (seesVat) return { variables };
  const note =
    'You see no payment with a part that is labelled vat, so the list is empty. In the demo, erin, dave and staff see some.';
  return { variables, note };
}

export function posting({ systemAccounts }: Facts): Fitting {
  const [systemAccount] = ['FEES', 'SALES'].filter((name) => systemAccounts.includes(name));
  if (systemAccount === undefined)
    return { missing: 'You see no system account. Create one first with createSystemAccount.' };
  const amount = { amount: '5.00', currency: 'EUR' };
  return input('posting', {
    description: 'fees taken out',
    legs: [
      { systemAccount, direction: 'DEBIT', amount },
      { systemAccount: 'EXTERNAL', direction: 'CREDIT', amount },
    ],
  });
}

export function treasury({ own, others }: Facts): Fitting {
  const currencies = [...others, ...own].map(({ currency }) => currency);
  return { variables: { currency: currencies[0] ?? 'EUR' } };
}

/** ADMIN and SERVICE do what a member may on the wallets of others. */
function actsForOthers({ roles, others }: Facts): boolean {
  return others.length > 0 && roles.some((role) => role === 'ADMIN' || role === 'SERVICE');
}

function payersFor(facts: Facts): readonly Wallet[] {
  return actsForOthers(facts) ? facts.others : facts.own;
}

function hasCash({ available }: Wallet): boolean {
  return unitsOf(available) > 0n;
}

const NO_OTHERS: Fitting = {
  missing:
    'You see no active wallet of another owner. Open one first, for example as alice (MEMBER) in the tab OpenWallet.',
};

function noCash(facts: Facts): Fitting {
  const wallets = payersFor(facts);
  if (wallets.length === 0)
    return { missing: `You have no active wallet. Open one first ${MEMBER_FIRST}` };
  return { missing: 'No wallet here has money. Deposit first, as a CASHIER in the tab Deposit.' };
}

function money(amount: string, { currency }: { readonly currency: string }) {
  return { amount, currency };
}

function input(prefix: string, value: object): Fitting {
  return { variables: { input: { idempotencyKey: newKey(prefix), ...value } } };
}
