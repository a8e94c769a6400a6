import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Asker, AnswerFields } from './graphql.js';
import { reason } from './inputs.js';

type Input = Record<string, unknown>;

/** The end of an id that no row has. */
export const NONE = '000000';

/** Provokes refusals of mutations, and remembers which it got. */
export class Provoker {
  constructor(
    private readonly admin: Asker,
    /** Opens a wallet of the owner, with a balance. */
    readonly wallet: (ownerId: string, amount?: string, currency?: string) => Promise<string>,
    /** The types with which each mutation has refused so far, by the name of its document. */
    readonly seen = new Map<string, Set<string>>(),
  ) {}

  readonly send = (operation: string, input: Input): Promise<AnswerFields> =>
    this.admin.send(operation, input);

  readonly provoke = async (operation: string, input: Input, expected: string): Promise<void> => {
    const { __typename } = await this.send(operation, input);
    expect([operation, __typename]).toEqual([operation, expected]);
    this.seen.set(operation, (this.seen.get(operation) ?? new Set<string>()).add(expected));
  };

  /** Sends the same key again with another input. */
  readonly conflict = async (operation: string, input: Input, other: Input): Promise<void> => {
    const idempotencyKey = randomUUID();
    await this.send(operation, { ...input, idempotencyKey });
    await this.provoke(operation, { ...input, ...other, idempotencyKey }, 'IdempotencyConflict');
  };

  /** The input that names the transaction just made. */
  readonly madeBy = async (done: Promise<AnswerFields>): Promise<{ transactionId: string }> => ({
    transactionId: (await done).transaction.id,
  });

  readonly reversalOf = async (done: Promise<AnswerFields>): Promise<Input> => ({
    ...(await this.madeBy(done)),
    reason,
  });

  readonly closedWallet = async (ownerId: string): Promise<string> => {
    const walletId = await this.wallet(ownerId);
    await this.send('CloseWallet', { walletId, reason });
    return walletId;
  };
}
