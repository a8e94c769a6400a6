import { useId } from 'react';
import { fieldOf } from './field.js';
import type { Link } from './link.js';

type Given = Pick<Link, 'cashier' | 'player'>;

/** Asks for the tokens that the link did not bring. They are kept by this page alone, until it is left. */
export function Tokens({
  given,
  onTokens,
}: {
  readonly given: Given;
  readonly onTokens: (tokens: Given) => void;
}) {
  return (
    <form
      className="tokens"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        onTokens({ cashier: fieldOf(form, 'cashier'), player: fieldOf(form, 'player') });
      }}
    >
      <p>
        This page needs two tokens. <code>node bin/onebook.js example</code> prints a link that
        brings both; or paste them here.
      </p>
      <TokenField name="cashier" label="Cashier’s token" token={given.cashier} />
      <TokenField name="player" label="Player’s token" token={given.player} />
      <button>Open</button>
    </form>
  );
}

function TokenField(props: {
  readonly name: string;
  readonly label: string;
  readonly token: string;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        type="password"
        autoComplete="off"
        spellCheck={false}
        defaultValue={props.token}
        required
      />
    </>
  );
}
