import { useCallback, useEffect, useReducer, useState } from 'react';
import type { Gateway } from './gateway.js';
import { BalanceChangedDocument } from './generated/graphql.js';
import { afterEvent, UNKNOWN, type LiveBalance } from './live-balance.js';

/**
 * Follows a wallet's balance while the component is mounted.
 * @returns the state, and a function that subscribes again after the end
 */
export function useLiveBalance(gateway: Gateway, walletId: string): [LiveBalance, () => void] {
  const [live, dispatch] = useReducer(afterEvent, UNKNOWN);
  const [round, setRound] = useState(0);
  useEffect(
    () =>
      gateway.follow(
        BalanceChangedDocument,
        { walletId },
        {
          pushed: ({ balanceChanged }) =>
            dispatch({ kind: 'pushed', figures: balanceChanged.balance }),
          lost: () => dispatch({ kind: 'lost' }),
          ended: (error) => dispatch({ kind: 'ended', reason: error.message }),
        },
      ),
    [gateway, walletId, round],
  );
  const retry = useCallback(() => {
    dispatch({ kind: 'restarted' });
    setRound((last) => last + 1);
  }, []);
  return [live, retry];
}
