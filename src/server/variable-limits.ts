import { limitRefusal } from './refusal.js';

/**
 * Refuses variables that nest deeper than `limit`: input types that hold themselves are walked by
 * recursion, and so is what scalars make of them.
 */
export function checkVariableDepth(variables: unknown, limit: number): void {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit + 1) throw limitRefusal('has variables that nest too deep', limit);
    level = level.filter((v) => typeof v === 'object' && v !== null).flatMap(Object.values);
  }
}
