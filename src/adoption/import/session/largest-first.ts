/** A row about a wallet, as a cursor reads it. */
interface WalletRow {
  readonly owner_id: string;
  readonly name: string;
}

/**
 * The order of `ORDER BY abs(size) DESC, owner_id COLLATE "C", name COLLATE "C"`, for `merged`.
 * @param sizeOf minor units
 */
export function largestFirst<Row extends WalletRow>(
  sizeOf: (row: Row) => bigint,
): (one: Row, other: Row) => number {
  return (one, other) => {
    const [size, otherSize] = [magnitude(sizeOf(one)), magnitude(sizeOf(other))];
    if (size !== otherSize) return size > otherSize ? -1 : 1;
    return byBytes(one.owner_id, other.owner_id) || byBytes(one.name, other.name);
  };
}

function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** The order of PostgreSQL's "C", which is not that of JavaScript for characters beyond U+FFFF. */
function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
