// Hooks of Node's loader for the test files: TypeScript, and globals.mjs for @jest/globals.
import { resolveSource } from '../typescript.mjs';

export { load } from '../typescript.mjs';

const globals = new URL('globals.mjs', import.meta.url).href;

export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, format: 'module', shortCircuit: true };
  return resolveSource(specifier, context.parentURL) ?? next(specifier, context);
}
