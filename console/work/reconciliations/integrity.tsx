import type { VerifyIntegrityMutation } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useEffect, useRef, useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.js';
import { ErrorNotice } from '../../parts/error-notice.js';

type Report = NonNullable<VerifyIntegrityMutation['verifyIntegrity']>;
type Finding = Report['findings'][number];

/** A check of every row of the book, now. It changes nothing, so an auditor can ask for it too. */
export function Integrity() {
  const onebook = useOnebook();
  const [report, setReport] = useState<Report>();
  const [error, setError] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  const ending = useRef<AbortController>(undefined);
  useEffect(() => () => ending.current?.abort(), []);
  const check = async (): Promise<void> => {
    const own = (ending.current = new AbortController());
    setRunning(true);
    setError(undefined);
    try {
      const found = await onebook.verifyIntegrity({}, { signal: own.signal });
      if (!own.signal.aborted && found) setReport(found);
    } catch (thrown) {
      if (!own.signal.aborted) setError(thrown);
    } finally {
      if (!own.signal.aborted) setRunning(false);
    }
  };
  return (
    <>
      <p>The check reads every entry. It changes nothing, and may take long on a large book.</p>
      <div className="buttons">
        <button type="button" disabled={isRunning} onClick={() => void check()}>
          Check the whole book
        </button>
      </div>
      <ErrorNotice error={error} />
      <div role="status">
        {isRunning && <p className="quiet">Checking …</p>}
        {report && !isRunning && <Result report={report} />}
      </div>
      {report && report.findings.length > 0 && (
        <DataTable
          caption="Errors in the book"
          columns={COLUMNS}
          rows={report.findings}
          keyOf={({ check: name, subject }) => `${name} ${subject}`}
        />
      )}
    </>
  );
}

function Result({ report }: { readonly report: Report }) {
  const { healthy, findings, checkedEntries, checkedWallets } = report;
  return (
    <p className={healthy ? 'notice good' : 'notice bad'}>
      {healthy ? 'The book is correct' : `${String(findings.length)} errors`}: {checkedEntries}{' '}
      entries and {checkedWallets} wallets were checked.
    </p>
  );
}

const COLUMNS: readonly Column<Finding>[] = [
  { header: 'Check', isRowHeader: true, cell: ({ check }) => check },
  { header: 'What', cell: ({ subject }) => subject },
  { header: 'Expected', cell: ({ expected }) => expected },
  { header: 'Actual', cell: ({ actual }) => actual },
];
