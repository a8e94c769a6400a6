// @ts-check

/**
 * The `code` of a system or PostgreSQL error (`ENOENT`, `28P01`), if it has one.
 *
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function errorCode(error) {
  // Not instanceof: code that runs in a vm, as in jest, meets errors of another realm.
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
