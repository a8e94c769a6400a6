import { useId } from 'react';
import { fieldOf } from './field.js';
import type { Link } from './link.js';

type Given = Pick<Link, 'cashier' | 'player'>;

/** A form for the tokens that are missing from the link. The page keeps them in memory only. */
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
        This page needs two tokens. Run <code>node bin/onebook.js example</code> to print a link
        with both, or paste them here.
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
