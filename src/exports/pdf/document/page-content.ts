import type { EmbeddedFont, GlyphRun } from '../fonts/embedded-font.js';
import type { TextLine } from '../text/text-layout.js';

/** How dark a text or a line is: 0 is black, 1 is white. */
type Grey = number;

/** What one page shows. Lengths are points, from the upper left corner downwards. */
export class PageContent {
  readonly #operators: string[] = [];
  readonly fonts = new Set<EmbeddedFont>();
  hasMissing = false;
  showsTotal = false;

  get operators(): string {
    return this.#operators.join('\n');
  }

  /** Shows a line of text that begins at `x`, on the baseline `y`. */
  text({ runs, size, hasMissing }: TextLine, at: { x: number; y: number; grey?: Grey }): void {
    if (runs.length === 0) return;
    this.hasMissing ||= hasMissing;
    this.#operators.push('BT', `${number(at.grey ?? 0)} g`);
    this.#moveTo(at.x, at.y);
    let font: EmbeddedFont | undefined;
    for (const run of joined(runs)) {
      if (run.font !== font) this.#operators.push(`/${run.font.id} ${number(size)} Tf`);
      font = run.font;
      this.fonts.add(font);
      this.#run(run, size);
    }
    if (runs.some(({ marks }) => marks.length > 0)) this.#marks(runs, size, at);
    this.#operators.push('ET');
  }

  /** Shows a line of text that ends at `x`. */
  textBefore(line: TextLine, at: { x: number; y: number; grey?: Grey }): void {
    this.text(line, { ...at, x: at.x - line.width });
  }

  /** A line across. */
  rule(at: { x: number; y: number; width: number; grey: Grey }): void {
    this.rectangle({ ...at, height: 0.5 });
  }

  rectangle(of: { x: number; y: number; width: number; height: number; grey: Grey }): void {
    const corners = [of.x, of.y, of.width, of.height].map(number).join(' ');
    this.#operators.push(`${number(of.grey)} g`, `${corners} re f`);
  }

  /** Shows the number of pages of the whole file, on the baseline `y`. */
  total(at: { x: number; y: number }): void {
    this.showsTotal = true;
    this.#operators.push('q', `1 0 0 1 ${number(at.x)} ${number(at.y)} cm`, '/Total Do', 'Q');
  }

  /** Draws the marks after all letters, so that those who read from glyph to glyph find the letters side by side. */
  #marks(runs: readonly GlyphRun[], size: number, at: { x: number; y: number }): void {
    this.#operators.push('/Span <</ActualText ()>> BDC');
    let start = 0;
    for (const { font, marks, width } of runs) {
      if (marks.length > 0) this.#operators.push(`/${font.id} ${number(size)} Tf`);
      for (const { code, x, rise } of marks) {
        this.#moveTo(at.x + ((start + x) * size) / 1000, at.y - (rise * size) / 1000);
        this.#operators.push(`<${code}> Tj`);
      }
      start += width;
    }
    this.#operators.push('EMC');
  }

  /** The page's own y goes down, and that of text goes up. */
  #moveTo(x: number, y: number): void {
    this.#operators.push(`1 0 0 -1 ${number(x)} ${number(y)} Tm`);
  }

  #run({ groups }: GlyphRun, size: number): void {
    for (const { rise, tj } of groups) {
      const isRaised = Math.abs(rise) >= 0.5;
      if (isRaised) this.#operators.push(`${number((rise * size) / 1000)} Ts`);
      this.#operators.push(`[${tj}] TJ`);
      if (isRaised) this.#operators.push('0 Ts');
    }
  }
}

/** Runs with neighbours of the same font put together, so that a page has fewer operators. */
function joined(runs: readonly GlyphRun[]): readonly GlyphRun[] {
  if (runs.length === 1) return runs;
  const whole: GlyphRun[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (last?.font === run.font && isPlain(last) && isPlain(run))
      whole[whole.length - 1] = {
        ...last,
        groups: [{ rise: 0, tj: `${tjOf(last)}${tjOf(run)}`.replaceAll('><', '') }],
      };
    else whole.push(run);
  }
  return whole;
}

const isPlain = ({ groups }: GlyphRun): boolean => groups.length === 1 && groups[0]?.rise === 0;

const tjOf = ({ groups }: GlyphRun): string => groups[0]?.tj ?? '';

const number = (value: number): string => String(Math.round(value * 1000) / 1000);
