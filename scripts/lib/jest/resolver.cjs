const { existsSync } = require('node:fs');
const path = require('node:path');

/**
 * Resolves an import that ends in `.js`, as Node requires, to the `.ts` source beside it. Applies to
 * the project's own files only: a package with both files keeps the one that it imports.
 */
module.exports = (request, options) => {
  const isOwn = request.startsWith('.') && !options.basedir.includes(`${path.sep}node_modules`);
  if (isOwn && request.endsWith('.js')) {
    const source = path.resolve(options.basedir, request.replace(/\.js$/, '.ts'));
    if (existsSync(source)) return source;
  }
  return options.defaultResolver(request, options);
};
