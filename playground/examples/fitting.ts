/** What fits a viewer: variables, perhaps with a line on them, or a line that says what to do first. */
export type Fitting =
  { readonly variables: object; readonly note?: string } | { readonly missing: string };
