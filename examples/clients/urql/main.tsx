import { createRoot } from 'react-dom/client';
import { Provider, useClient, useMutation, useQuery, useSubscription } from 'urql';
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
  useHeader: (walletId) => {
    const [{ data }] = useQuery({ query: HeaderDocument, variables: { walletId } });
    return data?.wallet?.balance;
  },
  useList: () => {
    const [{ data }] = useQuery({ query: WalletListDocument, variables: {} });
    return data?.viewer.wallets ?? [];
  },
  useFollow: (walletId) => {
    const [{ data: pushes = 0 }] = useSubscription(
      { query: BalanceChangedDocument, variables: { walletId } },
      (count: number | undefined = 0) => count + 1,
    );
    return pushes;
  },
  useRefresh: () => {
    const client = useClient();
    return async () => {
      await client.query(WalletListDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    };
  },
  usePay: () => {
    const [, transfer] = useMutation(TransferDocument);
    return async (input) => {
      const { data, error } = await transfer({ input });
      if (error) throw error;
      return outcomeOf(data?.transfer);
    };
  },
};

const link = readLink();
const client = createClient(link.url, () => link.token);
createRoot(document.getElementById('root')!).render(
  <Provider value={client}>
    <Page hooks={hooks} link={link} />
  </Provider>,
);
