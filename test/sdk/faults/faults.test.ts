import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readWalletId } from '../../../src/graphql/ids.js';
import { useBook } from '../../support/book.js';
import { LiveServer } from '../../support/live.js';
import { type Payer, type Report, runSchedule, transactionOf } from './run.js';
import { schedules } from './schedule.js';

/** `npm run soak` has a thousand. */
const COUNT = Number(process.env['ONEBOOK_SDK_SCHEDULES'] ?? 150);
const SEED = Number(process.env['ONEBOOK_SDK_SEED'] ?? Date.now() % 1_000_000);
/** Schedules wait most of the time. */
const AT_ONCE = 30;

describe(`${COUNT} schedules of lost answers, kills, replays, two tabs and two devices (seed ${SEED})`, () => {
  const at = useBook();
  let server: LiveServer;
  let merchant: string;

  beforeAll(async () => {
    server = await LiveServer.start(at);
    merchant = await open('merchant');
  });
  afterAll(() => server.close());

  const OPEN = `mutation ($input: OpenWalletInput!) {
    openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
  const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`;

  async function open(ownerId: string): Promise<string> {
    const input = { ownerId, currency: 'USD', idempotencyKey: `open-${ownerId}` };
    const { data } = await server.query('cashier', ['CASHIER'], OPEN, { input });
    return (data['openWallet'] as { wallet: { id: string } }).wallet.id;
  }

  async function payer(name: string): Promise<Payer> {
    const walletId = await open(name);
    const input = {
      walletId,
      amount: { amount: '100.00', currency: 'USD' },
      idempotencyKey: `deposit-${name}`,
    };
    await server.query('cashier', ['CASHIER'], DEPOSIT, { input });
    const token = await server.token(name, ['MEMBER']);
    return { url: `${server.url}/graphql`, token, walletId, toWalletId: merchant };
  }

  test('no intent is lost, none is doubled, and no page shows a balance that the book did not have then', async () => {
    const all = fc.sample(schedules, { numRuns: COUNT, seed: SEED });
    const numbers = all.keys();
    const worker = async (): Promise<void> => {
      for (const number of numbers) {
        const name = `payer-${number}`;
        const from = await payer(name);
        const report = await runSchedule(from, name, all[number]!);
        checkIntents(report, await transactions(name));
        checkBalances(report, await booked(from.walletId));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }, 900_000);

  /** The transfers of a schedule in the book, by reference. */
  async function transactions(name: string): Promise<Map<string, string[]>> {
    const { rows } = await at.owner.query<{ reference: string; ids: string[] }>(
      `SELECT reference, array_agg(id::text) AS ids FROM book.transaction
       WHERE starts_with(reference, $1) GROUP BY reference`,
      [`${name}-`],
    );
    return new Map(rows.map(({ reference, ids }) => [reference, ids]));
  }

  /** What the payer had after each entry. It only pays cash, so the n-th entry of that account makes version n. */
  async function booked(walletId: string): Promise<string[]> {
    const { rows } = await at.owner.query<{ balance: string }>(
      `SELECT entry.balance::text FROM book.entry JOIN book.account ON account.id = entry.account_id
       WHERE account.wallet_id = $1 AND account.kind = 'CASH' ORDER BY seq`,
      [readWalletId(walletId)],
    );
    return rows.map(({ balance }) => balance);
  }
});

/** Each intent has one outcome, whichever page heard of it, and the book has what the outcomes say. */
function checkIntents({ told, settled, intents }: Report, inBook: Map<string, string[]>): void {
  const outcomes = new Map<string, string | undefined>();
  for (const { intent, result, error } of settled) {
    if (error) continue;
    const id = transactionOf(result);
    if (outcomes.has(intent.key)) expect(id).toBe(outcomes.get(intent.key));
    outcomes.set(intent.key, id);
  }
  const notExecuted = [
    ...told.filter(({ told }) => 'error' in told && told.error.executed === 'no'),
    ...settled
      .filter(({ error }) => error)
      .map(({ intent }) => ({ reference: String(intent.input['reference']) })),
  ];
  for (const reference of new Set(intents.map((intent) => intent.reference))) {
    const stored = intents.filter((intent) => intent.reference === reference);
    const keys = stored.map(({ key }) => key);
    const booked = inBook.get(reference)?.length ?? 0;
    const ids = new Set(keys.map((key) => outcomes.get(key)).filter((id) => id !== undefined));
    const said = { reference, booked };
    // Every outcome is in the book, and each of them once.
    expect({ ...said, heard: ids.size <= booked }).toEqual({ ...said, heard: true });
    // Nothing is there that nobody wanted: an intent is executed once, whatever was clicked.
    if (!reference.endsWith('all'))
      expect({ ...said, keys: keys.length }).toEqual({ ...said, keys: 1 });
    expect({ ...said, few: booked <= keys.length }).toEqual({ ...said, few: true });
    // What a page was told was not executed is not, and everything else is.
    const gaveUp = notExecuted.filter((it) => it.reference === reference).length;
    const refused = reference.endsWith('much') ? keys.length : 0;
    // A page may have given one up and died before it could say so.
    const untold = stored.filter(({ key, isUntold }) => isUntold && !outcomes.has(key)).length;
    if (gaveUp === 0 && untold === 0)
      expect(said).toEqual({ reference, booked: keys.length - refused });
    else if (gaveUp > 0 && keys.length === 1) expect(said).toEqual({ reference, booked: 0 });
    else expect(booked).toBeGreaterThanOrEqual(keys.length - refused - gaveUp - untold);
  }
  for (const it of told)
    if ('result' in it.told && transactionOf(it.told.result) !== undefined)
      expect(inBook.get(it.reference)).toBeDefined();
}

/** Each page shows versions that never go back, and for each version what the book had. */
function checkBalances({ pages }: Report, booked: readonly string[]): void {
  for (const { shown } of pages) {
    const versions = shown.map(({ balance }) => balance.version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    for (const { balance } of shown) {
      expect(balance.available.amount.replace('.', '').replace(/^0+(?=.)/, '')).toBe(
        booked[balance.version - 1],
      );
    }
  }
  const last = pages.at(-1)!.shown.at(-1)!;
  expect(last.balance.version).toBe(booked.length);
}
