import type { EntityManager } from 'typeorm';
import type { MonitorKind } from '../../domain/index.js';
import { COMMANDS_PER_COMMIT } from '../../ledger/index.js';
import { type CommandRow, readCommands } from '../../reader/index.js';
import type { RoundOf } from './chain-watch.js';
import { readAmounts } from './amounts.js';
import { amountSights, deadWebhookSight, refusedRunSight } from './log-sights.js';
import type { Sight } from './summaries.js';
import { readWatched, type Watched } from './watched.js';

/** Kinds that follow the log. */
export const OF_LOG: readonly MonitorKind[] = ['AMOUNT_ABOVE', 'WEBHOOK_DEAD', 'SCHEDULE_REFUSED'];

/** Most commands that are read at once, and most pages of them in a round. */
const PAGE = 500;
const PAGES = 20;

/** Which commands each kind looks at, as SQL over the row `c`. */
const CONDITIONS: Partial<Record<MonitorKind, string>> = {
  AMOUNT_ABOVE: `c.event_types && '{transaction.pending,transaction.completed}'`,
  WEBHOOK_DEAD: `c.movement = 'webhookDied'`,
  SCHEDULE_REFUSED: `c.key LIKE 'run·%' AND NOT c.outcome ? 'done'`,
};

/**
 * Looks at the commands that no round has looked at yet, in the order of the log. A monitor sees those of commits after its
 * watch began.
 * @param end the settled end of the log, from before the monitors are read: so the monitors of all commits up to it are known
 * @returns whether all was looked at
 */
export async function watchLog(round: RoundOf, end: bigint): Promise<boolean> {
  const { manager } = round;
  const monitors = await readWatched(manager, OF_LOG);
  if (monitors.length === 0) return true;
  const begin = monitors
    .map(firstPositionOf)
    .reduce((lowest, one) => (one < lowest ? one : lowest));
  const place = await readPlace(manager);
  const kinds = OF_LOG.filter((kind) => monitors.some((monitor) => monitor.kind === kind));
  const conditions = {
    conditions: [`(${kinds.map((kind) => `(${CONDITIONS[kind] ?? ''})`).join(' OR ')})`],
    values: [],
  };
  let from = place + 1n > begin ? place + 1n : begin;
  for (let page = 0; page < PAGES && !round.stopping.aborted; page += 1) {
    const range = { from, to: end, limit: PAGE };
    const commands = await readCommands(manager, range, conditions);
    await lookAt(round, monitors, commands);
    const last = commands.at(-1);
    const upTo = last && commands.length === PAGE ? last.position : end;
    if (upTo > place) await writePlace(manager, upTo);
    if (upTo >= end) return true;
    from = upTo + 1n;
  }
  return false;
}

function firstPositionOf({ afterCommit }: Watched): bigint {
  return (BigInt(afterCommit) + 1n) * BigInt(COMMANDS_PER_COMMIT);
}

/** Raises what the monitors see in these commands, together: the order of alerts of different crossings says nothing. */
async function lookAt(
  { manager, raising }: RoundOf,
  monitors: readonly Watched[],
  commands: readonly CommandRow[],
): Promise<void> {
  const amounts = monitors.filter(({ kind }) => kind === 'AMOUNT_ABOVE');
  const transactions = amounts.length === 0 ? [] : await readAmounts(manager, commands, amounts);
  const seen = [
    ...amounts.flatMap((monitor) =>
      amountSights(
        monitor,
        transactions.filter(({ position }) => position >= firstPositionOf(monitor)),
      ).map((sight) => ({ monitor, sight })),
    ),
    ...monitors.flatMap((monitor) =>
      commands
        .filter(({ position }) => position >= firstPositionOf(monitor))
        .flatMap((command) => sightsIn(monitor, command))
        .map((sight) => ({ monitor, sight })),
    ),
  ];
  await Promise.all(seen.map(({ monitor, sight }) => raising.raise(monitor, sight)));
}

function sightsIn({ kind }: Watched, command: CommandRow): Sight[] {
  const sight =
    kind === 'SCHEDULE_REFUSED'
      ? refusedRunSight(command)
      : kind === 'WEBHOOK_DEAD'
        ? deadWebhookSight(command)
        : undefined;
  return sight ? [sight] : [];
}

async function readPlace(manager: EntityManager): Promise<bigint> {
  const [row] = await manager.query<{ position: string }[]>(
    '/* monitoringPlace */ SELECT position FROM monitoring_place',
  );
  return BigInt(row?.position ?? 0);
}

async function writePlace(manager: EntityManager, position: bigint): Promise<void> {
  await manager.query('/* moveMonitoringPlace */ UPDATE monitoring_place SET position = $1', [
    position.toString(),
  ]);
}
