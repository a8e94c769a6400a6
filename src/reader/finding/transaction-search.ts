import type { EntityManager } from 'typeorm';
import { SHARED_METADATA, TRANSACTION_KINDS } from '../../domain/index.js';
import { DRAWER, DRAWER_BITS, type DrawerIndex, inDrawerOfGin } from '../pages/drawer.js';
import { Parameters } from '../pages/parameters.js';
import type { Search } from '../pages/parts-sql.js';
import type {
  AmountFilter,
  MetadataFilter,
  SplitFilter,
  TransactionFilter,
} from './transaction-filter.js';

/**
 * The conditions on a transaction's own row: fields of a filter, and that the viewer may see what they find it by. No index
 * answers the latter, so they are apart: rows that an index finds and a viewer may not see count as looked at.
 */
type Field =
  Exclude<keyof TransactionFilter, 'walletId' | 'ownerId'> | 'visibleMetadata' | 'visibleSplit';
type Asked = Partial<Record<Field, string>>;

/**
 * Most rows that are read before an index is asked. To find the words of a row takes as long as a dozen other conditions.
 */
const NEAREST = 1_024;
const NEAREST_WITH_WORDS = 128;

const ADVICE =
  'Add a narrower from and to, or one of metadata, text, splitLabel, initiatedBy, reference and amount that fewer transactions have.';

/** SQL for the conditions of a filter on a row `t`, by the field that asks for them. */
export function conditionsOf(filter: TransactionFilter, parameters: Parameters): Asked {
  const asked: Asked = {};
  const { kinds, statuses, from, to, reference, initiatedBy } = filter;
  if (kinds) asked.kinds = `t.kind = ANY(${parameters.add(kinds)})`;
  if (statuses) asked.statuses = `t.status = ANY(${parameters.add(statuses)})`;
  if (from) asked.from = `t.created_at >= ${parameters.add(from)}`;
  if (to) asked.to = `t.created_at < ${parameters.add(to)}`;
  if (reference !== undefined) asked.reference = `t.reference = ${parameters.add(reference)}`;
  if (initiatedBy !== undefined)
    asked.initiatedBy = `t.initiated_by = ${parameters.add(initiatedBy)}`;
  if (filter.metadata) Object.assign(asked, metadataSql(filter.metadata, parameters));
  if (filter.amount) asked.amount = amountSql(filter.amount, parameters);
  if (filter.text !== undefined) asked.text = textSql(parameters.add(filter.text));
  if (filter.split) Object.assign(asked, splitSql(filter.split, parameters));
  const effective = 'coalesce(t.effective_at, t.created_at)';
  if (filter.effectiveFrom)
    asked.effectiveFrom = `${effective} >= ${parameters.add(filter.effectiveFrom)}`;
  if (filter.effectiveTo)
    asked.effectiveTo = `${effective} < ${parameters.add(filter.effectiveTo)}`;
  return asked;
}

/** Everything contains no word, so a text of which nothing is a word finds nothing. */
function textSql(text: string): string {
  return `words(t.description, t.reference) @> words(${text}, NULL) AND words(${text}, NULL) <> '{}'`;
}

/** A viewer who may not read the metadata of a transaction must not find it by them. */
function metadataSql({ has, viewerId }: MetadataFilter, parameters: Parameters): Asked {
  const metadata = `t.metadata @> ${parameters.add(JSON.stringify(has))}::jsonb`;
  if (viewerId === undefined) return { metadata };
  const shared = `t.details @> ${parameters.add(JSON.stringify(SHARED_METADATA))}::jsonb`;
  const paying = `t.wallet_id IN (${walletsOfSql(parameters.add(viewerId))})`;
  const alone = 't.counter_wallet_id IS NULL AND t.further_wallet_ids IS NULL';
  return {
    metadata,
    visibleMetadata: `${alone} OR ${shared} OR t.kind <> 'POSTING' AND ${paying}`,
  };
}

