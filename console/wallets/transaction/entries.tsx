import { type Column, DataTable } from '../../parts/data-table.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { MoneyText } from '../../parts/money-text.js';
import { wordsOf } from '../../parts/status-badge.js';
import { WalletLink } from '../links.js';
import type { WholeTransaction } from '../types.js';

type Entry = WholeTransaction['entries'][number];
type Split = WholeTransaction['splits'][number];

/** The lines that a transaction wrote. */
export function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <DataTable
      caption="Entries"
      columns={ENTRY_COLUMNS}
      rows={entries}
      keyOf={({ id }) => id}
      empty={<Empty>It has neither held nor moved money.</Empty>}
    />
  );
}

const ENTRY_COLUMNS: readonly Column<Entry>[] = [
  { header: 'Account', isRowHeader: true, cell: ({ account }) => account },
  { header: 'Phase', cell: ({ phase }) => PHASES[phase] },
  { header: 'When', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    header: 'Amount',
    align: 'number',
    cell: ({ amount }) => <MoneyText money={amount} withSign />,
  },
  {
    header: 'Account after it',
    align: 'number',
    cell: ({ balance }) => <MoneyText money={balance} />,
  },
];

const PHASES = {
  HOLD: 'holds money',
  POST: 'moves money',
  RELEASE: 'gives held money back',
  REVERT: 'takes moved money back',
} as const satisfies Record<Entry['phase'], string>;

/** The parts of the amount that go to receivers of their own. */
export function Splits({ splits }: { readonly splits: readonly Split[] }) {
  return (
    <DataTable
      caption="Splits"
      columns={SPLIT_COLUMNS}
      rows={splits.map((split, index) => ({ ...split, index }))}
      keyOf={({ index }) => String(index)}
    />
  );
}

const SPLIT_COLUMNS: readonly Column<Split>[] = [
  { header: 'Label', isRowHeader: true, cell: ({ label }) => label },
  { header: 'To', cell: ({ to }) => <Receiver to={to} /> },
  { header: 'Amount', align: 'number', cell: ({ amount }) => <MoneyText money={amount} /> },
  {
    header: 'Taken back',
    align: 'number',
    cell: ({ takenBack }) => <MoneyText money={takenBack} />,
  },
];

function Receiver({ to }: { readonly to: Split['to'] }) {
  if (to === null) return <span className="quiet">–</span>;
  return to.__typename === 'Wallet' ? <WalletLink wallet={to} /> : wordsOf(to.name);
}
