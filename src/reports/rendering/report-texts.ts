/** What a rendering needs besides the report. */
export interface ReportTexts {
  /** Why each correction was made, by its UUID, as the book says it now: an erasure may have erased it. */
  readonly reasons: ReadonlyMap<string, string>;
  /** The ids as clients know them. */
  readonly ids: {
    readonly transaction: (uuid: string) => string;
    readonly wallet: (uuid: string) => string;
  };
}
