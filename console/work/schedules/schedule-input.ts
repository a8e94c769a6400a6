import type { LateRule } from '@onebook/client';
import type { InputOf } from '../../parts/use-action.js';
import { messageOf } from '../../parts/message-of.js';
import { momentOf } from '../shared/moment-of.js';
import { OTHER } from './templates.js';

export const EMPTY = {
  mutation: 'transfer',
  /** Of the mutation, if it is another one than those to choose from. */
  name: '',
  fromWalletId: '',
  toWalletId: '',
  amount: '',
  currency: '',
  reference: '',
  json: '{}',
  when: 'once',
  at: '',
  cron: '',
  timeZone: '',
  until: '',
  late: 'ONCE',
};

export type Values = typeof EMPTY;
export type Problems = Partial<Record<keyof Values, string>>;

interface Read {
  readonly input: InputOf<'scheduleTransaction'> | undefined;
  readonly problems: Problems;
}

/**
 * The input of the mutation, or what is wrong with fields. The gateway validates the rest.
 * @param timeZone of the moments in the form
 */
export function inputOf(values: Values, timeZone: string): Read {
  const problems: Problems = {};
  const mutation = values.mutation === OTHER ? values.name.trim() : values.mutation;
  if (mutation === '') problems.name = 'Enter the name of a mutation.';
  const input =
    values.mutation === 'transfer' ? transfer(values, problems) : json(values, problems);
  const when =
    values.when === 'once' ? once(values, timeZone, problems) : rule(values, timeZone, problems);
  if (input === undefined || Object.keys(problems).length > 0)
    return { input: undefined, problems };
  const late = values.late as LateRule;
  return { input: { mutation, input, ...when, late }, problems };
}

function transfer(values: Values, problems: Problems): Readonly<Record<string, unknown>> {
  const [from, to] = [values.fromWalletId.trim(), values.toWalletId.trim()];
  const [amount, currency] = [values.amount.trim(), values.currency.trim().toUpperCase()];
  const reference = values.reference.trim();
  if (from === '') problems.fromWalletId = 'Enter the id of the wallet that pays, wal_…';
  if (to === '') problems.toWalletId = 'Enter the id of the wallet that receives, wal_…';
  if (!/^\d+(\.\d+)?$/.test(amount)) problems.amount = 'Enter an amount such as 100.00.';
  if (currency === '') problems.currency = 'Enter a currency, such as USD.';
  return {
    fromWalletId: from,
    toWalletId: to,
    amount: { amount, currency },
    ...(reference === '' ? {} : { reference }),
  };
}

function json(values: Values, problems: Problems): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(values.json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
    problems.json = 'Enter an object: { … }';
  } catch (error) {
    problems.json = `This is no JSON: ${messageOf(error)}`;
  }
  return undefined;
}

function once(values: Values, timeZone: string, problems: Problems) {
  const at = momentOf(values.at, timeZone);
  if (at === undefined) problems.at = `Enter a moment that the clocks of ${timeZone} show.`;
  return { at: at ?? null };
}

function rule(values: Values, timeZone: string, problems: Problems) {
  const cron = values.cron.trim();
  if (cron.split(/\s+/).length !== 5) problems.cron = 'Enter five fields, such as 0 9 * * MON-FRI.';
  if (values.timeZone.trim() === '') problems.timeZone = 'Enter a time zone, such as UTC.';
  const until = values.until === '' ? null : momentOf(values.until, timeZone);
  if (until === undefined) problems.until = `Enter a moment that the clocks of ${timeZone} show.`;
  return { cron, timeZone: values.timeZone.trim(), ...(until == null ? {} : { until }) };
}
