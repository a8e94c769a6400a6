// Makes dist/fonts/ from the npm packages of the Noto fonts: one file for each part of a script that a statement may show.
// The packages hold variable fonts, compressed for browsers. A PDF embeds plain TrueType of one weight, so each file is cut to
// that weight here, without hints for screens, and compressed by Brotli, which Node reads by itself.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { create } from 'fontkit';
import subsetFont from 'subset-font';
import { FONT_PACKAGES } from './lib/font-packages.mjs';
import { readJson, writeWhole } from './lib/files.mjs';
import { isFontLicence, licenceIn } from './lib/licences.mjs';
import { inRoot } from './lib/project.mjs';

const FOLDER = 'dist/fonts';
const REGULAR = 400;
const SEMIBOLD = 600;

/** Tables that neither shaping nor a PDF uses. */
const dropTables = ['DSIG', 'STAT', 'MATH', 'BASE', 'VORG', 'vhea', 'vmtx', 'gasp', 'meta'];

const compressed = (content) =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

/** The code points of a font as ranges of hexadecimal numbers: "20-7e,a0". */
function rangesOf(codePoints) {
  const ranges = [];
  for (const point of [...codePoints].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === point - 1) last[1] = point;
    else if (last?.[1] !== point) ranges.push([point, point]);
  }
  return ranges
    .map(([from, to]) => (from === to ? [from] : [from, to]).map((n) => n.toString(16)).join('-'))
    .join(',');
}

/** Writes one file of a package in one weight, and returns its line of the catalog; undefined for a font that is not wanted. */
async function writeFont(source, { name, family, weight, isWanted }) {
  const variationAxes = source.isVariable ? { wght: weight } : undefined;
  const content = await subsetFont(readFileSync(source.path), undefined, {
    keepAllGlyphs: true,
    targetFormat: 'truetype',
    noHinting: true,
    dropTables,
    ...(variationAxes && { variationAxes }),
  });
  const { characterSet } = create(content);
  if (!isWanted(characterSet)) return undefined;
  const file = `${name}-${weight}.ttf.br`;
  writeAtOnce(inRoot(FOLDER, file), compressed(content));
  return { file, family, weight, ranges: rangesOf(characterSet) };
}

/** A gateway that runs may be reading the file that was there before. */
function writeAtOnce(file, content) {
  writeFileSync(`${file}.draft`, content);
  renameSync(`${file}.draft`, file);
}

async function fontsOf({ packageName, family, parts, isWanted = () => true, weights = {} }) {
  const folder = inRoot('node_modules', packageName, 'files');
  const names = readdirSync(folder).filter((name) => /-(wght|400)-normal\.woff2$/.test(name));
  const fonts = [];
  for (const file of names.sort(latinFirst)) {
    const [, name, axis] = /^(.*)-(wght|400)-normal\.woff2$/.exec(file);
    const part = name.slice(packageName.split('/')[1].length + 1);
    if (!parts.test(part)) continue;
    const source = { path: `${folder}/${file}`, isVariable: axis === 'wght' };
    for (const weight of weights[part] ?? [REGULAR])
      fonts.push(await writeFont(source, { name, family, weight, isWanted }));
  }
  if (fonts.length === 0)
    throw new Error(`${packageName} has none of the files that a statement needs`);
  return fonts.filter((font) => font !== undefined);
}

const LATIN = /-latin-(wght|400)-/;

/** Blanks and marks are in several parts, and a text takes them from the first. */
const latinFirst = (a, b) => Number(!LATIN.test(a)) - Number(!LATIN.test(b)) || a.localeCompare(b);

const LINE = '-'.repeat(80);

/** The licence of each package. OFL allows copies only together with its text. */
function licenceOf({ packageName }) {
  const folder = inRoot('node_modules', packageName);
  const manifest = readJson(`${folder}/package.json`);
  const licence = licenceIn(manifest);
  if (!isFontLicence(packageName, licence))
    throw new Error(`${packageName} has the licence ${licence ?? 'unknown'}, which is not allowed`);
  const text = readFileSync(`${folder}/LICENSE`, 'utf8').trim();
  return `${LINE}\n${packageName} ${manifest.version}\n\n${text}\n`;
}

const HEAD =
  'This folder holds fonts of the packages below, each cut to one weight. Each is under the licence that stands beneath its name.\n';

mkdirSync(inRoot(FOLDER), { recursive: true });
// Latin in semibold is for headings and totals, which are English.
const weights = { latin: [REGULAR, SEMIBOLD] };
const fonts = [];
for (const one of FONT_PACKAGES)
  fonts.push(...(await fontsOf({ ...one, weights: one.family === 'sans' ? weights : {} })));
writeAtOnce(inRoot(FOLDER, 'LICENCES.txt'), [HEAD, ...FONT_PACKAGES.map(licenceOf)].join('\n'));
writeWhole(inRoot(FOLDER, 'catalog.json'), `${JSON.stringify({ fonts })}\n`);

const wanted = new Set(['LICENCES.txt', 'catalog.json', ...fonts.map(({ file }) => file)]);
for (const file of readdirSync(inRoot(FOLDER)))
  if (!wanted.has(file) && existsSync(inRoot(FOLDER, file))) rmSync(inRoot(FOLDER, file));
