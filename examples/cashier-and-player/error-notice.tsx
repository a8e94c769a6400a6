/** An error message with a button to try again. */
export function ErrorNotice(props: { readonly reason: string; readonly onRetry: () => void }) {
  return (
    <p role="alert" className="row bad">
      {props.reason}
      <button type="button" onClick={props.onRetry}>
        Try again
      </button>
    </p>
  );
}
