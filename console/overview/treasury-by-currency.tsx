import type { TreasuriesQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useEffect } from 'react';
import { type Column, DataTable } from '../parts/data-table.js';
import { Empty } from '../parts/empty.js';
import { ErrorNotice } from '../parts/error-notice.js';
import { Loading } from '../parts/loading.js';
import { MoneyText } from '../parts/money-text.js';
import { useQuery } from '../parts/use-query.js';
import { TreasuryDays } from './treasury-days.js';

type Treasury = TreasuriesQuery['treasuries'][number];

const RELOAD_MS = 30_000;

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

/** The money of the book, a line for each currency that has been used, and its past. */
export function TreasuryByCurrency() {
  const onebook = useOnebook();
  const { data, error, reload } = useQuery('treasuries', (signal) =>
    onebook.treasuries({}, { signal }),
  );
  useEffect(() => {
    const timer = setInterval(reload, RELOAD_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <>
      <ErrorNotice error={error} onRetry={reload} />
      {data === undefined && error === undefined && <Loading what="the treasury" />}
      {data !== undefined && (
        <>
          <DataTable
            caption="Treasury by currency"
            columns={COLUMNS}
            rows={data}
            keyOf={({ currency }) => currency}
            empty={<Empty>No money has come into the book yet.</Empty>}
          />
          <TreasuryDays currencies={data.map(({ currency }) => currency)} />
        </>
      )}
    </>
  );
}
