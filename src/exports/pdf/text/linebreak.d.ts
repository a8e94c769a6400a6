declare module 'linebreak' {
  /** The places where Unicode's rules (UAX #14) let a line end. */
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}
