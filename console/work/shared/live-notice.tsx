import type { Live } from '../../parts/use-live.js';

/** That a list does not follow what others do, and why. Nothing while it does. */
export function LiveNotice({ live }: { readonly live: Live }) {
  return (
    <div role="status">
      {live.phase === 'lost' && (
        <p className="notice unknown">
          The connection is lost. This list may be old until it is back.
        </p>
      )}
      {live.phase === 'ended' && (
        <p className="notice bad">This list does not follow changes: {live.error?.message}</p>
      )}
    </div>
  );
}
