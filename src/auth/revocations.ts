import type { AuthenticatedViewer } from './token-claims.js';

/**
 * The revoked tokens: the book's whole list in memory, so that every request can be checked without a read. Empty
 * until the first `replace`. A new list counts at once, for cached tokens too.
 */
export class Revocations {
  /** For each subject, the last second of issue whose tokens are refused. */
  #latest: ReadonlyMap<string, number> = new Map();

  /** @param latest the complete list: for each subject, when their tokens were last revoked */
  replace(latest: ReadonlyMap<string, Date>): void {
    this.#latest = new Map([...latest].map(([subject, at]) => [subject, secondOf(at)]));
  }

  /**
   * Whether the token was issued before its subject's tokens were last revoked, or in the same second. `iat` has whole
   * seconds, so within that second before and after look alike. Refusing a new token costs one more login; accepting
   * a revoked one is dangerous. A token without `iat` counts as the oldest possible.
   */
  isRevoked({ id, issuedAt }: Pick<AuthenticatedViewer, 'id' | 'issuedAt'>): boolean {
    const revoked = this.#latest.get(id);
    return revoked !== undefined && (issuedAt === undefined || secondOf(issuedAt) <= revoked);
  }
}

function secondOf(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
