import { useState } from 'react';
import { type Column, DataTable } from '../parts/data-table.js';
import { Moment } from '../parts/moment.js';
import type { PlotProps } from './plot.js';

/** Rows of the table: the newest ones, evenly spread. */
const ROWS = 15;

/** The values of a plot as text. */
export function PlotTable({ title, times, series, timeText }: PlotProps) {
  const [isOpen, setOpen] = useState(false);
  const columns: readonly Column<number>[] = [
    {
      header: 'When',
      isRowHeader: true,
      cell: (index) =>
        timeText ? timeText(index) : <Moment at={new Date(times[index] ?? 0).toISOString()} />,
    },
    ...series.map(({ label, text }): Column<number> => ({
      header: label,
      align: 'number',
      cell: text,
    })),
  ];
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>As a table</summary>
      {isOpen && (
        <DataTable
          caption={title}
          columns={columns}
          rows={rowsOf(times.length)}
          keyOf={(index) => String(times[index])}
          empty={<p className="quiet">Nothing has been measured yet.</p>}
        />
      )}
    </details>
  );
}

/** Indices, newest first. */
function rowsOf(count: number): number[] {
  const step = Math.max(1, Math.ceil(count / ROWS));
  const rows: number[] = [];
  for (let index = count - 1; index >= 0; index -= step) rows.push(index);
  return rows;
}
