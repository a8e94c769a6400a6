// A program that pays: it is killed at any moment, and the next one with its folder goes on.
import { createOnebook } from '../../../packages/client/src/index.js';
import { fileIntents } from '../../../packages/client/src/file.js';

/** What the child is to do. */
export interface Orders {
  readonly url: string;
  readonly token: string;
  readonly folder: string;
  readonly alone: boolean;
  readonly fromWalletId: string;
  readonly toWalletId: string;
  /** The beginning of each reference. */
  readonly name: string;
  /** Payments at the same time, without an end. 0: it only waits until nothing is pending. */
  readonly atOnce: number;
  readonly timeoutMs: number;
  readonly patienceMs: number;
}

/** What the child tells: the reference of a payment that is done. */
export interface Done {
  readonly reference: string;
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders;
const { url, token, folder, alone, timeoutMs, patienceMs } = orders;
const client = createOnebook({
  ...{ url, token, timeoutMs, patienceMs },
  intents: fileIntents(folder, { alone }),
});
let payments = 0;

async function pay(): Promise<void> {
  for (;;) {
    payments += 1;
    const reference = `${orders.name}-${payments}`;
    const { fromWalletId, toWalletId } = orders;
    const amount = { amount: '0.01', currency: 'USD' };
    const { __typename } = await client.transfer({ fromWalletId, toWalletId, amount, reference });
    if (__typename !== 'TransferPayload') throw new Error(`the transfer is refused: ${__typename}`);
    process.send?.({ reference } satisfies Done);
  }
}

for (let index = 0; index < orders.atOnce; index += 1) void pay();
if (orders.atOnce === 0) {
  while ((await client.intents.pending()).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  client.close();
  process.disconnect();
}
