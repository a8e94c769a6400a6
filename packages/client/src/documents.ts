import { BOOKED, BOOKINGS, FRAGMENTS, OTHERS, REFUSAL } from './generated/operations.js';

/** The text of a mutation with a transaction in its payload. scripts/lib/codegen-sdk.mjs finds those that are written so. */
function booking(name: string): string {
  const type = pascalOf(name);
  return `mutation ${name}($input:${type}Input!){${name}(input:$input){...on ${type}Payload{__typename transaction{${BOOKED}}replayed}${REFUSAL}}}`;
}

export const pascalOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const bookings = BOOKINGS.split(' ').map((name) => [name, booking(name)] as const);

/** The text of each operation with the fragments that it needs, by its name. The first word is its kind. */
export const DOCUMENTS: ReadonlyMap<string, string> = new Map(
  [...bookings, ...Object.entries(OTHERS)].map(([name, text]) => [name, withFragments(text)]),
);

function withFragments(text: string): string {
  const found = new Set<string>();
  const find = (from: string): void => {
    for (const [, name = ''] of from.matchAll(/\.\.\.(\w+)/g)) {
      const fragment = FRAGMENTS[name];
      if (fragment === undefined || found.has(fragment)) continue;
      found.add(fragment);
      find(fragment);
    }
  };
  find(text);
  return text + [...found].join('');
}
