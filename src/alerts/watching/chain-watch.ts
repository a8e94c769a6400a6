import type { EntityManager } from 'typeorm';
import {
  balanceTurns,
  type CashEntry,
  cashLinesOf,
  type CashLine,
  isBeyond,
  velocityTurns,
} from './crossings.js';
import type { Raising } from './raising.js';
import { balanceSight, beginningSight, velocitySight } from './summaries.js';
import {
  readChangedChains,
  readEntriesFrom,
  readEntriesSince,
  type WatchedChain,
  writePlaces,
} from './watched.js';

/** Most monitors that are looked at together, and most entries of each. */
const CHAINS = 50;
const ENTRIES = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** What the watch of a round needs. */
export interface RoundOf {
  /** The transaction of the round. */
  readonly manager: EntityManager;
  readonly raising: Raising;
  /** Receives the error of one monitor, which the next round looks at again. */
  readonly onError: (error: unknown, monitorId: string) => void;
  readonly stopping: AbortSignal;
}

/**
 * Looks at what the monitors of wallets have not seen of their chains. The chain of a wallet's cash has the available balance
 * after each entry, in the order in which the book decided them, from every writer. So no dip is missed, however short.
 * @returns whether all was looked at
 */
export async function watchChains(round: RoundOf): Promise<boolean> {
  let isAll = true;
  for (let after = FIRST_ID; !round.stopping.aborted;) {
    const chains = await readChangedChains(round.manager, CHAINS, after);
    const entries = await readEntriesFrom(
      round.manager,
      chains.filter(({ accountId }) => accountId !== null),
      ENTRIES + 1,
    );
    const parts: ChainPart[] = [];
    for (const chain of chains) {
      const found = entries.get(chain.monitorId) ?? [];
      if (found.length > ENTRIES) isAll = false;
      parts.push(await partOf(round, chain, found));
    }
    // Together, so that their commands share commits.
    const looked = await Promise.all(parts.map((part) => lookOrReport(round, part)));
    await writePlaces(
      round.manager,
      looked.flatMap((one) => one ?? []),
    );
    if (chains.length < CHAINS) return isAll;
    after = chains.at(-1)?.monitorId ?? after;
  }
  return false;
}

/** What is to be looked at of a chain. */
interface ChainPart {
  readonly chain: WatchedChain;
  /** The last entry that was looked at; undefined: none was. */
  readonly seen: CashEntry | undefined;
  readonly lines: readonly CashLine[];
  /** The lines before these that can lie within the time of a velocity. */
  readonly earlier: readonly CashLine[];
}

async function partOf(
  round: RoundOf,
  chain: WatchedChain,
  found: readonly CashEntry[],
): Promise<ChainPart> {
  // The first one was looked at before. A chain is read from it on, for its balance.
  const seen = chain.seq === 0 ? undefined : found[0];
  const lines = cashLinesOf(seen ? found.slice(1) : found, seen?.balance ?? 0n);
  // Of a part of a chain, the last line can go on.
  if (found.length > ENTRIES) lines.pop();
  const earlier =
    chain.kind === 'VELOCITY_ABOVE' ? await earlierLines(round.manager, chain, lines) : [];
  return { chain, seen, lines, earlier };
}

/** Looks at a part of a chain. @returns how far it was looked at; undefined if that failed: the next round does it again */
async function lookOrReport(
  round: RoundOf,
  part: ChainPart,
): Promise<(WatchedChain & { readonly seq: number }) | undefined> {
  const { chain, lines } = part;
  try {
    if (chain.kind === 'VELOCITY_ABOVE') await lookAtVelocity(round, part);
    else await lookAtBalance(round, part);
    return { ...chain, seq: lines.at(-1)?.seq ?? chain.seq };
  } catch (error) {
    round.onError(error, chain.monitorId);
    return undefined;
  }
}

async function lookAtBalance(
  { raising }: RoundOf,
  { chain, seen, lines }: ChainPart,
): Promise<void> {
  const { kind, bound } = chain;
  if (bound === null) throw new Error(`monitor ${chain.monitorId} has no amount`);
  let { currentAlert } = chain;
  const before = seen?.balance ?? 0n;
  if (chain.isNew && isBeyond(kind, bound, before)) {
    const at = seen?.at ?? chain.beganAt;
    currentAlert = (await raising.raise(chain, beginningSight(chain, before, at))) ?? currentAlert;
  }
  for (const { type, line } of balanceTurns(kind, bound, lines)) {
    if (type === 'crossed')
      currentAlert = (await raising.raise(chain, balanceSight(chain, line))) ?? currentAlert;
    else if (currentAlert !== null) {
      await raising.end(chain, currentAlert, line.at);
      currentAlert = null;
    }
  }
}

/** Lines that were looked at before, back to the time of a velocity before the first of these lines. */
async function earlierLines(
  manager: EntityManager,
  chain: WatchedChain,
  [first]: readonly CashLine[],
): Promise<CashLine[]> {
  if (!first) return [];
  const since = new Date(first.at.getTime() - (chain.seconds ?? 0) * 1_000);
  const [oldest, ...window] = await readEntriesSince(manager, chain, chain.seq, since);
  // What it was before the oldest entry is not read: that one lies outside of the time, or is the first of the watch.
  return oldest ? cashLinesOf([oldest, ...window], oldest.balance - oldest.amount) : [];
}

async function lookAtVelocity(
  { raising }: RoundOf,
  { chain, lines, earlier }: ChainPart,
): Promise<void> {
  const { bound, seconds, monitorId } = chain;
  if (bound === null || seconds === null)
    throw new Error(`monitor ${monitorId} has no amount or no time`);
  for (const turn of velocityTurns(bound, seconds, earlier, lines))
    await raising.raise(chain, velocitySight(chain, turn));
}
