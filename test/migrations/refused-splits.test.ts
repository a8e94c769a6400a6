import { describe, expect, test } from '@jest/globals';
import { TRANSACTION_KINDS } from '../../src/domain/index.js';
import {
  insert,
  NEW_QUOTE,
  NEW_TRANSACTION,
  quoted,
  quoteRow,
  SENDERS,
  transactionRow,
  usePlainSql,
  type Facts,
  type Refused,
  type Row,
  type Statements,
} from '../support/plain-sql.js';

const sql = usePlainSql();

type Kind = (typeof TRANSACTION_KINDS)[number];
type Case = readonly [what: string, refused: Refused, statements: Statements];

const CHECK = '23514';
const FOREIGN_KEY = '23503';
const UNIQUE = '23505';

const MISSING_ID = '01900000-0000-7000-8000-0000000000ff';

const check = (constraint: string): Refused => ({ state: CHECK, constraint });
const json = (value: unknown): string => `${quoted(JSON.stringify(value))}::jsonb`;
const uuids = (...ids: readonly string[]): string => `${quoted(`{${ids.join(',')}}`)}::uuid[]`;

/** An own system account, FEES, that the statements after it can name. */
const FEES = insert('system_account', {
  ...{ name: quoted('FEES'), description: quoted('Fees'), created_by: quoted('an admin') },
  created_at: 'now()',
});

/** What a kind needs besides, so that only its splits or wallets can be wrong. */
function ownColumns(facts: Facts, kind: Kind): Row {
  const own: Partial<Record<Kind, Row>> = {
    ...{ REFUND: { original_id: quoted(facts.captured) } },
    ...{ COMMISSION: { original_id: quoted(facts.deposited) } },
    ...{ REVERSAL: { original_id: quoted(facts.deposited) } },
    ...{ EXCHANGE: { quote_id: NEW_QUOTE }, BONUS: { bonus_owner: quoted('alice') } },
    OPENING_BALANCE: {
      initiated_by: quoted('onebook:import'),
      details: quoted('{"part": "WHOLE", "direction": "CREDIT"}'),
    },
  };
  const begins = ['WITHDRAWAL', 'PURCHASE'].includes(kind) ? 'PENDING' : 'COMPLETED';
  return { kind: quoted(kind), status: quoted(begins), ...own[kind] };
}

const row =
  (kind: Kind, otherwise: (facts: Facts) => Row): Statements =>
  (facts) => [
    FEES,
    insert('exchange_quote', quoteRow(facts)),
    insert('transaction', {
      ...transactionRow(facts, { ...ownColumns(facts, kind), counter_wallet_id: 'NULL' }),
      ...otherwise(facts),
    }),
  ];

type Part = Readonly<Record<string, unknown>>;

const TO_FEES = { systemAccount: 'FEES', amount: '1', label: 'fee' };
const toCarol = ({ carol }: Facts): Part => ({ walletId: carol, amount: '2', label: 'share' });

/** A transfer of 5 from alice to bob, of which 2 go to carol and 1 to FEES, with this list instead. */
const divided = (splits: (facts: Facts) => unknown, otherwise: Row = {}): Statements =>
  row('TRANSFER', (facts) => ({
    ...{ counter_wallet_id: quoted(facts.bob), further_wallet_ids: uuids(facts.carol) },
    ...{ splits: json(splits(facts)), ...otherwise },
  }));

/** The same with one split of the list changed. */
const withCarols = (change: (part: Part, facts: Facts) => unknown): Statements =>
  divided((facts) => [change(toCarol(facts), facts), TO_FEES]);
const withFees = (change: Part): Statements =>
  divided((facts) => [toCarol(facts), { ...TO_FEES, ...change }]);
const without = (part: Part, key: string): Part =>
  Object.fromEntries(Object.entries(part).filter(([name]) => name !== key));

const FORM = check('transaction_splits_form');

