import type { ScheduleFieldsFragment } from '@onebook/client';
import { hrefOf } from '../../frame/route.js';
import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { StatusBadge } from '../../parts/status-badge.js';
import { useSession } from '../../session/session-context.js';
import type { Question } from '../shared/action-dialog.js';
import { Until } from '../shared/age.js';
import { Facts } from '../shared/facts.js';
import { JsonText } from '../shared/json-text.js';
import type { Ask } from '../shared/use-ask.js';

/** The schedules of a page, with what an admin can do to them. */
export function ScheduleTable(props: {
  readonly schedules: readonly ScheduleFieldsFragment[];
  /** The id of the schedule whose runs are shown. */
  readonly chosen: string;
  readonly ask: Ask;
  readonly onDone: () => void;
}) {
  const { schedules, chosen, ask, onDone } = props;
  const { may } = useSession();
  const wordsFor = (id: string): string => (id === chosen ? 'Shown below' : 'Show');
  const runs: Column<ScheduleFieldsFragment> = {
    header: 'Runs',
    cell: ({ id, mutation }) => (
      <a
        href={hrefOf('/work/schedules', { of: id })}
        aria-current={id === chosen ? 'true' : undefined}
        aria-label={`${wordsFor(id)}: runs of ${mutation}, ${id}`}
      >
        {wordsFor(id)}
      </a>
    ),
  };
  const columns = [...COLUMNS, runs, ...(may('ADMIN') ? [actions(ask, onDone)] : [])];
  return (
    <DataTable
      caption="Schedules, newest first"
      columns={columns}
      rows={schedules}
      keyOf={({ id }) => id}
      empty={
        <Empty>Nothing is scheduled yet. An admin or a program can schedule a mutation.</Empty>
      }
    />
  );
}

const COLUMNS: readonly Column<ScheduleFieldsFragment>[] = [
  {
    header: 'What',
    isRowHeader: true,
    cell: ({ mutation, input }) => (
      <details>
        <summary>{mutation}</summary>
        <JsonText value={input} label={`Input of ${mutation}`} />
      </details>
    ),
  },
  { header: 'When', cell: (schedule) => <When schedule={schedule} /> },
  { header: 'Next', cell: ({ nextAt }) => <Until at={nextAt} past="due" /> },
  { header: 'If late', cell: ({ late }) => LATE[late] },
  {
    header: 'By',
    cell: ({ createdBy, createdAt }) => (
      <>
        {createdBy}
        <span className="under">
          <Moment at={createdAt} />
        </span>
      </>
    ),
  },
  { header: 'State', cell: ({ status }) => <StatusBadge status={status} /> },
];

/** What becomes of missed moments, in words. */
export const LATE = { ONCE: 'one run for all', ALL: 'each runs', SKIP: 'none runs' } as const;

/** The moment of a schedule, or its rule. */
export function When({ schedule }: { readonly schedule: ScheduleFieldsFragment }) {
  const { at, cron, timeZone, until } = schedule;
  if (cron === null)
    return (
      <>
        Once
        <span className="under">
          <Moment at={at} />
        </span>
      </>
    );
  return (
    <>
      <code>{cron}</code>
      <span className="under">
        {timeZone}
        {until !== null && (
          <>
            , until <Moment at={until} />
          </>
        )}
      </span>
    </>
  );
}

type Change = 'pauseSchedule' | 'resumeSchedule' | 'cancelSchedule';

const OFFERED: Readonly<Record<ScheduleFieldsFragment['status'], readonly Change[]>> = {
  ACTIVE: ['pauseSchedule', 'cancelSchedule'],
  PAUSED: ['resumeSchedule', 'cancelSchedule'],
  CANCELLED: [],
  ENDED: [],
};

const WORDS = {
  pauseSchedule: {
    label: 'Pause',
    effect: 'Its moments pass without a run until it is resumed.',
  },
  resumeSchedule: { label: 'Resume', effect: 'Moments that have passed meanwhile were missed.' },
  cancelSchedule: { label: 'Cancel', effect: 'It ends for good. No run of it follows.' },
} as const;

const actions = (ask: Ask, onDone: () => void): Column<ScheduleFieldsFragment> => ({
  header: 'Change',
  cell: (schedule) => (
    <span className="row-actions">
      {OFFERED[schedule.status].map((name) => (
        <button
          key={name}
          type="button"
          aria-label={`${WORDS[name].label} ${schedule.mutation}, ${schedule.id}`}
          onClick={() => ask(change(name, schedule, onDone))}
        >
          {WORDS[name].label}
        </button>
      ))}
    </span>
  ),
});

function change(
  name: Change,
  schedule: ScheduleFieldsFragment,
  onDone: () => void,
): Question<Change> {
  const { label, effect } = WORDS[name];
  return {
    name,
    title: `${label} this schedule?`,
    label: name === 'cancelSchedule' ? 'Cancel the schedule' : label,
    ...(name === 'cancelSchedule' ? { tone: 'bad' } : {}),
    body: (
      <>
        <Facts
          facts={[
            ['Mutation', <strong>{schedule.mutation}</strong>],
            ['When', <When schedule={schedule} />],
            ['If late', LATE[schedule.late]],
          ]}
        />
        <JsonText value={schedule.input} label="Input" />
        <p>{effect}</p>
      </>
    ),
    input: () => ({ scheduleId: schedule.id }),
    onDone,
  };
}
