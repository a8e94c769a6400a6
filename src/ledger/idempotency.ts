import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Currency } from '../money/currency.js';
import { decimalText, inputText, type Decimal } from '../money/decimal.js';
import type { Refusal } from './refusal.js';
import type { Outcome } from './result.js';

/** Who sent which key. */
export interface KeyName {
  readonly caller: string;
  readonly key: string;
}

/** What a key led to, and the hash of the input it was sent with. */
export interface StoredKey extends KeyName {
  readonly inputHash: Buffer;
  readonly outcome: Outcome;
}

/** One text for a caller and key, to look up by. NUL is in neither. */
export function keyText({ caller, key }: KeyName): string {
  return `${caller}\0${key}`;
}

/** Amounts hash by their value: "25" and "25.00" are the same input. */
function isDecimal(part: object): part is Decimal {
  // A client's metadata can have these keys too, but JSON has no bigint.
  return 'units' in part && typeof part.units === 'bigint' && 'scale' in part;
}

function isMoney(part: object): part is { amount: Decimal; currency: string } {
  if (!('amount' in part) || !('currency' in part) || typeof part.currency !== 'string')
    return false;
  return typeof part.amount === 'object' && part.amount !== null && isDecimal(part.amount);
}

/**
 * SHA-256 over the movement's name and its input, with the keys of objects in order, so that the same
 * input hashes alike whichever way a client wrote it.
 */
export function inputHash(
  movement: string,
  input: unknown,
  currencies: ReadonlyMap<string, Currency>,
): Buffer {
  return createHash('sha256')
    .update(canonical([movement, input], currencies))
    .digest();
}

function canonical(value: unknown, currencies: ReadonlyMap<string, Currency>): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return part.toString();
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    if (isDecimal(part)) return decimalText(part);
    if (isMoney(part))
      return {
        amount: inputText(part.amount, currencies.get(part.currency)),
        currency: part.currency,
      };
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Those of the keys that are in the book, by their text. */
export async function findKeys(
  manager: EntityManager,
  names: readonly KeyName[],
): Promise<Map<string, StoredKey>> {
  const rows = await manager.query<
    { caller: string; key: string; input_hash: Buffer; outcome: unknown }[]
  >(
    `/* findKeys */
     SELECT k.caller, k.key, k.input_hash, k.outcome
       FROM unnest($1::text[], $2::text[]) AS named (caller, key)
       JOIN idempotency_key k USING (caller, key)`,
    [names.map((name) => name.caller), names.map((name) => name.key)],
  );
  return new Map(
    rows.map((row) => [
      keyText(row),
      {
        caller: row.caller,
        key: row.key,
        inputHash: row.input_hash,
        outcome: decodeOutcome(row.outcome),
      },
    ]),
  );
}

/** An outcome as JSON: bigints become text. */
export function encodeOutcome(outcome: Outcome): string {
  return JSON.stringify(outcome, (_, part: unknown) =>
    typeof part === 'bigint' ? part.toString() : part,
  );
}

type Encoded<T> = T extends bigint
  ? string
  : T extends object
    ? { [K in keyof T]: Encoded<T[K]> }
    : T;

function decodeOutcome(stored: unknown): Outcome {
  const outcome = stored as Encoded<Outcome>;
  if ('done' in outcome) return outcome;
  if ('refused' in outcome) return { refused: decodeRefusal(outcome.refused) };
  const { done, refused } = outcome.many;
  const lines = refused.map((line) => ({ ...line, refused: decodeRefusal(line.refused) }));
  return { many: { done, refused: lines } };
}

function decodeRefusal(refused: Encoded<Refusal>): Refusal {
  if (refused.code !== 'INSUFFICIENT_FUNDS') return refused;
  return {
    ...refused,
    available: { ...refused.available, amount: BigInt(refused.available.amount) },
    required: { ...refused.required, amount: BigInt(refused.required.amount) },
  };
}
