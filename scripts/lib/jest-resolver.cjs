const { existsSync } = require('node:fs');
const path = require('node:path');

/**
 * Our imports end in `.js`, as Node wants them; the source beside it ends in `.ts`. Only our own
 * files: a package that happens to hold both keeps the one that it asked for.
 */
module.exports = (request, options) => {
  const ours = request.startsWith('.') && !options.basedir.includes(`${path.sep}node_modules`);
  if (ours && request.endsWith('.js')) {
    const source = path.resolve(options.basedir, request.replace(/\.js$/, '.ts'));
    if (existsSync(source)) return source;
  }
  return options.defaultResolver(request, options);
};
