import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { type GatewayClient, GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';

// Two gateways on one book. Money comes and goes, and both gateways are killed and started again meanwhile.

const WALLETS = 6;
const ROUNDS = 12;

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const MONITOR = `mutation ($input: CreateMonitorInput!) {
  createMonitor(input: $input) { ... on CreateMonitorPayload { monitor { id } } ... on UserError { message } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`;
const TRANSFER = `mutation ($input: TransferInput!) { transfer(input: $input) { __typename } }`;
const VERIFY = `mutation { verifyIntegrity { healthy findings { check subject expected actual } } }`;

let database: TestDatabase;
let owner: Client;
let gateways: GatewayProcess[];
let server: SMTPServer;
/** How often each message came, by its Message-ID. */
const mails = new Map<string, number>();

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.url, options: '-c search_path=book,pg_temp' });
  await owner.connect();
  server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
    onData(stream, _, done) {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString()));
      stream.on('end', () => {
        const id = /^Message-ID: (\S+)/im.exec(text)?.[1] ?? '';
        mails.set(id, (mails.get(id) ?? 0) + 1);
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mail = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'alerts@book.example' };
  gateways = await Promise.all(
    [1, 2].map(() => GatewayProcess.create({ DATABASE_URL: database.url, ...mail })),
  );
  await gateways[0]!.start();
  await gateways[1]!.start();
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.discard();
  await new Promise<void>((resolve) => server.close(resolve));
  await owner.end();
  await database.drop();
});

/** Sends to the gateway that is not being killed. */
async function send<T>(client: GatewayClient, document: string, input?: object): Promise<T> {
  const variables = input && { input: { idempotencyKey: randomUUID(), ...input } };
  const { data, errors } = await client.send<T>(document, variables);
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

test('every crossing is raised once and mailed, although gateways are killed meanwhile', async () => {
  let client = await gateways[0]!.client('service', 'SERVICE', 'ADMIN');
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const wallets: string[] = [];
  for (let n = 0; n < WALLETS; n++) {
    const input = { ownerId: `owner ${n}`, currency: 'USD' };
    const { openWallet } = await send<{ openWallet: { wallet: { id: string } } }>(
      client,
      OPEN,
      input,
    );
    wallets.push(openWallet.wallet.id);
    await send(client, DEPOSIT, { walletId: openWallet.wallet.id, amount: usd('12.00') });
    await send(client, MONITOR, {
      ...{ name: `low ${n}`, on: 'BALANCE_BELOW', walletId: openWallet.wallet.id },
      ...{ amount: usd('10.00'), channels: [{ email: 'ops@book.example' }] },
    });
  }
  for (let round = 0; round < ROUNDS; round++) {
    // Down and up again in turn, each way a crossing or an end of most wallets.
    await Promise.all(
      wallets.map((from, n) =>
        send(client, TRANSFER, {
          ...{ fromWalletId: from, toWalletId: wallets[(n + 1 + round) % WALLETS] },
          amount: usd(`${1 + ((n * 7 + round * 3) % 5)}.00`),
        }).catch(() => undefined),
      ),
    );
    if (round % 3 === 1) {
      const killed = Math.floor(round / 3) % 2;
      await gateways[killed]!.end('SIGKILL');
      client = await gateways[1 - killed]!.client('service', 'SERVICE', 'ADMIN');
      await gateways[killed]!.start();
    }
  }
  const crossings = `
    SELECT a.wallet_id, e.seq, coalesce(b.balance, 0) AS before, e.balance AS after
      FROM account a JOIN entry e ON e.account_id = a.id
      LEFT JOIN entry b ON b.account_id = a.id AND b.seq = e.seq - 1
     WHERE a.kind = 'CASH' AND e.seq > 1 AND coalesce(b.balance, 0) >= 1000 AND e.balance < 1000`;
  const { rows: expected } = await owner.query<{ wallet_id: string; seq: string }>(crossings);
  expect(expected.length).toBeGreaterThan(5);
  const raised = async (): Promise<string[]> =>
    (
      await owner.query<{ text: string }>(
        `SELECT wallet_id || ' ' || crossing AS text FROM alert ORDER BY 1`,
      )
    ).rows.map(({ text }) => text);
  const wanted = expected.map((one) => `${one.wallet_id} entry·${one.seq}`).sort();
  await until(
    async () => (await raised()).length >= wanted.length,
    () => gateways.map(({ output }) => output).join('\n'),
  );
  expect((await raised()).sort()).toEqual(wanted);
  // One that was taken by a gateway which was then killed is sent when its lease ends.
  await owner.query(
    `UPDATE notification SET due_at = now() WHERE sent_at IS NULL AND given_up_at IS NULL AND attempts > 0`,
  );
  await until(() => mails.size === wanted.length);
  const { verifyIntegrity } = await send<{
    verifyIntegrity: { healthy: boolean; findings: unknown[] };
  }>(client, VERIFY);
  expect(verifyIntegrity).toEqual({ healthy: true, findings: [] });
});
