import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse, visit } from 'graphql';

/**
 * The roles that may select each root field, as `@may` in the SDL says, by operation type:
 * `{ query: { viewer: ['MEMBER', …] }, mutation: {…}, subscription: {…} }`. Introspection does not show directives, so
 * the page carries them.
 */
export function readPermissions() {
  const permissions = { query: {}, mutation: {}, subscription: {} };
  const ofRoot = (node) => {
    const fields = permissions[node.name.value.toLowerCase()];
    for (const field of fields === undefined ? [] : node.fields)
      fields[field.name.value] = rolesOf(field);
  };
  const folder = new URL('../schema/', import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.graphql')))
    visit(parse(readFileSync(new URL(file, folder), 'utf8')), {
      [Kind.OBJECT_TYPE_DEFINITION]: ofRoot,
      [Kind.OBJECT_TYPE_EXTENSION]: ofRoot,
    });
  return permissions;
}

function rolesOf(field) {
  const may = field.directives.find(({ name }) => name.value === 'may');
  if (may === undefined) throw new Error(`the root field ${field.name.value} has no @may`);
  return may.arguments[0].value.values.map(({ value }) => value);
}
