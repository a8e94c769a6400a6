import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  visit,
} from 'graphql';
import { ROLES } from '../../domain/index.js';

/**
 * Ends the description of each field and type of the SDL that has a `@may` of its own with the roles that it names: clients
 * see descriptions, and introspection has no directives. A type that every role may see says nothing.
 */
export function withRolesDescribed(sdl: DocumentNode): DocumentNode {
  return visit(sdl, {
    FieldDefinition: (field) => described(field, rolesIn(field)),
    ObjectTypeDefinition: (type) => {
      const roles = rolesIn(type);
      const isForAll = ROLES.every((role) => roles.includes(role));
      return isForAll ? undefined : described(type, roles);
    },
  });
}

type Described = FieldDefinitionNode | ObjectTypeDefinitionNode;

function rolesIn({ directives = [] }: Described): readonly string[] {
  const may = directives.find(({ name }) => name.value === 'may');
  const roles = may?.arguments?.find(({ name }) => name.value === 'roles')?.value;
  const named = roles?.kind === Kind.LIST ? roles.values : [];
  return named.flatMap((role) => (role.kind === Kind.ENUM ? [role.value] : []));
}

function described<Node extends Described>(node: Node, roles: readonly string[]): Node | undefined {
  if (roles.length === 0) return undefined;
  const text = node.description?.value ?? '';
  const value = `${text}\n\nRoles: ${roles.join(', ')}.`.trimStart();
  return { ...node, description: { kind: Kind.STRING, value, block: true } };
}
