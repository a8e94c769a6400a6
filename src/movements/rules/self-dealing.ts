import { actsAsOwner, actsForOthers, isProgram, owns } from '../../auth/index.js';
import { type Refusal, type Viewer, walletIdsOf } from '../../domain/index.js';
import type { LockedState, Locks, Transaction, Wallet } from '../../ledger/index.js';

/**
 * Whose act a movement is. Every movement declares it once, and {@link refuseSelfDealing} decides from that alone.
 *
 * - `{ owner }`: an owner's act, with the wallet on which they act. Staff and programs can do it for another owner.
 * - `staff`: staff or a program move money of another owner's wallet.
 * - `approval`: the same, as the second step of another caller's request.
 * - `control`: staff or a program change another owner's wallet without moving money: its status, credit line or quotes.
 * - `anyone`: it touches no wallet that exists, or none at all.
 */
export type Act<I> =
  { readonly owner: (input: I) => ActingWallet } | 'staff' | 'approval' | 'control' | 'anyone';

/** The wallet on which an owner acts: by its id, or as the wallet of a transaction or the giving one of a quote. */
export type ActingWallet =
  { readonly wallet: string } | { readonly transaction: string } | { readonly quote: string };

/**
 * Refuses staff and programs on a wallet of their own, on either side of the movement, whatever the roles in their
 * token: it is the `sub` that counts. On their own wallet they have the rights of its owner, who has the role MEMBER, and
 * no others. It also refuses the approval of one's own request.
 *
 * This refusal depends only on who asks and whose wallet it is, so it comes before every other.
 */
export function refuseSelfDealing<I>(
  act: Act<I>,
  input: I,
  { by, locks, state }: { by: Viewer; locks: Locks; state: LockedState },
): Refusal | undefined {
  if (act === 'anyone' || (typeof act === 'object' && isOwnersAct(act.owner(input), by, state)))
    return undefined;
  if (act === 'approval' && isOwnRequest(locks, by, state)) return ownRequestRefusal();
  if (!touchedWallets(locks, state).some((wallet) => owns(by, wallet))) return undefined;
  return act === 'control' ? ownControlRefusal() : ownMoneyRefusal();
}

/**
 * Whether the caller acts as the owner. A caller who can act neither as the owner nor for others gets true too: the
 * movement refuses them as it refuses a missing wallet.
 */
function isOwnersAct(acting: ActingWallet, by: Viewer, state: LockedState): boolean {
  const wallet = actingWallet(acting, state);
  return !wallet || actsAsOwner(by, wallet) || !actsForOthers(by);
}

function actingWallet(acting: ActingWallet, state: LockedState): Wallet | undefined {
  if ('wallet' in acting) return state.wallet(acting.wallet);
  const id =
    'quote' in acting
      ? state.quote(acting.quote)?.fromWalletId
      : state.transaction(acting.transaction)?.walletId;
  return id == null ? undefined : state.wallet(id);
}

/**
 * Whether the caller made the request that is pending. A program may approve what it requested as a program: it passes on
 * what a payment provider says. What a person requested, no token with their `sub` approves.
 */
function isOwnRequest({ transactions = [] }: Locks, by: Viewer, state: LockedState): boolean {
  return transactions.some((id) => {
    const request = state.transaction(id);
    if (request?.status !== 'PENDING' || request.initiatedBy !== by.id) return false;
    // A repair takes two, whatever they are.
    if (request.kind === 'ADJUSTMENT') return true;
    return !(request.initiatedByProgram && isProgram(by));
  });
}

/** Every wallet that the movement names, or that a transaction or quote has that it names. */
function touchedWallets(
  { wallets = [], transactions = [], quotes = [] }: Locks,
  state: LockedState,
): Wallet[] {
  const ids = [
    ...wallets,
    ...transactions.flatMap((id) => sidesOf(state.transaction(id))),
    ...quotes.flatMap((id) => {
      const quote = state.quote(id);
      return quote ? [quote.fromWalletId, quote.toWalletId] : [];
    }),
  ];
  return ids.flatMap((id) => state.wallet(id) ?? []);
}

function sidesOf(transaction: Transaction | undefined): readonly string[] {
  return transaction ? walletIdsOf(transaction) : [];
}

function ownRequestRefusal(): Refusal {
  return selfApproval('You cannot approve your own request. Another person must approve it.');
}

function ownMoneyRefusal(): Refusal {
  return selfApproval(
    'You cannot move money into or out of your own wallet as staff or as a program. Another person must do it.',
  );
}

function ownControlRefusal(): Refusal {
  return selfApproval(
    'You cannot change your own wallet as staff or as a program. Another person must do it.',
  );
}

/** Refuses an admin who wants to erase their own texts. */
export function refuseOwnErasure(ownerId: string, by: Viewer): Refusal | undefined {
  if (ownerId !== by.id) return undefined;
  return selfApproval('You cannot erase your own texts. Another admin must do it.');
}

function selfApproval(message: string): Refusal {
  return { code: 'SELF_APPROVAL', message };
}
