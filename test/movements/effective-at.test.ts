import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { adjustBalance, deposit } from '../../src/movements/index.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput, type AnswerFields } from '../support/graphql.js';
import { money, reason, SERVICE } from '../support/inputs.js';

const at = useBook();
const { admin, service, wallet } = askers(() => at.gateway.book);

type Dated = AnswerFields & { readonly effectiveAt: string };
const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) {
  __typename ... on DepositPayload { replayed transaction { id createdAt effectiveAt } }
  ... on UserError { code message } } }`;
const LIST = `query ($f: TransactionSearch) { transactions(filter: $f) { edges { node { id } } } }`;

let walletId: string;
let opened: Date;
beforeAll(async () => {
  walletId = await wallet('dated');
  const { rows } = await at.owner.query<{ created_at: Date }>('SELECT created_at FROM wallet');
  opened = rows[0]?.created_at as Date;
});

function send(effectiveAt: string | null, idempotencyKey: string = randomUUID()) {
  const input = { walletId, amount: moneyInput('1'), effectiveAt, idempotencyKey };
  return service.run(DEPOSIT, { input });
}

test('a deposit shows the moment of its effect, and without one the moment of its creation', async () => {
  const dated = (await send(opened.toISOString())).transaction as Dated;
  expect(dated.effectiveAt).toBe(opened.toISOString());
  expect(new Date(dated.createdAt).getTime()).toBeGreaterThan(opened.getTime());
  const plain = (await send(null)).transaction as Dated;
  expect(plain.effectiveAt).toBe(plain.createdAt);
  const found = await admin.run(LIST, {
    f: {
      effectiveFrom: opened.toISOString(),
      effectiveTo: new Date(opened.getTime() + 1).toISOString(),
    },
  });
  expect(found.edges.map(({ node }) => node.id)).toEqual([dated.id]);
});

test('the moment of effect is part of the input, and the same moment in another zone is the same input', async () => {
  const key = randomUUID();
  const first = await send(opened.toISOString(), key);
  const zoned = new Date(opened.getTime() + 3_600_000).toISOString().replace('Z', '+01:00');
  expect(await send(zoned, key)).toMatchObject({
    replayed: true,
    transaction: { id: first.transaction.id },
  });
  expect((await send(null, key)).__typename).toBe('IdempotencyConflict');
});

test('an effect before the wallet was opened is refused with the bounds, and moves nothing', async () => {
  const effectiveAt = new Date(opened.getTime() - 1);
  const { rows: before } = await at.owner.query('SELECT count(*) FROM entry');
  const refused = await at.gateway.book.ledger.submit(
    deposit,
    { walletId: await uuidOf(), amount: money('1.00', 'USD'), effectiveAt },
    SERVICE,
    randomUUID(),
  );
  expect(refused.outcome).toMatchObject({
    refused: {
      code: 'EFFECTIVE_AT_OUT_OF_RANGE',
      message: expect.stringContaining(
        `effectiveAt is ${effectiveAt.toISOString()}. Send a moment from ${opened.toISOString()}, when the wallet was opened, to `,
      ) as unknown as string,
    },
  });
  expect((await at.owner.query('SELECT count(*) FROM entry')).rows).toEqual(before);
});

test('an adjustment takes a moment of effect, and balances of the past go by when the book knew', async () => {
  const id = await uuidOf();
  const result = await at.gateway.book.ledger.submit(
    adjustBalance,
    {
      walletId: id,
      direction: 'CREDIT',
      amount: money('7.00', 'USD'),
      reason,
      effectiveAt: opened,
    },
    { id: 'admin', roles: ['ADMIN'] },
    randomUUID(),
  );
  expect(result.outcome).toHaveProperty('done');
  const balance = (await admin.run(
    'query ($id: ID!, $at: DateTime) { wallet(id: $id) { balance(at: $at) { available { amount } } } }',
    { id: walletId, at: opened.toISOString() },
  )) as unknown;
  expect(balance).toEqual({ balance: { available: { amount: '0.00' } } });
});

test('PostgreSQL refuses an effect after the creation, and one of another kind', async () => {
  const copy = (kind: string, moment: string) =>
    at.owner.query(
      `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at, effective_at)
       SELECT gen_random_uuid(), $1, 'COMPLETED', 'USD', 1, id, 'x', now(), ${moment} FROM wallet`,
      [kind],
    );
  await expect(copy('DEPOSIT', `now() + interval '1 second'`)).rejects.toThrow(
    'transaction_effective_by_then',
  );
  await expect(copy('DEPOSIT', `'-infinity'`)).rejects.toThrow('transaction_effective_by_then');
  await expect(copy('EARNING', 'now()')).rejects.toThrow('transaction_effective_of_kind');
});

test('PostgreSQL refuses the entry of a backdated transaction that is not listed, and takes it once it is', async () => {
  const runner = at.owner;
  const id = randomUUID();
  const insertTransaction = `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at, completed_at, effective_at)
     SELECT $1, 'DEPOSIT', 'COMPLETED', 'USD', 1, w.id, 'service', at, at, w.created_at
       FROM wallet w, (SELECT max(created_at) + interval '1 ms' AS at FROM entry) moment`;
  const insertEntries = `INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
     SELECT a.id, head.seq + 1, a.kind, t.id, 'POST', one.amount, head.balance + one.amount, t.created_at
       FROM transaction t CROSS JOIN (VALUES ('CASH', 1), ('EXTERNAL', -1)) AS one (kind, amount)
       JOIN account a ON a.kind = one.kind AND a.currency = 'USD' AND a.shard = 0
      CROSS JOIN LATERAL (SELECT * FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) head
      WHERE t.id = $1`;
  const list = (moment: string) =>
    `INSERT INTO backdated_entry (account_id, seq, effective_at, run)
     SELECT a.id, head.seq + 1, ${moment}, head.seq + 1
       FROM transaction t JOIN account a ON a.wallet_id = t.wallet_id AND a.kind = 'CASH'
      CROSS JOIN LATERAL (SELECT * FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) head
      WHERE t.id = $1`;
  for (const [listing, refused] of [
    [[], true],
    [[list(`t.effective_at + interval '1 ms'`)], true],
    [[list('t.effective_at')], false],
  ] as const) {
    await runner.query('BEGIN');
    try {
      for (const sql of [insertTransaction, ...listing]) await runner.query(sql, [id]);
      const inserted = runner.query(insertEntries, [id]);
      if (refused) await expect(inserted).rejects.toThrow('breaks entry_backdated_is_listed');
      else expect((await inserted).rowCount).toBe(2);
    } finally {
      await runner.query('ROLLBACK');
    }
  }
});

async function uuidOf(): Promise<string> {
  const { rows } = await at.owner.query<{ id: string }>('SELECT id FROM wallet');
  return rows[0]?.id ?? '';
}