/** A viewer who sees only receivers of splits sees the splits of those. */
function splitSql({ label, viewerId }: SplitFilter, parameters: Parameters): Asked {
  // The same as the condition of the index (`bySplit`), and many times as fast on a row.
  const split = `t.splits @> ${parameters.add(JSON.stringify([{ label }]))}::jsonb`;
  if (viewerId === undefined) return { split };
  const own = walletsOfSql(parameters.add(viewerId));
  const received = `EXISTS (
             SELECT FROM jsonb_array_elements(t.splits) AS split
              WHERE split ->> 'label' = ${parameters.add(label)} AND (split ->> 'walletId')::uuid IN (${own}))`;
  return {
    split,
    // The wallets are looked up once, and the splits are read of the rows that have one of them.
    visibleSplit: `t.wallet_id IN (${own}) OR t.counter_wallet_id IN (${own}) OR t.further_wallet_ids && ARRAY(${own}) AND ${received}`,
  };
}

/** SQL for the ids of an owner's wallets. @param owner SQL of the owner's id */
function walletsOfSql(owner: string): string {
  return `SELECT w.id FROM wallet w WHERE w.owner_id = ${owner}`;
}

function amountSql({ currency, min, max }: AmountFilter, parameters: Parameters): string {
  return [
    `t.currency = ${parameters.add(currency)}`,
    ...(min === undefined ? [] : [`t.amount >= ${parameters.add(min.toString())}::numeric`]),
    ...(max === undefined ? [] : [`t.amount <= ${parameters.add(max.toString())}::numeric`]),
  ].join(' AND ');
}

/**
 * How to find the transactions that a filter takes; undefined if it has no conditions of its own.
 * @param asked its conditions, without one that the list's sources answer
 * @param hasWallets whether the list is of wallets. Most have few transactions, and all of those are read
 */
export async function searchOf(
  manager: EntityManager,
  filter: TransactionFilter,
  asked: Asked,
  parameters: Parameters,
  hasWallets: boolean,
): Promise<Search | undefined> {
  if (Object.keys(asked).length === 0) return undefined;
  const within = await drawersOfTime(manager, filter);
  return {
    nearest: asked.text === undefined || hasWallets ? NEAREST : NEAREST_WITH_WORDS,
    index: indexOf(filter, asked, parameters),
    advice: ADVICE,
    ...(within && { within }),
  };
}

/** An index, which of the conditions it answers, and their SQL within a drawer. */
interface Candidate {
  readonly answers: readonly Field[];
  readonly inDrawer: DrawerIndex['inDrawer'];
}

/** The index to search by: the first that answers one of the conditions, the one that finds the fewest rows first. */
function indexOf(
  filter: TransactionFilter,
  asked: Asked,
  parameters: Parameters,
): DrawerIndex | undefined {
  const candidates = [
    bySplit(filter, asked, parameters),
    byContent(filter, asked),
    byReference(asked),
    byInitiator(filter, asked, parameters),
    byAmount(asked),
    byEffect(asked),
    byStatus(filter, asked),
    byTime(asked),
  ];
  const index = candidates.find((one) => one !== undefined);
  if (!index) return undefined;
  const others = Object.entries(asked).filter(([field]) => !index.answers.includes(field as Field));
  return { inDrawer: index.inDrawer, others: others.map(([, sql]) => sql) };
}

const HAS_CONTENT = `(t.metadata <> '{}' OR t.description IS NOT NULL OR t.reference IS NOT NULL)`;

function byContent(filter: TransactionFilter, { metadata, text }: Asked): Candidate | undefined {
  const conditions = [metadata, text].filter((one) => one !== undefined);
  if (conditions.length === 0) return undefined;
  return {
    answers: ['metadata', 'text'],
    inDrawer: (drawer) => [inDrawerOfGin(drawer), HAS_CONTENT, ...conditions].join(' AND '),
  };
}

function bySplit(
  { split: filter }: TransactionFilter,
  { split }: Asked,
  parameters: Parameters,
): Candidate | undefined {
  if (!filter || split === undefined) return undefined;
  const labels = `ARRAY[${parameters.add(filter.label)}]::text[]`;
  return {
    answers: ['split'],
    inDrawer: (drawer) =>
      `${inDrawerOfGin(drawer)} AND t.splits IS NOT NULL AND split_labels(t.splits) @> ${labels}`,
  };
}

