/** What a token may say that its bearer is. The same words as in the SDL's enum `Role`. */
export const ROLES = ['MEMBER', 'CASHIER', 'ADMIN', 'AUDITOR', 'SERVICE'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: the token's `sub` and its roles. */
export interface Viewer {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** True where the viewer holds at least one of the roles. */
export function hasRole(viewer: Viewer, ...roles: readonly Role[]): boolean {
  return viewer.roles.some((role) => roles.includes(role));
}
