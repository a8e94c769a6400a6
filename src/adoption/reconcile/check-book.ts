import type { Book } from '../../book/index.js';
import { type Finding, MAX_FINDINGS, type ReportProgress } from '../../integrity/index.js';
import type { FoundFinding } from './finding.js';
import type { Compared } from './outcome.js';

/** The scope of the book's own check. */
export const BOOK_SCOPE = 'book';

/** Checks that could not be carried out. While there is one, a finding that is missing proves nothing. */
const UNREADABLE = ['storage', 'unchecked'];

/** The book's own check: its findings become findings of the run. */
export async function checkBook(
  book: Pick<Book, 'verify'>,
  progress?: ReportProgress,
): Promise<Compared> {
  const { findings, checkedEntries, checkedWallets } = await book.verify(progress);
  const isWhole =
    findings.length < MAX_FINDINGS && findings.every(({ check }) => !UNREADABLE.includes(check));
  return {
    scope: BOOK_SCOPE,
    isWhole,
    findings: findings.map(foundBy),
    inputs: [],
    totals: { checkedEntries, checkedWallets },
  };
}

/** The row that a finding's subject begins with: `wallet 0199…`. The id of an entry is that of its account: `entry 0199… seq 3`. */
const NAMED =
  /\b(wallet|account|transaction|entry) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/;

function foundBy({ check, subject, expected, actual }: Finding): FoundFinding {
  const [, table, id] = NAMED.exec(subject) ?? [];
  const code = UNREADABLE.includes(check)
    ? 'BOOK_UNREADABLE'
    : check === 'guard'
      ? 'BOOK_GUARD'
      : 'BOOK_CONTRADICTION';
  return {
    ...{ scope: BOOK_SCOPE, code, severity: 'ERROR', subject: `${check}: ${subject}` },
    ...(id !== undefined && {
      about: {
        table: table === 'entry' ? 'account' : (table as 'wallet' | 'account' | 'transaction'),
        id,
      },
    }),
    ...{ expected, actual },
  };
}
