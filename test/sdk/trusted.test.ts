import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { createOnebook, memoryIntents, type Onebook } from '../../packages/client/src/index.js';
import { signToken } from '../../src/auth/sign.js';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { GatewayProcess, SECRET } from '../support/gateway-process.js';
import { onebook } from '../support/onebook-command.js';

const MANIFEST = join(import.meta.dirname, '../../packages/client/dist/documents.json');

let database: TestDatabase;
let gateway: GatewayProcess;
let client: Onebook;

beforeAll(async () => {
  database = await createTestDatabase();
  const DATABASE_URL = database.url;
  const added = await onebook({ DATABASE_URL }, 'documents', 'add', MANIFEST);
  expect(added).toMatchObject({ code: 0 });
  gateway = await GatewayProcess.create({ DATABASE_URL, TRUSTED_DOCUMENTS: 'only' });
  await gateway.start();
  client = createOnebook({
    url: `${gateway.url}/graphql`,
    token: await signToken({ secret: SECRET, sub: 'ann', roles: ['SERVICE'], ttlSeconds: 600 }),
    intents: memoryIntents(),
    webSocket: WebSocket,
  });
});
afterAll(async () => {
  client.close();
  await gateway.discard();
  await database.drop();
});

test('a gateway that answers registered documents alone answers the client by its manifest', async () => {
  const opened = await client.openWallet({ ownerId: 'bob', currency: 'USD' });
  if (opened.__typename !== 'OpenWalletPayload') throw new Error(opened.message);
  const walletId = opened.wallet.id;
  const versions: number[] = [];
  const pushed = new Promise<void>((resolve, reject) => {
    client.subscribeBalanceChanged(
      { walletId },
      {
        next: ({ balance }) => {
          versions.push(balance.version);
          if (balance.version > 0) resolve();
          else void client.deposit({ walletId, amount: { amount: '1.00', currency: 'USD' } });
        },
        error: reject,
      },
    );
  });
  await pushed;
  expect(versions).toEqual([0, 1]);
});

test('a query of its own is refused, in words that name the remedy', async () => {
  await expect(client.query('{ viewer { roles } }')).rejects.toMatchObject({
    code: 'DOCUMENT_NOT_TRUSTED',
    message: expect.stringContaining('onebook documents add'),
  });
});
