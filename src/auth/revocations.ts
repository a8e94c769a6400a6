import type { AuthenticatedViewer } from './token-claims.js';

/**
 * Whose tokens were revoked: the book's whole list, in memory, so that every request can be held against
 * it without a read. Nobody is revoked until the list is there. What is put in its place counts at once,
 * for tokens that are remembered too.
 */
export class Revocations {
  /** By subject, the last second whose tokens are refused. */
  #latest: ReadonlyMap<string, number> = new Map();

  /** @param latest all that there are: when the tokens of each subject were last revoked */
  replace(latest: ReadonlyMap<string, Date>): void {
    this.#latest = new Map([...latest].map(([subject, at]) => [subject, secondOf(at)]));
  }

  /**
   * Whether the token that says so was issued up to and including the second in which its subject's tokens
   * were last revoked. `iat` has whole seconds: within that one, before and after look alike, and whoever is
   * let in wrongly does more harm than whoever must ask for one more token. Without `iat` it is as old as can be.
   */
  isRevoked({ id, issuedAt }: Pick<AuthenticatedViewer, 'id' | 'issuedAt'>): boolean {
    const revoked = this.#latest.get(id);
    return revoked !== undefined && (issuedAt === undefined || secondOf(issuedAt) <= revoked);
  }
}

function secondOf(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
