import { z } from 'zod';
import { locatedKeys, type LocatedInput, locatedOf } from './located.js';
import type { Source } from './mapping.js';
import { originKeys, originOf, type Surroundings } from './origin.js';
import { check, keys, type Report, text } from './section.js';
import type { Plain } from './yaml-text.js';

const name = text('a name, such as users.balance');

const balances = keys({
  name,
  ...originKeys,
  ...locatedKeys,
  owner: text("the column with the owner's id"),
  amount: text('the column with the balance'),
  metadata: z.array(text('a column'), 'must be a list of columns').optional(),
});

const history = keys({
  name,
  history: z.literal(true, 'must be true, or left out for a source with columns'),
});

/** @returns those without mistakes */
export function readSources(
  value: Plain | undefined,
  defaults: LocatedInput,
  surroundings: Surroundings,
  report: Report,
): Source[] {
  if (!Array.isArray(value) || value.length === 0) {
    report(['sources'], 'has no source: give a list, of which the first is authoritative');
    return [];
  }
  const names = new Set<string>();
  return (value as readonly Plain[]).flatMap((item, index) => {
    const path = ['sources', index];
    const own =
      item !== null && typeof item === 'object' && 'name' in item ? item['name'] : undefined;
    if (typeof own === 'string') {
      if (names.has(own))
        report([...path, 'name'], `two sources are named ${own}: give each a name of its own`);
      names.add(own);
    }
    const source = readSource(item, path, defaults, surroundings, report);
    return source === undefined ? [] : [source];
  });
}

function readSource(
  item: Plain,
  path: readonly PropertyKey[],
  defaults: LocatedInput,
  surroundings: Surroundings,
  report: Report,
): Source | undefined {
  if (item !== null && typeof item === 'object' && 'history' in item) {
    return check(history, item, path, report);
  }
  const input = check(balances, item, path, report);
  if (input === undefined) return undefined;
  const origin = originOf(input, path, surroundings, report);
  const { currency, ...located } = locatedOf(input, defaults);
  if (currency === undefined)
    report(path, 'has no currency: give it here or at the top of the file');
  if (origin === undefined || currency === undefined) return undefined;
  const { name: named, owner, amount, metadata = [] } = input;
  return { name: named, origin, owner, amount, metadata, currency, ...located };
}
