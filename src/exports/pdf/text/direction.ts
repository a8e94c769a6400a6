import bidiFactory, { type Bidi } from 'bidi-js';

/** Hebrew, Arabic and their like, and the characters that set a direction. */
const HAS_DIRECTION =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b]/;

/** The directions of a paragraph by Unicode's bidirectional algorithm (UAX #9). */
export interface Directions {
  /** 0 for a paragraph from left to right, 1 from right to left, by its first letter. */
  readonly base: number;
  /** The level at an index: odd is from right to left. */
  level(index: number): number;
}

const LEFT_TO_RIGHT: Directions = { base: 0, level: () => 0 };

let bidi: Bidi | undefined;

/** The package is CommonJS: its function is the default export, whatever its types say. */
const shared = (): Bidi => (bidi ??= (bidiFactory as unknown as () => Bidi)());

export function directionsOf(text: string): Directions {
  if (!HAS_DIRECTION.test(text)) return LEFT_TO_RIGHT;
  const { levels, paragraphs } = shared().getEmbeddingLevels(text);
  return { base: paragraphs[0]?.level ?? 0, level: (index) => levels[index] ?? 0 };
}

/** The parts of one line from left to right (rule L2): what is at an odd level, or above it, turns round. */
export function inVisualOrder<T extends { readonly level: number }>(parts: readonly T[]): T[] {
  const ordered = [...parts];
  const highest = Math.max(0, ...ordered.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    let at = 0;
    while (at < ordered.length) {
      let end = at;
      while ((ordered[end]?.level ?? -1) >= level) end++;
      if (end - at > 1) ordered.splice(at, end - at, ...ordered.slice(at, end).reverse());
      at = end + 1;
    }
  }
  return ordered;
}
