import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { exampleTabs, firstDocument } from './examples.js';
import { createFetcher } from './fetcher.js';
import { TokenBar } from './token-bar.js';

/** The GraphQL endpoint beside this page, whatever path a proxy serves both under. */
const endpoint = new URL('../graphql', document.baseURI);

/**
 * The bearer token lives in this variable alone: not in storage, where the next person at this
 * machine would find it, and not in React state, since requests read it when they are sent.
 */
let token = '';

const fetcher = createFetcher(endpoint, () => token);

export function Playground() {
  // Made once: the keys in the examples must not change under the reader's hands.
  const [tabs] = useState(exampleTabs);
  return (
    <>
      <TokenBar
        onToken={(next) => {
          token = next;
        }}
      />
      <main>
        <GraphiQL
          fetcher={fetcher}
          defaultTabs={tabs}
          defaultQuery={firstDocument}
          defaultEditorToolsVisibility="variables"
          // Headers may hold tokens; who wants them kept can say so in the settings.
          shouldPersistHeaders={false}
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}
