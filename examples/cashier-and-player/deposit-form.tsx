import { fieldOf } from './field.js';
import type { Gateway } from './gateway.js';
import type { DepositInput } from './generated/graphql.js';
import { isDone, useDeposit, type DepositResult, type Outcome } from './use-deposit.js';
import type { Wallet } from './wallet-choice.js';

/** Deposits, and says what became of it. The new balance is not in here: it comes to everybody by push. */
export function DepositForm(props: {
  readonly gateway: Gateway;
  readonly callerId: string;
  readonly wallet: Wallet;
}) {
  const { outcome, make, repeat } = useDeposit(props.gateway, props.callerId, props.wallet);
  // Of what is not settled nothing new is begun.
  const busy = outcome?.kind === 'sending' || outcome?.kind === 'unknown';
  const submit = async (form: HTMLFormElement) => {
    const outcome = await make(fieldOf(form, 'amount'));
    // One more click would be one more deposit: what is done does not stand there ready to go again.
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
        {outcome && <Told outcome={outcome} onRepeat={(intent) => void repeat(intent)} />}
      </div>
    </>
  );
}

function Told(props: {
  readonly outcome: Outcome;
  readonly onRepeat: (intent: DepositInput) => void;
}) {
  const { outcome } = props;
  switch (outcome.kind) {
    case 'sending':
      return <p className="note">Depositing …</p>;
    case 'malformed':
      return <p className="bad">{outcome.why}</p>;
    case 'unknown': {
      const { intent } = outcome;
      return (
        <p className="row bad">
          <span>
            Not known whether {intent.amount.amount} {intent.amount.currency} came in. {outcome.why}
          </span>
          <button type="button" onClick={() => props.onRepeat(intent)}>
            Send it again
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
      {amount.amount} {amount.currency} deposited{result.replayed && ', the first time already'}{' '}
      <code>{id}</code>
    </p>
  );
}
