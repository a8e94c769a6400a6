import { describe, expect, test } from '@jest/globals';
import { MOVEMENT_CASES, outcomeForClient } from '../support/movement-cases.js';
import { type Viewer, WALLET_STATUSES } from '../../src/domain/index.js';
import { OWNER } from '../support/inputs.js';

/*
 * The outcome of each movement on an active, frozen or closed wallet. `x` is WALLET_NOT_ACTIVE.
 * `?` cannot occur, because a wallet that has something pending cannot be closed.
 */
const TABLE = `
                                 ACTIVE    FROZEN   CLOSED
deposit                        : done      done     x
initiateDeposit                : done      done     x
confirmDeposit                 : done      done     ?
failDeposit PENDING            : done      done     ?
failDeposit COMPLETED          : done      done     x
requestWithdrawal              : done      x        x
approveWithdrawal              : done      x        ?
rejectWithdrawal               : done      done     ?
cancelWithdrawal               : done      done     ?
expireHold WITHDRAWAL          : done      done     ?
purchase                       : done      x        x
completePurchase               : done      x        ?
failPurchase PENDING           : done      done     ?
expireHold PURCHASE            : done      done     ?
failPurchase COMPLETED         : done      done     x
cancelPurchase                 : done      done     ?
refundPurchase                 : done      done     x
transfer from                  : done      x        x
transfer to                    : done      done     x
transferMany from              : done      x        x
transferMany to                : done      done     x
distributeEarnings             : done      done     x
claimDailyBonus                : done      done     x
payReferralCommission to       : done      done     x
payReferralCommission of       : done      done     done
setCreditLine                  : done      done     x
drawCredit                     : done      x        x
repayCredit                    : done      x        x
quoteExchange from             : done      x        x
quoteExchange to               : done      done     x
exchange from                  : done      x        x
exchange to                    : done      done     x
adjustBalance CREDIT           : done      done     x
adjustBalance DEBIT            : done      done     x
proposeRepair CREDIT           : done      done     x
proposeRepair DEBIT            : done      done     x
approveRepair                  : done      done     ?
rejectRepair                   : done      done     ?
post CREDIT                    : done      done     x
post DEBIT                     : done      x        x
deposit split                  : done      done     x
requestWithdrawal split        : done      done     x
purchase split                 : done      done     x
transfer split                 : done      done     x
transferMany split             : done      done     x
approveWithdrawal split        : done      done     ?
completePurchase split         : done      done     ?
failDeposit split              : done      done     x
failPurchase split             : done      done     x
refundPurchase split           : done      done     x
reverseTransaction split       : done      done     x
reverseTransaction DEPOSIT     : done      done     x
reverseTransaction WITHDRAWAL  : done      done     x
reverseTransaction TRANSFER from: done     done     x
reverseTransaction TRANSFER to : done      done     x
setWalletMetadata              : done      done     x
setWalletDisplayName           : done      done     x
setWalletDisplayName null      : done      done     done
freezeWallet                   : done      INVALID_TRANSITION INVALID_TRANSITION
unfreezeWallet                 : INVALID_TRANSITION done INVALID_TRANSITION
closeWallet                    : WALLET_NOT_EMPTY WALLET_NOT_EMPTY INVALID_TRANSITION
`;

const LINES = TABLE.split('\n')
  .filter((line) => line.includes(':'))
  .map((line) => line.split(':') as [string, string])
  .map(([name, outcomes]) => ({ name: name.trim(), expected: outcomes.trim().split(/ +/) }));

/** The caller of those that take its owner. */
const BY: Readonly<Record<string, { readonly by: Viewer }>> = {
  setWalletDisplayName: { by: OWNER },
};

describe('the status of a wallet decides which movements it allows', () => {
  test.each(LINES)('$name depends on the status of the wallet', ({ name, expected }) => {
    const found = WALLET_STATUSES.map((status, index) => {
      if (expected[index] === '?') return '?';
      const outcome = outcomeForClient(name, { status, ...BY[name] });
      return outcome === 'WALLET_NOT_ACTIVE' ? 'x' : outcome;
    });
    expect(found).toEqual(expected);
  });

  test('the table of statuses has every movement', () => {
    expect(LINES.map(({ name }) => name).sort()).toEqual(Object.keys(MOVEMENT_CASES).sort());
  });
});
