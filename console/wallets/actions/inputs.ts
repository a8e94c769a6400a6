import { addAmounts, digitsOf, type Money } from '@onebook/client';
import { useState } from 'react';

/** A field of a form: what `TextField` needs, and its value when the form is submitted. */
export interface TextInput<Value = string> {
  readonly field: {
    readonly value: string;
    readonly problem: string | undefined;
    readonly onChange: (value: string) => void;
  };
  /** The value; undefined if it is wrong, and then the field says why. */
  readonly read: () => Value | undefined;
  readonly clear: () => void;
}

/** What a text stands for, or what is wrong with it and what would be right. */
export type Parsed<Value> = { readonly value: Value } | { readonly problem: string };

export function useInput<Value>(
  parse: (text: string) => Parsed<Value>,
  initial = '',
): TextInput<Value> {
  const [value, setValue] = useState(initial);
  const [problem, setProblem] = useState<string>();
  const onChange = (text: string): void => {
    setValue(text);
    setProblem(undefined);
  };
  return {
    field: { value, problem, onChange },
    read: () => {
      const parsed = parse(value.trim());
      if ('value' in parsed) return parsed.value;
      setProblem(parsed.problem);
      return undefined;
    },
    clear: () => onChange(initial),
  };
}

/**
 * A sum of money, which stays a text.
 * @param like a sum in its currency, for the digits after the point
 */
export function useAmount(like: Money, initial = ''): TextInput<Money> {
  return useInput((text) => parseAmount(text, like), initial);
}

function parseAmount(text: string, { amount, currency }: Money): Parsed<Money> {
  const digits = digitsOf(amount);
  const example = digits === 0 ? '12' : `12.${'50'.padEnd(digits, '0').slice(0, digits)}`;
  if (text === '') return { problem: `Enter an amount of ${currency}, such as ${example}.` };
  if (!/^\d+(\.\d+)?$/.test(text))
    return { problem: `Write the amount with digits and a point only, such as ${example}.` };
  if (digitsOf(text) > digits)
    return { problem: `${currency} has ${digitsWords(digits)}. Write it like ${example}.` };
  const zero = digits === 0 ? '0' : `0.${'0'.repeat(digits)}`;
  return { value: { amount: addAmounts(zero, text), currency } };
}

const digitsWords = (digits: number): string =>
  digits === 0 ? 'no digits after the point' : `at most ${String(digits)} digits after the point`;

/** A reason that the gateway requires. */
export function useReason(): TextInput {
  return useInput((text) =>
    text === '' ? { problem: 'Enter a reason. It stays in the book.' } : { value: text },
  );
}

/** A text that may be missing. */
export function useOptional(): TextInput {
  return useInput((text) => ({ value: text }));
}

/** The texts that are filled, as members of an input. */
export function filled<Name extends string>(
  texts: Readonly<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  const some = Object.entries<string | undefined>(texts).filter(([, text]) => text);
  return Object.fromEntries(some) as Partial<Record<Name, string>>;
}
