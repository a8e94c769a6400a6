import { describe, expect, test } from '@jest/globals';
import {
  insert,
  NEW_QUOTE,
  NEW_TRANSACTION,
  next,
  OTHER_TRANSACTION,
  quoted,
  quoteRow,
  SENDERS,
  transactionRow,
  usePlainSql,
  type Chain,
  type Facts,
  type Refused,
  type Row,
  type Statements,
} from '../support/plain-sql.js';

const sql = usePlainSql();

const CHECK = '23514';
const FOREIGN_KEY = '23503';
const UNIQUE = '23505';
const NOT_NULL = '23502';
const OUT_OF_RANGE = '22003';

const MISSING = quoted('01900000-0000-7000-8000-0000000000ff');

type Case = readonly [what: string, refused: Refused, statements: Statements];
type Otherwise = Row | ((facts: Facts) => Row);

const given = (otherwise: Otherwise, facts: Facts): Row =>
  typeof otherwise === 'function' ? otherwise(facts) : otherwise;

const LINE_ROW = (facts: Facts): Row => ({
  wallet_id: quoted(facts.alice),
  seq: '1',
  approved: 'true',
  credit_limit: '100',
  set_by: quoted('an admin'),
  created_at: 'now()',
});

const line =
  (otherwise: Otherwise): Statements =>
  (facts) => [insert('credit_line', { ...LINE_ROW(facts), ...given(otherwise, facts) })];

const quote =
  (otherwise: Otherwise): Statements =>
  (facts) => [insert('exchange_quote', quoteRow(facts, given(otherwise, facts)))];

const transaction =
  (...otherwise: readonly Otherwise[]): Statements =>
  (facts) => [
    insert('exchange_quote', quoteRow(facts)),
    insert('transaction', ...otherwise.map((one) => transactionRow(facts, given(one, facts)))),
  ];

const LINES: readonly Case[] = [
  ['seq 0', { state: CHECK, constraint: 'credit_line_seq_from_one' }, line({ seq: '0' })],
  [
    'a limit below zero',
    { state: CHECK, constraint: 'credit_line_limit_not_negative' },
    line({ credit_limit: '-1' }),
  ],
  [
    'a limit of NaN',
    { state: CHECK, constraint: 'minor_units_is_a_number' },
    line({ credit_limit: quoted('NaN') }),
  ],
  ['a limit of Infinity', { state: OUT_OF_RANGE }, line({ credit_limit: quoted('Infinity') })],
  ['a limit of 39 digits', { state: OUT_OF_RANGE }, line({ credit_limit: `1${'0'.repeat(38)}` })],
  [
    'an unknown wallet',
    { state: FOREIGN_KEY, constraint: 'credit_line_wallet_id_fkey' },
    line({ wallet_id: MISSING }),
  ],
  [
    'a seq that the wallet has',
    { state: UNIQUE, constraint: 'credit_line_pkey' },
    (facts) => [...line({})(facts), ...line({ approved: 'false' })(facts)],
  ],
];

const QUOTES: readonly Case[] = [
  ...['0', '-1', quoted('NaN'), quoted('Infinity'), quoted('-Infinity')].map((rate): Case => [
    `a rate of ${rate}`,
    { state: CHECK, constraint: 'exchange_quote_rate_positive' },
    quote({ rate }),
  ]),
  ...(
    [
      ['from_amount', 'gives'],
      ['to_amount', 'receives'],
    ] as const
  ).flatMap(([column, does]): Case[] => [
    ...['0', '-1', '0.4'].map((amount): Case => [
      `${column} ${amount}`,
      { state: CHECK, constraint: `exchange_quote_${does}_something` },
      quote({ [column]: amount }),
    ]),
    [
      `${column} NaN`,
      { state: CHECK, constraint: 'minor_units_is_a_number' },
      quote({ [column]: quoted('NaN') }),
    ],
    [`${column} Infinity`, { state: OUT_OF_RANGE }, quote({ [column]: quoted('Infinity') })],
  ]),
  ...['from_wallet_id', 'to_wallet_id'].map((column): Case => [
    `an unknown ${column}`,
    { state: FOREIGN_KEY, constraint: `exchange_quote_${column}_fkey` },
    quote({ [column]: MISSING }),
  ]),
  [
    'a wallet for itself',
    { state: CHECK, constraint: 'exchange_quote_between_two_wallets' },
    quote(({ alice }) => ({ to_wallet_id: quoted(alice) })),
  ],
  [
    'no time at all',
    { state: CHECK, constraint: 'exchange_quote_for_a_while' },
    quote({ expires_at: 'now()' }),
  ],
  [
    'an id that another has',
    { state: UNIQUE, constraint: 'exchange_quote_pkey' },
    (facts) => [...quote({})(facts), ...quote({ rate: '2' })(facts)],
  ],
];

