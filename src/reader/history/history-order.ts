import type { Phase } from '../../domain/index.js';
import type { EntryKey } from '../entries.js';

/** The parts of a line that determine its order within its millisecond. */
export interface OrderedLine {
  readonly transactionId: string;
  readonly phase: Phase;
  readonly entries: readonly EntryKey[];
}

/**
 * Sorts the lines of one millisecond, newest first, in a deterministic order. If two lines share an account, the line
 * with the higher seq there comes first. Otherwise the later transaction comes first. Pass all lines of the millisecond.
 */
export function newestFirst<Line extends OrderedLine>(lines: readonly Line[]): Line[] {
  const chains = chainsOf(lines);
  const [only] = chains.values();
  if (chains.size === 1 && only) return only.reverse();
  const ordered: Line[] = [];
  while (ordered.length < lines.length) {
    const tops = [...chains.values()].flatMap((chain) => chain.at(-1) ?? []);
    const unblocked = tops.filter((line) =>
      chainsWith(line, chains).every((c) => c.at(-1) === line),
    );
    // The ledger carries out one command after another, so some line is on top of all its chains. Entries written
    // behind the ledger's back can contradict each other. Then ids decide, and no line is lost.
    const newest = (unblocked.length > 0 ? unblocked : tops).reduce(later);
    for (const chain of chainsWith(newest, chains)) chain.splice(chain.lastIndexOf(newest), 1);
    ordered.push(newest);
  }
  return ordered;
}

/** The lines on each account, oldest first. */
function chainsOf<Line extends OrderedLine>(lines: readonly Line[]): Map<string, Line[]> {
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

/** A line's position on each of its accounts: the seq of its newest entry there. */
function topSeqs({ entries }: OrderedLine): Map<string, number> {
  const tops = new Map<string, number>();
  for (const { accountId, seq } of entries)
    tops.set(accountId, Math.max(seq, tops.get(accountId) ?? 0));
  return tops;
}

function chainsWith<Line extends OrderedLine>(
  { entries }: Line,
  chains: ReadonlyMap<string, Line[]>,
): Line[][] {
  const accountIds = new Set(entries.map((entry) => entry.accountId));
  return [...accountIds].flatMap((id) => {
    const chain = chains.get(id);
    return chain ? [chain] : [];
  });
}

/** The later of two lines that no account orders. Ids grow with time, and a POST comes before its REVERT. */
function later<Line extends OrderedLine>(a: Line, b: Line): Line {
  if (a.transactionId !== b.transactionId) return a.transactionId > b.transactionId ? a : b;
  return a.phase === 'REVERT' ? a : b;
}
