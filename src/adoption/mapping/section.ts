import { closestMatch } from 'leven';
import { z } from 'zod';
import { quoteText } from '../../money/index.js';
import type { Plain } from './yaml-text.js';

/** Takes what is wrong: at which path of the file, and what would be right. */
export type Report = (path: readonly PropertyKey[], message: string) => void;

/** A mapping of exactly these keys. An unknown key is reported with the nearest known one. */
export function keys<S extends z.ZodRawShape>(shape: S) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknown(key, known)).join('; ')
        : `must have keys: ${known.join(', ')}`,
  });
}

function unknown(key: string, known: readonly string[]): string {
  const nearest = closestMatch(key, [...known], { maxDistance: 3 });
  const right =
    nearest === undefined ? `the keys are ${known.join(', ')}` : `did you mean ${nearest}?`;
  return `unknown key ${quoteText(key)}: ${right}`;
}

/** A text that is not empty. */
export const text = (what: string) =>
  z.string(`must be ${what}`).min(1, `is empty: it must be ${what}`);

/** One of a list of words, written exactly so. */
export function word<const W extends readonly [string, ...string[]]>(words: W) {
  return z.enum(words, {
    error: ({ input }) => {
      if (typeof input !== 'string') return `must be one of ${words.join(', ')}`;
      const nearest = closestMatch(
        input.toUpperCase(),
        words.map((one) => one.toUpperCase()),
        {
          maxDistance: 3,
        },
      );
      const hint = words.find((one) => one.toUpperCase() === nearest);
      const meant = hint === undefined ? '' : ` (did you mean ${hint}?)`;
      return `${quoteText(input)} is not possible here${meant}: it can be ${words.join(', ')}`;
    },
  });
}

/** Checks a part of the file. @returns undefined if it has mistakes, which are reported */
export function check<T>(
  schema: z.ZodType<T>,
  value: Plain | undefined,
  path: readonly PropertyKey[],
  report: Report,
): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const at = [...path, ...issue.path];
    if (issue.code !== 'unrecognized_keys') {
      report(
        at,
        issue.code === 'invalid_type' && missing(value, issue.path)
          ? `is missing: it ${issue.message}`
          : issue.message,
      );
      continue;
    }
    // Each on its own line of the file.
    for (const [index, message] of issue.message.split('; ').entries()) {
      report([...at, issue.keys[index] ?? ''], message);
    }
  }
  return undefined;
}

function missing(value: Plain | undefined, path: readonly PropertyKey[]): boolean {
  let at: unknown = value;
  for (const key of path) at = (at as Record<PropertyKey, unknown> | undefined)?.[key];
  return at === undefined;
}
