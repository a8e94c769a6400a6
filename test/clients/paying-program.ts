import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { signToken } from '../../src/auth/sign.js';
import { SECRET, type GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';
import { fillGateway } from './full-gateway.js';
import { HoldingProxy } from './holding-proxy.js';
import { openWallet } from './wallets.js';

/**
 * Lets a program of examples/clients pay from a new wallet: at first while the gateway is full, again under the same key, and
 * more than the wallet has. Compares what it prints with what the gateway did.
 * @param gateway as `SMALL` says
 * @param command the program, which gets payer, receiver, amount and key, and ONEBOOK_URL and ONEBOOK_TOKEN in its environment
 * @param options.retries whether the program sends again what the gateway had no room for
 * @throws AssertionError, with what the program printed
 */
export async function checkPayingProgram(
  gateway: GatewayProcess,
  command: readonly string[],
  { cwd, retries = true }: { readonly cwd?: string; readonly retries?: boolean } = {},
): Promise<void> {
  const proxy = await HoldingProxy.start(gateway.url);
  try {
    const pay = await payer(gateway, proxy, command, cwd);
    const free = retries ? await fillGateway(gateway) : undefined;
    const paying = pay('40.00', 'dinner');
    if (free) {
      const hasBeenRefused = (): boolean =>
        proxy.exchanges.some(({ response }) => response?.text.includes('OVERLOADED'));
      await Promise.race([until(hasBeenRefused), paying]);
      assert.ok(hasBeenRefused(), 'the gateway was full, and yet it answered');
      await free();
    }
    const first = await paying;
    assert.match(first, /^balance 100\.00 version 1\npaid: txn_\w+\nbalance 60\.00 version 2\n$/);
    const paid = /txn_\w+/.exec(first)?.[0];
    assert.equal(
      await pay('40.00', 'dinner'),
      `balance 60.00 version 2\npaid before: ${paid}\nbalance 60.00 version 2\n`,
    );
    assert.match(
      await pay('60.01', 'too dear'),
      /^balance 60\.00 version 2\nrefused: .*60\.00.*\n(balance 60\.00 version 2\n)?$/,
    );
  } finally {
    await proxy.close();
  }
}

/** A program that pays from one new wallet to another. Resolves to what it prints. */
async function payer(
  gateway: GatewayProcess,
  proxy: HoldingProxy,
  command: readonly string[],
  cwd: string | undefined,
): Promise<(amount: string, key: string) => Promise<string>> {
  const staff = await gateway.client('till', 'CASHIER');
  const ann = `ann ${randomUUID()}`;
  const wallets = [await openWallet(staff, ann), await openWallet(staff, `bob ${randomUUID()}`)];
  const identity = { sub: ann, roles: ['MEMBER' as const], ttlSeconds: 3_600 };
  const env = {
    ...process.env,
    ONEBOOK_URL: `${proxy.url}/graphql`,
    ONEBOOK_TOKEN: await signToken({ secret: SECRET, ...identity }),
  };
  const [file = '', ...args] = command;
  return async (amount, key) => {
    const all = [...args, ...wallets, amount, key];
    return (await promisify(execFile)(file, all, { cwd, env })).stdout;
  };
}