const MALFORMED: readonly Case[] = (
  [
    ['an object instead of a list', divided(toCarol)],
    ['a text instead of a list', divided(() => 'splits')],
    ['a JSON null instead of a list', divided(() => null)],
    ['an empty list', divided(() => [], { further_wallet_ids: 'NULL' })],
    [
      '21 splits',
      divided(() => Array(21).fill(TO_FEES), { amount: '21', further_wallet_ids: 'NULL' }),
    ],
    ['a text for a split', divided((facts) => [toCarol(facts), 'fee'])],
    ['a null for a split', divided((facts) => [toCarol(facts), null])],
    ['a list for a split', divided((facts) => [toCarol(facts), [TO_FEES]])],
    ['a key that no split has', withFees({ note: 'x' })],
    ['a number for an amount', withFees({ amount: 1 })],
    ...['0', '-1', '01', '1.0', '1e0', ' 1', '1\n', '', '１', '1'.repeat(39)].map(
      (amount) => [`the amount ${JSON.stringify(amount)}`, withFees({ amount })] as const,
    ),
    ['no amount', withCarols((part) => without(part, 'amount'))],
    ['a null for an amount', withFees({ amount: null })],
    ['no label', withCarols((part) => without(part, 'label'))],
    ['an empty label', withFees({ label: '' })],
    ['a label of 101 characters', withFees({ label: 'ä'.repeat(101) })],
    ['a number for a label', withFees({ label: 1 })],
    ['two receivers for a split', withCarols((part) => ({ ...part, systemAccount: 'FEES' }))],
    ['a receiver and a null', withCarols((part) => ({ ...part, systemAccount: null }))],
    ['no receiver', divided(() => [without(TO_FEES, 'systemAccount')])],
    ['a null for a wallet', withFees({ systemAccount: undefined, walletId: null })],
    ['a null for a system account', withFees({ systemAccount: null })],
    ['a number for a system account', withFees({ systemAccount: 1 })],
    ['a system account in lower case', withFees({ systemAccount: 'fees' })],
    ['a system account without a name', withFees({ systemAccount: '' })],
    [
      'a wallet in capitals',
      withCarols((part, { carol }) => ({ ...part, walletId: carol.toUpperCase() })),
    ],
    ['a wallet that is no UUID', withCarols((part) => ({ ...part, walletId: 'carol' }))],
    [
      'a wallet that is not among its further ones',
      withCarols((part, { closed }) => ({ ...part, walletId: closed })),
    ],
    ['its own wallet', withCarols((part, { alice }) => ({ ...part, walletId: alice }))],
    ['a further wallet without a split', divided(() => [TO_FEES])],
    ['a sum above the amount', withFees({ amount: '4' })],
    [
      'a sum above the amount, of splits below it',
      divided((facts) => [...Array<unknown>(4).fill(TO_FEES), toCarol(facts)]),
    ],
  ] as const
).map(([what, statements]) => [what, FORM, statements]);

const RECEIVERS: readonly Case[] = [
  ...['NOPE', 'SALES', 'EXTERNAL', 'CASH'].map((systemAccount): Case => [
    `a split to ${systemAccount}, which is no account of the operator's own`,
    { state: FOREIGN_KEY, constraint: 'transaction_splits_to_receivers' },
    withFees({ systemAccount }),
  ]),
  [
    'a split to a wallet in another currency',
    { state: FOREIGN_KEY, constraint: 'transaction_splits_to_receivers' },
    row('DEPOSIT', ({ erin }) => ({
      further_wallet_ids: uuids(erin),
      splits: json([{ walletId: erin, amount: '1', label: 'share' }]),
    })),
  ],
  [
    'a split to an unknown wallet',
    { state: FOREIGN_KEY, constraint: 'further_wallet_wallet_id_fkey' },
    row('DEPOSIT', () => ({
      further_wallet_ids: uuids(MISSING_ID),
      splits: json([{ walletId: MISSING_ID, amount: '1', label: 'share' }]),
    })),
  ],
];

const DIVIDED_KINDS: readonly Kind[] = ['DEPOSIT', 'WITHDRAWAL', 'PURCHASE', 'TRANSFER'];
const WITH_OTHERS: readonly Kind[] = ['REFUND', 'POSTING', 'REVERSAL'];
const WITHOUT_WALLET: readonly Kind[] = ['POSTING', 'REVERSAL'];
const others = (kinds: readonly Kind[]): readonly Kind[] =>
  TRANSACTION_KINDS.filter((kind) => !kinds.includes(kind));

