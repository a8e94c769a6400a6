import { limitError } from '../request-error.js';

/**
 * Refuses variables that nest deeper than `limit`: input types that hold themselves are walked by
 * recursion, and so is what scalars make of them.
 */
export function checkVariableDepth(variables: unknown, limit: number): void {
  if (isDeeper(variables, limit)) throw limitError('has variables that nest too deep', limit);
}

/** Looks no deeper than one level past the limit. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels < 0) return true;
  return Object.values(value).some((below) => isDeeper(below, levels - 1));
}
