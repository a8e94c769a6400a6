// TypeScript for hooks of Node's loader.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * The TypeScript that an import means: Node requires .js in one, and the source beside it is a .ts. A package with both
 * files keeps the one that it imports.
 * @returns what a resolve hook returns, or undefined for any other import
 */
export function resolveSource(specifier, parentURL) {
  const isOwn = specifier.startsWith('.') && parentURL && !parentURL.includes('/node_modules/');
  if (!isOwn || !specifier.endsWith('.js')) return undefined;
  const source = new URL(specifier.replace(/\.js$/, '.ts'), parentURL);
  if (!existsSync(source)) return undefined;
  return { url: source.href, format: 'module', shortCircuit: true };
}

/** Hook of Node's loader: compiles TypeScript. */
export function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      // The same as in tsconfig.json: TypeORM needs legacy decorators.
      transform: {
        legacyDecorator: true,
        useDefineForClassFields: false,
        verbatimModuleSyntax: true,
      },
    },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
