import { expect, test } from '@jest/globals';
import type { AccountHead } from '../../src/reader/chain-heads.js';
import { commitTime } from '../../src/ledger/load/commit-time.js';

const at = (ms: number): Date => new Date(1_000_000 + ms);
const head = (walletId: string | null, lastAt: Date | null): AccountHead => ({
  ...{ accountId: 'account', kind: 'CASH', currency: 'USD', seq: 1, balance: 0n },
  ...{ walletId, lastAt },
});

test.each<[string, AccountHead[], (Date | null)[], number]>([
  ['the clock if nothing was before', [head('w', null)], [null], 0],
  ['the clock if all was before', [head('w', at(-1)), head(null, at(0))], [at(0)], 0],
  ["the millisecond after a wallet's last entry", [head('w', at(0))], [], 1],
  ["a wallet's last entry and 1 ms if the clock was set back", [head('w', at(5_000))], [], 5_001],
  ["a system account's last entry if the clock was set back", [head(null, at(70))], [], 70],
  ["the transaction's change if the clock was set back", [head('w', at(3))], [null, at(90)], 90],
])('commitTime is %s', (_, heads, others, ms) => {
  expect(commitTime(at(0), heads, others)).toEqual(at(ms));
});
