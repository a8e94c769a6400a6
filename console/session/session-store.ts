import { createOnebook, indexedDbIntents, type Onebook, OnebookError } from '@onebook/client';
import { bareToken } from '../../playground/gateway/token.js';
import { messageOf } from '../parts/message-of.js';
import { ValueStore } from '../parts/use-store.js';
import { type Answer, takeAnswer } from './provider/answer.js';
import { type Provider, readSignIn } from './provider/provider.js';
import { type Session, STAFF, type Viewer } from './session.js';
import { forgetTab, type Grant, keptGrant, keptRefusal } from './tab-storage.js';
import { claimsOf, type TokenClaims } from './token-claims.js';

export type SessionState =
  /** `reason`: why the last session ended or could not begin, in words for the viewer. */
  | { readonly phase: 'signedOut'; readonly reason?: string }
  | { readonly phase: 'signingIn' }
  | { readonly phase: 'signedIn'; readonly session: Session };

/** Longest time of a timer. A token that lives longer is refused by the gateway when its time comes. */
const LONGEST_MS = 2 ** 31 - 1;
/** Before its end, a token is renewed. */
const EARLY_MS = 60_000;
/** After the identity provider was out of reach. */
const RENEW_AGAIN_MS = 5_000;

/** Loaded only if the gateway has an identity provider. */
const loadFlow = () => import('./provider/flow.js');
type Flow = Awaited<ReturnType<typeof loadFlow>>;

