import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { RandomDocuments } from '../../packages/compiled-execution/test/support/random-documents.js';
import { ComparedGateway, type Request, type VisibleAnswer } from '../support/gateway-pair.js';
import { documentNamed, moneyInput } from '../support/graphql.js';
import { buildSchema } from '../../src/graphql/schema.js';

// The same requests go to two gateways, each with a book of its own, of which one compiles. Their
// answers, their logs and at the end their books must be the same.

const compilingBook = useBook();
const plainBook = useBook();
const schema = buildSchema();
let compiling: ComparedGateway;
let plain: ComparedGateway;
beforeAll(async () => {
  compiling = await ComparedGateway.start(compilingBook.gateway.book, true);
  plain = await ComparedGateway.start(plainBook.gateway.book, false);
});
afterAll(async () => {
  await compiling.close();
  await plain.close();
});

/** Replaces what differs between the books: an id by its kind and number, a moment by a word. */
class Names {
  readonly #known = new Map<string, string>();

  in(text: string): string {
    return text
      .replace(/\b([a-z]{3})_[0-9a-z_]{20,}/g, (id, kind: string) => this.#named(id, kind))
      .replace(/"cursor":"[^"]+"/g, '"cursor":"…"')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then');
  }

  #named(id: string, kind: string): string {
    const name = this.#known.get(id) ?? `${kind} ${this.#known.size}`;
    this.#known.set(id, name);
    return name;
  }
}

/** The ids that one of the two gateways has made so far, by the names that the test gives. */
type Made = Readonly<Record<string, string>>;

const names = { compiling: new Names(), plain: new Names() };
const made = { compiling: {} as Record<string, string>, plain: {} as Record<string, string> };

/**
 * Sends the same request to both, in terms of what each has made. @returns the answer, with
 * names for ids
 */
async function both(request: (made: Made) => Request, as?: string): Promise<string> {
  const [one, other] = await Promise.all([
    asked('compiling', compiling, request, as),
    asked('plain', plain, request, as),
  ]);
  expect(one).toEqual(other);
  return other.body;
}

async function asked(
  who: 'compiling' | 'plain',
  gateway: ComparedGateway,
  request: (made: Made) => Request,
  as: string | undefined,
): Promise<VisibleAnswer> {
  const seen = await gateway.ask(request(made[who]));
  const [id] = /(wal|txn|quo)_[0-9a-z]{20,}/.exec(seen.body) ?? [];
  if (as !== undefined) made[who][as] = id ?? 'nothing';
  return { ...seen, body: names[who].in(seen.body) };
}

let keys = 0;
const sent = (name: string, input: object, by?: Request['by']): Request => ({
  query: documentNamed(name),
  variables: { input: { idempotencyKey: `key ${keys}`, ...input } },
  ...(by && { by }),
});

/** Sends one mutation of the published documents to both. */
async function send(
  name: string,
  input: (made: Made) => object,
  { as, by }: { as?: string; by?: Request['by'] } = {},
): Promise<string> {
  keys += 1;
  return both((made) => sent(name, input(made), by), as);
}

test('both gateways answer movements and refusals alike', async () => {
  await send('OpenWallet', () => ({ ownerId: 'MEMBER', currency: 'USD' }), { as: 'a' });
  await send('OpenWallet', () => ({ ownerId: 'b', currency: 'USD' }), { as: 'b' });
  await send('Deposit', ({ a }) => ({ walletId: a, amount: moneyInput('100') }), { as: 'deposit' });
  const body = await send('Transfer', ({ a, b }) => ({
    ...{ fromWalletId: a, toWalletId: b, amount: moneyInput('4.5') },
  }));
  expect(body).toContain('"__typename":"TransferPayload","replayed":false');
  const again = await both(({ a, b }) =>
    sent('Transfer', { fromWalletId: a, toWalletId: b, amount: moneyInput('4.5') }),
  );
  expect(again).toContain('"replayed":true');
  const other = await both(({ a, b }) =>
    sent('Transfer', { fromWalletId: a, toWalletId: b, amount: moneyInput('5') }),
  );
  expect(other).toContain('"code":"IDEMPOTENCY_CONFLICT"');
  for (const amount of ['1000', '0', '1.001', '9'.repeat(37)])
    await send('Transfer', ({ a, b }) => ({
      ...{ fromWalletId: a, toWalletId: b, amount: moneyInput(amount) },
    }));
  await send('InitiateDeposit', ({ a }) => ({ walletId: a, amount: moneyInput('7') }), {
    as: 'pending',
  });
  await send('ConfirmDeposit', ({ pending }) => ({ transactionId: pending }));
  await send('ConfirmDeposit', ({ pending }) => ({ transactionId: pending }), { by: 'SERVICE' });
  await send(
    'RequestWithdrawal',
    ({ a }) => ({ walletId: a, amount: moneyInput('2'), destination: 'x' }),
    { as: 'out' },
  );
  await send('ApproveWithdrawal', ({ out }) => ({ transactionId: out }), { by: 'CASHIER' });
  await send('Purchase', ({ a }) => ({ walletId: a, amount: moneyInput('5'), description: 'x' }), {
    as: 'sale',
  });
  await send('CompletePurchase', ({ sale }) => ({ transactionId: sale }));
  await send('RefundPurchase', ({ sale }) => ({
    transactionId: sale,
    amount: moneyInput('1'),
    reason: 'x',
  }));
  await send('DistributeEarnings', ({ a, b }) => ({
    lines: [
      { walletId: a, amount: moneyInput('1') },
      { walletId: b, amount: moneyInput('9'.repeat(37)) },
    ],
    memo: 'x',
  }));
  await send('Transfer', ({ a }) => ({ fromWalletId: a, toWalletId: a, amount: moneyInput('1') }), {
    by: 'AUDITOR',
  });
  await send(
    'Transfer',
    ({ b, a }) => ({ fromWalletId: b, toWalletId: a, amount: moneyInput('1') }),
    {
      by: 'MEMBER',
    },
  );
});

