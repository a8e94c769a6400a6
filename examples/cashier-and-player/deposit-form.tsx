import { fieldOf } from './field.js';
import type { Gateway } from './gateway.js';
import type { DepositInput } from './generated/graphql.js';
import { isDone, useDeposit, type DepositResult, type DepositState } from './use-deposit.js';
import type { Wallet } from './wallet-choice.js';

/** Makes a deposit and shows its outcome. The new balance arrives as a push, for the cashier and the player alike. */
export function DepositForm(props: {
  readonly gateway: Gateway;
  readonly callerId: string;
  readonly wallet: Wallet;
}) {
  const { outcome, make, repeat } = useDeposit(props.gateway, props.callerId, props.wallet);
  // A new deposit must wait until the outcome of the last one is known.
  const busy = outcome?.kind === 'sending' || outcome?.kind === 'unknown';
  const submit = async (form: HTMLFormElement) => {
    const outcome = await make(fieldOf(form, 'amount'));
    // Clears the form, because another click would be another deposit.
    if (isDone(outcome)) form.reset();
  };
  return (
    <>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <label>
          Amount <input name="amount" size={12} inputMode="decimal" autoComplete="off" required />
        </label>
        {props.wallet.currency}
        <button className="main" disabled={busy}>
          Deposit
        </button>
      </form>
      <div role="status" className="outcome">
        {outcome && <DepositStatus outcome={outcome} onRepeat={(intent) => void repeat(intent)} />}
      </div>
    </>
  );
}

function DepositStatus(props: {
  readonly outcome: DepositState;
  readonly onRepeat: (intent: DepositInput) => void;
}) {
  const { outcome } = props;
  switch (outcome.kind) {
    case 'sending':
      return <p className="note">Depositing …</p>;
    case 'malformed':
      return <p className="bad">{outcome.reason}</p>;
    case 'unknown': {
      const { intent } = outcome;
      return (
        <p className="row bad">
          <span>
            Unknown whether {intent.amount.amount} {intent.amount.currency} was deposited.{' '}
            {outcome.reason}
          </span>
          <button type="button" onClick={() => props.onRepeat(intent)}>
            Send again
          </button>
        </p>
      );
    }
    case 'answered':
      return <Result result={outcome.result} />;
  }
}

function Result({ result }: { readonly result: DepositResult }) {
  if (result.__typename !== 'DepositPayload')
    return (
      <p className="bad">
        <code>{result.code}</code> {result.message}
      </p>
    );
  const { amount, id } = result.transaction;
  return (
    <p className="good">
      {amount.amount} {amount.currency} deposited{result.replayed && ' by the first attempt'}{' '}
      <code>{id}</code>
    </p>
  );
}
