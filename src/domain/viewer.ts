/** The roles that a token can grant. The SDL's enum `Role` has the same values. */
export const ROLES = ['MEMBER', 'CASHIER', 'ADMIN', 'AUDITOR', 'SERVICE'] as const;
export type Role = (typeof ROLES)[number];

/** The caller: the token's `sub` and its roles. */
export interface Viewer {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** Whether the viewer has at least one of the roles. */
export function hasRole(viewer: Viewer, ...roles: readonly Role[]): boolean {
  return viewer.roles.some((role) => roles.includes(role));
}
