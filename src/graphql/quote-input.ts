import { quoteText } from '../money/index.js';

/** A bad input as error messages show it: the start of a text, or the kind of any other value. */
export function quoteInput(value: unknown): string {
  return typeof value === 'string' ? quoteText(value) : kindOf(value);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
