import { type Refusal, WALLET_ACCOUNTS } from '../domain/index.js';
import { movement } from './movement.js';

export interface CreateSystemAccountInput {
  /** In the form of `isSystemAccountName`. */
  readonly name: string;
  readonly description: string;
}

/**
 * Adds a system account of the operator's own, for good: it exists in every currency from then on. Its chain in a shard
 * begins with its first entry there.
 */
export const createSystemAccount = movement<CreateSystemAccountInput>({
  name: 'createSystemAccount',
  act: 'anyone',
  locks: ({ name }) => ({ accountNames: [name] }),
  decide({ name, description }, by, state) {
    if (isWalletAccount(name))
      return existsRefusal(`${name} is the name of an account that every wallet has.`);
    if (state.systemAccount(name) !== undefined)
      return existsRefusal(`The book has a system account ${name} already.`);
    return { newSystemAccount: { name, description, createdBy: by.id, createdAt: state.now } };
  },
});

function isWalletAccount(name: string): boolean {
  return WALLET_ACCOUNTS.some((kind) => kind === name);
}

function existsRefusal(what: string): Refusal {
  return { code: 'SYSTEM_ACCOUNT_EXISTS', message: `${what} Choose another name.` };
}
