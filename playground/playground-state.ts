import type { OperationDefinitionNode } from 'graphql';
import { exampleOf, FilledTabs, type Note } from './examples/filled-tabs.js';
import { keyAfter, SentIntents } from './examples/keys.js';
import { hasPlaceholder } from './examples/placeholders.js';
import type { Around, Variables } from './gateway/fetcher.js';
import { type Permissions, whyNotAllowed } from './gateway/permissions.js';
import type { Viewing } from './gateway/viewing.js';

/** The variables of the tab in front. */
interface Front {
  readonly name: string;
  text(): string;
  put(text: string): void;
}

/** What the page says about a tab. */
export interface TabText {
  readonly text: string;
  /** Whether a press sends it. */
  readonly ready: boolean;
}

/** What the page knows beyond GraphiQL: who the viewer is, what it has filled in, and which intents went out. */
export class PlaygroundState implements Around {
  readonly filled: FilledTabs;
  /** Undefined until the editors are there. */
  front: Front | undefined;
  readonly #sent = new SentIntents();

  constructor(
    readonly viewing: Viewing,
    private readonly permissions: Permissions,
    note: Note,
  ) {
    this.filled = new FilledTabs(note);
  }

  token(): string {
    return this.viewing.get().token;
  }

  /** The line about a tab. @param variables as text */
  noteOn(name: string, operation: OperationDefinitionNode | undefined, variables: string): TabText {
    const { token, facts, problem } = this.viewing.get();
    const waits = (text: string): TabText => ({ text, ready: false });
    if (token === '') return waits('Choose a token first.');
    if (problem !== undefined) return waits(problem);
    if (facts === undefined) return waits('Reading what this viewer sees …');
    const denied = operation && whyNotAllowed(this.permissions, operation, facts.roles);
    if (denied !== undefined) return waits(denied);
    const fitting = exampleOf(name)?.fit?.(facts);
    if (hasPlaceholder(variables))
      return waits(fitting && 'missing' in fitting ? fitting.missing : PUT_IN);
    if (fitting && 'note' in fitting) return { text: fitting.note ?? '', ready: true };
    return { text: readyText(operation, variables), ready: true };
  }

  whyNotSent(operation: OperationDefinitionNode, variables: Variables): string | undefined {
    const { facts } = this.viewing.get();
    const values = JSON.stringify(variables);
    // Without the facts, the gateway says best what is wrong, for example with the token.
    if (facts === undefined && !hasPlaceholder(values)) return undefined;
    const { text, ready } = this.noteOn(operation.name?.value ?? '', operation, values);
    return ready ? undefined : text;
  }

  prepare(variables: Variables): Variables {
    const input = variables['input'] as { readonly idempotencyKey?: unknown } | undefined;
    const key = input?.idempotencyKey;
    if (typeof key !== 'string') return variables;
    const { facts, token } = this.viewing.get();
    const next = this.#sent.keyFor(key, facts?.id ?? token, { ...input, idempotencyKey: null });
    if (next === key) return variables;
    this.#replaceKey(key, next);
    return { ...variables, input: { ...input, idempotencyKey: next } };
  }

  changed(): void {
    void this.viewing.reload();
  }

  /** Makes the tab in front a new intent: other examples if the user has not edited it, otherwise a new key. */
  newIntent(): void {
    const { front } = this;
    const { facts } = this.viewing.get();
    if (front === undefined || facts === undefined) return;
    const text = front.text();
    const renewed = this.filled.renew(front.name, text, facts);
    if (renewed !== undefined) {
      front.put(renewed);
      return;
    }
    const key = /"idempotencyKey"\s*:\s*"([^"]*)"/.exec(text)?.[1];
    if (key !== undefined) this.#replaceKey(key, keyAfter(key) ?? keyAfter(SOME_KEY) ?? key);
  }

  #replaceKey(key: string, next: string): void {
    const { front } = this;
    if (front === undefined) return;
    const before = front.text();
    const after = before.replaceAll(JSON.stringify(key), JSON.stringify(next));
    this.filled.replaced(front.name, before, after);
    front.put(after);
  }
}

const PUT_IN = 'Put an id in the place of each placeholder such as "wal_…" in the variables.';

/** For a key that the user has typed, which has no prefix to keep. */
const SOME_KEY = `intent-${'0'.repeat(16)}`;

function readyText(operation: OperationDefinitionNode | undefined, variables: string): string {
  if (operation?.operation === 'mutation' && variables.includes('"idempotencyKey"'))
    return 'Ready. A second press is a retry under the same idempotencyKey and books nothing twice.';
  if (operation?.operation === 'subscription') return 'Ready. It runs until you press stop.';
  return 'Ready. Press play (Ctrl-Enter).';
}
