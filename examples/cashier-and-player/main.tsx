import './style.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readLink } from './link.js';
import { Page } from './page.js';

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no element #root');
const root = createRoot(element);

/** The GraphQL endpoint, two folders up: relative, so that it works under any path of a proxy. */
const endpoint = new URL('../../graphql', document.baseURI);

let linkCount = 0;

/** Reads the tokens and removes them from the address, so that no history and no screen shows them. */
function open() {
  const link = readLink(location.hash);
  history.replaceState(null, '', location.pathname);
  // A new key discards all state of the previous link.
  root.render(
    <StrictMode>
      <Page key={linkCount++} link={link} endpoint={endpoint} />
    </StrictMode>,
  );
}

open();
// A browser does not reload the page if only the part after the # changes.
window.addEventListener('hashchange', open);
