import { describe, expect, test } from '@jest/globals';
import { statementPdf } from '../../../src/exports/pdf/statement-pdf.js';
import { readPdf, wholeFile } from '../support/read-pdf.js';
import { type LineInput, someAtATime, statementOf } from '../support/statements.js';

const pagesOf = async (inputs: readonly LineInput[], displayName = 'main') => {
  const { statement, lines } = statementOf(inputs);
  const wallet = { ...statement.wallet, displayName };
  const { pages } = await readPdf(
    await wholeFile(statementPdf({ ...statement, wallet }, someAtATime(lines))),
  );
  return pages.map((page) => page.map(withoutBlanksAtMarks));
};

/** The reader puts a blank after some letters with marks, since it takes the whole glyph for a mark. */
const withoutBlanksAtMarks = (line: string): string => line.replace(/(\p{M}) (?=\p{L})/gu, '$1');

const withoutVowels = (text: string): string => text.replace(/\p{M}/gu, '');

describe('a statement as PDF shows names in every script, and a reader finds them there', () => {
  test.each([
    ['Latin with accents', 'Zażółć gęślą jaźń'],
    ['Vietnamese', 'Nguyễn Thị Ánh'],
    ['Greek', 'Ελένη Παπαδοπούλου'],
    ['Cyrillic', 'Владимир Щукин'],
    ['Armenian', 'Հայերեն'],
    ['Georgian', 'ქართული'],
    ['Ethiopic', 'አማርኛ'],
    ['Thai', 'สมชายใจดี'],
    ['Lao', 'ສະບາຍດີ'],
    ['Khmer', 'ខ្មែរ'],
    ['Myanmar', 'မြန်မာ'],
    ['Devanagari', 'अनिल शर्मा'],
    ['Bengali', 'রবীন্দ্রনাথ'],
    ['Gurmukhi', 'ਪੰਜਾਬੀ'],
    ['Gujarati', 'ગુજરાતી'],
    ['Tamil', 'செல்வன்'],
    ['Telugu', 'తెలుగు'],
    ['Kannada', 'ಕನ್ನಡ'],
    ['Malayalam', 'മലയാളം'],
    ['Sinhala', 'සිංහල'],
    ['Chinese', '北京市海淀区中关村'],
    ['Chinese of Taiwan', '臺灣銀行'],
    ['Japanese', '東京カフェ株式会社'],
    ['Korean', '김철수'],
    ['emoji', '🎉👩‍👩‍👧❤️'],
    ['currency signs', '€¥£₹₿'],
  ])('a name in %s', async (_, name) => {
    const [page = []] = await pagesOf([{ counterparty: name }], name);
    expect(page).toContain(`Wallet ${name}`);
    expect(page).toContainEqual(expect.stringContaining(`Transfer · ${name}`));
    expect(page.join('\n')).not.toContain('\u{fffd}');
  });

  test.each([
    ['Arabic', 'محمد العربي يكفي'],
    ['Arabic with vowels', 'مُحَمَّد'],
    ['Persian', 'پژمان گچساران'],
    ['Urdu', 'ٹیپو سلطان'],
    ['Hebrew', 'שלום כהן'],
    ['Hebrew with vowels', 'שָׁלוֹם'],
  ])('a name in %s has its words in order and its letters together', async (_, name) => {
    const [page = []] = await pagesOf([{ counterparty: name }]);
    const line = page.find((text) => text.includes('Transfer ·'))?.normalize('NFC') ?? '';
    // Readers turn a letter and its vowels round as if they were two letters.
    for (const word of name.normalize('NFC').split(' '))
      expect(withoutVowels(line)).toContain(withoutVowels(word));
    const fromLeft = withoutVowels(name).split(' ').reverse().join(' ');
    expect(withoutVowels(line)).toContain(`Transfer · ${fromLeft} 10.00`);
    const start = '2026-10-01 00:00 Transfer · ';
    const end = ' 10.00 1,010.00';
    expect(line).toHaveLength(start.length + name.normalize('NFC').length + end.length);
  });

  test('each text keeps its own direction: one from right to left leaves the texts beside it alone', async () => {
    const [page = []] = await pagesOf([
      { counterparty: 'שלום', description: 'Invoice 12 (paid)', reference: '2026-11' },
    ]);
    expect(page).toContainEqual(expect.stringContaining('שלום · Invoice 12 (paid) 10.00'));
  });

  test('a character that no font has is shown by a sign, can still be found, and the page says so', async () => {
    const cuneiform = '\u{12000}\u{12001}';
    const pages = await pagesOf([
      { counterparty: `Old ${cuneiform}` },
      ...Array.from({ length: 80 }, () => ({})),
    ]);
    expect(pages[0]).toContainEqual(expect.stringContaining(`Transfer · Old ${cuneiform}`));
    const note = expect.stringContaining(
      'stands for a character that this document has no font for',
    );
    expect(pages[0]).toContainEqual(note);
    expect(pages[1]).not.toContainEqual(note);
  });

  test('control characters and ends of lines neither break the table nor vanish', async () => {
    const [page = []] = await pagesOf([
      { description: 'first\nsecond\tthird\u0007\u0000', reference: 'a\u202eb' },
    ]);
    expect(page).toContainEqual(
      expect.stringContaining('Transfer · first second third\u{fffd}\u{fffd} 10.00'),
    );
    expect(page).toContainEqual(expect.stringMatching(/^ab · txn_/));
  });
});

describe('a long text in a statement as PDF', () => {
  test('a long description goes over several lines, and ends with an ellipsis', async () => {
    const words = Array.from({ length: 400 }, (_, at) => `word${at}`);
    const [page = []] = await pagesOf([{ description: words.join(' ') }]);
    const shown = page.filter((line) => line.includes('word')).join(' ');
    expect(shown).toContain('Transfer · word0 word1');
    expect(shown).toMatch(/word\d+…$/);
    // The ellipsis can be within a word.
    const found = shown.match(/word\d+(?= )/g) ?? [];
    expect(found.length).toBeGreaterThan(40);
    expect(found).toEqual(words.slice(0, found.length));
  });

  test('a long word without a place to end a line is divided', async () => {
    const word = 'x'.repeat(200);
    const [page = []] = await pagesOf([{ description: word }]);
    const shown = page.flatMap((line) => /x{5,}/.exec(line) ?? []);
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.join('')).toBe(word);
  });

  test('Thai ends its lines between words', async () => {
    const word = 'ประเทศไทย';
    const [page = []] = await pagesOf([{ description: word.repeat(20) }]);
    const shown = page.filter((line) => line.includes('ประ'));
    expect(shown.length).toBeGreaterThan(2);
    for (const line of shown.slice(1)) expect(line).toMatch(/^(ประเทศ|ไทย)/);
  });

  test('no text reaches into the column of the amounts', async () => {
    const { statement, lines } = statementOf([
      { description: 'W'.repeat(900) },
      { description: '北'.repeat(900) },
      { description: 'ש'.repeat(900) },
    ]);
    const whole = await wholeFile(statementPdf(statement, someAtATime(lines)));
    const { texts } = await readPdf(whole);
    const amounts = texts.filter(({ text }) => /^-?\d+\.00$/.test(text)).map(({ start }) => start);
    const descriptions = texts.filter(({ text }) => /[W北ש]{2}/.test(text));
    expect(descriptions.length).toBeGreaterThan(10);
    for (const { end } of descriptions) expect(end).toBeLessThan(Math.min(...amounts));
  });
});
