const noto = (script) => `@fontsource-variable/noto-sans-${script}`;

/** The part of a package that is its own script. Latin and so on are in Noto Sans. */
const only = (script) => ({
  packageName: noto(script),
  family: script,
  parts: new RegExp(`^${script}$`),
});

/** The parts of the fonts of East Asia have numbers. */
const NUMBERED = /^\d+$|^\[?\d+\]?$/;
const HANGUL = 0xac00;

/**
 * The npm packages of fonts, in the order in which a character looks for one.
 *
 * `parts`: which files, by the name between the package's and the weight. `isWanted`: whether a font with these code points is
 * taken.
 */
export const FONT_PACKAGES = [
  {
    packageName: '@fontsource-variable/noto-sans',
    family: 'sans',
    parts: /^(latin|latin-ext|cyrillic|cyrillic-ext|greek|greek-ext|vietnamese)$/,
  },
  ...['arabic', 'hebrew', 'thai', 'lao', 'khmer', 'devanagari', 'bengali', 'gurmukhi'].map(only),
  ...['gujarati', 'tamil', 'telugu', 'kannada', 'malayalam', 'sinhala'].map(only),
  ...['armenian', 'georgian', 'ethiopic'].map(only),
  {
    packageName: '@fontsource/noto-sans-myanmar',
    family: 'myanmar',
    parts: /^myanmar$/,
  },
  { packageName: noto('sc'), family: 'sc', parts: NUMBERED },
  { packageName: noto('jp'), family: 'jp', parts: NUMBERED },
  // Chinese characters in Korean texts are those of the fonts above.
  {
    packageName: noto('kr'),
    family: 'kr',
    parts: NUMBERED,
    isWanted: (points) => points.some((point) => point >= HANGUL && point < 0xd7b0),
  },
  { packageName: noto('symbols'), family: 'symbols', parts: /^symbols$/ },
  {
    packageName: '@fontsource-variable/noto-emoji',
    family: 'emoji',
    parts: NUMBERED,
  },
];
