import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readHistory } from './history.js';
import { readReconcile } from './reconcile.js';
import { locatedKeys } from './located.js';
import type { Mapping, Source } from './mapping.js';
import type { Surroundings } from './origin.js';
import { keyOf, MappingError, rememberText } from './mistakes.js';
import { readSources } from './sources.js';
import { check, keys, type Report, text } from './section.js';
import { type Mistake, parseYaml, type Plain } from './yaml-text.js';

export { MappingError };

const names = z.array(text('a name'), 'must be a list of names').default([]);
const adopt = keys({ drop: names, keep: names });

/** What a section has is checked by its own module. */
const section = z.unknown().optional();
const defaultsSchema = keys({
  ...locatedKeys,
  sources: section,
  history: section,
  adopt: section,
  reconcile: section,
});

/**
 * Reads a mapping file and checks all of it.
 *
 * @param environment the variables that `url: env:NAME` may name
 * @param purpose for a reconciliation, files may be missing yet, and sources if there are statements
 * @throws {MappingError} with all mistakes that it has
 */
export async function loadMapping(
  file: string,
  environment: Surroundings['environment'] = process.env,
  purpose: 'adoption' | 'reconciliation' = 'adoption',
): Promise<Mapping> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new MappingError([`${file} cannot be read: ${(error as Error).message}`]);
  });
  const yaml = parseYaml(content);
  const mistakes: Mistake[] = [...yaml.mistakes];
  const report: Report = (path, message) =>
    mistakes.push({ line: yaml.lineOf(path), message: `${keyOf(path)}${message}` });
  const filesLater = purpose === 'reconciliation';
  const mapping =
    mistakes.length > 0
      ? undefined
      : mappingOf(yaml.value, { file: resolve(file), environment, filesLater }, report);
  if (mapping !== undefined && mistakes.length === 0) {
    rememberText(mapping, { file, has: yaml.has, lineOf: yaml.lineOf });
    return mapping;
  }
  const sorted = mistakes.toSorted((one, other) => one.line - other.line);
  throw new MappingError(sorted.map(({ line, message }) => `${file}:${line}: ${message}`));
}

/**
 * Checks the mapping of RECONCILE_MAPPING. @returns a function that reads it again, for each run
 * @throws Error in one line that names the variable
 */
export async function mappingForRuns(file: string): Promise<() => Promise<Mapping>> {
  const read = () => loadMapping(file, process.env, 'reconciliation');
  await read().catch((error: unknown) => {
    const { message } = error as Error;
    throw new Error(`RECONCILE_MAPPING: ${message.replaceAll('\n', '; ')}`, { cause: error });
  });
  return read;
}

function mappingOf(value: Plain, surroundings: Surroundings, report: Report): Mapping | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    report([], 'the file must have the key sources, with a list of sources');
    return undefined;
  }
  const top = value as Readonly<Record<string, Plain>>;
  const defaults = check(defaultsSchema, top, [], report) ?? partialDefaults(top);
  const hasSources = !(surroundings.filesLater && hasStatementsOnly(top));
  const sources = hasSources ? readSources(top['sources'], defaults, surroundings, report) : [];
  const history = readHistory(top['history'], defaults, surroundings, report);
  const adopted = check(adopt, top['adopt'] ?? {}, ['adopt'], report);
  const names = sources.map(({ name }) => name);
  // A statement is a file that comes later, and only a reconciliation reads it.
  const later = { ...surroundings, filesLater: true };
  const reconcile = readReconcile(top['reconcile'], defaults, later, names, report);
  if (top['history'] === undefined) reportHistorySources(top['sources'], report);
  if (history?.pending === 'deducted') reportDeducted(sources, report);
  if (adopted === undefined) return undefined;
  return { file: surroundings.file, sources, history, adopt: adopted, reconcile };
}

function hasStatementsOnly({ sources, reconcile }: Readonly<Record<string, Plain>>): boolean {
  const hasStatements =
    reconcile !== null && typeof reconcile === 'object' && 'statements' in reconcile;
  return sources === undefined && hasStatements;
}

function reportHistorySources(sources: Plain | undefined, report: Report): void {
  for (const [index, source] of (Array.isArray(sources) ? sources : []).entries()) {
    if ((source as { history?: Plain } | null)?.history === true) {
      report(
        ['sources', index, 'history'],
        'is true, but the file has no history: add the section history',
      );
    }
  }
}

/** The sum of a history has what is pending. */
function reportDeducted([first]: readonly Source[], report: Report): void {
  if (first && 'history' in first)
    report(
      ['history', 'pending'],
      'is deducted, but the first source is the history itself, which deducts nothing: leave pending out',
    );
}

/** So that a mistake in one default is not reported as its lack in each source. */
function partialDefaults(top: Readonly<Record<string, Plain>>) {
  const ignore: Report = () => undefined;
  return {
    currency:
      top['currency'] === undefined
        ? undefined
        : (check(locatedKeys.currency, top['currency'], [], ignore) ?? { constant: '' }),
  };
}
