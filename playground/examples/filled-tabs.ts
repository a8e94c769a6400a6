import type { Facts } from '../gateway/facts.js';
import { blankText, EXAMPLES, type Example, textOf } from './examples.js';

/** The text of variables that the page has put into a tab. */
interface Made {
  readonly text: string;
  /** For whom; '' if nothing was known. */
  readonly viewer: string;
  /** Whether it can be sent: false if it has placeholders. */
  readonly complete: boolean;
}

/** A place for one text that lasts as long as GraphiQL's tabs do. */
export interface Note {
  read(): string | null;
  write(text: string): void;
}

/**
 * The variables that the page has filled in. It changes a text only if it is, character for character, what it has put
 * there itself: what the user has edited stays.
 */
export class FilledTabs {
  readonly #made: Map<string, Made>;

  constructor(private readonly note: Note) {
    const kept = readMade(note);
    this.#made = new Map(
      EXAMPLES.map((example) => [
        example.name,
        kept[example.name] ?? { text: blankText(example), viewer: '', complete: false },
      ]),
    );
    this.#keep();
  }

  /** The tabs of a first visit. */
  tabs(): { query: string; variables: string }[] {
    return EXAMPLES.map(({ name, query }) => ({
      query,
      variables: this.#made.get(name)?.text ?? '',
    }));
  }

  /**
   * The text to put in the place of `present`; undefined if it is to stay. A text that fits this viewer stays, and with
   * it the key of the intent: sending it again is a retry.
   */
  fill(name: string, present: string, facts: Facts): string | undefined {
    const made = this.#ownText(name, present);
    if (made === undefined) return undefined;
    return made.complete && made.viewer === viewerOf(facts)
      ? undefined
      : this.#fit(name, made, facts);
  }

  /** The text for another intent, with a new key; undefined if the user has edited it. */
  renew(name: string, present: string, facts: Facts): string | undefined {
    const made = this.#ownText(name, present);
    return made && this.#fit(name, made, facts);
  }

  /** The page itself has put another key into a text. */
  replaced(name: string, before: string, after: string): void {
    const made = this.#ownText(name, before);
    if (made !== undefined) this.#set(name, { ...made, text: after });
  }

  #ownText(name: string, present: string): Made | undefined {
    const made = this.#made.get(name);
    return made?.text === present ? made : undefined;
  }

  #fit(name: string, made: Made, facts: Facts): string | undefined {
    const example = exampleOf(name);
    const fitting = example?.fit?.(facts);
    if (example === undefined || fitting === undefined) return undefined;
    const viewer = viewerOf(facts);
    if ('variables' in fitting)
      return this.#set(name, { text: textOf(fitting.variables), viewer, complete: true });
    // Placeholders stay. Variables of another viewer, or of what has gone, make room for some.
    const text = made.complete ? blankText(example) : made.text;
    this.#set(name, { text, viewer, complete: false });
    return made.complete ? text : undefined;
  }

  #set(name: string, made: Made): string {
    this.#made.set(name, made);
    this.#keep();
    return made.text;
  }

  #keep(): void {
    this.note.write(JSON.stringify(Object.fromEntries(this.#made)));
  }
}

export function exampleOf(name: string): Example | undefined {
  return EXAMPLES.find((example) => example.name === name);
}

/** Keys belong to a caller, and what fits follows from the roles too. */
function viewerOf({ id, roles }: Facts): string {
  return JSON.stringify([id, ...roles]);
}

function readMade(note: Note): Partial<Record<string, Made>> {
  try {
    return (JSON.parse(note.read() ?? '{}') ?? {}) as Partial<Record<string, Made>>;
  } catch {
    // Not what this page has written: it fills the tabs as on a first visit.
    return {};
  }
}