/** The session of this tab. Its tokens exist in here and in the tab's own storage only. */
export class SessionStore extends ValueStore<SessionState> {
  readonly #token = new ValueStore('');
  #grant: Grant | undefined;
  #renewal: Promise<void> | undefined;
  #onebook: Onebook | undefined;
  /** Another number after each beginning and end of a session, by which late answers are known. */
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly endpoint: URL) {
    super({ phase: 'signedOut' });
    const answer = takeAnswer();
    const grant = keptGrant.read();
    // An answer to another tab's login, or to none, ends no session of this one.
    if (answer?.login !== undefined || (answer && grant === undefined)) void this.#finish(answer);
    else if (grant !== undefined) void this.#enter(grant);
  }

  /** Signs in with a token, also with one that was copied with its header. Never rejects: the state says what happened. */
  signIn(text: string): Promise<void> {
    return this.#enter({ accessToken: bareToken(text) });
  }

  /** Leaves for the page of the identity provider. Never rejects. */
  async signInByProvider(): Promise<void> {
    await this.#withProvider('Signing in', ({ flow, provider }) =>
      flow.goToProvider(provider, keptRefusal.read() === true),
    );
  }

  /** Ends the session and forgets the tokens; then the identity provider ends its own session, if it gave them. */
  readonly signOut = (): void => {
    const grant = this.#grant;
    this.#end(undefined);
    if (grant?.isProviders !== true) return;
    void this.#withProvider('Signing out', async ({ flow, provider }) => {
      const url = await flow.logoutUrl(provider, grant);
      if (url !== undefined) location.assign(url);
      else this.set({ phase: 'signedOut' });
    });
  };

  /** Goes on with what the identity provider has answered. */
  async #finish(answer: Answer): Promise<void> {
    await this.#withProvider('Signing in', async ({ flow, provider }) =>
      this.#enter(await flow.exchange(provider, answer)),
    );
  }

  async #withProvider(
    what: string,
    use: (given: { readonly flow: Flow; readonly provider: Provider }) => Promise<void>,
  ): Promise<void> {
    this.set({ phase: 'signingIn' });
    let flow: Flow | undefined;
    try {
      flow = await loadFlow();
      const { provider } = await readSignIn();
      if (provider === undefined) throw new Error('the gateway has none.');
      await use({ flow, provider });
    } catch (error) {
      this.#end(
        `${what} with the identity provider failed: ${(flow?.wordsOf ?? messageOf)(error)}`,
      );
    }
  }

  async #enter(grant: Grant): Promise<void> {
    this.#close();
    const claims = claimsOf(grant.accessToken);
    const problem = problemOf(claims, grant);
    if (claims === undefined || problem !== undefined) return this.#end(problem);
    this.#take(grant);
    this.set({ phase: 'signingIn' });
    const turn = this.#turn;
    const onebook = this.#open(turn);
    try {
      const viewer = await onebook.whoAmI();
      if (turn !== this.#turn) return;
      if (!viewer.roles.some((role) => STAFF.includes(role))) return this.#refuse(viewer);
      this.#begin(onebook, viewer);
    } catch (thrown) {
      if (turn === this.#turn) this.#end(whyRefused(thrown));
    }
  }

  #open(turn: number): Onebook {
    const onebook = createOnebook({
      url: this.endpoint.href,
      token: async (refused) => {
        if (refused !== undefined && turn === this.#turn) await this.#replace(refused);
        return this.#token.get() || (refused ?? '');
      },
      intents: indexedDbIntents('onebook-console'),
      // A form that has sent is locked, and another one is meant.
      doubleClickMs: 0,
    });
    this.#onebook = onebook;
    return onebook;
  }

  #begin(onebook: Onebook, { id, roles }: Viewer): void {
    const session: Session = {
      id: this.#turn,
      onebook,
      viewer: { id, roles },
      token: this.#token,
      may: (...wanted) => wanted.some((role) => roles.includes(role)),
      signOut: this.signOut,
    };
    keptRefusal.forget();
    this.set({ phase: 'signedIn', session });
  }

  /** Tells a viewer who is not staff. */
  #refuse({ id, roles }: Viewer): void {
    this.#end(
      `The console is for staff: ${STAFF.join(', ')}. ${id} has ${roles.join(', ') || 'no role'}.`,
    );
    keptRefusal.write(true);
  }

  /** Keeps tokens, and looks after their end. */
  #take(grant: Grant): void {
    this.#grant = grant;
    this.#token.set(grant.accessToken);
    keptGrant.write(grant);
    clearTimeout(this.#timer);
    const expiresAt = claimsOf(grant.accessToken)?.expiresAt;
    if (expiresAt === undefined) return;
    const leftMs = expiresAt - Date.now();
    const renews = grant.refreshToken !== undefined;
    const afterMs = renews ? leftMs - Math.min(EARLY_MS, leftMs / 4) : leftMs;
    // By a clock that is ahead, a fresh token has ended already. Then the gateway says when it has.
    if (renews && leftMs <= 0) return;
    const then = () => (renews ? void this.#renew() : this.#end(expired(expiresAt)));
    this.#timer = setTimeout(then, Math.min(afterMs, LONGEST_MS));
  }

  /** Replaces a token that the gateway has refused, or ends the session. The route and the intents stay. */
  async #replace(refused: string): Promise<void> {
    if (this.#token.get() !== refused) return;
    if (this.#grant?.refreshToken !== undefined) return this.#renew();
    if (this.get().phase === 'signedIn')
      this.#end('The gateway does not accept your token any more. Sign in again.');
  }

  /** Asks the identity provider for another token. Calls at the same time share one request. */
  #renew(): Promise<void> {
    this.#renewal ??= this.#renewOnce().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  async #renewOnce(): Promise<void> {
    const turn = this.#turn;
    let flow: Flow | undefined;
    try {
      flow = await loadFlow();
      const { provider } = await readSignIn();
      if (provider === undefined || this.#grant === undefined) throw new Error('it is gone.');
      const grant = await flow.renew(provider, this.#grant);
      if (turn === this.#turn) this.#take(grant);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (this.#isStillGood() && flow?.isRefusal(error) !== true) this.#renewLater();
      else
        this.#end(
          `Your session has ended, and the identity provider did not renew it: ${(flow?.wordsOf ?? messageOf)(error)}`,
        );
    }
  }

  /** Whether the token lives on: then a network that fails ends nothing. */
  #isStillGood(): boolean {
    const expiresAt = claimsOf(this.#token.get())?.expiresAt;
    return expiresAt !== undefined && expiresAt > Date.now();
  }

  #renewLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#renew(), RENEW_AGAIN_MS);
  }

  #end(reason: string | undefined): void {
    this.#close();
    this.#grant = undefined;
    this.#token.set('');
    forgetTab();
    this.set(reason === undefined ? { phase: 'signedOut' } : { phase: 'signedOut', reason });
  }

  #close(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#onebook?.close();
    this.#onebook = undefined;
  }
}

function problemOf(claims: TokenClaims | undefined, { refreshToken }: Grant): string | undefined {
  if (claims === undefined)
    return 'This is not a token of the gateway, which is a whole JWT with a "sub".';
  const { expiresAt } = claims;
  // The gateway refuses it, and then it is renewed.
  if (expiresAt === undefined || refreshToken !== undefined) return undefined;
  return expiresAt <= Date.now() ? expired(expiresAt) : undefined;
}

const expired = (at: number): string =>
  `Your token expired at ${new Date(at).toLocaleString()}. Sign in again.`;

function whyRefused(thrown: unknown): string {
  if (!(thrown instanceof OnebookError)) return `You could not sign in: ${String(thrown)}`;
  return thrown.code === 'UNAUTHENTICATED'
    ? `The gateway does not accept this token: ${thrown.message}`
    : `You could not sign in: ${thrown.message}`;
}
