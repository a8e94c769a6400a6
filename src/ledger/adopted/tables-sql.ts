/**
 * SQL of the tables in which an adopted system's transaction notes what it changed, until its commit posts it. They hold
 * rows of running transactions alone. They are no second place for a balance: nothing but the same transaction sees them.
 * @param s the quoted schema of the adoption
 */
export function adoptedTablesSql(s: string): string[] {
  return [
    `CREATE TABLE ${s}.moved (
       xact        xid8 NOT NULL,
       wallet_id   uuid NOT NULL,
       -- Minor units by which the wallet's cash is another for this transaction than for others.
       amount      numeric NOT NULL,
       -- What counts for every column: rows that came and went.
       settled     numeric NOT NULL,
       -- What it added to each column of this balance since: minor units as text, by the name of the source.
       changes     jsonb NOT NULL,
       -- The column that it wrote last, by what.
       source      text NOT NULL,
       statement   text NOT NULL,
       application text NOT NULL,
       PRIMARY KEY (xact, wallet_id)
     )`,
    // One row a transaction, so that the trigger that posts at its commit fires once.
    `CREATE TABLE ${s}.posting (xact xid8 PRIMARY KEY)`,
  ];
}
