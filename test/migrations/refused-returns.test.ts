import { describe, expect, test } from '@jest/globals';
import {
  insert,
  NEW_ACCOUNT,
  NEW_TRANSACTION,
  next,
  OTHER_TRANSACTION,
  quoted,
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

type Case = readonly [what: string, refused: Refused, statements: Statements];

const CHECK = '23514';
const FOREIGN_KEY = '23503';
const THIRD_TRANSACTION = quoted('01900000-0000-7000-8000-000000000003');

const check = (constraint: string): Refused => ({ state: CHECK, constraint });
const rule = (constraint: string): Refused => ({ state: FOREIGN_KEY, constraint });
const uuids = (...ids: readonly string[]): string => `${quoted(`{${ids.join(',')}}`)}::uuid[]`;

/** Chains of own system accounts that begin here: FEES in two shards, VAT, and FEES in euros. */
const chain = (end: number, kind: string): Chain => ({
  ...{ id: `01900000-0000-7000-8000-0000000000f${end}`, kind, seq: 0, balance: 0n },
});
const FEES = chain(1, 'FEES');
const FEES_ELSEWHERE = chain(2, 'FEES');
const VAT = chain(3, 'VAT');
const EURO_FEES = chain(4, 'FEES');
const EURO_SALES: Chain = { ...chain(5, 'SALES') };

const OWN_ACCOUNTS: readonly string[] = [
  insert(
    'system_account',
    ...['FEES', 'VAT'].map((name) => ({
      ...{ name: quoted(name), description: quoted(name), created_by: quoted('an admin') },
      created_at: 'now()',
    })),
  ),
  insert(
    'account',
    ...(
      [
        [FEES, 'USD', 5],
        [FEES_ELSEWHERE, 'USD', 6],
        [VAT, 'USD', 5],
        [EURO_FEES, 'EUR', 5],
        [EURO_SALES, 'EUR', 5],
      ] as const
    ).map(([{ id, kind }, currency, shard]) => ({
      ...{ id: quoted(id), wallet_id: 'NULL', kind: quoted(kind), currency: quoted(currency) },
      shard: String(shard),
    })),
  ),
];

/** The chains that entries are written on. */
const CHAINS = {
  alice: ({ aliceCash }: Facts) => aliceCash,
  bob: ({ bobCash }: Facts) => bobCash,
  carol: ({ carolCash }: Facts) => carolCash,
  erin: ({ erinCash }: Facts) => erinCash,
  sales: ({ sales }: Facts) => sales,
  external: ({ external }: Facts) => external,
  /** alice's CREDIT, which a posting opens. */
  credit: (): Chain => ({ id: NEW_ACCOUNT, kind: 'CREDIT', seq: 0, balance: 0n }),
  fees: () => FEES,
  feesElsewhere: () => FEES_ELSEWHERE,
  vat: () => VAT,
  euroFees: () => EURO_FEES,
  euroSales: () => EURO_SALES,
};

/** Amounts for chains, in one statement: each chain goes on from where the statements before left it. Zero is left out. */
type Move = Partial<Record<keyof typeof CHAINS, number>>;

/** Statements that write entries, a statement for each move of a transaction and phase. */
function written(
  facts: Facts,
  ...moves: readonly (readonly [transaction: string, phase: string, move: Move])[]
): string[] {
  const heads = new Map<string, Chain>();
  return moves.map(([transaction, phase, move]) => {
    const rows = Object.entries(CHAINS).flatMap(([name, of]) => {
      const amount = move[name as keyof typeof CHAINS];
      if (!amount) return [];
      const head = heads.get(of(facts).id) ?? of(facts);
      const change = BigInt(amount);
      heads.set(head.id, { ...head, seq: head.seq + 1, balance: head.balance + change });
      return [next(head, change, { transaction_id: transaction, phase: quoted(phase) })];
    });
    return insert('entry', ...rows);
  });
}

const row = (facts: Facts, otherwise: Row): string =>
  insert('transaction', transactionRow(facts, { counter_wallet_id: 'NULL', ...otherwise }));

/** Of 5: 2 for carol, 1 for FEES, and the rest. */
const terms = (facts: Facts): Row => ({
  further_wallet_ids: uuids(facts.carol),
  splits: quoted(
    JSON.stringify([
      { walletId: facts.carol, amount: '2', label: 'share' },
      { systemAccount: 'FEES', amount: '1', label: 'fee' },
    ]),
  ),
});

/** A transfer of 5 from alice to bob with these terms, and these entries. */
const transfer =
  (...moves: readonly Move[]): Statements =>
  (facts) => [
    ...OWN_ACCOUNTS,
    row(facts, { counter_wallet_id: quoted(facts.bob), ...terms(facts) }),
    ...written(facts, ...moves.map((move) => [NEW_TRANSACTION, 'POST', move] as const)),
  ];

/** A purchase of 5 by alice with these terms, of which this is captured. */
const purchase = (facts: Facts): string[] => [
  ...OWN_ACCOUNTS,
  row(facts, {
    ...{ kind: quoted('PURCHASE'), status: quoted('PENDING'), completed_at: 'NULL' },
    ...terms(facts),
  }),
];
const captured =
  (move: Move): Statements =>
  (facts) => [...purchase(facts), ...written(facts, [NEW_TRANSACTION, 'POST', move])];

const PAID: Move = { alice: -5, carol: 2, fees: 1, sales: 2 };

const UNPAID = check('entry_pays_splits');

const SHARES: readonly Case[] = [
  [
    'nothing to a wallet, and its part to the receiver of the rest',
    UNPAID,
    transfer({ alice: -5, fees: 1, bob: 4 }),
  ],
  [
    'nothing to an account, and its part to the receiver of the rest',
    UNPAID,
    transfer({ alice: -5, carol: 2, bob: 3 }),
  ],
  ['a part of one to another account', UNPAID, transfer({ alice: -5, carol: 2, vat: 1, bob: 2 })],
  ['one unit too much to a wallet', UNPAID, transfer({ alice: -5, carol: 3, fees: 1, bob: 1 })],
  ['one unit too little to a wallet', UNPAID, transfer({ alice: -5, carol: 1, fees: 1, bob: 3 })],
  [
    'the parts a second time, in another statement',
    UNPAID,
    transfer({ alice: -5, carol: 2, fees: 1, bob: 2 }, { alice: -5, carol: 2, fees: 1, bob: 2 }),
  ],
  // Of 3 captured, carol has 1.2 and FEES 0.6.
  ...(
    [
      [0, 1, 2],
      [3, 0, 0],
      [1, 2, 0],
    ] as const
  ).map(([share, fee, rest]): Case => [
    `shares of ${share} and ${fee} of 3 that are captured`,
    UNPAID,
    captured({ alice: -3, carol: share, fees: fee, sales: rest }),
  ]),
];

/** The purchase, all of it captured, and refunds of it. */
const refunded =
  (...moves: readonly Move[]): Statements =>
  (facts) => [
    ...purchase(facts),
    ...moves.map((move, index) =>
      row(facts, {
        id: [OTHER_TRANSACTION, THIRD_TRANSACTION][index] ?? '',
        ...{ kind: quoted('REFUND'), original_id: NEW_TRANSACTION },
        further_wallet_ids: uuids(facts.carol, facts.bob),
        amount: String(Object.values(move).reduce((sum, amount) => sum + Math.max(0, amount), 0)),
      }),
    ),
    ...written(
      facts,
      [NEW_TRANSACTION, 'POST', PAID],
      ...moves.map(
        (move, index) =>
          [[OTHER_TRANSACTION, THIRD_TRANSACTION][index] ?? '', 'POST', move] as const,
      ),
    ),
  ];

/** The purchase, all of it captured and perhaps refunded, that fails and takes back this. */
const failed =
  (reverted: Move, refund?: Move): Statements =>
  (facts) => {
    const before = refund ? refunded(refund)(facts).slice(0, -2) : purchase(facts);
    return [
      ...before,
      ...['COMPLETED', 'FAILED'].map(
        (status) => `UPDATE transaction SET status = '${status}' WHERE id = ${NEW_TRANSACTION}`,
      ),
      ...written(
        facts,
        [NEW_TRANSACTION, 'POST', PAID],
        ...(refund ? ([[OTHER_TRANSACTION, 'POST', refund]] as const) : []),
        [NEW_TRANSACTION, 'REVERT', reverted],
      ),
    ];
  };

const TOO_MUCH = check('refund_within_purchase');
const ASTRAY = check('refund_goes_to_the_payer');

const ALL: Move = { carol: -2, fees: -1, sales: -2, alice: 5 };
const SOME: Move = { carol: -1, alice: 1 };

const REFUNDS: readonly Case[] = [
  ['more from a wallet than its split', TOO_MUCH, refunded({ carol: -3, alice: 3 })],
  ['more from a wallet than its split has left', TOO_MUCH, refunded(SOME, { carol: -2, alice: 2 })],
  [
    'more from an account than its split, over two shards',
    TOO_MUCH,
    refunded({ fees: -1, feesElsewhere: -1, alice: 2 }),
  ],
  ['more from SALES than the rest', TOO_MUCH, refunded({ sales: -3, alice: 3 })],
  ['something from a wallet that got nothing', TOO_MUCH, refunded({ bob: -1, alice: 1 })],
  ['something from an account that got nothing', TOO_MUCH, refunded({ vat: -1, alice: 1 })],
  ['something of another currency', TOO_MUCH, refunded({ euroSales: -1, euroFees: 1 })],
  ['a part of one receiver for another', ASTRAY, refunded({ sales: -1, carol: 1 })],
  ['a part for a wallet that did not pay', ASTRAY, refunded({ sales: -1, bob: 1 })],
  [
    'more from a wallet than its split, if the purchase fails',
    TOO_MUCH,
    failed({ carol: -3, alice: 3 }),
  ],
  ['what a refund took before, if the purchase fails', TOO_MUCH, failed(ALL, SOME)],
  ['a part for another receiver, if the purchase fails', ASTRAY, failed({ sales: -1, fees: 1 })],
];

const NOT_WHOLE = check('return_is_whole');

/** The failure of a deposit of 1.00 for bob, or for alice one that was reversed. */
const failedDeposit =
  (move: Move, of: 'deposited' | 'reversed' = 'deposited'): Statements =>
  (facts) => [
    `UPDATE transaction SET status = 'FAILED' WHERE id = ${quoted(facts[of])}`,
    ...written(facts, [quoted(facts[of]), 'REVERT', move]),
  ];

/** The reversal of that deposit. */
const reversal =
  (move: Move, otherwise: Row = {}): Statements =>
  (facts) => [
    row(facts, {
      ...{ kind: quoted('REVERSAL'), amount: '100', original_id: quoted(facts.deposited) },
      ...{ wallet_id: quoted(facts.bob), ...otherwise },
    }),
    ...written(facts, [NEW_TRANSACTION, 'POST', move]),
  ];

const back = (amount: number): Move => ({ bob: -amount, external: amount });

const WHOLE: readonly Case[] = [
  ...[99, 101].map((amount): Case => [
    `${amount} of a deposit of 100 that fails`,
    NOT_WHOLE,
    failedDeposit(back(amount)),
  ]),
  [
    'a deposit that was reversed and fails',
    NOT_WHOLE,
    failedDeposit({ alice: -100, external: 100 }, 'reversed'),
  ],
  ...[99, 101].map((amount): Case => [
    `${amount} by the reversal of a deposit of 100`,
    NOT_WHOLE,
    reversal(back(amount)),
  ]),
  [
    'a deposit of one wallet from another',
    NOT_WHOLE,
    (facts) => reversal({ alice: -100, external: 100 }, { wallet_id: quoted(facts.alice) })(facts),
  ],
  [
    'a part of a purchase by a reversal',
    NOT_WHOLE,
    (facts) => [
      row(facts, {
        ...{ kind: quoted('REVERSAL'), amount: '299', original_id: quoted(facts.captured) },
        wallet_id: quoted(facts.carol),
      }),
      ...written(facts, [NEW_TRANSACTION, 'POST', { sales: -299, carol: 299 }]),
    ],
  ],
];

/** A posting of alice and carol. */
const posting =
  (move: Move, otherwise: (facts: Facts) => Row = () => ({})): Statements =>
  (facts) => [
    ...OWN_ACCOUNTS,
    insert('account', {
      ...{ id: quoted(NEW_ACCOUNT), wallet_id: quoted(facts.alice), kind: quoted('CREDIT') },
      currency: quoted('USD'),
    }),
    row(facts, {
      ...{ kind: quoted('POSTING'), further_wallet_ids: uuids(facts.carol) },
      ...otherwise(facts),
    }),
    ...written(facts, [NEW_TRANSACTION, 'POST', move]),
  ];

const LEGS: readonly Case[] = [
  [
    'on credit of its wallet',
    rule('entry_of_other_wallet_in_cash'),
    posting({ external: -1, credit: 1 }),
  ],
  [
    'on credit of a further wallet',
    rule('entry_of_other_wallet_in_cash'),
    posting({ external: -1, credit: 1 }, ({ carol, alice }) => ({
      ...{ wallet_id: quoted(carol), further_wallet_ids: uuids(alice) },
    })),
  ],
  [
    'on a wallet that it does not name',
    rule('entry_wallet_of_its_transaction'),
    posting({ alice: -1, bob: 1 }),
  ],
  [
    'on a wallet though it has none',
    rule('entry_wallet_of_its_transaction'),
    posting({ external: -1, carol: 1 }, () => ({ wallet_id: 'NULL', further_wallet_ids: 'NULL' })),
  ],
  [
    'that brings a wallet below zero',
    check('entry_not_below_floor'),
    posting({ carol: -1_000_000, vat: 1_000_000 }),
  ],
  [
    'that balance over two currencies only',
    check('entry_sums_to_zero'),
    posting({ alice: -1, erin: 1 }, (facts) => ({ further_wallet_ids: uuids(facts.erin) })),
  ],
];

const FINE: readonly (readonly [what: string, statements: Statements])[] = [
  ['a transfer that pays its splits', transfer({ alice: -5, carol: 2, fees: 1, bob: 2 })],
  ...(
    [
      [1, 1, 1],
      [2, 1, 0],
      [1, 0, 2],
      [2, 0, 1],
    ] as const
  ).map(
    ([share, fee, rest]) =>
      [
        `shares of ${share} and ${fee} of 3 that are captured`,
        captured({ alice: -3, carol: share, fees: fee, sales: rest }),
      ] as const,
  ),
  ['a refund of all', refunded(ALL)],
  [
    'two refunds that together are all',
    refunded(SOME, { carol: -1, fees: -1, sales: -2, alice: 4 }),
  ],
  ['a refund from an account in another shard', refunded({ feesElsewhere: -1, alice: 1 })],
  ['a failure that takes all back', failed(ALL)],
  [
    'a failure that takes back what a refund left',
    failed({ carol: -1, fees: -1, sales: -2, alice: 4 }, SOME),
  ],
  ['a deposit that fails', failedDeposit(back(100))],
  ['the reversal of a deposit', reversal(back(100))],
  ['a posting out of SALES and to a wallet', posting({ sales: -1, alice: -2, carol: 2, vat: 1 })],
  [
    'a posting between accounts, in two currencies',
    posting({ sales: -1, vat: 1, euroSales: -3, euroFees: 3 }, () => ({
      wallet_id: 'NULL',
      further_wallet_ids: 'NULL',
    })),
  ],
];

describe.each(SENDERS)('as %s, money that goes or comes back wrongly is refused', (sender) => {
  const refuses = async (_: string, refused: Refused, statements: Statements): Promise<void> =>
    sql.expectRefusal(sender, statements(sql.facts), refused);

  test.each(SHARES)('PostgreSQL refuses a divided transaction that pays %s', refuses);
  test.each(REFUNDS)('PostgreSQL refuses a purchase of which comes back %s', refuses);
  test.each(WHOLE)('PostgreSQL refuses to take back %s', refuses);
  test.each(LEGS)('PostgreSQL refuses legs of a posting %s', refuses);

  test.each(FINE)('PostgreSQL accepts %s', async (_, statements) => {
    expect(await sql.refusal(sender, statements(sql.facts))).toBe('NOT REFUSED');
  });

  test('PostgreSQL checks what comes back although the same statement pays splits', async () => {
    const { facts } = sql;
    const [accounts, chains, transaction = ''] = transfer()(facts);
    const other = row(facts, {
      ...{ id: OTHER_TRANSACTION, kind: quoted('REVERSAL'), wallet_id: quoted(facts.bob) },
      original_id: quoted(facts.deposited),
    });
    const paid = written(
      facts,
      [NEW_TRANSACTION, 'POST', { alice: -5, carol: 2, fees: 1, bob: 2 }],
      [OTHER_TRANSACTION, 'POST', back(1)],
    );
    const values = paid.map((one) => one.slice(one.indexOf('VALUES') + 'VALUES'.length));
    const both = `${paid[0] ?? ''},${values[1] ?? ''}`;
    await sql.expectRefusal(
      sender,
      [accounts ?? '', chains ?? '', transaction, other, both],
      NOT_WHOLE,
    );
  });
});
