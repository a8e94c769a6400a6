import { closestMatch } from 'leven';
import type { Writer } from './writer.js';

/** What a mapping says under `adopt`. */
export interface NamedWriters {
  readonly drop: readonly string[];
  readonly keep: readonly string[];
}

/** What becomes of each writer, if there is nothing to refuse. */
export interface NamedPlan {
  readonly drop: readonly Writer[];
  readonly keep: readonly Writer[];
  /** What keeps the adoption from going on, each with what would be right. */
  readonly problems: readonly string[];
}

/** Compares the writers that were found with those that the mapping names. */
export function planNamed(writers: readonly Writer[], named: NamedWriters): NamedPlan {
  const problems: string[] = [];
  const resolve = (list: 'drop' | 'keep'): Writer[] =>
    named[list].flatMap((name) => {
      const meant = meantBy(name, writers);
      const [only] = meant;
      if (meant.length === 1 && only) return [only];
      problems.push(
        `adopt.${list} names ${name}, which ${meant.length === 0 ? unknown(name, writers) : ambiguous(meant)}`,
      );
      return [];
    });
  const drop = [...new Set(resolve('drop'))];
  const keep = [...new Set(resolve('keep'))];
  for (const writer of writers) {
    const problem = problemOf(writer, drop.includes(writer), keep.includes(writer));
    if (problem !== undefined) problems.push(problem);
  }
  return { drop, keep, problems };
}

/** The problems alone. */
export function checkNamed(writers: readonly Writer[], named: NamedWriters): readonly string[] {
  return planNamed(writers, named).problems;
}

/** The writers with a qualified name, or else those that a shorter one fits: without schema, table or arguments. */
function meantBy(name: string, writers: readonly Writer[]): readonly Writer[] {
  const exact = writers.filter(({ qualified }) => qualified === name);
  return exact.length > 0 ? exact : writers.filter((writer) => shortNames(writer).includes(name));
}

function shortNames({ name, qualified }: Writer): string[] {
  const withoutArguments = qualified.replace(/\(.*$/, '');
  const parts = withoutArguments.split('.');
  return [name, withoutArguments, ...parts.map((_, at) => parts.slice(at).join('.'))];
}

function unknown(name: string, writers: readonly Writer[]): string {
  if (writers.length === 0)
    return 'writes no mapped column: take the name out, as nothing here does';
  const names = writers.flatMap((writer) => [writer.name, writer.qualified]);
  const nearest = closestMatch(name, names, { maxDistance: 4 });
  return nearest === undefined
    ? `is none of those that write a mapped column: they are ${writers.map(({ qualified }) => qualified).join(', ')}`
    : `is none of those that write a mapped column: did you mean ${nearest}?`;
}

function ambiguous(meant: readonly Writer[]): string {
  return `can be each of ${meant.length}: write ${meant.map(({ qualified }) => qualified).join(' or ')}`;
}

function problemOf(writer: Writer, isDropped: boolean, isKept: boolean): string | undefined {
  const known = describeWriter(writer);
  if (writer.dropSql === undefined) return `${known}: it can be neither dropped nor kept`;
  if (isDropped && isKept) return `${known}: it is under drop and under keep, name it once`;
  if (isKept && !writer.mayKeep)
    return `${known}: it is on the adopted table, which a view replaces, so it can only be dropped`;
  if (isDropped || isKept) return undefined;
  return `${known}: name it in the mapping, under adopt.drop${writer.mayKeep ? ' or adopt.keep' : ''}`;
}

/** The writers as a plan prints them: a line for what and why, and one for the source. */
export function describeWriters(writers: readonly Writer[]): readonly string[] {
  return writers.flatMap((writer) => [describeWriter(writer), `    ${writer.evidence}`]);
}

function describeWriter({ kind, qualified, isEnabled, reason }: Writer): string {
  const what = kind.toLowerCase().replaceAll('_', ' ');
  const isNamed = qualified.startsWith(`${what} `);
  return `${isNamed ? '' : `${what} `}${qualified}${isEnabled ? '' : ' (disabled)'} ${reason}`;
}
