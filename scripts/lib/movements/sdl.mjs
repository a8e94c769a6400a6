import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';
import { REFUSAL_TYPES } from '../../../src/graphql/payloads.ts';
import { filesUnder } from '../files.mjs';
import { inRoot } from '../project.mjs';

const sdl = filesUnder('schema').map((name) => readFileSync(inRoot(name), 'utf8'));
const fields = buildSchema(sdl.join('\n')).getMutationType().getFields();

/** The roles in a mutation's @may. */
export function rolesOf(mutation) {
  const may = fieldOf(mutation).astNode.directives.find(({ name }) => name.value === 'may');
  const roles = may?.arguments.find(({ name }) => name.value === 'roles')?.value.values;
  if (!roles) throw new Error(`${mutation} has no @may`);
  return roles.map(({ value }) => value);
}

/** The refusal codes in a mutation's result union. */
export function refusalsOf(mutation) {
  const members = getNamedType(fieldOf(mutation).type)
    .getTypes()
    .map(({ name }) => name);
  const codes = Object.entries(REFUSAL_TYPES).filter(([, type]) => members.includes(type));
  return codes.map(([code]) => code);
}

/** The required fields of a mutation's input, without the key. A field that is an input itself has its own fields. */
export function requiredFields(mutation) {
  const [input] = fieldOf(mutation).args;
  return requiredOf(getNamedType(input.type)).filter(({ name }) => name !== 'idempotencyKey');
}

function requiredOf(input) {
  const required = Object.values(input.getFields()).filter(isRequiredInputField);
  return required.map((field) => {
    const type = getNamedType(field.type);
    const fields = isInputObjectType(type) ? requiredOf(type) : [];
    return { name: field.name, type, fields, isList: isListType(getNullableType(field.type)) };
  });
}

function fieldOf(mutation) {
  if (!fields[mutation]) throw new Error(`the SDL has no mutation ${mutation}`);
  return fields[mutation];
}
