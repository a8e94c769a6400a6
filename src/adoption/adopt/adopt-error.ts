/** A system that cannot be adopted as it is. Nothing was changed. */
export class AdoptError extends Error {
  override readonly name = 'AdoptError';
}