const BONUS: Row = {
  ...{ kind: quoted('BONUS'), counter_wallet_id: 'NULL', bonus_owner: quoted('alice') },
};
const bonusAt = (time: string, id: string = NEW_TRANSACTION): Row => ({
  ...{ ...BONUS, id, created_at: quoted(time) },
});
const commissionOf = (original: string, id: string = NEW_TRANSACTION): Row => ({
  ...{ id, kind: quoted('COMMISSION'), counter_wallet_id: 'NULL', original_id: quoted(original) },
});
const exchangeAt = (quoteId: string, id: string = NEW_TRANSACTION): Row => ({
  ...{ id, kind: quoted('EXCHANGE'), quote_id: quoteId },
});

/** A bonus on a day, a commission on the deposit, or the reversal of one of them, with all columns of each. */
const reward =
  (otherwise: Row): Otherwise =>
  ({ deposited }) => ({
    ...{ id: NEW_TRANSACTION, kind: quoted('COMMISSION'), counter_wallet_id: 'NULL' },
    ...{ original_id: quoted(deposited), replaces_id: 'NULL', bonus_owner: 'NULL' },
    created_at: quoted('2026-03-01 12:00:00+00'),
    ...otherwise,
  });
const reversedBy = (id: string, original: string): Otherwise =>
  reward({ id, kind: quoted('REVERSAL'), original_id: original });
const AS_BONUS: Row = {
  ...{ kind: quoted('BONUS'), original_id: 'NULL', bonus_owner: quoted('alice') },
};
/** What a bonus of another owner has. */
const OF_BOB: Row = { bonus_owner: quoted('bob') };
const THIRD = quoted('01900000-0000-7000-8000-000000000003');
const FOURTH = quoted('01900000-0000-7000-8000-000000000004');
const FIFTH = quoted('01900000-0000-7000-8000-000000000005');

/** A reward, its reversal, and another that names the first as the one that it replaces. */
const paidAgain = (first: Row, again: Row = {}): Statements =>
  transaction(
    reward(first),
    reversedBy(THIRD, NEW_TRANSACTION),
    reward({ ...first, id: OTHER_TRANSACTION, replaces_id: NEW_TRANSACTION, ...again }),
  );

const NOT_REPLACED = { state: CHECK, constraint: 'transaction_replaces_reversed' };

