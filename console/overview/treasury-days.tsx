import type { TreasuryReportQuery } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useMemo, useState } from 'react';
import { ErrorNotice } from '../parts/error-notice.js';
import { SelectField } from '../parts/field.js';
import { Loading } from '../parts/loading.js';
import { useQuery } from '../parts/use-query.js';
import { useStore } from '../parts/use-store.js';
import { zone } from '../parts/zone.js';
import { Plot, type PlotProps } from '../plot/plot.js';
import { moneyAxis } from './money-axis.js';

type Day = TreasuryReportQuery['treasuryReport']['currencies'][number]['days'][number];

const DAYS = 30;
const DAY_MS = 86_400_000;

/** The last days of one currency. The gateway reads every entry of them, so they are read only if the viewer asks. */
export function TreasuryDays({ currencies }: { readonly currencies: readonly string[] }) {
  const [chosen, setChosen] = useState<string>();
  const [isAsked, setAsked] = useState(false);
  const currency = chosen ?? currencies[0];
  if (currency === undefined) return null;
  return (
    <>
      <div className="row">
        <SelectField
          label="Currency of the past days"
          value={currency}
          onChange={setChosen}
          options={currencies.map((code) => [code, code] as const)}
        />
        {!isAsked && (
          <button type="button" onClick={() => setAsked(true)}>
            Show the last {DAYS} days
          </button>
        )}
      </div>
      {isAsked && <Days currency={currency} />}
    </>
  );
}

function Days({ currency }: { readonly currency: string }) {
  const onebook = useOnebook();
  const timeZone = useStore(zone);
  const { data, error, reload } = useQuery(`${currency} ${timeZone}`, (signal) => {
    // Days of the calendar: one of them can have 23 or 25 hours.
    const today = Date.parse(dateIn(timeZone, Date.now()));
    const variables = {
      from: dateIn('UTC', today - (DAYS - 1) * DAY_MS),
      to: dateIn('UTC', today + DAY_MS),
      timeZone,
      currency,
    };
    return onebook.treasuryReport(variables, { signal });
  });
  const days = data?.currencies[0]?.days;
  const plots = useMemo(
    () => (days === undefined ? [] : plotsOf(days, currency)),
    [days, currency],
  );
  return (
    <>
      <ErrorNotice error={error} onRetry={reload} />
      {data === undefined && error === undefined && <Loading what="the last days" />}
      <div className="plots">
        {plots.map((plot) => (
          <Plot key={plot.title} {...plot} />
        ))}
      </div>
    </>
  );
}

function plotsOf(days: readonly Day[], currency: string): readonly PlotProps[] {
  const timeText = (index: number) => days[index]?.date ?? '';
  const axis = moneyAxis(
    days.map(({ closing }) => closing.amount),
    currency,
  );
  const counts = days.map(({ kinds }) =>
    kinds.reduce((sum, { transactions }) => sum + transactions, 0),
  );
  return [
    {
      title: `${currency} in wallets at the end of each day`,
      times: days.map(({ to }) => Date.parse(to)),
      timeText,
      range: axis.range,
      axisText: axis.text,
      series: [{ label: 'In wallets', values: axis.values, text: axis.exact }],
    },
    {
      title: `Transactions in ${currency} by day`,
      times: days.map(({ from }) => Date.parse(from)),
      timeText,
      kind: 'bars',
      series: [
        { label: 'Transactions', values: counts, text: (index) => String(counts[index] ?? 0) },
      ],
    },
  ];
}

/** The date of a moment in a time zone, as 2026-11-27. */
function dateIn(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
