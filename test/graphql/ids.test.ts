import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  entryId,
  quoteId,
  readNodeId,
  readQuoteId,
  readTransactionId,
  readWalletId,
  transactionId,
  walletId,
} from '../../src/graphql/ids.js';

const UUID = '0190f5a4-7c1e-7b3a-9c4d-0123456789ab';
const uuids = fc.uuid({ version: 7 });

describe('ids are opaque and name their type', () => {
  test('ids name their type and decode to the parts that they encode', () => {
    fc.assert(
      fc.property(uuids, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (uuid, seq) => {
        expect(walletId(uuid)).toMatch(/^wal_[0-9a-z]{26}$/);
        expect(readWalletId(walletId(uuid))).toBe(uuid);
        expect(readTransactionId(transactionId(uuid))).toBe(uuid);
        expect(quoteId(uuid)).toMatch(/^quo_[0-9a-z]{26}$/);
        expect(readQuoteId(quoteId(uuid))).toBe(uuid);
        expect(readNodeId(quoteId(uuid))).toEqual({ type: 'quote', id: uuid });
        expect(readNodeId(walletId(uuid))).toEqual({ type: 'wallet', id: uuid });
        expect(readNodeId(transactionId(uuid))).toEqual({ type: 'transaction', id: uuid });
        const entry = { accountId: uuid, seq };
        expect(readNodeId(entryId(entry))).toEqual({ type: 'entry', key: entry });
      }),
    );
  });

  test.each([
    ['', 'wallet', readWalletId],
    [UUID, 'wallet', readWalletId],
    ['wal_', 'wallet', readWalletId],
    [transactionId(UUID), 'wallet', readWalletId],
    [walletId(UUID), 'transaction', readTransactionId],
    [`${walletId(UUID)}0`, 'wallet', readWalletId],
    [walletId(UUID), 'quote', readQuoteId],
    ['quo_', 'quote', readNodeId],
    [walletId(UUID).toUpperCase(), 'wallet', readWalletId],
    [` ${walletId(UUID)}`, 'wallet', readWalletId],
    ['wal_zzzzzzzzzzzzzzzzzzzzzzzzzz', 'wallet', readWalletId],
    ['wal_0000000000000000000000000l', 'wallet', readWalletId],
    ['wal_é1h455vb4pex5vsknk084sn02q', 'wallet', readWalletId],
    [`wal_${'0'.repeat(100_000)}`, 'wallet', readWalletId],
    [`ent_${walletId(UUID).slice(4)}`, 'entry', readNodeId],
    [`ent_${walletId(UUID).slice(4)}0`, 'entry', readNodeId],
    [`ent_${walletId(UUID).slice(4)}01`, 'entry', readNodeId],
    [`ent_${walletId(UUID).slice(4)}vvvvvvvvvvv`, 'entry', readNodeId],
    ['nonsense', 'is not an id of this gateway', readNodeId],
    ['usr_01h455vb4pex5vsknk084sn02q', 'is not an id of this gateway', readNodeId],
  ])('a malformed id is BAD_USER_INPUT: %j (%s)', (id, what, read) => {
    const reading = (): unknown => read(id);
    expect(reading).toThrow(what);
    expect(reading).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }));
    expect(reading).not.toThrow(/^.{200}/s);
  });

  test('the error about an id names the field that held it', () => {
    expect(() => readWalletId('x', 'toWalletId')).toThrow(/^toWalletId: "x" is not a wallet's id/);
  });
});
