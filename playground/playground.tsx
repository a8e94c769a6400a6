import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import type { Note } from './examples/filled-tabs.js';
import { myWallets } from './examples/documents.js';
import { createFetcher } from './gateway/fetcher.js';
import { Viewing } from './gateway/viewing.js';
import { PlaygroundState } from './playground-state.js';
import { TabNote } from './tab-note.js';
import { TokenBar } from './token-bar.js';

/** The GraphQL endpoint beside this page: relative, so that it works under any path of a proxy. */
const endpoint = new URL('../graphql', document.baseURI);

const tokens = new URL('tokens', document.baseURI);

const viewing = new Viewing(endpoint);
const state = new PlaygroundState(viewing, PERMISSIONS, storedNote('onebook-playground:filled'));
// Both are made once: GraphiQL would ask for the schema again, and the keys must not change while the user edits them.
const fetcher = createFetcher(endpoint, state);
const tabs = state.filled.tabs();

export function Playground() {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <>
      <TokenBar viewing={viewing} tokens={tokens} />
      <div className="tab-note" ref={setPlace} />
      <main>
        <GraphiQL
          fetcher={fetcher}
          defaultTabs={tabs}
          defaultQuery={myWallets}
          defaultEditorToolsVisibility="variables"
          // Headers can contain tokens. A user who wants to keep them can change the setting.
          shouldPersistHeaders={false}
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
          <TabNote state={state} place={place} />
        </GraphiQL>
      </main>
    </>
  );
}

/** A text beside GraphiQL's own in the storage of the browser. Without storage, GraphiQL keeps no tabs either. */
function storedNote(key: string): Note {
  const withStorage = <T,>(use: (storage: Storage) => T): T | null => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };
  return {
    read: () => withStorage((storage) => storage.getItem(key)),
    write: (text) => {
      withStorage((storage) => storage.setItem(key, text));
    },
  };
}
