import { expect, test } from '@jest/globals';
import {
  checkNamed,
  describeWriters,
  planNamed,
} from '../../../src/adoption/adopt/writers/check-named.js';
import type { Writer } from '../../../src/adoption/adopt/writers/writer.js';

const writer = (qualified: string, more: Partial<Writer> = {}): Writer => ({
  kind: 'TRIGGER',
  name: qualified.split('.').at(-1) ?? '',
  qualified,
  on: 'legacy.transactions',
  reason: 'runs legacy.f(), which updates legacy.users.balance',
  isCertain: true,
  isEnabled: true,
  columns: ['legacy.users.balance'],
  evidence: 'UPDATE users SET balance = 0;',
  dropSql: 'DROP …',
  restoreSql: 'CREATE …',
  mayKeep: true,
  rebindSql: undefined,
  ...more,
});
const charge = writer('legacy.transactions.charge');
const otherCharge = writer('shop.orders.charge');
const pay = writer('legacy.pay(integer)', { kind: 'FUNCTION', name: 'pay', on: undefined });
const own = writer('legacy.users.sync', { mayKeep: false, isEnabled: false });

test('a writer that the mapping does not name is a problem that says what it does', () => {
  expect(checkNamed([charge, own], { drop: [], keep: [] })).toEqual([
    'trigger legacy.transactions.charge runs legacy.f(), which updates legacy.users.balance: name it in the mapping, under adopt.drop or adopt.keep',
    'trigger legacy.users.sync (disabled) runs legacy.f(), which updates legacy.users.balance: name it in the mapping, under adopt.drop',
  ]);
});

test('bare, shorter and qualified names are taken, if they mean one writer', () => {
  for (const name of ['charge', 'transactions.charge', 'legacy.transactions.charge'])
    expect(planNamed([charge, pay], { drop: [name], keep: ['pay'] })).toEqual({
      ...{ drop: [charge], keep: [pay], problems: [] },
    });
  for (const name of ['legacy.pay', 'legacy.pay(integer)'])
    expect(checkNamed([pay], { drop: [], keep: [name] })).toEqual([]);
});

test('a name that several writers have is refused with the names to use', () => {
  expect(checkNamed([charge, otherCharge], { drop: ['charge'], keep: [] })[0]).toBe(
    'adopt.drop names charge, which can be each of 2: write legacy.transactions.charge or shop.orders.charge',
  );
});

test('a name that no writer has is refused with the nearest', () => {
  expect(checkNamed([charge, pay], { drop: ['chrage', 'pay'], keep: [] })[0]).toBe(
    'adopt.drop names chrage, which is none of those that write a mapped column: did you mean charge?',
  );
  expect(checkNamed([], { drop: [], keep: ['x'] })).toEqual([
    'adopt.keep names x, which writes no mapped column: take the name out, as nothing here does',
  ]);
});

test('a writer under both lists, one that can only be dropped and one that cannot be are refused', () => {
  expect(checkNamed([charge], { drop: ['charge'], keep: ['charge'] })).toHaveLength(1);
  expect(checkNamed([own], { drop: [], keep: ['sync'] })[0]).toMatch(/can only be dropped/);
  expect(checkNamed([{ ...own, dropSql: undefined }], { drop: ['sync'], keep: [] })[0]).toMatch(
    /neither dropped nor kept/,
  );
});

test('the plan prints each writer with the line of its source', () => {
  expect(describeWriters([own])).toEqual([
    'trigger legacy.users.sync (disabled) runs legacy.f(), which updates legacy.users.balance',
    '    UPDATE users SET balance = 0;',
  ]);
});
