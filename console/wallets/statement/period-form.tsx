import { type SubmitEvent, useId, useState } from 'react';
import { Field, SelectField } from '../../parts/field.js';
import { BROWSER_ZONE } from '../../parts/zone.js';
import { daysPeriod, isZone, monthPeriod, monthsUpTo, type Period, todayIn } from './period.js';

/** A period in a time zone. */
export interface StatementPeriod extends Period {
  readonly timeZone: string;
}

const OTHER = 'other';
const MONTHS = 24;

/** The choice of a month, or of any days, and of the time zone. */
export function PeriodForm(props: { readonly onChoose: (period: StatementPeriod) => void }) {
  const [timeZone, setTimeZone] = useState(BROWSER_ZONE);
  const [month, setMonth] = useState(todayIn(BROWSER_ZONE).slice(0, 7));
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wrong = problemOf(timeZone, month === OTHER ? { first, last } : undefined);
    setProblem(wrong);
    if (wrong !== undefined) return;
    const period = month === OTHER ? daysPeriod(first, last) : monthPeriod(month);
    props.onChoose({ ...period, timeZone });
  };
  const months = monthsUpTo(todayIn(BROWSER_ZONE), MONTHS);
  return (
    <form className="filter" onSubmit={submit}>
      <SelectField
        label="Period"
        value={month}
        onChange={setMonth}
        options={[
          ...months.map((one) => [one, monthName(one)] as const),
          [OTHER, 'Other days …'] as const,
        ]}
      />
      {month === OTHER && (
        <>
          <DayField label="First day" value={first} onChange={setFirst} />
          <DayField label="Last day" value={last} onChange={setLast} />
        </>
      )}
      <ZoneField value={timeZone} onChange={setTimeZone} />
      <div className="buttons">
        <button className="primary">Show statement</button>
      </div>
      <p role="alert" className="problem">
        {problem}
      </p>
    </form>
  );
}

function problemOf(
  timeZone: string,
  days: { readonly first: string; readonly last: string } | undefined,
): string | undefined {
  if (!isZone(timeZone))
    return `There is no time zone “${timeZone}”. Choose one such as Europe/Berlin.`;
  if (days === undefined) return undefined;
  if (days.first === '' || days.last === '') return 'Choose the first and the last day.';
  return days.first > days.last ? 'The last day is before the first.' : undefined;
}

function DayField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  return (
    <Field label={props.label}>
      {(control) => (
        <input
          {...control}
          type="date"
          required
          value={props.value}
          onChange={({ target }) => props.onChange(target.value)}
        />
      )}
    </Field>
  );
}

function ZoneField(props: { readonly value: string; readonly onChange: (zone: string) => void }) {
  const list = useId();
  return (
    <Field label="Time zone" hint="Its days begin and end the period.">
      {(control) => (
        <>
          <input
            {...control}
            list={list}
            required
            value={props.value}
            onChange={({ target }) => props.onChange(target.value)}
          />
          <datalist id={list}>
            {ZONES.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

const monthFormat = new Intl.DateTimeFormat(undefined, {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthName = (month: string): string => monthFormat.format(new Date(`${month}-01T00:00:00Z`));
