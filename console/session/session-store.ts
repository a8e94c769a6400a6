import { createOnebook, indexedDbIntents, type Onebook, OnebookError } from '@onebook/client';
import { bareToken } from '../../playground/gateway/token.js';
import { ValueStore } from '../parts/use-store.js';
import { forgetTab, keptToken } from './tab-storage.js';
import { type Session, STAFF, type Viewer } from './session.js';
import { claimsOf, type TokenClaims } from './token-claims.js';

export type SessionState =
  /** `reason`: why the last session ended or could not begin, in words for the user. */
  | { readonly phase: 'signedOut'; readonly reason?: string }
  | { readonly phase: 'signingIn' }
  | { readonly phase: 'signedIn'; readonly session: Session };

/** Longest time of a timer. A token that lives longer is refused by the gateway when its time comes. */
const LONGEST_MS = 2 ** 31 - 1;

/** The session of this tab. The token exists in here and in the tab's own storage only. */
export class SessionStore extends ValueStore<SessionState> {
  readonly #token = new ValueStore('');
  #onebook: Onebook | undefined;
  #count = 0;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly endpoint: URL) {
    super({ phase: 'signedOut' });
    const token = keptToken.read();
    if (token !== undefined) void this.signIn(token);
  }

  /** Signs in with a token, also with one that was copied with its header. Never rejects: the state says what happened. */
  async signIn(text: string): Promise<void> {
    const token = bareToken(text);
    const claims = claimsOf(token);
    const problem = problemOf(claims);
    if (claims === undefined || problem !== undefined) return this.#end(problem);
    this.#begin(token);
    const turn = this.#count;
    const onebook = this.#open();
    try {
      const viewer = await onebook.whoAmI();
      if (turn !== this.#count) return;
      if (!viewer.roles.some((role) => STAFF.includes(role))) return this.#end(notStaff(viewer));
      keptToken.write(token);
      this.#enter(onebook, viewer, claims);
    } catch (thrown) {
      if (turn === this.#count) this.#end(whyRefused(thrown));
    }
  }

  /** Ends the session and forgets the token. */
  readonly signOut = (): void => this.#end(undefined);

  #begin(token: string): void {
    this.#close();
    this.#token.set(token);
    this.set({ phase: 'signingIn' });
  }

  #open(): Onebook {
    const turn = this.#count;
    const onebook = createOnebook({
      url: this.endpoint.href,
      token: (refused) => {
        // The route and the intents stay, so that a viewer who signs in again goes on from here.
        if (refused !== undefined && turn === this.#count && this.get().phase === 'signedIn')
          this.#end('The gateway does not accept your token any more. Sign in again.');
        return this.#token.get() || (refused ?? '');
      },
      intents: indexedDbIntents('onebook-console'),
    });
    this.#onebook = onebook;
    return onebook;
  }

  #enter(onebook: Onebook, viewer: Viewer, { expiresAt }: TokenClaims): void {
    const { id, roles } = viewer;
    if (expiresAt !== undefined)
      this.#expiry = setTimeout(
        () => this.#end(expired(expiresAt)),
        Math.min(expiresAt - Date.now(), LONGEST_MS),
      );
    const session: Session = {
      id: this.#count,
      onebook,
      viewer: { id, roles },
      token: this.#token,
      expiresAt,
      may: (...wanted) => wanted.some((role) => roles.includes(role)),
      signOut: this.signOut,
    };
    this.set({ phase: 'signedIn', session });
  }

  #end(reason: string | undefined): void {
    this.#close();
    this.#token.set('');
    forgetTab();
    this.set(reason === undefined ? { phase: 'signedOut' } : { phase: 'signedOut', reason });
  }

  #close(): void {
    this.#count += 1;
    clearTimeout(this.#expiry);
    this.#onebook?.close();
    this.#onebook = undefined;
  }
}

function problemOf(claims: TokenClaims | undefined): string | undefined {
  if (claims === undefined)
    return 'This is not a token of the gateway. Paste a whole JWT with a "sub".';
  const { expiresAt } = claims;
  return expiresAt !== undefined && expiresAt <= Date.now() ? expired(expiresAt) : undefined;
}

const expired = (at: number): string =>
  `Your token expired at ${new Date(at).toLocaleString()}. Sign in again.`;

const notStaff = ({ id, roles }: Viewer): string =>
  `The console is for staff: ${STAFF.join(', ')}. ${id} has ${roles.join(', ') || 'no role'}.`;

function whyRefused(thrown: unknown): string {
  if (!(thrown instanceof OnebookError)) return `You could not sign in: ${String(thrown)}`;
  return thrown.code === 'UNAUTHENTICATED'
    ? `The gateway does not accept this token: ${thrown.message}`
    : `You could not sign in: ${thrown.message}`;
}
