import { formatMoney, subtractMoney } from '@onebook/client';
import { ActionForm } from '../../parts/action-form.js';
import { TextField } from '../../parts/field.js';
import { MoneyText } from '../../parts/money-text.js';
import { wordsOf } from '../../parts/status-badge.js';
import { TransactionLink } from '../links.js';
import type { Money, Transaction } from '../types.js';
import { ConfirmFacts } from './confirm-facts.js';
import { type TextInput, useAmount, useOptional, useReason } from './inputs.js';
import type { Step, StepName } from './steps.js';

interface StepInput {
  readonly transactionId: string;
  readonly reason?: string | null | undefined;
  readonly amount?: Money | null | undefined;
  readonly onlyIfPending?: boolean | null | undefined;
}

/** The form of one step of a transaction. */
export function StepForm(props: { readonly step: Step; readonly transaction: Transaction }) {
  const { step, transaction } = props;
  const { label, tone, effect } = step;
  const whole = wholeOf(transaction, step);
  const amount = useAmount(whole, whole.amount);
  const required = useReason();
  const optional = useOptional();
  const reason = step.reason === 'optional' ? optional : required;
  const input = (): StepInput | undefined => {
    const sum = step.amount === undefined ? undefined : amount.read();
    const text = step.reason === undefined ? '' : reason.read();
    if (text === undefined || (step.amount !== undefined && sum === undefined)) return undefined;
    return {
      transactionId: transaction.id,
      ...(text !== '' && { reason: text }),
      ...(sum !== undefined && { amount: sum }),
      ...(step.onlyIfPending === true && { onlyIfPending: true }),
    };
  };
  return (
    <ActionForm<StepName>
      name={step.name}
      label={label}
      isOnce
      {...(tone && { tone })}
      input={input}
      confirm={(sent) => {
        const { amount: sum, reason: text }: StepInput = sent;
        return {
          title: `${label}?`,
          label: `${label}: ${formatMoney(sum ?? transaction.amount)}`,
          body: (
            <ConfirmFacts
              wallet={transaction.wallet}
              amount={sum ?? transaction.amount}
              reason={text ?? ''}
            >
              {effect}
            </ConfirmFacts>
          ),
        };
      }}
      done={(payload) => <Done step={step} of={payload.transaction} was={transaction.id} />}
    >
      <p>{effect}</p>
      {step.amount !== undefined && (
        <TextField
          label={`Amount in ${whole.currency}`}
          hint={`At most ${formatMoney(whole)}.`}
          kind="amount"
          required
          {...amount.field}
        />
      )}
      {step.reason !== undefined && <ReasonField step={step} {...reason.field} />}
    </ActionForm>
  );
}

function ReasonField({ step, ...field }: { readonly step: Step } & TextInput['field']) {
  return (
    <TextField
      label={step.reason === 'optional' ? 'Reason, if there is one' : 'Reason'}
      hint="The owner can read it."
      required={step.reason === 'required'}
      maxLength={500}
      {...field}
    />
  );
}

/** The most that the amount of a step can be. */
function wholeOf(transaction: Transaction, { amount }: Step): Money {
  if (amount !== 'rest' || transaction.__typename !== 'Purchase') return transaction.amount;
  const { captured, refunded } = transaction;
  return subtractMoney(captured ?? transaction.amount, refunded);
}

function Done(props: {
  readonly step: Step;
  readonly of: {
    readonly id: string;
    readonly kind: string;
    readonly status: string;
    readonly amount: Money;
  };
  readonly was: string;
}) {
  const { step, was } = props;
  const { id, kind, status, amount } = props.of;
  return (
    <p>
      {step.past}. The {wordsOf(kind).toLowerCase()} of <MoneyText money={amount} /> is now{' '}
      {wordsOf(status).toLowerCase()}.
      {id !== was && (
        <>
          {' '}
          <TransactionLink id={id} />
        </>
      )}
    </p>
  );
}