const OF_KIND: readonly Case[] = [
  ...others(DIVIDED_KINDS).map((kind): Case => [
    `a ${kind} with splits`,
    check('transaction_splits_of_kind'),
    row(kind, () => ({ splits: json([TO_FEES]) })),
  ]),
  ...others(WITH_OTHERS).map((kind): Case => [
    `a ${kind} with a further wallet and no split`,
    check('transaction_further_wallets_of_kind'),
    row(kind, ({ carol }) => ({ further_wallet_ids: uuids(carol) })),
  ]),
  ...others(WITHOUT_WALLET).map((kind): Case => [
    `a ${kind} without a wallet`,
    check('transaction_about_a_wallet'),
    row(kind, () => ({ wallet_id: 'NULL' })),
  ]),
  ...others(['DEPOSIT', 'ADJUSTMENT', 'POSTING']).map((kind): Case => [
    `a ${kind} that took effect before`,
    check('transaction_effective_of_kind'),
    row(kind, () => ({ effective_at: `now() - interval '1 day'` })),
  ]),
];

const posting = (otherwise: (facts: Facts) => Row): Statements => row('POSTING', otherwise);

const WALLETS: readonly Case[] = [
  [
    'no further wallet in a list of them',
    check('transaction_further_wallets_form'),
    posting(() => ({ further_wallet_ids: uuids() })),
  ],
  [
    'a NULL among its further wallets',
    check('transaction_further_wallets_differ'),
    posting(({ carol }) => ({ further_wallet_ids: uuids(carol, 'NULL') })),
  ],
  [
    'its own wallet as a further one',
    check('transaction_further_wallets_differ'),
    posting(({ alice, carol }) => ({ further_wallet_ids: uuids(carol, alice) })),
  ],
  [
    'its other wallet as a further one',
    check('transaction_further_wallets_differ'),
    posting(({ bob, carol }) => ({
      ...{ counter_wallet_id: quoted(bob), further_wallet_ids: uuids(carol, bob) },
    })),
  ],
  [
    'a further wallet and none of its own',
    check('transaction_further_wallets_differ'),
    posting(({ carol }) => ({ wallet_id: 'NULL', further_wallet_ids: uuids(carol) })),
  ],
  [
    'another wallet and none of its own',
    check('transaction_about_a_wallet'),
    posting(({ bob }) => ({ wallet_id: 'NULL', counter_wallet_id: quoted(bob) })),
  ],
  [
    'a further wallet twice',
    { state: UNIQUE, constraint: 'further_wallet_pkey' },
    posting(({ bob, carol }) => ({ further_wallet_ids: uuids(carol, bob, carol) })),
  ],
  [
    'an unknown further wallet',
    { state: FOREIGN_KEY, constraint: 'further_wallet_wallet_id_fkey' },
    posting(({ carol }) => ({ further_wallet_ids: uuids(carol, MISSING_ID) })),
  ],
  ...WITHOUT_WALLET.map((kind): Case => [
    `an unknown currency in a ${kind} without a wallet`,
    { state: FOREIGN_KEY, constraint: 'transaction_in_a_currency' },
    row(kind, () => ({ wallet_id: 'NULL', currency: quoted('ZZZ') })),
  ]),
  ...[`now() + interval '1 ms'`, quoted('infinity'), quoted('-infinity')].map((moment): Case => [
    `${moment} as the moment at which a posting took effect`,
    check('transaction_effective_by_then'),
    posting(() => ({ effective_at: moment })),
  ]),
];

const listed = (walletId: string): string =>
  insert('further_wallet', {
    wallet_id: quoted(walletId),
    position: `(SELECT position FROM transaction WHERE id = ${NEW_TRANSACTION})`,
  });
const LISTED = check('further_wallet_of_its_transaction');
const ofCarol = posting(({ carol }) => ({ further_wallet_ids: uuids(carol) }));

const LIST: readonly Case[] = [
  [
    'at a position without a transaction',
    LISTED,
    ({ carol }) => [insert('further_wallet', { wallet_id: quoted(carol), position: '9000000000' })],
  ],
  [
    'of an older transaction that does not name the wallet',
    LISTED,
    ({ alice, deposited }) => [
      insert('further_wallet', {
        wallet_id: quoted(alice),
        position: `(SELECT position FROM transaction WHERE id = ${quoted(deposited)})`,
      }),
    ],
  ],
  [
    'of a transaction that names another wallet',
    LISTED,
    (facts) => [...ofCarol(facts), listed(facts.bob)],
  ],
  ["of a transaction's own wallet", LISTED, (facts) => [...ofCarol(facts), listed(facts.alice)]],
  [
    'that is there',
    { state: UNIQUE, constraint: 'further_wallet_pkey' },
    (facts) => [...ofCarol(facts), listed(facts.carol)],
  ],
  ...['wallet_id', 'position'].map((column): Case => [
    `without ${column}`,
    { state: '23502', column },
    ({ carol }) => [
      insert('further_wallet', { wallet_id: quoted(carol), position: '1', [column]: 'NULL' }),
    ],
  ]),
];

