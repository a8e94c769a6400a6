import type { ReactNode } from 'react';

export interface Column<Row> {
  /** Its heading, which a narrow screen shows before each value. */
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** `number`: to the right, with digits of one width. */
  readonly align?: 'number';
  /** Whether it names the row, for a screen reader. One column should. */
  readonly isRowHeader?: boolean;
}

/**
 * A table. On a narrow screen each row becomes a card.
 * @param caption what it lists, for a screen reader
 */
export function DataTable<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What stands here if there is no row. */
  readonly empty?: ReactNode;
}) {
  const { caption, columns, rows, keyOf, empty } = props;
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    // The roles stay when a narrow screen shows the rows as blocks, which would take them away.
    <table className="data" role="table">
      <caption className="hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ header, align }) => (
            <th key={header} scope="col" role="columnheader" className={align}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.header} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>(props: { readonly column: Column<Row>; readonly row: Row }) {
  const { header, cell, align, isRowHeader } = props.column;
  const content = (
    <>
      <span className="card-label" aria-hidden="true">
        {header}
      </span>
      <span className="card-value">{cell(props.row)}</span>
    </>
  );
  if (isRowHeader)
    return (
      <th scope="row" role="rowheader" className={align}>
        {content}
      </th>
    );
  return (
    <td role="cell" className={align}>
      {content}
    </td>
  );
}
