-- The old system: the staff's portal writes one table, the player's page reads another.
CREATE SCHEMA legacy;
CREATE TABLE legacy.staff_balances (player_id integer PRIMARY KEY, balance numeric(20, 2) NOT NULL);
CREATE TABLE legacy.player_wallets (player_id integer PRIMARY KEY, cash_balance numeric(20, 2) NOT NULL);
INSERT INTO legacy.staff_balances VALUES (177, 250), (178, 0), (179, 0);
INSERT INTO legacy.player_wallets VALUES (177, 250), (178, 0), (179, 0);
