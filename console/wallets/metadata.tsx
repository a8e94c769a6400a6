/** Data of a client's own, as JSON. */
export function Metadata(props: { readonly metadata: Readonly<Record<string, unknown>> }) {
  const { metadata } = props;
  if (Object.keys(metadata).length === 0) return <span className="quiet">none</span>;
  return <pre className="json">{JSON.stringify(metadata, null, 2)}</pre>;
}
