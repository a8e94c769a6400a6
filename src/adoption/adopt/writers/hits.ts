import type { Body, FoundWrite } from './body/body.js';
import type { Verb } from './body/statements.js';
import { HOLE } from './body/tokens.js';
import { fits, type Relations, type Scope } from './scope.js';
import type { Target } from './targets.js';

/** Why something is believed to write mapped columns. */
export interface Hit {
  /** A predicate: "updates legacy.users.balance". */
  readonly does: string;
  readonly isCertain: boolean;
  readonly columns: readonly string[];
  readonly evidence: string;
}

/** The mapped columns that a source writes by its own statements. */
export function hitsOf(body: Body, relations: Relations, scope: Scope): Hit[] {
  const hits = body.writes.flatMap((write) =>
    relations
      .named(write.relation, scope)
      .flatMap((target) => hitOf(write, target, body.words, scope.isLoose) ?? []),
  );
  if (body.unreadable === undefined || hits.length > 0) return hits;
  const evidence = body.unreadable;
  return relations.targets.flatMap((target) => {
    const named = [target.name, ...target.columns.keys()].find((name) =>
      has(body.words, name, scope.isLoose),
    );
    if (named === undefined || target.columns.size === 0) return [];
    const columns = mappedBy(target, 'ALL');
    return [
      {
        does: `may write ${columns.join(', ')}: it runs a statement that cannot be read from here, and names ${named}`,
        ...{ isCertain: false, columns, evidence },
      },
    ];
  });
}

function hitOf(
  write: FoundWrite,
  target: Target,
  words: ReadonlySet<string>,
  isLoose: boolean,
): Hit | undefined {
  const { verb, relation, columns: written, evidence } = write;
  const isTableKnown = !relation.name.includes(HOLE) && !relation.schema?.includes(HOLE);
  const columns = mappedBy(target, written, isLoose);
  if (columns.length === 0) return undefined;
  const isColumnKnown = written === 'ALL' || !written.some((name) => name.includes(HOLE));
  const where = `${target.schema}.${target.name}`;
  if (isTableKnown && isColumnKnown)
    return {
      does: `${DOES[verb]} ${objectOf(verb, where, columns)}`,
      isCertain: true,
      columns,
      evidence,
    };
  // A statement whose table comes at run time could be about any table: a name of this one must be in sight.
  const isTableNamed = isTableKnown || has(words, target.name, isLoose);
  const isColumnNamed =
    written !== 'ALL' &&
    [...target.columns.keys()].some(
      (name) => written.includes(name) || (!isColumnKnown && has(words, name, isLoose)),
    );
  if (!isTableNamed && !isColumnNamed) return undefined;
  return {
    does: `may write ${columns.join(', ')}: the ${isTableKnown ? 'columns' : 'table'} of its ${verb} come${isTableKnown ? '' : 's'} at run time`,
    ...{ isCertain: false, columns, evidence },
  };
}

const DOES = {
  UPDATE: 'updates',
  INSERT: 'inserts into',
  MERGE: 'merges into',
  COPY: 'copies into',
  DELETE: 'deletes rows of',
  TRUNCATE: 'empties',
  ALTER: 'alters',
  DROP: 'drops',
} as const satisfies Record<Verb, string>;

function objectOf(verb: Verb, where: string, columns: readonly string[]): string {
  return verb === 'UPDATE' ? columns.join(' and ') : `${where}, with ${columns.join(' and ')}`;
}

function mappedBy(
  target: Target,
  written: readonly string[] | 'ALL',
  isLoose = false,
): readonly string[] {
  return [...target.columns].flatMap(([name, column]) =>
    written === 'ALL' || written.some((one) => fits(name, one, isLoose)) ? [column] : [],
  );
}

function has(words: ReadonlySet<string>, name: string, isLoose: boolean): boolean {
  return words.has(name) || (isLoose && words.has(name.toLowerCase()));
}
