import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayProcess, type GatewayClient } from '../support/gateway-process.js';

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) {
  deposit(input: $input) { __typename ... on DepositPayload { replayed transaction { id } } } }`;
const TRANSFER = `mutation ($input: TransferInput!) {
  transfer(input: $input) { __typename ... on TransferPayload { replayed transaction { id } } ... on UserError { code } } }`;

interface TransferAnswer {
  /** Null beside an error. */
  transfer: {
    __typename: string;
    replayed?: boolean;
    transaction?: { id: string };
    code?: string;
  } | null;
}

/** What the client knows of a transfer that it has sent. */
type Known = { id: string } | 'done' | 'unknown' | 'not done';

/** How often each is killed; `npm run soak` has more. */
const KILLS = Number(process.env['ONEBOOK_KILLS'] ?? 3);
/** A PostgreSQL that dies again and again is started after a pause, of ten seconds at most. */
const TIMEOUT_MS = 120_000 + KILLS * 15_000;
/** What matters is what is in flight at a kill. More in between shows nothing else. */
const BETWEEN = 200;
const COUNT = (KILLS + 1) * BETWEEN;
const IN_FLIGHT = 64;

/**
 * Sends a transfer. @returns what the answer says of its outcome; no answer at all (a dead
 * socket) says nothing
 */
async function send(client: GatewayClient, input: object): Promise<Known> {
  try {
    const { data, errors } = await client.send<TransferAnswer>(TRANSFER, { input });
    const transaction = data?.transfer?.transaction;
    if (transaction) return { id: transaction.id };
    const code = errors?.[0]?.extensions?.code;
    if (code === 'UNAVAILABLE' || code === 'OVERLOADED') return 'not done';
    if (code === 'OUTCOME_UNKNOWN') return 'unknown';
    if (code === 'ANSWER_INCOMPLETE') return 'done';
    throw new Error(`an answer that says nothing: ${JSON.stringify({ data, errors })}`);
  } catch (error) {
    // No answer, or half of one.
    if (error instanceof TypeError || error instanceof SyntaxError) return 'unknown';
    throw error;
  }
}

describe.each([
  [
    'the gateway',
    async (gateway: GatewayProcess) => {
      await gateway.end('SIGKILL');
      await gateway.start();
    },
  ],
  [
    'PostgreSQL',
    async (gateway: GatewayProcess) => {
      await gateway.replacePostgres();
      await gateway.untilReady();
    },
  ],
] as const)(
  `kill -9 of %s ${KILLS} times amid ${COUNT} transfers loses and doubles nothing`,
  (_, kill) => {
    let gateway: GatewayProcess;
    let client: GatewayClient;
    let wallets: string[];

    beforeAll(async () => {
      gateway = await GatewayProcess.create();
      await gateway.start();
      client = await gateway.client('service', 'SERVICE');
      wallets = await Promise.all(
        Array.from({ length: 10 }, async (_, index) => {
          const opened = await client.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, {
            input: { ownerId: `owner-${index}`, currency: 'USD', idempotencyKey: randomUUID() },
          });
          const walletId = opened.openWallet.wallet.id;
          const amount = { amount: '10000.00', currency: 'USD' };
          await client.ask(DEPOSIT, { input: { walletId, amount, idempotencyKey: randomUUID() } });
          return walletId;
        }),
      );
    });
    afterAll(() => gateway.discard());

    test(
      'every acknowledged transfer is in the book once, and every unknown one resolves by its key',
      async () => {
        const inputs = Array.from({ length: COUNT }, (_, index) => ({
          fromWalletId: wallets[index % 10],
          toWalletId:
            wallets[(index * 7 + 1) % 10 === index % 10 ? (index + 1) % 10 : (index * 7 + 1) % 10],
          amount: { amount: '0.01', currency: 'USD' },
          idempotencyKey: `transfer-${index}`,
        }));
        const known: Known[] = [];
        let next = 0;
        let restarted = Promise.resolve();
        const worker = async (): Promise<void> => {
          for (let index = next++; index < COUNT; index = next++) {
            known[index] = await send(client, inputs[index] as object);
            // A client without an answer waits for the restart. Otherwise it would send everything while the
            // gateway is down.
            if (typeof known[index] === 'string') await restarted;
          }
        };
        const workers = Promise.all(Array.from({ length: IN_FLIGHT }, worker));
        let kills = 0;
        while (kills < KILLS) {
          while (next < (kills + 1) * BETWEEN) await delay(2);
          restarted = kill(gateway);
          await restarted;
          kills++;
        }
        await workers;

        // Some transfers were cut off, or the test would have shown nothing.
        const acknowledged = known.filter((one) => typeof one === 'object').length;
        expect(acknowledged).toBeGreaterThan(0);
        expect(acknowledged).toBeLessThan(COUNT);

        // "Not done" must be true as well: before anything is sent again, no such key is in the book.
        const owner = await gateway.owner();
        const { rows: keys } = await owner.query<{ key: string }>(
          `SELECT key FROM command WHERE key LIKE 'transfer-%'`,
        );
        const inTheBook = new Set(keys.map(({ key }) => key));
        const wrong = known.flatMap((one, index) => {
          const there = inTheBook.has(`transfer-${index}`);
          const done = one === 'done' || typeof one === 'object';
          return (one === 'not done' && there) || (done && !there)
            ? [`${index}: ${JSON.stringify(one)}`]
            : [];
        });
        expect(wrong).toEqual([]);

        const resolved: string[] = [];
        for (let start = 0; start < COUNT; start += IN_FLIGHT)
          resolved.push(
            ...(await Promise.all(
              inputs.slice(start, start + IN_FLIGHT).map(async (input, offset) => {
                const answer = await client.ask<TransferAnswer>(TRANSFER, { input });
                const before = known[start + offset];
                if (typeof before === 'object')
                  expect(answer.transfer).toMatchObject({ replayed: true, transaction: before });
                return answer.transfer?.transaction?.id ?? JSON.stringify(answer);
              }),
            )),
          );
        expect(new Set(resolved).size).toBe(COUNT);

        const { rows } = await owner.query(
          `SELECT count(*)::int AS transfers, count(DISTINCT id)::int AS ids,
              (SELECT count(*)::int FROM entry e JOIN transaction t ON t.id = e.transaction_id WHERE t.kind = 'TRANSFER') AS entries
         FROM transaction WHERE kind = 'TRANSFER'`,
        );
        await owner.end();
        expect(rows).toEqual([{ transfers: COUNT, ids: COUNT, entries: 2 * COUNT }]);
        const admin = await gateway.client('admin', 'ADMIN');
        expect(
          await admin.ask('mutation { verifyIntegrity { healthy findings { check subject } } }'),
        ).toEqual({
          verifyIntegrity: { healthy: true, findings: [] },
        });
      },
      TIMEOUT_MS,
    );
  },
);
