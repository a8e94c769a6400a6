import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDataSource } from '../../src/database/data-source.js';
import { emptyPendingWrites } from '../../src/ledger/pending-writes.js';
import type { Result } from '../../src/ledger/index.js';
import { writesOf } from '../../src/ledger/write-batch.js';
import { revokeTokens } from '../../src/movements/index.js';
import { done, TestGateway, useBook } from '../support/book.js';
import { Asker, askers } from '../support/graphql.js';
import { ADMIN } from '../support/inputs.js';

const at = useBook();
const graph = askers(() => at.gateway.book);
const reason = 'left the house';
let other: TestGateway;
beforeAll(async () => {
  other = await TestGateway.open(at.database.url);
});
afterAll(() => other.close());

const listed = (gateway = at.gateway): Promise<Map<string, Date>> =>
  gateway.reading((reader) => reader.revocations());

async function rowsOf(subject: string): Promise<unknown[]> {
  const { rows } = await at.owner.query(
    'SELECT revoked_at, reason, revoked_by FROM token_revocation WHERE subject = $1 ORDER BY 1',
    [subject],
  );
  return rows;
}

const revoke = (subject: string, key: string = randomUUID(), gateway = at.gateway) =>
  gateway.book.ledger.submit(revokeTokens, { subject, reason }, ADMIN, key);

const momentOf = (result: Result): string => done(result).revocation?.revokedAt ?? '';

