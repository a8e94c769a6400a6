/** Something is wrong, in the gateway's own words, and can be tried again. */
export function Trouble(props: { readonly why: string; readonly onAgain: () => void }) {
  return (
    <p role="alert" className="row bad">
      {props.why}
      <button type="button" onClick={props.onAgain}>
        Try again
      </button>
    </p>
  );
}
