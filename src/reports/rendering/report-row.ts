/** A row of a report. A field that is absent does not apply. */
export interface ReportRow {
  /** Kind, movement or code: what the row is about. */
  readonly item?: string;
  readonly outcome?: string;
  /** Whether an adjustment gave or took. */
  readonly direction?: string;
  readonly currency?: string;
  readonly count?: number;
  /** A decimal in the currency. */
  readonly amount?: string;
  readonly at?: Date;
  readonly transaction?: string;
  /** The earlier transaction that it refers to: of a reversal, what it takes back. */
  readonly original?: string;
  readonly wallet?: string;
  readonly person?: string;
  readonly text?: string;
}
