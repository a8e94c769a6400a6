import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import type { Origin, Relation } from './mapping.js';
import { keys, type Report, text } from './section.js';

const relationKeys = {
  table: text('the name of a table').optional(),
  query: text('a SELECT').optional(),
};

/** The keys of which a source or the history has exactly one. */
export const originKeys = {
  csv: text('the path of a CSV file').optional(),
  postgres: keys({
    url: text('postgres://…, or env:NAME for a variable of the environment').optional(),
    ...relationKeys,
  }).optional(),
  sqlite: keys({ file: text('the path of a SQLite file'), ...relationKeys }).optional(),
};

export type OriginInput = z.infer<z.ZodObject<typeof originKeys>>;

/** Where the mapping is, and the variables that it may name. */
export interface Surroundings {
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether files may be missing as the mapping is read, to be read later. */
  readonly filesLater?: boolean;
}

/** @returns undefined if it has mistakes, which are reported */
export function originOf(
  input: OriginInput,
  path: readonly PropertyKey[],
  { file, environment, filesLater = false }: Surroundings,
  report: Report,
): Origin | undefined {
  const { csv, postgres, sqlite } = input;
  const given = Object.entries({ csv, postgres, sqlite }).filter(([, one]) => one !== undefined);
  if (given.length !== 1) {
    const what =
      given.length === 0 ? 'has no origin' : `has ${given.map(([key]) => key).join(' and ')}`;
    report(path, `${what}: give one of csv, postgres and sqlite`);
    return undefined;
  }
  const absolute = (name: string, key: string[]): string | undefined => {
    const found = resolve(dirname(file), name);
    const fault = filesLater ? undefined : faultInFile(found);
    if (fault !== undefined) report([...path, ...key], fault);
    return fault === undefined ? found : undefined;
  };
  if (csv !== undefined) {
    const found = absolute(csv, ['csv']);
    return found === undefined ? undefined : { type: 'csv', file: found };
  }
  if (sqlite !== undefined) {
    const from = relationOf(sqlite, [...path, 'sqlite'], report);
    const found = absolute(sqlite.file, ['sqlite', 'file']);
    return found === undefined || from === undefined
      ? undefined
      : { type: 'sqlite', file: found, from };
  }
  const from = relationOf(postgres ?? {}, [...path, 'postgres'], report);
  const url = urlOf(postgres?.url, environment, (message) =>
    report([...path, 'postgres', 'url'], message),
  );
  return from === undefined ? undefined : { type: 'postgres', url, from };
}

function relationOf(
  { table, query }: { table?: string | undefined; query?: string | undefined },
  path: readonly PropertyKey[],
  report: Report,
): Relation | undefined {
  if (table !== undefined && query === undefined) return { table };
  if (query !== undefined && table === undefined) return { query };
  report(
    path,
    `has ${table === undefined ? 'neither table nor query' : 'table and query'}: give one of them`,
  );
  return undefined;
}

/** Messages never have the URL, because it may have a password. */
function urlOf(
  url: string | undefined,
  environment: Surroundings['environment'],
  report: (message: string) => void,
): string | undefined {
  if (url === undefined) return undefined;
  const name = url.startsWith('env:') ? url.slice('env:'.length) : undefined;
  const text = name === undefined ? url : environment[name];
  if (text === undefined || text === '') {
    report(
      `the environment has no variable ${name ?? ''}: set it to postgres://user:password@host:5432/database`,
    );
    return undefined;
  }
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  report('is no URL of PostgreSQL: write postgres://user:password@host:5432/database, or env:NAME');
  return undefined;
}

function faultInFile(file: string): string | undefined {
  try {
    return statSync(file).isDirectory()
      ? `${file} is a folder: give the path of a file`
      : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'there is no file' : `cannot read (${code ?? String(error)})`;
    return `${what} ${file}: paths are relative to the mapping file`;
  }
}