describe.each(SENDERS)('as %s, wrong splits and further wallets are refused', (sender) => {
  const refuses = async (_: string, refused: Refused, statements: Statements): Promise<void> =>
    sql.expectRefusal(sender, statements(sql.facts), refused);

  test.each(MALFORMED)('PostgreSQL refuses splits with %s', refuses);
  test.each(RECEIVERS)('PostgreSQL refuses %s', refuses);
  test.each(OF_KIND)('PostgreSQL refuses %s', refuses);
  test.each(WALLETS)('PostgreSQL refuses a transaction with %s', refuses);
  test.each(LIST)('PostgreSQL refuses a row of further_wallet %s', refuses);

  const FINE: readonly (readonly [what: string, statements: Statements])[] = [
    ['a transfer with splits to a wallet and an account', withCarols((part) => part)],
    [
      'splits of all of the amount',
      divided((facts) => [toCarol(facts), { ...TO_FEES, amount: '3' }]),
    ],
    [
      'splits of 38 digits',
      divided(() => [{ ...TO_FEES, amount: '9'.repeat(38) }], {
        ...{ amount: '9'.repeat(38), further_wallet_ids: 'NULL' },
      }),
    ],
    [
      '20 splits to two receivers, with labels of 100 characters',
      divided(
        (facts) =>
          Array(10)
            .fill([toCarol(facts), TO_FEES])
            .flat()
            .map((part: Part) => ({ ...part, label: 'ä'.repeat(100) })),
        {
          amount: '30',
        },
      ),
    ],
    ...DIVIDED_KINDS.map(
      (kind) =>
        [
          `a ${kind} with splits to two wallets`,
          row(kind, (facts) => ({
            further_wallet_ids: uuids(facts.carol, facts.closed),
            splits: json([toCarol(facts), { ...toCarol(facts), walletId: facts.closed }]),
          })),
        ] as const,
    ),
    ...WITH_OTHERS.map(
      (kind) =>
        [
          `a ${kind} with three further wallets`,
          row(kind, ({ bob, carol, erin }) => ({ further_wallet_ids: uuids(bob, carol, erin) })),
        ] as const,
    ),
    ...WITHOUT_WALLET.map(
      (kind) => [`a ${kind} without a wallet`, row(kind, () => ({ wallet_id: 'NULL' }))] as const,
    ),
    [
      'a posting that took effect before',
      posting(() => ({ effective_at: `now() - interval '1 day'` })),
    ],
  ];

  test.each(FINE)('PostgreSQL accepts %s', async (_, statements) => {
    expect(await sql.refusal(sender, statements(sql.facts))).toBe('NOT REFUSED');
  });
});

test('PostgreSQL lists each further wallet of each transaction at its position', async () => {
  const { owner } = sql.clients;
  const { alice, bob, carol, erin } = sql.facts;
  await owner.query('BEGIN');
  const both = [uuids(bob, carol, erin), uuids(carol)].map((ids, index) =>
    transactionRow(sql.facts, {
      ...{ id: quoted(`01900000-0000-7000-8000-00000000000${index + 1}`), further_wallet_ids: ids },
      ...{ kind: quoted('POSTING'), counter_wallet_id: 'NULL', wallet_id: quoted(alice) },
    }),
  );
  await owner.query(insert('transaction', ...both));
  const { rows } = await owner.query<{ listed: string[] }>(
    `SELECT array_agg(f.wallet_id::text ORDER BY f.wallet_id) AS listed
       FROM transaction t LEFT JOIN further_wallet f ON f.position = t.position
      WHERE t.kind = 'POSTING' GROUP BY t.position ORDER BY t.position`,
  );
  await owner.query('ROLLBACK');
  expect(rows.map(({ listed }) => listed)).toEqual([[bob, carol, erin].sort(), [carol]]);
});

// A commit lists its own transactions. A later one cannot add to the list of an earlier one.
test('PostgreSQL refuses a row of further_wallet for a transaction of another commit', async () => {
  await sql.expectRefusal(
    'owner',
    [
      `SET LOCAL session_replication_role = 'replica'`,
      ...posting(({ carol }) => ({ further_wallet_ids: uuids(carol), written_by: `'1'` }))(
        sql.facts,
      ),
      `SET LOCAL session_replication_role = 'origin'`,
      listed(sql.facts.carol),
    ],
    LISTED,
  );
});
