-- A million transactions for bench/finding.mjs, without entries and keys: the lists read neither. What is "old" is in
-- the oldest fifth alone, at the far end of a list that begins with the newest. finding.mjs runs this file as
-- superuser, without the book's triggers, so the list of further wallets is written here too.

INSERT INTO currency (code, digits, name, created_at)
VALUES ('USD', 2, 'US dollar', '2025-01-01Z'), ('JPY', 0, 'Yen', '2025-01-01Z') ON CONFLICT DO NOTHING;
INSERT INTO system_account (name, description, created_by, created_at)
VALUES ('PLATFORM', 'Fees of the platform.', 'admin', '2025-01-01Z');

CREATE TEMP TABLE side AS
  SELECT number, ('00000000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid AS id
    FROM generate_series(0, 2000) number;

INSERT INTO wallet (id, owner_id, owner_number, currency, status, created_at)
SELECT id, CASE number WHEN 0 THEN 'busy' WHEN 1 THEN 'quiet' WHEN 1999 THEN 'merchant' WHEN 2000 THEN 'quiet merchant'
                       ELSE 'owner-' || number END, 1, 'USD', 'ACTIVE', '2025-01-01Z'
  FROM side;
INSERT INTO wallet (id, owner_id, owner_number, currency, status, created_at)
VALUES ('00000000-0000-7000-8000-0000000fffff', 'yen', 1, 'JPY', 'ACTIVE', '2025-01-01Z');

-- Half of all are of the busy wallet, one in 5,000 of the quiet one, the others of two thousand. JPY is old.
-- Half of all have splits: all of those a fee to the platform, one in five of those a part of the merchant's, who has no
-- transaction of their own. The quiet merchant has 200.
INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, reference, description, metadata,
                         initiated_by, created_at, completed_at, effective_at, further_wallet_ids, splits)
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
            THEN begun + i * interval '20 seconds' - interval '40 days' END,
       CASE WHEN split.receiver IS NOT NULL THEN ARRAY[split.receiver] END,
       CASE WHEN i % 4 < 2 THEN
         '[{"systemAccount": "PLATFORM", "amount": "2", "label": "fee"}]'::jsonb
         || CASE WHEN split.receiver IS NULL THEN '[]'
                 ELSE jsonb_build_array(jsonb_build_object('walletId', split.receiver, 'amount', '3', 'label',
                        CASE WHEN is_old AND i % 5000 <> 101 THEN 'launch' ELSE 'share' END)) END
         || CASE WHEN i % 40000 = 5 THEN '[{"systemAccount": "PLATFORM", "amount": "1", "label": "tip"}]'::jsonb
                 WHEN i = 400000 THEN '[{"systemAccount": "PLATFORM", "amount": "1", "label": "lottery"}]' ELSE '[]' END END
  FROM generate_series(1, 1000000) i
 CROSS JOIN LATERAL (SELECT i <= 200000 AS is_old, i <= 200000 AND i % 5 = 0 AS is_yen,
                            timestamptz '2025-03-01Z' AS begun) o
  JOIN side payer ON payer.number = CASE WHEN i % 5000 = 1 THEN 1 WHEN i % 2 = 0 THEN 0 ELSE 2 + i % 1997 END
  JOIN side receiver ON receiver.number = 2 + (i * 31 + 5) % 1997
  LEFT JOIN LATERAL (SELECT s.id AS receiver FROM side s
                      WHERE s.number = CASE WHEN i % 20 IN (4, 13) THEN 1999 WHEN i % 5000 = 101 THEN 2000 END) split ON true
 ORDER BY i;

INSERT INTO further_wallet (wallet_id, position)
SELECT listed.id, t.position FROM transaction t CROSS JOIN LATERAL unnest(t.further_wallet_ids) AS listed (id)
 ORDER BY t.position;
