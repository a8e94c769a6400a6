import { Suspense, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  fetchQuery,
  RelayEnvironmentProvider,
  useLazyLoadQuery,
  useMutation,
  useRelayEnvironment,
  useSubscription,
} from 'react-relay';
import { Page, readLink, type ClientHooks } from '../page/page.js';
import { createEnvironment } from './client.js';
import follow, {
  type WalletsFollowSubscription,
} from './generated/WalletsFollowSubscription.graphql.js';
import header, { type WalletsHeaderQuery } from './generated/WalletsHeaderQuery.graphql.js';
import list, { type WalletsListQuery } from './generated/WalletsListQuery.graphql.js';
import transfer, {
  type WalletsTransferMutation,
} from './generated/WalletsTransferMutation.graphql.js';

const hooks: ClientHooks = {
  useHeader: (walletId) =>
    useLazyLoadQuery<WalletsHeaderQuery>(header, { walletId }).wallet?.balance,
  useList: () => useLazyLoadQuery<WalletsListQuery>(list, {}).viewer.wallets,
  useFollow: (walletId) => {
    const [pushes, setPushes] = useState(0);
    const subscription = useMemo(
      () => ({
        subscription: follow,
        variables: { walletId },
        onNext: () => setPushes((count) => count + 1),
      }),
      [walletId],
    );
    useSubscription<WalletsFollowSubscription>(subscription);
    return pushes;
  },
  useRefresh: () => {
    const environment = useRelayEnvironment();
    return async () => {
      await fetchQuery<WalletsListQuery>(environment, list, {}).toPromise();
    };
  },
  usePay: () => {
    const [commit] = useMutation<WalletsTransferMutation>(transfer);
    return (input) =>
      new Promise((resolve, reject) => {
        commit({
          variables: { input },
          onCompleted: (data, errors) =>
            errors ? reject(new Error(errors[0]?.message)) : resolve(outcomeOf(data.transfer)),
          onError: reject,
        });
      });
  },
};

/** What became of a transfer, in words for people: also with a refusal that a later version of the gateway adds. */
function outcomeOf(result: WalletsTransferMutation['response']['transfer']): string {
  if (result?.transaction)
    return `${result.replayed ? 'paid before' : 'paid'}: ${result.transaction.id}`;
  if (result?.available && result.required)
    return `refused: ${result.available.amount} of ${result.required.amount} available`;
  return `refused: ${result?.code}: ${result?.message}`;
}

const link = readLink();
const environment = createEnvironment(link.url, () => link.token);
createRoot(document.getElementById('root')!).render(
  <RelayEnvironmentProvider environment={environment}>
    <Suspense>
      <Page hooks={hooks} link={link} />
    </Suspense>
  </RelayEnvironmentProvider>,
);
