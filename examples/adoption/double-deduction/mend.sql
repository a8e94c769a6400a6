-- What adopt takes over is the column, so it gets the number of the history first.
UPDATE legacy.users u SET balance = h.balance
  FROM (SELECT user_id, sum(CASE type WHEN 'topup' THEN amount ELSE -amount END) AS balance
          FROM legacy.transactions WHERE status = 'completed' GROUP BY user_id) h
 WHERE h.user_id = u.id;
