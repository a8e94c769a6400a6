-- The old system: the controller deducts a purchase, and so does a trigger on the same transaction.
CREATE SCHEMA legacy;
CREATE TABLE legacy.users (id text PRIMARY KEY, balance numeric(20, 2) NOT NULL DEFAULT 0);
CREATE TABLE legacy.transactions (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  user_id text NOT NULL REFERENCES legacy.users,
  type text NOT NULL,
  status text NOT NULL DEFAULT 'completed',
  amount numeric(20, 2) NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE FUNCTION legacy.auto_update_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE legacy.users SET balance = balance - NEW.amount WHERE id = NEW.user_id;
  RETURN NEW;
END $$;
CREATE TRIGGER auto_update_balance AFTER INSERT ON legacy.transactions
  FOR EACH ROW WHEN (NEW.type = 'purchase') EXECUTE FUNCTION legacy.auto_update_balance();

-- Two members, who topped up and bought.
INSERT INTO legacy.users VALUES ('member1', 500000), ('member2', 2750000);
INSERT INTO legacy.transactions (user_id, type, amount, created_at) VALUES
  ('member1', 'topup', 500000, '2025-11-16T05:44:21Z'), ('member2', 'topup', 2750000, '2025-11-16T05:44:21Z');
DO $$
DECLARE
  price numeric;
  at timestamptz := '2025-11-17T12:00:00Z';
BEGIN
  INSERT INTO legacy.transactions (user_id, type, amount, created_at) VALUES ('member1', 'purchase', 150000, at);
  UPDATE legacy.users SET balance = balance - 150000 WHERE id = 'member1';
  FOREACH price IN ARRAY '{150000, 150000, 150000, 150000, 250000, 250000, 250000, 250000, 450000, 350000}'::numeric[] LOOP
    at := at + interval '1 hour';
    INSERT INTO legacy.transactions (user_id, type, amount, created_at) VALUES ('member2', 'purchase', price, at);
    UPDATE legacy.users SET balance = balance - price WHERE id = 'member2';
  END LOOP;
END $$;
