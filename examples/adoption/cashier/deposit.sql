-- The cashier adds 10,000 to player 179, as the staff's portal sends it.
SET application_name = 'staff-portal';
UPDATE legacy.staff_balances SET balance = balance + 10000.00 WHERE player_id = 179;
SELECT cash_balance FROM legacy.player_wallets WHERE player_id = 179;
