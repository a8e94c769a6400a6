import { type ConsoleSession, READY, sessionIn } from './messages.js';

/** Whether this page is in a frame. By its policy only this gateway can frame it, and only the console does. */
export const isInsideConsole = window.parent !== window;

/** Asks the console for its session, and follows it. @returns a function that ends it */
export function followConsole(onSession: (session: ConsoleSession) => void): () => void {
  const listen = ({ source, origin, data }: MessageEvent): void => {
    if (source !== window.parent || origin !== location.origin) return;
    const session = sessionIn(data);
    if (session !== undefined) onSession(session);
  };
  addEventListener('message', listen);
  window.parent.postMessage(READY, location.origin);
  return () => removeEventListener('message', listen);
}
