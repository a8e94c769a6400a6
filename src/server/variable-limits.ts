import { limitRefusal } from './refusal.js';

/**
 * Refuses variables that nest deeper than `limit`: input types that hold themselves are walked by
 * recursion, and so is what scalars make of them.
 */
export function checkVariableDepth(variables: unknown, limit: number): void {
  let level = [variables].filter(isComposite);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) throw limitRefusal('has variables that nest too deep', limit);
    level = level.flatMap((value) => Object.values(value) as unknown[]).filter(isComposite);
  }
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
