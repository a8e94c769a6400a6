import { useOnebook } from '@onebook/client/react';
import { useEffect, useRef, useState } from 'react';
import { ErrorNotice } from '../../parts/error-notice.js';
import type { StatementPeriod } from './period-form.js';

const FORMATS = [
  ['csv', 'CSV', 'for spreadsheets'],
  ['pdf', 'PDF', 'to print'],
  ['json', 'JSON', 'for programs'],
  ['xml', 'XML', 'camt.053, for accounting'],
] as const;

type Format = (typeof FORMATS)[number][0];

/** The statement as files. The token goes into a header, so the address of a file is worth nothing to others. */
export function Downloads(props: { readonly walletId: string; readonly period: StatementPeriod }) {
  const { walletId, period } = props;
  const onebook = useOnebook();
  const [busy, setBusy] = useState<Format>();
  const [saved, setSaved] = useState<string>();
  const [error, setError] = useState<unknown>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const download = async (format: Format): Promise<void> => {
    const ending = (running.current = new AbortController());
    setBusy(format);
    setError(undefined);
    setSaved(undefined);
    try {
      const file = await onebook.statementFile(
        { walletId, format, ...period },
        { signal: ending.signal },
      );
      const name = nameIn(file) ?? `statement.${format}`;
      save(await file.blob(), name);
      setSaved(name);
    } catch (thrown) {
      if (!ending.signal.aborted) setError(thrown);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      <div className="buttons" role="group" aria-label="Download this statement">
        {FORMATS.map(([format, label, use]) => (
          <button
            key={format}
            type="button"
            disabled={busy !== undefined}
            title={use}
            onClick={() => void download(format)}
          >
            Download {label}
          </button>
        ))}
        {busy !== undefined && (
          <button type="button" onClick={() => running.current?.abort()}>
            Stop the download
          </button>
        )}
      </div>
      <p role="status" className="quiet">
        {busy !== undefined && `Receiving ${busy.toUpperCase()} …`}
        {saved !== undefined && `Saved as ${saved}.`}
      </p>
      <ErrorNotice error={error} />
    </>
  );
}

/** The name that the gateway gives the file. */
function nameIn(file: Response): string | undefined {
  return /filename="([^"]+)"/.exec(file.headers.get('content-disposition') ?? '')?.[1];
}

/** Hands a file to the browser. The URL is revoked once the browser has taken the file. */
function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
