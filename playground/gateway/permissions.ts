import type { OperationDefinitionNode } from 'graphql';

type OperationType = 'query' | 'mutation' | 'subscription';

/** The roles that may select each root field, as `@may` in the SDL says. */
export type Permissions = Readonly<
  Record<OperationType, Readonly<Record<string, readonly string[]>>>
>;

/**
 * Why a viewer with these roles may not run the operation: a sentence that names the field, who may use it, and what the
 * viewer is. Undefined if they may, as far as its root fields say; the gateway decides.
 */
export function whyNotAllowed(
  permissions: Permissions,
  { operation, selectionSet }: OperationDefinitionNode,
  roles: readonly string[],
): string | undefined {
  for (const selection of selectionSet.selections) {
    if (selection.kind !== 'Field') continue;
    const field = selection.name.value;
    const allowed = permissions[operation][field];
    if (allowed === undefined || allowed.some((role) => roles.includes(role))) continue;
    const own = roles.length === 0 ? 'no role' : roles.join(', ');
    return `${field} is for the role ${listed(allowed)}. This token has ${own}: use another token.`;
  }
  return undefined;
}

function listed(roles: readonly string[]): string {
  const last = roles.at(-1) ?? '';
  return roles.length < 2 ? last : `${roles.slice(0, -1).join(', ')} or ${last}`;
}
