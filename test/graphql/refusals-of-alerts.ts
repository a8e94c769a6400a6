import { randomUUID } from 'node:crypto';
import { test } from '@jest/globals';
import { MONITORS } from '../../src/domain/index.js';
import { alertId, readMonitorId, webhookId } from '../../src/graphql/ids.js';
import { raiseAlert } from '../../src/movements/index.js';
import { done, type TestBook } from '../support/book.js';
import { type Asker, moneyInput } from '../support/graphql.js';
import { NONE, type Provoker } from '../support/provoker.js';

/** Provokes every refusal of the mutations of monitors and alerts. */
export function provokeRefusalsOfAlerts(
  { provoke, conflict, wallet }: Provoker,
  admin: Asker,
  at: () => TestBook,
): void {
  test('monitors refuse wrong wallets and amounts, e-mail without a mail server, and reused keys', async () => {
    const walletId = await wallet('watched');
    const balance = { name: 'low', on: 'BALANCE_BELOW', walletId, amount: moneyInput('10') };
    const none = walletId.slice(0, -6) + NONE;
    await provoke('CreateMonitor', { ...balance, walletId: none }, 'WalletNotFound');
    for (const [amount, refusal] of [
      [moneyInput('1', 'EUR'), 'CurrencyMismatch'],
      [moneyInput('1', 'ZZZ'), 'UnknownCurrency'],
      [moneyInput('1.001'), 'InvalidAmount'],
      [moneyInput('9'.repeat(37)), 'AmountTooLarge'],
    ] as const)
      await provoke('CreateMonitor', { ...balance, amount }, refusal);
    const channels = [{ email: 'ops@example.com' }];
    await provoke('CreateMonitor', { ...balance, channels }, 'EmailNotConfigured');
    const toNone = [{ webhookId: webhookId(randomUUID()) }];
    await provoke('CreateMonitor', { ...balance, channels: toNone }, 'WebhookNotFound');
    await conflict('CreateMonitor', balance, { name: 'lower' });
    const closed = await wallet('watched and closed');
    await admin.send('CloseWallet', { walletId: closed, reason: 'test' });
    await provoke('CreateMonitor', { ...balance, walletId: closed }, 'WalletNotActive');
  });

  test('a monitor that is missing or deleted is not found, and one is not paused twice', async () => {
    const made = await admin.send('CreateMonitor', { name: 'found', on: 'FINDING' });
    const { id } = (made as unknown as { monitor: { id: string } }).monitor;
    const none = id.slice(0, -6) + NONE;
    await provoke('ResumeMonitor', { monitorId: id }, 'InvalidTransition');
    await conflict('PauseMonitor', { monitorId: id }, { monitorId: none });
    await provoke('PauseMonitor', { monitorId: id }, 'InvalidTransition');
    await conflict('ResumeMonitor', { monitorId: id }, { monitorId: none });
    await conflict('DeleteMonitor', { monitorId: id }, { monitorId: none });
    for (const name of ['PauseMonitor', 'ResumeMonitor', 'DeleteMonitor'])
      for (const monitorId of [id, none]) await provoke(name, { monitorId }, 'MonitorNotFound');
  });

  test('an alert is acknowledged once', async () => {
    const made = await admin.send('CreateMonitor', {
      name: 'holds',
      on: 'HOLD_STUCK',
      seconds: 60,
    });
    const monitorId = readMonitorId((made as unknown as { monitor: { id: string } }).monitor.id);
    const { rows } = await at().owner.query<{ after_commit: string }>(
      'SELECT after_commit FROM monitor WHERE id = $1',
      [monitorId],
    );
    const raised = await at().gateway.book.ledger.submit(
      raiseAlert,
      {
        ...{ monitorId, afterCommit: Number(rows[0]!.after_commit), crossing: 'hold·1' },
        ...{ walletId: null, transactionId: null, summary: 'A hold.', data: {} },
        happenedAt: new Date().toISOString(),
      },
      { id: MONITORS, roles: [] },
      `alert·${monitorId}·hold·1`,
    );
    const id = alertId(done(raised).alertId!);
    const none = alertId(randomUUID());
    await provoke('AcknowledgeAlert', { alertId: none }, 'AlertNotFound');
    await conflict('AcknowledgeAlert', { alertId: id, note: 'seen' }, { note: 'seen twice' });
    await provoke('AcknowledgeAlert', { alertId: id }, 'InvalidTransition');
  });
}
