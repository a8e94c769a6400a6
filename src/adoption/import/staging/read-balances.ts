import type { BalanceSource } from '../../mapping/mapping.js';
import { parseAmount } from '../../sources/amount.js';
import {
  Columns,
  type CurrencyDigits,
  type Place,
  readerOfPlace,
  type RowReader,
  type StagedRow,
} from './row-place.js';

/** How rows of a source of balances are staged. */
export function balanceReader(source: BalanceSource, digits: CurrencyDigits): RowReader {
  const columns = new Columns();
  const placeOf = readerOfPlace(columns, source, digits);
  const amount = columns.add(source.amount);
  const metadata = source.metadata.map((name) => [name, columns.add(name)] as const);
  return {
    columns: columns.names,
    read({ values }) {
      const { owner, currency, wallet, reason } = placeOf(values);
      const text = values[amount] ?? null;
      const minor =
        reason !== undefined
          ? { reason }
          : text === null
            ? { reason: `${source.amount} is empty: write 0 if there is nothing` }
            : parseAmount(text, digits.get(currency ?? '') ?? 0, source.unit);
      const kept = metadata.length === 0 ? null : metadataOf(metadata, values);
      if (kept !== null && Buffer.byteLength(kept) > MAX_METADATA)
        return setAside(
          { owner, currency, wallet },
          `its metadata has more than ${MAX_METADATA} bytes: keep fewer columns`,
        );
      if (typeof minor !== 'bigint') return setAside({ owner, currency, wallet }, minor.reason);
      return { owner, values: [currency, owner, wallet, minor.toString(), kept, null] };
    },
  };
}

function setAside({ owner, currency, wallet }: Place, reason: string): StagedRow {
  return { owner, values: [currency, owner, wallet, null, null, reason] };
}

/** As in the API: bytes of a wallet's metadata. */
const MAX_METADATA = 16 * 1024;

/** JSON of the columns that have a value. */
function metadataOf(
  columns: readonly (readonly [name: string, place: number])[],
  values: readonly (string | null)[],
): string {
  return JSON.stringify(
    Object.fromEntries(
      columns.flatMap(([name, place]) => {
        const value = values[place] ?? null;
        // jsonb cannot hold NUL.
        return value === null ? [] : [[name, value.replaceAll('\0', '')]];
      }),
    ),
  );
}
