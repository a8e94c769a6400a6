/** @param what such as "the wallets" */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p role="status" className="quiet">
      Loading {what} …
    </p>
  );
}