describe('the revokeTokens mutation revokes the tokens of a subject', () => {
  test('revokeTokens answers with the subject and the moment, and every gateway reads that moment', async () => {
    const before = Date.now();
    const answer = await graph.admin.send('RevokeTokens', { subject: 'mallory', reason });
    expect(answer).toEqual({
      ...{ __typename: 'RevokeTokensPayload', subject: 'mallory', replayed: false },
      revokedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    const revokedAt = new Date(answer.revokedAt);
    // PostgreSQL runs on this machine, so both read one clock.
    expect(revokedAt.getTime()).toBeGreaterThanOrEqual(before - 1);
    expect(revokedAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await rowsOf('mallory')).toEqual([
      { revoked_at: revokedAt, reason, revoked_by: 'admin' },
    ]);
    for (const gateway of [at.gateway, other])
      expect((await listed(gateway)).get('mallory')).toEqual(revokedAt);
  });

  test('revokeTokens with the same key gives the same moment again, also later and from another gateway', async () => {
    const input = { subject: 'eve', reason, idempotencyKey: 'eve' };
    const first = await graph.admin.send('RevokeTokens', input);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const elsewhere = new Asker(() => other.book, ADMIN);
    for (const asker of [graph.admin, elsewhere])
      expect(await asker.send('RevokeTokens', input)).toEqual({ ...first, replayed: true });
    expect(await rowsOf('eve')).toHaveLength(1);
    expect(
      await graph.admin.send('RevokeTokens', { ...input, subject: 'another subject' }),
    ).toMatchObject({ __typename: 'IdempotencyConflict', code: 'IDEMPOTENCY_CONFLICT' });
    expect(await graph.admin.send('RevokeTokens', { ...input, reason: 'another' })).toMatchObject({
      __typename: 'IdempotencyConflict',
    });
    expect(await rowsOf('another subject')).toEqual([]);
  });

  test('only admins may call revokeTokens', async () => {
    const variables = { input: { subject: 'victim', reason, idempotencyKey: 'victim' } };
    const { cashier, auditor, service, member } = graph;
    for (const asker of [cashier, auditor, service, member('victim')])
      expect(await asker.codes('RevokeTokens', variables)).toEqual(['FORBIDDEN']);
    const anonymous = new Asker(() => at.gateway.book);
    expect(await anonymous.codes('RevokeTokens', variables)).toEqual(['UNAUTHENTICATED']);
    expect(await rowsOf('victim')).toEqual([]);
  });

  test.each([
    ['an empty subject', { subject: '' }, 'subject is empty: it must have 1 to 255 characters.'],
    [
      'a subject that is too long',
      { subject: 'ä'.repeat(256) },
      'subject is too long: it must have at most 255 characters.',
    ],
    [
      'a subject of two lines',
      { subject: 'a\nb' },
      /^subject has a control or invisible character: remove the U\+000A/,
    ],
    ['half a character', { subject: 'a\ud800' }, /^subject is not valid Unicode/],
    ['no reason', { reason: '' }, 'reason is empty. It must have 1 to 500 characters.'],
    ['a blank reason', { reason: ' \n' }, /^reason is blank/],
    [
      'a reason that is too long',
      { reason: 'ä'.repeat(501) },
      'reason is too long. It must have at most 500 characters.',
    ],
  ])('revokeTokens refuses %s with BAD_USER_INPUT and says why', async (_, wrong, message) => {
    const input = { subject: 'wrong', reason, idempotencyKey: randomUUID(), ...wrong };
    const { errors } = await graph.admin.ask('RevokeTokens', { input });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.message).toMatch(message);
    expect(await rowsOf(input.subject)).toEqual([]);
  });

  test('revokeTokens accepts a subject and a reason of the maximum length', async () => {
    const [subject, longest] = ['😀'.repeat(255), '😀'.repeat(500)];
    await graph.admin.send('RevokeTokens', { subject, reason: longest });
    expect(await rowsOf(subject)).toMatchObject([{ reason: longest }]);
  });
});

describe('the book keeps every revocation of a subject', () => {
  test('successive revocations of a subject are a row each, and the latest counts', async () => {
    const moments: string[] = [];
    for (let i = 0; i < 3; i++) {
      moments.push(momentOf(await revoke('again')));
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    expect(await rowsOf('again')).toHaveLength(3);
    expect((await listed()).get('again')).toEqual(new Date(moments[2] ?? ''));
  });

  test('revocations of a subject in one commit share a row, and each key keeps its moment', async () => {
    const keys = Array.from({ length: 20 }, (_, i) => `shared ${i}`);
    // The first commits alone; the others wait and share the next commit.
    const first = await Promise.all(keys.map((key) => revoke('shared', key)));
    const moments = new Set(first.map(momentOf));
    expect(moments.size).toBeLessThan(keys.length);
    expect(await rowsOf('shared')).toHaveLength(moments.size);
    const again = await Promise.all(keys.map((key) => revoke('shared', key, other)));
    expect(again.map(momentOf)).toEqual(first.map(momentOf));
    expect(again.every(({ replayed }) => replayed)).toBe(true);
  });

  test('200 concurrent revocations over two gateways all succeed, and the list has the latest of each subject', async () => {
    const sent = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        revoke(i % 2 ? 'crowded' : 'packed', randomUUID(), i % 4 < 2 ? at.gateway : other),
      ),
    );
    for (const subject of ['crowded', 'packed']) {
      const moments = sent
        .filter((result) => done(result).revocation?.subject === subject)
        .map(momentOf);
      expect(moments).toHaveLength(100);
      expect(await rowsOf(subject)).toHaveLength(new Set(moments).size);
      expect((await listed()).get(subject)?.toISOString()).toBe(moments.sort().at(-1));
    }
  });

  // Two gateways seldom hit one millisecond by chance, so this test writes the other's row itself.
  test('a revocation in the same millisecond as that of another gateway shares its row', async () => {
    const revokedAt = new Date();
    const draft = emptyPendingWrites();
    const of = (subject: string) => ({ subject, revokedAt, reason, revokedBy: 'admin' });
    for (const subject of ['new', 'taken']) draft.revocations.set(subject, of(subject));
    const owner = createDataSource({
      ...{ url: at.database.url, book: 'book', connections: 1, name: 'the same moment' },
    });
    await owner.initialize();
    const runner = owner.createQueryRunner();
    try {
      await runner.startTransaction(); // never committed, because no key belongs to these rows
      await runner.query(`INSERT INTO token_revocation VALUES ('taken', $1, 'first', 'another')`, [
        revokedAt,
      ]);
      for (const write of writesOf(draft, revokedAt)) await write(runner.manager);
      const written = await runner.query(
        'SELECT subject, reason, revoked_by FROM token_revocation WHERE revoked_at = $1 ORDER BY 1',
        [revokedAt],
      );
      expect(written).toEqual([
        { subject: 'new', reason, revoked_by: 'admin' },
        { subject: 'taken', reason: 'first', revoked_by: 'another' },
      ]);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
      await owner.destroy();
    }
  });
});

test('the BRIN index entry_created covers when entries were written, and summarizes new rows by itself', async () => {
  const { rows } = await at.owner.query<{ indexdef: string }>(
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'book' AND indexname = 'entry_created'`,
  );
  expect(rows[0]?.indexdef).toMatch(
    /ON book\.entry USING brin \(created_at\) WITH \(autosummarize='on'\)/,
  );
});
