import { isUtf8 } from 'node:buffer';

/** A value as it comes from the library. Texts come as the bytes that are stored. */
export type Stored = number | bigint | string | Uint8Array | null;

/**
 * A stored value as text: integers exactly, a REAL as the shortest decimal that reads back the same, without an
 * exponent.
 *
 * @returns undefined if the bytes are no text in UTF-8, or have a NUL
 */
export function textOf(value: Stored): string | null | undefined {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return plainDecimal(String(value));
  return textIn(value);
}

/** PostgreSQL has no texts with a NUL. */
function textIn(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes) || bytes.includes(0)) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}

/** JavaScript writes numbers from 1e21 on, and those below 1e-6, with an exponent. */
function plainDecimal(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match;
  const point = Number(exponent) + 1;
  const digits = whole + fraction;
  return point > 0 ? sign + digits.padEnd(point, '0') : `${sign}0.${'0'.repeat(-point)}${digits}`;
}
