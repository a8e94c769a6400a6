-- The seven operations of the old code, for user 32 and an amount of 2.00. The first two update one column only.
SET application_name = 'game-server';

-- dailyLoginBonus
UPDATE legacy.users SET balance = balance + 1.00, last_login = now() WHERE id = 32;

-- adminAdjustment
UPDATE legacy.users SET wallet_balance = wallet_balance + 2.00 WHERE id = 32;

-- depositApproval
UPDATE legacy.users SET balance = balance + 2.00, wallet_balance = wallet_balance + 2.00 WHERE id = 32;

-- dailyEarnings
UPDATE legacy.users SET balance = balance + 2.00, wallet_balance = wallet_balance + 2.00 WHERE id BETWEEN 32 AND 32 + 3;

-- referralCommission
BEGIN;
UPDATE legacy.users SET balance = balance + 2.00 /* commission */ WHERE id = 32;
UPDATE legacy.users SET wallet_balance = wallet_balance + 2.00 /* commission */ WHERE id = 32;
COMMIT;

-- withdrawal
UPDATE legacy.users SET balance = balance - 2.00, wallet_balance = wallet_balance - 2.00
 WHERE id = 32 AND wallet_balance >= 2.00 AND balance >= 2.00;

-- automatedEarnings
SELECT legacy.run_earnings(2.00);
