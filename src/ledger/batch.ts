import type { DataSource } from 'typeorm';
import {
  type EventType,
  isRefusal,
  type Refusal,
  type Viewer,
  walletIdsOf,
} from '../domain/index.js';
import { inPipelinedTransaction } from '../database/index.js';
import { transactionIdsIn } from '../reader/index.js';
import { affectedIds, affectedTransaction } from './affected.js';
import { eventTypesOf } from './event-types.js';
import {
  hashOf,
  isSameInput,
  type Keyed,
  keyText,
  type LoggedCommand,
  type StoredKey,
} from './idempotency.js';
import type { CurrencyLookUp } from './load/looked-up.js';
import { lockAndLoad } from './load/lock-and-load.js';
import type { Changes, Locks, Movement, MultiDecision, RuleContext } from './movement.js';
import type { PendingWrites } from './pending-writes.js';
import type { ManyOutcome, Outcome, Result } from './result.js';
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
  /** The request that brought it; null: none did. */
  readonly requestId: string | null;
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
  const { inputText, inputHash } = hashOf(command, state.currencies);
  const { result, eventTypes } = decide(command, state);
  const { movement, input, by, requestId } = command;
  if (movement.always) state.apply(movement.always(input, state), by.id);
  const { outcome } = result;
  const logged: LoggedCommand = {
    ...{ caller: by.id, key: command.key, inputHash, outcome, createdAt: state.now },
    ...{ movement: movement.name, inputText, eventTypes, requestId },
    walletIds: walletsOf(command, outcome, state),
  };
  keys.set(keyText(logged), logged);
  state.pendingWrites.commands.push(logged);
  return result;
}

/** The wallets that a command names, and those of the transactions and alerts that it names or that are in its outcome. */
function walletsOf({ locks }: Command, outcome: Outcome, state: BatchState): readonly string[] {
  const ids = new Set([...(locks.wallets ?? []), ...(locks.named ?? [])]);
  const { walletId, alertId = '' } = 'done' in outcome ? outcome.done : {};
  for (const id of [walletId, state.alerts.alert(alertId)?.walletId]) if (id) ids.add(id);
  for (const id of [...(locks.transactions ?? []), ...transactionIdsIn(outcome)]) {
    const transaction = state.transaction(id);
    if (transaction) for (const of of walletIdsOf(transaction)) ids.add(of);
  }
  return [...ids];
}

/** A decision that is applied to the state, and what happened by it to each row that its outcome names. */
interface Decided {
  readonly result: Result;
  readonly eventTypes: readonly EventType[];
}

/** Decides one command and applies its changes to the state. */
export function decide({ movement, input, by }: Command, state: BatchState): Decided {
  const decision = movement.decide(input, by, state);
  if ('lines' in decision) {
    const { outcome, eventTypes } = executeLines(decision, by, state);
    return { result: { outcome, replayed: false, committed: state }, eventTypes };
  }
  const settled = applyDecision(decision, by, state);
  if (isRefusal(settled))
    return { result: { outcome: { refused: settled }, replayed: false }, eventTypes: [] };
  const { replayed = false } = settled;
  const done = affectedIds(settled, state.now);
  return {
    result: { outcome: { done }, replayed, ...(!replayed && { committed: state }) },
    eventTypes: eventTypesOf(settled),
  };
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
): { readonly outcome: Outcome; readonly eventTypes: readonly EventType[] } {
  const done: ManyOutcome['done'][number][] = [];
  const refused: ManyOutcome['refused'][number][] = [];
  let eventTypes: readonly EventType[] = [];
  state.attempt(() => {
    for (const [index, line] of lines.entries()) {
      const settled = applyDecision(line(), by, state);
      if (isRefusal(settled)) refused.push({ index, refused: settled });
      else {
        eventTypes = sameEvents(done.length === 0 ? undefined : eventTypes, eventTypesOf(settled));
        done.push({ index, transactionId: lineTransaction(settled) });
      }
      if (atomic && refused.length > 0) return false;
    }
    return true;
  });
  if (atomic && refused.length > 0)
    return { outcome: { many: { done: [], refused } }, eventTypes: [] };
  return { outcome: { many: { done, refused } }, eventTypes };
}

/** The events of a line, which must be those of the lines before it: the log states them once for the command. */
function sameEvents(
  before: readonly EventType[] | undefined,
  types: readonly EventType[],
): readonly EventType[] {
  if (before && before.join() !== types.join())
    throw new Error('the lines of a command lead to different events');
  return types;
}

function lineTransaction(changes: Changes): string {
  const id = affectedTransaction(changes);
  if (id === undefined) throw new Error('a line of a command made no transaction');
  return id;
}
