import { inexactNumberFault, isExactNumber } from '../domain/index.js';
import { requestError } from './request-error.js';

/**
 * Parses JSON that a client has sent, over any transport. JSON.parse alone changes some texts silently: it rounds
 * numbers, and of two members with one key it keeps the last. Such a text is refused, so that no code behind this sees
 * a value that the client did not send. docs/decisions/20-exact-json.md has the measurements.
 * @param place where the text was, such as `variables`, for the path in an error
 * @throws SyntaxError if the text is not JSON
 * @throws GraphQLError BAD_USER_INPUT naming the number, or the key, that would be changed
 */
export function parseRequestJson(text: string, place?: string): unknown {
  const value: unknown = JSON.parse(text);
  refuseChangedJson(text, place);
  return value;
}

/** The same for a text that another parser has found to be valid JSON. */
export function refuseChangedJson(text: string, place?: string): void {
  const change = new Scan(text).findChange();
  if (!change) return;
  const path = pathOf(change.levels, place);
  const fault =
    change.number === undefined
      ? 'is there twice, so one of the two values would be lost. Send each key once.'
      : inexactNumberFault(change.number);
  throw requestError('BAD_USER_INPUT', `${path} ${fault}`);
}

/** An object or a list that contains what is being scanned. */
interface Level {
  /** The keys so far; undefined in a list. */
  readonly keys: Set<string> | undefined;
  /** The key or the index of the member that is being scanned. */
  at: string | number;
}

/** The place of the first member that JSON.parse changes: a number that is not exact, or a key that is there twice. */
interface Change {
  readonly levels: readonly Level[];
  readonly number?: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** One pass over a valid JSON text. */
class Scan {
  readonly #levels: Level[] = [];
  #level: Level | undefined;
  /** Whether a string that comes next is a key: the last sign was `{`, or `,` in an object. */
  #isKey = false;

  constructor(private readonly text: string) {}

  findChange(): Change | undefined {
    const { text } = this;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === QUOTE) {
        const end = endOfString(text, index);
        if (this.#isKey && this.#isKeyTwice(stringBetween(text, index, end)))
          return { levels: this.#levels };
        this.#isKey = false;
        index = end;
      } else if (code === MINUS || (code >= ZERO && code <= NINE)) {
        const end = endOfNumber(text, index);
        const number = text.slice(index, end);
        if (!isExactNumber(number)) return { levels: this.#levels, number };
        index = end - 1;
      } else this.#takeSign(code);
    }
    return undefined;
  }

  #isKeyTwice(key: string): boolean {
    if (!this.#level?.keys) return false;
    this.#level.at = key;
    if (this.#level.keys.has(key)) return true;
    this.#level.keys.add(key);
    return false;
  }

  #takeSign(code: number): void {
    if (code === COMMA) {
      this.#isKey = this.#level?.keys !== undefined;
      if (typeof this.#level?.at === 'number') this.#level.at += 1;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      this.#isKey = code === OPEN_OBJECT;
      this.#level = this.#isKey ? { keys: new Set(), at: '' } : { keys: undefined, at: 0 };
      this.#levels.push(this.#level);
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      this.#levels.pop();
      this.#level = this.#levels.at(-1);
    }
  }
}

/** The index of the quote that ends the string at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** Whether an odd number of backslashes is before the character. */
function isEscaped(text: string, index: number): boolean {
  let first = index;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (index - first) % 2 === 1;
}

/** The value of a string between its quotes. Most have no escapes. */
function stringBetween(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end);
  return written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
}

/** The index after the number at `start`: after a number comes white space, `,`, a closing bracket or the end. */
function endOfNumber(text: string, start: number): number {
  const after = /[\s,\]}]/g;
  after.lastIndex = start;
  return after.exec(text)?.index ?? text.length;
}

/** The longest path of an error, in characters. */
const MAX_PATH = 200;

/** The path of a member, such as `variables.input.metadata.lines[2].price`. */
function pathOf(levels: readonly Level[], place: string | undefined): string {
  const steps = levels.map(({ at }) => stepTo(at));
  const path = [...(place === undefined ? [] : [place]), ...steps].join('').replace(/^\./, '');
  if (path === '') return 'The JSON';
  return path.length > MAX_PATH ? `…${path.slice(-MAX_PATH)}` : path;
}

function stepTo(at: string | number): string {
  if (typeof at === 'number') return `[${at}]`;
  if (/^\w{1,40}$/.test(at)) return `.${at}`;
  return `[${JSON.stringify(at.slice(0, 40)).replace(/[^ -~]/g, escaped)}]`;
}

/** A character as JSON's escape, because it could be invisible. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
