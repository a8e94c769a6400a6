import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isPermissive, licenceIn } from './licences.mjs';
import { readJson } from './files.mjs';

/**
 * Plugin of Rolldown and Vite. Writes the licences of all packages in a bundle beside it: most of them allow copies only
 * together with their text, and a bundle travels without `node_modules/`.
 *
 * @param {string} fileName
 * @throws {Error} at the build, if a bundled package has a licence that the gateway must not carry
 */
export function licenceTexts(fileName) {
  return {
    name: 'onebook-licence-texts',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? Object.keys(file.modules) : [],
      );
      this.emitFile({ type: 'asset', fileName, source: licencesOf(modules) });
    },
  };
}

const HEAD =
  'This folder holds code of the packages below, bundled. Each is under the licence that stands beneath its name.\n';

function licencesOf(modules) {
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
  const texts = new Map(
    [...folders].map((folder) => {
      const manifest = readJson(path.join(folder, 'package.json'));
      return [`${manifest.name} ${manifest.version}`, licenceOf(folder, manifest)];
    }),
  );
  const sections = [...texts].sort().map(([name, text]) => `${LINE}\n${name}\n\n${text}\n`);
  return [HEAD, ...sections].join('\n');
}

const LINE = '-'.repeat(80);

/** The folder of the package of `node_modules/` that a module belongs to; undefined for one of this project. */
function packageFolder(module) {
  const name = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(
    module.replaceAll('\\', '/').replace(/^\0/, ''),
  );
  return name?.[0];
}

function licenceOf(folder, manifest) {
  const licence = licenceIn(manifest);
  if (!isPermissive(licence))
    throw new Error(
      `${manifest.name} is bundled, and its licence ${licence ?? 'unknown'} is not allowed`,
    );
  const files = readdirSync(folder).filter((file) =>
    /^(licen[cs]e|copying|notice|third-?party-?notices)([.-]|$)/i.test(file),
  );
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  return texts.length > 0 ? texts.join('\n\n') : withoutText(licence, manifest);
}

/** @throws {Error} for a licence other than that of MIT, which most packages without a text of their own have */
function withoutText(licence, { name, author, contributors = [], homepage, repository }) {
  if (licence !== 'MIT')
    throw new Error(`${name} is bundled, and has no text of its licence ${licence}`);
  const people = [author, ...contributors].map((one) => one?.name ?? one).filter(Boolean);
  return `Copyright (c) ${people.join(', ') || `the authors of ${homepage ?? repository?.url ?? repository}`}\n\n${MIT}`;
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
