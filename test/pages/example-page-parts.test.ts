import { describe, expect, test } from '@jest/globals';
import type { FiguresFragment } from '../../examples/cashier-and-player/generated/graphql.js';
import { readLink } from '../../examples/cashier-and-player/link.js';
import {
  afterEvent,
  UNKNOWN,
  type BalanceEvent,
  type LiveBalance,
} from '../../examples/cashier-and-player/live-balance.js';

const figures = (version: number, available: string): FiguresFragment => ({
  available: { amount: available, currency: 'USD' },
  held: { amount: '0.00' },
  credit: { amount: '0.00' },
  total: { amount: available },
  version,
});
const pushed = (version: number, available: string): BalanceEvent => ({
  kind: 'pushed',
  figures: figures(version, available),
});
const lost: BalanceEvent = { kind: 'lost' };
const ended: BalanceEvent = { kind: 'ended', reason: 'the token expired' };
const after = (...events: BalanceEvent[]): LiveBalance => events.reduce(afterEvent, UNKNOWN);

describe('a live balance follows the pushes', () => {
  test('a live balance is unknown before the first push', () => {
    expect(after()).toEqual({ phase: 'connecting' });
    expect(after(lost, lost)).toEqual({ phase: 'connecting' });
  });

  test('a live balance shows the latest push', () => {
    expect(after(pushed(1, '5.00'))).toEqual({ phase: 'live', figures: figures(1, '5.00') });
    expect(after(pushed(1, '5.00'), pushed(3, '7.00')).figures).toEqual(figures(3, '7.00'));
  });

  test('a live balance never becomes older than what it shows', () => {
    const shown = { phase: 'live', figures: figures(3, '7.00') };
    expect(after(pushed(3, '7.00'), pushed(2, '6.00'))).toEqual(shown);
    expect(after(pushed(3, '7.00'), lost, pushed(2, '6.00'))).toEqual(shown);
  });

  test('a live balance keeps its last number while disconnected and is live again with the next push', () => {
    const events = [pushed(1, '5.00'), lost];
    expect(after(...events)).toEqual({ phase: 'reconnecting', figures: figures(1, '5.00') });
    expect(after(...events, pushed(1, '5.00')).phase).toBe('live');
  });

  test('a live balance that ended says why, until it is restarted', () => {
    expect(after(pushed(1, '5.00'), ended)).toEqual({
      phase: 'ended',
      figures: figures(1, '5.00'),
      reason: 'the token expired',
    });
    expect(after(ended, { kind: 'restarted' })).toEqual({ phase: 'connecting' });
    expect(after(pushed(1, '5.00'), ended, { kind: 'restarted' })).toEqual({
      phase: 'reconnecting',
      figures: figures(1, '5.00'),
    });
  });
});

describe('a link tells the page whose tokens to use', () => {
  test('readLink reads tokens, an owner and a currency', () => {
    expect(readLink('#cashier=a.b-_.c&player=d.e.f&owner=zo%C3%AB+%26+co&currency=USD')).toEqual({
      cashier: 'a.b-_.c',
      player: 'd.e.f',
      owner: 'zoë & co',
      currency: 'USD',
    });
  });

  test.each(['', '#', '#player='])('readLink reads nothing from %j', (fragment) => {
    expect(readLink(fragment)).toEqual({ cashier: '', player: '', owner: '', currency: '' });
  });
});
