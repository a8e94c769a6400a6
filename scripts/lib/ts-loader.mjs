/*
 * Lets a script run the project's TypeScript without a build: import this file first.
 * An import that ends in .js means the .ts beside it, as TypeScript resolves it; a package of packages/ means its source.
 */
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { resolveSource } from './typescript.mjs';

export { load } from './typescript.mjs';

// Node loads this file twice: as an import, and in the thread that runs the hooks.
if (isMainThread) register(import.meta.url);

export function resolve(specifier, context, next) {
  if (specifier.startsWith('@onebook/')) {
    const name = specifier.slice('@onebook/'.length);
    const source = new URL(`../../packages/${name}/src/index.ts`, import.meta.url);
    return { url: source.href, format: 'module', shortCircuit: true };
  }
  return resolveSource(specifier, context.parentURL) ?? next(specifier, context);
}
