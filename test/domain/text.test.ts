import { describe, expect, test } from '@jest/globals';
import { hiddenCharacterIn, isBlank, lengthUpTo } from '../../src/domain/text.js';

const point = (code: number) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
/** The planes that have such characters. The others have ideographs, or nothing. */
const ALL = Array.from({ length: 0x2_0000 + 0x1000 }, (_, index) =>
  index < 0x2_0000 ? index : 0xe_0000 + index - 0x2_0000,
);
/** Every code point with this property, as this Node's Unicode has it. */
const having = (property: string) => {
  const expression = new RegExp(`^\\p{${property}}$`, 'u');
  return ALL.filter((code) => expression.test(String.fromCodePoint(code)));
};

describe('isBlank finds texts of which nothing can be seen', () => {
  test.each(['White_Space', 'Cc', 'Zs', 'Zl', 'Zp', 'Cs', 'Default_Ignorable_Code_Point', 'M'])(
    'isBlank holds for a text of one or two characters of the property %s',
    (property) => {
      const wrong = having(property).filter((code) => {
        const text = String.fromCodePoint(code);
        return !isBlank(text) || !isBlank(` ${text}${text}`) || isBlank(`${text}x`);
      });
      expect(wrong.map(point)).toEqual([]);
    },
  );

  test.each([
    ['nothing', ''],
    ['zero widths', '\u200b\u200c\u200d\ufeff'],
    ['Hangul fillers', '\u3164\u115f\u1160\uffa0'],
    ['braille blanks', '\u2800\u2800'],
    ['a soft hyphen', '\u00ad'],
    ['a bidirectional override', '\u202e'],
    ['a variation selector', '\ufe0f'],
    ['tags', '\u{e0041}\u{e007f}'],
    ['a combining accent', '\u0301'],
    ['an object replacement', '\ufffc'],
    ['a null notehead', '\u{1d159}'],
    ['all of them', ' \n\u200b\u3164\u2800\u00ad\u202e\ufe0f\u{e0041}\u0301'],
  ])('isBlank holds for %s', (_, text) => expect(isBlank(text)).toBe(true));

  test.each([
    'x',
    '.',
    '0',
    '—',
    '½',
    '😀',
    '❤️',
    'é',
    'e\u0301',
    'ש',
    'क्ष',
    '한',
    '\ufffd',
    '\u200bx',
    '؀',
  ])('isBlank does not hold for %j', (text) => expect(isBlank(text)).toBe(false));
});

describe('hiddenCharacterIn finds control and invisible characters', () => {
  test('hiddenCharacterIn finds every control and every default ignorable character of this Unicode', () => {
    const missed = [...having('Cc'), ...having('Cs'), ...having('Default_Ignorable_Code_Point')];
    expect(
      missed.filter((code) => hiddenCharacterIn(`a${String.fromCodePoint(code)}b`) !== point(code)),
    ).toEqual([]);
  });

  test('hiddenCharacterIn finds none in letters, digits, marks, punctuation and spaces', () => {
    for (const text of [
      'auth0|5f7c',
      'ann@example.org',
      'Zoë Müller',
      'e\u0301',
      '山田',
      'क्षि',
      '😀',
    ])
      expect(hiddenCharacterIn(text)).toBeUndefined();
  });
});

test('lengthUpTo counts code points, and no further than it must', () => {
  expect(lengthUpTo(255, '😀'.repeat(200))).toBe(200);
  expect(lengthUpTo(255, 'e\u0301')).toBe(2);
  expect(lengthUpTo(255, 'x'.repeat(256))).toBe(256);
  expect(lengthUpTo(255, 'x'.repeat(1_000_000))).toBe(256);
});