const REPLACEMENTS: readonly Case[] = [
  [
    'a transfer that replaces something',
    { state: CHECK, constraint: 'transaction_replaces_reward' },
    transaction(({ reversed }) => ({ replaces_id: quoted(reversed) })),
  ],
  [
    'a commission instead of an unknown one',
    { state: FOREIGN_KEY, constraint: 'transaction_replaces_id_fkey' },
    transaction(reward({ replaces_id: MISSING })),
  ],
  ...(
    [
      ['commission', {}, 'transaction_commission_paid_once', {}],
      ['bonus', AS_BONUS, 'transaction_bonus_claimed_once', OF_BOB],
    ] as const
  ).flatMap(([what, own, once, ofBob]): Case[] => [
    [
      `a second ${what} instead of one that was not reversed`,
      NOT_REPLACED,
      transaction(
        reward(own),
        reward({ ...own, id: OTHER_TRANSACTION, replaces_id: NEW_TRANSACTION }),
      ),
    ],
    [
      `a second ${what} that does not name the reversed first`,
      { state: UNIQUE, constraint: once },
      paidAgain(own, { replaces_id: 'NULL' }),
    ],
    [
      `two ${what} rows instead of one that was reversed`,
      { state: UNIQUE, constraint: once },
      (facts) => [
        ...paidAgain(own)(facts),
        insert(
          'transaction',
          transactionRow(
            facts,
            given(reward({ ...own, id: FOURTH, replaces_id: NEW_TRANSACTION }), facts),
          ),
        ),
      ],
    ],
    [
      `a ${what} instead of the reversed one of another wallet`,
      NOT_REPLACED,
      (facts) => paidAgain(own, { wallet_id: quoted(facts.bob), ...ofBob })(facts),
    ],
    [
      `a third ${what} instead of the second, which was not reversed`,
      NOT_REPLACED,
      (facts) => [
        ...paidAgain(own)(facts),
        insert(
          'transaction',
          transactionRow(
            facts,
            given(reward({ ...own, id: FOURTH, replaces_id: OTHER_TRANSACTION }), facts),
          ),
        ),
      ],
    ],
  ]),
  [
    'a commission instead of the reversed one on another source',
    NOT_REPLACED,
    (facts) => paidAgain({}, { original_id: quoted(facts.captured) })(facts),
  ],
  [
    'a second bonus of an owner and day, with another wallet of theirs',
    { state: UNIQUE, constraint: 'transaction_bonus_claimed_once' },
    (facts) => [
      insert('wallet', {
        ...{ id: FIFTH, owner_id: quoted('alice'), currency: quoted('USD'), name: quoted('new') },
        ...{ owner_number: '2', status: quoted('ACTIVE'), created_at: 'now()' },
      }),
      ...transaction(
        reward(AS_BONUS),
        reward({ ...AS_BONUS, id: OTHER_TRANSACTION, wallet_id: FIFTH }),
      )(facts),
    ],
  ],
  [
    'a bonus that names another owner than that of its wallet',
    { state: CHECK, constraint: 'transaction_bonus_names_owner' },
    transaction(reward({ ...AS_BONUS, ...OF_BOB })),
  ],
  [
    'a bonus that names no owner',
    { state: CHECK, constraint: 'transaction_bonus_names_owner' },
    transaction(reward({ ...AS_BONUS, bonus_owner: 'NULL' })),
  ],
  [
    'a commission that names the owner of a bonus',
    { state: CHECK, constraint: 'transaction_bonus_names_owner' },
    transaction(reward({ bonus_owner: quoted('alice') })),
  ],
  ['a bonus instead of a reversed commission', NOT_REPLACED, paidAgain({}, { ...AS_BONUS })],
  ...['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((zone): Case => [
    `a bonus instead of the reversed one of the day before, in ${zone}`,
    NOT_REPLACED,
    (facts) => [
      `SET LOCAL TimeZone = '${zone}'`,
      ...paidAgain(
        { ...AS_BONUS, created_at: quoted('2026-03-01 23:59:59.999+00') },
        { created_at: quoted('2026-03-02 00:00:00+00') },
      )(facts),
    ],
  ]),
];

const TRANSACTIONS: readonly Case[] = [
  ...['DEPOSIT', 'TRANSFER', 'BONUS', 'ADJUSTMENT', 'EARNING'].map((kind): Case => [
    `a ${kind} that expires`,
    { state: CHECK, constraint: 'transaction_expires_if_held' },
    transaction({
      ...(kind === 'BONUS' && { bonus_owner: quoted('alice') }),
      ...{ kind: quoted(kind), expires_at: 'now()' },
    }),
  ]),
  ...['REFUND', 'COMMISSION'].map((kind): Case => [
    `a ${kind} of nothing`,
    { state: CHECK, constraint: 'transaction_follows_original' },
    transaction({ kind: quoted(kind) }),
  ]),
  ...['REFUND', 'COMMISSION'].map((kind): Case => [
    `a ${kind} of an unknown transaction`,
    { state: FOREIGN_KEY, constraint: 'transaction_original_id_fkey' },
    transaction({ kind: quoted(kind), original_id: MISSING }),
  ]),
  [
    'an exchange without a quote',
    { state: CHECK, constraint: 'transaction_exchanges_at_quote' },
    transaction({ kind: quoted('EXCHANGE') }),
  ],
  [
    'a transfer with a quote',
    { state: CHECK, constraint: 'transaction_exchanges_at_quote' },
    transaction({ quote_id: NEW_QUOTE }),
  ],
  [
    'an exchange at an unknown quote',
    { state: FOREIGN_KEY, constraint: 'transaction_quote_id_fkey' },
    transaction(exchangeAt(MISSING)),
  ],
  [
    'a second exchange at one quote',
    { state: UNIQUE, constraint: 'transaction_quote_used_once' },
    transaction(exchangeAt(NEW_QUOTE), exchangeAt(NEW_QUOTE, OTHER_TRANSACTION)),
  ],
  [
    'a second commission of one source for one wallet',
    { state: UNIQUE, constraint: 'transaction_commission_paid_once' },
    transaction(
      ({ deposited }) => commissionOf(deposited),
      ({ deposited }) => commissionOf(deposited, OTHER_TRANSACTION),
    ),
  ],
  ...['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((zone): Case => [
    `a second bonus of one UTC day, at its other end, in ${zone}`,
    { state: UNIQUE, constraint: 'transaction_bonus_claimed_once' },
    (facts) => [
      `SET LOCAL TimeZone = '${zone}'`,
      ...transaction(
        bonusAt('2026-03-01 00:00:00+00'),
        bonusAt('2026-03-01 23:59:59.999+00', OTHER_TRANSACTION),
      )(facts),
    ],
  ]),
];

