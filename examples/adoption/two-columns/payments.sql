-- A trigger that deducts a payment which the controller has deducted already.
CREATE TABLE legacy.payments (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  user_id integer NOT NULL,
  amount numeric(20, 2) NOT NULL
);
CREATE FUNCTION legacy.charge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE legacy.users SET balance = balance - NEW.amount WHERE id = NEW.user_id;
  RETURN NEW;
END $$;
CREATE TRIGGER trigger_auto_update_balance AFTER INSERT ON legacy.payments
  FOR EACH ROW EXECUTE FUNCTION legacy.charge();
