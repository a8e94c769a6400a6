import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** How the rows of a table become entities. */
export interface EntityRows<Entity> {
  /** SQL for the columns of a row, each under its own name. @param row SQL name of the row */
  readonly columnsSql: (row: string) => string;
  /** The entity of a row with these columns. */
  readonly entityOf: (row: Readonly<Record<string, unknown>>) => Entity;
}

/**
 * The rows of an entity's table, by TypeORM's own description of it. Its query builder names each column again and
 * groups the rows for joins that there are not: a page of 50 transactions takes a quarter of a millisecond more.
 */
export function entityRowsOf<Entity extends ObjectLiteral>(
  { dataSource }: EntityManager,
  entity: EntityTarget<Entity>,
): EntityRows<Entity> {
  const metadata = dataSource.getMetadata(entity);
  const { driver } = dataSource;
  return {
    columnsSql: (row) =>
      metadata.columns
        .map(({ databaseName }) => `${row}.${driver.escape(databaseName)}`)
        .join(', '),
    entityOf: (row) => {
      const made = metadata.create() as Entity;
      for (const column of metadata.columns)
        column.setEntityValue(made, driver.prepareHydratedValue(row[column.databaseName], column));
      return made;
    },
  };
}
