import { useCallback, useEffect, useReducer, useState } from 'react';
import type { Gateway } from './gateway.js';
import { BalanceChangedDocument } from './generated/graphql.js';
import { afterEvent, UNKNOWN, type LiveBalance } from './live-balance.js';

/**
 * Follows a wallet's balance for as long as the component is there.
 * @returns what is known of it, and a way to begin again where it ended
 */
export function useLiveBalance(gateway: Gateway, walletId: string): [LiveBalance, () => void] {
  const [live, happened] = useReducer(afterEvent, UNKNOWN);
  const [round, setRound] = useState(0);
  useEffect(
    () =>
      gateway.follow(
        BalanceChangedDocument,
        { walletId },
        {
          told: ({ balanceChanged }) => happened({ kind: 'told', figures: balanceChanged.balance }),
          lost: () => happened({ kind: 'lost' }),
          ended: (error) => happened({ kind: 'ended', why: error.message }),
        },
      ),
    [gateway, walletId, round],
  );
  const again = useCallback(() => {
    happened({ kind: 'again' });
    setRound((last) => last + 1);
  }, []);
  return [live, again];
}
