import type { Attempt, Refusal } from '../domain/index.js';
import type { Movement } from '../ledger/index.js';

export interface AttemptInput {
  readonly field: string | undefined;
  /** How many attempts of this gateway were not kept since the last one that was; undefined: none. */
  readonly notKept: number | undefined;
}

/** A command that the gateway stores as refused: what a subject tried and may not. */
export function attempted({ movement, code, message }: Attempt): Movement<AttemptInput> {
  // No client gets it as an answer, so the API has no type for its code.
  const refused = { code, message } as object as Refusal;
  return { name: movement, locks: () => ({}), decide: () => refused };
}
