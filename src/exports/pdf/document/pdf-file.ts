import PDFDocument from 'pdfkit';
import { DocumentFonts } from '../fonts/document-fonts.js';
import { Shaping } from '../fonts/shaping.js';
import { TextLayout } from '../text/text-layout.js';
import { PageContent } from './page-content.js';

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89 };

/** How the foot of each page is set. */
export const FOOTER = { size: 7, grey: 0.4 };

/** Room around the number of pages: left, top, right and bottom of where its text begins. */
const TOTAL_BOX = [0, -10, 60, 4];

interface PdfProperties {
  readonly title: string;
  readonly createdAt: Date;
}

/** What PDFKit's types say otherwise of a page. */
interface KitPage {
  readonly dictionary: { data: object };
  readonly fonts: Record<string, PDFKit.PDFKitReference>;
  readonly xobjects: Record<string, PDFKit.PDFKitReference>;
}

/**
 * A PDF that is written page by page. What is written is taken with `take`, and the file keeps of each page only where it
 * begins. The same calls give the same bytes.
 */
export class PdfFile {
  readonly #pdf: PDFKit.PDFDocument;
  /** The number of pages, which every page shows and the end of the file holds. */
  readonly #total: PDFKit.PDFKitReference;
  #pages = 0;
  readonly text: TextLayout;

  private constructor(shaping: Shaping, { title, createdAt }: PdfProperties) {
    this.#pdf = new PDFDocument({
      ...{ size: [PAGE.width, PAGE.height], margin: 0, autoFirstPage: false },
      // PDFKit's own fonts are files beside it, which a bundle leaves behind. It opens none if no font is its default.
      ...{ font: '', fontLayoutCache: false },
      ...{ pdfVersion: '1.7', lang: 'en', displayTitle: true },
      info: { Title: title, Creator: 'Onebook', Producer: 'Onebook', CreationDate: createdAt },
    });
    this.#total = this.#pdf.ref({});
    this.text = new TextLayout(new DocumentFonts(this.#pdf, shaping));
  }

  static async create(properties: PdfProperties): Promise<PdfFile> {
    return new PdfFile(await Shaping.load(), properties);
  }

  get pageCount(): number {
    return this.#pages;
  }

  /** Writes a page. */
  add(page: PageContent): void {
    this.#pdf.addPage();
    this.#pages++;
    const { dictionary, fonts, xobjects } = this.#pdf.page as unknown as KitPage;
    for (const font of page.fonts) fonts[font.id] = font.reference;
    if (page.showsTotal) xobjects['Total'] = this.#total;
    this.#pdf.addContent(Buffer.from(page.operators, 'latin1'));
    this.#pdf.flushPages();
    // It is written. The list of all pages keeps the object, and needs only its number.
    dictionary.data = {};
  }

  /** Writes what readers need to find the pages: fonts, the number of pages, the table of contents of the file. */
  end(): void {
    this.#endTotal();
    this.#pdf.end();
  }

  /** What was written since the last time. */
  take(): Uint8Array | undefined {
    return (this.#pdf.read() as Uint8Array | null) ?? undefined;
  }

  #endTotal(): void {
    const content = new PageContent();
    content.text(this.text.line(String(this.#pages), FOOTER), { x: 0, y: 0, grey: FOOTER.grey });
    Object.assign(this.#total.data, {
      ...{ Type: 'XObject', Subtype: 'Form', BBox: TOTAL_BOX },
      Resources: {
        Font: Object.fromEntries([...content.fonts].map((font) => [font.id, font.reference])),
      },
    });
    this.#total.end(Buffer.from(content.operators, 'latin1'));
  }
}