function byReference({ reference }: Asked): Candidate | undefined {
  if (reference === undefined) return undefined;
  return {
    answers: ['reference'],
    inDrawer: (drawer) =>
      `${reference} AND t.position >= ${drawer} << ${DRAWER_BITS} AND t.position < (${drawer} + 1) << ${DRAWER_BITS}`,
  };
}

/** The index begins with the kind, so it also finds kinds alone. */
function byInitiator(
  { kinds }: TransactionFilter,
  asked: Asked,
  parameters: Parameters,
): Candidate | undefined {
  if (asked.initiatedBy === undefined && asked.kinds === undefined) return undefined;
  const ofKinds = `t.kind = ANY(${parameters.add(kinds ?? TRANSACTION_KINDS)})`;
  return {
    answers: ['initiatedBy', 'kinds'],
    inDrawer: (drawer) =>
      [`${DRAWER} = ${drawer}`, ofKinds, asked.initiatedBy ?? 'true'].join(' AND '),
  };
}

function byAmount({ amount }: Asked): Candidate | undefined {
  if (amount === undefined) return undefined;
  return { answers: ['amount'], inDrawer: (drawer) => `${DRAWER} = ${drawer} AND ${amount}` };
}

/** Nearly every transaction has its effect when the book knows of it, so two indexes are looked up. */
function byEffect({ effectiveFrom, effectiveTo }: Asked): Candidate | undefined {
  const bounds = [effectiveFrom, effectiveTo].filter((one) => one !== undefined);
  if (bounds.length === 0) return undefined;
  const range = bounds.join(' AND ');
  const then = range.replaceAll('coalesce(t.effective_at, t.created_at)', 't.effective_at');
  const atOnce = range.replaceAll('coalesce(t.effective_at, t.created_at)', 't.created_at');
  return {
    answers: ['effectiveFrom', 'effectiveTo'],
    inDrawer: (drawer) =>
      `(${DRAWER} = ${drawer} AND t.effective_at IS NOT NULL AND ${then}
        OR ${DRAWER} = ${drawer} AND t.effective_at IS NULL AND ${atOnce})`,
  };
}

/** Nearly every transaction completes, so the index has the others alone. */
function byStatus({ statuses }: TransactionFilter, asked: Asked): Candidate | undefined {
  if (asked.statuses === undefined || statuses?.includes('COMPLETED')) return undefined;
  return {
    answers: ['statuses'],
    inDrawer: (drawer) =>
      `${DRAWER} = ${drawer} AND ${asked.statuses ?? ''} AND t.status <> 'COMPLETED'`,
  };
}

function byTime({ from, to }: Asked): Candidate | undefined {
  const bounds = [from, to].filter((one) => one !== undefined);
  if (bounds.length === 0) return undefined;
  return {
    answers: ['from', 'to'],
    inDrawer: (drawer) => [`${DRAWER} = ${drawer}`, ...bounds].join(' AND '),
  };
}

/** The positions of the drawers that hold a transaction of the filter's period; undefined if it names none. */
async function drawersOfTime(
  manager: EntityManager,
  { from, to }: TransactionFilter,
): Promise<Search['within']> {
  if (!from && !to) return undefined;
  const parameters = new Parameters();
  const { from: since, to: until } = conditionsOf({ from, to }, parameters);
  const inPeriod = [since, until].filter((one) => one !== undefined).join(' AND ');
  const [row] = await parameters.query<{ above: string | null; below: string | null }>(
    manager,
    `/* drawersOfTime */
     SELECT (min(drawer.number) << ${DRAWER_BITS}) - 1 AS above, (max(drawer.number) + 1) << ${DRAWER_BITS} AS below
       FROM generate_series((SELECT min(position) >> ${DRAWER_BITS} FROM transaction),
                              (SELECT max(position) >> ${DRAWER_BITS} FROM transaction))
              AS drawer (number)
      -- LIMIT makes the planner look into one drawer after another.
      CROSS JOIN LATERAL (SELECT FROM transaction t WHERE ${DRAWER} = drawer.number AND ${inPeriod} LIMIT 1) t`,
  );
  // No transaction is of that period, so there is none between these positions.
  if (row?.above == null || row.below === null) return { above: '0', below: '1' };
  return { above: row.above, below: row.below };
}
