import { GraphiQL } from 'graphiql';
import { useEffect, useState } from 'react';
import type { Note } from './examples/filled-tabs.js';
import { myWallets } from './examples/documents.js';
import { createFetcher } from './gateway/fetcher.js';
import { Viewing } from './gateway/viewing.js';
import { followConsole, isInsideConsole } from './inside-console/console-session.js';
import type { Theme } from './inside-console/messages.js';
import { PlaygroundState } from './playground-state.js';
import { TabNote } from './tab-note.js';
import { TokenBar } from './token-bar.js';

/** The GraphQL endpoint beside this page: relative, so that it works under any path of a proxy. */
const endpoint = new URL('../graphql', document.baseURI);

const tokens = new URL('tokens', document.baseURI);

/** What the user types outlives the tab, but not what they type in the console, where it can name other people's wallets. */
const storage = storageOf(() => (isInsideConsole ? sessionStorage : localStorage));

const viewing = new Viewing(endpoint);
const state = new PlaygroundState(viewing, PERMISSIONS, storedNote('onebook-playground:filled'));
// Both are made once: GraphiQL would ask for the schema again, and the keys must not change while the user edits them.
const fetcher = createFetcher(endpoint, state);
const tabs = state.filled.tabs();

export function Playground() {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const theme = useConsole();
  return (
    <>
      {!isInsideConsole && <TokenBar viewing={viewing} tokens={tokens} />}
      <div className="tab-note" ref={setPlace} />
      <main>
        <GraphiQL
          fetcher={fetcher}
          defaultTabs={tabs}
          defaultQuery={myWallets}
          defaultEditorToolsVisibility="variables"
          // Headers can contain tokens. A user who wants to keep them can change the setting.
          shouldPersistHeaders={false}
          {...(storage && { storage })}
          {...(theme && { forcedTheme: theme })}
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
          <TabNote state={state} place={place} />
        </GraphiQL>
      </main>
    </>
  );
}

/** Takes token and theme from the console, if this page is inside it. @returns its theme */
function useConsole(): Theme | undefined {
  const [theme, setTheme] = useState<Theme>();
  useEffect(() => {
    if (!isInsideConsole) return undefined;
    return followConsole((session) => {
      setTheme(session.theme);
      if (session.token !== viewing.get().token) viewing.setToken(session.token);
    });
  }, []);
  return theme;
}

/** A text beside GraphiQL's own in the storage of the browser. Without storage, GraphiQL keeps no tabs either. */
function storedNote(key: string): Note {
  return {
    read: () => withStorage((kept) => kept.getItem(key)),
    write: (text) => {
      withStorage((kept) => kept.setItem(key, text));
    },
  };
}

function withStorage<T>(use: (kept: Storage) => T): T | null {
  try {
    return storage ? use(storage) : null;
  } catch {
    // It is full.
    return null;
  }
}

function storageOf(read: () => Storage): Storage | undefined {
  try {
    return read();
  } catch {
    // A browser can forbid storage to a page.
    return undefined;
  }
}
