import type { DataSource } from 'typeorm';
import type { Viewer } from '../domain/index.js';
import { inTransaction } from '../database/index.js';
import { findKeys, keyText, type StoredKey } from './idempotency.js';
import { lockAndLoad } from './lock-and-load.js';
import type { Movement, Plan, Several, Standing } from './movement.js';
import { isRefusal, type Refusal } from '../domain/index.js';
import type { ManyOutcome, Result } from './result.js';
import type { BatchState } from './batch-state.js';
import { CHANGING_KINDS } from '../domain/index.js';
import { writeDraft } from './write-batch.js';

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
  standing: Standing,
  commands: readonly Command[],
): Promise<Settled[]> {
  return inTransaction(dataSource, async (manager) => {
    const keys = await findKeys(
      manager,
      commands.map((command) => ({ caller: command.by.id, key: command.key })),
    );
    const fresh = commands.filter((command) => !keys.has(nameOf(command)));
    if (fresh.length === 0) return commands.map((command) => again(command, keys));
    const state = await lockAndLoad(
      manager,
      fresh.map((command) => command.movement.locks(command.input)),
      standing,
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
  if (keys.has(nameOf(command))) return again(command, keys);
  try {
    return { result: carryOut(command, keys, state) };
  } catch (error) {
    return { error };
  }
}

/** Of a command whose key is in the book, or was used before it in the batch. */
function again(command: Command, keys: ReadonlyMap<string, StoredKey>): Settled {
  const known = keys.get(nameOf(command));
  if (!known) throw new Error('a key that is not there cannot be replayed');
  return { result: replay(command, known) };
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

/** What becomes of one command, and the state moved forward by it. */
export function decide({ movement, input, by }: Command, state: BatchState): Result {
  const decision = movement.decide(input, by, state);
  if ('lines' in decision)
    return { outcome: { many: carryOutEach(decision, by, state) }, replayed: false };
  const settled = stand(decision, by, state);
  if (isRefusal(settled)) return { outcome: { refused: settled }, replayed: false };
  const { answer, replayed = false } = settled;
  const { transaction } = settled;
  const final = transaction && !CHANGING_KINDS.includes(transaction.kind);
  return { outcome: { done: answer }, replayed, ...(final && { transaction }) };
}

/** Applies a plan, which then stands, or gives the refusal, which may be that of an account's bounds. */
function stand(decision: Plan | Refusal, by: Viewer, state: BatchState): Plan | Refusal {
  if (isRefusal(decision)) return decision;
  return state.apply(decision, by.id) ?? decision;
}

/** Each line in turn; where all or none is asked for, none after the first that is refused. */
function carryOutEach({ lines, atomic }: Several, by: Viewer, state: BatchState): ManyOutcome {
  const done: ManyOutcome['done'][number][] = [];
  const refused: ManyOutcome['refused'][number][] = [];
  state.attempt(() => {
    for (const [index, line] of lines.entries()) {
      const settled = stand(line(), by, state);
      if (isRefusal(settled)) refused.push({ index, refused: settled });
      else done.push({ index, transactionId: transactionOf(settled) });
      if (atomic && refused.length > 0) return false;
    }
    return true;
  });
  return { done: atomic && refused.length > 0 ? [] : done, refused };
}

function transactionOf({ answer: { transactionId } }: Plan): string {
  if (transactionId === undefined) throw new Error('a line of several made no transaction');
  return transactionId;
}
