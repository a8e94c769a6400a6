/** Wraps `fn` so that it runs at most once; later calls return the first result. */
export function once<T>(fn: () => T): () => T {
  let first: { readonly result: T } | undefined;
  return () => (first ??= { result: fn() }).result;
}
