import type { Phase } from '../../domain/index.js';
import type { EntryKey } from '../entries.js';

/** What of a line says where it stands among those of its millisecond. */
export interface Placed {
  readonly transactionId: string;
  readonly phase: Phase;
  readonly entries: readonly EntryKey[];
}

/**
 * Lines of one millisecond, newest first, always the same way: no line before one that has a higher
 * seq on an account of both; where no account decides, the later transaction first. All lines of the
 * millisecond must be given.
 */
export function newestFirst<Line extends Placed>(lines: readonly Line[]): Line[] {
  const chains = chainsOf(lines);
  const ordered: Line[] = [];
  while (ordered.length < lines.length) {
    const tops = [...chains.values()].flatMap((chain) => chain.at(-1) ?? []);
    const free = tops.filter((line) => chainsWith(line, chains).every((c) => c.at(-1) === line));
    // Commands are carried out one after another, so one line is on top of all its chains. Entries that
    // the ledger did not write can contradict each other: then ids decide, and every line is still there.
    const newest = (free.length > 0 ? free : tops).reduce(later);
    for (const chain of chainsWith(newest, chains)) chain.splice(chain.lastIndexOf(newest), 1);
    ordered.push(newest);
  }
  return ordered;
}

/** The lines on each account, oldest first. */
function chainsOf<Line extends Placed>(lines: readonly Line[]): Map<string, Line[]> {
  const links = lines.flatMap((line) =>
    [...topSeqs(line)].map(([accountId, seq]) => ({ accountId, seq, line })),
  );
  links.sort((a, b) => a.seq - b.seq);
  const chains = new Map<string, Line[]>();
  for (const { accountId, line } of links) {
    const chain = chains.get(accountId) ?? [];
    chain.push(line);
    chains.set(accountId, chain);
  }
  return chains;
}

/** A line's place on each of its accounts: that of its newest entry there. */
function topSeqs({ entries }: Placed): Map<string, number> {
  const tops = new Map<string, number>();
  for (const { accountId, seq } of entries)
    tops.set(accountId, Math.max(seq, tops.get(accountId) ?? 0));
  return tops;
}

function chainsWith<Line extends Placed>(
  { entries }: Line,
  chains: ReadonlyMap<string, Line[]>,
): Line[][] {
  const accountIds = new Set(entries.map((entry) => entry.accountId));
  return [...accountIds].flatMap((id) => {
    const chain = chains.get(id);
    return chain ? [chain] : [];
  });
}

/** Of two lines without an order of their own. Ids grow with time, and a transaction is posted before it is reverted. */
function later<Line extends Placed>(a: Line, b: Line): Line {
  if (a.transactionId !== b.transactionId) return a.transactionId > b.transactionId ? a : b;
  return a.phase === 'REVERT' ? a : b;
}
