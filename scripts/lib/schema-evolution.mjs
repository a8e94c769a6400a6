// How the schema may change from one release to the next: the rules of docs/schema-changes.md.
import { pruneSchema } from '@graphql-tools/utils';
import {
  buildASTSchema,
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isTypeSubTypeOf,
  parse,
  parseType,
  typeFromAST,
  visit,
} from 'graphql';

/** How graphql-js names a change of behaviour that it counts as dangerous only. */
const CHANGED_DEFAULT = 'ARG_DEFAULT_VALUE_CHANGE';

/**
 * Compares the schema with that of the last release.
 *
 * @param {string} released the SDL of the last release
 * @param {string} current the SDL now
 * @param {Record<string, string>} recorded the breaking changes that are meant, with their reasons
 * @returns {{faults: string[], changes: Record<string, string[]>}} what breaks the policy, each with what to do; and
 *   every change since the release, by its kind
 */
export function compareSchemas(released, current, recorded) {
  const now = buildSchema(current);
  const before = buildSchema(released);
  const kept = withoutDeprecated(released);
  const narrowed = narrowedFields(kept, now);
  const isBreaking = ({ type, description }) =>
    type === CHANGED_DEFAULT || !narrowed.has(description);
  const breaking = [
    ...breakingChanges(kept, now),
    ...findDangerousChanges(kept, now).filter(({ type }) => type === CHANGED_DEFAULT),
  ]
    .filter(isBreaking)
    .map(({ description }) => description);
  const added = findDangerousChanges(before, now)
    .filter(({ type }) => type !== CHANGED_DEFAULT)
    .map(({ description }) => description);
  return {
    faults: [...faultsOf(breaking, recorded), ...faultsOfDeprecations(now)],
    changes: {
      'Breaking, with their reasons': breaking.map((one) => `${one} ${recorded[one] ?? ''}`.trim()),
      Narrowed: [...narrowed],
      Removed: removalsOf(before, kept, now),
      Deprecated: deprecationsOf(now).filter((one) => !deprecationsOf(before).includes(one)),
      'New types': newTypes(before, now),
      'New fields': newFields(before, now),
      'New members, values and optional inputs': added,
    },
  };
}

/** Without the scalars of the specification, which every schema has, whether it uses them or not. */
function breakingChanges(before, now) {
  return findBreakingChanges(before, now).filter(
    ({ description }) => !description.startsWith('Standard scalar '),
  );
}

function faultsOf(breaking, recorded) {
  const unrecorded = breaking.filter((one) => !reasonOf(recorded, one));
  const stale = Object.keys(recorded).filter((one) => !breaking.includes(one));
  return [
    ...unrecorded.map(
      (one) =>
        `${one} This breaks clients of the last release. Keep it and mark it @deprecated for a release first; ` +
        'if it cannot be kept, add this line with the reason to schema.breaks.json.',
    ),
    ...stale.map(
      (one) =>
        `schema.breaks.json names a change that the schema does not have: ${one} Remove the line.`,
    ),
  ];
}

function reasonOf(recorded, change) {
  const reason = recorded[change];
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
}

/** The schema without what it deprecates, and without types that only that needed: what a next release must keep. */
function withoutDeprecated(sdl) {
  const isDeprecated = ({ directives = [] }) =>
    directives.some(({ name }) => name.value === 'deprecated');
  const drop = { enter: (node) => (isDeprecated(node) ? null : undefined) };
  const document = visit(parse(sdl), {
    FieldDefinition: drop,
    InputValueDefinition: drop,
    EnumValueDefinition: drop,
  });
  return pruneSchema(buildASTSchema(document, { assumeValidSDL: true, assumeValid: true }));
}

/**
 * Fields whose type became one of the types that it stood for, as an interface becomes the type that a field always
 * returned. What a client selects of the former type, the latter has. In the words of graphql-js.
 */
function narrowedFields(before, now) {
  const found = new Set();
  for (const type of Object.values(before.getTypeMap())) {
    const other = now.getType(type.name);
    if (!hasFields(type) || !hasFields(other)) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      const newType = other.getFields()[name]?.type;
      const oldType = typeFromAST(now, parseType(String(field.type)));
      if (!newType || !oldType || String(newType) === String(oldType)) continue;
      if (isTypeSubTypeOf(now, newType, oldType))
        found.add(`${type.name}.${name} changed type from ${field.type} to ${newType}.`);
    }
  }
  return found;
}

const hasFields = (type) => isObjectType(type) || isInterfaceType(type);

/** What was deprecated and is gone. */
function removalsOf(before, kept, now) {
  const allowed = new Set(breakingChanges(kept, now).map(({ description }) => description));
  const narrowed = narrowedFields(before, now);
  return breakingChanges(before, now)
    .map(({ description }) => description)
    .filter((one) => !allowed.has(one) && !narrowed.has(one));
}

/** Every member that is deprecated, with its reason. */
function deprecatedMembers(schema) {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      const members = isEnumType(type)
        ? type.getValues()
        : hasFields(type) || isInputObjectType(type)
          ? Object.values(type.getFields())
          : [];
      return members.flatMap((member) => [
        { name: `${type.name}.${member.name}`, reason: member.deprecationReason },
        ...(member.args ?? []).map((arg) => ({
          name: `${type.name}.${member.name}(${arg.name}:)`,
          reason: arg.deprecationReason,
        })),
      ]);
    })
    .filter(({ reason }) => reason !== undefined && reason !== null);
}

const deprecationsOf = (schema) =>
  deprecatedMembers(schema).map(({ name, reason }) => `${name}: ${reason}`);

function faultsOfDeprecations(schema) {
  return deprecatedMembers(schema)
    .filter(({ reason }) => !/\b(Use|Nothing replaces)\b/.test(reason))
    .map(
      ({ name }) =>
        `${name} is @deprecated without a replacement. Write a reason with "Use …", or "Nothing replaces it: …".`,
    );
}

function newTypes(before, now) {
  return Object.values(now.getTypeMap())
    .filter(({ name }) => !before.getType(name))
    .map(({ name }) => name);
}

function newFields(before, now) {
  return Object.values(now.getTypeMap()).flatMap((type) => {
    const old = before.getType(type.name);
    if (!hasFields(type) || !hasFields(old) || type.name.startsWith('__')) return [];
    return Object.entries(type.getFields())
      .filter(([name]) => !(name in old.getFields()))
      .map(([name, field]) => `${type.name}.${name}: ${field.type}`);
  });
}
