import { hash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type Currency, type Decimal, decimalText, inputText } from '../money/index.js';
import type { EventType, Refusal } from '../domain/index.js';
import type { CurrencyLookUp, RowLookUp } from './load/looked-up.js';
import type { Outcome } from './result.js';

/** A key and the caller who sent it. */
export interface KeyName {
  readonly caller: string;
  readonly key: string;
}

/** A key with its outcome, and the hash of the input with which it was sent. */
export interface StoredKey extends KeyName {
  readonly inputHash: Buffer;
  readonly outcome: Outcome;
  /** The time of the commit that stored it. */
  readonly createdAt: Date;
}

/** A command as the log keeps it. */
export interface LoggedCommand extends StoredKey {
  readonly movement: string;
  /** The input as the text that was hashed. */
  readonly inputText: string;
  /** What happened to every row that the outcome names; none: nothing that is an event. */
  readonly eventTypes: readonly EventType[];
  /** The wallets that it names or of which it moves money, each once. */
  readonly walletIds: readonly string[];
  /** The request that brought it; null: none did. */
  readonly requestId: string | null;
}

/** A caller and key as one text, for look-ups. Neither contains NUL. */
export function keyText({ caller, key }: KeyName): string {
  return `${caller}\0${key}`;
}

/** Whether a part of the input is a decimal. Decimals hash by their value: "25" and "25.00" are the same input. */
function isDecimal(part: object): part is Decimal {
  // A client's metadata can have these keys too, but JSON has no bigint.
  return 'units' in part && typeof part.units === 'bigint' && 'scale' in part;
}

function isMoney(part: object): part is { amount: Decimal; currency: string } {
  if (!('amount' in part) || !('currency' in part) || typeof part.currency !== 'string')
    return false;
  return typeof part.amount === 'object' && part.amount !== null && isDecimal(part.amount);
}

/** Look-ups of currencies by code. An amount of a currency that is not found hashes by its value. */
type Digits = RowLookUp<Pick<Currency, 'digits'>>;

/** An input as the text that is stored and hashed, and SHA-256 of `["<movement>",<text>]`. */
export interface InputHash {
  readonly inputText: string;
  readonly inputHash: Buffer;
}

/**
 * Hashes a movement's name and its input, with the keys of objects in order. So the same input has the same hash, in
 * whatever order a client wrote its fields.
 */
export function hashedInput(movement: string, input: unknown, currencies: Digits): InputHash {
  const inputText = canonical(input, currencies) ?? 'null';
  return {
    inputText,
    inputHash: hash('sha256', `[${JSON.stringify(movement)},${inputText}]`, 'buffer'),
  };
}

/** The input of a command, hashed with the currencies that the gateway knows. */
export interface HashedInput extends InputHash {
  /** Codes in its amounts that the gateway does not know. If there are any, the hash must be made again with the book's. */
  readonly unknownCurrencies: readonly string[];
}

export function hashInput(movement: string, input: unknown, currencies: Digits): HashedInput {
  const unknownCurrencies: string[] = [];
  const get = (code: string): Pick<Currency, 'digits'> | undefined => {
    const currency = currencies.get(code);
    if (!currency) unknownCurrencies.push(code);
    return currency;
  };
  return { ...hashedInput(movement, input, { get }), unknownCurrencies };
}

/** A command, as far as its key depends on it. */
export interface Keyed extends HashedInput {
  readonly movement: { readonly name: string };
  readonly input: unknown;
}

/** The input hashed with the currencies of the book. */
export function hashOf(command: Keyed, currencies: Digits): InputHash {
  if (command.unknownCurrencies.length === 0) return command;
  return hashedInput(command.movement.name, command.input, currencies);
}

/**
 * Whether a key was stored for this input. More digits than the currency has make another input, and a currency can have
 * been created since: so the input is also compared as it was hashed with the currencies that the book had then. A commit
 * that knew a currency is not earlier than it (`PermanentRows.learn`).
 */
export function isSameInput(
  command: Keyed,
  stored: StoredKey,
  currencies: CurrencyLookUp,
): boolean {
  if (hashOf(command, currencies).inputHash.equals(stored.inputHash)) return true;
  const get = (code: string): Pick<Currency, 'digits'> | undefined => {
    const currency = currencies.get(code);
    return currency && currency.createdAt <= stored.createdAt ? currency : undefined;
  };
  const { inputHash } = hashedInput(command.movement.name, command.input, { get });
  return inputHash.equals(stored.inputHash);
}

/**
 * The text that is hashed: JSON with the keys in order. Hashes are stored for good, so this text must stay the same,
 * byte for byte. It is built by hand because JSON.stringify with a replacer takes three times as long.
 * @returns undefined for a value that JSON leaves out
 */
function canonical(value: unknown, currencies: Digits): string | undefined {
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value))
    return `[${value.map((part) => canonical(part, currencies) ?? 'null').join(',')}]`;
  if (isDecimal(value)) return JSON.stringify(decimalText(value));
  if (isMoney(value)) {
    const amount = inputText(value.amount, currencies.get(value.currency));
    return `{"amount":${JSON.stringify(amount)},"currency":${JSON.stringify(value.currency)}}`;
  }
  let members = '';
  for (const key of inOrder(Object.keys(value))) {
    const member = canonical((value as Record<string, unknown>)[key], currencies);
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${member}`;
  }
  return `{${members}}`;
}

/** Sorts keys into the order in which an object returns them after a sorted insert: whole numbers come first. */
function inOrder(keys: string[]): string[] {
  keys.sort();
  if (!keys.some(beginsWithDigit)) return keys;
  return Object.keys(Object.fromEntries(keys.map((key) => [key, true])));
}

function beginsWithDigit(key: string): boolean {
  const code = key.charCodeAt(0);
  return code >= ZERO && code <= NINE;
}

const ZERO = 0x30;
const NINE = 0x39;

/** The keys that are in the book, by their text. */
export async function findKeys(
  manager: EntityManager,
  names: readonly KeyName[],
): Promise<Map<string, StoredKey>> {
  const rows = await manager.query<
    { caller: string; key: string; input_hash: Buffer; outcome: unknown; created_at: Date }[]
  >(
    `/* findKeys */
     SELECT k.caller, k.key, k.input_hash, k.outcome, k.created_at
       FROM unnest($1::text[], $2::text[]) AS named (caller, key)
       JOIN command k USING (caller, key)`,
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
        createdAt: row.created_at,
      },
    ]),
  );
}

/** An outcome as JSON, with bigints as strings. */
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
