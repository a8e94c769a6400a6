import { closestMatch } from 'leven';
import { isCurrencyCode } from '../../money/index.js';
import type { Mapping } from './mapping.js';
import { mistakeAt, MappingError, type Path } from './mistakes.js';

/**
 * Refuses currencies that the mapping names itself and the book does not have. Those of a column are judged row by row.
 * @param codes of the currencies of the book
 * @throws MappingError with each, its line, and the nearest that the book has
 */
export function refuseUnknownCurrencies(mapping: Mapping, codes: Iterable<string>): void {
  const known = [...codes];
  const { sources, history, reconcile } = mapping;
  const named: (readonly [Path, object])[] = [
    ...sources.map((source, at) => [['sources', at], source] as const),
    ...(history ? [[['history'], history] as const] : []),
    ...(reconcile?.statements ?? []).map(
      (statement, at) => [['reconcile', 'statements', at], statement] as const,
    ),
  ];
  const mistakes = named.flatMap(([path, part]) => {
    const code = constantCurrency(part);
    if (code === undefined || known.includes(code)) return [];
    return [
      mistakeAt(mapping, [[...path, 'currency'], ['currency']], unknownCurrency(code, known)),
    ];
  });
  // One at the top of the file is that of many sources.
  if (mistakes.length > 0) throw new MappingError([...new Set(mistakes)]);
}

function constantCurrency(part: object): string | undefined {
  const { currency } = part as { currency?: { constant?: string } };
  return currency?.constant;
}

/**
 * What is wrong with a currency that the book does not have, and what would be right.
 * @param shown how to write it; the code itself by default
 */
export function unknownCurrency(code: string, known: readonly string[], shown = code): string {
  const nearest = closestMatch(code.toUpperCase(), [...known], { maxDistance: 2 });
  const meant = nearest === undefined ? '' : `did you mean ${nearest}? If not, `;
  const added = isCurrencyCode(code) ? code : 'CODE';
  return `${shown} is not a currency of this book: ${meant}add it with \`onebook currency add ${added} DIGITS "NAME"\``;
}
