import type { DataSource } from 'typeorm';
import { isRefusal, type Refusal, type Viewer } from '../domain/index.js';
import { inPipelinedTransaction } from '../database/index.js';
import { affectedIds, affectedTransaction } from './affected.js';
import { hashOf, isSameInput, type Keyed, keyText, type StoredKey } from './idempotency.js';
import type { CurrencyLookUp } from './load/looked-up.js';
import { lockAndLoad } from './load/lock-and-load.js';
import type { Changes, Locks, Movement, MultiDecision, RuleContext } from './movement.js';
import type { PendingWrites } from './pending-writes.js';
import type { ManyOutcome, Result } from './result.js';
import type { BatchState } from './batch-state.js';
import { writesOf } from './write-batch.js';

/** One call of a mutation, or of the gateway's own job. */
export interface Command extends Keyed {
  readonly movement: Movement<unknown>;
  readonly input: unknown;
  readonly by: Viewer;
  readonly key: string;
  /** What `movement` locks for `input`. */
  readonly locks: Locks;
}

/** The outcome of a command: its result, or the internal error that prevented one. */
export type Settled = { readonly result: Result } | { readonly error: unknown };

/** A batch after its commit. */
interface CommittedBatch {
  /** The outcome of each command, in the order of the commands. */
  readonly settled: readonly Settled[];
  /** False if every command was a replay: then the commit says nothing about whether the database takes writes. */
  readonly wrote: boolean;
}

/**
 * Executes commands in one database transaction and commits once. Each command succeeds or is refused by itself, in
 * order, and sees the changes of the commands before it.
 * @throws the errors of `inPipelinedTransaction`. After CommitUnknownError perhaps all commands happened, after others none
 */
export async function commitBatch(
  dataSource: DataSource,
  context: RuleContext,
  commands: readonly Command[],
): Promise<CommittedBatch> {
  const claims = commands.map(({ by, key, locks, unknownCurrencies }) => ({
    ...{ caller: by.id, key, locks, unknownCurrencies },
  }));
  const batch = await inPipelinedTransaction<ExecutedBatch>(dataSource, async (transaction) => {
    const { keys, currencies, state } = await lockAndLoad(transaction, claims, context);
    if (!state) {
      const settled = commands.map((command) => replayStored(command, keys, currencies));
      return { value: { settled, wrote: false }, writes: [] };
    }
    const settled = commands.map((command) => settle(command, keys, state));
    const { pendingWrites } = state;
    const writes = writesOf(pendingWrites, state.now);
    return { value: { settled, wrote: writes.length > 0, written: pendingWrites }, writes };
  });
  // Only now they are in the book.
  if (batch.written) {
    context.currencies.learn(batch.written.newCurrencies);
    context.systemAccounts.learn(batch.written.newSystemAccounts);
  }
  return batch;
}

interface ExecutedBatch extends CommittedBatch {
  readonly written?: PendingWrites;
}

function keyOf(command: Command): string {
  return keyText({ caller: command.by.id, key: command.key });
}

function settle(command: Command, keys: Map<string, StoredKey>, state: BatchState): Settled {
  if (keys.has(keyOf(command))) return replayStored(command, keys, state.currencies);
  try {
    return { result: execute(command, keys, state) };
  } catch (error) {
    return { error };
  }
}

/** Settles a command whose key is in the book, or was used before it in the batch. */
function replayStored(
  command: Command,
  keys: ReadonlyMap<string, StoredKey>,
  currencies: CurrencyLookUp,
): Settled {
  const known = keys.get(keyOf(command));
  if (!known) throw new Error('a key that is not stored cannot be replayed');
  return { result: replay(command, known, currencies) };
}

/** The first outcome again, or a refusal if the key was used for other input. */
function replay(command: Command, known: StoredKey, currencies: CurrencyLookUp): Result {
  if (isSameInput(command, known, currencies)) return { outcome: known.outcome, replayed: true };
  const refused: Refusal = {
    code: 'IDEMPOTENCY_CONFLICT',
    message:
      'This idempotency key was used before with different input. Send the original input, or use a new key.',
  };
  return { outcome: { refused }, replayed: false };
}

function execute(command: Command, keys: Map<string, StoredKey>, state: BatchState): Result {
  // Before the command can create a currency.
  const inputHash = hashOf(command, state.currencies);
  const result = decide(command, state);
  const { outcome } = result;
  const stored: StoredKey = {
    ...{ caller: command.by.id, key: command.key, inputHash, outcome, createdAt: state.now },
  };
  keys.set(keyText(stored), stored);
  state.pendingWrites.keys.push(stored);
  return result;
}

/** Decides one command and applies its changes to the state. */
export function decide({ movement, input, by }: Command, state: BatchState): Result {
  const decision = movement.decide(input, by, state);
  if ('lines' in decision)
    return {
      outcome: { many: executeLines(decision, by, state) },
      replayed: false,
      committed: state,
    };
  const settled = applyDecision(decision, by, state);
  if (isRefusal(settled)) return { outcome: { refused: settled }, replayed: false };
  const { replayed = false } = settled;
  const done = affectedIds(settled, state.now);
  return { outcome: { done }, replayed, ...(!replayed && { committed: state }) };
}

/** Applies the changes and returns them, or returns a refusal: the movement's, or that of an account's bounds. */
function applyDecision(
  decision: Changes | Refusal,
  by: Viewer,
  state: BatchState,
): Changes | Refusal {
  if (isRefusal(decision)) return decision;
  return state.apply(decision, by.id) ?? decision;
}

/** Executes each line in turn. If all or none shall succeed, stops at the first refusal. */
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
  if (id === undefined) throw new Error('a line of a command made no transaction');
  return id;
}
