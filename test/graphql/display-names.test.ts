import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { faultInDisplayName } from '../../src/domain/display-name.js';
import { readWalletId } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { Asker, askers } from '../support/graphql.js';

const at = useBook();
const { admin, auditor, cashier, member, service, wallet } = askers(() => at.gateway.book);

const nameOf = async (walletId: string) =>
  (await auditor.run('query ($id: ID!) { wallet(id: $id) { displayName } }', { id: walletId })) as {
    displayName?: string | null;
  };

describe('setWalletDisplayName names a wallet for those who deal with it', () => {
  test('an owner sets, replaces and removes the name, and the same key does it once', async () => {
    const walletId = await wallet('ann');
    const ann = member('ann');
    expect(await nameOf(walletId)).toEqual({ displayName: null });
    const input = { walletId, displayName: 'Ann', idempotencyKey: randomUUID() };
    const named = { replayed: false, wallet: { id: walletId, displayName: 'Ann' } };
    expect(await ann.send('SetWalletDisplayName', input)).toMatchObject(named);
    expect(await ann.send('SetWalletDisplayName', input)).toMatchObject({
      ...named,
      replayed: true,
    });
    await ann.send('SetWalletDisplayName', { walletId, displayName: 'Ann B.' });
    expect(await nameOf(walletId)).toEqual({ displayName: 'Ann B.' });
    await ann.send('SetWalletDisplayName', { walletId, displayName: null });
    expect(await nameOf(walletId)).toEqual({ displayName: null });
  });

  test('staff and programs remove the name of a foreign wallet, and set none', async () => {
    const walletId = await wallet('gil');
    const idempotencyKey = randomUUID();
    const document =
      'mutation ($input: SetWalletDisplayNameInput!) { setWalletDisplayName(input: $input) { __typename } }';
    const input = { walletId, displayName: 'Onebook Support', idempotencyKey };
    for (const asker of [cashier, admin, service]) {
      expect(await asker.codes(document, { input })).toEqual(['FORBIDDEN']);
      await member('gil').send('SetWalletDisplayName', { walletId, displayName: 'Gil' });
      const removed = await asker.send('SetWalletDisplayName', { walletId, displayName: null });
      expect(removed).toMatchObject({ wallet: { displayName: null } });
    }
    const both = new Asker(() => at.gateway.book, { id: 'hal', roles: ['MEMBER', 'CASHIER'] });
    expect(await both.send('SetWalletDisplayName', input)).toMatchObject({
      __typename: 'WalletNotFound',
    });
    expect(await nameOf(walletId)).toEqual({ displayName: null });
  });

  test('a request without a name keeps the name, because only null removes it', async () => {
    const walletId = await wallet('ivo');
    await member('ivo').send('SetWalletDisplayName', { walletId, displayName: 'Ivo' });
    const codes = await member('ivo').codes(
      'mutation ($input: SetWalletDisplayNameInput!) { setWalletDisplayName(input: $input) { __typename } }',
      { input: { walletId, idempotencyKey: randomUUID() } },
    );
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(await nameOf(walletId)).toEqual({ displayName: 'Ivo' });
  });

  test('a name is kept in normalization form C, so both forms are one input', async () => {
    const walletId = await wallet('zoe');
    const idempotencyKey = randomUUID();
    const send = (displayName: string) =>
      member('zoe').send('SetWalletDisplayName', { walletId, displayName, idempotencyKey });
    expect(await send('Zoe\u0308')).toMatchObject({ replayed: false });
    expect(await send('Zo\u00eb')).toMatchObject({ replayed: true });
    expect(await nameOf(walletId)).toEqual({ displayName: 'Zo\u00eb' });
  });

  test('a closed wallet loses its name and gets no other', async () => {
    const walletId = await wallet('cem');
    await member('cem').send('SetWalletDisplayName', { walletId, displayName: 'Cem' });
    await admin.send('CloseWallet', { walletId, reason: 'moved' });
    expect(
      await member('cem').send('SetWalletDisplayName', { walletId, displayName: 'Jim' }),
    ).toMatchObject({ __typename: 'WalletNotActive' });
    await member('cem').send('SetWalletDisplayName', { walletId, displayName: null });
    expect(await nameOf(walletId)).toEqual({ displayName: null });
  });
});

describe('a display name is text on one line, by the API and by PostgreSQL alike', () => {
  test.each([
    ['one character', 'x', true],
    ['80 emoji', '😀'.repeat(80), true],
    ['joined emoji', '👩‍👩‍👧 ❤️', true],
    ['a Persian name with a non-joiner', 'می\u200cخواهم', true],
    ['an accent', 'Zo\u00eb', true],
    ['81 characters', 'x'.repeat(81), false],
    ['a line end', 'a\nb', false],
    ['a line separator', 'a\u2028b', false],
    ['C1 control', 'a\u0085b', false],
    ['a bidirectional override', 'a\u202eb', false],
    ['an isolate', 'a\u2066b', false],
    ['a direction mark', 'a\u200fb', false],
    ['a variation selector', '\u2764\ufe0f', true],
    ['a zero-width space', 'Ali\u200bce', false],
    ['a byte order mark', 'Alice\ufeff', false],
    ['a soft hyphen', 'Al\u00adice', false],
    ['a tag', 'Alice\u{e0041}', false],
    ['a word joiner', 'Ali\u2060ce', false],
    ['a filler', 'Alice\u3164x', false],
    ['a braille blank', 'Alice\u2800x', false],
    ['white space before', ' ann', false],
    ['white space after', 'ann\u3000', false],
  ])('%s', async (_, name, allowed) => {
    expect(faultInDisplayName(name) === undefined).toBe(allowed);
    const walletId = await wallet('rule');
    const input = { walletId, displayName: name, idempotencyKey: randomUUID() };
    const document =
      'mutation ($input: SetWalletDisplayNameInput!) { setWalletDisplayName(input: $input) { __typename } }';
    expect(await member('rule').codes(document, { input })).toEqual(
      allowed ? [] : ['BAD_USER_INPUT'],
    );
    await at.owner.query('BEGIN');
    const update = at.owner
      .query('UPDATE wallet SET display_name = $1 WHERE id = $2', [name, readWalletId(walletId)])
      .then(() => true)
      .catch((error: unknown) => (error as { constraint?: string }).constraint);
    expect(await update).toBe(allowed ? true : 'wallet_display_name_form');
    await at.owner.query('ROLLBACK');
  });

  test('PostgreSQL refuses a name in another normalization form', async () => {
    const id = readWalletId(await wallet('nfd'));
    await expect(
      at.owner.query('UPDATE wallet SET display_name = $1 WHERE id = $2', ['Zoe\u0308', id]),
    ).rejects.toMatchObject({ constraint: 'wallet_display_name_form' });
  });

  test('a name of which nothing can be seen is refused', () => {
    expect(faultInDisplayName('\u200d\u200d')).toMatch(/is blank/);
  });
});
