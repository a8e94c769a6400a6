import { useOnebook } from '@onebook/client/react';
import type { WalletStatementQuery } from '@onebook/client';
import { useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Loading } from '../../parts/loading.js';
import { Moment } from '../../parts/moment.js';
import { MoneyText } from '../../parts/money-text.js';
import { Pager, usePages } from '../../parts/pager.js';
import { wordsOf } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import type { Wallet } from '../types.js';
import { Lines } from '../wallet/history.js';
import { Downloads } from './downloads.js';
import { PeriodForm, type StatementPeriod } from './period-form.js';

type Shown = NonNullable<WalletStatementQuery['wallet']>['statement'];
type Total = Shown['totals'][number];

/** The statement of a period: on the page, and as files. */
export function Statement({ wallet }: { readonly wallet: Wallet }) {
  const [period, setPeriod] = useState<StatementPeriod>();
  return (
    <>
      <PeriodForm onChoose={setPeriod} />
      {period !== undefined && <Chosen wallet={wallet} period={period} />}
    </>
  );
}

function Chosen(props: { readonly wallet: Wallet; readonly period: StatementPeriod }) {
  const { wallet, period } = props;
  const onebook = useOnebook();
  const text = JSON.stringify(period);
  const pages = usePages(50, text);
  const { data, error, isLoading, reload } = useQuery(
    `statement ${wallet.id} ${text} ${JSON.stringify(pages.page)}`,
    (signal) => onebook.walletStatement({ id: wallet.id, ...period, ...pages.page }, { signal }),
  );
  const statement = data?.statement;
  return (
    <>
      <ErrorNotice error={error} onRetry={reload} />
      {statement === undefined && isLoading && <Loading what="the statement" />}
      {statement !== undefined && (
        <>
          <Downloads walletId={wallet.id} period={period} />
          <Summary statement={statement} />
          <h3>Totals</h3>
          <DataTable
            caption="Totals"
            columns={TOTAL_COLUMNS}
            rows={statement.totals}
            keyOf={({ kind }) => kind}
            empty={<Empty>No money moved in this period.</Empty>}
          />
          <h3>Lines</h3>
          <Lines
            caption="Lines"
            lines={statement.lines.edges}
            empty="No money moved in this period."
          />
        </>
      )}
      <Pager pages={pages} info={statement?.lines.pageInfo} what="lines" />
    </>
  );
}

function Summary({ statement }: { readonly statement: Shown }) {
  const { from, to, timeZone, opening, closing } = statement;
  return (
    <>
      <p>
        From <Moment at={from} /> until before <Moment at={to} />, in days of {timeZone}.
      </p>
      <dl className="figures">
        <div>
          <dt>Opening balance</dt>
          <dd>
            <MoneyText money={opening.total} />
          </dd>
        </div>
        <div>
          <dt>Closing balance</dt>
          <dd>
            <MoneyText money={closing.total} />
            <span className="quiet">
              of which <MoneyText money={closing.held} /> held
            </span>
          </dd>
        </div>
      </dl>
    </>
  );
}

const TOTAL_COLUMNS: readonly Column<Total>[] = [
  { header: 'Kind', isRowHeader: true, cell: ({ kind }) => wordsOf(kind) },
  { header: 'Lines', align: 'number', cell: ({ count }) => String(count) },
  { header: 'Money in', align: 'number', cell: ({ moneyIn }) => <MoneyText money={moneyIn} /> },
  { header: 'Money out', align: 'number', cell: ({ moneyOut }) => <MoneyText money={moneyOut} /> },
];
