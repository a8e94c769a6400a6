// A process that makes transfers between wallets over HTTP.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from './child.mjs';

const TRANSFER =
  'mutation ($input: TransferInput!) { transfer(input: $input) { __typename ... on UserError { code } } }';

/**
 * Makes transfers.
 * @param perSecond rate of new transfers; undefined: as many as possible with `inFlight` at once
 * @returns number of transfers, and seconds until the last answer
 */
async function write({ url, token, wallets, inFlight, seconds, perSecond }) {
  const began = performance.now();
  const until = began + seconds * 1_000;
  let done = 0;
  const one = async () => {
    await transfer(url, token, wallets);
    done += 1;
  };
  if (perSecond === undefined) {
    const writer = async () => {
      while (performance.now() < until) await one();
    };
    await Promise.all(Array.from({ length: inFlight }, writer));
  } else {
    const started = [];
    for (let next = began; next < until; next += 1_000 / perSecond) {
      await delay(Math.max(0, next - performance.now()));
      started.push(one());
    }
    await Promise.all(started);
  }
  return { done, seconds: (performance.now() - began) / 1_000 };
}

async function transfer(url, token, wallets) {
  const from = Math.floor(Math.random() * wallets.length);
  const to = (from + 1 + Math.floor(Math.random() * (wallets.length - 1))) % wallets.length;
  const input = {
    fromWalletId: wallets[from],
    toWalletId: wallets[to],
    idempotencyKey: randomUUID(),
    amount: { amount: '0.01', currency: 'USD' },
  };
  const { data, errors } = await ask(url, token, TRANSFER, { input });
  if (data?.transfer?.__typename !== 'TransferPayload')
    throw new Error(`a transfer was not done: ${JSON.stringify({ data, errors })}`);
}

/** Opens a wallet with money for each owner. @returns their ids */
async function openWallets({ url, token, owners }) {
  const open = `mutation ($input: OpenWalletInput!) { openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
  const deposit = `mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`;
  return Promise.all(
    owners.map(async (ownerId) => {
      const asked = { input: { ownerId, currency: 'USD', idempotencyKey: randomUUID() } };
      const walletId = (await ask(url, token, open, asked)).data.openWallet.wallet.id;
      const amount = { amount: '10000.00', currency: 'USD' };
      await ask(url, token, deposit, { input: { walletId, amount, idempotencyKey: randomUUID() } });
      return walletId;
    }),
  );
}

async function ask(url, token, query, variables) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

serve({
  write,
  openWallets,
  verify: ({ url, token }) =>
    ask(url, token, 'mutation { verifyIntegrity { healthy checkedEntries } }'),
});
