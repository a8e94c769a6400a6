import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { exampleTabs, firstDocument } from './examples.js';
import { createFetcher } from './fetcher.js';
import { TokenBar } from './token-bar.js';

/** The GraphQL endpoint beside this page: relative, so that it works under any path of a proxy. */
const endpoint = new URL('../graphql', document.baseURI);

/**
 * The bearer token exists only in this variable. Storage would keep it for the next user of this machine,
 * and React state is not needed, because requests read the token when they are sent.
 */
let token = '';

const fetcher = createFetcher(endpoint, () => token);

export function Playground() {
  // Created once: the keys in the examples must not change while the user edits them.
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
          // Headers can contain tokens. A user who wants to keep them can change the setting.
          shouldPersistHeaders={false}
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}
