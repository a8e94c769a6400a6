import { useState } from 'react';
import { ActionForm, type Confirmation, type PayloadOf } from '../../parts/action-form.js';
import { Field, SelectField, TextField } from '../../parts/field.js';
import { Moment } from '../../parts/moment.js';
import type { InputOf } from '../../parts/use-action.js';
import { useStore } from '../../parts/use-store.js';
import { BROWSER_ZONE, zone } from '../../parts/zone.js';
import { Facts } from '../shared/facts.js';
import { JsonText } from '../shared/json-text.js';
import { MomentField } from '../shared/moment-field.js';
import { WalletFacts } from '../shared/wallet-facts.js';
import { EMPTY, inputOf, type Problems, type Values } from './schedule-input.js';
import { LATE } from './schedule-table.js';
import { OTHER, TEMPLATES } from './templates.js';

type Input = InputOf<'scheduleTransaction'>;

/** A form for a schedule: what to run, and when. */
export function ScheduleForm(props: { readonly onDone: () => void }) {
  const timeZone = useStore(zone);
  const [values, setValues] = useState<Values>({ ...EMPTY, timeZone: BROWSER_ZONE });
  const [problems, setProblems] = useState<Problems>({});
  const set = (change: Partial<Values>): void => setValues((last) => ({ ...last, ...change }));
  const field = (name: keyof Values): FieldOf => ({
    value: values[name],
    problem: problems[name],
    onChange: (value) => set({ [name]: value }),
  });
  const input = (): Input | undefined => {
    const { input: ready, problems: found } = inputOf(values, timeZone);
    setProblems(found);
    return ready;
  };
  return (
    <ActionForm
      name="scheduleTransaction"
      label="Schedule it"
      input={input}
      confirm={questionOf}
      done={scheduled}
      onDone={props.onDone}
    >
      <SelectField
        label="Mutation"
        value={values.mutation}
        onChange={(mutation) =>
          set({ mutation, json: JSON.stringify(TEMPLATES[mutation] ?? {}, undefined, 2) })
        }
        options={Object.keys(TEMPLATES).map((name) => [name, name === OTHER ? 'Another …' : name])}
      />
      {values.mutation === OTHER && <TextField label="Its name" {...field('name')} />}
      {values.mutation === 'transfer' ? <TransferFields field={field} /> : <Json field={field} />}
      <WhenFields values={values} field={field} />
    </ActionForm>
  );
}

interface FieldOf {
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

type Fields = (name: keyof Values) => FieldOf;

function TransferFields({ field }: { readonly field: Fields }) {
  return (
    <>
      <TextField label="From wallet" {...field('fromWalletId')} hint="wal_…" />
      <TextField label="To wallet" {...field('toWalletId')} hint="wal_…" />
      <TextField label="Amount" kind="amount" {...field('amount')} />
      <TextField label="Currency" {...field('currency')} hint="Such as USD." />
      <TextField
        label="Reference"
        {...field('reference')}
        hint="Optional. The receiver reads it."
      />
    </>
  );
}

function Json({ field }: { readonly field: Fields }) {
  const { value, problem, onChange } = field('json');
  return (
    <Field
      label="Input"
      hint="JSON, without idempotencyKey. The gateway validates it when you schedule it."
      problem={problem}
    >
      {(control) => (
        <textarea
          {...control}
          rows={10}
          spellCheck={false}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

function WhenFields({ values, field }: { readonly values: Values; readonly field: Fields }) {
  return (
    <>
      <SelectField
        label="When"
        {...field('when')}
        options={[
          ['once', 'Once, at a moment'],
          ['rule', 'By a cron rule'],
        ]}
      />
      {values.when === 'once' ? (
        <MomentField label="At" {...field('at')} />
      ) : (
        <>
          <TextField
            label="Cron rule"
            {...field('cron')}
            hint="Minute, hour, day of the month, month, day of the week: 0 9 * * MON-FRI"
          />
          <TextField
            label="Time zone of the rule"
            {...field('timeZone')}
            hint="Such as Europe/Berlin or UTC."
          />
          <MomentField label="Until (optional)" {...field('until')} />
        </>
      )}
      <SelectField
        label="If moments are missed"
        {...field('late')}
        options={Object.entries(LATE)}
        hint="The gateway was down, or the schedule was paused."
      />
    </>
  );
}

function questionOf(input: Input): Confirmation {
  const { mutation, at, cron, timeZone, late, until } = input;
  const { fromWalletId, toWalletId, amount } = input.input;
  return {
    title: `Schedule this ${mutation}?`,
    label: 'Schedule it',
    body: (
      <>
        {mutation === 'transfer' ? (
          <>
            <WalletFacts name="From" id={String(fromWalletId)} />
            <WalletFacts name="To" id={String(toWalletId)} />
            <Facts facts={[['Amount', <Amount amount={amount} />]]} />
          </>
        ) : (
          <JsonText value={input.input} label="Input" />
        )}
        <Facts
          facts={[
            ['Mutation', mutation],
            ['At', at == null ? undefined : <Moment at={at} />],
            ['Rule', cron == null ? undefined : `${cron} (${timeZone ?? ''})`],
            ['Until', until == null ? undefined : <Moment at={until} />],
            ['If late', LATE[late ?? 'ONCE']],
          ]}
        />
        <p>Each run is yours, with the roles that you have now, and is decided at its time.</p>
      </>
    ),
  };
}

/** The amount as it was typed: its currency may not exist. */
function Amount({ amount }: { readonly amount: unknown }) {
  const { amount: figure, currency } = amount as { amount: string; currency: string };
  return (
    <strong className="money">
      {figure} {currency}
    </strong>
  );
}

const scheduled = ({ schedule }: PayloadOf<'scheduleTransaction'>) => (
  <p>
    Scheduled: <code>{schedule.id}</code>, next at <Moment at={schedule.nextAt} />.{' '}
    <a href={`#/work/schedules?of=${schedule.id}`}>See its runs</a>
  </p>
);
