// Hooks of Node's loader for the test files: TypeScript, and globals.mjs for @jest/globals.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const globals = new URL('globals.mjs', import.meta.url).href;

export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, format: 'module', shortCircuit: true };
  // Node requires .js in an import, and the source beside it is a .ts. A package with both files keeps the one that it imports.
  const isOwn = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/');
  if (isOwn && specifier.endsWith('.js')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

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
