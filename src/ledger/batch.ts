import type { DataSource } from 'typeorm';
import type { Viewer } from '../auth/viewer.js';
import { inTransaction } from '../database/transaction.js';
import type { Currency } from '../money/currency.js';
import { findKeys, keyText, type StoredKey } from './idempotency.js';
import { lockAndLoad } from './load.js';
import type { Movement } from './movement.js';
import { isRefusal, type Refusal } from './refusal.js';
import type { Result } from './result.js';
import type { BatchState } from './state.js';
import { writeDraft } from './write.js';

/** One thing that somebody asked for. */
export interface Command {
  readonly movement: Movement<unknown>;
  readonly input: unknown;
  readonly by: Viewer;
  readonly key: string;
  readonly inputHash: Buffer;
}

/** What became of a command: its result, or the fault of ours that kept it from having one. */
export type Settled = { readonly result: Result } | { readonly error: unknown };

/**
 * Carries out commands in one database transaction and commits once. Each stands or is refused by
 * itself, in their order, and sees what those before it did.
 * @returns what became of each, in the same order, after the commit
 * @throws what `inTransaction` throws; then none of them happened, or for CommitUnknownError perhaps all
 */
export async function commitBatch(
  dataSource: DataSource,
  currencies: ReadonlyMap<string, Currency>,
  commands: readonly Command[],
): Promise<Settled[]> {
  return inTransaction(dataSource, async (manager) => {
    const keys = await findKeys(
      manager,
      commands.map((command) => ({ caller: command.by.id, key: command.key })),
    );
    const fresh = commands.filter((command) => !keys.has(nameOf(command)));
    const state = await lockAndLoad(
      manager,
      fresh.map((command) => command.movement.locks(command.input)),
      currencies,
    );
    const settled = commands.map((command) => settle(command, keys, state));
    await writeDraft(manager, state.draft, state.now);
    return settled;
  });
}

function nameOf(command: Command): string {
  return keyText({ caller: command.by.id, key: command.key });
}

function settle(command: Command, keys: Map<string, StoredKey>, state: BatchState): Settled {
  const known = keys.get(nameOf(command));
  if (known) return { result: replay(command, known) };
  try {
    return { result: carryOut(command, keys, state) };
  } catch (error) {
    return { error };
  }
}

/** The first outcome again, or a refusal where the key stands for something else. */
function replay(command: Command, known: StoredKey): Result {
  if (command.inputHash.equals(known.inputHash)) return { outcome: known.outcome, replayed: true };
  const refused: Refusal = {
    code: 'IDEMPOTENCY_CONFLICT',
    message:
      'This idempotency key was sent before with another input. Send the input that it was first sent with, or a new key.',
  };
  return { outcome: { refused }, replayed: false };
}

function carryOut(command: Command, keys: Map<string, StoredKey>, state: BatchState): Result {
  const result = decide(command, state);
  const { by, key, inputHash } = command;
  const stored: StoredKey = { caller: by.id, key, inputHash, outcome: result.outcome };
  keys.set(keyText(stored), stored);
  state.draft.keys.push(stored);
  return result;
}

function decide({ movement, input, by }: Command, state: BatchState): Result {
  const decision = movement.decide(input, by, state);
  if (isRefusal(decision)) return { outcome: { refused: decision }, replayed: false };
  const refused = state.apply(decision, by.id);
  if (refused) return { outcome: { refused }, replayed: false };
  const { answer, replayed = false } = decision;
  const transaction = answer.transactionId ? state.transaction(answer.transactionId) : undefined;
  return { outcome: { done: answer }, replayed, ...(transaction && { transaction }) };
}
