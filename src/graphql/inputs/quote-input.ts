import { quoteText } from '../../money/index.js';

/** Longer numbers are cut in a message. */
const MAX_NUMBER_LENGTH = 40;

/** A number of a document. JavaScript's number of it may be another one: it rounds beyond 2^53. */
export class NumberLiteral {
  constructor(readonly text: string) {}
}

/** A bad input as error messages show it: the start of a text, or the kind of any other value. */
export function quoteInput(value: unknown): string {
  return typeof value === 'string' ? quoteText(value) : kindOf(value);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value instanceof NumberLiteral) return startOf(value.text);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function startOf(text: string): string {
  return text.length > MAX_NUMBER_LENGTH ? `${text.slice(0, MAX_NUMBER_LENGTH)}…` : text;
}
