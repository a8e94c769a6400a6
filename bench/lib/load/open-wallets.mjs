import { randomUUID } from 'node:crypto';

const OPEN = `mutation ($input: OpenWalletInput!) { openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`;
/** Owners whose wallets are opened at once: fewer than the gateway's concurrency limit. */
const AT_ONCE = 200;

/** Opens a wallet with 10,000.00 USD for each owner, over HTTP, so that any revision of the gateway can do it. @returns their ids */
export async function openWallets({ url, token, owners }) {
  const ids = [];
  for (let first = 0; first < owners.length; first += AT_ONCE) {
    const opened = owners.slice(first, first + AT_ONCE).map((owner) => openOne(url, token, owner));
    ids.push(...(await Promise.all(opened)));
  }
  return ids;
}

async function openOne(url, token, ownerId) {
  const ask = async (query, input) => {
    const asked = { input: { ...input, idempotencyKey: randomUUID() } };
    const { data, errors } = await askGateway({ url, token, query, variables: asked });
    if (errors) throw new Error(`a wallet was not opened: ${JSON.stringify(errors)}`);
    return data;
  };
  const { openWallet } = await ask(OPEN, { ownerId, currency: 'USD' });
  const walletId = openWallet.wallet.id;
  const { deposit } = await ask(DEPOSIT, {
    walletId,
    amount: { amount: '10000.00', currency: 'USD' },
  });
  if (deposit.__typename !== 'DepositPayload')
    throw new Error(`a deposit was refused: ${JSON.stringify(deposit)}`);
  return walletId;
}

/** Asks a gateway once. @returns the GraphQL answer, with the HTTP status as `status` */
export async function askGateway({ url, token, query, variables }) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...(await response.json()) };
}
