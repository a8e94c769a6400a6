import './style.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readLink } from './link.js';
import { Page } from './page.js';

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no element #root');
const root = createRoot(element);

/** The GraphQL endpoint two folders up, whatever path a proxy serves both under. */
const endpoint = new URL('../../graphql', document.baseURI);

let links = 0;

/** Takes the tokens out of the address, so that they stay in no history and on nobody's screen. */
function open() {
  const link = readLink(location.hash);
  history.replaceState(null, '', location.pathname);
  // A new key: nothing of the people before is left on the page.
  root.render(
    <StrictMode>
      <Page key={links++} link={link} endpoint={endpoint} />
    </StrictMode>,
  );
}

open();
// Another link, pasted over this one, does not load the page anew.
window.addEventListener('hashchange', open);
