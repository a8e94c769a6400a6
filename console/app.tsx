import { OnebookProvider } from '@onebook/client/react';
import { Frame } from './frame/frame.js';
import { SessionContext } from './session/session-context.js';
import { SessionStore } from './session/session-store.js';
import { SignIn } from './session/sign-in.js';
import { useStore } from './parts/use-store.js';

/** The GraphQL endpoint beside this page: relative, so that it works under any path of a proxy. */
const endpoint = new URL('../graphql', document.baseURI);

const sessions = new SessionStore(endpoint);

/** The console of the viewer who is signed in, or the page to sign in. The route stays in the address meanwhile. */
export function App() {
  const state = useStore(sessions);
  if (state.phase !== 'signedIn') return <SignIn state={state} sessions={sessions} />;
  const { session } = state;
  return (
    // A new key discards all state of the last viewer.
    <SessionContext key={session.id} value={session}>
      <OnebookProvider client={session.onebook}>
        <Frame />
      </OnebookProvider>
    </SessionContext>
  );
}