test('several mutations in one request run in order, each by itself, whatever the outcome of the others', async () => {
  const query = `mutation ($a: ID!, $b: ID!, $k: IdempotencyKey!) {
    one: transfer(input: { fromWalletId: $a, toWalletId: $b, amount: { amount: "1", currency: "USD" }, idempotencyKey: $k }) { ...R }
    two: deposit(input: { walletId: "x", amount: { amount: "1", currency: "USD" }, idempotencyKey: "two" }) { __typename }
    three: transfer(input: { fromWalletId: $b, toWalletId: $a, amount: { amount: "2", currency: "USD" }, idempotencyKey: "three" }) { ...R }
    verifyIntegrity { healthy }
  }
  fragment R on TransferResult { __typename ... on TransferPayload { replayed transaction { id wallet { balance { available { amount } version } } } } }`;
  const body = await both(({ a, b }) => ({ query, variables: { a, b, k: 'one' } }));
  expect(body).toContain('"two":null');
  expect(body).toMatch(/"one":.*"replayed":false.*"three":.*"replayed":false/);
});

test('an error below a mutation says that the mutation was done, and it is done once', async () => {
  const query = `mutation ($input: DepositInput!, $first: Int) { deposit(input: $input) {
    ... on DepositPayload { transaction { id wallet { transactions(first: $first) { edges { cursor } } } } } } }`;
  for (const first of [3, 0, null])
    await both(({ a }) => ({
      query,
      variables: {
        first,
        input: { walletId: a, amount: moneyInput('1'), idempotencyKey: `below ${first}` },
      },
    }));
});

const UNKNOWN = '00000000000000000000000000';
const POOL = {
  walletId: [`wal_${UNKNOWN}`],
  fromWalletId: [`wal_${UNKNOWN}`],
  toWalletId: [`wal_${UNKNOWN.slice(1)}1`],
  transactionId: [`txn_${UNKNOWN}`],
  sourceTransactionId: [`txn_${UNKNOWN}`],
  quoteId: [`quo_${UNKNOWN}`],
  CurrencyCode: ['USD'],
  Decimal: ['1'],
  rate: ['2'],
  Int: [100],
  Boolean: [true],
  String: ['x'],
  ID: ['somebody'],
  DateTime: [null],
  JSONObject: [{ order: 17 }],
};

test.each(Object.keys(schema.getMutationType()?.getFields() ?? {}))(
  'both gateways answer %s with a random selection alike',
  async (name) => {
    const input = schema.getMutationType()?.getFields()[name]?.args[0];
    for (let seed = 0; seed < 4; seed++) {
      const pool = { ...POOL, IdempotencyKey: [`${name} ${seed}`] };
      const documents = new RandomDocuments(schema, pool, seed * 7_919 + 1);
      const document = documents.mutation(name, input && documents.valueOf('input', input.type));
      const body = await both(() => document);
      // Most mutations are invalid without their input, and both must answer them alike then too.
      if (seed === 0)
        await both(() => ({ query: `mutation { ${name} { __typename } }`, variables: {} }));
      expect(body).not.toContain('INTERNAL_SERVER_ERROR');
    }
  },
);

test('both gateways end with the same book', async () => {
  for (const query of [
    `{ wallets(first: 3) { edges { node { id ownerId status balance { total { amount } held { amount } version }
       transactions(first: 15) { edges { node { id kind status amount { amount } entries { id account amount { amount } balance { amount } } } } } } } } }`,
    '{ treasury(currency: "USD") { memberTotal { amount } systemAccounts { name balance { amount } } } }',
  ])
    expect(await both(() => ({ query }))).toContain('"amount":');
  expect(await compiling.answered('plan')).toBeGreaterThan(40);
});
