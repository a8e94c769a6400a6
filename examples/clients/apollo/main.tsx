import {
  ApolloProvider,
  useApolloClient,
  useMutation,
  useQuery,
  useSubscription,
} from '@apollo/client/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Page, readLink, type ClientHooks } from '../page/page.js';
import {
  BalanceChangedDocument,
  HeaderDocument,
  TransferDocument,
  WalletListDocument,
} from '../typescript/generated/graphql.js';
import { outcomeOf } from '../typescript/outcome.js';
import { createClient } from './client.js';

const hooks: ClientHooks = {
  useHeader: (walletId) =>
    useQuery(HeaderDocument, { variables: { walletId } }).data?.wallet?.balance,
  useList: () => useQuery(WalletListDocument).data?.viewer.wallets ?? [],
  useFollow: (walletId) => {
    const [pushes, setPushes] = useState(0);
    useSubscription(BalanceChangedDocument, {
      variables: { walletId },
      onData: () => setPushes((count) => count + 1),
    });
    return pushes;
  },
  useRefresh: () => {
    const client = useApolloClient();
    return async () => {
      await client.query({ query: WalletListDocument, fetchPolicy: 'network-only' });
    };
  },
  usePay: () => {
    const [transfer] = useMutation(TransferDocument);
    return async (input) => {
      const { data } = await transfer({ variables: { input } });
      return outcomeOf(data?.transfer);
    };
  },
};

const link = readLink();
const client = createClient(link.url, () => link.token);
createRoot(document.getElementById('root')!).render(
  <ApolloProvider client={client}>
    <Page hooks={hooks} link={link} />
  </ApolloProvider>,
);
