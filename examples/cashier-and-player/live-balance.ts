import type { FiguresFragment } from './generated/graphql.js';

/** State of a subscription to a balance. */
export interface LiveBalance {
  readonly phase: 'connecting' | 'live' | 'reconnecting' | 'ended';
  /** The newest balance received; undefined before the first. It is current only in the phase `live`. */
  readonly figures?: FiguresFragment;
  /** Reason for the end, in the phase `ended`. */
  readonly reason?: string;
}

export type BalanceEvent =
  | { readonly kind: 'pushed'; readonly figures: FiguresFragment }
  | { readonly kind: 'lost' }
  | { readonly kind: 'ended'; readonly reason: string }
  | { readonly kind: 'restarted' };

export const UNKNOWN: LiveBalance = { phase: 'connecting' };

/** The state after an event. */
export function afterEvent(live: LiveBalance, event: BalanceEvent): LiveBalance {
  switch (event.kind) {
    case 'pushed':
      return { phase: 'live', figures: newer(live.figures, event.figures) };
    case 'ended':
      return { ...live, phase: 'ended', reason: event.reason };
    case 'lost':
    case 'restarted':
      return live.figures
        ? { phase: 'reconnecting', figures: live.figures }
        : { phase: 'connecting' };
  }
}

/** The newer of two balances, by `version`: a client drops a balance that is older than the one it shows. */
function newer(shown: FiguresFragment | undefined, received: FiguresFragment): FiguresFragment {
  return shown && received.version < shown.version ? shown : received;
}
