/** JSON, indented. It scrolls by itself if it is wide. */
export function JsonText(props: { readonly value: unknown; readonly label: string }) {
  const { value, label } = props;
  return (
    <pre className="json" tabIndex={0} role="region" aria-label={label}>
      {JSON.stringify(value, undefined, 2)}
    </pre>
  );
}
