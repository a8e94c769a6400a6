import type { EntityManager } from 'typeorm';

/** The values of a statement. Each has a name, which the statement refers to with a colon before it. */
export class Parameters {
  readonly values: Record<string, unknown> = {};

  /** Takes a value and returns its placeholder. */
  add(value: unknown): string {
    const name = `value_${Object.keys(this.values).length}`;
    this.values[name] = value;
    return `:${name}`;
  }

  /** The same values, to add others to. */
  copy(): Parameters {
    const copy = new Parameters();
    Object.assign(copy.values, this.values);
    return copy;
  }

  /** The rows of a statement with these placeholders. */
  query<Row>(manager: EntityManager, sql: string): Promise<Row[]> {
    const { driver } = manager.dataSource;
    return manager.query<Row[]>(...driver.escapeQueryWithParameters(sql, this.values));
  }
}