const FINE: readonly (readonly [what: string, statements: Statements])[] = [
  ['a credit line', line({})],
  ['a credit line of zero that is not approved', line({ approved: 'false', credit_limit: '0' })],
  ['a quote', quote({})],
  ['a quote at a rate with many digits', quote({ rate: '0.000000000000000000000000000000000001' })],
  ['an exchange at a quote', transaction(exchangeAt(NEW_QUOTE))],
  ['a commission', transaction(({ deposited }) => commissionOf(deposited))],
  [
    'commissions of one source for two wallets',
    transaction(
      ({ deposited }) => commissionOf(deposited),
      ({ deposited, bob }) => ({
        ...{ ...commissionOf(deposited, OTHER_TRANSACTION), wallet_id: quoted(bob) },
      }),
    ),
  ],
  ...(['COMMISSION', 'BONUS'] as const).map((kind) => {
    const own = kind === 'BONUS' ? AS_BONUS : {};
    return [
      `a ${kind} after each reversal of the one before`,
      (facts: Facts) => [
        ...paidAgain(own)(facts),
        insert(
          'transaction',
          ...[
            reversedBy(FOURTH, OTHER_TRANSACTION),
            reward({ ...own, id: FIFTH, replaces_id: OTHER_TRANSACTION }),
          ].map((one) => transactionRow(facts, given(one, facts))),
        ),
      ],
    ] as const;
  }),
  ...['UTC', 'Pacific/Auckland'].map(
    (zone) =>
      [
        `a bonus instead of the reversed one at the other end of its UTC day, in ${zone}`,
        (facts: Facts) => [
          `SET LOCAL TimeZone = '${zone}'`,
          ...paidAgain(
            { ...AS_BONUS, created_at: quoted('2026-03-01 00:00:00+00') },
            { created_at: quoted('2026-03-01 23:59:59.999+00') },
          )(facts),
        ],
      ] as const,
  ),
  [
    'bonuses of two UTC days, a moment apart',
    transaction(
      bonusAt('2026-03-01 23:59:59.999+00'),
      bonusAt('2026-03-02 00:00:00+00', OTHER_TRANSACTION),
    ),
  ],
  ...['WITHDRAWAL', 'PURCHASE'].map(
    (kind) =>
      [
        `a ${kind} that expires`,
        transaction({ kind: quoted(kind), status: quoted('PENDING'), expires_at: 'now()' }),
      ] as const,
  ),
];

const refundRow = (facts: Facts, amount: bigint, otherwise: Row = {}): Row =>
  transactionRow(facts, {
    ...{ kind: quoted('REFUND'), amount: String(amount), wallet_id: quoted(facts.carol) },
    ...{ counter_wallet_id: 'NULL', original_id: quoted(facts.captured) },
    ...otherwise,
  });

const after = (chain: Chain, amount: bigint): Chain => ({
  ...{ ...chain, seq: chain.seq + 1, balance: chain.balance + amount },
});

/** Entries that return this amount from SALES to carol. */
const backTo = ({ carolCash, sales }: Facts, amount: bigint, otherwise: Row = {}): Row[] => [
  next(sales, -amount, otherwise),
  next(carolCash, amount, otherwise),
];

/** The part of the captured 4.00 that can still be refunded: 3.00, in minor units. */
const LEFT = 300n;
const TOO_MUCH = { state: CHECK, constraint: 'refund_within_purchase' };

const refund =
  (amount: bigint, otherwise: Otherwise = {}): Statements =>
  (facts) => [
    insert('transaction', refundRow(facts, amount, given(otherwise, facts))),
    insert('entry', ...backTo(facts, amount)),
  ];

