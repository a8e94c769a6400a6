import type { Intent } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useCallback, useEffect, useState } from 'react';
import { Moment } from '../parts/moment.js';
import { messageOf } from '../parts/message-of.js';

/** What an earlier page has sent and has no outcome for: at first sight it would look as if nothing had been done. */
export function PendingActions() {
  const onebook = useOnebook();
  const [pending, setPending] = useState<readonly Intent[]>([]);
  const [problem, setProblem] = useState<string>();
  const read = useCallback(() => {
    onebook.intents.pending().then(setPending, (error: unknown) => setProblem(messageOf(error)));
  }, [onebook]);
  useEffect(() => {
    read();
    // A form that has become unknown can be left: then it is shown here.
    const timer = setInterval(read, READ_EVERY_MS);
    const unsubscribe = onebook.intents.onSettled(read);
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [onebook, read]);
  if (problem !== undefined) return <p role="alert">Earlier actions cannot be read: {problem}</p>;
  // What has just been sent is shown by its form.
  const old = pending.filter(({ createdAt }) => Date.now() - Date.parse(createdAt) > FRESH_MS);
  if (old.length === 0) return null;
  const again = (): void => {
    onebook.intents.resume().then(read, (error: unknown) => setProblem(messageOf(error)));
  };
  return (
    <div className="notice unknown" role="status">
      <p>The outcome of these actions is unknown. They may have been executed.</p>
      <ul>
        {old.map(({ key, operation, createdAt }) => (
          <li key={key}>
            {operation}, <Moment at={createdAt} />
          </li>
        ))}
      </ul>
      <button type="button" onClick={again}>
        Try again with the same keys
      </button>
    </div>
  );
}

const FRESH_MS = 45_000;
const READ_EVERY_MS = 5_000;
