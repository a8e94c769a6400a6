/** What a journal of hledger says, read apart from the program that wrote it. */
export interface Journal {
  /** The amount that each account has at the end, by `account currency`, in units of 10^-18. */
  readonly balances: ReadonlyMap<string, bigint>;
  /** How many transactions, postings and balance assertions it has. */
  readonly counts: { transactions: number; postings: number; assertions: number };
  readonly dates: readonly string[];
}

const TITLE = /^(\d{4}-\d\d-\d\d) \* .*$/;
const POSTING =
  /^ {4}(\S(?:.*\S)?) {2}(-?[\d.]+) ("[A-Z0-9]+"|[A-Z]+)(?: = (-?[\d.]+) ("[A-Z0-9]+"|[A-Z]+))?$/;

/**
 * Reads a journal as hledger does: every transaction must balance in each commodity, and every assertion must hold when it
 * comes.
 * @throws Error that names the line that is wrong
 */
export function readJournal(text: string): Journal {
  const balances = new Map<string, bigint>();
  const counts = { transactions: 0, postings: 0, assertions: 0 };
  const dates: string[] = [];
  for (const block of text.split(/\n\n/).slice(1)) {
    const [title = '', ...postings] = block.trimEnd().split('\n');
    const date = TITLE.exec(title)?.[1];
    if (date === undefined) throw new Error(`no title: ${title}`);
    dates.push(date);
    counts.transactions++;
    const sums = new Map<string, bigint>();
    for (const line of postings) {
      const [, account = '', amount = '', commodity = '', asserted] = POSTING.exec(line) ?? [];
      if (account === '') throw new Error(`no posting: ${line}`);
      if (/ {2}|[\t;]/.test(account)) throw new Error(`syntax in an account: ${line}`);
      counts.postings++;
      const name = `${account} ${commodity}`;
      balances.set(name, (balances.get(name) ?? 0n) + unitsOf(amount));
      sums.set(commodity, (sums.get(commodity) ?? 0n) + unitsOf(amount));
      if (asserted === undefined) continue;
      counts.assertions++;
      if (balances.get(name) !== unitsOf(asserted)) throw new Error(`it has another: ${line}`);
    }
    for (const sum of sums.values()) if (sum !== 0n) throw new Error(`unbalanced: ${block}`);
  }
  return { balances, counts, dates };
}

/** A decimal in units of 10^-18. */
export function unitsOf(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(18, '0'));
  return decimal.startsWith('-') ? -units : units;
}