/** A refund of 2.00 and a second one, in one statement or in two. */
const twoRefunds =
  (second: bigint, statements: 1 | 2): Statements =>
  (facts) => {
    const later = {
      ...facts,
      carolCash: after(facts.carolCash, 200n),
      sales: after(facts.sales, -200n),
    };
    const one = backTo(facts, 200n);
    const other = backTo(later, second, { transaction_id: OTHER_TRANSACTION });
    return [
      insert(
        'transaction',
        refundRow(facts, 200n),
        refundRow(facts, second, { id: OTHER_TRANSACTION }),
      ),
      ...(statements === 1
        ? [insert('entry', ...one, ...other)]
        : [insert('entry', ...one), insert('entry', ...other)]),
    ];
  };

/** The failure of the purchase itself, which returns this amount. */
const revert =
  (amount: bigint): Statements =>
  (facts) => [
    `UPDATE transaction SET status = 'FAILED' WHERE id = '${facts.captured}'`,
    insert(
      'entry',
      ...backTo(facts, amount, {
        transaction_id: quoted(facts.captured),
        phase: quoted('REVERT'),
      }),
    ),
  ];

const REFUNDS: readonly Case[] = [
  ['more than is left of what was captured', TOO_MUCH, refund(LEFT + 1n)],
  ['the rest twice', TOO_MUCH, twoRefunds(LEFT, 2)],
  ['more than is left, in two statements', TOO_MUCH, twoRefunds(LEFT - 199n, 2)],
  ['more than is left, in one statement', TOO_MUCH, twoRefunds(LEFT - 199n, 1)],
  [
    'a refund of a purchase that is only held',
    TOO_MUCH,
    refund(1n, ({ held }) => ({ original_id: quoted(held) })),
  ],
  [
    'a refund of a deposit',
    TOO_MUCH,
    refund(1n, ({ deposited }) => ({ original_id: quoted(deposited) })),
  ],
  ['more than is left, if the purchase fails', TOO_MUCH, revert(LEFT + 1n)],
  [
    'an adjustment out of SALES',
    { state: FOREIGN_KEY, constraint: 'entry_takes_no_sales' },
    refund(1n, { kind: quoted('ADJUSTMENT'), original_id: 'NULL' }),
  ],
  [
    'a reversal out of SALES',
    { state: CHECK, constraint: 'return_is_whole' },
    refund(1n, { kind: quoted('REVERSAL') }),
  ],
];

describe.each(SENDERS)('as %s, a wrong row is refused', (sender) => {
  const refuses = async (_: string, refused: Refused, statements: Statements): Promise<void> =>
    sql.expectRefusal(sender, statements(sql.facts), refused);

  test.each(LINES)('PostgreSQL refuses a wrong credit line: %s', refuses);
  test.each(QUOTES)('PostgreSQL refuses a wrong quote: %s', refuses);
  test.each(TRANSACTIONS)('PostgreSQL refuses a wrong transaction: %s', refuses);
  test.each(REPLACEMENTS)('PostgreSQL refuses a wrong replacement: %s', refuses);
  test.each(REFUNDS)('PostgreSQL refuses a wrong refund: %s', refuses);

  test.each([
    ...['wallet_id', 'seq', 'approved', 'credit_limit', 'set_by', 'created_at'].map(
      (column) => ['credit line', column, line({ [column]: 'NULL' })] as const,
    ),
    ...['id', 'from_wallet_id', 'to_wallet_id', 'from_amount', 'to_amount', 'rate']
      .concat(['expires_at', 'created_by', 'created_at'])
      .map((column) => ['quote', column, quote({ [column]: 'NULL' })] as const),
  ])('PostgreSQL refuses a %s without %s', async (_, column, statements) => {
    await sql.expectRefusal(sender, statements(sql.facts), { state: NOT_NULL, column });
  });
});

describe.each(SENDERS)('as %s, a right row is accepted', (sender) => {
  test.each(FINE)('PostgreSQL accepts %s', async (_, statements) => {
    expect(await sql.refusal(sender, statements(sql.facts))).toBe('NOT REFUSED');
  });

  test.each([
    ['all that is left of a purchase', refund(LEFT)],
    ['all that is left of it, in two statements', twoRefunds(LEFT - 200n, 2)],
    ['all that is left of it, in one statement', twoRefunds(LEFT - 200n, 1)],
    ['all that is left of it, if the purchase fails', revert(LEFT)],
  ])('PostgreSQL accepts a refund of %s', async (_, statements) => {
    expect(await sql.refusal(sender, statements(sql.facts))).toBe('NOT REFUSED');
  });
});
