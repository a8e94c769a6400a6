import LineBreaker from 'linebreak';

/** Scripts that write no blank between words: Thai, Lao, Myanmar, Khmer. Unicode's rules leave them to a dictionary. */
const WITHOUT_BLANKS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;

let words: Intl.Segmenter | undefined;

/** The positions at which a line may end, ascending. The last one is the end of the text. */
export function lineBreaks(text: string): readonly number[] {
  const breaker = new LineBreaker(text);
  const positions: number[] = [];
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak())
    positions.push(next.position);
  if (positions.at(-1) !== text.length) positions.push(text.length);
  if (!WITHOUT_BLANKS.test(text)) return positions;
  return [...new Set([...positions, ...wordBreaks(text)])].sort((a, b) => a - b);
}

function* wordBreaks(text: string): Iterable<number> {
  words ??= new Intl.Segmenter('th', { granularity: 'word' });
  for (const { index } of words.segment(text))
    if (WITHOUT_BLANKS.test(text[index - 1] ?? '') && WITHOUT_BLANKS.test(text[index] ?? ''))
      yield index;
}
