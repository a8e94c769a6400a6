import type { DataSource, EntityManager } from 'typeorm';
import { IMPORTER } from '../../domain/index.js';
import { inTransaction } from '../../database/index.js';
import { foundByCaller, foundByWallet, LOG_DRAWER_BITS } from '../../reader/index.js';
import {
  eraseCommands,
  eraseRevocations,
  eraseTransactions,
  eraseWallets,
  type FoundCommand,
  type RunningErasure,
} from './erase-rows.js';

/** Bounds of one commit: a payment may have to wait for it. */
const BOUNDS = {
  /** Most rows whose texts are erased. A command with lines counts as its lines, and can be above it by itself. */
  rows: 200,
  /** Most rows that are looked through for them. */
  looked: 5_000,
  /** Most drawers of the log that are looked through, of 1,024 commits each, for all wallets together. */
  drawers: 2_000,
};

type Bounds = typeof BOUNDS;

/** The parts of an erasure, in turn. */
const NEXT_STEP = {
  WALLETS: 'NAMED',
  NAMED: 'COMMANDS',
  COMMANDS: 'IMPORTED',
  IMPORTED: 'DONE',
} as const;

type Step = keyof typeof NEXT_STEP;

interface Progress {
  /** After this wallet of the owner. */
  readonly walletNumber: number;
  /** After this position. A bigint as text. */
  readonly place: string;
}

interface ErasureRow extends Progress {
  readonly id: string;
  readonly ownerId: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly logPosition: string | null;
  readonly step: Step;
}

/** What a part of an erasure did, and where it goes on; without a place, its step is over. */
interface Part extends Partial<Progress> {
  readonly wallets?: number;
  readonly transactions?: number;
  readonly commands?: number;
}

const DONE_HERE: Part = {};

/**
 * Erases some texts for the first erasure that is not done, in one commit. Any number of gateways call it: an erasure that
 * another one works on is left out, and one of a gateway that was killed goes on where its last commit ended.
 * @param settledEnd the position up to which nothing is added to the log any more
 * @returns whether there was something to do
 */
