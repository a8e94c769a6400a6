// A page as an application would write it: everything behind the # of its address is given by the test.
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  createOnebook,
  indexedDbIntents,
  localStorageIntents,
  memoryIntents,
  type Onebook,
  type Settled,
} from '../../../../packages/client/src/index.js';
import {
  OnebookProvider,
  useBalance,
  useHistory,
  useTransfer,
} from '../../../../packages/client/src/react/index.js';

declare global {
  interface Window {
    client: Onebook;
    settled: Settled[];
    /** What each element with a number has shown. */
    seen: Record<string, number[]>;
  }
}

const given = new URLSearchParams(location.hash.slice(1));
const of = (name: string): string => given.get(name) ?? '';

const stores = {
  indexedDb: indexedDbIntents,
  localStorage: localStorageIntents,
  memory: memoryIntents,
};
const client = createOnebook({
  url: of('url'),
  token: of('token'),
  intents: stores[of('store') as keyof typeof stores](),
  timeoutMs: Number(of('timeoutMs')),
  patienceMs: Number(of('patienceMs')),
});
window.client = client;
window.settled = [];
window.seen = {};
client.intents.onSettled((settled) => window.settled.push(settled));

function Balance({ name }: { readonly name: string }) {
  const { phase, balance, status } = useBalance(of('walletId'));
  const seen = (window.seen[name] ??= []);
  if (balance && seen.at(-1) !== balance.version) seen.push(balance.version);
  return (
    <section aria-label={name} data-phase={phase}>
      {balance?.available.amount} {status}
    </section>
  );
}

function History() {
  const { lines, hasMore, error, loadMore } = useHistory(of('walletId'), { first: 3 });
  return (
    <section aria-label="History" data-more={hasMore}>
      <ol>
        {lines.map(({ cursor, balance }) => (
          <li key={cursor}>{balance.amount}</li>
        ))}
      </ol>
      <button onClick={() => void loadMore()}>More</button>
      {error && <p>{error.message}</p>}
    </section>
  );
}

function Pay() {
  const { transfer, phase, result, error, reset } = useTransfer();
  const [amount, setAmount] = useState('1.00');
  const [reference, setReference] = useState('');
  const send = () =>
    void transfer({
      fromWalletId: of('walletId'),
      toWalletId: of('toWalletId'),
      amount: { amount, currency: 'USD' },
      reference,
    });
  return (
    <section aria-label="Pay" data-phase={phase}>
      <input
        aria-label="Amount"
        value={amount}
        onChange={(event) => setAmount(event.target.value)}
      />
      <input
        aria-label="Reference"
        value={reference}
        onChange={(event) => setReference(event.target.value)}
      />
      <button onClick={send}>Send</button>
      <button onClick={reset}>Another one</button>
      <output>
        {result?.__typename} {error?.code} {error?.executed}
      </output>
    </section>
  );
}

function Live() {
  const [isSecond, setSecond] = useState(true);
  return (
    <>
      <Balance name="First" />
      {isSecond && <Balance name="Second" />}
      <button onClick={() => setSecond(!isSecond)}>Second</button>
      <History />
    </>
  );
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <OnebookProvider client={client}>
      <Pay />
      {given.has('live') && <Live />}
    </OnebookProvider>
  </StrictMode>,
);
