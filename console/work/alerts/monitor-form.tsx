import type { MonitorKind } from '@onebook/client';
import { useState } from 'react';
import { ActionForm, type PayloadOf } from '../../parts/action-form.js';
import { SelectField, TextField } from '../../parts/field.js';
import type { InputOf } from '../../parts/use-action.js';
import { type Channel, ChannelFields, channelInputs } from './channel-fields.js';
import { MONITOR_KINDS } from './monitor-kinds.js';

const EMPTY = {
  name: '',
  on: 'BALANCE_BELOW' as MonitorKind,
  walletId: '',
  amount: '',
  currency: '',
  seconds: '',
};

type Values = typeof EMPTY;
type Problems = Partial<Record<keyof Values | 'channels', string>>;

/** A form for a monitor. It has the fields of the chosen kind. */
export function MonitorForm(props: { readonly onDone: () => void }) {
  const [values, setValues] = useState(EMPTY);
  const [channels, setChannels] = useState<readonly Channel[]>([]);
  const [problems, setProblems] = useState<Problems>({});
  const kind = MONITOR_KINDS[values.on];
  const field = (name: keyof Values) => ({
    value: values[name],
    problem: problems[name],
    onChange: (value: string) => setValues((last) => ({ ...last, [name]: value })),
  });
  const input = (): InputOf<'createMonitor'> | undefined => {
    const found = problemsOf(values, channels);
    setProblems(found);
    return Object.keys(found).length > 0 ? undefined : inputOf(values, channels);
  };
  return (
    <ActionForm
      name="createMonitor"
      label="Create the monitor"
      input={input}
      done={created}
      onDone={props.onDone}
    >
      <TextField label="Name" {...field('name')} maxLength={100} />
      <SelectField
        label="What it watches"
        {...field('on')}
        options={Object.entries(MONITOR_KINDS).map(([value, { words }]) => [value, words])}
      />
      {kind.wallet !== undefined && (
        <TextField
          label="Wallet"
          {...field('walletId')}
          hint={kind.wallet === 'optional' ? 'wal_… Empty: any wallet.' : 'wal_…'}
        />
      )}
      {kind.hasAmount === true && (
        <>
          <TextField label="Amount" kind="amount" {...field('amount')} />
          <TextField label="Currency" {...field('currency')} hint="Such as USD." />
        </>
      )}
      {kind.seconds !== undefined && (
        <TextField label={kind.seconds} kind="amount" {...field('seconds')} />
      )}
      <ChannelFields channels={channels} problem={problems.channels} onChange={setChannels} />
    </ActionForm>
  );
}

const created = ({ monitor }: PayloadOf<'createMonitor'>) => (
  <p>
    {monitor.name} watches from now on: <code>{monitor.id}</code>
  </p>
);

function problemsOf(values: Values, channels: readonly Channel[]): Problems {
  const { wallet, hasAmount, seconds } = MONITOR_KINDS[values.on];
  const problems: Problems = {};
  if (values.name.trim() === '') problems.name = 'Enter a name.';
  if (wallet === 'required' && values.walletId.trim() === '')
    problems.walletId = 'Enter the id of the wallet, wal_…';
  if (hasAmount && !/^\d+(\.\d+)?$/.test(values.amount.trim()))
    problems.amount = 'Enter an amount such as 100.00.';
  if (hasAmount && values.currency.trim() === '') problems.currency = 'Enter a currency.';
  if (seconds !== undefined && !/^\d+(\.\d+)?$/.test(values.seconds.trim()))
    problems.seconds = 'Enter a number of seconds.';
  if (channelInputs(channels) === undefined)
    problems.channels = 'Each channel needs an address or a webhook, and whole seconds.';
  return problems;
}

function inputOf(values: Values, channels: readonly Channel[]): InputOf<'createMonitor'> {
  const { name, on, walletId, amount, currency, seconds } = values;
  const kind = MONITOR_KINDS[on];
  const wallet = kind.wallet === undefined ? '' : walletId.trim();
  return {
    name: name.trim(),
    on,
    ...(wallet === '' ? {} : { walletId: wallet }),
    ...(kind.hasAmount
      ? { amount: { amount: amount.trim(), currency: currency.trim().toUpperCase() } }
      : {}),
    ...(kind.seconds === undefined ? {} : { seconds: Number(seconds.trim()) }),
    channels: channelInputs(channels) ?? [],
  };
}
