import type { Sql } from '../../../reader/index.js';
import type { WrittenName } from './body/statements.js';
import { HOLE } from './body/tokens.js';
import type { Target } from './targets.js';

/** Where a source is read from, which says what its names without a schema mean. */
export interface Scope {
  /** The schema of the function; undefined for a job. */
  readonly schema: string | undefined;
  /** Its own SET search_path. */
  readonly searchPath: string | null;
  readonly owner: string;
  /** The names of the body, against one that sets its search path itself. */
  readonly words: ReadonlySet<string>;
  readonly isLoose: boolean;
}

/** Tells which relations a written name may mean. */
export class Relations {
  private constructor(
    readonly targets: readonly Target[],
    /** The schemas that have a relation of this name. */
    private readonly schemas: ReadonlyMap<string, readonly string[]>,
    private readonly defaultPaths: readonly string[],
  ) {}

  /** @param searchPath that of the session, as it was before anything set it */
  static async read(sql: Sql, targets: readonly Target[], searchPath: string): Promise<Relations> {
    const named = await sql.query<{ name: string; schemas: string[] }[]>(
      `SELECT c.relname::text AS name, array_agg(n.nspname::text) AS schemas
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_temp%'
        GROUP BY 1`,
      [targets.map(({ name }) => name)],
    );
    const set = await sql.query<{ path: string }[]>(
      `SELECT DISTINCT substr(one, 13) AS path FROM pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) one
        WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
          AND one LIKE 'search_path=%'`,
    );
    return new Relations(targets, new Map(named.map(({ name, schemas }) => [name, schemas])), [
      ...['"$user", public', searchPath, ...set.map(({ path }) => path)],
    ]);
  }

  /** The targets that a name may mean. With a HOLE in it, those that fit. */
  named({ schema, name }: WrittenName, scope: Scope): readonly Target[] {
    const fitting = this.targets.filter(
      (target) =>
        fits(target.name, name, scope.isLoose) &&
        (schema === undefined || fits(target.schema, schema, scope.isLoose)),
    );
    if (schema !== undefined || name.includes(HOLE)) return fitting;
    const schemas = this.schemas.get(name);
    if (schemas === undefined || schemas.length === 1) return fitting;
    return fitting.filter((target) => this.#isMeant(target, schemas, scope));
  }

  #isMeant(target: Target, schemas: readonly string[], scope: Scope): boolean {
    // It sets the path while it runs.
    if (scope.words.has('search_path')) return true;
    const first = (path: string): string | undefined =>
      schemasOf(path, scope.owner).find((one) => schemas.includes(one));
    if (scope.searchPath !== null) return first(scope.searchPath) === target.schema;
    // An application that calls functions of a schema without naming it has it on its path.
    if (scope.schema === target.schema) return true;
    const meant = this.defaultPaths.map(first).filter((one) => one !== undefined);
    // Without any, the application sets a path that is not known here.
    return meant.length === 0
      ? !schemas.includes(scope.schema ?? '')
      : meant.includes(target.schema);
  }
}

/** Whether a name is the written one. HOLE in it fits anything. */
export function fits(name: string, written: string, isLoose: boolean): boolean {
  if (!written.includes(HOLE))
    return name === written || (isLoose && name.toLowerCase() === written.toLowerCase());
  const pattern = written
    .split(HOLE)
    .map((part) => part.replaceAll(/[^\p{L}\p{N}_]/gu, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, isLoose ? 'i' : '').test(name);
}

/** The schemas of a search path. */
export function schemasOf(path: string, owner: string): string[] {
  return Array.from(path.matchAll(/"((?:[^"]|"")*)"|([^\s,"]+)/g), ([, quoted, plain]) => {
    const name = quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? '';
    return name === '$user' ? owner : name;
  });
}
