import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../src/domain/viewer.js';
import { transfer } from '../../src/movements/index.js';
import { MOVEMENT_CASES, outcomeForClient } from '../support/movement-cases.js';
import { decision, DONE, outcome, Rows } from '../support/locked-state.js';
import { ADMIN, CASHIER, money, OWNER, SERVICE, viewerWith } from '../support/inputs.js';

/*
 * The outcome for each caller: by the SDL's @may, `x` FORBIDDEN; by the movement, `wallet`
 * WALLET_NOT_FOUND, `transaction` TRANSACTION_NOT_FOUND, `quote` QUOTE_NOT_FOUND.
 */
const CALLERS: Record<string, Viewer> = {
  owner: OWNER,
  member: viewerWith('another', 'MEMBER'),
  cashier: CASHIER,
  admin: ADMIN,
  service: SERVICE,
  auditor: viewerWith('auditor', 'AUDITOR'),
};
const TABLE = `
                                 owner  member       cashier  admin  service  auditor
deposit                        : x      x            done     done   done     x
initiateDeposit                : done   wallet       done     done   done     x
confirmDeposit                 : x      x            done     done   done     x
failDeposit PENDING            : x      x            done     done   done     x
failDeposit COMPLETED          : x      x            done     done   done     x
requestWithdrawal              : done   wallet       x        done   done     x
approveWithdrawal              : x      x            done     done   x        x
rejectWithdrawal               : x      x            done     done   x        x
cancelWithdrawal               : done   transaction  x        done   done     x
purchase                       : done   wallet       x        done   done     x
completePurchase               : x      x            done     done   done     x
failPurchase PENDING           : x      x            done     done   done     x
failPurchase COMPLETED         : x      x            done     done   done     x
cancelPurchase                 : done   transaction  x        done   done     x
refundPurchase                 : x      x            done     done   done     x
transfer from                  : done   wallet       x        done   done     x
transfer to                    : wallet wallet       x        done   done     x
transferMany from              : done   wallet       x        done   done     x
transferMany to                : wallet wallet       x        done   done     x
distributeEarnings             : x      x            x        done   done     x
claimDailyBonus                : done   wallet       x        done   done     x
payReferralCommission to       : x      x            x        done   done     x
payReferralCommission of       : x      x            x        done   done     x
setCreditLine                  : x      x            x        done   x        x
drawCredit                     : done   wallet       x        done   done     x
repayCredit                    : done   wallet       x        done   done     x
quoteExchange from             : x      x            x        done   done     x
quoteExchange to               : x      x            x        done   done     x
exchange from                  : done   quote        x        done   done     x
exchange to                    : done   quote        x        done   done     x
adjustBalance CREDIT           : x      x            x        done   x        x
adjustBalance DEBIT            : x      x            x        done   x        x
proposeRepair CREDIT           : x      x            done     done   x        x
proposeRepair DEBIT            : x      x            done     done   x        x
approveRepair                  : x      x            x        done   x        x
rejectRepair                   : x      x            done     done   x        x
post CREDIT                    : x      x            x        done   done     x
post DEBIT                     : x      x            x        done   done     x
deposit split                  : x      x            done     done   done     x
requestWithdrawal split        : wallet wallet       x        done   done     x
purchase split                 : wallet wallet       x        done   done     x
transfer split                 : wallet wallet       x        done   done     x
transferMany split             : wallet wallet       x        done   done     x
approveWithdrawal split        : x      x            done     done   x        x
completePurchase split         : x      x            done     done   done     x
failDeposit split              : x      x            done     done   done     x
failPurchase split             : x      x            done     done   done     x
refundPurchase split           : x      x            done     done   done     x
reverseTransaction split       : x      x            x        done   x        x
reverseTransaction DEPOSIT     : x      x            x        done   x        x
reverseTransaction WITHDRAWAL  : x      x            x        done   x        x
reverseTransaction TRANSFER from: x     x            x        done   x        x
reverseTransaction TRANSFER to : x      x            x        done   x        x
setWalletMetadata              : done   wallet       done     done   done     x
setWalletDisplayName           : done   wallet       wallet   wallet wallet   x
setWalletDisplayName null      : done   wallet       done     done   done     x
freezeWallet                   : x      x            done     done   x        x
`;
const SHORT: Record<string, string> = {
  FORBIDDEN: 'x',
  WALLET_NOT_FOUND: 'wallet',
  TRANSACTION_NOT_FOUND: 'transaction',
  QUOTE_NOT_FOUND: 'quote',
};
/** Movements that only the job makes, or that an active wallet refuses to every caller. */
const ELSEWHERE = [
  ...['expireHold WITHDRAWAL', 'expireHold PURCHASE', 'unfreezeWallet', 'closeWallet'],
];

const LINES = TABLE.split('\n')
  .filter((line) => line.includes(':'))
  .map((line) => line.split(':') as [string, string])
  .map(([name, outcomes]) => ({ name: name.trim(), expected: outcomes.trim().split(/ +/) }));

describe('each movement is open to exactly the callers of the table', () => {
  test.each(LINES)('$name is open to exactly the callers of the table', ({ name, expected }) => {
    const found = Object.values(CALLERS).map((viewer) => {
      const result = outcomeForClient(name, {}, viewer);
      return SHORT[result] ?? result;
    });
    expect(found).toEqual(expected);
  });

  test('the table of callers has every movement', () => {
    const names = [...LINES.map(({ name }) => name), ...ELSEWHERE];
    expect(names.sort()).toEqual(Object.keys(MOVEMENT_CASES).sort());
  });

  test.each<[who: string, viewer: Viewer, outcome: string]>([
    ['its owner', OWNER, DONE],
    ['the receiver', viewerWith('receiver', 'MEMBER'), 'WALLET_NOT_FOUND'],
    ['its owner without a role', viewerWith('owner'), 'WALLET_NOT_FOUND'],
    ["a cashier with the owner's id", viewerWith('owner', 'CASHIER'), 'SELF_APPROVAL'],
    ["an admin with the owner's id", viewerWith('owner', 'ADMIN'), 'SELF_APPROVAL'],
    ["an auditor with the owner's id", viewerWith('owner', 'AUDITOR'), 'WALLET_NOT_FOUND'],
    ['its owner, a cashier too', viewerWith('owner', 'CASHIER', 'MEMBER'), DONE],
    ['a member whose id differs in case', viewerWith('Owner', 'MEMBER'), 'WALLET_NOT_FOUND'],
  ])('transfer decides by the caller and the owner of the wallet: %s', (_, viewer, expected) => {
    const rows = new Rows();
    const from = rows.wallet('owner', 'USD', { CASH: 500n });
    const to = rows.wallet('receiver', 'USD');
    const input = { fromWalletId: from.id, toWalletId: to.id, amount: money('1.00') };
    expect(outcome(decision(transfer, input, viewer, rows.state()))).toBe(expected);
  });

  test("transfer refuses another owner's wallet and a missing one in the same words", () => {
    const rows = new Rows();
    const from = rows.wallet('owner', 'USD', { CASH: 500n }, 'FROZEN');
    const to = rows.wallet('receiver', 'USD');
    const refusals = [from.id, randomUUID()].map((fromWalletId) =>
      transfer.decide(
        { fromWalletId, toWalletId: to.id, amount: money('9999') },
        viewerWith('other', 'MEMBER'),
        rows.state(),
      ),
    );
    expect(refusals[0]).toEqual(refusals[1]);
  });
});
