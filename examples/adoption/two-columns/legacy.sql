-- The old system: two columns for one balance. The page shows the first, the check of withdrawals reads the second.
CREATE SCHEMA legacy;
CREATE TABLE legacy.users (
  id integer PRIMARY KEY,
  username text NOT NULL,
  balance numeric(20, 2) NOT NULL DEFAULT 0,
  wallet_balance numeric(20, 2) NOT NULL DEFAULT 0,
  last_login timestamptz
);
CREATE FUNCTION legacy.run_earnings(rate numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE legacy.users SET balance = balance + rate, wallet_balance = wallet_balance + rate WHERE id % 2 = 0;
END $$;
