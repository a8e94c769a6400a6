import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { transferMany } from '../../src/movements/index.js';
import { TestGateway, useBook } from '../support/book.js';
import { money, SERVICE } from '../support/inputs.js';

const at = useBook();

test('the observer counts a transferMany as refused only if every line was refused', async () => {
  const settled: unknown[] = [];
  const observer = {
    committed: () => undefined,
    settled: (...outcome: unknown[]) => void settled.push(outcome),
    retried: () => undefined,
  };
  const gateway = await TestGateway.open(at.database.url, { observer });
  const fromWalletId = await at.gateway.wallet('ann', 'USD', '5');
  const toWalletId = await at.gateway.wallet('ben', 'USD');
  const send = (amounts: string[], atomic: boolean, key: string = randomUUID()) => {
    const inputs = amounts.map((amount) => ({
      fromWalletId,
      toWalletId,
      amount: money(amount, 'USD'),
    }));
    return gateway.book.ledger.submit(transferMany, { inputs, atomic }, SERVICE, key);
  };
  await send(['6', '7'], false, 'none');
  await send(['1', '6'], true);
  await send(['1', '6'], false);
  await send(['6', '7'], false, 'none');
  await gateway.close();
  expect(settled).toEqual([
    ['transferMany', 'refused', 'INSUFFICIENT_FUNDS'],
    ['transferMany', 'refused', 'INSUFFICIENT_FUNDS'],
    ['transferMany', 'done', undefined],
    ['transferMany', 'replayed', 'INSUFFICIENT_FUNDS'],
  ]);
});

test('a closed ledger says that the gateway is shutting down', async () => {
  const gateway = await TestGateway.open(at.database.url);
  const wallet = await gateway.wallet('cem', 'USD');
  await gateway.close();
  await expect(gateway.deposit(wallet, '1', 'USD')).rejects.toThrow(
    'The gateway is shutting down. Nothing was executed. Retry with the same idempotencyKey.',
  );
});
