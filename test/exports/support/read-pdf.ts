import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader finds in a PDF. */
export interface ReadPdf {
  /** The lines of each page from top to bottom, each as its texts from left to right. */
  readonly pages: readonly (readonly string[])[];
  /** Each text, with where it begins and ends from the left, in points. */
  readonly texts: readonly {
    readonly text: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly info: Readonly<Record<string, unknown>>;
  /** Every font that a page names, with whether the file holds it. */
  readonly fonts: readonly { readonly name: string; readonly isEmbedded: boolean }[];
}

/** Reads a PDF with the reader of Firefox. */
export async function readPdf(content: Uint8Array): Promise<ReadPdf> {
  // The reader keeps what it is given.
  const loading = getDocument({
    data: Uint8Array.from(content),
    verbosity: 0,
    useSystemFonts: false,
  });
  const document = await loading.promise;
  try {
    const pages: string[][] = [];
    const texts: { text: string; start: number; end: number }[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const found = items.filter((item) => 'str' in item);
      pages.push(linesOf(found));
      for (const { str, transform, width } of found) {
        const start = Number(transform[4]);
        texts.push({ text: str, start, end: start + width });
      }
    }
    const { info } = await document.getMetadata();
    return { pages, texts, info: info as Record<string, unknown>, fonts: fontsIn(content) };
  } finally {
    await loading.destroy();
  }
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

function linesOf(items: readonly TextItem[]): string[] {
  const lines = new Map<number, TextItem[]>();
  for (const item of items) {
    if (item.str.trim() === '') continue;
    const y = Math.round(Number(item.transform[5]));
    lines.set(y, [...(lines.get(y) ?? []), item]);
  }
  return [...lines].sort(([a], [b]) => b - a).map(([, line]) => lineOf(line));
}

/** Texts that touch each other are one, in several fonts. */
function lineOf(items: readonly TextItem[]): string {
  let line = '';
  let end = 0;
  for (const { str, transform, width } of items.toSorted((a, b) => startOf(a) - startOf(b))) {
    const start = Number(transform[4]);
    if (line !== '' && start - end > 0.5) line += ' ';
    line += str;
    end = start + width;
  }
  return line.trim().replace(/ {2,}/g, ' ');
}

const startOf = ({ transform }: TextItem): number => Number(transform[4]);

/** The dictionaries of fonts are the only ones that are not compressed and have a descriptor. */
function fontsIn(content: Uint8Array): { name: string; isEmbedded: boolean }[] {
  const text = Buffer.from(content).toString('latin1');
  return [...text.matchAll(/\/FontName \/(\S+)[^]*?>>/g)].map(([dictionary, name = '']) => ({
    name,
    isEmbedded: dictionary.includes('/FontFile2 '),
  }));
}

/** All pieces of a file. */
export async function wholeFile(pieces: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const whole: Buffer[] = [];
  for await (const piece of pieces)
    whole.push(typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece));
  return Buffer.concat(whole);
}
