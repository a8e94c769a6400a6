import { compareAmounts, type Onebook, type TreasuryQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { type Column, DataTable } from '../parts/data-table.js';
import { Empty } from '../parts/empty.js';
import { ErrorNotice } from '../parts/error-notice.js';
import { Loading } from '../parts/loading.js';
import { MoneyText } from '../parts/money-text.js';
import { useQuery } from '../parts/use-query.js';

type Treasury = NonNullable<TreasuryQuery['treasury']>;

const COLUMNS: readonly Column<Treasury>[] = [
  { header: 'Currency', isRowHeader: true, cell: ({ currency }) => currency },
  {
    header: 'In wallets',
    align: 'number',
    cell: ({ memberTotal }) => <MoneyText money={memberTotal} />,
  },
  {
    header: 'System account EXTERNAL',
    align: 'number',
    cell: ({ systemAccounts }) => (
      <MoneyText money={systemAccounts.find(({ name }) => name === 'EXTERNAL')?.balance} />
    ),
  },
  {
    header: 'Sum of all accounts',
    align: 'number',
    cell: ({ sumOfAllAccounts }) => <MoneyText money={sumOfAllAccounts} />,
  },
];

/** The money of the book, a line for each currency. */
export function TreasuryByCurrency() {
  const onebook = useOnebook();
  const { data, error, reload } = useQuery('treasury', (signal) => readAll(onebook, signal));
  return (
    <>
      <ErrorNotice error={error} onRetry={reload} />
      {data === undefined && error === undefined && <Loading what="the treasury" />}
      {data !== undefined && (
        <>
          <DataTable
            caption="Treasury by currency"
            columns={COLUMNS}
            rows={data.used}
            keyOf={({ currency }) => currency}
            empty={<Empty>The book holds no money yet.</Empty>}
          />
          <p className="quiet">
            {data.unused} other currencies of the book have no money on any account.
          </p>
        </>
      )}
    </>
  );
}

/** A book has a hundred currencies and more, and the gateway limits what a caller asks at once. */
const AT_ONCE = 8;

async function readAll(onebook: Onebook, signal: AbortSignal) {
  const codes = (await onebook.currencies({}, { signal })).map(({ code }) => code);
  const all: Treasury[] = [];
  for (let start = 0; start < codes.length; start += AT_ONCE) {
    const some = codes.slice(start, start + AT_ONCE);
    const read = await Promise.all(
      some.map((currency) => onebook.treasury({ currency }, { signal })),
    );
    all.push(...read.filter((one) => one !== null));
  }
  const used = all.filter(hasMoney);
  return { used, unused: all.length - used.length };
}

const hasMoney = ({ memberTotal, systemAccounts }: Treasury): boolean =>
  [memberTotal, ...systemAccounts.map(({ balance }) => balance)].some(
    ({ amount }) => compareAmounts(amount, '0') !== 0,
  );
