import './explore.css';
import { useEffect, useRef } from 'react';
import { type ConsoleSession, READY } from '../../playground/inside-console/messages.js';
import { isDark } from '../frame/theme.js';
import { useStore } from '../parts/use-store.js';
import { useSession } from '../session/session-context.js';

/** The playground beside this page: relative, so that it works under any path of a proxy. */
const playground = new URL('../playground/', document.baseURI);

/**
 * GraphiQL with the session of the console. It is the playground in a frame: its editor needs styles in the page and workers, and the
 * frame's policy allows them without loosening that of the console.
 */
export default function Explore() {
  const token = useStore(useSession().token);
  const theme = useStore(isDark) ? 'dark' : 'light';
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const tell = (): void => {
      const session: ConsoleSession = { type: 'onebook-console:session', token, theme };
      frame.current?.contentWindow?.postMessage(session, playground.origin);
    };
    const listen = ({ source, origin, data }: MessageEvent): void => {
      if (source !== frame.current?.contentWindow || origin !== playground.origin) return;
      if (data === READY) tell();
    };
    addEventListener('message', listen);
    tell();
    return () => removeEventListener('message', listen);
  }, [token, theme]);
  return (
    <>
      <h1>Explore</h1>
      <p>
        Operations of the API, sent with your own token. A mutation here moves money without asking
        again.
      </p>
      <iframe ref={frame} className="explore" title="GraphiQL" src={playground.href} />
    </>
  );
}
