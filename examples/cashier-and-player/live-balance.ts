import type { FiguresFragment } from './generated/graphql.js';

/** What is known of a balance that is followed. */
export interface LiveBalance {
  readonly phase: 'connecting' | 'live' | 'reconnecting' | 'ended';
  /** The newest that was told; undefined before the first. Only in the phase `live` is it the present one. */
  readonly figures?: FiguresFragment;
  /** Why it ended. */
  readonly why?: string;
}

export type BalanceEvent =
  | { readonly kind: 'told'; readonly figures: FiguresFragment }
  | { readonly kind: 'lost' }
  | { readonly kind: 'ended'; readonly why: string }
  | { readonly kind: 'again' };

export const UNKNOWN: LiveBalance = { phase: 'connecting' };

/** What is known after an event. */
export function afterEvent(live: LiveBalance, event: BalanceEvent): LiveBalance {
  switch (event.kind) {
    case 'told':
      return { phase: 'live', figures: newer(live.figures, event.figures) };
    case 'ended':
      return { ...live, phase: 'ended', why: event.why };
    case 'lost':
    case 'again':
      return live.figures
        ? { phase: 'reconnecting', figures: live.figures }
        : { phase: 'connecting' };
  }
}

/** A client drops what is older than what it shows: every balance says by `version` how new it is. */
function newer(shown: FiguresFragment | undefined, told: FiguresFragment): FiguresFragment {
  return shown && told.version < shown.version ? shown : told;
}
