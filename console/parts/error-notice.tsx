import { OnebookError } from '@onebook/client';
import { messageOf } from './message-of.js';

/** Why something could not be read, with a way to try again. */
export function ErrorNotice(props: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}) {
  const { error, onRetry } = props;
  if (error === undefined) return null;
  const requestId = error instanceof OnebookError ? error.requestId : undefined;
  return (
    <div role="alert" className="notice bad">
      <p>{messageOf(error)}</p>
      {requestId !== undefined && (
        <p className="quiet">
          For the operator: request <code>{requestId}</code>
        </p>
      )}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
