import { createHash } from 'node:crypto';
import { type DocumentNode, Kind, print, type SelectionSetNode, visit } from 'graphql';

/**
 * The SHA-256 (hex) of a document's canonical form. Two documents have the same one if they ask for the same: white space,
 * commas, comments and the order of operations and fragments do not matter, and neither does a plain `__typename` beside
 * other fields, which normalised caches add to every selection before they send it. It tells a caller the name of a type
 * of the schema and nothing else.
 * @param document parsed; it may nest no deeper than the document limits allow
 */
export function fingerprintOf(document: DocumentNode): string {
  const definitions = document.definitions.map((definition) =>
    print(visit(definition, { SelectionSet: withoutTypename })),
  );
  return sha256(definitions.sort().join('\n'));
}

/** The SHA-256 of a text in UTF-8, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The selections without `__typename`; one stays if there is nothing else. */
function withoutTypename(set: SelectionSetNode): SelectionSetNode | undefined {
  const others = set.selections.filter(
    (one) =>
      one.kind !== Kind.FIELD ||
      one.name.value !== '__typename' ||
      one.alias !== undefined ||
      (one.directives ?? []).length > 0,
  );
  if (others.length === set.selections.length) return undefined;
  return { ...set, selections: others.length === 0 ? set.selections.slice(0, 1) : others };
}
