import { getDirective } from '@graphql-tools/utils';
import {
  getNamedType,
  isAbstractType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Role } from '../../domain/index.js';

type Ruled = Parameters<typeof getDirective>[1];

/** The roles in the `@may` of this field or type itself. */
export function ownRule(schema: GraphQLSchema, on: Ruled): readonly Role[] | undefined {
  return getDirective(schema, on, 'may')?.[0]?.['roles'] as readonly Role[] | undefined;
}

/**
 * Checks that it is enough to enforce the rules of the fields that have one. Every root field has a rule, every other
 * field's type has one, and a caller who may select a field may see the type that it returns. So from the roots on, no
 * caller reaches an object that its type's rule denies.
 * @throws Error that names every field and type that breaks this
 */
export function checkRules(schema: GraphQLSchema): void {
  const faults = objectTypes(schema).flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => faultsOf(schema, type, field)),
  );
  if (faults.length > 0) throw new Error(`the SDL's @may rules do not hold:\n${faults.join('\n')}`);
}

function faultsOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): string[] {
  const name = `${type.name}.${field.name}`;
  const rule = ownRule(schema, field) ?? (isRoot(schema, type) ? undefined : ownRule(schema, type));
  if (rule === undefined) return [`${name} has no @may, nor has its type`];
  return returnedTypes(schema, field).flatMap((returned) => {
    const allowed = ownRule(schema, returned) ?? [];
    const denied = rule.filter((role) => !allowed.includes(role));
    return denied.length === 0 ? [] : [`${name} lets ${denied.join(', ')} see ${returned.name}`];
  });
}

/** The object types of the schema, without those of introspection. */
export function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__'));
}

function isRoot(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
    type,
  );
}

function returnedTypes(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}
