-- Of 16 users, 14 have another number in each column, by 15.00 at most.
INSERT INTO legacy.users (id, username, balance, wallet_balance) VALUES
  (3, 'user 3', 4, 0),
  (5, 'user 5', 509, 500),
  (12, 'user 12', 144, 129),
  (13, 'user 13', 31, 16),
  (14, 'user 14', 31, 16),
  (16, 'user 16', 3, 1),
  (18, 'user 18', 104, 96),
  (19, 'user 19', 8, 0),
  (26, 'user 26', 5, 0),
  (27, 'user 27', 501, 500),
  (28, 'user 28', 1, 0),
  (29, 'user 29', 3, 0),
  (30, 'user 30', 1, 0),
  (31, 'user 31', 1, 0),
  (32, 'user 32', 0, 0),
  (33, 'user 33', 0, 0);
