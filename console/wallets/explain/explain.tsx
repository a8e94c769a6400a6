import { useOnebook } from '@onebook/client/react';
import { type SubmitEvent, useState } from 'react';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Field } from '../../parts/field.js';
import { Loading } from '../../parts/loading.js';
import { Moment } from '../../parts/moment.js';
import { MoneyText } from '../../parts/money-text.js';
import { type Column, DataTable } from '../../parts/data-table.js';
import { useQuery } from '../../parts/use-query.js';
import { useStore } from '../../parts/use-store.js';
import { zone } from '../../parts/zone.js';
import { FIGURES, type Figure } from '../figures.js';
import type { WalletWithCredit } from '../types.js';
import { useReloadOn } from '../use-changes.js';
import { momentIn } from './moment-in.js';
import { type Explanation, nameOf, type Part, partsOf, sentencesFor } from './words.js';

/** Why the balance is what it is, now or at a moment: in sentences for a customer, and figure by figure. */
export function Explain(props: { readonly wallet: WalletWithCredit; readonly changes: number }) {
  const { wallet, changes } = props;
  const onebook = useOnebook();
  const [at, setAt] = useState<string>();
  const { data, error, isLoading, reload } = useQuery(
    `explain ${wallet.id} ${at ?? 'now'}`,
    (signal) => onebook.walletExplanation({ id: wallet.id, ...(at && { at }) }, { signal }),
  );
  // What was at a moment does not change.
  useReloadOn(at ?? changes, reload);
  return (
    <>
      <MomentForm onChoose={setAt} isNow={at === undefined} />
      <ErrorNotice error={error} onRetry={reload} />
      {data === undefined && isLoading && <Loading what="the explanation" />}
      {data && (
        <Shown
          explanation={data.explain}
          sentences={sentencesFor(
            data.explain,
            at === undefined ? wallet.creditLine.owed : undefined,
          )}
        />
      )}
    </>
  );
}

function MomentForm(props: {
  readonly onChoose: (at: string | undefined) => void;
  readonly isNow: boolean;
}) {
  const { onChoose, isNow } = props;
  const timeZone = useStore(zone);
  const [text, setText] = useState('');
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onChoose(momentIn(timeZone, text));
  };
  return (
    <form className="filter" onSubmit={submit}>
      <Field label="At a moment" hint={`In the time zone ${timeZone}.`}>
        {(control) => (
          <input
            {...control}
            type="datetime-local"
            step={1}
            required
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <div className="buttons">
        <button>Explain this moment</button>
        <button type="button" disabled={isNow} onClick={() => onChoose(undefined)}>
          Explain now
        </button>
      </div>
    </form>
  );
}

function Shown(props: {
  readonly explanation: Explanation;
  readonly sentences: readonly string[];
}) {
  const { explanation, sentences } = props;
  return (
    <>
      <p className="quiet">
        The balance at <Moment at={explanation.at} />.
      </p>
      <h3 id="words">For the customer</h3>
      <ul aria-labelledby="words">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <h3>Figure by figure</h3>
      {FIGURES.map((figure) => (
        <FigureDetails key={figure.key} figure={figure} explanation={explanation} />
      ))}
    </>
  );
}

/** A figure and the transactions that it consists of. */
function FigureDetails(props: { readonly figure: Figure; readonly explanation: Explanation }) {
  const { figure, explanation } = props;
  const { key, name, meaning } = figure;
  const parts = partsOf(explanation, key);
  return (
    <details open={key === 'available'}>
      <summary>
        {name}: <MoneyText money={explanation.balance[key]} />
      </summary>
      <p className="quiet">{meaning}</p>
      <DataTable
        caption={`${name}, by transactions`}
        columns={columnsFor(key)}
        rows={parts}
        keyOf={({ kind, status }) => `${kind} ${status}`}
        empty={<Empty>No transaction has changed it.</Empty>}
      />
    </details>
  );
}

const columnsFor = (key: Figure['key']): readonly Column<Part>[] => [
  { header: 'Transactions', isRowHeader: true, cell: nameOf },
  {
    header: 'Changed it by',
    align: 'number',
    cell: ({ figures }) => <MoneyText money={figures[key]} withSign />,
  },
];
