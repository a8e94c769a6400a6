import { GatewayClient, GatewayProcess } from './gateway-process.js';

/** A wallet of the demo. */
export interface DemoWallet {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: string;
}

/** Starts a gateway with the people and wallets of the demo. The console offers to sign in as each of its staff. */
export async function startDemoGateway(
  environment: NodeJS.ProcessEnv = {},
): Promise<GatewayProcess> {
  const gateway = await GatewayProcess.create({
    AUTH_JWT_SECRET: '',
    DEMO: 'true',
    ...environment,
  });
  await gateway.start();
  return gateway;
}

/** A client for a person of the demo, such as `alice` or `cashier`. */
export async function demoClient(
  { url }: { readonly url: string },
  sub: string,
): Promise<GatewayClient> {
  const answer = await fetch(`${url}/playground/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ sub }),
  });
  const { token } = (await answer.json()) as { token: string };
  return GatewayClient.withToken(url, token);
}

/** The USD wallets of alice, bob and carol. */
export async function demoWallets(
  client: GatewayClient,
): Promise<Readonly<Record<'alice' | 'bob' | 'carol', DemoWallet>>> {
  const { wallets } = await client.ask<{ wallets: { edges: { node: DemoWallet }[] } }>(
    '{ wallets(filter: { currency: "USD" }) { edges { node { id ownerId currency } } } }',
  );
  const of = (owner: string) =>
    wallets.edges.map(({ node }) => node).find(({ ownerId }) => ownerId === owner)!;
  return { alice: of('alice'), bob: of('bob'), carol: of('carol') };
}

let count = 0;

/**
 * Sends a mutation with a key of its own.
 * @throws Error with the refusal, if it is refused
 */
export async function act(client: GatewayClient, name: string, input: object): Promise<void> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const idempotencyKey = `console-${name}-${String((count += 1)).padStart(8, '0')}`;
  const { result } = await client.ask<{ result: { __typename: string; message?: string } }>(
    `mutation ($input: ${type}Input!) { result: ${name}(input: $input) { __typename ... on UserError { message } } }`,
    { input: { ...input, idempotencyKey } },
  );
  if (result.message !== undefined) throw new Error(`${name}: ${result.message}`);
}

/** A sum in USD. */
export const usd = (amount: string) => ({ amount, currency: 'USD' });
