import { type SubmitEvent, useEffect, useId, useState } from 'react';
import { listPeople, type Person, tokenFor } from '../../playground/gateway/people.js';
import { ThemeSwitch } from '../frame/theme-switch.js';
import { Loading } from '../parts/loading.js';
import { messageOf } from '../parts/message-of.js';
import { readSignIn, type SignInWays } from './provider/provider.js';
import { STAFF } from './session.js';
import type { SessionState, SessionStore } from './session-store.js';

/** Tokens of people of the demo, which a development gateway hands out to its own machine. */
const tokens = new URL('../playground/tokens', document.baseURI);

/** The page for a viewer who is not signed in. */
export function SignIn(props: {
  readonly state: Exclude<SessionState, { phase: 'signedIn' }>;
  readonly sessions: SessionStore;
}) {
  const { state, sessions } = props;
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    document.title = 'Sign in · Onebook console';
  }, []);
  const reason = problem ?? (state.phase === 'signedOut' ? state.reason : undefined);
  const signIn = (token: string): void => {
    setProblem(undefined);
    void sessions.signIn(token);
  };
  return (
    <main className="sign-in">
      <div className="sign-in-head">
        <h1>Onebook console</h1>
        <ThemeSwitch />
      </div>
      <p>
        For staff: cashiers, admins and auditors. The token stays in this tab and is forgotten when
        you close it.
      </p>
      <p role="alert" className="sign-in-reason">
        {reason}
      </p>
      {state.phase === 'signingIn' ? (
        <Loading what="your roles" />
      ) : (
        <>
          <OtherWays
            onProvider={() => void sessions.signInByProvider()}
            onToken={signIn}
            onProblem={setProblem}
          />
          <TokenForm onToken={signIn} />
        </>
      )}
    </main>
  );
}

/** The ways to sign in besides a token, if the gateway has any. */
function OtherWays(props: {
  readonly onProvider: () => void;
  readonly onToken: (token: string) => void;
  readonly onProblem: (problem: string) => void;
}) {
  const { onProvider, onToken, onProblem } = props;
  const [ways, setWays] = useState<SignInWays>();
  useEffect(() => {
    readSignIn().then(setWays, (error: unknown) => onProblem(messageOf(error)));
  }, [onProblem]);
  return (
    <>
      {ways?.provider !== undefined && (
        <button type="button" className="primary" onClick={onProvider}>
          Sign in with {new URL(ways.provider.issuer).host}
        </button>
      )}
      {ways?.hasDemoTokens === true && <People onToken={onToken} onProblem={onProblem} />}
    </>
  );
}

function TokenForm({ onToken }: { readonly onToken: (token: string) => void }) {
  const id = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token');
    if (typeof token === 'string') onToken(token);
  };
  return (
    <form className="field" onSubmit={submit}>
      <label htmlFor={id}>Token</label>
      <input
        id={id}
        name="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="Paste a JWT"
        required
      />
      <button className="primary">Sign in</button>
    </form>
  );
}

/** In development: a button for each person of the demo who is staff. */
function People(props: {
  readonly onToken: (token: string) => void;
  readonly onProblem: (problem: string) => void;
}) {
  const { onToken, onProblem } = props;
  const [people, setPeople] = useState<readonly Person[]>([]);
  useEffect(() => {
    listPeople(tokens).then(
      (all) => setPeople(all.filter(isStaff)),
      (error: unknown) => onProblem(`The people of the demo could not be read: ${String(error)}`),
    );
  }, [onProblem]);
  if (people.length === 0) return null;
  const choose = async (person: Person): Promise<void> => {
    try {
      onToken(await tokenFor(tokens, person));
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="people" role="group" aria-label="Sign in as">
      <span aria-hidden="true">Sign in as</span>
      {people.map((person) => (
        <button key={person.id} type="button" onClick={() => void choose(person)}>
          {person.id}
        </button>
      ))}
    </div>
  );
}

const isStaff = ({ roles }: Person): boolean =>
  roles.some((role) => STAFF.some((staff) => staff === role));
