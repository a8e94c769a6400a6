-- A million transactions for bench/finding.mjs, without entries and keys: the lists read neither. What is "old" is in
-- the oldest fifth alone, at the far end of a list that begins with the newest. finding.mjs runs this file as
-- superuser, without the book's triggers.

CREATE TEMP TABLE side AS
  SELECT number, ('00000000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid AS id
    FROM generate_series(0, 1999) number;

INSERT INTO wallet (id, owner_id, currency, status, created_at)
SELECT id, CASE number WHEN 0 THEN 'busy' WHEN 1 THEN 'quiet' ELSE 'owner-' || number END, 'USD', 'ACTIVE', '2025-01-01Z'
  FROM side;
INSERT INTO wallet (id, owner_id, currency, status, created_at)
VALUES ('00000000-0000-7000-8000-0000000fffff', 'yen', 'JPY', 'ACTIVE', '2025-01-01Z');

-- Half of all are of the busy wallet, one in 5,000 of the quiet one, the others of two thousand. JPY is old.
INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, reference, description, metadata,
                         initiated_by, created_at, completed_at, effective_at)
SELECT gen_random_uuid(),
       CASE WHEN is_old AND i % 4 = 3 THEN 'CREDIT_DRAW' WHEN i % 20000 = 11 THEN 'ADJUSTMENT'
            WHEN i % 10 < 6 THEN 'TRANSFER' WHEN i % 10 < 8 THEN 'PURCHASE' ELSE 'DEPOSIT' END,
       CASE WHEN i <= 25 THEN 'PENDING' WHEN i % 50000 = 7 THEN 'FAILED' ELSE 'COMPLETED' END,
       CASE WHEN is_yen THEN 'JPY' ELSE 'USD' END,
       CASE WHEN i = 100 THEN 77777777 WHEN i % 1000 = 999 THEN 5000000 + i % 7000 ELSE 100 + (i::bigint * 7919) % 100000 END,
       CASE WHEN is_yen THEN '00000000-0000-7000-8000-0000000fffff'::uuid ELSE payer.id END,
       CASE WHEN i % 10 < 6 AND NOT is_yen AND i % 2 = 0 THEN receiver.id END,
       CASE WHEN i % 3 = 0 THEN 'order-' || i END,
       CASE WHEN i <= 25 THEN 'the unicorn lamp' WHEN is_old AND i % 2 = 0 THEN 'lamp for the winter'
            WHEN i % 2 = 0 THEN 'lamp number ' || i END,
       CASE WHEN i <= 25 THEN '{"vip": true, "channel": "web"}'::jsonb
            WHEN is_old AND i % 2 = 0 THEN jsonb_build_object('campaign', 'winter', 'channel', 'web')
            WHEN i % 2 = 0 THEN jsonb_build_object('channel', 'web', 'order', i)
            ELSE '{}' END,
       CASE WHEN i <= 25 THEN 'auditor' WHEN is_old AND i % 2 = 0 THEN 'old-service' WHEN i % 2 = 0 THEN 'service'
            ELSE 'member-' || i % 20011 END,
       begun + i * interval '20 seconds',
       begun + i * interval '20 seconds',
       CASE WHEN i % 10 >= 8 AND NOT (is_old AND i % 4 = 3) AND i % 20000 <> 11 AND i % 100 = 8
            THEN begun + i * interval '20 seconds' - interval '40 days' END
  FROM generate_series(1, 1000000) i
 CROSS JOIN LATERAL (SELECT i <= 200000 AS is_old, i <= 200000 AND i % 5 = 0 AS is_yen,
                            timestamptz '2025-03-01Z' AS begun) o
  JOIN side payer ON payer.number = CASE WHEN i % 5000 = 1 THEN 1 WHEN i % 2 = 0 THEN 0 ELSE 2 + i % 1997 END
  JOIN side receiver ON receiver.number = 2 + (i * 31 + 5) % 1997
 ORDER BY i;
