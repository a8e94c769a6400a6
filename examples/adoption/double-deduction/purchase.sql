-- A purchase, as the controller has always sent it.
BEGIN;
INSERT INTO legacy.transactions (user_id, type, amount, created_at) VALUES ('member1', 'purchase', 150000, now());
UPDATE legacy.users SET balance = balance - 150000 WHERE id = 'member1';
COMMIT;
SELECT balance FROM legacy.users WHERE id = 'member1';
