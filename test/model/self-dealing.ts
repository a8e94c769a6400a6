import {
  type LineCommand,
  type ModelCaller,
  type ModelState,
  type ModelWallet,
  type Receiver,
  type SimpleCommand,
} from './commands-and-state.js';

type Command = SimpleCommand | LineCommand;

/** The commands of owners. Any other is an act of staff or of a program, except these. */
const OF_OWNERS: readonly Command['do'][] = [
  ...(['initiateDeposit', 'requestWithdrawal', 'cancelWithdrawal'] as const),
  ...(['purchase', 'cancelPurchase'] as const),
  ...(['transfer', 'exchange', 'claimDailyBonus', 'drawCredit', 'repayCredit'] as const),
];
const OF_ANYONE: readonly Command['do'][] = ['openWallet', 'expireHold', 'createSystemAccount'];
const APPROVALS: readonly Command['do'][] = [
  ...(['confirmDeposit', 'approveWithdrawal', 'completePurchase', 'approveRepair'] as const),
];

/**
 * Whether a caller would deal with themselves: a person who approves their own request, or staff or a program on a
 * wallet of their own, on either side. Owners do what owners may do.
 */
export function isSelfDealing(state: ModelState, command: Command, by: ModelCaller): boolean {
  if (OF_ANYONE.includes(command.do)) return false;
  if (APPROVALS.includes(command.do) && isOwnRequest(state, command, by)) return true;
  const [acting, ...others] = walletsOf(state, command);
  if (OF_OWNERS.includes(command.do)) {
    const isForOthers = by.roles.some((role) => role !== 'MEMBER');
    if (!acting || !isForOthers) return false;
    if (acting.ownerId === by.id && by.roles.includes('MEMBER')) return false;
  }
  return [acting, ...others].some((wallet) => wallet?.ownerId === by.id);
}

/** A program passes on what a payment provider says, so it may approve its own request. A person may not. */
function isOwnRequest(state: ModelState, command: Command, by: ModelCaller): boolean {
  if (!('transactionId' in command) || by.roles.every((role) => role === 'SERVICE')) return false;
  const request = state.transactions.get(command.transactionId);
  return request?.status === 'PENDING' && request.by === by.id;
}

/** The wallets that the command touches. The first is the one that acts or pays. */
function walletsOf(state: ModelState, command: Command): ModelWallet[] {
  const ids: string[] = [];
  const add = (id: string | null | undefined): unknown => id != null && ids.push(id);
  const addTransaction = (id: string): void => {
    const transaction = state.transactions.get(id);
    add(transaction?.walletId);
    for (const walletId of transaction?.others ?? []) add(walletId);
  };
  const addReceiver = (one: Receiver): unknown => add('walletId' in one ? one.walletId : null);
  if ('walletId' in command) {
    // A wallet that does not exist is none of the caller's, and no payment leaves it.
    if (OF_OWNERS.includes(command.do) && !state.wallets.has(command.walletId)) return [];
    add(command.walletId);
  }
  if ('fromWalletId' in command) {
    // A payer that does not exist is none of the caller's.
    if (!state.wallets.has(command.fromWalletId)) return [];
    add(command.fromWalletId);
    add(command.toWalletId);
  }
  if ('splits' in command) for (const { to } of command.splits ?? []) addReceiver(to);
  if ('legs' in command) for (const { account } of command.legs) addReceiver(account);
  if ('transactionId' in command) addTransaction(command.transactionId);
  if ('sourceTransactionId' in command) addTransaction(command.sourceTransactionId);
  if ('quoteId' in command) {
    const quote = state.quotes.get(command.quoteId);
    add(quote?.fromWalletId);
    add(quote?.toWalletId);
  }
  return ids.flatMap((id) => state.wallets.get(id) ?? []);
}
