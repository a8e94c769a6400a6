import { type OwnAccount, type Refusal, SYSTEM_ACCOUNTS } from '../../domain/index.js';
import type { LockedState } from '../../ledger/index.js';

/** A system account of the operator's own. Those that come with the book belong to movements of their own. */
export function findOwnAccount(state: LockedState, name: string): { name: OwnAccount } | Refusal {
  if (SYSTEM_ACCOUNTS.some((account) => account === name))
    return {
      code: 'UNKNOWN_SYSTEM_ACCOUNT',
      message: `${name} comes with the book, and splits do not go there. Name an account that was made with createSystemAccount.`,
    };
  const found = state.systemAccount(name);
  return found === undefined ? unknownSystemAccountRefusal(name) : { name: found as OwnAccount };
}

export function unknownSystemAccountRefusal(name: string): Refusal {
  return {
    code: 'UNKNOWN_SYSTEM_ACCOUNT',
    message: `The book has no system account ${name}. Name one that systemAccounts lists, or make it with createSystemAccount.`,
  };
}
