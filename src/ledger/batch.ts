import type { DataSource } from 'typeorm';
import type { Viewer } from '../domain/index.js';
import { inTransaction } from '../database/index.js';
import { affectedIds, affectedTransaction } from './affected.js';
import { findKeys, keyText, type StoredKey } from './idempotency.js';
import { lockAndLoad } from './lock-and-load.js';
import type { Movement, Changes, MultiDecision, RuleContext } from './movement.js';
import { isRefusal, type Refusal } from '../domain/index.js';
import type { ManyOutcome, Result } from './result.js';
import type { BatchState } from './batch-state.js';
import { CHANGING_KINDS } from '../domain/index.js';
import { writeBatch } from './write-batch.js';

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
  standing: RuleContext,
  commands: readonly Command[],
): Promise<Settled[]> {
  return inTransaction(dataSource, async (manager) => {
    const keys = await findKeys(
      manager,
      commands.map((command) => ({ caller: command.by.id, key: command.key })),
    );
    const fresh = commands.filter((command) => !keys.has(keyOf(command)));
    if (fresh.length === 0) return commands.map((command) => replayStored(command, keys));
    const state = await lockAndLoad(
      manager,
      fresh.map((command) => command.movement.locks(command.input)),
      standing,
    );
    const settled = commands.map((command) => settle(command, keys, state));
    await writeBatch(manager, state.pendingWrites, state.now);
    return settled;
  });
}

function keyOf(command: Command): string {
  return keyText({ caller: command.by.id, key: command.key });
}

function settle(command: Command, keys: Map<string, StoredKey>, state: BatchState): Settled {
  if (keys.has(keyOf(command))) return replayStored(command, keys);
  try {
    return { result: execute(command, keys, state) };
  } catch (error) {
    return { error };
  }
}

/** Of a command whose key is in the book, or was used before it in the batch. */
function replayStored(command: Command, keys: ReadonlyMap<string, StoredKey>): Settled {
  const known = keys.get(keyOf(command));
  if (!known) throw new Error('a key that is not there cannot be replayed');
  return { result: replay(command, known) };
}

/** The first outcome again, or a refusal where the key stands for something else. */
function replay(command: Command, known: StoredKey): Result {
  if (command.inputHash.equals(known.inputHash)) return { outcome: known.outcome, replayed: true };
  const refused: Refusal = {
    code: 'IDEMPOTENCY_CONFLICT',
    message:
      'This idempotency key was used before with different input. Send the original input, or use a new key.',
  };
  return { outcome: { refused }, replayed: false };
}

function execute(command: Command, keys: Map<string, StoredKey>, state: BatchState): Result {
  const result = decide(command, state);
  const { by, key, inputHash } = command;
  const stored: StoredKey = { caller: by.id, key, inputHash, outcome: result.outcome };
  keys.set(keyText(stored), stored);
  state.pendingWrites.keys.push(stored);
  return result;
}

/** What becomes of one command, and the state moved forward by it. */
export function decide({ movement, input, by }: Command, state: BatchState): Result {
  const decision = movement.decide(input, by, state);
  if ('lines' in decision)
    return { outcome: { many: executeLines(decision, by, state) }, replayed: false };
  const settled = applyDecision(decision, by, state);
  if (isRefusal(settled)) return { outcome: { refused: settled }, replayed: false };
  const { transaction, replayed = false } = settled;
  const final = transaction && !CHANGING_KINDS.includes(transaction.kind);
  const done = affectedIds(settled, state.now);
  return { outcome: { done }, replayed, ...(final && { transaction }) };
}

/** Applies a plan, which then stands, or gives the refusal, which may be that of an account's bounds. */
function applyDecision(
  decision: Changes | Refusal,
  by: Viewer,
  state: BatchState,
): Changes | Refusal {
  if (isRefusal(decision)) return decision;
  return state.apply(decision, by.id) ?? decision;
}

/** Each line in turn; where all or none is asked for, none after the first that is refused. */
function executeLines(
  { lines, atomic }: MultiDecision,
  by: Viewer,
  state: BatchState,
): ManyOutcome {
  const done: ManyOutcome['done'][number][] = [];
  const refused: ManyOutcome['refused'][number][] = [];
  state.attempt(() => {
    for (const [index, line] of lines.entries()) {
      const settled = applyDecision(line(), by, state);
      if (isRefusal(settled)) refused.push({ index, refused: settled });
      else done.push({ index, transactionId: transactionOf(settled) });
      if (atomic && refused.length > 0) return false;
    }
    return true;
  });
  return { done: atomic && refused.length > 0 ? [] : done, refused };
}

function transactionOf(changes: Changes): string {
  const id = affectedTransaction(changes);
  if (id === undefined) throw new Error('a line of several made no transaction');
  return id;
}