export async function eraseNext(
  source: DataSource,
  settledEnd: bigint,
  bounds: Partial<Bounds> = {},
): Promise<boolean> {
  return inTransaction(source, async (manager) => {
    const [row] = await manager.query<ErasureRow[]>(
      `/* nextErasure */
       SELECT id, owner_id AS "ownerId", created_by AS "createdBy", created_at AS "createdAt", log_position AS "logPosition",
              step, wallet_number AS "walletNumber", place
         FROM erasure WHERE finished_at IS NULL ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    if (!row) return false;
    const logPosition = row.logPosition ?? (await begin(manager, row, settledEnd));
    if (logPosition === undefined) return false;
    const wallets = await manager.query<{ id: string }[]>(
      `/* walletsOfErased */ SELECT id FROM wallet WHERE owner_id = $1 AND created_at <= $2`,
      [row.ownerId, row.createdAt],
    );
    const erasure = { ...row, logPosition, walletIds: wallets.map(({ id }) => id) };
    const part = await STEPS[row.step](manager, erasure, { ...BOUNDS, ...bounds });
    await advance(manager, row, part);
    return true;
  });
}

/** Everything before the erasure's command is settled, so that none is missed. @returns undefined: not yet */
async function begin(
  manager: EntityManager,
  { id, createdBy, createdAt }: ErasureRow,
  settledEnd: bigint,
): Promise<string | undefined> {
  const [command] = await manager.query<{ position: string }[]>(
    `/* commandOfErasure */
     SELECT position FROM command
      WHERE created_at = $1 AND caller = $2 AND movement = 'eraseOwner' AND outcome #>> '{done,erasure,id}' = $3`,
    [createdAt, createdBy, id],
  );
  if (!command) throw new Error(`erasure ${id} has no command in the log`);
  if (BigInt(command.position) > settledEnd) return undefined;
  await manager.query(`/* beginErasure */ UPDATE erasure SET log_position = $2 WHERE id = $1`, [
    id,
    command.position,
  ]);
  return command.position;
}

async function advance(manager: EntityManager, row: ErasureRow, part: Part): Promise<void> {
  const isOver = part.place === undefined;
  const step = isOver ? NEXT_STEP[row.step] : row.step;
  await manager.query(
    `/* advanceErasure */
     UPDATE erasure
        SET step = $2::text, wallet_number = $3, place = $4, wallets = wallets + $5, transactions = transactions + $6,
            commands = commands + $7,
            finished_at = CASE WHEN $2::text = 'DONE' THEN greatest(clock_timestamp(), created_at) END
      WHERE id = $1`,
    [
      ...[row.id, step, part.walletNumber ?? 0, part.place ?? '0'],
      ...[part.wallets ?? 0, part.transactions ?? 0, part.commands ?? 0],
    ],
  );
}

type ErasureAt = RunningErasure & Progress;

const STEPS: Readonly<
  Record<Step, (manager: EntityManager, at: ErasureAt, bounds: Bounds) => Promise<Part>>
> = {
  async WALLETS(manager, at, { rows: limit }) {
    const rows = await manager.query<{ id: string; number: number }[]>(
      `/* nextErasedWallets */
       SELECT id, owner_number AS number FROM wallet
        WHERE owner_id = $1 AND owner_number > $2 ORDER BY owner_number LIMIT ${limit}`,
      [at.ownerId, at.walletNumber],
    );
    const last = rows.at(-1);
    if (!last) {
      await eraseRevocations(manager, at);
      return DONE_HERE;
    }
    const ids = rows.map(({ id }) => id);
    const wallets = await eraseWallets(manager, at, ids);
    return { wallets, walletNumber: last.number, place: '0' };
  },

  /** Commands of others that name the owner and no wallet: refused ones that would have opened one, and revocations. */
  async NAMED(manager, at, { looked }) {
    const found = await manager.query<(FoundCommand & { isNamed: boolean })[]>(
      `/* refusedOpenings */
       SELECT caller, key, position, movement = 'openWallet' AND input ->> 'ownerId' = $1 AS "isNamed"
         FROM (SELECT * FROM command c
                WHERE NOT (c.outcome ? 'done') AND c.position > $2 AND c.position < $3 ORDER BY c.position LIMIT ${looked}) c`,
      [at.ownerId, at.place, at.logPosition],
    );
    const last = found.at(-1);
    if (last) {
      const { commands } = await eraseCommands(
        manager,
        at,
        found.filter(({ isNamed }) => isNamed),
      );
      return { commands, place: last.position };
    }
    const revocations = await manager.query<FoundCommand[]>(
      `/* revocationsOfErased */
       SELECT c.caller, c.key, c.position FROM token_revocation r
         JOIN command c ON c.created_at = r.revoked_at AND c.movement = 'revokeTokens' AND c.input ->> 'subject' = r.subject
        WHERE r.subject = $1 AND c.position < $2`,
      [at.ownerId, at.logPosition],
    );
    const { commands } = await eraseCommands(manager, at, revocations);
    return { commands };
  },

  /** Commands that the owner sent, and those that name their wallets. */
  async COMMANDS(manager, at, { rows, drawers }) {
    const { found, upTo } = await nextCommands(manager, at, { rows, drawers });
    const last = found.at(-1);
    if (last) return { ...(await eraseCommands(manager, at, found)), place: last.position };
    return upTo < BigInt(at.logPosition) ? { place: upTo.toString() } : DONE_HERE;
  },

  /** What imports wrote has no commands. */
  async IMPORTED(manager, at, { looked }) {
    const [wallet] = await manager.query<{ id: string; number: number }[]>(
      `/* nextImportedWallet */
       SELECT id, owner_number AS number FROM wallet
        WHERE owner_id = $1 AND owner_number > $2 AND created_at <= $3 ORDER BY owner_number LIMIT 1`,
      [at.ownerId, at.walletNumber, at.createdAt],
    );
    if (!wallet) return DONE_HERE;
    const rows = await manager.query<{ id: string; position: string; isImported: boolean }[]>(
      `/* importedTransactions */
       SELECT id, position, initiated_by = $3 AS "isImported" FROM transaction
        WHERE wallet_id = $1 AND position > $2 ORDER BY position LIMIT ${looked}`,
      [wallet.id, at.place, IMPORTER],
    );
    const last = rows.at(-1);
    // The next wallet.
    if (!last) return { walletNumber: wallet.number, place: '0' };
    const ids = rows.filter(({ isImported }) => isImported).map(({ id }) => id);
    const transactions = await eraseTransactions(manager, at, ids);
    return { transactions, walletNumber: at.walletNumber, place: last.position };
  },
};

/**
 * The next commands of the owner or about their wallets, drawer by drawer.
 * @returns up to where there are no others
 */
async function nextCommands(
  manager: EntityManager,
  at: ErasureAt,
  { rows, drawers }: Pick<Bounds, 'rows' | 'drawers'>,
): Promise<{ readonly found: readonly FoundCommand[]; readonly upTo: bigint }> {
  const first = BigInt(at.place) >> LOG_DRAWER_BITS;
  // Each wallet is looked up in each drawer.
  const last = first + BigInt(Math.ceil(drawers / Math.max(1, at.walletIds.length))) - 1n;
  const select = (found: string): string =>
    `(SELECT c.caller, c.key, c.position, coalesce(jsonb_array_length(c.outcome #> '{many,done}'), 1) AS weight
        FROM command c
       WHERE ${found} AND c.position > $1 AND c.position < $2 ORDER BY c.position LIMIT ${rows})`;
  const found = await manager.query<(FoundCommand & { weight: number })[]>(
    `/* commandsToErase */
     SELECT c.* FROM generate_series($5::bigint, least($6::bigint, $2::bigint >> ${LOG_DRAWER_BITS})) AS drawer (number)
      CROSS JOIN LATERAL (
        SELECT * FROM (
          ${foundByCaller('$3').map(select).join(' UNION ')}
           UNION
          SELECT named.* FROM unnest($4::uuid[]) AS wallet (id)
           CROSS JOIN LATERAL (${foundByWallet('wallet.id').map(select).join(' UNION ALL ')}) named) c
         ORDER BY c.position LIMIT ${rows}) c
      LIMIT ${rows}`,
    [at.place, at.logPosition, at.ownerId, at.walletIds, first.toString(), last.toString()],
  );
  const upTo = ((last + 1n) << LOG_DRAWER_BITS) - 1n;
  let weight = 0;
  const taken = found.filter((command, place) => {
    weight += command.weight;
    return place === 0 || weight <= rows;
  });
  return { found: taken, upTo };
}
