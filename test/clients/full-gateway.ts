import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { GatewayClient, GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';
import { openWallet } from './wallets.js';

/** So few operations at a time that nine callers fill a gateway: an eighth more is kept for callers that hold little. */
const OPERATIONS_MAX = 8;
const CALLERS = OPERATIONS_MAX + OPERATIONS_MAX / 8;

/** The environment of a gateway that `fillGateway` can fill. */
export const SMALL = { OPERATIONS_MAX: String(OPERATIONS_MAX), COMMAND_TIMEOUT: '120000' };

const TRANSFER = 'mutation ($input: TransferInput!) { transfer(input: $input) { __typename } }';

/**
 * Takes every place of a gateway: by transfers from a wallet that an outsider has locked, each of another program.
 * @returns unlocks it, and resolves when the transfers are made
 */
export async function fillGateway(gateway: GatewayProcess): Promise<() => Promise<void>> {
  const staff = await gateway.client('till', 'CASHIER');
  const owner = `locked ${randomUUID()}`;
  const from = await openWallet(staff, owner);
  const to = await openWallet(staff, `receiver ${randomUUID()}`);
  const outsider = await gateway.owner();
  await outsider.query('BEGIN');
  await outsider.query('SELECT FROM wallet WHERE owner_id = $1 FOR UPDATE', [owner]);
  const programs = await Promise.all(
    Array.from({ length: CALLERS }, (_, index) => gateway.client(`program ${index}`, 'SERVICE')),
  );
  const answers = programs.map((program) => transferWhenThereIsRoom(program, from, to));
  await until(async () => isOverloaded(await staff.send('{ __typename }')));
  return async () => {
    await outsider.query('ROLLBACK');
    for (const { errors } of await Promise.all(answers)) assert.equal(errors, undefined);
  };
}

type Sent = Awaited<ReturnType<GatewayClient['send']>>;

async function transferWhenThereIsRoom(
  program: GatewayClient,
  fromWalletId: string,
  toWalletId: string,
): Promise<Sent> {
  const amount = { amount: '1.00', currency: 'USD' };
  const input = { fromWalletId, toWalletId, amount, idempotencyKey: randomUUID() };
  for (;;) {
    const answer = await program.send(TRANSFER, { input });
    if (!isOverloaded(answer)) return answer;
  }
}

const isOverloaded = ({ errors }: Sent): boolean => errors?.[0]?.extensions?.code === 'OVERLOADED';
